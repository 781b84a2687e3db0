"""Headlines that leave out *and*: ``Iran, Iraq sign truce`` is read as ``Iran and Iraq sign truce``."""

from __future__ import annotations

import re

from dotterel.annotate.casing import load

_MOST_WORDS = 16
_PAIR = re.compile(
    r"(?P<one>[A-Z][\w.'’-]*)(?: [\w.'’-]+){0,2}, "
    r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?(?: [a-z]+s)?|[a-z]+s) "
    r"(?P<verb>[a-z]+(?<!s)|[a-z]*ss)(?P<rest>(?: [^,]+)?)"
)
"""A name, another name or a plural, and a verb in the plural, in a line without another comma."""
_ENDED = (".", "!", "?", ":", ";", "…", '"', "”")


def left_out_and(text: str) -> int | None:
    """Return where in a headline a comma stands for *and*, or None where it is no such headline."""
    if "," not in text or text.endswith(_ENDED) or text.count(" ") >= _MOST_WORDS:
        return None
    pair = _PAIR.fullmatch(text)
    if pair is None or not _is_name(pair["one"]) or not _is_verb(pair["verb"]):
        return None
    return text.index(",")


def _is_name(word: str) -> bool:
    casing = load()
    if word.isupper() and len(word) > 1:
        return True
    return not (casing.is_common(word.lower()) or word.lower() in casing["days"])


def _is_verb(word: str) -> bool:
    return word not in load()["unstressed"] and not word.endswith(("ing", "ed")) and word != "say"
