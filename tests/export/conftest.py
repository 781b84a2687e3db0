"""A report with every field filled, an event, and text that means harm."""

from __future__ import annotations

import pytest

from dotterel.records import Entity, Event, Place, Report, Sentence, Size, Sizes, Span, Speaker, Status

TEXT = "About 200 farmers blocked the road north of Karvin on Monday, police said."


@pytest.fixture
def report() -> Report:
    """A report with every field filled."""
    return Report(
        id="00af",
        article="007",
        event="PROTEST",
        sense="protest.block",
        status=Status.ACTUAL,
        trigger=Span(18, 25, "blocked"),
        rule="verbs/protest.toml#block",
        text=TEXT,
        text_info=Sentence(3, 1, 0, len(TEXT), TEXT),
        mode=("obstruct", "demo"),
        context=("economic",),
        quad_code=4,
        event_scale=-4.5,
        cameo="0144",
        actor=(Entity("About 200 farmers", 0, 17, count=200, sector="AGR"), Entity("drivers", 0, 7, code="KOS")),
        recipient=(),
        according_to=(Speaker("police", 62, 68, code="KOS", sector="COP", cue=Span(69, 73, "said"), quoted=False),),
        within="00ae",
        date="2020-05-04",
        date_precision="day",
        date_basis="text",
        date_text=Span(54, 60, "Monday"),
        event_loc=Place("Karvin", 44, 50, "Karvin", 42, -1.5, 20.25, country_code="KOS", relation="north of"),
        size=Sizes(participants=Size(200, None, "About 200", 0, 9)),
        confidence=0.5,
        coder="0.1.0",
        knowledge="abc",
        codebook="plover-0.8",
    )


@pytest.fixture
def event(report: Report) -> Event:
    """An event of two reports."""
    values = {name: getattr(report, name) for name in Report.__dataclass_fields__}
    return Event(**values, reports=("00af", "00b0"), articles=("007",))
