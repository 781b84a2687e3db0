"""The tables that pages list: what each can be filtered, searched and sorted by, as SQL that holds no user's word."""

from __future__ import annotations

from dataclasses import dataclass

from dotterel.records import Event, Rejected
from dotterel.store.tables import SkippedRow

UNKNOWN = "none"
"""The value of a filter that stands for a field without a value; no code of the ontology is written so."""

CONTEXT = 90
"""Characters of the article that are shown on each side of a rejected word."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with a count beside each of its values."""

    name: str
    title: str
    values: str
    """SQL for the list of the row's values, each once."""


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort."""

    name: str
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class View:
    """A table as it is listed; ``{rows}`` in ``select`` stands for the rows of the page."""

    table: str
    record: type
    facets: tuple[Facet, ...]
    words: str
    """SQL for the text that a search looks through."""
    orders: tuple[Order, ...]
    names: str = "''"
    """SQL for the names that a search finds with or without their accents."""
    sortable: tuple[str, ...] = ()
    """Columns that it can be sorted by, beside the place in the run."""
    dated: bool = False
    select: str = "{rows}"

    def facet(self, name: str) -> Facet | None:
        """Return the filter of that name, if there is one."""
        return next((facet for facet in self.facets if facet.name == name), None)

    def order(self, name: str) -> Order:
        """Return the way to sort of that name, or the usual one."""
        return next((order for order in self.orders if order.name == name), self.orders[0])


@dataclass(frozen=True, slots=True)
class RejectedRow(Rejected):
    """A rejected word with the text around it."""

    title: str | None = None
    before: str = ""
    after: str = ""


def _one(column: str) -> str:
    return f"[coalesce(CAST({column} AS VARCHAR), '{UNKNOWN}')]"


def _codes(column: str) -> str:
    codes = f"list_distinct([coalesce(x.code, '{UNKNOWN}') for x in {column}])"
    return f"CASE WHEN len({column}) = 0 THEN ['{UNKNOWN}'] ELSE {codes} END"


def _names(column: str) -> str:
    return f"array_to_string([concat_ws(' ', x.text, x.name, x.antecedent.text) for x in {column}], ' ')"


_READ = Order("read", "as read", "n")

EVENTS = View(
    table="events",
    record=Event,
    facets=(
        Facet("status", "Status", _one("status")),
        Facet("event", "Event type", _one("event")),
        Facet("quad", "Quad", _one("quad_code")),
        Facet("actor", "Actor code", _codes("actor")),
        Facet("recipient", "Recipient code", _codes("recipient")),
        Facet("country", "Country of the place", _one("event_loc.country_code")),
    ),
    words="text",
    names=f"concat_ws(' ', {_names('actor')}, {_names('recipient')}, {_names('according_to')}, "
    "event_loc.extracted_place, event_loc.resolved_place, event_loc.country)",
    orders=(
        Order("newest", "newest first", "date DESC NULLS LAST, n"),
        Order("oldest", "oldest first", "date NULLS LAST, n"),
        Order("reports", "most reports first", "len(reports) DESC, n"),
        _READ,
    ),
    sortable=("date", "reports"),
    dated=True,
)

REJECTED = View(
    table="rejected",
    record=RejectedRow,
    facets=(Facet("reason", "Reason", _one("reason")),),
    words="concat_ws(' ', trigger.text, rule, reason)",
    orders=(_READ,),
    select=f"""
        SELECT page.*, articles.title,
               coalesce(substring(text, greatest(1, page.trigger.start - {CONTEXT} + 1),
                                  least({CONTEXT}, page.trigger.start)), '') AS before,
               coalesce(substring(text, page.trigger."end" + 1, {CONTEXT}), '') AS after
        FROM ({{rows}}) AS page
        LEFT JOIN articles ON articles.run = page.run AND articles.id = page.article
        LEFT JOIN texts ON texts.content = articles.content
        ORDER BY page.n""",
)

SKIPPED = View(
    table="skipped",
    record=SkippedRow,
    facets=(Facet("room", "Room", _one("room")), Facet("publisher", "Publisher", _one("publisher"))),
    words="concat_ws(' ', origin, article, reason, publisher)",
    orders=(_READ,),
)
