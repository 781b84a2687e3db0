"""WHEN: the time expressions of an article, and the date of each event."""

from dotterel.coder.when.event import date_of
from dotterel.coder.when.find import find_dates

__all__ = ["date_of", "find_dates"]
