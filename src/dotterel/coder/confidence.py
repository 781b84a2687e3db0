"""How sure a report's type is: a probability measured on hand-coded sentences, from traits of the report itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dotterel.knowledge.weights import Weights
    from dotterel.records import Entity, Report

_LONG = 40
"""Words of a sentence from which on it counts as long."""


def with_confidence(reports: Sequence[Report], weights: Weights) -> tuple[Report, ...]:
    """Return the reports with the probability that each has the right type."""
    return tuple(replace(report, confidence=round(weights.probability(traits(report)), 3)) for report in reports)


def traits(report: Report) -> Iterator[str]:
    """Yield what is looked at: type, kind of rule, construction, status, sides, place, length of the sentence."""
    yield f"event {report.event}"
    yield f"rule {_kind_of_rule(report.rule)}"
    yield f"status {report.status.value}"
    yield f"actor {_side(report.actor)}"
    yield f"recipient {_side(report.recipient)}"
    yield f"place {report.event_loc.basis if report.event_loc is not None else 'none'}"
    if report.within is not None:
        yield "nested"
    if report.sense.count(".") > 0:
        yield "fine sense"
    if report.according_to:
        yield "claimed"
    if " " in report.trigger.text:
        yield "trigger of several words"
    if len(report.text.split()) >= _LONG:
        yield "long sentence"


def _kind_of_rule(rule: str) -> str:
    if " + " in rule:
        return "light verb"
    return "noun" if "/nouns/" in rule else "verb"


def _side(entities: Sequence[Entity]) -> str:
    if not entities:
        return "none"
    return "coded" if any(entity.code for entity in entities) else "sector" if entities[0].sector else "words"
