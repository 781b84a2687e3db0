"""How words are written beside others when their letters do not tell: in names, in dates, at the head of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.annotate.heads import DATELINE, TAGS
from dotterel.annotate.words import Line, Words

if TYPE_CHECKING:
    from dotterel.annotate.casing import Casing

_BODY_GAPS = frozenset({" ", "-", "' ", "’ ", "'", "’"})
_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]]* +[\"'“‘`(\[]*$|^\W*$|[,:] (?:[\"“]|``)$")
_LABEL_WORDS = 5
_LONGEST = 200
"""Brackets of more characters than this explain no short form."""


@dataclass(frozen=True, slots=True)
class Recaser:
    """Words by themselves, and what an article tells about them."""

    casing: Casing
    seen: Mapping[str, str]
    """Small letters → how the word is written elsewhere in the article."""

    def taught(self, lines: Iterable[Line]) -> Recaser:
        """Return a recaser that also knows the names which stand somewhere in the lines with a title or in brackets."""
        found: dict[str, str] = {}
        for line in lines:
            found.update(Reading(line, self.casing, self.seen).names())
        return replace(self, seen={**found, **self.seen})

    def text(self, line: Line) -> str:
        """Return the paragraph with its words as they would be written in a sentence."""
        reading = Reading(line, self.casing, self.seen)
        reading.read()
        letters = list(line.text)
        for word, form in zip(reading.words, reading.forms, strict=True):
            letters[word.start : word.end] = like(word.given, form)
        return "".join(letters)


def like(given: str, form: str) -> str:
    """Return the letters of ``given`` in the case of ``form``, none of them become two."""
    if given.isascii() and given.lower() == form.lower():
        return form
    if len(given) != len(form):
        return given
    pairs = (
        (letter, letter.upper() if wanted.isupper() else letter.lower())
        for letter, wanted in zip(given, form, strict=True)
    )
    return "".join(new if len(new) == 1 else old for old, new in pairs)


class Reading(Words):
    """One paragraph while it is read: its words, and how each is to be written."""

    def read(self) -> None:
        """Set how each word is written; what is found later counts more."""
        steps: tuple[Callable[[], None], ...] = (
            self._bodies,
            self._written_out,
            self._particles,
            self._persons,
            self._regions,
            self._phrases,
            self._dates,
            self._pronouns,
            self._sentences,
            self._head,
        )
        for step in steps:
            step()

    def names(self) -> dict[str, str]:
        """Return the words that this paragraph proves to be names: short forms in brackets, persons with a title."""
        before = list(self.forms)
        self._persons()
        pairs = zip(self.words, before, self.forms, strict=True)
        found = {word.low: form for word, old, form in pairs if old != form and word.low not in self.casing["titles"]}
        return {**{k: v for k, v in found.items() if k in self.casing.either}, **self._short_forms()}

    # --- names of several words

    def _bodies(self) -> None:
        """``National Guard``, ``Hope Battalion``, ``Ministry of Defense``, ``Popular Liberation Forces [FPL]``."""
        for i, low in enumerate(self.low):
            if low in self.casing["heads"] and (start := self._body(i)) is not None:
                for k in (k for k in range(start, i + 1) if self.low[k] != "s"):
                    self._raise(k)
            elif self._is_part(i):
                self._raise(i)
            elif low in self.casing["seats"] and self._next(i) == "of" and i + 2 < len(self.low):
                self._raise(i)
                self._raise(i + 2)

    def _is_part(self, i: int) -> bool:
        """True for a common word that belongs to the name before or behind it."""
        if self.low[i] in self.casing["parts"] and self._is_own_name(i - 1) and self._before(i):
            return True
        return self.low[i] in self.casing["heads"] and self._raise_behind(i)

    def _raise_behind(self, i: int) -> bool:
        """Give a capital to the words of ``Army of National Liberation`` behind *of*, and say whether there are any."""
        kinds = self.casing["adjectives"] | self.casing["fillers"]
        k = i + 2 if self._next(i) == "of" and self._next(i + 1) else len(self.low)
        first = k
        while k < len(self.low) and self.low[k] in kinds:
            self._raise(k)
            k += 1 if self._next(k) else len(self.low)
        return k > first

    def _body(self, i: int) -> int | None:
        """Return where the name of a body begins that ends at a head, or None."""
        start, found = i, False
        while start and self._gap(start - 1) in _BODY_GAPS and self._is_of_body(start - 1):
            start -= 1
            found = found or self.low[start] in self.casing["adjectives"]
        return start if found else None

    def _is_of_body(self, i: int) -> bool:
        low = self.low[i] if i < len(self.low) else ""
        return low in self.casing["adjectives"] or low in self.casing["fillers"] or low == "s" or self._is_name(i)

    def _short_forms(self) -> dict[str, str]:
        """Return the short forms beside brackets: ``Popular Front [PF]``, ``PF [Popular Front]``."""
        return {self.low[i]: self.low[i].upper() for i, _, _ in self._explained()}

    def _written_out(self) -> None:
        for i, start, end in self._explained():
            self.forms[i] = self.low[i].upper()
            for k in range(start, end):
                if self.low[k] not in self.casing["after_pronoun"] and self.low[k] not in self.casing["particles"]:
                    self._raise(k)

    def _explained(self) -> Iterator[tuple[int, int, int]]:
        """Yield each short form that brackets explain, with first and last word (exclusive) of what it stands for."""
        for i, low in enumerate(self.low if "(" in self.line.text or "[" in self.line.text else ()):
            if not 2 < len(low) < 9 or self._is_told(self.words[i].given):
                continue
            start = self._stood_for(i) if self._is_bracketed(i) else i
            if start < i or (self._is_bracketed(i) and self._may_be_short(i)):
                yield i, start, i
            elif self._opens(i) and (end := self._written_behind(i)) > i + 1:
                yield i, i + 1, end

    def _may_be_short(self, i: int) -> bool:
        """True for letters in brackets that nobody can say, and for a word behind the name of a body."""
        body = not self.casing["heads"].isdisjoint(self.low[max(i - 8, 0) : i])
        return self._is_short_form(self.low[i]) or (body and not self.casing.is_common(self.low[i]))

    def _is_bracketed(self, i: int) -> bool:
        text, word = self.line.text, self.words[i]
        before, after = text[max(word.start - 2, 0) : word.start], text[word.end : word.end + 1]
        return before in (" [", " (") and after in ("]", ")")

    def _opens(self, i: int) -> bool:
        return self._gap(i) in (" [", " (")

    def _stood_for(self, i: int) -> int:
        """Return the first word before ``i`` of those that begin with its letters, or ``i``."""
        letters, k = list(self.low[i]), i
        while letters and k:
            k -= 1
            if self.low[k][0] == letters[-1]:
                letters.pop()
            elif self.low[k] not in self.casing["joints"]:
                break
        return i if letters else k

    def _written_behind(self, i: int) -> int:
        """Return the end of the brackets behind a word when they write it out, else ``i``."""
        end = self.words[i].end
        close = self.line.text.find("])"[self._gap(i) == " ("], end, end + _LONGEST)
        inside = [k for k in range(i + 1, min(i + 10, len(self.words))) if self.words[k].end <= close]
        words = [self.low[k] for k in inside if self.low[k] not in self.casing["joints"]]
        begins = len(words) > 1 and words[0][0] == self.low[i][0]
        fits = "".join(word[0] for word in words) == self.low[i] or self.casing["heads"].intersection(words)
        return (
            inside[-1] + 1 if (begins and fits) or (len(words) > 2 and self.casing["heads"].intersection(words)) else i
        )

    def _particles(self) -> None:
        """``El Salvador``, ``Jose de la Cruz``, ``Bashar al-Assad``."""
        for i, low in enumerate(self.low):
            follows = self._is_name(i + 1) and self._gap(i) in (" ", ". ")
            if low in self.casing["articles"] and follows and not self._is_inside(i):
                self._raise(i)
            elif (
                low in self.casing["particles"] and not self.line.titled and (self._gap(i) == "-" or self._is_inside(i))
            ):
                self.forms[i] = low

    def _is_inside(self, i: int) -> bool:
        before = self._before(i)
        return before in self.casing["particles"] or (bool(before) and self._is_name(i - 1))

    def _persons(self) -> None:
        """``President Bush``, ``Theresa May``, ``Lieutenant Colonel Hill``."""
        for i, low in enumerate(self.low):
            if low in self.casing["capital_abbreviations"] and self._gap(i)[:1] == ".":
                self._raise(i)
            if low not in self.casing["titles"] and low not in self.casing.first:
                continue
            after = self._next(i)
            if after in self.casing.either:
                self._raise(i + 1)
            elif low in self.casing["titles"] and self._is_own_name(i + 1) and self._next(i + 1) in self.casing.either:
                self._raise(i + 2)
            if low in self.casing["titles"] and after and self._is_own_name(i + 1):
                self._with_rank(i)

    def _with_rank(self, i: int) -> None:
        self._raise(i)
        while self._before(i) in self.casing["ranks"]:
            i -= 1
            self._raise(i)

    def _regions(self) -> None:
        """``Central American``, ``West Africa``."""
        for i, low in enumerate(self.low):
            if low in self.casing["sides"] and self._next(i) in self.casing["regions"]:
                self._raise(i)

    def _phrases(self) -> None:
        """Write the names that are known as they are known."""
        i = 0
        while i < len(self.low):
            found = next((name for name in self.casing.phrases.get(self.low[i], ()) if self._stands(name, i)), ())
            self.forms[i : i + len(found)] = found
            i += len(found) or 1

    def _stands(self, name: tuple[str, ...], i: int) -> bool:
        end = i + len(name)
        same = self.low[i:end] == [word.lower() for word in name]
        return same and all(self._joined(k) for k in range(i, end - 1))

    # --- words that are two

    def _dates(self) -> None:
        """``3 March`` and ``in May`` are months, ``a march`` and ``may`` are none; ``PM`` is none in ``5 pm``."""
        for i, low in enumerate(self.low):
            if low in self.casing["measures"] and self._before(i)[:1].isdigit():
                self.forms[i] = low
            if low not in self.casing["dates"]:
                continue
            before, after = self._before(i), self._next(i)
            if before.isdigit() or after[:1].isdigit() or (before in self.casing["before_dates"] and after != "to"):
                self._raise(i)
            elif low in ("march", "may") and self.seen.get(low, low) == low:
                self.forms[i] = low

    def _pronouns(self) -> None:
        """``the US``, ``US troops``; ``they told us``."""
        for i, low in enumerate(self.low):
            if low == "us":
                self.forms[i] = "US" if self._is_country(i) else low
            elif low == "i":
                self.forms[i] = "I"

    def _is_country(self, i: int) -> bool:
        before, after = self._before(i), self._next(i)
        if self._gap(i)[:1] in ("$", "{"):
            return True
        if before in self.casing["before_country"] or (
            after and after not in self.casing["after_pronoun"] and not after.endswith("ly")
        ):
            return before not in ("let", "tell", "told", "give", "gave")
        return not before

    # --- where they stand

    def _sentences(self) -> None:
        for i, word in enumerate(self.words):
            begins = _SENTENCE.search(self.line.text[max(word.start - 8, 0) : word.start]) is not None
            if begins and not (i and self._is_abbreviation(i - 1)):
                self._raise(i)

    def _head(self) -> None:
        """Leave the capitals of a dateline and of a speaker's label, and begin a sentence behind them."""
        if self.line.titled:
            return
        match = DATELINE.match(self.line.text)
        if match is None or not self._is_head(match):
            self._begin(TAGS.match(self.line.text))
            return
        for i in [*self._until(match.end("place")), *self._in_brackets(match.end())]:
            self.forms[i] = self.low[i].upper()
        self._begin(TAGS.match(self.line.text, match.end()))

    def _until(self, end: int) -> list[int]:
        return [i for i, word in enumerate(self.words) if word.end <= end]

    def _in_brackets(self, end: int) -> list[int]:
        """Return the words in round brackets before ``end``: country and agency of a dateline."""
        text, found = self.line.text, self._until(end)
        return [i for i in found if text.rfind("(", 0, self.words[i].start) > text.rfind(")", 0, self.words[i].start)]

    def _is_head(self, match: re.Match[str]) -> bool:
        inside = self._until(match.end("place"))
        if not 0 < len(inside) <= _LABEL_WORDS:
            return False
        if all(self._is_name(i) or self.low[i] in self.casing["particles"] for i in inside):
            aside = {*inside, *self._in_brackets(match.end())}
            rest = (i for i in self._until(match.end()) if i not in aside)
            return all(self.low[i][0].isdigit() or self._is_name(i) for i in rest)
        words = [self.low[i] for i in inside]
        speaks = not self.casing["speakers"].isdisjoint(words) and self.casing["after_pronoun"].isdisjoint(words)
        return speaks and match["mark"] == ":"

    def _begin(self, head: re.Match[str] | None) -> None:
        """Write the first word behind the head of a paragraph, and what stands between, as the first of a sentence."""
        end = head.end() if head is not None else 0
        first = next((i for i, word in enumerate(self.words) if word.start >= end), None)
        if first is not None:
            self._raise(first)
