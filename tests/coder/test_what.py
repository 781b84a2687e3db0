"""What happened: candidates become findings or refusals with a reason, on hand-made parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs import doc, entry, page, texts, word

from dotterel.coder import nesting, sides, topic, what
from dotterel.coder.cast import Cast
from dotterel.coder.match import Match, best_noun, best_verb
from dotterel.coder.status import Truths
from dotterel.coder.what import Finding, Refusal
from dotterel.coder.who import Mention, Reader
from dotterel.knowledge import DATA, hints, ontology, reference, truth
from dotterel.knowledge.actors import Actors
from dotterel.records import Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dotterel.knowledge.lexicon import Entry

PLOVER = ontology.load(DATA / "ontology" / "plover.toml", "plover.toml")
TRUTH = truth.load(DATA / "en" / "status.toml", "status.toml")
REFERENCE = reference.load(DATA / "en" / "reference.toml", "reference.toml")
ATTACKED = doc(
    "Rebels rebel NOUN NNS nsubj 1",
    "attacked attack VERB VBD ROOT 1",
    "Kenya Kenya PROPN NNP dobj 1 GPE",
)
ATTACK = entry("who attack whom", "attack")
MEET = entry("who meet | who meet whom", "meet", "consult")


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load([DATA / "actors"])


class Scene:
    """A parse with its cast, and the judgement of each trigger asked for."""

    def __init__(self, parsed: Doc, actors: Actors) -> None:
        self.doc = parsed
        self.cast = Cast(Reader(page(parsed, "2016-11-03"), actors, REFERENCE), {})

    def match(self, trigger: str, *entries: Entry) -> Match:
        token = word(self.doc, trigger)
        best = best_noun if entries[0].kind == "noun" else best_verb
        found = best(entries, token, self.cast.kinds)
        assert found is not None
        return found

    def judged(self, trigger: str, *entries: Entry, topic: str | None = None) -> Finding | Refusal:
        return what.judge(self.match(trigger, *entries), self.cast, Truths(TRUTH), PLOVER, topic)

    def finding(self, trigger: str, *entries: Entry) -> Finding:
        found = self.judged(trigger, *entries)
        assert isinstance(found, Finding)
        return found


def people(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.entity.text for mention in mentions]


def test_an_event_has_type_status_and_participants(actors: Actors) -> None:
    found = Scene(ATTACKED, actors).finding("attacked", ATTACK)
    assert (found.event, found.status) == ("ASSAULT", Status.ACTUAL)
    assert (people(found.actors), people(found.recipients)) == (["Rebels"], ["Kenya"])


def test_a_sense_that_is_none_is_turned_down_with_its_reason(actors: Actors) -> None:
    found = Scene(ATTACKED, actors).judged("attacked", entry("who attack whom", "attack", "none.sport"))
    assert isinstance(found, Refusal)
    assert "no event" in found.reason


def test_violence_in_talk_of_sport_is_turned_down(actors: Actors) -> None:
    parsed = doc(
        "Spain Spain PROPN NNP nsubj 1 GPE", "attacked attack VERB VBD ROOT 1", "France France PROPN NNP dobj 1 GPE"
    )
    found = Scene(parsed, actors).judged("attacked", ATTACK, topic="sport")
    assert isinstance(found, Refusal)
    assert found.reason == "the passage is about sport"


def test_rebels_attack_whatever_the_passage_is_about(actors: Actors) -> None:
    assert isinstance(Scene(ATTACKED, actors).judged("attacked", ATTACK, topic="sport"), Finding)


def test_a_thing_that_demands_is_turned_down(actors: Actors) -> None:
    parsed = doc("Snow snow NOUN NN nsubj 1", "demanded demand VERB VBD ROOT 1", "patience patience NOUN NN dobj 1")
    found = Scene(parsed, actors).judged("demanded", entry("who demand what", "demand", "request"))
    assert isinstance(found, Refusal)
    assert "nobody who can act" in found.reason


def test_a_noun_with_nobody_named_is_turned_down(actors: Actors) -> None:
    parsed = doc("Attacks attack NOUN NNS nsubj 1", "continued continue VERB VBD ROOT 1")
    found = Scene(parsed, actors).judged("Attacks", entry("who attack on whom", "attack", kind="noun"))
    assert isinstance(found, Refusal)
    assert "nobody is named" in found.reason


def test_a_compound_adjective_tells_of_no_event(actors: Actors) -> None:
    parsed = doc(
        "US US PROPN NNP npadvmod 2 GPE",
        "- - PUNCT HYPH punct 2",
        "backed back VERB VBN amod 3",
        "rebels rebel NOUN NNS nsubj 4",
        "fled flee VERB VBD ROOT 4",
    )
    found = Scene(parsed, actors).judged("backed", entry("who back whom", "back", "support"))
    assert isinstance(found, Refusal)
    assert "compound adjective" in found.reason


def test_who_meets_are_all_actors(actors: Actors) -> None:
    parsed = doc("met meet VERB VBD ROOT 0", "Kenya Kenya PROPN NNP dobj 0 GPE")
    found = Scene(parsed, actors).finding("met", MEET)
    assert (people(found.actors), found.recipients) == (["Kenya"], ())


def test_a_meeting_to_come_is_an_agreement(actors: Actors) -> None:
    parsed = doc(
        "Kenya Kenya PROPN NNP nsubj 2 GPE",
        "will will AUX MD aux 2",
        "meet meet VERB VB ROOT 2",
        "Chad Chad PROPN NNP dobj 2 GPE",
    )
    found = what.typed(Scene(parsed, actors).finding("meet", MEET), PLOVER)
    assert (found.event, found.status) == ("AGREE", Status.ACTUAL)


def test_what_somebody_will_not_do_is_rejected(actors: Actors) -> None:
    parsed = doc(
        "Kenya Kenya PROPN NNP nsubj 3 GPE",
        "will will AUX MD aux 3",
        "not not PART RB neg 3",
        "meet meet VERB VB ROOT 3",
        "Chad Chad PROPN NNP dobj 3 GPE",
    )
    found = what.typed(Scene(parsed, actors).finding("meet", MEET), PLOVER)
    assert (found.event, found.sense, found.status) == ("REJECT", "reject.consult", Status.ACTUAL)


def test_what_did_not_happen_stays_negated(actors: Actors) -> None:
    parsed = doc(
        "Kenya Kenya PROPN NNP nsubj 3 GPE",
        "did do AUX VBD aux 3",
        "not not PART RB neg 3",
        "meet meet VERB VB ROOT 3",
        "Chad Chad PROPN NNP dobj 3 GPE",
    )
    found = what.typed(Scene(parsed, actors).finding("meet", MEET), PLOVER)
    assert (found.event, found.status) == ("CONSULT", Status.NEGATED)


def test_what_is_urged_stands_within_the_request(actors: Actors) -> None:
    parsed = doc(
        "Kenya Kenya PROPN NNP nsubj 1 GPE",
        "urged urge VERB VBD ROOT 1",
        "rebels rebel NOUN NNS dobj 1",
        "to to PART TO aux 4",
        "attack attack VERB VB xcomp 1",
        "Chad Chad PROPN NNP dobj 4 GPE",
    )
    scene = Scene(parsed, actors)
    urged = scene.finding("urged", entry("who urge whom to do", "urge", "request"))
    attack = scene.finding("attack", ATTACK)
    outer, inner = nesting.nested([urged, attack])
    assert (outer.within, inner.within) == (None, urged)
    assert (outer.status, inner.status) == (Status.ACTUAL, Status.HYPOTHETICAL)
    assert people(inner.actors) == ["rebels"]


def test_who_threatens_to_attack_somebody_threatens_them(actors: Actors) -> None:
    parsed = doc(
        "Kenya Kenya PROPN NNP nsubj 1 GPE",
        "threatened threaten VERB VBD ROOT 1",
        "to to PART TO aux 3",
        "attack attack VERB VB xcomp 1",
        "Chad Chad PROPN NNP dobj 3 GPE",
    )
    scene = Scene(parsed, actors)
    threat = scene.finding("threatened", entry("who threaten to do", "threaten", "threaten"))
    outer, _ = sides.completed(nesting.nested([threat, scene.finding("attack", ATTACK)]), {}, scene.cast)
    assert people(outer.recipients) == ["Chad"]


def test_the_trigger_keeps_particles_that_stand_beside_it(actors: Actors) -> None:
    parsed = doc(
        "Kenya Kenya PROPN NNP nsubj 1 GPE",
        "called call VERB VBD ROOT 1",
        "off off ADP RP prt 1",
        "talks talk NOUN NNS dobj 1",
    )
    match = Scene(parsed, actors).match("called", entry("who call off what", "call off", "reject"))
    start, end = what.trigger_words(match)
    assert texts(parsed[start:end]) == ["called", "off"]


def topics() -> hints.Hints:
    found = {"goal": ((("goal",), "sport"),), "match": ((("match",), "sport"),), "coach": ((("coach",), "sport"),)}
    return hints.Hints({**found, "cup": ((("cup",), "sport"),)})


def test_a_topic_needs_several_words_and_density() -> None:
    sport = ["the", "coach", "goal", "match", "cup"]
    dense = topic.densities(sport, topics())
    assert dense == {"sport": 4 / 5}
    assert topic.topic_of(sport, dense, topics(), hints.Hints()) == "sport"


def test_one_word_of_a_topic_is_none() -> None:
    words = ["the", "coach", "met", "rebels"] * 3
    dense = topic.densities(words, topics())
    assert dense == {}
    assert topic.topic_of(words, dense, topics(), hints.Hints()) is None


def test_sure_words_settle_the_topic_of_one_sentence() -> None:
    sure = hints.Hints({"goalkeeper": ((("goalkeeper",), "sport"),)})
    shot = "the striker fire a shot past the goalkeeper and the cup be theirs".split()
    assert topic.topic_of(shot, {}, topics(), sure) == "sport"
    assert topic.topic_of(["goalkeeper"], {}, topics(), sure) is None
    assert topic.topic_of(["goalkeeper", "2", "-", "0"], {}, topics(), sure) == "sport"
