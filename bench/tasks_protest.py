"""Whether a document, or a sentence, reports a protest or other contentious politics, by ``protest.toml``.

The task takes either file: rows with ``text`` are documents, rows with ``sentence`` sentences. Rows whose label is
neither 0 nor 1 (protests still to come) are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evidence import Rule, rules, senses, told
from rows import Figures, Row, Scorer, coded

from dotterel.score import accuracy, by_label, macro_f1

if TYPE_CHECKING:
    from dotterel.walker import Walker

MAPPING = Path(__file__).with_name("protest.toml")


def score_protest(rows: list[Row], walker: Walker) -> Figures:
    """Macro F1 of the labels 1 and 0, and precision and recall of 1."""
    kept = [row for row in rows if row["label"] in (0, 1)]
    kind = "sentence" if kept and "sentence" in kept[0] else "document"
    chosen: list[Rule] = [rule for rule in rules(MAPPING) if rule.label == kind]
    sense_of = senses(walker.know)
    texts = (row["sentence" if kind == "sentence" else "text"] for row in kept)
    pairs: list[tuple[str, str | None]] = []
    for row, walked in zip(kept, coded(texts, walker), strict=True):
        evidence = list(told(walked, sense_of))
        found = any(rule.holds(evidence) for rule in chosen)
        pairs.append((str(row["label"]), str(int(found))))
    one = by_label(pairs).get("1")
    return {
        f"{kind}s": len(kept),
        "macro F1": macro_f1(pairs),
        "accuracy": accuracy(pairs),
        "precision of 1": one.precision if one else 0.0,
        "recall of 1": one.recall if one else 0.0,
    }


SCORES: dict[str, Scorer] = {"protest": score_protest}
