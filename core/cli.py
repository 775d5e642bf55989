"""Commands: loaded only when called, one JSON document on standard output, errors as exit statuses.

Exit 0 when a command answered, 2 for bad input (one line on standard error that says what to do), 1 for a fault of ours.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from functools import partial
from importlib import import_module
from typing import Any

import click
from flask.cli import AppGroup

from core.errors import DomainError


class Refusal(click.ClickException):
    """Bad input, said in one line."""

    exit_code = 2

    def __init__(self, error: DomainError) -> None:
        super().__init__(" ".join(str(error).split()))


class CommandGroup(AppGroup):
    """A group that works without the application, when Flask finds it by its entry point in pyproject.toml.

    Commands that need no database then start without loading pages, tables or statistics.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a DomainError becomes one line and exit status 2."""
        return _answer(super().invoke, ctx)


class Commands(AppGroup):
    """The application's commands by name, each imported when it is called: `{"rubrics": "rubrics.cli:group"}`.

    Reading a document must not wait for the PDF engine or the statistics that other commands import.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        super().__init__("levelset")
        self.places = dict(places)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name."""
        return sorted({*super().list_commands(ctx), *self.places})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None when there is none of that name."""
        known = super().get_command(ctx, cmd_name)
        if known is not None or cmd_name not in self.places:
            return known
        module, _, attribute = self.places[cmd_name].partition(":")
        command: click.Command = copy(getattr(import_module(module), attribute))
        command.invoke = partial(_answer, command.invoke)  # type: ignore[method-assign]  # any group or command may raise DomainError
        return command


def _answer(invoke: Callable[[click.Context], Any], context: click.Context) -> Any:
    with in_one_line():
        return invoke(context)


@contextmanager
def in_one_line() -> Iterator[None]:
    """A DomainError of the block becomes a Refusal, which commands answer with one line; elsewhere it is an error like others.

    So does a database that cannot be reached or lacks its tables: what helps then is for who runs the command to do.
    """
    try:
        yield
    except DomainError as error:
        raise Refusal(error) from error
    except Exception as error:
        if not _is_of_the_database(error):
            raise
        reason = str(getattr(error, "orig", None) or error)
        raise Refusal(
            DomainError(f"The database does not answer as it should: {reason.rstrip('.')}. {DATABASE_HELP}")
        ) from error


DATABASE_HELP = "Check DATABASE_URL, and run `flask db upgrade` where the tables are missing or old."


def _is_of_the_database(error: Exception) -> bool:
    """Whether the database refused or was not there; SQLAlchemy is looked for only where it was loaded."""
    faults = sys.modules.get("sqlalchemy.exc")
    return faults is not None and isinstance(error, faults.OperationalError | faults.ProgrammingError)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage while a command does one bounded thing: it would look through everything imported each time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def leave() -> None:
    """Ends the process of a command that has answered, without taking apart one by one what it imported and read.

    That would take a tenth of the time of a short command. Where somebody else reads what this process prints or measures (a
    test's runner, a debugger, a profiler) it goes on as usual. Only for commands that leave nothing to be closed.
    """
    if sys.stdout is sys.__stdout__ and sys.gettrace() is None and sys.getprofile() is None:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(0)


def print_json(document: Any) -> None:
    """Print the document to standard output, readable and in the order it was built."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False, default=str))
