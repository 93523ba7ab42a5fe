"""The command that sets up a workshop without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from scrutiny_tui.cli.folders import folder_options, library
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.report.safe import safe

if TYPE_CHECKING:
    from datetime import date

    from scrutiny_tui.domain.session import Details
    from scrutiny_tui.services.people import PeopleRead

_SECRECY: Final = {"labels": Secrecy.LABELS, "by-name": Secrecy.BY_NAME}


@click.command
@click.option("--council", required=True, help="The council's name.")
@click.option("--committee", default="", help="The committee's name.")
@click.option("--date", "day", metavar="DAY", help="Such as 21/11/2026; today where it is left out.")
@click.option("--facilitator", default="", help="Name or role.")
@click.option("--sponsor", default="", help="Name or role of whoever supports the self-assessment.")
@click.option("--people", required=True, help='Who answers, such as "12 members, 2 co-optees, 1 chair".')
@click.option("--chair-is-member", is_flag=True, help="The chair is one of the members that were counted.")
@click.option("--in-public/--in-private", help="Whether others may be watching; in private unless said.")
@click.option(
    "--secrecy",
    type=click.Choice(tuple(_SECRECY)),
    default="labels",
    show_default=True,
    help="Keep answers under labels such as Member 4, or by name.",
)
@click.option("--no-quotations", is_flag=True, help="Leave out the quotations from the reports.")
@folder_options
def new(people: str, *, chair_is_member: bool, **typed: Any) -> None:
    """Set up a workshop and print the path of its file. Needs no terminal.

    \b
    Example:
      scrutiny-tui new --council Exampleshire --people "12 members, 2 co-optees, 1 chair"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.services.people import read_people

    shelf = library()
    details = _details(typed, shelf.today().date())
    try:
        read = read_people(printable(people), details.secrecy, chair_is_member=chair_is_member)
    except InputError as error:
        raise InputError(f"--people: {error}") from error
    workshop = shelf.create(details, read.voters)
    workshop.close()
    for notice in _notices(read, chair_is_member=chair_is_member):
        click.echo(safe(notice), err=True)
    click.echo(printable(str(workshop.path)))


def _details(typed: dict[str, Any], today: date) -> Details:
    """Return the details; what was typed loses everything that a terminal would act on."""
    from scrutiny_tui.domain.session import Details

    return Details(
        council=safe(typed["council"]),
        committee=safe(typed["committee"]),
        date=_day(typed["day"], today),
        facilitator=safe(typed["facilitator"]),
        sponsor=safe(typed["sponsor"]),
        setting=Setting.PUBLIC if typed["in_public"] else Setting.PRIVATE,
        secrecy=_SECRECY[typed["secrecy"]],
        quotations=not typed["no_quotations"],
    )


def _day(text: str | None, today: date) -> date:
    from scrutiny_tui.services.days import read_day

    if text is None:
        return today
    try:
        return read_day(text)
    except InputError as error:
        raise InputError(f"--date: {error}") from error


def _notices(read: PeopleRead, *, chair_is_member: bool) -> tuple[str, ...]:
    question = read.chair_question
    if not question or chair_is_member:
        return read.notices
    return (*read.notices, f"{question} Here it is not; set it up with --chair-is-member if it is.")
