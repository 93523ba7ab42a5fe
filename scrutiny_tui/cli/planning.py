"""The commands about afterwards: the actions of the plan, and the hands for what to work on first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from scrutiny_tui.cli.acting import acting, acting_options, ask_once, find_item, tell
from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.domain.actions import (
    add_action,
    change_action,
    doubt_about,
    due_day,
    move_action,
    record_hands,
    remove_action,
    set_status,
    with_next_meeting,
)
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus

if TYPE_CHECKING:
    from scrutiny_tui.acts.workshop import Workshop
    from scrutiny_tui.domain.session import Session

Command = TypeVar("Command", bound=Callable[..., Any])

_KINDS: Final = {"us": ActionKind.US, "cabinet": ActionKind.CABINET, "partner": ActionKind.PARTNER}
_NO_STEP: Final = "none"

action_option: Final = click.option(
    "--action",
    "number",
    required=True,
    type=click.IntRange(1),
    metavar="N",
    help="Its number in action list.",
)
"""Says which action is meant."""


def _about(command: Command) -> Command:
    """Add the options that say what there is to say about an action."""
    for decorate in reversed(
        (
            click.option("--item", metavar="ID", help="The step or prompt that it came from, or none."),
            click.option("--for", "kind", type=click.Choice([*_KINDS]), help="Whom it is for."),
            click.option("--owner", metavar="ROLE", help="Which role sees to it; a role, not a name."),
            click.option("--due", metavar="WHEN", help='A date, "next meeting", "3 months" or "6 months".'),
            click.option(
                "--next-meeting", metavar="DAY", help="The day of the next meeting, where it is not kept yet."
            ),
            click.option("--evidence", metavar="TEXT", help="What shows that it was done."),
        )
    ):
        command = decorate(command)
    return command


@click.group(short_help="Add actions to the plan, change and order them.")
def action() -> None:
    """Add actions to the plan of a workshop, change them, put them in order, and say what became of them.

    \b
    Examples:
      scrutiny-tui action add last --item 5 --text "Report every six months." --owner "lead member" --due "6 months"
      scrutiny-tui action done last --action 1 --evidence "Minute 14 of May."
    """  # noqa: D301 - the backslash tells click to leave the lines as they are


@action.command(short_help="Add an action to the plan.", epilog=SESSION_IS)
@click.argument("session")
@click.option("--text", required=True, help="What will be done. No names of children, families or staff.")
@_about
@acting_options
def add(session: str, text: str, **typed: str | None) -> None:
    """Add an action at the end of the plan of the workshop SESSION. The plan may be published.

    \b
    Examples:
      scrutiny-tui action add last --item 5 --text "Report every six months." --for cabinet --due "3 months"
      scrutiny-tui action add last --text "Visit the team." --due "next meeting" --next-meeting 12/1/2027
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        workshop.save(add_action(workshop.session, _changed(workshop, Action(0, 0, safe(text)), typed)))
    click.echo("The action is in the plan.")


@action.command("list", short_help="Print the plan.", epilog=SESSION_IS)
@click.argument("session")
@folder_options
def list_actions(session: str) -> None:
    """Print the actions of the workshop SESSION in the order of the plan, each with its number.

    \b
    Example:
      scrutiny-tui action list last
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.view.phrases import NO_ACTION, about_action

    shelf = library()
    found = shelf.read(shelf.find(session))
    told = [
        f"{number}. {safe(each.text)}\n   {safe(about_action(found, each))}"
        for number, each in enumerate(found.actions.values(), start=1)
    ]
    click.echo("\n".join(told) or NO_ACTION)


@action.command(short_help="Change an action.", epilog=SESSION_IS)
@click.argument("session")
@action_option
@click.option("--text", help="What will be done.")
@_about
@acting_options
def change(session: str, number: int, **typed: str | None) -> None:
    """Change what is named of an action of the workshop SESSION; the rest stays.

    \b
    Example:
      scrutiny-tui action change last --action 2 --owner "chair of the committee" --due 31/1/2027
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        workshop.save(
            change_action(workshop.session, _changed(workshop, _find(workshop.session, number), typed))
        )
    click.echo("The action is changed.")


