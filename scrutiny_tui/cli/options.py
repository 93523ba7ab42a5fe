"""The options and arguments that commands share, and the library in the folders that were asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import click

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.printable import is_harmless

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from scrutiny_tui.acts.library import Library

Completion: TypeAlias = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]
Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)

SESSION_IS: Final = "SESSION is a path, the name of a file in the sessions folder, or the word last."
"""The last line of the help of every command that takes a SESSION."""

ALL: Final = "all"
"""Stands for every format."""

_SHARED: Final = "scrutiny_tui."
"""Begins the names under which click's context, which the group and its commands share, keeps options."""

_FOLDERS: Final = {
    "--content": "The pack, or folder of packs, to use.",
    "--sessions": "The folder of workshops.",
    "--backup": "Where second copies and dated copies go, such as a folder on a memory stick.",
}
"""Each option with its help."""

FILE: Final = click.Path(path_type=Path)
_FOLDER: Final = click.Path(file_okay=False, path_type=Path)

out_option: Final = click.option(
    "--out",
    "folder",
    required=True,
    type=_FOLDER,
    metavar="DIR",
    help="The folder to write into; made if it is missing.",
)
"""Says where the files go that a command makes."""

overwrite_option: Final = click.option("--overwrite", is_flag=True, help="Replace files of an earlier time.")

yes_option: Final = click.option("--yes", is_flag=True, help="Answer every question with yes.")


def begun_so(begun: str, names: Iterable[str]) -> list[CompletionItem]:
    """Return the names that begin so, for a shell; never one that a terminal would act on."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names if name.startswith(begun) and is_harmless(name)]


def session_completion(*words: str) -> Completion:
    """Return what completes the name of a workshop, "last" or one of these words; files if none of them begins so."""

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        names = [*words, "last"]
        with context.scope(cleanup=False), suppress(ScrutinyError):
            names += (path.stem for path in library().paths())
        return begun_so(begun, names) or [CompletionItem(begun, type="file")]

    return complete


complete_session: Final = session_completion()

session_argument: Final = click.argument("session", shell_complete=complete_session)
"""Says which workshop is meant."""


def session_command(name: str | None = None, **how: Any) -> Callable[[Callable[..., None]], click.Command]:
    """Return what makes a command about the workshop SESSION."""
    command: Callable[[Callable[..., None]], click.Command] = click.command(name, epilog=SESSION_IS, **how)
    return lambda run: command(session_argument(run))


def kept_option(name: str, **how: Any) -> Callable[[Command], Command]:
    """Return what adds an option whose value `kept` returns, whether it stands before or after a command's name."""

    def keep(context: click.Context, option: click.Parameter, value: object) -> None:
        if value is not None and option.name:
            context.meta[f"{_SHARED}{option.name}"] = value

    return click.option(name, expose_value=False, callback=keep, default=None, **how)


def kept(name: str) -> Any:
    """Return what was given for such an option; None if it was not given."""
    return click.get_current_context().meta.get(f"{_SHARED}{name}")


def folder_options(command: click.Command) -> click.Command:
    """Add `--content`, `--sessions` and `--backup` to a command."""
    for name, told in _FOLDERS.items():
        kept_option(name, type=_FOLDER, metavar="DIR", help=told)(command)
    return command


theme_option: Final = kept_option(
    "--theme",
    metavar="NAME",
    help="projector-light, projector-dark or high-contrast, for this time only.",
)
"""Says which colours the screens begin with."""


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Return what adds the option that says which file to make, all of them unless it is said."""
    return click.option(
        "--format",
        "wanted",
        type=click.Choice((*formats, ALL)),
        default=ALL,
        show_default=True,
        help="Which file to make.",
    )


def library() -> Library:
    """Return the library in the folders that were asked for."""
    from scrutiny_tui.acts.library import Library
    from scrutiny_tui.store.places import find_places

    return Library(find_places(os.environ, kept("content"), kept("sessions"), kept("backup")))
