"""Room 5: reports of one happening → one event, inside an article and across articles."""

from dotterel.merge.collection import merge_store
from dotterel.merge.few import merge
from dotterel.merge.rules import Rules

__all__ = ["Rules", "merge", "merge_store"]
