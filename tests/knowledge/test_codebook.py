"""A user's folders on top of ours: what is added, what is changed, and how a mistake is told."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dotterel import knowledge
from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, codebook, lexicon, ontology
from dotterel.records import Article
from dotterel.settings import Settings
from dotterel.walker import Walker

if TYPE_CHECKING:
    from dotterel.knowledge import Knowledge

VERB = """
[[verb]]
lemma = "pique"
sense = "tease.pique"
frame = "who pique whom"
[[verb.says]]
text = "France piqued Germany on Monday."
"""
WITH = VERB.replace('"tease.pique"', '"accuse.pique"').replace("[[verb.says]]", "{}\n[[verb.says]]")
PLOVER = '[sense]\n"tease" = "ACCUSE disapprove"\n"assault.bomb" = "COERCE"\n'
CAMEO = '[sense]\n"tease" = "111"\n'
GROUPS = "id,name,code,sector\nlanterns,Lantern Brigade,KEN,REB\n"
FILES = {
    "verb": "en/verbs/mine.toml",
    "other": "en/verbs/other.toml",
    "classes": "en/classes.toml",
    "contexts": "en/contexts.toml",
    "modes": "en/modes.toml",
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


TIES = [
    ("coerce.mine", "who bomb whom", "book/en/verbs/mine.toml#bomb"),
    ("none.mine", "who bomb whom", "book/en/verbs/mine.toml#bomb"),
    ("coerce.mine", "who bomb whom=depot/barracks", "book/en/verbs/mine.toml#bomb"),
    ("coerce.mine", "who bomb", "book/en/verbs/mine.toml#bomb"),
    ("coerce.mine", "who bomb whom=hospital", "en/verbs/assault_bomb.toml#bomb/assault.bomb"),
    ("coerce.mine", "who bomb what=exam", "en/verbs/assault_bomb.toml#bomb/assault.bomb"),
    ("assault.bomb", "who bomb whom=depot", "book/en/verbs/mine.toml#bomb"),
]
"""A user's sense and frame of ``bomb``, and the entry that reads the sentence below."""


@pytest.mark.model
@pytest.mark.parametrize(("sense", "frame", "rule"), TIES)
def test_an_entry_of_the_users_that_fits_goes_before_ours(
    warm: None, tmp_path: Path, sense: str, frame: str, rule: str
) -> None:
    book = folder(tmp_path / "book", verb=entry("bomb", sense, frame))
    [walked] = Walker(Settings(codebook=str(book))).code([Article("a", "The rebels bombed the depot on Monday.")])
    assert [*(r.rule for r in walked.coded.reports), *(r.rule for r in walked.coded.rejected)] == [rule]


@pytest.mark.model
@pytest.mark.parametrize(("frame", "own"), [("who bomb", False), ("who=comedian bomb in where", True)])
def test_ours_that_says_no_event_goes_before_a_users_that_says_less(
    warm: None, tmp_path: Path, frame: str, own: bool
) -> None:
    book = folder(tmp_path / "book", verb=entry("bomb", "coerce.mine", frame))
    [walked] = Walker(Settings(codebook=str(book))).code([Article("a", "The comedian bombed in Berlin on Monday.")])
    rules = [*(r.rule for r in walked.coded.reports), *(r.rule for r in walked.coded.rejected)]
    assert [rule.startswith("book/") for rule in rules] == [own]


def test_actors_are_added(mine: Knowledge) -> None:
    [(count, entries)] = mine.actors.names_at(["Lantern", "Brigade"], 0)
    assert (count, entries[0].code, entries[0].sector) == (2, "KEN", "REB")
    assert entries[0].source == "people/groups_mine.csv#lanterns"


def test_the_hash_tells_one_knowledge_from_another(tmp_path: Path, walker: Walker) -> None:
    one = folder(tmp_path / "one" / "book", verb=VERB)
    other = folder(tmp_path / "two" / "book", verb=VERB.replace("Monday", "Friday"))
    shutil.copytree(one, tmp_path / "three" / "book")
    hashes = [
        replace(walker.know, sources=((path, codebook.PARTS),)).hash
        for path in (one, other, tmp_path / "three" / "book")
    ]
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


