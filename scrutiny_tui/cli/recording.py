"""The commands that write something down beside the answers: the shared view, notes and earlier judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from scrutiny_tui.cli.acting import acting, acting_options, find_item, find_voter, item_option
from scrutiny_tui.cli.folders import SESSION_IS
from scrutiny_tui.domain import moves
from scrutiny_tui.domain.errors import InputError, UseError
from scrutiny_tui.domain.moves import add_note, record_earlier
from scrutiny_tui.domain.printable import safe

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import How, NoteKind, Session
    from scrutiny_tui.domain.wording import Item

_LEVELS: Final = ("1", "2", "3")

_NO_LEVEL: Final = "none"

_KINDS: Final = ("evidence", "reason", "minority")


@click.command(short_help="Record the room's shared view.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option(
    "--level",
    required=True,
    type=click.Choice((*_LEVELS, _NO_LEVEL)),
    help="The level that the room settled on; none where it did not agree.",
)
@click.option(
    "--how",
    required=True,
    help='How it was reached: "clear from the answers", "after discussion" or "summed up by the chair"; '
    "or clear, discussion, chair for short.",
)
@click.option("--different-view", default="", metavar="TEXT", help="What somebody sees differently.")
@acting_options
def agree(session: str, item: str, level: str, how: str, different_view: str) -> None:
    """Record the room's shared view on a step or prompt of the workshop SESSION, in place of an earlier one.

    \b
    Examples:
      scrutiny-tui agree last --item 1 --level 2 --how "after discussion"
      scrutiny-tui agree last --item 3 --level none --how chair --different-view "Two saw it as strong."
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.domain.session import AgreedLevel
    from scrutiny_tui.domain.voting import name_of

    reached = _how(how)
    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        number = None if level == _NO_LEVEL else int(level)
        workshop.save(
            moves.agree(workshop.session, AgreedLevel(found.number, number, reached, safe(different_view)))
        )
        label = workshop.session.wording.levels[number - 1].label if number else "not agreed"
        name = name_of(workshop.session, found.number)
    click.echo(safe(f"Our shared view on {name}, for the committee to confirm: {label} ({reached})."))


@click.command(short_help="Keep a note on a step or prompt.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option("--kind", required=True, type=click.Choice(_KINDS), help="What the note holds.")
@click.option("--text", required=True, help="The note. No names of children, families or staff.")
@click.option("--table", metavar="LABEL", help="The table whose one-line reason it is, in small groups.")
@click.option(
    "--time",
    type=click.IntRange(1),
    metavar="N",
    help="Which time of answering the table's reason explains, where it is not the latest: 1 is the first.",
)
@acting_options
def note(session: str, *, item: str, kind: str, text: str, table: str | None, time: int | None) -> None:
    """Keep a note on a step or prompt of the workshop SESSION. Notes may be published.

    To change or withdraw one see scrutiny-tui notes.

    \b
    Examples:
      scrutiny-tui note last --item 1 --kind evidence --text "The visits of last spring are minuted."
      scrutiny-tui note last --item 1 --kind reason --table "Table 2" --text "We meet the young people."
      scrutiny-tui note last --item 1 --kind reason --table "Table 2" --time 1 --text "No visits yet."
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    meant = _kind(kind)
    if table is not None and kind != "reason":
        raise UseError("Only a reason can be a table's: use --kind reason with --table.")
    if time is not None and table is None:
        raise UseError("--time says which answer of a table a reason explains: use it with --table.")
    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        whose = 0 if table is None else _table(workshop.session, table)
        if time is not None:
            _check_time(workshop.session, found, time)
        workshop.save(add_note(workshop.session, found.number, meant, safe(text), whose, time))
    click.echo("The note is kept.")


@click.command(short_help="Keep a level that was judged beforehand.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option("--level", required=True, type=click.Choice(_LEVELS), help="The level that was judged.")
@click.option("--whose", required=True, help='Whose judgement, such as "officers\' own self-assessment".')
@acting_options
def earlier(session: str, item: str, level: str, whose: str) -> None:
    """Keep a level that was judged beforehand on a step or prompt of the workshop SESSION.

    It is no answer, and it stays hidden until there is a result.

    \b
    Example:
      scrutiny-tui earlier last --item 1 --level 2 --whose "officers' own self-assessment"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.domain.session import EarlierJudgement

    said_by = safe(whose)
    if not said_by:
        raise InputError("--whose: say whose judgement it is.")
    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        workshop.save(record_earlier(workshop.session, EarlierJudgement(found.number, int(level), said_by)))
    click.echo("The judgement is kept. It is shown with the result, not before.")


def _how(typed: str) -> How:
    from scrutiny_tui.domain.session import How

    word = " ".join(typed.lower().split())
    for how in How:
        if word in {how.value, how.name.lower()}:
            return how
    raise UseError(f"--how: say one of these: {', '.join(How)}.")


def _kind(typed: str) -> NoteKind:
    from scrutiny_tui.domain.session import NoteKind

    return NoteKind[typed.upper()]


def _table(session: Session, label: str) -> int:
    from scrutiny_tui.domain.people import Role

    found = find_voter(session, label)
    if found.role is not Role.TABLE:
        raise InputError(f"{safe(found.label)} is not a table; a person's reason is kept without --table.")
    return found.id


def _check_time(session: Session, item: Item, time: int) -> None:
    """Raise `InputError` if an item was not answered that often."""
    from scrutiny_tui.domain.phrases import item_name

    going_on = session.open_round(item.number)
    known = [each.number for each in (*session.revealed(item.number), *((going_on,) if going_on else ()))]
    if time not in known:
        raise InputError(f"--time: {item_name(item)} has no answers of time {time}.")
