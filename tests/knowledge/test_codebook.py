"""A user's folders on top of ours: what is added, what is changed, and how a mistake is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dotterel import knowledge
from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, lexicon, ontology

if TYPE_CHECKING:
    from dotterel.knowledge import Knowledge
    from dotterel.walker import Walker

VERB = """
[[verb]]
lemma = "pique"
sense = "tease.pique"
frame = "who pique whom"
[[verb.says]]
text = "France piqued Germany on Monday."
"""
PLOVER = '[sense]\n"tease" = "ACCUSE disapprove"\n"assault.bomb" = "COERCE"\n'
CAMEO = '[sense]\n"tease" = "111"\n'
GROUPS = "id,name,code,sector\nlanterns,Lantern Brigade,KEN,REB\n"
FILES = {
    "verb": "en/verbs/mine.toml",
    "other": "en/verbs/other.toml",
    "classes": "en/classes.toml",
    "plover": "ontology/plover.toml",
    "cameo": "ontology/cameo.toml",
    "groups": "groups_mine.csv",
}


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = path / FILES[name]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Our knowledge with a codebook and actors of the user's."""
    book = folder(tmp_path_factory.mktemp("work") / "book", verb=VERB, plover=PLOVER, cameo=CAMEO)
    people = folder(tmp_path_factory.mktemp("work") / "people", groups=GROUPS)
    return knowledge.load(str(book), str(people))


def test_entries_are_added_under_the_name_of_the_folder(mine: Knowledge) -> None:
    rules = [entry.rule for entry in mine.lexicon.entries]
    assert [rule for rule in rules if not rule.startswith("en/")] == ["book/en/verbs/mine.toml#pique"]
    assert len(rules) > 500
    assert mine.lexicon.verbs["pique"][0].file == "book/en/verbs/mine.toml"


def test_senses_are_added_to_both_ontologies(mine: Knowledge, walker: Walker) -> None:
    assert mine.plover.type_and_modes("tease.pique") == ("ACCUSE", ("disapprove",))
    assert (mine.cameo.code("tease.pique"), walker.know.cameo.code("tease.pique")) == ("111", None)
    assert mine.plover.version == walker.know.plover.version


def test_a_users_sense_goes_before_ours(mine: Knowledge, walker: Walker) -> None:
    assert walker.know.plover.code("assault.bomb") != "COERCE"
    assert mine.plover.code("assault.bomb") == "COERCE"
    assert mine.plover.code("assault.kill") == walker.know.plover.code("assault.kill")


def entry(lemma: str, sense: str, frame: str, kind: str = "verb") -> str:
    return f'''[[{kind}]]
lemma = "{lemma}"
sense = "{sense}"
frame = "{frame}"
[[{kind}.says]]
text = "France met Germany."
'''


def test_a_users_entries_stand_before_ours(tmp_path: Path, walker: Walker) -> None:
    book = folder(tmp_path / "book", verb=entry("bomb", "assault.mine", "who bomb whom"))
    entries = lexicon.load([(DATA, ""), (book, "book/")]).verbs["bomb"]
    assert entries[0].file == "book/en/verbs/mine.toml"
    assert [e.rule for e in entries[1:]] == [e.rule for e in walker.know.lexicon.verbs["bomb"]]


def test_an_entry_with_our_word_and_sense_stands_in_place_of_ours(tmp_path: Path, walker: Walker) -> None:
    ours = walker.know.lexicon.verbs["bomb"]
    book = folder(tmp_path / "book", verb=entry("bomb", ours[0].sense, "who bomb whom"))
    entries = lexicon.load([(DATA, ""), (book, "book/")]).verbs["bomb"]
    assert [e.sense for e in entries].count(ours[0].sense) == 1
    assert ours[0].rule not in [e.rule for e in entries]
    assert len(entries) == len(ours)


def test_a_users_words_are_added_to_our_classes(tmp_path: Path) -> None:
    ours = folder(
        tmp_path / "ours", classes='[class]\npalace = ["palace"]\n', verb=VERB.replace("whom", "whom=@palace")
    )
    book = folder(tmp_path / "book", classes='[class]\npalace = ["villa"]\n')
    [found] = lexicon.load([(ours, ""), (book, "book/")]).entries
    assert found.patterns[0].after[0].words == {"palace", "villa"}


