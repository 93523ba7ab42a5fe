"""The options that say which folders to use; every command takes them, before or after its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from scrutiny_tui.acts.library import Library

Command = TypeVar("Command", bound=Callable[..., Any])

SESSION_IS: Final = "SESSION is a path, the name of a file in the sessions folder, or the word last."
"""The last line of the help of every command that takes a SESSION."""

_KEY: Final = "scrutiny_tui.folders"
"""Under this name the folders are kept in click's context, which the group and its commands share."""

_FOLDERS: Final = {
    "--content": "The pack, or folder of packs, to use.",
    "--sessions": "The folder of workshops.",
    "--backup": "Where second copies and dated copies go, such as a folder on a memory stick.",
}
"""Each option with its help."""

_FOLDER: Final = click.Path(file_okay=False, path_type=Path)

out_option: Final = click.option(
    "--out",
    "folder",
    required=True,
    type=_FOLDER,
    metavar="DIR",
    help="The folder to write into; made where it is missing.",
)
"""Says where the files go that a command makes."""


def folder_options(command: Command) -> Command:
    """Add `--content`, `--sessions` and `--backup` to a command."""
    for name, told in reversed(_FOLDERS.items()):
        command = click.option(
            name, type=_FOLDER, expose_value=False, callback=_keep, metavar="DIR", help=told
        )(command)
    return command


def library() -> Library:
    """Return the library in the folders that were asked for."""
    from scrutiny_tui.acts.library import Library
    from scrutiny_tui.store.places import find_places

    asked: dict[str, Path] = click.get_current_context().meta.get(_KEY, {})
    return Library(find_places(os.environ, asked.get("content"), asked.get("sessions"), asked.get("backup")))


def _keep(context: click.Context, option: click.Parameter, value: Path | None) -> None:
    if value is not None and option.name:
        context.meta.setdefault(_KEY, {})[option.name] = value
