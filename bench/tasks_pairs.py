"""Pairs, spans and non-events: event types, sides and false alarms, coded end to end from bare text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rows import Figures, Row, Scorer, coded

from dotterel.records import Entity, Report, Status
from dotterel.score import Counts, accuracy, by_label, macro_f1, overlaps, spans

if TYPE_CHECKING:
    from dotterel.walker import Walker

YIELD = frozenset({"CONCEDE", "RETREAT"})
QUAD = {"YIELD": 1, "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "REQUEST": 3, "ACCUSE": 3}
QUAD |= {"REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Return where the words stand in the text."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def fit(report: Report, source: Sequence[tuple[int, int]], target: Sequence[tuple[int, int]]) -> int:
    """Return how well a report's sides fit a given pair: 2 each for actor on source and recipient on target."""
    actors, others = ranges(report.actor), ranges(report.recipient)
    if not others and len(actors) > 1:
        actors, others = actors, actors
    score = 2 * _touch(actors, source) + 2 * _touch(others, target)
    return score or (_touch(actors, target) or _touch(others, source)) * 1


def ranges(entities: Sequence[Entity]) -> list[tuple[int, int]]:
    """Return where entities stand: their own words, and those of the antecedent of a pronoun or short form."""
    spans = [span for e in entities for span in (e, e.antecedent) if span is not None]
    return [(span.start, span.end) for span in spans]


def _touch(found: Sequence[tuple[int, int]], wanted: Sequence[tuple[int, int]]) -> int:
    return int(any(overlaps(a, b) for a in found for b in wanted))


def root(report: Report) -> str:
    """Return the root of a report as the pairs name them: CONCEDE and RETREAT are one."""
    return "YIELD" if report.event in YIELD else report.event


def best_for(reports: Sequence[Report], row: Row) -> Report | None:
    """Return the report that is about the row's pair: best fit, then outermost, then actual, then first."""
    source, target = places_of(row["source"], row["text"]), places_of(row["target"], row["text"])
    order = [
        (fit(r, source, target), r.within is None, r.status is Status.ACTUAL, -r.trigger.start, r) for r in reports
    ]
    return max(order, key=lambda item: item[:4])[4] if order else None


def score_pairs(rows: list[Row], walker: Walker) -> Figures:
    """Root and quad of the report about each given pair, coded end to end from the bare sentence."""
    pairs: list[tuple[str, str | None]] = []
    both = 0
    for row, walked in zip(rows, coded((row["text"] for row in rows), walker), strict=True):
        report = best_for(walked.coded.reports, row)
        pairs.append((row["root"], root(report) if report else None))
        if report and root(report) == row["root"]:
            source, target = places_of(row["source"], row["text"]), places_of(row["target"], row["text"])
            both += fit(report, source, target) == 4
    quads = [(str(QUAD[g]), str(QUAD[p]) if p else None) for g, p in pairs]
    right = sum(g == p for g, p in pairs)
    return {
        "rows": len(rows),
        "root macro F1": macro_f1(pairs),
        "root accuracy": accuracy(pairs),
        "quad macro F1": macro_f1(quads),
        "nothing coded": sum(p is None for _, p in pairs) / len(pairs),
        "both sides right when the root is": both / right if right else 0.0,
        "by root": {label: round(counts.f1, 3) for label, counts in by_label(pairs).items()},
    }


def score_spans(rows: list[Row], walker: Walker) -> Figures:
    """Source and target words, exact and overlapping, over all reports of a sentence."""
    texts = [" ".join(row["tokens"]) for row in rows]
    total: dict[str, Counts] = {}
    for row, walked in zip(rows, coded(texts, walker), strict=True):
        at = token_ranges(row["tokens"])
        for label, side in (("source", "S"), ("target", "T")):
            gold = tagged(row["tags"], side)
            found = found_tokens(walked.coded.reports, label, at)
            for kind in ("exact", "overlap"):
                key = f"{label} {kind}"
                total[key] = total.get(key, Counts()) + spans(gold, found, exact=kind == "exact")
    total["both exact"] = total["source exact"] + total["target exact"]
    return {"rows": len(rows)} | {f"{key} F1": counts.f1 for key, counts in total.items()}


def token_ranges(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Return start and end of each token in the text joined by spaces."""
    ranges, at = [], 0
    for token in tokens:
        ranges.append((at, at + len(token)))
        at += len(token) + 1
    return ranges


def tagged(tags: Sequence[str], side: str) -> list[tuple[int, int]]:
    """Return the token ranges of one kind of B-/I- tags."""
    found: list[tuple[int, int]] = []
    for i, tag in enumerate(tags):
        if tag == f"B-{side}" or (tag == f"I-{side}" and (i == 0 or tags[i - 1][2:] != side)):
            found.append((i, i + 1))
        elif tag == f"I-{side}":
            found[-1] = (found[-1][0], i + 1)
    return found


def found_tokens(reports: Sequence[Report], side: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the token ranges of the actors (or recipients) of the outermost reports."""
    found = []
    for report in reports:
        if report.within is not None:
            continue
        people = report.actor if side == "source" else report.recipient
        if side == "target" and not report.recipient and len(report.actor) > 1:
            people = report.actor[1:]
        elif side == "source" and not report.recipient and len(report.actor) > 1:
            people = report.actor[:1]
        for entity in people:
            inside = [n for n, (a, b) in enumerate(ranges) if a < entity.end and entity.start < b]
            if inside:
                found.append((inside[0], inside[-1] + 1))
    return sorted(set(found))


def score_not_events(rows: list[Row], walker: Walker) -> Figures:
    """Actual events of material conflict in articles that tell of none, per 100 articles."""
    violent = quad4 = 0
    by_category: dict[str, int] = {}
    for row, walked in zip(rows, coded((row["text"] for row in rows), walker), strict=True):
        bad = [r for r in walked.coded.reports if r.quad_code == 4 and r.status is Status.ACTUAL]
        quad4 += len(bad)
        by_category[row["category"]] = by_category.get(row["category"], 0) + len(bad)
        if row["category"] in ("sport", "entertainment"):
            violent += sum(r.event in ("ASSAULT", "PROTEST", "MOBILIZE") for r in bad)
    play = sum(row["category"] in ("sport", "entertainment") for row in rows)
    return {
        "articles": len(rows),
        "actual quad-4 events per 100 articles": 100 * quad4 / len(rows),
        "ASSAULT PROTEST MOBILIZE per 100 of sport and entertainment": 100 * violent / play if play else 0.0,
        "by category": by_category,
    }


SCORES: dict[str, Scorer] = {"pairs": score_pairs, "spans": score_spans, "not-events": score_not_events}