def test_a_second_entry_in_another_file_is_told_with_both_places(tmp_path: Path) -> None:
    book = folder(tmp_path / "book", verb=VERB, other=VERB)
    message = (
        r"^book/en/verbs/other\.toml:2: verb 'pique' with sense tease.pique stands already in book/en/verbs/mine.t"
    )
    with pytest.raises(KnowledgeError, match=message):
        knowledge.load(str(book))


def test_actors_are_added(mine: Knowledge) -> None:
    [(count, entries)] = mine.actors.names_at(["Lantern", "Brigade"], 0)
    assert (count, entries[0].code, entries[0].sector) == (2, "KEN", "REB")
    assert entries[0].source == "people/groups_mine.csv#lanterns"


def test_the_hash_tells_one_knowledge_from_another(tmp_path: Path, walker: Walker) -> None:
    one = folder(tmp_path / "one" / "book", verb=VERB)
    other = folder(tmp_path / "two" / "book", verb=VERB.replace("Monday", "Friday"))
    shutil.copytree(one, tmp_path / "three" / "book")
    hashes = [replace(walker.know, folders=(path,)).hash for path in (one, other, tmp_path / "three" / "book")]
    assert hashes[0] == hashes[2] != hashes[1]
    assert len(walker.know.hash) == 12


def test_a_wrong_entry_ends_the_loading_with_file_and_line(tmp_path: Path) -> None:
    book = folder(tmp_path / "book", verb=VERB.replace("who pique whom", "who pique whomever"))
    with pytest.raises(KnowledgeError, match=r"^book/en/verbs/mine\.toml:2: frame of 'pique'"):
        knowledge.load(str(book))


def test_a_wrong_sense_ends_the_loading_with_file_and_line(tmp_path: Path) -> None:
    book = folder(tmp_path / "book", plover='\n[sense]\n"tease" = "NAG"\n')
    with pytest.raises(KnowledgeError, match=r"^book/ontology/plover\.toml:3: sense 'tease': 'NAG' is no type"):
        knowledge.load(str(book))


def test_a_wrong_code_in_the_users_actors_is_named(tmp_path: Path) -> None:
    people = folder(tmp_path / "people", groups=GROUPS.replace("KEN", "XXQ"))
    with pytest.raises(KnowledgeError, match=r"people/groups_mine\.csv:2"):
        knowledge.load(None, str(people))


def test_folders_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such codebook folder"):
        knowledge.load(str(tmp_path / "gone"))
    with pytest.raises(KnowledgeError, match="no such actors folder"):
        knowledge.load(None, str(tmp_path / "gone"))


HEADERLESS = 'verb = [{ lemma = "pique" }]\n'
ODD = [
    ("classes", "class = 3\n"),
    ("classes", "[class]\npalace = 3\n"),
    ("classes", "[class]\npalace = [3]\n"),
    ("verb", HEADERLESS),
    ("verb", "verb = [3]\n"),
    ("plover", 'type = 3\n[sense]\n"tease" = "ACCUSE"\n'),
    ("plover", 'mode = 3\n[sense]\n"tease" = "ACCUSE loudly"\n'),
    ("plover", '[mode]\nACCUSE = 3\n[sense]\n"tease" = "ACCUSE loudly"\n'),
    ("plover", '[sense]\n"tease" = " "\n'),
]


@pytest.mark.parametrize(("name", "text"), ODD)
def test_tables_of_another_shape_are_a_mistake_with_file_and_line(tmp_path: Path, name: str, text: str) -> None:
    path = folder(tmp_path / "book", **{name: text}) / FILES[name]
    with pytest.raises(KnowledgeError, match=rf"^book/{FILES[name]}:\d+: "):
        load(path, name)


def load(path: Path, name: str) -> object:
    if name != "plover":
        return lexicon.load([(path.parents[1] if name == "classes" else path.parents[2], "book/")])
    base = ontology.load(DATA / "ontology" / "plover.toml", "ontology/plover.toml")
    return ontology.load(path, f"book/{FILES[name]}", base)
