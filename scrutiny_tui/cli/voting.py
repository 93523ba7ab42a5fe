"""The commands that hold a vote without a screen. Nothing that they print before a result depends on an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrutiny_tui.cli.acting import acting, acting_options, find_item, find_voter, item_option, tell_promise
from scrutiny_tui.cli.answering import answer_option, read_answer, read_counts
from scrutiny_tui.cli.folders import SESSION_IS
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import CountError, InputError, RuleError
from scrutiny_tui.domain.printable import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrutiny_tui.acts.workshop import Workshop
    from scrutiny_tui.domain.rounds import Answer
    from scrutiny_tui.domain.session import Session
    from scrutiny_tui.domain.wording import Item

_SEVERAL = click.IntRange(0, 9999)


@click.command(short_help="Record one person's answer.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option("--voter", required=True, metavar="LABEL", help='Who answers, such as "Member 3".')
@answer_option
@acting_options
def cast(session: str, item: str, voter: str, answer: str) -> None:
    """Record one person's answer on a step or prompt of the workshop SESSION.

    It takes the place of the same person's earlier one until the result is shown. With --answer - it is typed unseen;
    an answer that stands in the command stays in the shell's history, where others may read it.

    \b
    Examples:
      scrutiny-tui cast last --item 1 --voter "Member 3" --answer -
      scrutiny-tui cast last --item 2.4 --voter Chair --answer d
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        person = find_voter(workshop.session, voter)
        _check_takes_answer(workshop.session, found, person.id)
        tell_promise(workshop)
        workshop.cast_slip(person.id, {found.number: read_answer(answer, workshop.session.wording.levels)})
        told = f"{safe(person.label)} is in on {_how_many_are_in(workshop.session, found)}"
    click.echo(told)


@click.command(short_help="Record a count of hands or cards.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option("--counts", required=True, metavar="N,N,N", help="How many chose each level, such as 2,9,4.")
@click.option("--dont-know", type=_SEVERAL, default=0, metavar="N", help="How many do not know.")
@click.option("--abstain", type=_SEVERAL, default=0, metavar="N", help="How many prefer not to say.")
@click.option("--interest", type=_SEVERAL, default=0, metavar="N", help="How many declared an interest.")
@click.option(
    "--not-applicable",
    type=_SEVERAL,
    default=0,
    metavar="N",
    help="How many say that a prompt does not apply.",
)
@acting_options
def headcount(session: str, item: str, counts: str, **others: int) -> None:
    """Record a count of hands or cards on a step or prompt of the workshop SESSION.

    The count closes the list: everybody here who was not yet in counts as in it.

    \b
    Examples:
      scrutiny-tui headcount last --item 1 --counts 2,9,4
      scrutiny-tui headcount last --item 1 --counts 2,9,3 --dont-know 1
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    totals = read_counts(counts, others)
    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        _check_takes_count(workshop.session, found, totals)
        tell_promise(workshop)
        workshop.open_round(found.number)
        workshop.take_headcount(found.number, totals)
        told = f"The count is taken on {_how_many_are_in(workshop.session, found)}"
    click.echo(told)


@click.command(short_help="Show the result of a vote.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option("--anyway", is_flag=True, help="Show it although not everybody here is in.")
@acting_options
def reveal(session: str, item: str, *, anyway: bool) -> None:
    """Show the result of the vote on a step or prompt of the workshop SESSION. There is no way back.

    \b
    Examples:
      scrutiny-tui reveal last --item 1
      scrutiny-tui reveal last --item 1 --anyway
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.view.results_text import item_text

    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        if not anyway:
            _check_all_are_in(workshop, found)
        workshop.save(voting.reveal(workshop.session, found.number))
        told = item_text(workshop.session, found)
    click.echo(told)


@click.command(short_help="Answer a step or prompt one more time.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@acting_options
def again(session: str, item: str) -> None:
    """Open one more vote on a step or prompt of the workshop SESSION that has a result. The result is kept.

    \b
    Example:
      scrutiny-tui again last --item 1
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.domain.phrases import which_time
    from scrutiny_tui.domain.voting import name_of

    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        name = name_of(workshop.session, found.number)
        if workshop.session.open_round(found.number):
            raise RuleError(f"A vote on {name} is already going on.")
        if not workshop.session.revealed(found.number):
            raise RuleError(f"There is no result on {name} yet, so there is nothing to answer again.")
        opened = workshop.open_round(found.number)
    click.echo(
        f"{name.capitalize()} can be answered again. {which_time(opened.number)}; what came before is kept."
    )


def _check_takes_answer(session: Session, item: Item, voter: int) -> None:
    from scrutiny_tui.domain.secrecy import Secrecy

    if session.open_round(item.number) is None:
        # What stands in the way of a vote is said before the promise is.
        voting.open_round(session, item.number)
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError(
            "This workshop keeps totals only, and this command would join a person to an answer. "
            "Count cards with scrutiny-tui headcount, or answer on the screens."
        )
    found = session.open_round(item.number)
    if found and found.closed and voter not in found.ballots:
        raise RuleError("A count has closed the list. To begin again use scrutiny-tui set-aside.")
    _check_not_shown(session, item)


def _check_takes_count(session: Session, item: Item, totals: Mapping[Answer, int]) -> None:
    """Raise `RuleError` if the count cannot be taken, before a vote is opened for it."""
    _check_not_shown(session, item)
    found = session.open_round(item.number)
    if found and found.closed:
        raise RuleError("A count has been taken already. To count again use scrutiny-tui set-aside.")
    ready = session if found else voting.open_round(session, item.number)
    try:
        voting.take_headcount(ready, item.number, totals)
    except CountError as error:
        raise RuleError(
            f"{error} Count again, or say who else is here: with scrutiny-tui voters import or on the screens."
        ) from error


def _check_not_shown(session: Session, item: Item) -> None:
    """Raise `RuleError` if an answer would begin another vote by mistake."""
    from scrutiny_tui.domain.voting import name_of

    if session.revealed(item.number) and not session.open_round(item.number):
        raise RuleError(
            f"{name_of(session, item.number).capitalize()} has a result. "
            "To answer it one more time use scrutiny-tui again."
        )


def _check_all_are_in(workshop: Workshop, item: Item) -> None:
    found = workshop.session.open_round(item.number)
    if found and found.given and workshop.waiting(item.number):
        asked = len(workshop.session.electorate)
        are = "is" if found.given == 1 else "are"
        raise InputError(f"{found.given} of {asked} {are} in. Show the result anyway? Use --anyway.")


def _how_many_are_in(session: Session, item: Item) -> str:
    from scrutiny_tui.domain.phrases import how_many_in
    from scrutiny_tui.domain.voting import name_of, opened

    return f"{name_of(session, item.number)}: {how_many_in(session, opened(session, item.number))}."