def test_an_actors_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such actors folder"):
        knowledge.load(None, str(tmp_path / "gone"))


PARTS = r"a codebook holds en/verbs/\*\.toml, .*, ontology/\*\.toml\.$"
MODE = "[mode]\nASSAULT = { medical = -9.5 }\n"
BAD = [
    ({"verb": VERB.replace('"tease.', '"asault.')}, "en/verbs/mine.toml:2: verb 'pique': sense 'asault.pique' has no "),
    ({"verb": VERB.replace('"tease.', '"asault.')}, "perhaps you mean 'assault', or give it a line in ontology/plover"),
    ({"verb": VERB.replace('"tease.', '"zzz.')}, "begin it with a known one, such as assault, or give it a line in"),
    ({"verb": WITH.format('mode = ["medical"]')}, "en/verbs/mine.toml:2: verb 'pique': 'medical' is no mode of ACCUSE"),
    (
        {"verb": WITH.format('context = ["helth"]')},
        "'helth' is no context; perhaps you mean 'health', or add a [helth]",
    ),
    (
        {"verb": VERB.replace("whom", "whom=@medics")},
        "en/verbs/mine.toml:2: frame of 'pique': no class @medics; define",
    ),
    (
        {"verb": WITH.format("") * 2},
        "en/verbs/mine.toml:10: a second entry book/en/verbs/mine.toml#pique/accuse.pique; give it ",
    ),
    ({"verb": "\n[[verb]]\nlemma =\n"}, "en/verbs/mine.toml:3: not valid TOML: "),
    ({"modes": '\n[ASSAULT.medical]\nwords = ["x"]\n'}, "en/modes.toml:2: 'medical' is no mode of ASSAULT; add it to"),
    ({"modes": '[ASALT.medical]\nwords = ["x"]\n'}, "en/modes.toml:1: 'ASALT' is no type; add it to your ontology/pl"),
    ({"modes": '[ASSAULT]\nwords = ["x"]\n'}, 'en/modes.toml:1: write [ASSAULT.mode] with words = ["…", …].'),
    ({"contexts": '[health_care]\nwords = "x"\n'}, 'en/contexts.toml:1: [health_care] needs words = ["…", …].'),
    (
        {"plover": '[sense]\nassault.health = "ASSAULT"\n'},
        "plover.toml:2: sense 'assault': a sense with a dot stands in qu",
    ),
    ({"plover": '[senses]\n"assault.health" = "ASSAULT"\n'}, "plover.toml:1: 'senses' is not known here; write name, "),
    ({"plover": "[mode]\nASALT = { medical = -1.0 }\n"}, "plover.toml:2: modes of 'ASALT', which is no type of this"),
    (
        {"plover": '[type]\nHARM = { quad = 5, score = 1, title = "x" }\n'},
        "plover.toml:2: type HARM needs quad (1 to 4)",
    ),
]


def mistakes(book: Path) -> list[str]:
    """Return what is wrong in a codebook; our own files are checked elsewhere."""
    found: list[str] = []
    knowledge.load(str(book), None, found)
    return [line for line in found if line.startswith("book/")]


@pytest.mark.parametrize(("files", "words"), BAD)
def test_a_mistake_is_one_sentence_that_names_file_and_line(tmp_path: Path, files: dict[str, str], words: str) -> None:
    book = folder(tmp_path / "book", **files)
    with pytest.raises(KnowledgeError) as raised:
        knowledge.load(str(book))
    found = mistakes(book)
    assert words in str(raised.value)
    assert found == [str(raised.value)]
    assert re.match(r"book/[\w/]+\.toml:\d+: [^\n]+\.$", found[0])


