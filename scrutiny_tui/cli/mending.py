"""The commands that mend a vote without a screen: an answer taken out, a vote set aside, an answer corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scrutiny_tui.cli.acting import acting, acting_options, find_item, find_voter, given_reason, item_option
from scrutiny_tui.cli.answering import answer_option, read_answer
from scrutiny_tui.cli.folders import SESSION_IS
from scrutiny_tui.cli.terminal import has_keyboard
from scrutiny_tui.domain import corrections
from scrutiny_tui.domain.errors import UseError
from scrutiny_tui.domain.printable import safe

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import Session


class _WithReasons(click.Command):
    """A command whose help lists the usual reasons, which are loaded only then."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what every command ends with, then the reasons."""
        super().format_epilog(context, formatter)
        from scrutiny_tui.domain.corrections import ASIDE_REASONS, CORRECTION_REASONS

        reasons = CORRECTION_REASONS if self.name == "correct" else ASIDE_REASONS
        with formatter.section("Usual reasons"):
            formatter.write_dl([(reason, "") for reason in reasons])


_SEEN = "The room has seen this result. Set it aside all the same?"

_reason_option = click.option(
    "--reason", required=True, metavar="TEXT", help="Why: one of the usual reasons, or in your own words."
)


@click.command(
    "set-aside",
    cls=_WithReasons,
    short_help="Set a vote aside, for a reason that is kept.",
    epilog=SESSION_IS,
)
@click.argument("session")
@item_option
@_reason_option
@click.option("--yes", is_flag=True, help="Answers the question.")
@acting_options
def set_aside(session: str, *, item: str, reason: str, yes: bool) -> None:
    """Set the latest vote on a step or prompt of the workshop SESSION aside.

    Where its result was not shown yet, it never is. Where the room has seen it, a terminal is asked once.

    \b
    Example:
      scrutiny-tui set-aside last --item 1 --reason "the slips were mixed up"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    kept = given_reason(reason)
    with acting(session) as workshop:
        step = find_item(workshop.session, item).number
        # Where it cannot be done, that is said before anything is asked.
        corrections.set_aside(workshop.session, step, kept)
        seen = bool(workshop.session.revealed(step)) and not workshop.session.open_round(step)
        if seen and not yes and has_keyboard() and not click.confirm(_SEEN, err=True):
            click.echo("Nothing was set aside.", err=True)
            click.get_current_context().exit(1)
        workshop.save(corrections.set_aside(workshop.session, step, kept))
        told = _latest_line(workshop.session)
    click.echo(told)


@click.command(short_help="Take one person's answer out before the result.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option("--voter", required=True, metavar="LABEL", help='Whose answer, such as "Member 3".')
@acting_options
def clear(session: str, item: str, voter: str) -> None:
    """Take one person's answer out of the vote on a step or prompt of the workshop SESSION, before the result.

    They count as waiting again. Not where only totals are kept: there nothing tells which answer is theirs.

    \b
    Example:
      scrutiny-tui clear last --item 1 --voter "Member 3"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.domain.phrases import how_many_in
    from scrutiny_tui.domain.voting import name_of, opened

    with acting(session) as workshop:
        found = find_item(workshop.session, item)
        person = find_voter(workshop.session, voter)
        workshop.clear(found.number, person.id)
        left = how_many_in(workshop.session, opened(workshop.session, found.number))
        told = f"{safe(person.label)} is no longer in on {name_of(workshop.session, found.number)}: {left}."
    click.echo(told)


@click.command(cls=_WithReasons, short_help="Correct one answer after the result.", epilog=SESSION_IS)
@click.argument("session")
@item_option
@click.option("--voter", required=True, metavar="LABEL", help='Whose answer, such as "Member 3".')
@answer_option
@_reason_option
@click.option("--yes", is_flag=True, help="Answers both questions; needed without a terminal.")
@acting_options
def correct(session: str, *, item: str, voter: str, answer: str, reason: str, yes: bool) -> None:
    """Correct one person's answer in the latest result on a step or prompt of the workshop SESSION.

    Asks twice. The results say that it was done, and why.

    \b
    Example:
      scrutiny-tui correct last --item 1 --voter "Member 3" --answer - --reason "it was keyed wrongly"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    if not yes and not has_keyboard():
        raise UseError("This asks twice, which needs a terminal. Without one, add: --yes")
    kept = given_reason(reason)
    with acting(session) as workshop:
        step = find_item(workshop.session, item).number
        person = find_voter(workshop.session, voter)
        given = read_answer(answer, workshop.session.wording.levels)
        # Where it cannot be done, that is said before anything is asked.
        corrections.correct(workshop.session, step, person.id, given, kept)
        if not yes and not _agrees(safe(person.label)):
            click.echo("Nothing was corrected.", err=True)
            click.get_current_context().exit(1)
        workshop.save(corrections.correct(workshop.session, step, person.id, given, kept))
        told = _latest_line(workshop.session)
    click.echo(told)


def _agrees(label: str) -> bool:
    return click.confirm(f"Correct the answer of {label}?", err=True) and click.confirm(
        "The room has seen the result, and it will change. Correct it all the same?", err=True
    )


def _latest_line(session: Session) -> str:
    return safe([*session.trail.values()][-1].text)
