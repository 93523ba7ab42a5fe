"""The options and arguments that commands share, and the library in the folders that were asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias

import click
from click.shell_completion import CompletionItem

from scrutiny_tui.acts.library import LAST, Library
from scrutiny_tui.cli.program import FOLDER, SESSION_IS, Command, kept
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.printable import is_harmless
from scrutiny_tui.store.places import find_places

Completion: TypeAlias = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

ALL: Final = "all"
"""Stands for every format."""

FILE: Final = click.Path(path_type=Path)

out_option: Final = click.option(
    "--out",
    "folder",
    required=True,
    type=FOLDER,
    metavar="DIR",
    help="The folder to save in. It is made if it does not exist.",
)
"""Says where the files go that a command makes."""

overwrite_option: Final = click.option(
    "--overwrite", is_flag=True, help="Replace earlier files of the same name."
)

yes_option: Final = click.option("--yes", is_flag=True, help="Carry on without asking.")


def library() -> Library:
    """Return the library in the folders that were asked for."""
    return Library(find_places(os.environ, kept("content"), kept("sessions"), kept("backup")))


def begun_so(begun: str, names: Iterable[str]) -> list[CompletionItem]:
    """Return the names that begin so, for a shell; never one that a terminal would act on."""
    return [CompletionItem(name) for name in names if name.startswith(begun) and is_harmless(name)]


def session_completion(*words: str) -> Completion:
    """Return what completes the name of a workshop, "last" or one of these words; files if none of them begins so."""

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        names = [*words, LAST]
        with context.scope(cleanup=False), suppress(ScrutinyError):
            names += (path.stem for path in library().paths())
        return begun_so(begun, names) or [CompletionItem(begun, type="file")]

    return complete


complete_session: Final = session_completion()

session_argument: Final = click.argument("session", metavar="WORKSHOP", shell_complete=complete_session)
"""Says which workshop is meant."""


def session_command(name: str | None = None) -> Callable[[Callable[..., None]], click.Command]:
    """Return what makes a command about a WORKSHOP."""
    command: Callable[[Callable[..., None]], click.Command] = click.command(name, epilog=SESSION_IS)
    return lambda run: command(session_argument(run))


def format_option(*formats: str, default: str = ALL) -> Callable[[Command], Command]:
    """Return what adds the option that says which file to make."""
    return click.option(
        "--format",
        "wanted",
        type=click.Choice((*formats, ALL)),
        default=default,
        show_default=True,
        help="The kind of file to make.",
    )
