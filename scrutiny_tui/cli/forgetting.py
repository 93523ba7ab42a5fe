"""The command that deletes who answered what, or people's names, once the totals are fixed."""

from __future__ import annotations

from contextlib import closing
from typing import Final

import click

from scrutiny_tui.cli.acting import tell
from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.terminal import has_keyboard
from scrutiny_tui.domain.errors import MachineError, UseError

_WHATS: Final = ("ballots", "names")

_QUESTIONS: Final = {
    "ballots": ("Delete who answered what?", "There is no way back. Delete it for good?"),
    "names": ("Delete people's names?", "There is no way back. Delete them for good?"),
}


@click.command(short_help="Delete who answered what, or people's names.", epilog=SESSION_IS)
@click.argument("session")
@click.argument("what", type=click.Choice(_WHATS))
@click.option("--yes", is_flag=True, help="Answers the first question.")
@click.option("--really", is_flag=True, help="Answers the second question.")
@folder_options
def forget(session: str, what: str, *, yes: bool, really: bool) -> None:
    """Delete who answered what (ballots), or people's names (names), from the workshop SESSION.

    Totals, results and verdicts stay; with the answers go results by role groups and how people moved. It goes out of
    the file, the second copy and the dated copies; what is out of reach is named, and status 3 says so. Asks twice; without a
    terminal both options are needed.

    \b
    Examples:
      scrutiny-tui forget 2026-11-21-exampleshire ballots
      scrutiny-tui forget 2026-11-21-exampleshire names --yes --really
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.upkeep import BEYOND_FORGETTING, WARNING, What, is_done, without
    from scrutiny_tui.acts.upkeep import forget as delete
    from scrutiny_tui.domain.personal_names import typed_names

    if not (yes and really) and not has_keyboard():
        raise UseError("This asks twice, which needs a terminal. Without one, add: --yes --really")
    meant = What(what)
    shelf = library()
    with closing(shelf.open(shelf.find(session))) as workshop:
        again = is_done(workshop.session, meant)
        if not again:
            without(workshop.session, meant, workshop.now().date())
        if meant is What.NAMES:
            tell(*typed_names(workshop.session))
        tell(meant.stays, BEYOND_FORGETTING, WARNING)
        first, second = _QUESTIONS[what]
        if not ((yes or click.confirm(first, err=True)) and (really or click.confirm(second, err=True))):
            tell("Nothing was deleted.")
            click.get_current_context().exit(1)
        unreached = delete(workshop, meant)
        tell(*unreached)
    click.echo(meant.done)
    if unreached:
        click.get_current_context().exit(MachineError.exit_status)
