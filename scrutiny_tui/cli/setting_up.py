"""The command that sets up a workshop without a screen."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import click

from scrutiny_tui.cli.folders import folder_options, library
from scrutiny_tui.domain.errors import InputError, UseError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.view.phrases import how_long

if TYPE_CHECKING:
    from datetime import date

    from scrutiny_tui.domain.people_list import PeopleRead
    from scrutiny_tui.domain.session import Details
    from scrutiny_tui.domain.wording import Wording

_SECRECY: Final = {"labels": Secrecy.LABELS, "by-name": Secrecy.BY_NAME, "totals": Secrecy.TOTALS}

_MODES: Final = {"individual": Mode.INDIVIDUAL, "groups": Mode.GROUPS, "collective": Mode.COLLECTIVE}


@click.command
@click.option("--council", required=True, help="The council's name.")
@click.option("--committee", default="", help="The committee's name.")
@click.option(
    "--date", "day", metavar="DAY", help="Such as 21/11/2026 or 21 Nov 26; today where it is left out."
)
@click.option("--facilitator", default="", help="Name or role.")
@click.option("--sponsor", default="", help="Name or role of whoever supports the self-assessment.")
@click.option(
    "--people",
    required=True,
    help='Who answers, such as "12 members, 2 co-optees, 1 chair"; '
    'for groups the tables, such as "6; 5; 4 members and 2 co-optees".',
)
@click.option(
    "--mode",
    type=click.Choice(tuple(_MODES)),
    default="individual",
    show_default=True,
    help="Who gives one answer: each person, each table, or nobody, where the room settles on a level.",
)
@click.option("--chair-is-member", is_flag=True, help="The chair is one of the members that were counted.")
@click.option("--in-public/--in-private", help="Whether others may be watching; in private unless said.")
@click.option(
    "--secrecy",
    type=click.Choice(tuple(_SECRECY)),
    default="labels",
    show_default=True,
    help="Keep answers under labels such as Member 4, by name, or only their totals.",
)
@click.option("--sponsor-answers", is_flag=True, help="The sponsor answers too.")
@click.option("--facilitator-answers", is_flag=True, help="The facilitator answers too.")
@click.option("--completed-by", default="", help='Who completes it, such as "the chair and ten members".')
@click.option(
    "--vote-on",
    default="steps",
    show_default=True,
    metavar="WHAT",
    help='The steps alone, all prompts too (all), or these prompts too, such as "1.2,2.4".',
)
@click.option("--no-quotations", is_flag=True, help="Leave out the quotations from the reports.")
@folder_options
def new(people: str, *, chair_is_member: bool, **typed: Any) -> None:
    """Set up a workshop and print the path of its file. Needs no terminal.

    \b
    Examples:
      scrutiny-tui new --council Exampleshire --people "12 members, 2 co-optees, 1 chair"
      scrutiny-tui new --council Exampleshire --mode groups --people "6; 5; 4 members and 2 co-optees"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.domain.actions import doubt_about
    from scrutiny_tui.domain.details import warnings
    from scrutiny_tui.domain.people_list import count_people
    from scrutiny_tui.domain.wording import pin

    shelf = library()
    today = shelf.today().date()
    details = _details(typed, today)
    read = _read_people(printable(people), details, chair_is_member=chair_is_member)
    prompts = _prompts(pin(shelf.pack()), safe(typed["vote_on"]))
    understood = count_people(read.voters)
    with closing(shelf.create(details, read.voters)) as workshop:
        workshop.save(vote_on(workshop.session, prompts))
        answers = len(workshop.session.items) if prompts else 0
    notices = (
        f"{understood}.",
        *_notices(read, chair_is_member=chair_is_member),
        *warnings(details, read.voters),
    )
    for notice in (doubt_about(details.date, today), *notices, *_about_length(answers)):
        if notice:
            click.echo(safe(notice), err=True)
    click.echo(printable(str(workshop.path)))


def _read_people(text: str, details: Details, *, chair_is_member: bool) -> PeopleRead:
    """Return the people, or the tables where small groups answer. Raises `InputError` that names the option."""
    from scrutiny_tui.domain.people_list import read_people, read_tables

    groups = details.mode is Mode.GROUPS
    if groups and chair_is_member:
        raise UseError("--chair-is-member goes with a list of people, not with tables.")
    try:
        if groups:
            return read_tables(text)
        return read_people(text, details.secrecy, chair_is_member=chair_is_member)
    except InputError as error:
        raise InputError(f"--people: {error}") from error


def _prompts(wording: Wording, text: str) -> frozenset[int]:
    """Return the prompts that are voted on beside the steps. Raises `InputError` if one is not known."""
    if text == "steps":
        return frozenset()
    if text == "all":
        return frozenset(prompt.number for step in wording.items for prompt in wording.prompts_of(step))
    try:
        chosen = [wording.find(part) for part in text.split(",")]
    except InputError as error:
        raise InputError(f"--vote-on: {error}") from error
    if steps := [item.id for item in chosen if not item.step]:
        raise InputError(
            f"--vote-on: {steps[0]} is a step, and steps are always voted on. Name prompts, such as 1.2."
        )
    return frozenset(item.number for item in chosen)


def _details(typed: dict[str, Any], today: date) -> Details:
    """Return the details; what was typed loses everything that a terminal would act on."""
    from scrutiny_tui.domain.session import Details

    return Details(
        council=safe(typed["council"]),
        committee=safe(typed["committee"]),
        date=today if typed["day"] is None else read_date(typed["day"], today),
        facilitator=safe(typed["facilitator"]),
        sponsor=safe(typed["sponsor"]),
        setting=Setting.PUBLIC if typed["in_public"] else Setting.PRIVATE,
        secrecy=_SECRECY[typed["secrecy"]],
        mode=_MODES[typed["mode"]],
        sponsor_answers=typed["sponsor_answers"],
        facilitator_answers=typed["facilitator_answers"],
        completed_by=safe(typed["completed_by"]),
        quotations=not typed["no_quotations"],
    )


def read_date(text: str, today: date, option: str = "--date") -> date:
    """Return the day that an option names. Raises `InputError` that names the option."""
    from scrutiny_tui.domain.actions import read_day

    try:
        return read_day(text, today)
    except InputError as error:
        raise InputError(f"{option}: {error}") from error


def _notices(read: PeopleRead, *, chair_is_member: bool) -> tuple[str, ...]:
    question = read.chair_question
    if not question or chair_is_member:
        return read.notices
    return (*read.notices, f"{question} Here it is not; set it up with --chair-is-member if it is.")


def _about_length(answers: int) -> tuple[str, ...]:
    """Return how long so many answers a person take; nothing if only the steps are voted on."""
    return (f"{answers} answers, {how_long(answers)}.",) if answers else ()
