"""The command that takes somebody off the list of people."""

from __future__ import annotations

from contextlib import closing

import click

from scrutiny_tui.cli.acting import ask_once, find_person
from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.domain.corrections import remove_person
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.printable import safe


@click.command(short_help="Take somebody off the list who was put there by mistake.", epilog=SESSION_IS)
@click.argument("session")
@click.option("--voter", required=True, metavar="LABEL", help='Who goes, such as "Member 13".')
@click.option("--yes", is_flag=True, help="Answers the question.")
@folder_options
def remove(session: str, voter: str, *, yes: bool) -> None:
    """Take somebody off the list of people of the workshop SESSION who was put there by mistake.

    Whoever has answered, or was on the list at a result, stays. A number such as that of Member 13 is not given to
    anybody else. Asks once; without a terminal --yes is needed.

    \b
    Example:
      scrutiny-tui voters remove last --voter "Member 13"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.domain.corrections import why_stays

    shelf = library()
    with closing(shelf.open(shelf.find(session))) as workshop:
        found = find_person(workshop.session, voter)
        if why := why_stays(workshop.session, found.id):
            raise RuleError(why)
        ask_once(f"Take {safe(found.label)} off the list?", yes=yes)
        workshop.save(remove_person(workshop.session, found.id))
    click.echo(f"{safe(found.label)} is off the list.")