@action.command(short_help="Move an action in the plan.", epilog=SESSION_IS)
@click.argument("session")
@action_option
@click.option("--to", required=True, type=click.IntRange(1), metavar="N", help="Its new place in the plan.")
@acting_options
def move(session: str, number: int, to: int) -> None:
    """Move an action of the workshop SESSION to another place of the plan.

    \b
    Example:
      scrutiny-tui action move last --action 3 --to 1
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        workshop.save(move_action(workshop.session, _find(workshop.session, number).id, to - number))
    click.echo("The action is moved.")


@action.command(short_help="Say that an action is done.", epilog=SESSION_IS)
@click.argument("session")
@action_option
@click.option("--evidence", metavar="TEXT", help="What shows it.")
@acting_options
def done(session: str, number: int, evidence: str | None) -> None:
    """Keep that an action of the workshop SESSION is done, and what shows it.

    \b
    Example:
      scrutiny-tui action done last --action 1 --evidence "Minute 14 of the meeting in May."
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        shown = None if evidence is None else safe(evidence)
        workshop.save(
            set_status(workshop.session, _find(workshop.session, number).id, ActionStatus.DONE, shown)
        )
    click.echo("The action is done.")


@action.command(short_help="Drop an action; it stays in the record.", epilog=SESSION_IS)
@click.argument("session")
@action_option
@acting_options
def drop(session: str, number: int) -> None:
    """Keep that an action of the workshop SESSION is dropped. It stays in the record as dropped.

    \b
    Example:
      scrutiny-tui action drop last --action 2
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        workshop.save(set_status(workshop.session, _find(workshop.session, number).id, ActionStatus.DROPPED))
    click.echo("The action is dropped.")


@action.command(short_help="Take out an action that was a mistake.", epilog=SESSION_IS)
@click.argument("session")
@action_option
@click.option("--yes", is_flag=True, help="Answers the question.")
@acting_options
def remove(session: str, *, number: int, yes: bool) -> None:
    """Take an action of the workshop SESSION that was a mistake out of the plan, the record and the files.

    Asks once; without a terminal --yes is needed.

    \b
    Example:
      scrutiny-tui action remove last --action 2
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    with acting(session) as workshop:
        found = _find(workshop.session, number)
        ask_once(f'Take out "{safe(found.text)}"?', yes=yes)
        workshop.save(remove_action(workshop.session, found.id))
    click.echo("The action is taken out of the plan and the record.")


@click.command(short_help="Keep how many hands each step got.", epilog=SESSION_IS)
@click.argument("session")
@click.option(
    "--hands",
    required=True,
    metavar="N,N,…",
    help="How many hands each step got, from the first step to the last.",
)
@click.option("--anyway", is_flag=True, help="Keep more hands than the people who are here have.")
@acting_options
def priorities(session: str, *, hands: str, anyway: bool) -> None:
    """Keep how many hands each step of the workshop SESSION got, two hands for each person; never who raised one.

    \b
    Example:
      scrutiny-tui priorities last --hands 4,2,9,0,8,7
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.domain.actions import too_many

    with acting(session) as workshop:
        steps = [item.number for item in workshop.session.wording.items]
        counted = dict(zip(steps, _numbers(hands, len(steps)), strict=True))
        told = too_many(workshop.session, counted)
        if told and not anyway:
            raise InputError(f"{told} To keep it all the same, add: --anyway")
        workshop.save(record_hands(workshop.session, counted))
    if told:
        tell(told)
    click.echo("The priorities are kept.")


def _numbers(typed: str, steps: int) -> list[int]:
    parts = [part.strip() for part in typed.split(",")]
    if len(parts) != steps or not all(part.isascii() and part.isdecimal() for part in parts):
        raise InputError(f"--hands: give {steps} numbers, one for each step, such as 4,2,9,0,8,7.")
    return [int(part) for part in parts]


def _find(session: Session, number: int) -> Action:
    """Return the action with this number in the list. Raises `InputError` if there is none."""
    from scrutiny_tui.domain.phrases import several

    found = tuple(session.actions.values())
    if number > len(found):
        has = several(len(found), "action", "actions") if found else "no action"
        raise InputError(f"The plan has {has}. See them with: scrutiny-tui action list")
    return found[number - 1]


def _changed(workshop: Workshop, found: Action, typed: dict[str, str | None]) -> Action:
    """Return the action with what was typed about it; an option that was not given leaves what there is."""
    meeting = typed.get("next_meeting")
    if meeting is not None:
        workshop.save(with_next_meeting(workshop.session, meeting, workshop.now().date()))
    changes: dict[str, Any] = {
        name: safe(text) for name in ("text", "owner", "evidence") if (text := typed.get(name)) is not None
    }
    item, kind, due = typed.get("item"), typed.get("kind"), typed.get("due")
    if item is not None:
        none = item.strip().lower() == _NO_STEP
        changes["item"] = 0 if none else find_item(workshop.session, item).number
    if kind is not None:
        changes["kind"] = _KINDS[kind]
    if due is not None:
        day = changes["due"] = due_day(workshop.session, due, workshop.now().date())
        if day and (doubt := doubt_about(day, workshop.now().date())):
            tell(doubt)
    return replace(found, **changes)
