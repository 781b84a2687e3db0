"""The doors: each command calls the function of the same name.

Exit codes: 0 all done; 1 done, but some inputs were skipped (or ``check`` found something); 2 a setting, option, model
or knowledge file is wrong; 3 the output cannot be written; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from dotterel import __version__
from dotterel.errors import DotterelError, ExportError, StoreError

if TYPE_CHECKING:
    from dotterel.settings import Settings


class _Doors(TyperGroup):
    """The commands, with an end of our own for Ctrl-C and for a reader that went away, before typer gives them its."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            _fail("Interrupted; what was already written is kept.", 130)
        except BrokenPipeError:
            # What is still in hand would be written once more at exit, to a pipe that nobody reads.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None


app = typer.Typer(
    name="dotterel",
    cls=_Doors,
    help="Reads news and writes down who did what to whom, where and when, and according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, http(s) addresses, or - for standard input.")]
Published = Annotated[str | None, typer.Option(help="Publication day (YYYY-MM-DD) where an article has none.")]
Publisher = Annotated[str | None, typer.Option(help="Publisher where an article has none.")]
Model = Annotated[str | None, typer.Option(help="An installed spaCy English pipeline.")]
OnError = Annotated[str | None, typer.Option(help="What to do with a bad input: skip or stop.")]
Codebook = Annotated[str | None, typer.Option(help="Folder of your own words and codes.")]
View = Annotated[
    str | None,
    typer.Option("--ontology", help="Show codes of this ontology: plover, cameo, one of your codebook's, or a file."),
]
ActorFiles = Annotated[str | None, typer.Option("--actors", help="Folder of your own actor files.")]


def main() -> None:
    """Run a command; turn every expected failure into one sentence and an exit code."""
    try:
        app()
    except (StoreError, ExportError) as err:
        _fail(err, 3)
    except DotterelError as err:
        _fail(err, 2)


def _fail(message: object, code: int) -> None:
    from dotterel.show import plain

    sys.stderr.write(plain(f"dotterel: {message}") + "\n")
    raise SystemExit(code)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(f"dotterel {__version__}")
        raise typer.Exit


@app.command()
def code(
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    out: Annotated[Path | None, typer.Option(help="Write a .jsonl, .csv or .parquet file.")] = None,
    store: Annotated[Path | None, typer.Option(help="Keep everything in a DuckDB file.")] = None,
    table: Annotated[
        bool, typer.Option("--table", help="Print the table also when a file or a store is written.")
    ] = False,
    reports: Annotated[bool, typer.Option("--reports", help="Show every report instead of merged events.")] = False,
    status: Annotated[str, typer.Option(help="Statuses to show: actual, all, or a comma list.")] = "actual",
    on_error: OnError = None,
    model: Model = None,
    codebook: Codebook = None,
    actors: ActorFiles = None,
    ontology: View = None,
) -> None:
    """Code articles into events: a table on the terminal, a file, or a store."""
    from dotterel import doors

    settings = _settings(published, publisher, model, on_error, codebook, actors)
    shown = doors.statuses(status)
    run = doors.Run(settings, tuple(inputs), out, store, table, reports, ontology, shown)
    raise typer.Exit(doors.code(run))


@app.command()
def walk(
    source: Annotated[str, typer.Argument(help="One file, address, or - for standard input.")],
    published: Published = None,
    publisher: Publisher = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per article.")] = False,
    on_error: OnError = None,
    model: Model = None,
    codebook: Codebook = None,
    actors: ActorFiles = None,
    ontology: View = None,
) -> None:
    """Explain how an article is read, room by room."""
    from dotterel import doors

    settings = _settings(published, publisher, model, on_error, codebook, actors)
    raise typer.Exit(doors.walk(source, settings, as_json=as_json, ontology=ontology))


@app.command()
def check(
    folder: Annotated[str | None, typer.Argument(help="A codebook folder of your own.")] = None,
    actors: ActorFiles = None,
    ontology: Annotated[str | None, typer.Option(help="A file with an ontology of your own.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Check our own files too.")] = False,
    only: Annotated[str | None, typer.Option(help="Run only the examples in files whose name contains this.")] = None,
) -> None:
    """Check your own knowledge files, or ours when none are given, and run every entry's own example."""
    from dotterel import doors
    from dotterel.check import Given

    raise typer.Exit(doors.check(Given(folder, actors, ontology, every, only)))


@app.command()
def export(
    store: Annotated[Path, typer.Argument(help="A DuckDB file made by dotterel code --store.")],
    out: Annotated[Path, typer.Argument(help="The .jsonl, .csv or .parquet file to write.")],
    reports: Annotated[bool, typer.Option("--reports", help="Write every report instead of merged events.")] = False,
    as_of: Annotated[str | None, typer.Option(help="An older run: its id, or a date.")] = None,
    ontology: View = None,
) -> None:
    """Write the events of a store as a file."""
    from dotterel import doors

    raise typer.Exit(doors.export_store(store, out, reports=reports, as_of=as_of, ontology=ontology))


@app.command()
def explore(
    store: Annotated[Path, typer.Argument(help="A DuckDB file made by dotterel code --store.")],
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8765,
) -> None:
    """Look at a store in the browser: events, the sentences behind them, articles, runs."""
    from dotterel.explore import serve

    serve(store, port)


def _settings(
    published: str | None,
    publisher: str | None,
    model: str | None,
    on_error: str | None,
    codebook: str | None,
    actors: str | None,
) -> Settings:
    from dotterel import settings

    return settings.load(
        published=published,
        publisher=publisher,
        model=model,
        on_error=on_error,
        codebook=codebook,
        actors=actors,
    )


if __name__ == "__main__":
    main()
