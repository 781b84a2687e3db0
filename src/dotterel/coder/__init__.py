"""ROOM 3: Page → Coded, by the reporter's questions: what, who, when, where, says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dotterel.coder import candidates, confidence, nesting, report, says, sides, syntax, topic, what, when, where
from dotterel.coder.cast import Cast
from dotterel.coder.report import Setting
from dotterel.coder.status import Truths
from dotterel.coder.what import Finding, Refusal
from dotterel.coder.who import Reader
from dotterel.records import Claim, Coded, Page, Predicate, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dotterel.knowledge import Knowledge


def code(page: Page, know: Knowledge, version: str, *, explain: bool = True) -> Coded:
    """Return everything that one article tells: reports with their evidence, and what was rejected and why.

    Without ``explain`` the certainty of every verb and event noun (``predicates``) is left out.
    """
    sentences, sentence_of = _sentences(page)
    places = where.find_places(page, know.places)
    cast = Cast(Reader(page, know.actors, know.reference), {place.start: place for place in places.all})
    truths = Truths(know.truth)
    dates = when.find_dates(page, know.time_words)
    claims = says.find(page, know.speech, places.dateline)
    setting = Setting(page, know, cast, places, dates, claims, sentences, sentence_of, version)
    findings, refusals = _judged(setting, truths)
    coded = Coded(
        sentences=sentences,
        actors=tuple(mention.entity for mention in cast.mentions),
        places=places.all,
        dates=dates,
        says=tuple(_claim(claim, page, cast) for claim in claims if not claim.depth),
        predicates=tuple(_predicates(page, know, truths)) if explain else (),
        reports=confidence.with_confidence(report.reports(findings, setting), know.confidence),
        rejected=tuple(report.rejected(r.match, r.reason, setting) for r in refusals),
    )
    syntax.forget(page.doc)
    return coded


def _sentences(page: Page) -> tuple[tuple[Sentence, ...], dict[int, int]]:
    """Return the sentences, and the number of the sentence of each token."""
    found: list[Sentence] = []
    sentence_of: dict[int, int] = {}
    paragraph = 0
    for sent in page.doc.sents:
        words = [token for token in sent if not token.is_space]
        number = max(len(found) - (not words), 0)
        sentence_of.update((token.i, number) for token in sent)
        if words:
            span = page.span(words[0].i, words[-1].i + 1)
            found.append(Sentence(len(found), paragraph, span.start, span.end, span.text))
        paragraph += sum("\n\n" in token.text for token in sent if token.is_space)
    return tuple(found), sentence_of


def _judged(setting: Setting, truths: Truths) -> tuple[list[Finding], list[Refusal]]:
    know, page = setting.know, setting.page
    lemmas = [token.lemma_.lower() for token in page.doc if not token.is_space]
    article = topic.densities(lemmas, know.topics)
    findings: list[Finding] = []
    refusals: list[Refusal] = []
    for sentence in page.doc.sents:
        found = candidates.find(sentence, know.lexicon, setting.cast.kinds)
        if not found.matches:
            continue
        words = [token.lemma_.lower() for token in sentence]
        about = topic.topic_of(words, article, know.topics, know.topics_sure)
        judged = [what.judge(match, setting.cast, truths, know.plover, about, found.nouns) for match in found.matches]
        refusals += [item for item in judged if isinstance(item, Refusal)]
        nested = nesting.nested([item for item in judged if isinstance(item, Finding)])
        shared = sides.completed(nested, found.nouns, setting.cast)
        findings += [what.typed(f, know.plover, own=report.is_own_word(f, setting)) for f in shared]
    return findings, refusals


def _claim(claim: says.Attribution, page: Page, cast: Cast) -> Claim:
    source: tuple[Span, ...] = ()
    if claim.words is not None:
        source = (page.span(*claim.words),)
    elif claim.source is not None:
        entity = cast.mention(claim.source)
        source = (page.span(entity.start, entity.end),)
    content = tuple(page.span(start, end) for start, end in claim.content)
    return Claim(source, (page.span(*claim.cue),), content, claim.quoted)


def _predicates(page: Page, know: Knowledge, truths: Truths) -> Iterator[Predicate]:
    for token in page.doc:
        lemma = token.lemma_.lower()
        happens = lemma in know.lexicon.nouns or lemma in know.truth.event
        if syntax.is_verbal(token) or (token.pos_ == "NOUN" and happens):
            span = page.span(token.i, token.i + 1)
            yield Predicate(span.text, span.start, span.end, truths.status(token), truths.certainty(token))
