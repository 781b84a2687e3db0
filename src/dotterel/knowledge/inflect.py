"""Regular English verb forms, to find the entry of a form that the pipeline leads to a wrong lemma (raped → rap)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_VOWELS = frozenset("aeiou")
_NEVER_DOUBLED = frozenset("wxyh")


def forms(lemma: str) -> Iterator[str]:
    """Yield the regular forms of a verb: third person, past and -ing."""
    if lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d")
        yield lemma + "ing" if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1] + "ing"
        return
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
        return
    yield lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    for stem in _stems(lemma):
        yield from (stem + "ed", stem + "ing")


def _stems(lemma: str) -> tuple[str, ...]:
    """Return the stem before -ed: doubled after one short vowel, both ways where stress decides (visited, admitted)."""
    end = lemma[-3:]
    short = len(end) == 3 and end[0] not in _VOWELS and end[1] in _VOWELS and end[2] not in _VOWELS | _NEVER_DOUBLED
    if not short:
        return (lemma,)
    doubled = lemma + lemma[-1]
    syllables = sum(a in _VOWELS and b not in _VOWELS for a, b in zip(lemma, lemma[1:] + "-", strict=True))
    return (doubled,) if syllables == 1 else (lemma, doubled)


def by_form(lemmas: Iterable[str]) -> Mapping[str, str]:
    """Return the lemma of each regular form; forms of two lemmas are left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for lemma in sorted(set(lemmas)):
        for form in forms(lemma):
            if found.get(form, lemma) != lemma:
                twice.add(form)
            found[form] = lemma
    return {form: lemma for form, lemma in found.items() if form not in twice}
