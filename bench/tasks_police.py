"""Five labels of what police did, for whole articles and for sentences, from our reports by ``police.toml``.

DEATH and INACTION are no labels of the task: a death is a KILL where police use force in the same sentence, and
inaction is a FAIL where somebody of the police or the authorities is named in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import Rule, rules, senses, told
from rows import Figures, Row, Scorer, coded

from dotterel.score import Counts

if TYPE_CHECKING:
    from dotterel.records import Walked
    from dotterel.walker import Walker

MAPPING = Path(__file__).with_name("police.toml")
LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
POLICE = frozenset({"COP"})
AUTHORITY = frozenset({"COP", "MIL", "PRM", "SPY", "GOV"})


def text_of(row: Row) -> str:
    """Return the article whose sentences the row has."""
    return " ".join(sentence["text"] for sentence in row["sentences"])


def labels(walked: Walked, chosen: Sequence[Rule], sense_of: Mapping[str, str]) -> dict[int, set[str]]:
    """Return the labels of each of our sentences."""
    evidence = list(told(walked, sense_of))
    police, authority = named(walked, POLICE), named(walked, AUTHORITY)
    found: dict[int, set[str]] = {}
    for sentence in walked.coded.sentences:
        here = [e for e in evidence if e.sentence == sentence.number]
        raw = {rule.label for rule in chosen if any(map(rule.fits, here))}
        raw |= {"ANY_ACTION"} if sentence.number in police else set()
        found[sentence.number] = set(_labels(raw, sentence.number in authority))
    return found


def named(walked: Walked, sectors: frozenset[str]) -> set[int]:
    """Return the sentences in which somebody of some sectors is named."""
    people = [e for e in walked.coded.actors if sectors.intersection((e.sector, *e.other_sectors))]
    return {s.number for s in walked.coded.sentences if any(s.start <= e.start < s.end for e in people)}


def _labels(raw: set[str], authority: bool) -> Iterator[str]:
    yield from raw & set(LABELS)
    if {"DEATH", "FORCE"} <= raw:
        yield "KILL"
    if "INACTION" in raw and authority:
        yield "FAIL"
    if raw & {"FORCE", "ARREST"}:
        yield "ANY_ACTION"


def counts(pairs: Iterable[tuple[set[str], set[str]]]) -> dict[str, Counts]:
    """Return the counts of each label for (gold, found) label sets."""
    total = dict.fromkeys(LABELS, Counts())
    for gold, found in pairs:
        total = {
            label: total[label] + Counts(label in gold & found, label in found - gold, label in gold - found)
            for label in LABELS
        }
    return total


def score_police(rows: list[Row], walker: Walker) -> Figures:
    """Macro F1 of the five labels over whole articles."""
    chosen, sense_of = rules(MAPPING), senses(walker.know)
    articles: list[tuple[set[str], set[str]]] = []
    for row, walked in zip(rows, coded(map(text_of, rows), walker), strict=True):
        gold = {label for sentence in row["sentences"] for label in sentence["labels"]}
        found = labels(walked, chosen, sense_of)
        articles.append((gold, set().union(*found.values())))
    total = counts(articles)
    return {
        "articles": len(rows),
        "macro F1": sum(c.f1 for c in total.values()) / len(LABELS),
        **{f"{label} F1": c.f1 for label, c in total.items()},
        "by label": {label: f"P {c.precision:.3f} R {c.recall:.3f}" for label, c in total.items()},
    }


SCORES: dict[str, Scorer] = {"police": score_police}
