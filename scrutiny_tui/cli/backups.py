"""The commands that list the dated copies of workshops and make a new workshop from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.store.file_names import SUFFIX

if TYPE_CHECKING:
    from scrutiny_tui.acts.library import Library


@click.command(short_help="List the dated copies of a workshop.", epilog=SESSION_IS)
@click.argument("session", required=False)
@folder_options
def backups(session: str | None) -> None:
    """List the dated copies of the workshop SESSION, the newest first; without SESSION those of every workshop.

    A copy is made when a workshop is opened and when a result is shown; the last ten are kept. What is listed of it is
    what had been shown by then.

    \b
    Examples:
      scrutiny-tui backups last
      scrutiny-tui --backup /media/stick/scrutiny backups
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.rescue import all_backups, backups_of
    from scrutiny_tui.view.notices import backup_line

    shelf = library()
    found = backups_of(shelf, _path(shelf, session)) if session else all_backups(shelf)
    for each in found:
        click.echo(backup_line(each))
        click.echo(f"  {safe(str(each.path))}")
    if not found:
        click.echo(safe(f"There are no dated copies in {shelf.places.mirror}."))


@click.command(short_help="Make a workshop from a copy.")
@click.argument("copy")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="NEW", help="The new file; it must not be there yet."
)
@folder_options
def restore(copy: str, out: Path | None) -> None:
    """Make a workshop from the copy COPY and print the path of its file. No file of another workshop is changed.

    COPY is a path, the name of a file among the dated copies, or that of a second copy whose workshop is gone, as
    scrutiny-tui list names it.

    \b
    Example:
      scrutiny-tui restore 2026-11-21-1405-0b5e3a2c.json --out november.json
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.rescue import restore as make

    shelf = library()
    click.echo(printable(str(make(shelf, _meant(shelf, copy), out))))


def _path(shelf: Library, name: str) -> Path:
    """Return the file of a workshop, which may be gone. Raises `InputError` if there are no copies of such a one."""
    from scrutiny_tui.acts.rescue import backups_of

    try:
        return shelf.find(name)
    except InputError:
        path = (shelf.places.sessions / name).with_suffix(SUFFIX)
        if not backups_of(shelf, path):
            raise
        return path


def _meant(shelf: Library, name: str) -> Path:
    """Return the copy that a person means. Raises `InputError` if there is none."""
    from scrutiny_tui.acts.rescue import find_backup

    found = find_backup(shelf, name)
    if found is None:
        raise InputError(f"There is no copy called {name}. List them with: scrutiny-tui backups")
    return found
