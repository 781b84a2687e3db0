"""How names and role phrases are compared: letters only, so that hyphens, dots and accents never part a match."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ə": "a", "İ": "I", "ʻ": ""}
)
POSSESSIVE = re.compile(r"(?<=\w)['’]s?\Z")
PIECES = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")
MANY = (("man", "men"), ("fe", "ves"), ("wolf", "wolves"))


@lru_cache(maxsize=50_000)
def letters(word: str) -> str:
    """Return the letters and digits of a word, accents gone, case kept: ``U.S.`` → ``US``, ``Déby's`` → ``Deby``."""
    word = POSSESSIVE.sub("", word)
    if word.isascii() and word.isalnum():
        return word
    word = unicodedata.normalize("NFD", word.translate(PLAIN))
    return "".join(char for char in word if char.isalnum())


@lru_cache(maxsize=50_000)
def first_piece(word: str) -> str:
    """Return the lower-case letters of a word up to its first hyphen or apostrophe: the key of the index."""
    if word.isascii() and word.isalnum():
        return word.lower()
    found = PIECES.search(letters_kept(word))
    return letters(found[0]).lower() if found else ""


def letters_kept(word: str) -> str:
    """Return a word without its possessive and with combining accents composed."""
    return unicodedata.normalize("NFC", POSSESSIVE.sub("", word))


@lru_cache(maxsize=20_000)
def last_piece(word: str) -> str:
    """Return the lower-case letters of a word after its last hyphen: the key of the index of roles."""
    if word.isascii() and word.isalnum():
        return word.lower()
    found = PIECES.findall(letters_kept(word))
    return letters(found[-1]).lower() if found else ""


def bare(name: str) -> str:
    """Return a name without its article: ``the Kremlin`` → ``Kremlin``."""
    return name[4:] if name[:4] in ("the ", "The ") else name


def joined(name: str) -> str:
    """Return all letters of a name in one piece, case kept: ``al-Qaeda in Iraq`` → ``alQaedainIraq``."""
    plain = name.replace(" ", "")
    if plain.isascii() and plain.isalnum():
        return plain
    return "".join(map(letters, name.split()))


def fits(form: str, seen: str) -> bool:
    """Say whether the case of the words in the text allows the name: ``US`` is not ``us``, ``Nato`` is ``NATO``."""
    if form == seen:
        return True
    if form.isupper() and len(form) > 1:
        return len(form) > 3 and seen == form.capitalize()
    return not any(a.isupper() and not b.isupper() for a, b in zip(form, seen, strict=True))


def plural(noun: str) -> str:
    """Return the plural of a noun by rule; irregular ones stand in the data."""
    for one, many in MANY:
        if noun.endswith(one):
            return noun[: -len(one)] + many
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def people_plural(name: str) -> str | None:
    """Return the plural of a demonym, or None where it has no other (``Chinese``, ``French``, ``US``)."""
    if name.isupper() or name.endswith(("ese", "ish", "ch", "sh", "s", "x", "z", "men", "man", "woman")):
        return None
    return name + "s"
