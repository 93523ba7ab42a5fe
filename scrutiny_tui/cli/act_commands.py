"""The command `do`: every act as a command, made from its description."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, Final, TypeAlias

import click
from click.shell_completion import CompletionItem

from scrutiny_tui.acts.act import Act, Option, Parameter, Subject, WrongError
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.shelf_acts import SHELF, Shelved
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.cli import terminal
from scrutiny_tui.cli.options import begun_so, library, session_argument, yes_option
from scrutiny_tui.cli.program import SESSION_IS, folder_options, kept, kept_option
from scrutiny_tui.cli.terminal import ask, tell
from scrutiny_tui.domain.errors import InputError, MachineError, RuleError, ScrutinyError, UseError
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.view.plain_text import item_text

Typed: TypeAlias = Mapping[str, str | None]
"""The text of each option; None for one that was not given."""

_HIDDEN: Final = "-"
"""Stands for a text that is read without showing it."""

_sitting_option = kept_option(
    "--new-session/--same-session",
    help="Needed if the workshop was last used four hours ago or more. In a new session "
    "unfinished answers are dropped and everyone is marked as here.",
)


class ActGroup(click.Group):
    """Knows every act as a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name is click's
        """Return the names of the acts in their own order, which puts together what belongs together."""
        return [*_acts()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the name is click's
        """Return the command for an act; None if there is none of that name."""
        found = _acts().get(cmd_name)
        return _command(found) if found else None


def _acts() -> Mapping[str, Act]:
    return {**CATALOGUE.acts, **SHELF.acts}


@click.group("do", cls=ActGroup, epilog=SESSION_IS, subcommand_metavar="ACT [OPTIONS]")
@session_argument
@_sitting_option
def do(session: str) -> None:
    """Do one thing in a workshop, as on its screens.

    Before anything that can't be undone you are asked, unless you add --yes. For the options of an act: ACT --help

    \b
    Examples:
      scrutiny-tui do last note --step 1 --kind evidence --text "The visits of last spring are minuted."
      scrutiny-tui do last agree --step 2 --level 3 --how discussion
      scrutiny-tui do last add-action --text "Report every six months." --due "6 months"
      scrutiny-tui do last cast --step 1 --person "Member 3" --answer -
      scrutiny-tui do last note --help
    """


def _command(act: Act) -> click.Command:
    def run(*, yes: bool = False, **typed: str | None) -> None:
        _do(act, typed, yes=yes)

    options: list[click.Parameter] = [act_option(act, each) for each in act.parameters]
    command = click.Command(act.name, callback=run, params=options, help=act.help, epilog=SESSION_IS)
    if act.confirm:
        yes_option(command)
    if act.is_of_sitting and not _is_shelved(act):
        _sitting_option(command)
    return folder_options(command)


def act_option(act: Act, asked: Parameter) -> click.Option:
    """Return the option with which a parameter of an act is given."""
    fixed = [option.key for option in asked.ask.options] if isinstance(asked.ask.options, tuple) else []

    def complete(context: click.Context, _option: click.Parameter, begun: str) -> list[CompletionItem]:
        if fixed:
            return begun_so(begun, fixed)
        with context.scope(cleanup=False):
            return begun_so(begun, _known(act, asked, context.params))

    told = [
        asked.ask.help or f"{asked.ask.label}{'' if asked.ask.label.endswith('?') else '.'}",
        asked.ask.warning,
    ]
    metavar = "|".join(fixed) or asked.ask.label.upper().replace(" ", "_").replace("'", "")
    if asked.ask.is_hidden:
        told.append(
            f"Use {_HIDDEN} to type it without showing it. What you type in the command stays in "
            "the shell's history."
        )
    help_text = " ".join(filter(None, told))
    return click.Option([_flag(asked), asked.name], metavar=metavar, help=help_text, shell_complete=complete)


def wrong_option(asked: Parameter, error: InputError) -> InputError:
    """Return the error that names the option in place of the line of a form."""
    return InputError(f"{_flag(asked)}: {str(error).removeprefix(f'{asked.ask.label}: ')}")


def _flag(asked: Parameter) -> str:
    return f"--{asked.name.replace('_', '-')}"


def _known(act: Act, asked: Parameter, typed: Typed) -> Iterator[str]:
    """Yield what can be given for a parameter, as far as the options before it say; nothing of a hidden one."""
    if asked.ask.is_hidden:
        return
    with suppress(ScrutinyError):
        shelf = library()
        path = shelf.find(_session())
        subject: Subject = Shelved(shelf, path) if _is_shelved(act) else shelf.look(path)
        yield from (option.key for option in _options(act, asked, subject, typed))
        yield from asked.ask.offers(subject, {}) if asked.ask.offers else ()


def _options(act: Act, asked: Parameter, subject: Subject, typed: Typed) -> tuple[Option, ...]:
    """Return the options of a parameter; nothing if one before it, on which they may depend, is not known."""
    known: dict[str, Any] = {}
    with suppress(InputError):
        for each in act.parameters:
            if each.name == asked.name:
                return asked.options(subject, known)
            text = typed.get(each.name)
            text = each.ask.start(subject, known) if text is None else text
            known[each.name] = each.checked(subject, known, text)
    return ()


def _is_shelved(act: Act) -> bool:
    return SHELF.acts.get(act.name) is act


def _session() -> str:
    group = click.get_current_context().parent
    return str(group.params["session"]) if group else ""


def _do(act: Act, typed: Typed, *, yes: bool) -> None:
    """Do an act in the workshop that the group was given, and say so."""
    with _subject(act) as subject:
        values = _values(act, subject, typed)
        given = (each for each in act.parameters if typed.get(each.name) and values[each.name] is not None)
        tell(*(each.ask.about(subject, values) for each in given))
        questions = act.questions(subject, values)
        if not act.when(subject, values):
            raise RuleError(f"{act.title}: this can't be done now.")
        for question in questions:
            ask(question.text, question.told, yes=yes)
        said = act.do(subject, values)
    unreached: tuple[str, ...] = ()
    if isinstance(subject, Workshop):
        unreached = subject.unreached
        tell(subject.take_erased())
    for sentence in unreached:
        # It was said with the other notices about the files.
        said = said.replace(sentence, "")
    for line in filter(None, map(safe, said.splitlines())):
        click.echo(line)
    if act.leads_to == PageName.RESULT:
        click.echo(item_text(subject.session, values["step"]))
    if unreached:
        click.get_current_context().exit(MachineError.exit_status)


@contextmanager
def _subject(act: Act) -> Iterator[Subject]:
    """Yield what an act is done to: a workshop that is put away, or one that is open for this one act.

    What a sitting does is saved as one change when the block ends, so that an act which is refused leaves the files as
    they were; say only after the block that it is done.
    """
    shelf = library()
    path = shelf.find(_session())
    if _is_shelved(act):
        yield Shelved(shelf, path)
        return
    desk = Desk(shelf)
    workshop = desk.open(path)
    try:
        if act.is_of_sitting:
            with workshop.as_one_change():
                begun = _take_up_sitting(workshop, shelf.today())
                yield workshop
            tell("A new session has begun. Everyone is marked as here." if begun else "")
        else:
            yield workshop
    finally:
        problem = desk.leave()
        tell(*workshop.notices, problem)


def _take_up_sitting(workshop: Workshop, now: datetime) -> bool:
    """Go on with the sitting, or begin a new one if that was asked for; return whether a new one was begun.

    Raises `InputError` if it was so long ago that it may be a new sitting, and no option says which.
    """
    new: bool | None = kept("new_session")
    used = workshop.used_before
    if new is False or used is None or not workshop.asks_about_sitting:
        workshop.continue_sitting()
        return False
    if not new:
        away = now - used
        how_long = several(away.days, "day", "days") if away.days else f"{away.seconds // 3600} hours"
        raise InputError(f"This workshop was last used {how_long} ago. Add --new-session or --same-session.")
    workshop.begin_sitting()
    return True


def _values(act: Act, subject: Subject, typed: Typed) -> dict[str, Any]:
    """Return the values of an act's parameters. Raises `UseError` if one is missing and `InputError` if one is wrong."""
    asked = {each.name: each for each in act.parameters}
    given = {name: _text(asked[name], text) for name, text in typed.items() if text is not None}
    try:
        values = act.read(subject, given, {})
    except WrongError as error:
        wrong = asked[error.parameter]
        if wrong.name in given:
            raise wrong_option(wrong, error) from error
        options = (f"  {each.key}: {safe(each.words)}" for each in _options(act, wrong, subject, given))
        missing = f"{_flag(wrong)} is missing. {wrong.ask.help}".strip()
        raise UseError("\n".join((missing, *options))) from error
    for name in given:
        if not asked[name].ask.when(subject, values):
            raise InputError(f"{_flag(asked[name])} can't be used here.")
    return values


def _text(asked: Parameter, text: str) -> str:
    """Return the text of an option; that of a hidden one is typed or read unseen if a hyphen stands for it."""
    if not asked.ask.is_hidden:
        return text
    if text != _HIDDEN:
        tell(
            f"This stays in the shell's history. To type it without showing it, use {_flag(asked)} {_HIDDEN}"
        )
        return text
    if terminal.has_keyboard():
        return terminal.ask_hidden(asked.ask.label)
    return "" if sys.stdin is None else sys.stdin.readline()
