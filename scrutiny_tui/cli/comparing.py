"""The command that sets workshops side by side, or lists a whole folder of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.terminal import writes_unicode
from scrutiny_tui.domain.errors import InputError, UseError

if TYPE_CHECKING:
    from scrutiny_tui.acts.library import Library

_ONE_ONLY: Final = "With --folder name one workshop at most, the one that the others are compared with."


@click.command(short_help="Set workshops side by side.", epilog=SESSION_IS)
@click.argument("names", nargs=-1, metavar="[SESSION]...")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="List every workshop of a folder, a line each.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
@folder_options
def compare(names: tuple[str, ...], folder: Path | None, *, as_json: bool) -> None:
    """Set workshops side by side: the same committee over time, or several. Only what was worded the same is compared.

    With --folder, or where a folder is named, each workshop in it is one line. What its steps are called and how many
    chose a level is told where they are worded as in SESSION, or else as in the first one of the folder.

    \b
    Examples:
      scrutiny-tui compare 2025-11-20-exampleshire last
      scrutiny-tui compare --folder /media/stick --json
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.store.system import is_folder

    if folder is None and len(names) == 1 and is_folder(Path(*names)):
        _one_table(library(), (), Path(*names), as_json=as_json)
    elif folder is None:
        _side_by_side(library(), names, as_json=as_json)
    else:
        _one_table(library(), names, folder, as_json=as_json)


def _side_by_side(shelf: Library, names: tuple[str, ...], *, as_json: bool) -> None:
    from scrutiny_tui.domain.comparison import MOST, TOO_FEW, TOO_MANY, compare
    from scrutiny_tui.view.comparison_text import comparison_json, comparison_lines

    if len(names) < 2:  # noqa: PLR2004 - one has nothing beside it
        raise UseError(TOO_FEW)
    if len(names) > MOST:
        raise UseError(TOO_MANY)
    paths = [shelf.find(name) for name in names]
    found = compare([shelf.read(path) for path in paths])
    if as_json:
        text = comparison_json(found, [path.name for path in paths], ascii_only=not writes_unicode())
        click.echo(text, nl=False)
    else:
        for line in comparison_lines(found):
            click.echo(line)


def _one_table(shelf: Library, names: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Print a line for each workshop as it is read: one at a time is in memory."""
    from scrutiny_tui.acts.library import entries_of, entry_of
    from scrutiny_tui.view.comparison_text import folder_json, folder_lines

    if len(names) > 1:
        raise UseError(_ONE_ONLY)
    like = entry_of(shelf, shelf.find(names[0])) if names else None
    if like and like.session is None:
        raise InputError(like.problem)
    entries = entries_of(shelf, folder)
    for line in (folder_json if as_json else folder_lines)(entries, like):
        click.echo(line)
