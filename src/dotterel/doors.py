"""What the commands do, once the options are parsed: rooms put in a row, progress on stderr, an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dotterel import show
from dotterel.errors import SettingsError
from dotterel.records import Report, Status, Walked, as_dict

if TYPE_CHECKING:
    from collections.abc import Callable

    from dotterel.check import Given
    from dotterel.knowledge.ontology import Ontology
    from dotterel.records import Claim, Event
    from dotterel.settings import Settings
    from dotterel.store import Store

T = TypeVar("T")
DONE, SKIPPED = 0, 1


@dataclass(frozen=True, slots=True)
class Run:
    """One call of ``dotterel code``."""

    settings: Settings
    inputs: tuple[str, ...]
    out: Path | None = None
    store: Path | None = None
    table: bool = False
    """Print the table also when a file or a store is written."""
    reports: bool = False
    ontology: str | None = None
    """Name or file of the ontology whose codes are shown and written in place of PLOVER's."""
    statuses: frozenset[Status] = frozenset({Status.ACTUAL})

    @property
    def shows_table(self) -> bool:
        """True when the events go to the terminal."""
        return self.table or (self.out is None and self.store is None)


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    articles: int = 0
    reports: int = 0
    skipped: int = 0
    uncoded: int = 0
    """Records that have no code in the ontology asked for."""

    def add(self, walked: Walked) -> None:
        """Count one input."""
        self.articles += walked.skipped is None
        self.reports += len(walked.coded.reports)
        self.skipped += walked.skipped is not None


def statuses(text: str) -> frozenset[Status]:
    """Return the statuses that ``--status`` names; raise SettingsError for an unknown one."""
    if text == "all":
        return frozenset(Status)
    try:
        return frozenset(Status(part.strip()) for part in text.split(","))
    except ValueError:
        known = ", ".join(Status)
        raise SettingsError(f"--status '{text}' is not known; write all, or a comma list of {known}.") from None


def code(run: Run) -> int:
    """Code the inputs into a table on the terminal, a file, a store, or several of these; return the exit code."""
    from dotterel import export
    from dotterel.walker import Walker

    view = _view(run.ontology, run.settings.codebook)
    if run.out is not None:
        export.check(run.out)
    tally = Tally()
    rows: list[Report] = []
    with ExitStack() as stack:
        walker = Walker(run.settings)
        store = stack.enter_context(_store(run, walker.know.hash))
        tick = stack.enter_context(show.progress("coding"))
        stream = _ticked(_counted(walker.walk(run.inputs, sys.stdin.buffer), tally), tick)
        records = _records(run, stream if store is None else _kept(stream, store, run.settings.batch_size))
        if view is not None:
            records = _seen(records, view, tally)
        if run.shows_table:
            records = _remembered(records, rows)
        if run.out is not None:
            export.write(records, run.out)
        else:
            _drain(records)
    if run.shows_table:
        show.table(rows)
    _tell_uncoded(tally, view)
    show.summary(tally.articles, tally.reports, tally.skipped, run.store)
    return SKIPPED if tally.skipped else DONE


@contextmanager
def _store(run: Run, knowledge: str) -> Iterator[Store | None]:
    """Open the store of a run, when it has one, begin the run in it, and finish it after the block."""
    if run.store is None:
        yield None
        return
    from dotterel import __version__, merge
    from dotterel.store import Store

    with Store.open(run.store) as store:
        store.begin(as_dict(run.settings), __version__, knowledge, run.inputs)
        yield store
        merge.merge_store(store)
        store.finish()


def _kept(stream: Iterator[Walked], store: Store, size: int) -> Iterator[Walked]:
    """Yield the walked inputs, ``size`` at a time, after the store has taken them."""
    while True:
        taken: list[Walked] = []
        store.add(_remembered(islice(stream, size), taken))
        yield from taken
        if len(taken) < size:
            return


def _counted(stream: Iterable[Walked], tally: Tally) -> Iterator[Walked]:
    for walked in stream:
        tally.add(walked)
        if walked.skipped is not None:
            show.skipped(walked.skipped)
        yield walked


def _ticked(stream: Iterable[Walked], tick: Callable[[], None]) -> Iterator[Walked]:
    for walked in stream:
        tick()
        yield walked


