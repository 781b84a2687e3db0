"""Rooms 1–3 in order: inputs → articles → pages → reports. The only place that turns a failure into a Skipped row."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dotterel import __version__, annotate, coder, knowledge, read
from dotterel.errors import DotterelError
from dotterel.records import Article, Coded, Page, Report, Skipped, Walked
from dotterel.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from dotterel.knowledge import Knowledge

Inputs = str | Path | Iterable[str | Path]


class Walker:
    """Model and knowledge, loaded once, and the way through rooms 1–3."""

    def __init__(
        self, settings: Settings | None = None, know: Knowledge | None = None, *, explain: bool = False
    ) -> None:
        """Load the knowledge and the model; ``explain`` also keeps the certainty of every verb and event noun.

        Raises KnowledgeError when a knowledge file is wrong, ModelError when the model cannot be loaded.
        """
        self.settings = settings or Settings()
        self.explain = explain
        self._nlp: Language | None = None
        if self.settings.model is not None:
            self._nlp = annotate.load_model(self.settings.model)
        with _no_collecting():
            self.know = know or knowledge.load(self.settings.codebook, self.settings.actors)

    @property
    def nlp(self) -> Language:
        """The language model: one that the settings name is loaded at once, ours at the first article."""
        if self._nlp is None:
            self._nlp = annotate.load_model(self.settings.model)
        return self._nlp

    def walk(self, inputs: Inputs, stdin: BinaryIO | None = None) -> Iterator[Walked]:
        """Yield each input with what was coded from it, or the reason why it was skipped, in the order of the inputs.

        Raises ReadError at the first bad input when ``settings.on_error`` is ``stop``.
        """
        given = [inputs] if isinstance(inputs, str | Path) else inputs
        yield from self.code(read.read(given, self.settings, stdin=stdin))

    def code(self, articles: Iterable[Article | Skipped]) -> Iterator[Walked]:
        """Yield each article with what was coded from it; batches are parsed together, order is kept."""
        stream = iter(articles)
        while batch := list(islice(stream, self.settings.batch_size)):
            yield from self._batch(batch)

    def _batch(self, batch: list[Article | Skipped]) -> Iterator[Walked]:
        wanted = [item for item in batch if isinstance(item, Article)]
        done = iter(self._coded(wanted)) if wanted else iter(())
        for item in batch:
            yield next(done) if isinstance(item, Article) else Walked(None, Coded(), item)

    def _coded(self, articles: list[Article]) -> Iterator[Walked]:
        nlp = self.nlp
        try:
            pages = list(annotate.annotate(articles, nlp, self.settings.batch_size))
        except DotterelError:
            raise
        except Exception:
            if len(articles) == 1:
                yield self._skipped(articles[0], "annotate")
                return
            for article in articles:
                yield from self._coded([article])
            return
        for page in pages:
            yield self._page(page)

    def _page(self, page: Page) -> Walked:
        try:
            return Walked(page.article, coder.code(page, self.know, __version__, explain=self.explain))
        except DotterelError:
            raise
        except Exception:
            return self._skipped(page.article, "coder")

    def _skipped(self, article: Article, room: str) -> Walked:
        """Record an unexpected failure as a row; re-raise it when the run is to stop at the first one."""
        import sys

        err = sys.exc_info()[1]
        if self.settings.on_error == "stop" and err is not None:
            raise DotterelError(f"{article.origin or article.id}: the {room} room failed: {err!r}.") from err
        reason = f"the {room} room failed on this article ({type(err).__name__}: {err}); please report it."
        return Walked(article, Coded(), Skipped(article.origin or article.id, room, reason, article.id))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the garbage collector off while knowledge is loaded, and out of it afterwards: all of it stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        atexit.register(gc.unfreeze)
        if was_on:
            gc.enable()


def walk(inputs: Inputs, published: str | None = None, settings: Settings | None = None) -> Iterator[Report]:
    """Yield the reports of files, folders or addresses, as ``for report in dotterel.walk("story.txt"): …``.

    ``published`` (``YYYY-MM-DD``) is the publication day of articles that carry none. Inputs that cannot be read are
    passed over; use :class:`Walker` to see why. Raises SettingsError when ``published`` is no date.
    """
    chosen = settings or Settings()
    if published is not None:
        from dataclasses import replace

        chosen = replace(chosen, published=published)
    for walked in Walker(chosen).walk(inputs):
        yield from walked.coded.reports


def explain(source: str | Path, settings: Settings | None = None, stdin: BinaryIO | None = None) -> Iterator[Walked]:
    """Yield one input article by article with everything that each room found; the ``walk`` command prints it."""
    yield from Walker(settings, explain=True).walk(source, stdin)
