"""The command that holds a whole workshop, on the screens or line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options

if TYPE_CHECKING:
    from scrutiny_tui.acts.desk import Desk


@click.command("run", short_help="Hold a workshop, on the screens or line by line.", epilog=SESSION_IS)
@click.argument("session")
@click.option(
    "--plain",
    is_flag=True,
    help="Ask and answer line by line, with words for everything: for a screen reader or a terminal that shows no screens.",
)
@folder_options
def run_session(session: str, *, plain: bool) -> None:
    """Hold the workshop SESSION, on the screens or, with --plain, as questions and answers.

    Everything is kept as on the screens, and a workshop that was begun in one way can go on in the other.

    \b
    Examples:
      scrutiny-tui run last
      scrutiny-tui run last --plain
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.cli.screens import PLAIN_TWIN, desk_with, hold, require_terminal, show

    if plain:
        hold(desk_with(session), _line_by_line)
    else:
        require_terminal(PLAIN_TWIN)
        show(desk_with(session))


def _line_by_line(desk: Desk) -> None:
    from scrutiny_tui.cli.plain.console import Console
    from scrutiny_tui.cli.plain.course import run_plain

    run_plain(desk, Console())
