"""What a terminal shows: a table of events, the rooms of one article, progress. Hostile text is defused."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from dotterel.records import Coded, Entity, Place, Report, Skipped, Speaker, Walked

_WIDE_STATUS = {"actual": ""}


def plain(text: str) -> str:
    """Return text that a terminal prints as it stands: control characters (escape codes too) become ``·``."""
    return "".join(char if char.isprintable() else ("·" if char not in "\n\t" else " ") for char in text)


def _console(*, err: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=err, highlight=False, markup=False, emoji=False, soft_wrap=False)


@contextmanager
def progress(what: str) -> Iterator[Callable[[], None]]:
    """Yield a function to call after each article; shows a moving line on stderr when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=_console(err=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda: bar.advance(task)


def skipped(item: Skipped) -> None:
    """Say on stderr what was skipped and why."""
    sys.stderr.write(plain(f"skipped {item.origin}: {item.reason}") + "\n")


def summary(articles: int, reports: int, skips: int, store: Path | None) -> None:
    """Say on stderr what a run did."""
    parts = [f"{articles} article{'s' * (articles != 1)} coded", f"{reports} report{'s' * (reports != 1)}"]
    if skips:
        parts.append(f"{skips} skipped")
    if store is not None:
        parts.append(f"kept in {store}")
    sys.stderr.write(plain("; ".join(parts)) + ".\n")


def table(records: Sequence[Report]) -> None:
    """Print who did what to whom, where, when and according to whom."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not records:
        sys.stdout.write("No events.\n")
        return
    console = _console()
    if not console.is_terminal:
        console.width = 160
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for name, ratio in _COLUMNS:
        grid.add_column(name, ratio=ratio, overflow="fold", no_wrap=name in ("when", "what"))
    for record in records:
        grid.add_row(*(Text(plain(cell)) for cell in _row(record)))
    console.print(grid)


_COLUMNS = (("when", 2), ("who", 5), ("what", 3), ("whom", 5), ("where", 3), ("according to", 3), ("words", 4))


def _row(report: Report) -> tuple[str, ...]:
    what = " ".join([report.event, *(f"[{mode}]" for mode in report.mode)])
    state = f" ({report.status.value})" if report.status.value != "actual" else ""
    return (
        report.date or "",
        people(report.actor),
        what + state,
        people(report.recipient),
        place(report.event_loc),
        speakers(report.according_to),
        report.trigger.text + _count(report),
    )


def _count(report: Report) -> str:
    number = len(getattr(report, "reports", ()))
    return f" ×{number}" if number > 1 else ""


def people(entities: Iterable[Entity]) -> str:
    """Return entities as words with their codes: ``Iraqi Special Forces (IRQ MIL)``."""
    return "; ".join(_person(entity) for entity in entities)


def _person(entity: Entity) -> str:
    codes = " ".join(filter(None, (entity.code, entity.sector)))
    name = entity.text if entity.antecedent is None else f"{entity.text} = {entity.antecedent.text}"
    return f"{name} ({codes})" if codes else name


def place(where: Place | None) -> str:
    """Return a place as words: ``north of Mosul, IRQ``."""
    if where is None:
        return ""
    words = " ".join(filter(None, (where.relation, where.resolved_place or where.extracted_place)))
    return f"{words}, {where.country_code}" if where.country_code else words


def speakers(claims: Iterable[Speaker]) -> str:
    """Return the chain of speakers."""
    return " > ".join(_person(speaker) for speaker in claims)


def rooms(walked: Walked) -> None:
    """Print one article as each room saw it."""
    for line in _rooms(walked):
        sys.stdout.write(plain(line) + "\n")


def _rooms(walked: Walked) -> Iterator[str]:
    article, coded = walked.article, walked.coded
    if article is not None:
        yield f"READ  {article.origin or article.id}"
        yield from _facts(("title", article.title), ("published", article.published), ("publisher", article.publisher))
        for out in article.left_out:
            yield f"  left out  {out.start}–{out.end} ({out.reason}): {out.text}"
    if walked.skipped is not None:
        yield f"SKIPPED in {walked.skipped.room}: {walked.skipped.reason}"
        return
    yield from _section("SENTENCES", (f"{s.number:>3}  {s.text}" for s in coded.sentences))
    yield from _section("WHO", (_chain(entity) for entity in coded.actors))
    yield from _section("WHERE", (_place_line(item) for item in coded.places))
    yield from _section("WHEN", (f"{w.text} → {w.value or 'unresolved'} ({w.type.lower()})" for w in coded.dates))
    yield from _section("SAYS", (_claim_line(claim) for claim in coded.says))
    yield from _section("REPORTS", _report_lines(coded))
    yield from _section(
        "REJECTED", (f"{r.trigger.text} [{r.rule}] sentence {r.sentence}: {r.reason}" for r in coded.rejected)
    )


def _facts(*pairs: tuple[str, str | None]) -> Iterator[str]:
    for name, value in pairs:
        yield f"  {name}: {value if value is not None else '(unknown)'}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    empty = True
    for line in lines:
        empty = False
        yield f"  {line}"
    if empty:
        yield "  (nothing)"


def _chain(entity: Entity) -> str:
    """Return words → antecedent → name → code, with the entry that gave it or the reason why there is none."""
    steps = [f"“{entity.text}”"]
    if entity.antecedent is not None:
        steps.append(f"“{entity.antecedent.text}”")
    if entity.name and entity.name not in (entity.text, entity.antecedent.text if entity.antecedent else None):
        steps.append(entity.name)
    steps.append(" ".join(filter(None, (entity.code, entity.sector, *entity.other_sectors))) or "no code")
    return " → ".join(steps) + (f"  [{entity.basis}]" if entity.basis else "")


def _place_line(item: Place) -> str:
    where = place(item)
    point = (
        "" if item.lat is None else f" {item.lat:.3f}, {item.lon:.3f}{' (middle of an area)' if item.centroid else ''}"
    )
    return f"“{item.extracted_place}” → {where if item.resolved_place else 'unresolved'}{point}"


def _claim_line(claim: Any) -> str:
    source = " … ".join(span.text for span in claim.source) or "(nobody named)"
    content = " … ".join(span.text for span in claim.content)
    return f"{source} — {' … '.join(span.text for span in claim.cue)} — {content}"


def _report_lines(coded: Coded) -> Iterator[str]:
    numbers = {report.id: number for number, report in enumerate(coded.reports, 1)}
    for number, report in enumerate(coded.reports, 1):
        when, who, what, whom, where, by, words = _row(report)
        yield f"{number}. {what}  “{words}”  status {report.status.value}  sentence {report.text_info.number}"
        yield f"     who {who or '—'} | whom {whom or '—'}"
        yield f"     when {when or '—'} ({report.date_basis}) | where {where or '—'} ({_basis(report)})"
        if by:
            yield f"     according to {by}"
        if report.within is not None:
            yield f"     within report {numbers.get(report.within, '?')}"
        yield f"     rule {report.rule}, sense {report.sense}, CAMEO {report.cameo or 'none'}"


def _basis(report: Report) -> str:
    return report.event_loc.basis or "none" if report.event_loc is not None else "none"