def _drain(stream: Iterable[Report]) -> None:
    for _ in stream:
        pass


def _remembered(items: Iterable[T], seen: list[T]) -> Iterator[T]:
    for item in items:
        seen.append(item)
        yield item


def _records(run: Run, stream: Iterable[Walked]) -> Iterator[Report]:
    """Yield the reports with the wanted statuses, or the events that they make, article by article."""
    for walked in stream:
        wanted = [report for report in walked.coded.reports if report.status in run.statuses]
        yield from wanted if run.reports else _events(wanted, walked)


def _view(name: str | None, codebook: str | None = None) -> Ontology | None:
    from dotterel.knowledge import view

    return view.find(name, codebook) if name is not None else None


def _seen(records: Iterable[Report], view: Ontology, tally: Tally) -> Iterator[Report]:
    """Yield the records with the codes of a view, and count those that have none there."""
    from dotterel.knowledge.view import seen

    for record in records:
        found = seen(record, view)
        if found is None:
            tally.uncoded += 1
        else:
            yield found


def _tell_uncoded(tally: Tally, view: Ontology | None) -> None:
    if view is not None and tally.uncoded:
        count = f"{tally.uncoded} record{'s have' if tally.uncoded != 1 else ' has'}"
        sys.stderr.write(show.plain(f"{count} no code in {view.name}; left out.") + "\n")


def _events(reports: Sequence[Report], walked: Walked) -> Iterable[Event]:
    from dotterel.merge import merge

    if walked.article is None:
        return ()
    return merge(reports, {walked.article.id: walked.article.published})


def export_store(
    store: Path, out: Path, *, reports: bool, as_of: str | None = None, ontology: str | None = None
) -> int:
    """Write the newest (or an older) run of a store as a file; return the exit code."""
    from dotterel import export
    from dotterel.store import Store

    export.check(out)
    tally, view = Tally(), _view(ontology)
    with Store.open(store, read_only=True) as opened:
        records = opened.reports(as_of=as_of) if reports else opened.events(as_of=as_of)
        written = export.write(_seen(records, view, tally) if view is not None else records, out)
    _tell_uncoded(tally, view)
    sys.stderr.write(show.plain(f"{written} records written to {out}.") + "\n")
    return DONE


def walk(source: str, settings: Settings, *, as_json: bool, ontology: str | None = None) -> int:
    """Explain the articles of one input, room by room; return the exit code."""
    from dotterel.knowledge.view import seen_all
    from dotterel.walker import explain

    bad, view = 0, _view(ontology, settings.codebook)
    for walked in explain(source, settings, sys.stdin.buffer):
        if view is not None:
            walked = replace(walked, coded=seen_all(walked.coded, view))
        bad += walked.skipped is not None
        if as_json:
            sys.stdout.write(json.dumps(explained(walked), ensure_ascii=False) + "\n")
        else:
            show.rooms(walked)
    return SKIPPED if bad else DONE


def explained(walked: Walked) -> dict[str, object]:
    """Return the object that ``walk --json`` prints for one article."""
    parts = as_dict(walked.coded)
    says = [_offsets(claim) for claim in walked.coded.says]
    return {"article": as_dict(walked.article), **parts, "says": says, "skipped": as_dict(walked.skipped)}


def _offsets(claim: Claim) -> dict[str, object]:
    """Return a claim as lists of ``[start, end]``."""
    parts = {"source": claim.source, "cue": claim.cue, "content": claim.content}
    offsets = {name: [[span.start, span.end] for span in spans] for name, spans in parts.items()}
    return {**offsets, "quoted": claim.quoted}


def check(given: Given) -> int:
    """Check the knowledge files and print what is wrong; return 1 when anything is."""
    from dotterel.check import check as run_check

    found = 0
    lines = run_check(given)
    while True:
        try:
            sys.stdout.write(show.plain(next(lines)) + "\n")
            found += 1
        except StopIteration as done:
            examples = f"{done.value} example{'s' * (done.value != 1)} coded"
            break
    well = f"{found} problem{'s' * (found != 1)} found" if found else "All knowledge files are well"
    sys.stdout.write(f"{well}; {examples}.\n")
    return SKIPPED if found else DONE
