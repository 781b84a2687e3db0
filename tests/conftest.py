"""What several tests share: one walker, with model and knowledge loaded once, and commands that use it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

import pytest

from dotterel import annotate, cli, knowledge
from dotterel.settings import Settings
from dotterel.walker import Walker


@pytest.fixture(scope="session")
def walker() -> Walker:
    """A walker with default settings."""
    return Walker(Settings())


@pytest.fixture
def warm(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand the session's model, and its knowledge where no folder of the user's is given, to every walker made."""
    load_model, load = annotate.load_model, knowledge.load

    def model(name: str | None = None) -> Any:
        if name is not None:
            return load_model(name)
        walker._nlp = walker._nlp or load_model()
        return walker._nlp

    def known(codebook: str | None = None, actors: str | None = None, problems: list[str] | None = None) -> Any:
        return load(codebook, actors, problems) if codebook or actors else walker.know

    monkeypatch.setattr(annotate, "load_model", model)
    monkeypatch.setattr(knowledge, "load", known)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., CompletedProcess[str]]:
    """What ``dotterel ARGS`` does, run inside this process: its exit code and what it wrote."""

    def run(*args: object, stdin: bytes = b"") -> CompletedProcess[str]:
        given = [str(arg) for arg in args]
        monkeypatch.setattr(sys, "argv", ["dotterel", *given])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfd.readouterr()
        try:
            cli.main()
            code: object = 0
        except SystemExit as done:
            code = done.code or 0
        out, err = capfd.readouterr()
        return CompletedProcess(given, int(str(code)), out, err)

    return run
