"""The commands that print what is kept of workshops; only `backups --restore` writes a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli import terminal
from scrutiny_tui.cli.asides import tell
from scrutiny_tui.cli.options import (
    FILE,
    SESSION_IS,
    complete_session,
    library,
    session_command,
)
from scrutiny_tui.domain.errors import InputError, UseError
from scrutiny_tui.domain.printable import printable, safe

if TYPE_CHECKING:
    from scrutiny_tui.acts.library import Library
    from scrutiny_tui.domain.session import Session

_ONE_ONLY: Final = "With --folder name one workshop at most, the one that the others are compared with."

_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object for other programs."
)


@click.command("list")
def list_sessions() -> None:
    """List the workshops, the one used last first; then those whose file is gone, of which there is a second copy.

    \b
    Examples:
      scrutiny-tui list
      scrutiny-tui --sessions /media/stick list
    """
    from scrutiny_tui.acts.rescue import lost_workshops
    from scrutiny_tui.view.notices import entry_line, lost_line

    shelf = library()
    empty = True
    for entry in shelf.entries():
        empty = False
        click.echo(entry_line(entry))
    if empty:
        click.echo(safe(f"There is no workshop in {shelf.places.sessions} yet."))
    for lost in lost_workshops(shelf):
        again = f"scrutiny-tui backups --restore {safe(lost.path.name)}"
        click.echo(f"{lost_line(lost)}; make it again with: {again}")


@session_command()
@_json_option
@click.option(
    "--groups",
    "by_groups",
    is_flag=True,
    help="Add the results of role groups, if nobody can be picked out.",
)
def results(session: str, *, as_json: bool, by_groups: bool) -> None:
    """Print the results of the workshop SESSION as plain text. What is not revealed yet is not printed.

    Of a workshop that a newer version of the program wrote, what this one knows is printed.

    \b
    Examples:
      scrutiny-tui results last
      scrutiny-tui results 2026-11-21-exampleshire --json > results.json
    """
    shelf = library()
    found = _read(shelf, shelf.find(session))
    if as_json:
        from scrutiny_tui.view.data import results_json

        text = results_json(found, ascii_only=not terminal.writes_unicode(), by_groups=by_groups)
    else:
        from scrutiny_tui.view.results_text import results_text

        text = results_text(found, by_groups=by_groups)
    click.echo(text, nl=False)


def _read(shelf: Library, path: Path) -> Session:
    """Return a session; of one that a newer program wrote what this one knows, with both versions told."""
    from scrutiny_tui.store.disk_errors import NewerFormatError
    from scrutiny_tui.store.session_file import view_session

    try:
        return shelf.read(path)
    except NewerFormatError as error:
        session = view_session(path, shelf.places.mirror).session
        tell(safe(f"{error} What follows is what this program can read of it."))
        return session


@click.command(short_help="Set workshops side by side.", epilog=SESSION_IS)
@click.argument("names", nargs=-1, metavar="[SESSION]...", shell_complete=complete_session)
@click.option("--folder", type=FILE, metavar="DIR", help="List every workshop of a folder, a line each.")
@_json_option
def compare(names: tuple[str, ...], folder: Path | None, *, as_json: bool) -> None:
    """Set workshops side by side: the same committee over time, or several. Only what was worded the same is compared.

    With --folder, or if a folder is named, each workshop in it is one line. What its steps are called and how many
    chose a level is told if they are worded as in SESSION, or else as in the first one of the folder.

    \b
    Examples:
      scrutiny-tui compare 2025-11-20-exampleshire last
      scrutiny-tui compare --folder /media/stick --json
    """
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
        text = comparison_json(found, [path.name for path in paths], ascii_only=not terminal.writes_unicode())
        click.echo(text, nl=False)
    else:
        for line in comparison_lines(found):
            click.echo(line)


def _one_table(shelf: Library, names: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Print a line for each workshop; one at a time is in memory."""
    from scrutiny_tui.acts.library import entries_of, entry_of
    from scrutiny_tui.view.comparison_text import folder_json, folder_lines

    if len(names) > 1:
        raise UseError(_ONE_ONLY)
    like = entry_of(shelf, shelf.find(names[0])) if names else None
    if like and like.session is None:
        raise InputError(like.problem)
    entries = entries_of(shelf, folder)
    # All lines together, so that they do not run into the bar that says how far the reading is.
    click.echo("\n".join((folder_json if as_json else folder_lines)(entries, like)))


@click.command(short_help="List dated copies, or make a workshop from one.", epilog=SESSION_IS)
@click.argument("session", required=False, shell_complete=complete_session)
@click.option("--restore", "copy", metavar="COPY", help="Make a workshop from this copy and print its path.")
@click.option(
    "--out", type=FILE, metavar="NEW", help="With --restore the new file; it must not be there yet."
)
def backups(session: str | None, *, copy: str | None, out: Path | None) -> None:
    """List the dated copies of the workshop SESSION, the newest first; without SESSION those of every workshop.

    A copy is made when a workshop is opened and when a result is shown; the last ten are kept. What is listed of it is
    what had been shown by then. COPY is a path, the name of a file among the dated copies, or that of a second copy
    whose workshop is gone, as scrutiny-tui list names it. No file of another workshop is changed.

    \b
    Examples:
      scrutiny-tui backups last
      scrutiny-tui --backup /media/stick/scrutiny backups
      scrutiny-tui backups --restore 2026-11-21-1405-0b5e3a2c.json --out november.json
    """
    from scrutiny_tui.acts.rescue import all_backups, backups_of, restore
    from scrutiny_tui.view.notices import backup_line

    shelf = library()
    if copy is not None:
        if session is not None:
            raise UseError("--restore names the copy; leave SESSION out.")
        click.echo(printable(str(restore(shelf, _copy(shelf, copy), out))))
        return
    if out is not None:
        raise UseError("--out goes with --restore.")
    found = backups_of(shelf, _path(shelf, session)) if session else all_backups(shelf)
    for each in found:
        click.echo(backup_line(each))
        click.echo(f"  {safe(str(each.path))}")
    if not found:
        click.echo(safe(f"There are no dated copies in {shelf.places.mirror}."))


def _path(shelf: Library, name: str) -> Path:
    """Return the file of a workshop, which may be gone. Raises `InputError` if there are no copies of such a one."""
    from scrutiny_tui.acts.rescue import backups_of
    from scrutiny_tui.store.session_paths import SUFFIX

    try:
        return shelf.find(name)
    except InputError:
        path = (shelf.places.sessions / name).with_suffix(SUFFIX)
        if not backups_of(shelf, path):
            raise
        return path


def _copy(shelf: Library, name: str) -> Path:
    """Return the copy that a person means. Raises `InputError` if there is none."""
    from scrutiny_tui.acts.rescue import find_backup

    found = find_backup(shelf, name)
    if found is None:
        raise InputError(f"There is no copy called {name}. List them with: scrutiny-tui backups")
    return found
