"""What commands print: results to standard output, progress and messages to standard error."""

from __future__ import annotations

import datetime as dt
import enum
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

# A pipe has no width; nothing is cut there.
PIPE_WIDTH = 250


def print_json(value: object) -> None:
    """One JSON value on one line of standard output, and nothing beside it."""
    click.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """A table on standard output; cells are shown as they are, whatever signs they hold."""
    table = Table(*columns, title=title, title_justify="left", header_style="bold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    _console().print(table)


def say(message: str) -> None:
    """A message for the person at the terminal, on standard error."""
    click.echo(f"postkamer: {message}", err=True)


def _console() -> Console:
    is_terminal = sys.stdout.isatty()
    return Console(file=sys.stdout, width=None if is_terminal else PIPE_WIDTH, highlight=False)


def _cell(value: object) -> Text:
    """Text without markup and without signs that would move a terminal's cursor."""
    shown = "" if value is None else str(_plain(value)) if isinstance(value, enum.Enum) else str(value)
    return Text("".join(sign if sign.isprintable() else " " for sign in shown))


def _plain(value: object) -> object:
    match value:
        case enum.Enum():
            return value.value
        case dt.date():
            return value.isoformat()
        case Path():
            return str(value)
        case frozenset() | set():
            return sorted(value)
        case _:
            message = f"{type(value).__name__} has no JSON form"
            raise TypeError(message)
