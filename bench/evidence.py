"""What an article tells of, for tasks whose labels are not PLOVER's: reports, and what was rejected, by sense.

A label file (``fine.toml``, ``police.toml``) maps senses to labels; the longest known prefix wins. Rejected candidates
count too, each as the sense of its entry: "a strike" by nobody named is no report but the article does tell of a
strike, and ``none.nature`` says that something was an earthquake and no attack.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.records import Entity, Report, Span, Status, Walked

if TYPE_CHECKING:
    from dotterel.knowledge import Knowledge

UNNAMED = "nobody is named"
"""How the reason of an event noun without any participant begins."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report, or one rejected candidate (``report`` is None then), with its sense."""

    sense: str
    sentence: int
    trigger: Span
    text: str
    """The sentence."""
    rule: str
    report: Report | None = None

    @property
    def actual(self) -> bool:
        """True for a report of what was done, and for a candidate that names no participant."""
        return self.report is None or self.report.status is Status.ACTUAL

    @property
    def sectors(self) -> frozenset[str]:
        """The sectors of all who did it."""
        return sectors(self.report.actor) if self.report else frozenset()


def senses(know: Knowledge) -> dict[str, str]:
    """Return the sense of each entry by the rule that a record names it by."""
    return {entry.rule: entry.sense for entry in know.lexicon.entries}


def told(walked: Walked, sense_of: Mapping[str, str]) -> Iterator[Evidence]:
    """Yield the evidence of one article in the order of the text; the words of a date are none (``on 1 March``)."""
    found = [Evidence(r.sense, r.text_info.number, r.trigger, r.text, r.rule, r) for r in walked.coded.reports]
    text = {sentence.number: sentence.text for sentence in walked.coded.sentences}
    for out in walked.coded.rejected:
        sense = sense_of.get(out.rule.rsplit(" + ")[-1], "none")
        if sense.startswith("none") or out.reason.startswith(UNNAMED):
            found.append(Evidence(sense, out.sentence, out.trigger, text.get(out.sentence, ""), out.rule))
    dates = [(date.start, date.end) for date in walked.coded.dates]
    told_of = (e for e in found if not any(start <= e.trigger.start < end for start, end in dates))
    yield from sorted(told_of, key=lambda e: e.trigger.start)


def sectors(people: tuple[Entity, ...]) -> frozenset[str]:
    """Return every sector of some entities."""
    return frozenset(s for e in people for s in (e.sector, *e.other_sectors) if s is not None)


def longest(sense: str, table: Mapping[str, str]) -> str | None:
    """Return the value of the sense's longest prefix that a table has."""
    parts = sense.split(".")
    prefixes = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((table[prefix] for prefix in prefixes if prefix in table), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a label file: which evidence carries a label."""

    label: str
    senses: tuple[str, ...]
    """Prefixes of senses; empty for any sense of an event."""
    but: tuple[str, ...]
    """Prefixes of senses that are left out."""
    status: frozenset[str]
    """Statuses of a report, and ``candidate`` for an event noun with nobody named."""
    doer: frozenset[str]
    """Sectors of which the doer must have one; ``nobody`` where nobody is named; empty for anybody."""
    never: frozenset[str]
    """Sectors that the doer must not have."""
    least: int = 1
    """How much such evidence an article must have."""

    def holds(self, evidence: Iterable[Evidence]) -> bool:
        """True when there is as much fitting evidence as the rule asks for."""
        return sum(map(self.fits, evidence)) >= self.least

    def fits(self, evidence: Evidence) -> bool:
        """True when a piece of evidence carries the label."""
        status = evidence.report.status.value if evidence.report else "candidate"
        doers = evidence.sectors or frozenset({"nobody"})
        return (
            status in self.status
            and self._tells(evidence.sense)
            and (not self.doer or not self.doer.isdisjoint(doers))
            and self.never.isdisjoint(doers)
        )

    def _tells(self, sense: str) -> bool:
        if not self.senses:
            return not sense.startswith("none")
        return _below(sense, self.senses) and not _below(sense, self.but)


def _below(sense: str, prefixes: Iterable[str]) -> bool:
    return any(sense == prefix or sense.startswith(prefix + ".") for prefix in prefixes)


def rules(path: Path) -> tuple[Rule, ...]:
    """Return the rules of a label file; ``@police`` stands for the sectors of that name in ``[sectors]``."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    named = raw.get("sectors", {})

    def expanded(words: list[str]) -> frozenset[str]:
        return frozenset(sector for word in words for sector in named.get(word.removeprefix("@"), [word]))

    return tuple(
        Rule(
            rule["label"],
            tuple(rule.get("sense", ())),
            tuple(rule.get("except", ())),
            frozenset(rule.get("status", ["actual"])),
            expanded(rule.get("doer", [])),
            expanded(rule.get("never", [])),
            rule.get("least", 1),
        )
        for rule in raw["rule"]
    )
