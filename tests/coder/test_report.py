"""Findings become the public record: ids, evidence, codes, dates, sizes and speakers, on hand-made parses."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docs import doc, page

from dotterel import coder
from dotterel.records import Article, Coded, Entity, Page, Predicate, Report, Sentence, Span, Status

if TYPE_CHECKING:
    from dotterel.knowledge import Knowledge
    from dotterel.walker import Walker

KILLED = doc(
    "Rebels rebel NOUN NNS nsubj 1",
    "killed kill VERB VBD ROOT 1",
    "twelve twelve NUM CD nummod 3",
    "soldiers soldier NOUN NNS dobj 1",
    "on on ADP IN prep 1",
    "Tuesday Tuesday PROPN NNP pobj 4 DATE",
    ". . PUNCT . punct 1",
)
SAID = doc(
    "Rebels rebel NOUN NNS nsubj 1",
    "killed kill VERB VBD ccomp 6",
    "twelve twelve NUM CD nummod 3",
    "soldiers soldier NOUN NNS dobj 1",
    ", , PUNCT , punct 6",
    "officials official NOUN NNS nsubj 6",
    "said say VERB VBD ROOT 6",
    ". . PUNCT . punct 6",
)
URGED = doc(
    "Kenya Kenya PROPN NNP nsubj 1 GPE",
    "urged urge VERB VBD ROOT 1",
    "rebels rebel NOUN NNS dobj 1",
    "to to PART TO aux 4",
    "attack attack VERB VB xcomp 1",
    "soldiers soldier NOUN NNS dobj 4",
    ". . PUNCT . punct 1",
)


@pytest.fixture(scope="module")
def know(walker: Walker) -> Knowledge:
    """The session's knowledge; the model is not loaded for it."""
    return walker.know


def one(coded: Coded, event: str) -> Report:
    [found] = [report for report in coded.reports if report.event == event]
    return found


def test_a_report_holds_codes_and_evidence(know: Knowledge) -> None:
    report = one(coder.code(page(KILLED, "2016-11-03"), know, "9.9"), "ASSAULT")
    assert report.text == KILLED.text.strip() == report.text_info.text
    assert (report.trigger.text, report.trigger.start) == ("killed", 7)
    assert (report.quad_code, report.codebook, report.coder) == (4, "plover-0.8", "9.9")
    assert report.knowledge == know.hash
    assert report.rule.startswith("en/verbs/")
    assert report.event_scale < 0
    assert report.cameo is not None
    assert report.cameo.startswith("18")


def test_the_date_comes_from_the_text(know: Knowledge) -> None:
    report = one(coder.code(page(KILLED, "2016-11-03"), know, "9.9"), "ASSAULT")
    assert (report.date, report.date_basis, report.date_precision) == ("2016-11-01", "text", "day")
    assert report.date_text is not None
    assert report.date_text.text == "Tuesday"


def test_without_a_day_of_publication_no_date_is_invented(know: Knowledge) -> None:
    report = one(coder.code(page(KILLED), know, "9.9"), "ASSAULT")
    assert report.date is None


def test_what_happened_long_before_is_historical(know: Knowledge) -> None:
    parsed = doc(
        "Rebels rebel NOUN NNS nsubj 1",
        "killed kill VERB VBD ROOT 1",
        "soldiers soldier NOUN NNS dobj 1",
        "in in ADP IN prep 1",
        "1998 1998 NUM CD pobj 3 DATE",
        ". . PUNCT . punct 1",
    )
    assert one(coder.code(page(parsed, "2016-11-03"), know, "9.9"), "ASSAULT").status is Status.HISTORICAL


def test_the_dead_are_counted(know: Knowledge) -> None:
    dead = one(coder.code(page(KILLED, "2016-11-03"), know, "9.9"), "ASSAULT").size.dead
    assert dead is not None
    assert (dead.low, dead.high, dead.text) == (12, 12, "twelve soldiers")


def test_who_says_so_is_kept_with_the_cue(know: Knowledge) -> None:
    [speaker] = one(coder.code(page(SAID, "2016-11-03"), know, "9.9"), "ASSAULT").according_to
    assert (speaker.text, speaker.quoted) == ("officials", False)
    assert speaker.cue is not None
    assert speaker.cue.text == "said"


def test_the_articles_own_voice_has_no_speaker(know: Knowledge) -> None:
    assert one(coder.code(page(KILLED, "2016-11-03"), know, "9.9"), "ASSAULT").according_to == ()


def test_within_names_the_report_that_holds_it(know: Knowledge) -> None:
    coded = coder.code(page(URGED, "2016-11-03"), know, "9.9")
    request, assault = one(coded, "REQUEST"), one(coded, "ASSAULT")
    assert (request.within, assault.within) == (None, request.id)
    assert (request.status, assault.status) == (Status.ACTUAL, Status.HYPOTHETICAL)


def test_ids_depend_on_the_article_and_nothing_else(know: Knowledge) -> None:
    again, other = page(KILLED, "2016-11-03"), page(KILLED, "2016-11-03")
    other = replace(other, article=replace(other.article, id="another"))
    ids = [one(coder.code(given, know, "9.9"), "ASSAULT").id for given in (again, again, other)]
    assert ids[0] == ids[1] != ids[2]


def test_every_span_points_into_the_article(know: Knowledge) -> None:
    article = Article("t", ">> " + KILLED.text, published="2016-11-03")
    shifted = Page(article, KILLED, array("I", range(3, 3 + len(KILLED.text) + 1)))
    coded = coder.code(shifted, know, "9.9")
    report = one(coded, "ASSAULT")
    spans: list[Span | Sentence | Entity | Predicate] = [report.trigger, report.text_info, *report.actor]
    spans += [*report.recipient, *coded.sentences, *coded.predicates]
    assert [article.text[span.start : span.end] for span in spans] == [span.text for span in spans]


def test_what_is_turned_down_is_kept_with_rule_and_reason(know: Knowledge) -> None:
    parsed = doc(
        "Attacks attack NOUN NNS nsubj 1",
        "continued continue VERB VBD ROOT 1",
        ". . PUNCT . punct 1",
    )
    [rejected] = coder.code(page(parsed), know, "9.9").rejected
    assert (rejected.trigger.text, rejected.sentence, rejected.article) == ("Attacks", 0, "t")
    assert rejected.rule.startswith("en/nouns/")
    assert rejected.reason


def test_sentences_and_paragraphs_are_numbered(know: Knowledge) -> None:
    parsed = doc(
        "Rebels rebel NOUN NNS nsubj 1",
        "fled flee VERB VBD ROOT 1",
        ". . PUNCT . punct 1",
        "Kenya Kenya PROPN NNP nsubj 4 GPE",
        "voted vote VERB VBD ROOT 4",
        ". . PUNCT . punct 4",
    )
    sentences = coder.code(page(parsed), know, "9.9").sentences
    assert [(s.number, s.paragraph, s.text) for s in sentences] == [(0, 0, "Rebels fled ."), (1, 0, "Kenya voted .")]


def test_predicates_are_all_verbs_and_event_nouns_with_a_certainty(know: Knowledge) -> None:
    found = {p.text: p.certainty for p in coder.code(page(URGED), know, "9.9").predicates}
    assert found == {"urged": 3.0, "attack": 0.0}


def test_an_article_without_words_gives_nothing(know: Knowledge) -> None:
    coded = coder.code(page(doc(". . PUNCT . ROOT 0")), know, "9.9")
    assert (coded.reports, coded.actors, coded.says) == ((), (), ())