def test_all_mistakes_of_a_folder_are_gathered(tmp_path: Path) -> None:
    verb = VERB.replace('"tease.', '"asault.')
    book = folder(tmp_path / "book", verb=verb, other="[[verb]\n", modes='[ASSAULT.medical]\nwords = ["x"]\n')
    assert [line.split(": ")[0] for line in mistakes(book)] == ["book/en/modes.toml:1", "book/en/verbs/other.toml:1"]
    folder(book, plover=MODE, other=verb.replace("pique", "nag"))
    assert [line.split(": ")[0] for line in mistakes(book)] == [
        "book/en/verbs/mine.toml:2",
        "book/en/verbs/other.toml:2",
    ]


@pytest.mark.parametrize(
    "name", ["en/verbs/mine.yaml", "verbs/mine.toml", "modes.toml", "en/topics.toml", "en/a/b.toml"]
)
def test_a_file_that_would_not_be_read_is_told(tmp_path: Path, name: str) -> None:
    path = folder(tmp_path / "book", verb=VERB) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    with pytest.raises(KnowledgeError, match=rf"^book/{name}:1: is not read; {PARTS}"):
        knowledge.load(str(path.parents[len(Path(name).parts) - 1]))


def own_hash(know: Knowledge) -> str:
    """Return the hash of what is not ours."""
    return replace(know, sources=know.sources[1:]).hash


def test_what_else_lies_in_the_folder_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = folder(tmp_path / "book", verb=VERB, plover=PLOVER)
    before = own_hash(knowledge.load(str(book)))
    for name in (
        "README.md",
        "dotterel.toml",
        "news.jsonl",
        "events.csv",
        "en/verbs/.mine.toml.swp",
        "en/verbs/mine.toml~",
    ):
        (book / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(book)
    here = knowledge.load(".")
    assert own_hash(here) == before
    assert here.lexicon.verbs["pique"][0].rule == "book/en/verbs/mine.toml#pique"


def test_folders_that_are_no_codebook_are_told(tmp_path: Path) -> None:
    book = folder(tmp_path / "book", verb=VERB)
    for name, words in (
        (tmp_path / "gone", "gone: no such codebook folder."),
        (tmp_path, "there is no codebook in this folder; it must hold some of en/verbs"),
        (book / FILES["verb"], "mine.toml: is a file; give the codebook folder that it lies in."),
        ("x\0y", "no such codebook folder"),
        ("x" * 300, "the codebook folder cannot be read"),
    ):
        with pytest.raises(KnowledgeError, match=re.escape(words)):
            knowledge.load(str(name))


def test_contexts_and_modes_are_added_to_ours(tmp_path: Path, walker: Walker) -> None:
    contexts = '[health_care]\nwords = ["field kitchen"]\n[military]\nwords = ["sapper"]\n[marked]\nwords = []\n'
    modes = '[ASSAULT.medical]\nwords = ["ambulance"]\n'
    verb = WITH.format('context = ["marked"]')
    know = knowledge.load(
        str(folder(tmp_path / "book", verb=verb, plover=MODE + PLOVER, contexts=contexts, modes=modes))
    )
    words = ["sapper", "field", "kitchen", "soldier"]
    assert [label for _, _, label in know.contexts.found(words)] == ["military", "health_care", "military"]
    assert next(label for _, _, label in know.modes["ASSAULT"].found(["ambulance", "bomb"])) == "medical"
    assert know.plover.modes["ASSAULT"] == {**walker.know.plover.modes["ASSAULT"], "medical": -9.5}
    assert know.plover.score("ASSAULT", ("medical", "abduct")) == -9.5


def test_a_type_of_the_users_is_added(tmp_path: Path) -> None:
    plover = '[type]\nHARM = { quad = 4, score = -9.9, title = "Harms" }\n[sense]\n"tease" = "HARM"\n'
    know = knowledge.load(str(folder(tmp_path / "book", verb=VERB, plover=plover)))
    assert know.plover.type_and_modes("tease.pique") == ("HARM", ())
    assert know.plover.score("HARM", ()) == -9.9


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
