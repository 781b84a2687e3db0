"""Templates → pages; whatever a template is given is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dotterel.explore import card, marks
from dotterel.explore.views import CONTEXT

HERE = Path(__file__).parent


def render(name: str, **values: Any) -> str:
    """Return the page that a template makes of the values."""
    return _templates().get_template(f"{name}.html").render(**values)


@cache
def _templates() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        codes=card.codes,
        day=card.day,
        lead=lead,
        meant=card.meant,
        part=part,
        sentence=marks.sentence,
        tail=tail,
        web=web,
        where=card.where,
    )
    return env


def lead(text: str) -> str:
    """Return the text before a word without the half of a word that it was cut at."""
    return f"… {text.partition(' ')[2]}" if len(text) >= CONTEXT and " " in text else text


def tail(text: str) -> str:
    """Return the text after a word without the half of a word that it was cut at."""
    return f"{text.rpartition(' ')[0]} …" if len(text) >= CONTEXT and " " in text else text


def part(text: str) -> str:
    """Return an id as one part of an address, whatever characters it has."""
    return quote(text, safe="")


def web(url: str | None) -> str:
    """Return an address that may become a link: one of the web, and no script."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc else ""
    except ValueError:
        return ""
