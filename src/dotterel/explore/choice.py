"""What is chosen on a page: read from the address, written back into one, turned into SQL with bound values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dotterel.errors import SettingsError

if TYPE_CHECKING:
    from dotterel.explore.views import View

SIZE = 50
MAX_SIZE = 500
_MAX_CHARS = 300
_MAX_VALUES = 40
_MAX_DIGITS = 9
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters, order and page of one address; an empty one shows everything."""

    run: str | None = None
    picked: tuple[tuple[str, str], ...] = ()
    """Pairs of a filter's name and a value; values of one filter widen, filters together narrow."""
    q: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""
    page: int = 1
    size: int = SIZE

    def values(self, name: str) -> list[str]:
        """Return the chosen values of one filter."""
        return [value for key, value in self.picked if key == name]

    def toggled(self, name: str, value: str) -> Choice:
        """Return this choice with the value added, or without it where it was chosen; from the first page on."""
        pair = (name, value)
        kept = tuple(known for known in self.picked if known != pair)
        return replace(self, picked=kept if pair in self.picked else (*kept, pair), page=1)

    def at(self, page: int) -> Choice:
        """Return this choice on another page."""
        return replace(self, page=page)

    def ordered(self, name: str) -> Choice:
        """Return this choice sorted in another way, from the first page on."""
        return replace(self, sort=name, page=1)

    def hidden(self) -> list[tuple[str, str]]:
        """Return the pairs that a search form keeps beside its own fields."""
        return [pair for pair in self.pairs() if pair[0] not in ("q", "from", "to", "page")]

    def pairs(self) -> list[tuple[str, str]]:
        """Return what an address must say to mean this choice."""
        plain = (("q", self.q), ("from", self.since), ("to", self.until), ("sort", self.sort), ("run", self.run or ""))
        numbers = (("size", self.size, SIZE), ("page", self.page, 1))
        told = [(name, value) for name, value in plain if value]
        return [*self.picked, *told, *((name, str(value)) for name, value, usual in numbers if value != usual)]

    @property
    def query(self) -> str:
        """The part of the address from the question mark on; empty when nothing is chosen."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.picked or self.q or self.since or self.until)


def read_choice(pairs: Iterable[tuple[str, str]], view: View) -> Choice:
    """Return what the pairs of an address choose; raise SettingsError when one of them is no possible choice."""
    given = [(name, value.strip()) for name, value in pairs if value.strip()]
    if len(given) > _MAX_VALUES or any(len(value) > _MAX_CHARS for _, value in given):
        raise SettingsError(f"The filters are too long; take at most {_MAX_VALUES} of {_MAX_CHARS} characters each.")
    last = dict(given)
    return Choice(
        run=last.get("run"),
        picked=tuple(dict.fromkeys(pair for pair in given if view.facet(pair[0]))),
        q=last.get("q", ""),
        since=_date(last.get("from", "")) if view.dated else "",
        until=_date(last.get("to", "")) if view.dated else "",
        sort=_order(last.get("sort", ""), view),
        page=_number(last.get("page", "1"), "page"),
        size=min(_number(last.get("size", str(SIZE)), "size"), MAX_SIZE),
    )


def _date(text: str) -> str:
    if text and not _DATE.fullmatch(text):
        raise SettingsError(f"'{text}' is not a date; write it as 2016-11-03, 2016-11 or 2016.")
    return text


def _order(name: str, view: View) -> str:
    usual = view.orders[0].name
    known = [order.name for order in view.orders]
    if name and name not in known:
        raise SettingsError(f"Nothing can be sorted by '{name}' here; write one of: {', '.join(known)}.")
    return "" if name == usual else name


def _number(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _MAX_DIGITS or int(text) < 1:
        raise SettingsError(f"'{text}' is no {name}; write a whole number from 1 on.")
    return int(text)


def found(view: View, choice: Choice, run: str) -> tuple[str, list[Any]]:
    """Return the condition for the rows of a run with the words and days looked for, and the values it is bound to."""
    parts: list[tuple[str, list[Any]]] = [("run = ?", [run])]
    for word in choice.q.split():
        # Taking accents off is slow, so that it is done to names only.
        as_written = f"contains(lower(concat_ws(' ', {view.words}, {view.names})), lower(?))"
        parts.append(
            (f"({as_written} OR contains(strip_accents(lower({view.names})), strip_accents(lower(?))))", [word] * 2)
        )
    # An event may be dated as loosely as "2016": it counts when any of its days can lie in the range.
    if choice.since:
        parts.append(("coalesce(enddate, date) || '-99' >= ?", [choice.since]))
    if choice.until:
        parts.append(("date <= ? || '-99'", [choice.until]))
    return _all(parts)


def picked(view: View, choice: Choice, but: str = "") -> tuple[str, list[Any]]:
    """Return the condition for the rows with the chosen values, which stand in a column for each filter."""
    names = [facet.name for facet in view.facets if facet.name != but]
    chosen = [(name, choice.values(name)) for name in names]
    return _all([(f'list_has_any("{name}", ?::VARCHAR[])', [values]) for name, values in chosen if values])


def _all(parts: Sequence[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    return " AND ".join(sql for sql, _ in parts) or "true", [value for _, values in parts for value in values]
