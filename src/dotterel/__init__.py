"""Dotterel reads news and writes down who did what to whom, where and when, and according to whom.

>>> import dotterel
>>> dotterel.__version__
'0.1.0'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dotterel.errors import (
    DotterelError,
    ExportError,
    KnowledgeError,
    ModelError,
    ReadError,
    SettingsError,
    StoreError,
)
from dotterel.records import Article, Coded, Entity, Event, Place, Report, Skipped, Span, Speaker, Status, Walked
from dotterel.settings import Settings

if TYPE_CHECKING:
    from dotterel.walker import Walker, walk

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Coded",
    "DotterelError",
    "Entity",
    "Event",
    "ExportError",
    "KnowledgeError",
    "ModelError",
    "Place",
    "ReadError",
    "Report",
    "Settings",
    "SettingsError",
    "Skipped",
    "Span",
    "Speaker",
    "Status",
    "StoreError",
    "Walked",
    "Walker",
    "__version__",
    "walk",
]

_LAZY = ("Walker", "walk")


def __getattr__(name: str) -> Any:
    """Load the walk at its first use, so that ``import dotterel`` stays light."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module("dotterel.walker"), name)
    raise AttributeError(f"module 'dotterel' has no attribute '{name}'")
