"""The commands that open the full-screen program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.terminal import has_screen
from scrutiny_tui.domain.errors import MachineError, ScrutinyError, UseError
from scrutiny_tui.domain.printable import printable

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.services.desk import Desk

_TELLTALE: Final = (
    "TEXTUAL",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
)
"""Variables with which Textual would write down or send every key, take pictures of screens, press keys itself, or load
another program to draw with."""


def show_home() -> None:
    """Open the start page. Raises `UseError` where there is no terminal."""
    _require_terminal("scrutiny-tui list")
    _show(_desk())


@click.command("open", epilog=SESSION_IS)
@click.argument("session")
@folder_options
def open_session(session: str) -> None:
    """Go on with the workshop SESSION.

    \b
    Examples:
      scrutiny-tui open last
      scrutiny-tui open 2026-11-21-exampleshire
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    _require_terminal("scrutiny-tui results SESSION")
    desk = _desk()
    status = _open(desk, desk.library.find(session))
    if status:
        click.get_current_context().exit(status)
    _show(desk)


@click.command
@folder_options
def demo() -> None:
    """Look around in an example, on a copy that goes away.

    Without a terminal the example's results are printed as plain text.

    \b
    Examples:
      scrutiny-tui demo
      scrutiny-tui demo | head
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    if not has_screen():
        _print_example()
        return
    desk = _desk()
    desk.open_example()
    _show(desk)


def _require_terminal(plain: str) -> None:
    if not has_screen():
        raise UseError(f"This needs a terminal to show its screens. For plain text use: {plain}")


def _print_example() -> None:
    from scrutiny_tui.report.text import results_text
    from scrutiny_tui.store.places import example_session
    from scrutiny_tui.store.sessions import read_session

    click.echo(results_text(read_session(example_session())), nl=False)


def _desk() -> Desk:
    from scrutiny_tui.services.desk import Desk

    return Desk(library())


def _open(desk: Desk, path: Path) -> int:
    """Open a session; ask first where it was changed by hand, or can only be looked at. Returns the exit status."""
    from scrutiny_tui.store.journal.errors import SealError

    try:
        desk.open(path)
    except SealError as error:
        click.echo(printable(str(error)), err=True)
        if not click.confirm("Open it as it is? A copy is kept.", err=True):
            return error.exit_status
        desk.open(path, accept_edit=True)
    except ScrutinyError as error:
        if not desk.library.can_look(path):
            raise
        click.echo(printable(str(error)), err=True)
        if not click.confirm("Look at it instead? Nothing can be changed.", err=True):
            return error.exit_status
        desk.look(path)
    return 0


def _show(desk: Desk) -> None:
    """Show the screens until the facilitator quits."""
    try:
        _run_screens(desk)
    finally:
        problem = desk.leave()
        if problem:
            click.echo(printable(problem), err=True)


def _run_screens(desk: Desk) -> None:
    for name in _TELLTALE:
        os.environ.pop(name, None)
    from scrutiny_tui.tui.app import ScrutinyApp

    app = ScrutinyApp(desk)
    app.run()
    if app.return_code:
        # The screens stopped by themselves and have said so.
        click.get_current_context().exit(MachineError.exit_status)
