"""Which finding stands inside which: the withdrawal that is refused, the attack that is threatened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.coder.what import Finding


def nested(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with ``within`` set: the finding whose content each one stands in."""
    by_anchor = {finding.match.anchor.i: finding for finding in findings}
    by_anchor.update({finding.match.trigger.i: finding for finding in findings})
    return [replace(finding, within=_holder(finding, by_anchor)) for finding in findings]


def _holder(finding: Finding, by_anchor: Mapping[int, Finding]) -> Finding | None:
    below = finding.match.anchor
    for above in _same_statement(below):
        holder = by_anchor.get(above.i)
        if holder is not None and holder is not finding and _holds(holder, below):
            return holder
    return None


def _same_statement(token: Token) -> Iterator[Token]:
    """Yield the words above a word up to where a clause of its own begins: what is told beside is not part of it."""
    while token.head != token:
        if token.dep_ == "relcl" or (token.dep_ == "advcl" and any(c.dep_ == "mark" for c in syntax.children(token))):
            return
        token = token.head
        yield token


def _holds(holder: Finding, token: Token) -> bool:
    match = holder.match
    path = {token.i, *(ancestor.i for ancestor in token.ancestors)}
    if any(inner.i in path for inner in match.content):
        return True
    return any(inner.i in path and match.anchor.i < inner.i for inner in match.what)
