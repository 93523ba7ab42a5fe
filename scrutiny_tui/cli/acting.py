"""What every command shares that changes a workshop: opening it for one act, in the sitting that is going on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from scrutiny_tui.cli.folders import folder_options, library
from scrutiny_tui.cli.terminal import has_keyboard
from scrutiny_tui.domain.errors import InputError, RuleError, UseError
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.printable import printable, safe

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from scrutiny_tui.acts.workshop import Workshop
    from scrutiny_tui.domain.people import Voter
    from scrutiny_tui.domain.session import Session
    from scrutiny_tui.domain.wording import Item

Command = TypeVar("Command", bound=Callable[..., Any])

_KEY: Final = "scrutiny_tui.sitting"
"""Under this name click's context keeps whether a new sitting was asked for."""

item_option: Final = click.option(
    "--item", required=True, metavar="ID", help="The step or prompt, such as 1 or 2.4."
)
"""Says which step or prompt is meant."""


def acting_options(command: Command) -> Command:
    """Add the options of the folders and of the sitting to a command."""
    sitting = click.option(
        "--new-sitting/--same-sitting",
        default=None,
        expose_value=False,
        callback=_keep,
        help="Which sitting it is, where the workshop was not used for four hours or more. "
        "A new sitting sets unfinished votes aside.",
    )
    return sitting(folder_options(command))


@contextmanager
def acting(name: str) -> Iterator[Workshop]:
    """Open the workshop that a person means, for one act, and close it afterwards.

    It goes on with the sitting that it was in. What is done within is saved as one change when the block ends, so that
    an act which is refused leaves the files as they were; say only after the block that it is done. Raises `InputError`
    where it was so long ago that it may be a new sitting and no option says which.
    """
    from scrutiny_tui.acts.desk import Desk

    desk = Desk(library())
    workshop = desk.open(desk.library.find(name))
    try:
        with workshop.as_one_change():
            begun = _take_up_sitting(workshop, desk.library.today())
            yield workshop
        if begun:
            tell("A new sitting has begun; everybody counts as here.")
    finally:
        problem = desk.leave()
        tell(*workshop.notices, *([problem] if problem else []))


def find_item(session: Session, item_id: str) -> Item:
    """Return the step or prompt that a person means. Raises `RuleError` if there is none."""
    return session.wording.find(safe(item_id))


def find_person(session: Session, label: str) -> Voter:
    """Return whoever on the list is meant, by label. Raises `InputError` if nobody is called that."""
    from scrutiny_tui.acts.import_tables import People

    people = People(session.voters.values())
    found = people.find(safe(label))
    if found is None:
        near = people.nearest(safe(label))
        question = f'; did you mean "{safe(near)}"?' if near else "."
        raise InputError(f'"{safe(label)}" is not on the list of people{question}')
    return found


def find_voter(session: Session, label: str) -> Voter:
    """Return whoever a person means, by label. Raises `InputError` if nobody who casts a ballot is called that."""
    found = find_person(session, label)
    if not found.casts:
        raise RuleError(f"{safe(found.label)} casts no ballot.")
    return found


def tell_promise(workshop: Workshop) -> None:
    """Say and keep the secrecy sentence, once in a sitting, before the first answer."""
    earlier = workshop.session.sitting.promised
    workshop.save(show_promise(workshop.session))
    now = workshop.session.sitting.promised
    if now != earlier:
        tell(now)


def given_reason(reason: str) -> str:
    """Return a typed reason as one line. Raises `InputError` if it says nothing."""
    kept = safe(reason)
    if not kept:
        raise InputError("--reason: say why; the reason is kept with the results.")
    return kept


def tell(*sentences: str) -> None:
    """Say something beside the output."""
    for sentence in sentences:
        click.echo(printable(sentence), err=True)


def ask_once(question: str, *, yes: bool) -> None:
    """Ask before something is taken back, unless `yes` answers; the program ends where it is not to be.

    Raises `UseError` if nobody can be asked.
    """
    if not yes and not has_keyboard():
        raise UseError("This asks once, which needs a terminal. Without one, add: --yes")
    if not yes and not click.confirm(question, err=True):
        click.echo("Nothing was changed.", err=True)
        click.get_current_context().exit(1)


def _take_up_sitting(workshop: Workshop, now: datetime) -> bool:
    """Go on with the sitting, or begin a new one where that was asked for; return whether a new one was begun."""
    new: bool | None = click.get_current_context().meta.get(_KEY)
    used = workshop.session.sitting.ended or workshop.saved_by
    if new is False or used is None or not workshop.asks_about_sitting:
        workshop.continue_sitting()
        return False
    if not new:
        raise InputError(
            f"It is {_how_long(now - used)} since this workshop was used. Open it once with scrutiny-tui open, "
            "or give --new-sitting or --same-sitting."
        )
    workshop.begin_sitting()
    return True


def _how_long(away: timedelta) -> str:
    if not away.days:
        return f"{away.seconds // 3600} hours"
    return "1 day" if away.days == 1 else f"{away.days} days"


def _keep(context: click.Context, _option: click.Parameter, value: bool | None) -> None:
    if value is not None:
        context.meta[_KEY] = value
