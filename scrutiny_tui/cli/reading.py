"""The commands that print what is on the disk and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.terminal import writes_unicode
from scrutiny_tui.domain.printable import safe

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.acts.library import Library
    from scrutiny_tui.domain.session import Session


@click.command("list")
@folder_options
def list_sessions() -> None:
    """List the workshops, the one used last first; then those whose file is gone, of which there is a second copy.

    \b
    Examples:
      scrutiny-tui list
      scrutiny-tui --sessions /media/stick list
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
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
        click.echo(f"{lost_line(lost)}; make it again with: scrutiny-tui restore {safe(lost.path.name)}")


@click.command(epilog=SESSION_IS)
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
@click.option(
    "--groups",
    "by_groups",
    is_flag=True,
    help="Add the results of role groups, where nobody could be picked out.",
)
@folder_options
def results(session: str, *, as_json: bool, by_groups: bool) -> None:
    """Print the results of the workshop SESSION as plain text. What is not revealed yet is not printed.

    Of a workshop that a newer version of the program wrote, what this one knows is printed.

    \b
    Examples:
      scrutiny-tui results last
      scrutiny-tui results 2026-11-21-exampleshire --json > results.json
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    shelf = library()
    found = _read(shelf, shelf.find(session))
    if as_json:
        from scrutiny_tui.view.data import results_json

        text = results_json(found, ascii_only=not writes_unicode(), by_groups=by_groups)
    else:
        from scrutiny_tui.view.results_text import results_text

        text = results_text(found, by_groups=by_groups)
    click.echo(text, nl=False)


def _read(shelf: Library, path: Path) -> Session:
    """Return a session, one that a newer program wrote with what this one knows of it, and both versions told."""
    from scrutiny_tui.store.disk_errors import NewerFormatError
    from scrutiny_tui.store.viewed_file import view_session

    try:
        return shelf.read(path)
    except NewerFormatError as error:
        session = view_session(path, shelf.places.mirror).session
        click.echo(safe(f"{error} What follows is what this program can read of it."), err=True)
        return session
