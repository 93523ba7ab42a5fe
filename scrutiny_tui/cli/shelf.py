"""The commands that print what is kept of workshops; only `backups --restore` writes a file."""

from __future__ import annotations

from pathlib import Path

import click

from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.rescue import all_backups, backups_of, find_backup, lost_workshops, restore
from scrutiny_tui.cli import terminal
from scrutiny_tui.cli.options import FILE, complete_session, library, session_command
from scrutiny_tui.cli.program import SESSION_IS
from scrutiny_tui.cli.terminal import tell
from scrutiny_tui.domain import comparison
from scrutiny_tui.domain.errors import InputError, UseError
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.disk_errors import NewerFormatError
from scrutiny_tui.store.session_file import view_session
from scrutiny_tui.store.session_paths import SUFFIX
from scrutiny_tui.store.system import is_folder
from scrutiny_tui.view.comparison_text import comparison_json, comparison_lines, folder_json, folder_lines
from scrutiny_tui.view.data import results_json
from scrutiny_tui.view.notices import backup_line, entry_line, lost_line
from scrutiny_tui.view.plain_text import results_text

_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


@click.command("list")
def list_sessions() -> None:
    """List your workshops, the one used last first.

    Workshops whose file is missing come last, if there is a backup.

    \b
    Examples:
      scrutiny-tui list
      scrutiny-tui --sessions /media/stick list
    """
    shelf = library()
    empty = True
    for entry in shelf.entries():
        empty = False
        click.echo(entry_line(entry))
    if empty:
        click.echo(safe(f"There are no workshops in {shelf.places.sessions} yet."))
    for lost in lost_workshops(shelf):
        again = f"scrutiny-tui backups --restore {safe(lost.path.name)}"
        click.echo(f"{lost_line(lost)}. To restore it: {again}")


@session_command()
@_json_option
@click.option("--groups", "by_groups", is_flag=True, help="Add answers by role, if nobody can be picked out.")
def results(session: str, *, as_json: bool, by_groups: bool) -> None:
    """Print the results of a workshop as plain text, as far as they have been shown.

    If a newer version of the program wrote the workshop, this prints what it can read.

    \b
    Examples:
      scrutiny-tui results last
      scrutiny-tui results 2026-11-21-exampleshire --json > results.json
    """
    shelf = library()
    found = _read(shelf, shelf.find(session))
    if as_json:
        text = results_json(found, ascii_only=not terminal.writes_unicode(), by_groups=by_groups)
    else:
        text = results_text(found, by_groups=by_groups)
    click.echo(text, nl=False)


def _read(shelf: Library, path: Path) -> Session:
    """Return a session; of one that a newer program wrote what this one knows, with both versions told."""
    try:
        return shelf.read(path)
    except NewerFormatError as error:
        session = view_session(path, shelf.places.mirror).session
        tell(safe(f"{error} Here is what this program can read:"))
        return session


@click.command(epilog=SESSION_IS)
@click.argument("names", nargs=-1, metavar="[WORKSHOP]...", shell_complete=complete_session)
@click.option("--folder", type=FILE, metavar="DIR", help="List every workshop in a folder, one line each.")
@_json_option
def compare(names: tuple[str, ...], folder: Path | None, *, as_json: bool) -> None:
    """Compare workshops: one committee over time, or several committees.

    Steps are compared only if their wording matches. With --folder, or if you name a folder, each workshop in it is one
    line.

    \b
    Examples:
      scrutiny-tui compare 2025-11-20-exampleshire last
      scrutiny-tui compare --folder /media/stick --json
    """
    shelf = library()
    if folder is None and len(names) == 1 and is_folder(Path(*names)):
        names, folder = (), Path(*names)
    if folder is not None:
        _one_table(shelf, names, folder, as_json=as_json)
        return
    if len(names) < 2:  # noqa: PLR2004 - one has nothing beside it
        raise UseError(comparison.TOO_FEW)
    if len(names) > comparison.MOST:
        raise UseError(comparison.TOO_MANY)
    paths = [shelf.find(name) for name in names]
    found = comparison.compare([shelf.read(path) for path in paths])
    if as_json:
        text = comparison_json(found, [path.name for path in paths], ascii_only=not terminal.writes_unicode())
        click.echo(text, nl=False)
    else:
        click.echo("\n".join(comparison_lines(found)))


def _one_table(shelf: Library, names: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Print a line for each workshop; one at a time is in memory."""
    if len(names) > 1:
        raise UseError("With --folder, name one workshop at most: the one to compare the others with.")
    like = shelf.entry(shelf.find(names[0])) if names else None
    if like and like.session is None:
        raise InputError(like.problem)
    entries = shelf.entries_in(folder)
    # All lines together, so that they do not run into the bar that says how far the reading is.
    click.echo("\n".join((folder_json if as_json else folder_lines)(entries, like)))


@click.command(epilog=SESSION_IS)
@click.argument("session", required=False, metavar="[WORKSHOP]", shell_complete=complete_session)
@click.option("--restore", "copy", metavar="BACKUP", help="Restore a workshop from this backup.")
@click.option("--out", type=FILE, metavar="NEW", help="With --restore, the new file. It must not exist yet.")
def backups(session: str | None, *, copy: str | None, out: Path | None) -> None:
    """List the backups of a workshop, the newest first. Without WORKSHOP, list the backups of all workshops.

    A backup is made when a workshop is opened and when a result is shown. The last ten are kept. BACKUP is a path or the
    name of a backup, as scrutiny-tui backups or scrutiny-tui list shows it. Restoring changes no other workshop.

    \b
    Examples:
      scrutiny-tui backups last
      scrutiny-tui --backup /media/stick/scrutiny backups
      scrutiny-tui backups --restore 2026-11-21-1405-0b5e3a2c.json --out november.json
    """
    shelf = library()
    if copy is not None:
        if session is not None:
            raise UseError("--restore names the backup. Leave WORKSHOP out.")
        found_copy = find_backup(shelf, copy)
        if found_copy is None:
            raise InputError(f"There is no backup called {copy}. To list them: scrutiny-tui backups")
        made = restore(shelf, found_copy, out)
        tell(*map(safe, made.notices))
        click.echo(printable(str(made.path)))
        return
    if out is not None:
        raise UseError("--out works with --restore only.")
    found = backups_of(shelf, _path(shelf, session)) if session else all_backups(shelf)
    for each in found:
        click.echo(backup_line(each))
        click.echo(f"  {safe(str(each.path))}")
    if not found:
        click.echo(safe(f"There are no backups in {shelf.places.mirror}."))


def _path(shelf: Library, name: str) -> Path:
    """Return the file of a workshop, which may be gone. Raises `InputError` if there are no copies of such a one."""
    try:
        return shelf.find(name)
    except InputError:
        path = (shelf.places.sessions / name).with_suffix(SUFFIX)
        if not backups_of(shelf, path):
            raise
        return path
