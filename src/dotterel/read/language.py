"""Which language a text is in; only English goes on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH = "en"
SAMPLE_CHARS = 4_000
CLEAR_SHARE = 0.12
"""Share of common English words from which a text is English without further question; prose has about 0.35."""
FEW_WORDS = 12
"""With fewer words than this the identifier is hardly trusted over Latin letters."""
SURE = 0.6
"""How sure the identifier must be to call a text in Latin letters not English."""
SURE_OF_FEW = 0.9
"""The same for a text of few words."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_STATED = {"en": ENGLISH, "eng": ENGLISH, "english": ENGLISH}


@dataclass(frozen=True, slots=True)
class Languages:
    """The words by which English is told, and the names of languages by their codes."""

    common: frozenset[str]
    names: Mapping[str, str]


def load() -> Languages:
    """Return what data/en/language.toml holds."""
    table = tomllib.loads(files("dotterel").joinpath("data/en/language.toml").read_text(encoding="utf-8"))
    return Languages(frozenset(table["common"]), table["names"])


def why_not_english(text: str, stated: str | None, languages: Languages) -> str | None:
    """Return the reason why ``text``, which its sender says is in ``stated``, is not read as English; else None."""
    sample = text[:SAMPLE_CHARS]
    words = _WORD.findall(sample.lower())
    if not words:
        return "It holds no words."
    if len(words) >= FEW_WORDS and sum(word in languages.common for word in words) >= CLEAR_SHARE * len(words):
        return None
    said = _code(stated)
    if said not in (None, ENGLISH) and said in languages.names:
        return _reason(said, languages)
    code, sure = _identified(sample)
    return None if code == ENGLISH or _may_be_english(words, sure, said) else _reason(code, languages)


def _may_be_english(words: list[str], sure: float, said: str | None) -> bool:
    """Return whether the doubt about a text that was taken for another language is large enough to read it."""
    if not _is_latin(words):
        return False
    few = len(words) < FEW_WORDS
    return sure < (SURE_OF_FEW if few else SURE) or (few and said == ENGLISH)


def _code(stated: str | None) -> str | None:
    """Return ``en`` of ``en-GB``, ``eng`` or ``English``, and the code before the dash of any other."""
    if stated is None:
        return None
    code = re.split(r"[-_]", stated.lower(), maxsplit=1)[0]
    return _STATED.get(code, code)


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return len(_LATIN.findall(letters)) > 0.5 * len(letters)


def _reason(code: str, languages: Languages) -> str:
    name = languages.names.get(code)
    called = f"{name} ({code})" if name else f"another language ({code})"
    return f"The text is in {called}, and only English is coded."


def _identified(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@cache
def _identifier() -> Any:
    """Return the language identifier, which takes most of a second to load."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
