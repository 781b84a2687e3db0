"""How many of the cases in ``tests/cases`` hold: the cases are read and compared as ``tests/test_cases.py`` does it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.records import Article

if TYPE_CHECKING:
    from rows import Figures

    from dotterel.walker import Walker

ROOT = Path(__file__).resolve().parents[1]


def score(walker: Walker) -> Figures:
    """Return how many cases there are that must hold, and the share of those that do."""
    sys.path.insert(0, str(ROOT))
    from tests import test_cases

    made = test_cases.cases(*test_cases.HOLD)
    keys = [test_cases.key(case) for case in made]
    articles = (Article("case", text, published=published) for text, published in keys)
    found = (walked.coded.reports for walked in walker.code(articles))
    held = sum(not list(test_cases.unmet(case, reports)) for case, reports in zip(made, found, strict=True))
    return {"cases": len(made), "share that hold": held / len(made) if made else 0.0}
