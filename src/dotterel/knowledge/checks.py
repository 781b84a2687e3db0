"""What is wrong with the knowledge: every entry's own example, run through the coder and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dotterel.knowledge.lexicon import Entry, Example
    from dotterel.records import Coded, Entity


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one entry: the sentence to code and what must (or must not) come out."""

    entry: Entry
    example: Example
    wanted: bool


def cases(entries: Iterable[Entry]) -> Iterator[Case]:
    """Yield every example of the entries."""
    for entry in entries:
        for example in entry.says:
            yield Case(entry, example, wanted=True)
        for example in entry.says_not:
            yield Case(entry, example, wanted=False)


def verdict(case: Case, coded: Coded) -> str | None:
    """Return ``file:line: what is wrong`` when a coded example is not what its entry says, else None."""
    problem = _unwanted(case, coded) if not case.wanted else _missing(case, coded)
    if problem is None:
        return None
    entry = case.entry
    return f"{entry.file}:{entry.line}: {entry.kind} '{entry.lemma}': {problem}, in “{case.example.text}”."


def _unwanted(case: Case, coded: Coded) -> str | None:
    fired = any(_is_rule(report.rule, case.entry) for report in coded.reports)
    return "it fires where it must not" if fired else None


def _missing(case: Case, coded: Coded) -> str | None:
    entry, example = case.entry, case.example
    if entry.sense.split(".")[0] in ("none", "say") or entry.effect == "end":
        fired = any(_is_rule(rejected.rule, entry) for rejected in coded.rejected)
        return None if fired else "it does not turn its example down"
    found = [report for report in coded.reports if _is_rule(report.rule, entry)]
    if not found:
        return f"it does not fire ({_instead(coded)})"
    problems = [
        _words_missing("who", example.who, [e for r in found for e in (*r.actor, *r.recipient)]),
        _words_missing("whom", example.whom, [e for r in found for e in (*r.recipient, *r.actor)]),
        _value_missing("event", example.event, [r.event for r in found]),
        _value_missing("status", example.status, [r.status.value for r in found]),
    ]
    return next((problem for problem in problems if problem), None)


def _is_rule(rule: str, entry: Entry) -> bool:
    return entry.rule in rule.split(" + ")


def _words_missing(role: str, wanted: str | None, given: list[Entity]) -> str | None:
    if wanted is None or any(_overlap(wanted, entity.text) for entity in given):
        return None
    words = ", ".join(f"“{entity.text}”" for entity in given) or "nobody"
    return f"{role} should be “{wanted}” and is {words}"


def _overlap(wanted: str, given: str) -> bool:
    one, other = wanted.lower(), given.lower()
    return one in other or other in one


def _value_missing(what: str, wanted: str | None, given: list[str]) -> str | None:
    return None if wanted is None or wanted in given else f"{what} should be {wanted} and is {', '.join(given)}"


def _instead(coded: Coded) -> str:
    fired = [report.rule for report in coded.reports]
    turned = [f"{rejected.rule}: {rejected.reason}" for rejected in coded.rejected]
    return f"fired: {', '.join(fired) or 'nothing'}; turned down: {', '.join(turned) or 'nothing'}"
