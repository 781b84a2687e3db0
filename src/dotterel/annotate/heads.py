"""The head of a paragraph: a dateline, or the label of who speaks, which other rooms know by its capitals."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\d_()\[\]:;,!?\n]{1,50}?)(?P<rest>(?: ?\([^()\n]{2,40}\)|, [^()\[\]\n:,]{1,40}?){0,3})"
    r"(?P<mark> ?(?:--|—|–)| -|:)(?= )"
)
"""``LIMA (PERU), 15 JAN 90 (EFE) --``, ``lucknow:`` at the head of a paragraph, in letters of any case."""
TAGS = re.compile(r"(?: ?\[[^\[\]]{1,160}\])* ?")
"""``[COMMUNIQUE] [TEXT]`` between dateline and text."""
_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"\w+")


def dateline_end(text: str, start: int) -> int | None:
    """Return where the text behind a dateline or label begins, or None where there is none: capitals, then its mark."""
    head = DATELINE.match(text, start)
    if head is None or not head["place"].isupper() or len(head["place"]) < 3:
        return None
    if not all(word[0].isupper() or word[0].isdigit() for word in _WORD.findall(_BRACKETS.sub("", head["rest"]))):
        return None
    tags = TAGS.match(text, head.end())
    return tags.end() if tags is not None else head.end()
