"""Who says what, on parses made by hand: one construction at a time, without a model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docs import doc, page
from hypothesis import given, settings
from hypothesis import strategies as st

from dotterel.coder import says
from dotterel.knowledge import DATA, speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dotterel.coder.says import Attribution
    from dotterel.knowledge.speech import Speech


@cache
def cues() -> Speech:
    return speech.load(DATA / "en" / "speech.toml", "en/speech.toml")


def found(parsed: Doc) -> tuple[Attribution, ...]:
    return says.find(page(parsed), cues())


def only(parsed: Doc) -> tuple[str, str, list[str]]:
    """Return source, cue and content of the one attribution of a text."""
    (claim,) = found(parsed)
    source = parsed[slice(*claim.words)].text if claim.words else ""
    return source, parsed[slice(*claim.cue)].text, [parsed[slice(*span)].text for span in claim.content]


def test_a_clause_completes_a_verb_of_saying() -> None:
    parsed = doc(
        "Officials official NOUN NNS nsubj 1",
        "said say VERB VBD ROOT 1",
        "rebels rebel NOUN NNS nsubj 3",
        "fled flee VERB VBD ccomp 1",
        ". . PUNCT . punct 1",
    )
    assert only(parsed) == ("Officials", "said", ["rebels fled"])
    assert found(parsed)[0].source == parsed[0]


def test_a_verb_of_saying_without_content_attributes_nothing() -> None:
    assert found(doc("Officials official NOUN NNS nsubj 1", "said say VERB VBD ROOT 1", ". . PUNCT . punct 1")) == ()


def test_a_verb_put_into_a_sentence_has_the_words_on_both_sides() -> None:
    parsed = doc(
        "Rebels rebel NOUN NNS nsubj 6",
        ", , PUNCT , punct 3",
        "officials official NOUN NNS nsubj 3",
        "said say VERB VBD parataxis 6",
        ", , PUNCT , punct 3",
        "have have AUX VBP aux 6",
        "fled flee VERB VBN ROOT 6",
        ". . PUNCT . punct 6",
    )
    assert only(parsed) == ("officials", "said", ["Rebels", "have fled"])


def test_the_source_stands_behind_according_to() -> None:
    parsed = doc(
        "Rebels rebel NOUN NNS nsubj 1",
        "fled flee VERB VBD ROOT 1",
        ", , PUNCT , punct 1",
        "according accord VERB VBG prep 1",
        "to to ADP IN prep 3",
        "officials official NOUN NNS pobj 4",
        ". . PUNCT . punct 1",
    )
    assert only(parsed) == ("officials", "according to", ["Rebels fled"])


def test_an_attitude_is_no_claim() -> None:
    parsed = doc(
        "Officials official NOUN NNS nsubj 1", "praised praise VERB VBD ROOT 1", "rebels rebel NOUN NNS dobj 1"
    )
    assert only(parsed) == ("Officials", "praised", ["rebels"])
    assert not found(parsed)[0].claim


def test_what_is_not_said_is_no_claim() -> None:
    parsed = doc(
        "Officials official NOUN NNS nsubj 3",
        "did do AUX VBD aux 3",
        "not not PART RB neg 3",
        "say say VERB VB ROOT 3",
        "rebels rebel NOUN NNS nsubj 5",
        "fled flee VERB VBD ccomp 3",
    )
    assert only(parsed) == ("Officials", "did not say", ["rebels fled"])
    assert not found(parsed)[0].claim


def test_a_quotation_goes_to_the_verb_beside_it() -> None:
    parsed = doc(
        "“ “ PUNCT `` punct 1",
        "Leave leave VERB VB ROOT 1",
        "the the DET DT det 3",
        "town town NOUN NN dobj 1",
        "! ! PUNCT . punct 1",
        "” ” PUNCT '' punct 1",
        "rebels rebel NOUN NNS nsubj 7",
        "shouted shout VERB VBD ROOT 7",
        ". . PUNCT . punct 7",
    )
    assert only(parsed) == ("rebels", "shouted", ["“ Leave the town ! ”"])
    assert found(parsed)[0].quoted


def test_a_wrong_lemma_of_a_regular_verb_does_no_harm() -> None:
    parsed = doc(
        "Officials official NOUN NNS nsubj 1",
        "alleged alledge VERB VBD ROOT 1",
        "rebels rebel NOUN NNS nsubj 3",
        "fled flee VERB VBD ccomp 1",
    )
    assert only(parsed) == ("Officials", "alleged", ["rebels fled"])


def test_nested_claims_know_their_depth() -> None:
    parsed = doc(
        "Officials official NOUN NNS nsubj 1",
        "said say VERB VBD ROOT 1",
        "Karim Karim PROPN NNP nsubj 3 PERSON",
        "claimed claim VERB VBD ccomp 1",
        "rebels rebel NOUN NNS nsubj 5",
        "fled flee VERB VBD ccomp 3",
    )
    assert [(parsed[slice(*c.cue)].text, c.depth) for c in found(parsed)] == [("said", 0), ("claimed", 1)]


def test_an_empty_page_has_no_claims() -> None:
    from docs import VOCAB
    from spacy.tokens import Doc as Empty

    assert found(Empty(VOCAB)) == ()


WORDS = st.sampled_from(
    ["said", "“", "”", "'", '"', "rebels", ":", ",", ".", "\n\n", "according", "to", "claim", "that", "—"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_no_text_is_too_odd(words: list[str]) -> None:
    from docs import VOCAB
    from spacy.tokens import Doc as Plain

    parsed = Plain(
        VOCAB,
        words=words,
        lemmas=["say" if word == "said" else word for word in words],
        pos=["VERB" if word == "said" else "NOUN" for word in words],
        tags=["VBD" if word == "said" else "NN" for word in words],
        heads=[max(i - 1, 0) for i in range(len(words))],
        deps=["ROOT" if i == 0 else "ccomp" for i in range(len(words))],
    )
    for claim in found(parsed):
        assert claim.content
        assert all(0 <= start < end <= len(words) for start, end in (*claim.content, claim.cue))
