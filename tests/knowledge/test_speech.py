"""speech.toml: what the loader makes of it, and how it says no."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, speech
from dotterel.knowledge.speech import Cue, Speech

GOOD = """
[[verb]]
takes = ["that", "what as"]
words = ["say", "make clear"]

[[verb]]
takes = ["what"]
attitude = true
words = ["say", "praise"]

[[verb]]
takes = ["as"]
speaker = "whom"
words = ["quote"]

[[noun]]
takes = ["that"]
words = ["claim"]

[[phrase]]
words = ["according to", "in the view of", "in the words of"]

[[adverb]]
words = ["reportedly"]
"""


def load(tmp_path: Path, text: str) -> Speech:
    path = tmp_path / "speech.toml"
    path.write_text(text, encoding="utf-8")
    return speech.load(path, "en/speech.toml")


def test_cues_of_a_word_stand_together_those_with_a_second_word_first(tmp_path: Path) -> None:
    words = load(tmp_path, GOOD)
    assert words.verbs["say"] == (
        (None, (Cue("say", None, (("that",), ("what", "as"))), Cue("say", None, (("what",),), attitude=True))),
    )
    assert words.verbs["make"] == (("clear", (Cue("make", "clear", (("that",), ("what", "as"))),)),)
    assert words.verbs["quote"][0][1][0].speaker == "whom"


def test_phrases_stand_under_their_first_word_the_longest_first(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).phrases == {
        "according": (("according", "to"),),
        "in": (("in", "the", "view", "of"), ("in", "the", "words", "of")),
    }


def test_heads_hold_every_word_to_look_at(tmp_path: Path) -> None:
    words = load(tmp_path, GOOD)
    assert {"say", "make", "claim", "according", "reportedly", "praised"} <= words.heads
    assert words.forms["praised"] == "praise"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[verb]]\ntakes = ["that"]', r"en/speech.toml:1: \[\[verb\]\] needs words"),
        ('\n[[verb]]\nwords = ["say"]', r"en/speech.toml:2: \[\[verb\]\] needs takes"),
        ('[[verb]]\ntakes = ["thta"]\nwords = ["say"]', "takes knows that, .*, not 'thta'"),
        ('[[verb]]\ntakes = [""]\nwords = ["say"]', "takes knows"),
        ('[[verb]]\ntakes = ["that"]\nwords = ["Say"]', "'Say' must be written in small letters"),
        ('[[verb]]\ntakes = ["that"]\nwords = ["say", "say"]', "'say' stands twice"),
        ('[[verb]]\ntakes = ["that"]\nwords = ["say it again"]', "'say it again' has more than two words"),
        ('[[verb]]\ntakes = ["that"]\nattitude = "yes"\nwords = ["say"]', "attitude is true or false"),
        ('[[verb]]\ntakes = ["that"]\nspeaker = "them"\nwords = ["say"]', "speaker is"),
        ('[[verb]]\ntakes = "that"\nwords = ["say"]', "takes must be a list of texts"),
        ('[[adverb]]\ntakes = ["that"]\nwords = ["reportedly"]', "unknown key 'takes'"),
        ('[[verbs]]\nwords = ["say"]', "'verbs' is not known here"),
        ("[[verb]\n", "en/speech.toml:1: not valid TOML"),
    ],
)
def test_mistakes_are_named_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        load(tmp_path, text)


def test_our_own_words() -> None:
    words = speech.load(DATA / "en" / "speech.toml", "en/speech.toml")
    cues = [
        (word, second)
        for kind in (words.verbs, words.nouns, words.adjectives)
        for word in kind
        for second in [kind[word]]
    ]
    assert sum(len(groups) for _, groups in cues) >= 400
    assert {"say", "tell", "deny", "tweet"} <= set(words.verbs)
