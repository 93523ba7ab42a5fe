"""The command that sets up a workshop without a screen."""

from __future__ import annotations

from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click

from scrutiny_tui.cli.asides import tell
from scrutiny_tui.cli.options import library
from scrutiny_tui.domain.errors import InputError, RuleError, UseError
from scrutiny_tui.domain.moves import vote_on as choose_prompts
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.view.phrases import how_long

if TYPE_CHECKING:
    from scrutiny_tui.acts.library import Library
    from scrutiny_tui.domain.pack import Wording
    from scrutiny_tui.domain.people_list import PeopleRead
    from scrutiny_tui.domain.session import Details


class WithDetails(click.Command):
    """Has an option for each detail of a workshop, made from the act that corrects them."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options; those of the details are made when somebody asks for them first."""
        from scrutiny_tui.acts.setting_acts import details
        from scrutiny_tui.cli.act_commands import act_option

        known = {each.name for each in self.params}
        made = [act_option(details, each) for each in details.parameters if each.name not in known]
        for option in made:
            option.required = option.name == "council"
        self.params = [*made, *self.params]
        return super().get_params(ctx)


@click.command(cls=WithDetails)
@click.option(
    "--people",
    required=True,
    help='Who answers, such as "12 members, 2 co-optees, 1 chair"; '
    'for groups the tables, such as "6; 5; 4 members and 2 co-optees".',
)
@click.option("--chair-is-member", is_flag=True, help="The chair is one of the members that were counted.")
@click.option("--sponsor-answers", is_flag=True, help="The sponsor answers too.")
@click.option("--facilitator-answers", is_flag=True, help="The facilitator answers too.")
@click.option(
    "--vote-on",
    default="steps",
    show_default=True,
    metavar="WHAT",
    help='The steps alone, all prompts too (all), or these prompts too, such as "1.2,2.4".',
)
def new(people: str, vote_on: str, *, chair_is_member: bool, **typed: Any) -> None:
    """Set up a workshop and print the path of its file. Needs no terminal.

    \b
    Examples:
      scrutiny-tui new --council Exampleshire --people "12 members, 2 co-optees, 1 chair"
      scrutiny-tui new --council Exampleshire --mode groups --people "6; 5; 4 members and 2 co-optees"
    """
    from scrutiny_tui.domain.actions import doubt_about
    from scrutiny_tui.domain.details import warnings
    from scrutiny_tui.domain.pack import pin
    from scrutiny_tui.domain.people_list import count_people

    shelf = library()
    today = shelf.today().date()
    details = _details(shelf, typed)
    read = _read_people(printable(people), details, chair_is_member=chair_is_member)
    prompts = _prompts(pin(shelf.pack()), safe(vote_on))
    understood = count_people(read.voters)
    with closing(shelf.create(details, read.voters)) as workshop:
        workshop.save(choose_prompts(workshop.session, prompts))
        answers = len(workshop.session.items) if prompts else 0
    notices = (
        f"{understood}.",
        *_notices(read, chair_is_member=chair_is_member),
        *warnings(details, read.voters),
    )
    tell(*map(safe, (doubt_about(details.date, today), *notices, *_about_length(answers))))
    click.echo(printable(str(workshop.path)))


def _read_people(text: str, details: Details, *, chair_is_member: bool) -> PeopleRead:
    """Return the people, or the tables if small groups answer. Raises `InputError` that names the option."""
    from scrutiny_tui.domain.people_list import read_people, read_tables

    groups = details.mode is Mode.GROUPS
    if groups and chair_is_member:
        raise UseError("--chair-is-member goes with a list of people, not with tables.")
    try:
        if groups:
            return read_tables(text)
        return read_people(text, details.secrecy, chair_is_member=chair_is_member)
    except (InputError, RuleError) as error:
        raise InputError(f"--people: {error}") from error


def _prompts(wording: Wording, text: str) -> frozenset[int]:
    """Return the prompts that are voted on beside the steps. Raises `InputError` if one is not known."""
    if text == "steps":
        return frozenset()
    if text == "all":
        return frozenset(prompt.number for step in wording.items for prompt in wording.prompts_of(step))
    try:
        chosen = [wording.find(part) for part in text.split(",")]
    except (InputError, RuleError) as error:
        raise InputError(f"--vote-on: {error}") from error
    if steps := [item.id for item in chosen if not item.step]:
        raise InputError(
            f"--vote-on: {steps[0]} is a step, and steps are always voted on. Name prompts, such as 1.2."
        )
    return frozenset(item.number for item in chosen)


def _details(shelf: Library, typed: dict[str, Any]) -> Details:
    """Return the details. Raises `InputError` that names the option."""
    from scrutiny_tui.acts.act import WrongError
    from scrutiny_tui.acts.setting_acts import details
    from scrutiny_tui.cli.act_commands import wrong_option
    from scrutiny_tui.domain.session import Details

    # Of a workshop that is not set up yet there is nothing but the time in the room.
    room = SimpleNamespace(now=shelf.today)
    known: dict[str, Any] = {"committee": "", "date": shelf.today().date()}
    for each in details.parameters:
        if (text := typed.pop(each.name)) is not None:
            try:
                known[each.name] = each.checked(room, known, text)
            except WrongError as error:
                raise wrong_option(each, error) from error
    return Details(**known, **typed)


def _notices(read: PeopleRead, *, chair_is_member: bool) -> tuple[str, ...]:
    question = read.chair_question
    if not question or chair_is_member:
        return read.notices
    return (*read.notices, f"{question} Here it is not; set it up with --chair-is-member if it is.")


def _about_length(answers: int) -> tuple[str, ...]:
    """Return how long so many answers a person take; nothing if only the steps are voted on."""
    return (f"{answers} answers, {how_long(answers)}.",) if answers else ()
