"""The command that opens the window for the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.screens import require_terminal, run_app
from scrutiny_tui.cli.theming import theme_option

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.acts.desk import Desk
    from scrutiny_tui.tui.app import ScrutinyApp

_PLAIN: Final = "scrutiny-tui results SESSION"

_EXAMPLE: Final = "demo"
"""Stands for the copy of the example that `demo` shows."""


@click.command(epilog=f"{SESSION_IS} The word demo follows the example.")
@click.argument("session")
@theme_option
@folder_options
def audience(session: str) -> None:
    """Show the room what the facilitator's window shows of SESSION, in a window of its own.

    Open it in a second terminal and drag that to the projector. It shows nothing of an open vote but how many answers
    are in, changes nothing, and waits where no facilitator is there.

    \b
    Examples:
      scrutiny-tui audience last
      scrutiny-tui audience demo
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    require_terminal(_PLAIN, _PLAIN)
    from scrutiny_tui.acts.desk import Desk
    from scrutiny_tui.store.places import example_session
    from scrutiny_tui.store.public_file import public_path

    desk = Desk(library())
    path = public_path(example_session() if session == _EXAMPLE else desk.library.find(session))
    run_app(partial(_audience_app, desk, path))


def _audience_app(desk: Desk, path: Path, theme: str, _keep: Callable[[str], object]) -> ScrutinyApp:
    from scrutiny_tui.tui.audience.app import AudienceApp

    return AudienceApp(desk, path, theme)
