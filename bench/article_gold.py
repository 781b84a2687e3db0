"""Compare what was coded from one article with its gold: each ``must`` found or missed, each ``must_not`` seen.

The gold stands beside the article as ``NAME.gold.json``; ``python bench/score.py article PATH`` takes the gold file,
the article beside it, or a folder of such pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dotterel.read import read
from dotterel.settings import Settings
from dotterel.walker import Walker

if TYPE_CHECKING:
    from dotterel.records import Coded, Entity, Report

Gold = dict[str, Any]


def score(path: Path, walker: Walker | None = None) -> dict[str, Any]:
    """Return found and missed ``must`` and the ``must_not`` that appeared, over one gold file or a folder of them."""
    walker = walker or Walker(Settings(on_error="stop"))
    lines: list[str] = []
    found = total = bad = 0
    for gold_path in gold_files(path):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        coded = coded_for(gold, gold_path.parent, walker)
        for must in gold["must"]:
            total += 1
            problem = missing(must, coded.reports)
            found += problem is None
            lines.append(f"{'found ' if problem is None else 'MISSED'} {gold_path.stem}: {must['id']} {problem or ''}")
        for must_not in gold["must_not"]:
            for report in forbidden(must_not, coded.reports):
                bad += 1
                lines.append(f"WRONG  {gold_path.stem}: {must_not['why']}: {report.event} “{report.trigger.text}”")
    share = found / total if total else 0.0
    counts = {"must": total, "found": found, "share found": share, "must_not that appeared": bad}
    return {**counts, "lines": "\n" + "\n".join(lines)}


def gold_files(path: Path) -> list[Path]:
    """Return the gold files that a path names."""
    if path.is_dir():
        return sorted(path.glob("*.gold.json"))
    if path.name.endswith(".gold.json"):
        return [path]
    return [path.with_suffix("").with_suffix(".gold.json")]


def coded_for(gold: Gold, folder: Path, walker: Walker) -> Coded:
    """Return what was coded from the article of a gold file, with its publication date."""
    settings = replace(walker.settings, published=gold.get("published"), publisher=gold.get("publisher"))
    for walked in walker.code(read([folder / gold["article"]], settings)):
        if walked.article is not None and gold.get("record") in (None, walked.article.id):
            return walked.coded
    raise SystemExit(f"{folder / gold['article']}: no article for this gold.")


def missing(must: Gold, reports: Sequence[Report]) -> str | None:
    """Return None when a report has everything that the gold asks for, else what the nearest one lacks."""
    best: list[str] | None = None
    for report in reports:
        if report.event not in must["event"]:
            continue
        lacks = list(lacking(must, report))
        if not lacks:
            return None
        best = lacks if best is None or len(lacks) < len(best) else best
    return "(no such event)" if best is None else f"(lacks {', '.join(best)})"


def lacking(must: Gold, report: Report) -> Iterator[str]:
    """Yield the names of the gold's fields that a report does not have."""
    statuses = must.get("status_any") or [must.get("status", report.status.value)]
    if report.status.value not in statuses:
        yield f"status {report.status.value}"
    triggers = must.get("trigger_any") or ([must["trigger"]] if "trigger" in must else [])
    if triggers and not any(t in report.text for t in triggers):
        yield "trigger"
    elif triggers and not any(t in report.trigger.text or report.trigger.text in t for t in triggers):
        yield f"trigger “{report.trigger.text}”"
    for side, entities in (("actor", report.actor), ("recipient", report.recipient)):
        if side in must and not any(matches(must[side], e) for e in sides(side, entities, report)):
            yield f"{side} {[(e.text, e.code, e.sector) for e in entities]}"
    if "mode" in must and not set(must["mode"]) <= set(report.mode):
        yield f"mode {report.mode}"
    if "date" in must and report.date != must["date"]:
        yield f"date {report.date}"
    if not place_fits(must, report):
        yield f"place {report.event_loc.extracted_place if report.event_loc else None}"


def sides(side: str, entities: Sequence[Entity], report: Report) -> Sequence[Entity]:
    """Return who may be meant: where all sides are actors, the recipient is one of them."""
    return entities if side == "actor" or entities else report.actor[1:]


def matches(wanted: Gold, entity: Entity) -> bool:
    """True when an entity has the gold's words (or name), code and sector."""
    words = entity.text + " " + (entity.antecedent.text if entity.antecedent else "")
    named = wanted.get("words", "").lower() in words.lower() or entity.text.lower() in wanted.get("words", "").lower()
    code = "code" not in wanted or entity.code == wanted["code"]
    sector = "sector" not in wanted or wanted["sector"] in (entity.sector, *entity.other_sectors)
    return named and code and sector


def place_fits(must: Gold, report: Report) -> bool:
    """True when the report's place is the gold's."""
    place = report.event_loc
    wanted = must.get("place_any") or ([must["place"]] if "place" in must else None)
    if wanted is None:
        return True
    if place is None:
        return None in wanted
    names = f"{place.extracted_place} {place.resolved_place} {place.city} {place.province} {place.country}".lower()
    relation = "relation" not in must or (place.relation or "").startswith(must["relation"])
    country = "country" not in must or place.country_code == must["country"]
    return relation and country and any(name is not None and name.lower() in names for name in wanted)


def forbidden(must_not: Gold, reports: Sequence[Report]) -> list[Report]:
    """Return the reports that the gold forbids."""
    return [
        report for report in reports if all(forbids(key, must_not[key], report) for key in must_not if key != "why")
    ]


def forbids(key: str, value: Any, report: Report) -> bool:
    """True when a report has a forbidden property."""
    codes = {e.code for e in (*report.actor, *report.recipient)}
    country = report.event_loc.country_code if report.event_loc else None
    held = {
        "sentence": key == "sentence" and (value in report.text or report.text in value),
        "actor_code": not codes.isdisjoint([value] if isinstance(value, str) else value),
        "event": report.event == value or (isinstance(value, list) and report.event in value),
        "status": report.status.value == value,
        "country_any": key == "country_any" and country in value,
        "trigger_any": any(t in report.trigger.text for t in value),
        "trigger": key == "trigger" and value in report.trigger.text,
    }
    return bool(held.get(key, False))
