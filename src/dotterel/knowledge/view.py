"""What was found as another ontology codes it.

The coder thinks in PLOVER. Every report keeps its sense, so a file of senses is another view of what was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, ontology
from dotterel.records import Coded, Rejected, Report

if TYPE_CHECKING:
    from dotterel.knowledge.ontology import Ontology

HOME = "plover"
"""The ontology in which every report is coded."""
R = TypeVar("R", bound=Report)


def find(name: str, codebook: str | None = None) -> Ontology | None:
    """Return the ontology that is meant by the name of ours or of a codebook's, or by a file; None for PLOVER itself.

    Raises KnowledgeError when there is no such ontology, or naming file and line when it is wrong.
    """
    if name == HOME:
        return None
    if name.lower().endswith(".toml"):
        if not Path(name).is_file():
            raise KnowledgeError(f"{name}: no such ontology file.")
        return ontology.load(Path(name), name)
    found: Ontology | None = None
    for folder, label in _folders(codebook):
        path = folder / f"{name}.toml"
        if path in folder.glob("*.toml"):
            more = ontology.load(path, f"{label}ontology/{path.name}", found)
            found = ontology.extended(found, more) if found else more
    if found is None:
        names = sorted({path.stem for folder, _ in _folders(codebook) for path in folder.glob("*.toml")})
        raise KnowledgeError(f"There is no ontology '{name}'; write {', '.join(names)}, or name a .toml file.")
    return found


def _folders(codebook: str | None) -> Iterator[tuple[Path, str]]:
    yield DATA / "ontology", ""
    if codebook is not None:
        yield Path(codebook) / "ontology", f"{Path(codebook).resolve().name}/"


def seen(report: R, view: Ontology) -> R | None:
    """Return a report (or event) with the code that a view has for its sense; None when that is no event there.

    Only ``event`` and ``codebook`` change; where the ontology has types of its own, also modes, quad class and score.
    """
    code = view.code(report.sense)
    if code is None:
        return None
    book = view.version or view.name
    if not view.types:
        return replace(report, event=code, codebook=book)
    event, *modes = code.split()
    kind, score = view.types[event], view.score(event, tuple(modes))
    return replace(report, event=event, mode=tuple(modes), quad_code=kind.quad, event_scale=score, codebook=book)


def seen_all(coded: Coded, view: Ontology) -> Coded:
    """Return what was coded in an article with the codes of a view; reports without a code there are rejected."""
    pairs = [(report, seen(report, view)) for report in coded.reports]
    out = (
        Rejected(r.article, r.trigger, r.rule, f"the sense {r.sense} has no code in {view.name}", r.text_info.number)
        for r, found in pairs
        if found is None
    )
    return replace(coded, reports=tuple(r for _, r in pairs if r is not None), rejected=(*coded.rejected, *out))
