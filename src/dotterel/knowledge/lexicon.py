"""Verb, noun and light-verb entries, read from TOML and indexed by the word that triggers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dotterel.errors import KnowledgeError
from dotterel.knowledge.frame import Element, FrameError, Pattern, parse
from dotterel.knowledge.inflect import by_form
from dotterel.knowledge.toml_files import Table, document, line_of, tables, told

KINDS = ("verb", "noun", "light")
EFFECTS = ("do", "undergo", "begin", "continue", "end")
SILENT = ("none", "say")
"""Beginnings of senses that are no event."""
Use = tuple[str, str, str]
"""Kind, lemma and sense."""
_KEYS = ("lemma", "sense", "frame", "says", "not", "mode", "context", "note", "reason", "effect")
_SAYS_KEYS = frozenset({"text", "who", "whom", "event", "status", "note"})


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which an entry must fire (or, under ``not``, must not), with the parts it must find."""

    text: str
    who: str | None = None
    whom: str | None = None
    event: str | None = None
    status: str | None = None


class Frame:
    """The patterns of an entry's frame, read when first asked for: an article uses few of some thousand frames."""

    __slots__ = ("_classes", "_lemma", "_patterns", "_where", "text")

    def __init__(self, text: str, lemma: str, classes: Mapping[str, frozenset[str]], where: str) -> None:
        """Keep what is needed to read the frame; ``where`` is file and line, for errors."""
        self.text, self._lemma, self._classes, self._where = text, lemma, classes, where
        self._patterns: tuple[Pattern, ...] | None = None

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The ways in which the trigger is used; KnowledgeError when the frame does not follow the grammar."""
        if self._patterns is None:
            self._patterns = self._read()
        return self._patterns

    def _read(self) -> tuple[Pattern, ...]:
        where = f"{self._where}: frame of '{self._lemma}'"
        try:
            patterns = parse(self.text, self._lemma)
        except FrameError as err:
            raise KnowledgeError(f"{where}: {err}.") from err
        return tuple(
            Pattern(_with(p.before, self._classes, where), _with(p.after, self._classes, where)) for p in patterns
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One use of a word: the sense it has in the constructions of its frame."""

    kind: str
    lemma: str
    sense: str
    frame: Frame | None
    """None for light verbs."""
    rule: str
    """``file#entry``, as it stands in every report that the entry gives."""
    file: str
    line: int
    says: tuple[Example, ...] = ()
    says_not: tuple[Example, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    reason: str | None = None
    effect: str | None = None
    own: bool = False
    """True for an entry of a user's codebook."""

    @property
    def tells(self) -> bool:
        """False for an entry that says that a use of its word is no event."""
        return self.sense.split(".")[0] not in SILENT

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the lemma: ``("call", "off")``."""
        return tuple(self.lemma.split())

    @property
    def use(self) -> Use:
        """What the entry is about; no two entries of a folder share it."""
        return self.kind, self.lemma, self.sense

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of the frame."""
        return self.frame.patterns if self.frame else ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, by kind and by their trigger's first word (verbs) or last word (nouns)."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    lights: Mapping[str, tuple[Entry, ...]]
    verb_of_form: Mapping[str, str] = field(default_factory=dict)
    """The lemma of each regular form of the verbs: ``raped`` → ``rape``."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the order of kind, word and file."""
        groups = (self.verbs, self.nouns, self.lights)
        return tuple(entry for group in groups for entries in group.values() for entry in entries)


def load(folders: Iterable[tuple[Path, str]], problems: list[str] | None = None) -> Lexicon:
    """Return the entries of every ``en/verbs`` and ``en/nouns`` file below the folders (path, name).

    A later folder goes before an earlier one: its words are added to classes of the same name, its entries come first,
    and an entry stands in place of earlier ones of its kind, lemma and sense.

    Raises KnowledgeError for the first entry that is wrong; with a list of ``problems`` given, what is wrong is added
    to it and the entry left out instead.
    """
    given = tuple(folders)
    found: list[Entry] = []
    classes: dict[str, frozenset[str]] = {}
    for folder, name in given:
        with told(problems):
            classes = {**classes, **load_classes(folder / "en" / "classes.toml", f"{name}en/classes.toml", classes)}
    for folder, name in given:
        own: list[Entry] = []
        for part in ("verbs", "nouns"):
            for path in sorted((folder / "en" / part).glob("*.toml")):
                with told(problems):
                    own += _entries(path, f"{name}en/{part}/{path.name}", classes, problems)
        if name or problems is not None:
            own = [entry for entry in own if _sound(entry, problems)]
        own = [replace(entry, own=True) for entry in own] if name else own
        taken = _uses(own, problems) if name else {}
        found = [*own, *(entry for entry in found if entry.use not in taken)]
    return _indexed(found)


def _uses(entries: Iterable[Entry], problems: list[str] | None) -> Mapping[Use, Entry]:
    """Return the entries by kind, lemma and sense; a mistake is a second one with the same."""
    seen: dict[Use, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.use, entry)
        with told(problems):
            if first is not entry:
                raise KnowledgeError(
                    f"{entry.file}:{entry.line}: {entry.kind} '{entry.lemma}' with sense {entry.sense} stands already "
                    f"in {first.file}:{first.line}; join their frames with | in one entry, or give one a finer sense."
                )
    return seen


def load_classes(path: Path, name: str, known: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the word classes of a file, with classes named inside classes filled in."""
    if not path.is_file():
        return {}
    parsed, text = document(path, name)
    raw = parsed.get("class", {})
    if not isinstance(raw, dict) or set(parsed) - {"class"}:
        raise KnowledgeError(f'{name}:1: word classes stand in one [class] table of name = ["word", …] lines.')
    done: dict[str, frozenset[str]] = {}
    for key, words in raw.items():
        where = f"{name}:{line_of(text, key)}: class '{key}'"
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            raise KnowledgeError(f"{where} must be a list of words.")
        done[key] = _expanded(words, {**known, **done}, where) | known.get(key, frozenset())
    return done


def _expanded(words: Iterable[str], classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if word.startswith("@"):
            if word[1:] not in classes:
                raise KnowledgeError(f"{where}: no class {word}; define it above in en/classes.toml.")
            found |= classes[word[1:]]
        else:
            found.add(word)
    return frozenset(found)


def _sound(entry: Entry, problems: list[str] | None) -> bool:
    """Read the frame now, so that a mistake in it is told at the start: those of a user, or all in a check."""
    with told(problems):
        return len(entry.patterns) >= 0
    return False


def _entries(path: Path, name: str, classes: Mapping[str, frozenset[str]], problems: list[str] | None) -> list[Entry]:
    given = list(tables(path, name, KINDS))
    counts = Counter(str(table.values.get("lemma", "")).strip() for table in given)
    rules: set[str] = set()
    read: list[Entry] = []
    for table in given:
        with told(problems):
            entry = _entry(table, classes, counts)
            if entry.rule in rules:
                raise table.wrong(f"a second entry {entry.rule}; give it a finer sense, or a noun a file of its own.")
            rules.add(entry.rule)
            read.append(entry)
    return read


def _rule(table: Table, lemma: str, sense: str, counts: Mapping[str, int]) -> str:
    key = lemma.replace(" ", "_")
    return f"{table.file}#{key}" if counts[lemma] == 1 else f"{table.file}#{key}/{sense}"


def _entry(table: Table, classes: Mapping[str, frozenset[str]], counts: Mapping[str, int]) -> Entry:
    table.only(*_KEYS)
    light = table.kind == "light"
    lemma = table.text("lemma")
    sense = table.text("sense", "light" if light else None)
    return Entry(
        kind=table.kind,
        lemma=lemma,
        sense=sense,
        frame=None if light else Frame(table.text("frame"), lemma, classes, f"{table.file}:{table.line}"),
        rule=_rule(table, lemma, sense, counts),
        file=table.file,
        line=table.line,
        says=_examples(table, "says", needed=True),
        says_not=_examples(table, "not", needed=False),
        mode=table.words("mode"),
        context=table.words("context"),
        reason=table.text("reason") if "reason" in table.values else None,
        effect=_effect(table) if light else None,
    )


def _effect(table: Table) -> str:
    effect = table.text("effect")
    if effect not in EFFECTS:
        raise table.wrong(f"effect '{effect}' is not known; write one of {', '.join(EFFECTS)}.")
    return effect


def _with(elements: tuple[Element, ...], classes: Mapping[str, frozenset[str]], where: str) -> tuple[Element, ...]:
    return tuple(replace(e, words=_expanded(e.words, classes, where)) if e.words else e for e in elements)


def _examples(table: Table, key: str, *, needed: bool) -> tuple[Example, ...]:
    items = table.values.get(key, [])
    if not isinstance(items, list) or (needed and not items):
        raise table.wrong(f'needs an example of its own: [[{table.kind}.{key}]] with text = "…".')
    for item in items:
        texts = isinstance(item, dict) and all(isinstance(value, str) for value in item.values())
        if not texts or "text" not in item or set(item) - _SAYS_KEYS:
            raise table.wrong(f"[[{table.kind}.{key}]] takes text and any of who, whom, event, status.")
    return tuple(Example(**{k: v for k, v in item.items() if k != "note"}) for item in items)


def _indexed(entries: Iterable[Entry]) -> Lexicon:
    groups: dict[str, dict[str, list[Entry]]] = {kind: {} for kind in KINDS}
    for entry in entries:
        word = entry.words[-1] if entry.kind == "noun" else entry.words[0]
        groups[entry.kind].setdefault(word, []).append(entry)
    verbs, nouns, lights = ({w: tuple(e) for w, e in groups[kind].items()} for kind in KINDS)
    return Lexicon(verbs, nouns, lights, by_form((*verbs, *lights)))
