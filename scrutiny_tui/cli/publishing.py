"""What the commands share that make files for others: public or full, and the questions before they are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from scrutiny_tui.cli.acting import tell
from scrutiny_tui.cli.terminal import has_keyboard
from scrutiny_tui.domain.errors import UseError

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import Session
    from scrutiny_tui.view.report_view import Kind

Command = TypeVar("Command", bound=Callable[..., Any])

NOT_ASKED: Final = "This asks twice, which needs a terminal. Without one, add: --yes --really"

_QUESTIONS: Final = (
    "The full {what} holds personal data: who gave which answer. Make it?",
    "It must not be published or sent round. Make it all the same?",
)

kind_option: Final = click.option(
    "--public/--full",
    "public",
    default=True,
    help="Counts only; or with each person's answers as well, which is asked about twice.",
)
"""Says for whom the files are."""


ALL: Final = "all"
"""Stands for every format."""


def format_option(formats: Sequence[str]) -> Callable[[Command], Command]:
    """Return what adds the option that says which file to make, all of them unless it is said."""
    return click.option(
        "--format",
        "wanted",
        type=click.Choice((*formats, ALL)),
        default=ALL,
        show_default=True,
        help="Which file to make.",
    )


def confirming_options(what: str) -> Callable[[Command], Command]:
    """Return what adds the options that replace files and that answer the questions."""

    def add(command: Command) -> Command:
        for decorate in (
            click.option("--really", is_flag=True, help=f"Answers the second question about a full {what}."),
            click.option("--yes", is_flag=True, help="Answers the first question."),
            click.option("--overwrite", is_flag=True, help="Replace the files of an earlier time."),
        ):
            command = decorate(command)
        return command

    return add


def kind_asked(typed: dict[str, Any]) -> Kind:
    """Return for whom the files are. Raises `UseError` if full ones are asked for and nobody can be asked."""
    from scrutiny_tui.view.report_view import Kind

    if typed["public"]:
        return Kind.PUBLIC
    if not (typed["yes"] and typed["really"]) and not has_keyboard():
        raise UseError(NOT_ASKED)
    return Kind.FULL


def may_make(session: Session, typed: dict[str, Any], what: str, *, holds_typed_text: bool = True) -> None:
    """Ask what has to be asked before the files are made; ends the program where they are not to be."""
    if not _may(session, typed, what, holds_typed_text=holds_typed_text):
        click.echo(f"No {what} was made.", err=True)
        click.get_current_context().exit(1)


def _may(session: Session, typed: dict[str, Any], what: str, *, holds_typed_text: bool) -> bool:
    if not typed["public"]:
        answered = (typed["yes"], typed["really"])
        asked = zip(_QUESTIONS, answered, strict=True)
        return all(done or click.confirm(question.format(what=what), err=True) for question, done in asked)
    return (
        not holds_typed_text
        or _tell_names(session, what)
        or typed["yes"]
        or not has_keyboard()
        or click.confirm(f"Make the {what} with them?", err=True)
    )


def _tell_names(session: Session, what: str) -> bool:
    """List names of voters in what somebody typed; return whether there is none."""
    from scrutiny_tui.domain.personal_names import names_found

    found = names_found(session)
    if found:
        tell(f"People on the list are named in what was typed, and so in this {what}:")
        tell(*(f"  {each}" for each in found))
        tell("Change the notes first where they should not be: scrutiny-tui notes change")
    return not found
