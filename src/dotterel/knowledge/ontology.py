"""An ontology file: senses → codes. PLOVER is home; CAMEO proves that a second one is one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document, told

NONE = "none"
_PARTS = ("name", "version", "default", "type", "mode", "sense")
_QUADS = range(1, 5)


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type: its quad class (1–4), its score, and what it covers."""

    name: str
    quad: int
    score: float
    title: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Codes for senses. ``types`` and ``modes`` are empty for an ontology that has codes only."""

    name: str
    version: str
    senses: Mapping[str, str]
    types: Mapping[str, EventType] = field(default_factory=dict)
    modes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def code(self, sense: str) -> str | None:
        """Return the code of the sense's longest known prefix; None when it is no event here."""
        parts = sense.split(".")
        for n in range(len(parts), 0, -1):
            code = self.senses.get(".".join(parts[:n]))
            if code is not None:
                return None if code == NONE else code
        return None

    def knows(self, sense: str) -> bool:
        """True when the sense begins with one that stands in the file, be it as no event."""
        parts = sense.split(".")
        return any(".".join(parts[:n]) in self.senses for n in range(1, len(parts) + 1))

    def type_and_modes(self, sense: str) -> tuple[str, tuple[str, ...]] | None:
        """Return PLOVER type and modes of a sense; None when it is no event."""
        code = self.code(sense)
        if code is None:
            return None
        event, *modes = code.split()
        return event, tuple(modes)

    def score(self, event: str, modes: tuple[str, ...]) -> float:
        """Return the score of the most extreme of the modes, or of the type when it has none."""
        known = self.modes.get(event, {})
        scores = [known[mode] for mode in modes if mode in known]
        return max(scores, key=abs) if scores else self.types[event].score


def load(path: Path, name: str, base: Ontology | None = None, problems: list[str] | None = None) -> Ontology:
    """Return the ontology of one file; raise KnowledgeError naming file and line.

    A file that adds to a ``base`` may use the types and modes of that one, and add some. With a list of ``problems``
    given, what is wrong with a sense is added to it and the sense left out instead.
    """
    parsed, text = document(path, name)
    _check_shape(parsed, name, text)
    types = {key: _type(key, value, name, text) for key, value in parsed.get("type", {}).items()}
    types = {**(base.types if base else {}), **types}
    modes = _modes(parsed.get("mode", {}), base, types, (name, text))
    senses = parsed.get("sense", {})
    if not senses and not (base and (parsed.get("type") or parsed.get("mode"))):
        raise KnowledgeError(f"{name}:1: an ontology needs a [sense] table of sense = code lines.")
    good: dict[str, str] = {}
    for sense, code in senses.items():
        with told(problems):
            problem = _problem(sense, code, types, modes)
            if problem:
                raise KnowledgeError(f"{name}:{line_of(text, sense)}: sense '{sense}': {problem}.")
            good[sense] = code
    return Ontology(str(parsed.get("name", name)), str(parsed.get("version", "")), good, types, modes)


def _check_shape(parsed: dict[str, Any], name: str, text: str) -> None:
    """Raise KnowledgeError for a part that no ontology has, or that is no table."""
    for part, value in parsed.items():
        if part not in _PARTS:
            raise KnowledgeError(
                f"{name}:{line_of(text, part)}: '{part}' is not known here; write {', '.join(_PARTS)}."
            )
        if part in ("type", "mode", "sense") and not isinstance(value, dict):
            raise KnowledgeError(f"{name}:{line_of(text, part)}: [{part}] must be a table.")


def _modes(
    given: dict[str, Any], base: Ontology | None, types: Mapping[str, EventType], where: tuple[str, str]
) -> Mapping[str, Mapping[str, float]]:
    """Return the modes of each type with their scores, those of ``base`` too."""
    name, text = where
    found = dict(base.modes) if base else {}
    for event, modes in given.items():
        if not isinstance(modes, dict) or not all(isinstance(score, int | float) for score in modes.values()):
            raise KnowledgeError(f"{name}:{line_of(text, event)}: modes of {event} must be written as mode = score.")
        if types and event not in types:
            raise KnowledgeError(
                f"{name}:{line_of(text, event)}: modes of '{event}', which is no type of this ontology."
            )
        found[event] = {**found.get(event, {}), **modes}
    return found


def extended(base: Ontology, more: Ontology) -> Ontology:
    """Return ``base`` with the senses, types and modes of ``more`` on top (a user's codebook)."""
    types, modes = {**base.types, **more.types}, {**base.modes, **more.modes}
    return Ontology(base.name, base.version, {**base.senses, **more.senses}, types, modes)


def _type(key: str, value: dict[str, Any], name: str, text: str) -> EventType:
    try:
        found = EventType(key, int(value["quad"]), float(value["score"]), str(value["title"]))
    except (KeyError, TypeError, ValueError):
        found = None
    if found is None or found.quad not in _QUADS or len(key.split()) != 1:
        raise KnowledgeError(f"{name}:{line_of(text, key)}: type {key} needs quad (1 to 4), score and title.")
    return found


def _problem(
    sense: str, code: object, types: Mapping[str, EventType], modes: Mapping[str, Mapping[str, float]]
) -> str | None:
    if isinstance(code, dict):
        return f'a sense with a dot stands in quotes: "{sense}.{next(iter(code), "")}"'
    if not isinstance(code, str) or not code.strip():
        return "the code must be a text"
    if code == NONE or not types:
        return None
    event, *given = code.split()
    if event not in types:
        return f"'{event}' is no type of this ontology"
    unknown = [mode for mode in given if mode not in modes.get(event, {})]
    return f"'{unknown[0]}' is no mode of {event}" if unknown else None


def line_of(text: str, key: str) -> int:
    """Return the number of the line on which a type, a mode or a sense is written, or 1."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith((f'"{key}"', f"{key} ", f"{key}=", f"{key}.", f"[{key}]")):
            return number
    return 1
