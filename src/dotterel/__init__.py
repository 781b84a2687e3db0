"""Dotterel reads news and writes down who did what to whom, where and when, and according to whom."""
