"""Who the words mean: names, roles and owners, on hand-made parses with the real actor files."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docs import doc, page, texts, word

from dotterel.coder.who import Mention, Reader, find_names, heads
from dotterel.knowledge import DATA, reference
from dotterel.knowledge.actors import Actors
from dotterel.records import Article, Page

if TYPE_CHECKING:
    from spacy.tokens import Doc

REFERENCE = reference.load(DATA / "en" / "reference.toml", "reference.toml")
LEADERS = """id,name,code,sector,from,until,office
odera,Amina Odera,KEN,GOV,1999,2009,minister
"""


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load([DATA / "actors"])


def mention(parsed: Doc, head: str, actors: Actors, published: str | None = "2016-11-03") -> Mention:
    return Reader(page(parsed, published), actors, REFERENCE).mention(word(parsed, head))


def test_names_are_found_from_left_to_right_longest_first(actors: Actors) -> None:
    words = "troops from South Sudan met the United Nations in Kenya".split()
    found = find_names(words, actors, "2016-11-03")
    assert [words[name.start : name.end] for name in found] == [["South", "Sudan"], ["United", "Nations"], ["Kenya"]]
    assert [name.entry.code for name in found if name.entry] == ["SSD", "UNO", "KEN"]


def test_an_office_holds_on_its_days_only(tmp_path: Path) -> None:
    (tmp_path / "leaders_mine.csv").write_text(LEADERS, encoding="utf-8")
    mine = Actors.load([DATA / "actors", tmp_path])
    sectors = []
    for day in ("1990-01-01", "2005-01-01", "2016-11-03"):
        [found] = find_names(["Amina", "Odera"], mine, day)
        assert found.entry is not None
        sectors.append(found.entry.sector)
    assert sectors == [None, "GOV", "ELI"]


def test_a_country_is_its_code(actors: Actors) -> None:
    parsed = doc("France France PROPN NNP nsubj 1 GPE", "attacked attack VERB VBD ROOT 1")
    entity = mention(parsed, "France", actors).entity
    assert (entity.code, entity.text) == ("FRA", "France")
    assert (entity.basis or "").startswith("actors/countries.csv#")


def test_a_role_takes_the_country_in_its_phrase(actors: Actors) -> None:
    parsed = doc(
        "Two two NUM CD nummod 2",
        "Iraqi iraqi ADJ JJ amod 2 NORP",
        "soldiers soldier NOUN NNS nsubj 3",
        "died die VERB VBD ROOT 3",
    )
    found = mention(parsed, "soldiers", actors)
    assert (found.entity.code, found.entity.sector, found.entity.count) == ("IRQ", "MIL", 2)
    assert found.entity.text == "Two Iraqi soldiers"
    assert found.plural


def test_a_role_takes_the_country_that_hangs_on_it(actors: Actors) -> None:
    parsed = doc(
        "Police police NOUN NNS nsubj 3",
        "in in ADP IN prep 0",
        "Kenya Kenya PROPN NNP pobj 1 GPE",
        "fired fire VERB VBD ROOT 3",
    )
    found = mention(parsed, "Police", actors)
    assert (found.entity.code, found.entity.sector) == ("KEN", "COP")
    assert (found.entity.text, found.end, found.full) == ("Police in Kenya", 1, 3)


def test_hundreds_of_protesters_are_protesters(actors: Actors) -> None:
    parsed = doc(
        "Hundreds hundred NOUN NNS nsubj 3",
        "of of ADP IN prep 0",
        "protesters protester NOUN NNS pobj 1",
        "marched march VERB VBD ROOT 3",
    )
    found = mention(parsed, "Hundreds", actors)
    assert found.acts
    assert found.entity.text == "Hundreds of protesters"


def test_a_thing_is_nobody_but_keeps_its_country(actors: Actors) -> None:
    parsed = doc(
        "a a DET DT det 2",
        "Syrian syrian ADJ JJ amod 2 NORP",
        "bridge bridge NOUN NN nsubj 3",
        "fell fall VERB VBD ROOT 3",
    )
    found = mention(parsed, "bridge", actors)
    assert not found.acts
    assert found.entity.code == "SYR"


def test_a_plain_thing_has_no_code(actors: Actors) -> None:
    parsed = doc("Snow snow NOUN NN nsubj 1", "fell fall VERB VBD ROOT 1")
    found = mention(parsed, "Snow", actors)
    assert (found.kind, found.entity.code, found.entity.sector) == ("thing", None, None)


def test_a_title_before_a_name_gives_role_and_country(actors: Actors) -> None:
    parsed = doc(
        "Kenyan kenyan ADJ JJ amod 3 NORP",
        "police police NOUN NN compound 2",
        "chief chief NOUN NN compound 3",
        "Amina Amina PROPN NNP nsubj 4 PERSON",
        "spoke speak VERB VBD ROOT 4",
    )
    found = mention(parsed, "Amina", actors)
    assert found.person
    assert (found.entity.code, found.entity.sector) == ("KEN", "COP")


def test_a_name_after_a_title_says_who_it_is(actors: Actors) -> None:
    parsed = doc(
        "the the DET DT det 2",
        "Kenyan kenyan ADJ JJ amod 2 NORP",
        "minister minister NOUN NN nsubj 5",
        ", , PUNCT , punct 2",
        "Odera Odera PROPN NNP appos 2 PERSON",
        "resigned resign VERB VBD ROOT 5",
    )
    entity = mention(parsed, "minister", actors).entity
    assert (entity.name, entity.code, entity.sector) == ("Odera", "KEN", "GOV")
    assert entity.text.endswith("Odera")


def test_a_title_after_a_name_gives_its_code(actors: Actors) -> None:
    parsed = doc(
        "Odera Odera PROPN NNP nsubj 5 PERSON",
        ", , PUNCT , punct 0",
        "the the DET DT det 4",
        "Kenyan kenyan ADJ JJ amod 4 NORP",
        "minister minister NOUN NN appos 0",
        "resigned resign VERB VBD ROOT 5",
    )
    entity = mention(parsed, "Odera", actors).entity
    assert (entity.code, entity.sector) == ("KEN", "GOV")
    assert entity.text == "Odera , the Kenyan minister"


def test_an_unknown_name_stays_unknown(actors: Actors) -> None:
    parsed = doc("Zzyzx Zzyzx PROPN NNP nsubj 1 ORG", "protested protest VERB VBD ROOT 1")
    found = mention(parsed, "Zzyzx", actors)
    assert found.acts
    assert (found.entity.code, found.entity.basis) == (None, "name (ORG)")


def test_heads_are_the_heads_of_noun_phrases() -> None:
    parsed = doc(
        "Police police NOUN NN compound 1",
        "officers officer NOUN NNS nsubj 2",
        "met meet VERB VBD ROOT 2",
        "them they PRON PRP dobj 2",
    )
    assert texts(heads(page(parsed))) == ["officers", "them"]


def test_spans_point_into_the_article_not_into_the_copy(actors: Actors) -> None:
    parsed = doc("Iraqi iraqi ADJ JJ amod 1 NORP", "soldiers soldier NOUN NNS nsubj 2", "died die VERB VBD ROOT 2")
    article = Article("t", ">>  Iraqi soldiers died")
    shifted = Page(article, parsed, array("I", range(4, 4 + len(parsed.text) + 1)))
    entity = Reader(shifted, actors, REFERENCE).mention(parsed[1]).entity
    assert article.text[entity.start : entity.end] == entity.text == "Iraqi soldiers"
