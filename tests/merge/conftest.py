"""Reports to merge, made field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dotterel.records import Entity, Place, Report, Sentence, Span, Status

BASE = Report(
    id="r",
    article="a",
    event="ASSAULT",
    sense="assault",
    status=Status.ACTUAL,
    trigger=Span(0, 6, "attack"),
    rule="verbs/assault.toml#attack",
    text="An attack.",
    text_info=Sentence(0, 0, 0, 10, "An attack."),
    quad_code=4,
)

ACTORS = {
    "army": Entity("the Karvian army", 0, 16, code="KOS", sector="MIL"),
    "police": Entity("Karvian police", 0, 14, code="KOS", sector="COP"),
    "rebels": Entity("Red Dawn fighters", 0, 17, name="Red Dawn", code="IMG", sector="REB", id="Q1"),
    "leader": Entity("Red Dawn leader Ivo Tarn", 0, 24, name="Ivo Tarn", code="IMG", sector="REB", id="Q2"),
    "fighters": Entity("his fighters", 0, 12, code="IMG", sector="REB"),
    "followers": Entity("his followers", 0, 13, code="IMG", sector="REB"),
    "them": Entity("them", 0, 4, antecedent=Span(0, 12, "his fighters"), code="IMG", sector="REB"),
    "they": Entity("they", 0, 4),
    "protesters": Entity("hundreds of protesters", 0, 22),
    "villagers": Entity("villagers", 0, 9),
    "state": Entity("Kosovo", 0, 6, name="Kosovo", code="KOS", id="Q3"),
    "president": Entity("President Lira Dom", 0, 18, name="Lira Dom", code="KOS", sector="GOV", id="Q4"),
}

PLACES = {
    "Karvin": Place("Karvin", 0, 6, "Karvin", 1, city="Karvin", province="North", country_code="KOS", resolution=4),
    "Tolmin": Place("Tolmin", 0, 6, "Tolmin", 2, city="Tolmin", province="North", country_code="KOS", resolution=4),
    "North": Place("the north", 0, 9, "North", 3, province="North", country_code="KOS", resolution=2),
    "South": Place("the south", 0, 9, "South", 4, province="South", country_code="KOS", resolution=2),
    "Kosovo": Place("Kosovo", 0, 6, "Kosovo", 5, country_code="KOS", resolution=1),
    "Serbia": Place("Serbia", 0, 6, "Serbia", 6, country_code="SRB", resolution=1),
    "hill": Place("Crow Hill", 0, 9),
}


@pytest.fixture
def told() -> Callable[..., Report]:
    """A function that makes a report: ``told("1", actor="army", place="Karvin", at=30)``."""

    def make(name: str, at: int = 0, place: str | None = None, **fields: Any) -> Report:
        sides = {side: tuple(ACTORS[n] for n in fields.pop(side, "").split()) for side in ("actor", "recipient")}
        day = fields.get("date")
        precision = {4: "year", 7: "month", 10: "day"}.get(len(day or ""), "none")
        trigger = Span(at, at + 6, "attack")
        where = PLACES[place] if place else None
        return replace(BASE, id=name, trigger=trigger, event_loc=where, date_precision=precision, **{**sides, **fields})

    return make
