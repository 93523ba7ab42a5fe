"""The command that holds a whole workshop, on the screens or line by line."""

from __future__ import annotations

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options
from scrutiny_tui.cli.terminal import why_plain


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
    from scrutiny_tui.cli.screens import desk_with, hold_line_by_line, require_terminal, show

    if plain or why_plain():
        hold_line_by_line(session, "" if plain else why_plain())
    else:
        require_terminal("scrutiny-tui run SESSION --plain")
        show(desk_with(session))
