"""The command `do`: every act as a command, made from its description."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import CompletionItem

from scrutiny_tui.cli.acting import acting, acting_options, tell
from scrutiny_tui.cli.folders import SESSION_IS, library
from scrutiny_tui.cli.terminal import has_keyboard
from scrutiny_tui.domain.errors import InputError, MachineError, ScrutinyError, UseError
from scrutiny_tui.domain.printable import safe

if TYPE_CHECKING:
    from scrutiny_tui.acts.act import Act, Parameter, Question
    from scrutiny_tui.acts.workshop import Workshop
    from scrutiny_tui.domain.wording import Item

HIDDEN: Final = "-"
"""Stands for a text that is read without showing it."""


class ActGroup(click.Group):
    """Knows every act of the catalogue as a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name is click's
        """Return the names of the acts in their own order, which puts together what belongs together."""
        from scrutiny_tui.acts.catalogue import CATALOGUE

        return [*CATALOGUE.acts]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the name is click's
        """Return the command for an act; None if there is none of that name."""
        from scrutiny_tui.acts.catalogue import CATALOGUE

        found = CATALOGUE.acts.get(cmd_name)
        return _command(found) if found else None


def complete_session(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the names of workshops that begin so, and the word "last"."""
    del context
    try:
        names = ["last", *(entry.path.stem for entry in library().entries())]
    except ScrutinyError:
        return []
    return [CompletionItem(name) for name in names if name.startswith(begun)]


@click.group(
    "do",
    cls=ActGroup,
    short_help="Do one thing in a workshop, such as keeping a note.",
    epilog=SESSION_IS,
    subcommand_metavar="ACT [OPTIONS]",
)
@click.argument("session", shell_complete=complete_session)
@acting_options
@click.pass_context
def do(context: click.Context, session: str) -> None:
    """Do one thing in the workshop SESSION, as on its screens.

    \b
    Examples:
      scrutiny-tui do last note --step 1 --kind evidence --text "The visits of last spring are minuted."
      scrutiny-tui do last agree --step 2 --level 3 --how "after discussion"
      scrutiny-tui do last add-action --text "Report every six months." --due "6 months"
      scrutiny-tui do last note --help
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    context.obj = session


def _command(act: Act) -> click.Command:
    """Return the command that does an act."""
    asked = act.parameters
    options: list[click.Parameter] = [_option(act, each) for each in asked]
    if act.confirm:
        options.append(click.Option(["--yes"], is_flag=True, help="Answers every question."))

    def run(**typed: Any) -> None:
        _do(act, typed.pop("yes", False), typed)

    return click.Command(act.name, callback=run, params=options, help=act.help, short_help=act.title)


def _option(act: Act, asked: Parameter) -> click.Option:
    from scrutiny_tui.acts.act import EnumOptions

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        return [CompletionItem(text) for text in _known(context, act, asked) if text.startswith(begun)]

    told = asked.ask.help or f"{asked.ask.label}."
    metavar = asked.ask.label.upper().replace(" ", "_").replace("'", "")
    if isinstance(asked.ask.options, EnumOptions):
        metavar = "|".join(option.key for option in asked.ask.options.every)
    if asked.ask.is_hidden:
        told = f"{told} {HIDDEN} reads it unseen; what stands in the command stays in the shell's history."
    return click.Option(
        [_flag(asked), asked.name], metavar=metavar, help=told, shell_complete=complete, default=None
    )


def _flag(asked: Parameter) -> str:
    return f"--{asked.name.replace('_', '-')}"


def _known(context: click.Context, act: Act, asked: Parameter) -> Iterator[str]:
    """Yield what can be given for a parameter, as far as the options before it say."""
    from scrutiny_tui.acts.act import WrongError

    session = context.obj or (context.parent.params["session"] if context.parent else "last")
    try:
        shelf = library()
        workshop = shelf.look(shelf.find(session))
        given: dict[str, Any] = {}
        for each in act.parameters:
            text = context.params.get(each.name)
            if each.name != asked.name and text:
                given[each.name] = each.checked(workshop, given, text)
        yield from (option.key for option in asked.options(workshop, given))
        yield from asked.ask.offers(workshop, given) if asked.ask.offers else ()
    except (ScrutinyError, WrongError, KeyError, TypeError):
        return


def _do(act: Act, yes: bool, typed: dict[str, str | None]) -> None:
    """Do an act in the workshop that the group was given, and say so."""
    told = ""
    with acting(click.get_current_context().obj) as workshop:
        values = _values(act, workshop, typed)
        for question in act.questions(workshop, values):
            _ask(question, yes=yes)
        told = act.do(workshop, values)
        step = values.get("step")
        shown = _result(workshop, step) if act.name == "reveal" and step else ""
    for line in (*told.splitlines(), shown):
        click.echo(line if line is shown else safe(line)) if line else None
    if workshop.unreached:
        click.get_current_context().exit(MachineError.exit_status)


def _result(workshop: Workshop, item: Item) -> str:
    from scrutiny_tui.view.results_text import item_text

    return item_text(workshop.session, item)


def _values(act: Act, workshop: Workshop, typed: dict[str, str | None]) -> dict[str, Any]:
    """Return the values of an act's parameters. Raises `UseError` if one is missing and `InputError` if one is wrong."""
    from scrutiny_tui.acts.act import WrongError

    given = {name: _text(act, name, text) for name, text in typed.items() if text is not None}
    try:
        return act.read(workshop, given, {})
    except WrongError as error:
        asked = next(each for each in act.parameters if each.name == error.parameter)
        if error.parameter in given:
            raise InputError(f"{_flag(asked)}: {error}") from error
        raise UseError(_missing(asked, workshop, act, given)) from error


def _missing(asked: Parameter, workshop: Workshop, act: Act, given: dict[str, str]) -> str:
    """Return that an option is missing, and what can be given."""
    from scrutiny_tui.acts.act import WrongError

    known: dict[str, Any] = {}
    try:
        for each in act.parameters:
            if each.name == asked.name:
                break
            known[each.name] = each.checked(workshop, known, given.get(each.name, ""))
        options = [f"{option.key}  {safe(option.words)}" for option in asked.options(workshop, known)]
    except (WrongError, KeyError):
        options = []
    told = f"{_flag(asked)} is missing. {asked.ask.help}".strip()
    return "\n".join((told, *options))


def _text(act: Act, name: str, text: str) -> str:
    """Return the text of an option; that of a hidden one is typed or read unseen if a hyphen stands for it."""
    asked = next(each for each in act.parameters if each.name == name)
    if not asked.ask.is_hidden:
        return text
    if text != HIDDEN:
        tell(f"It stays in this shell's history. {_flag(asked)} {HIDDEN} reads it unseen.")
        return text
    if has_keyboard():
        typed: str = click.prompt(f"{asked.ask.label} (it is not shown)", hide_input=True, err=True)
        return typed
    return "" if sys.stdin is None else sys.stdin.readline()


def _ask(question: Question, *, yes: bool) -> None:
    """Ask for confirmation unless `yes` is set; exit with 1 if declined. Raises `UseError` if nobody can be asked."""
    if yes:
        return
    if not has_keyboard():
        raise UseError(f"{question.text} Asking needs a terminal. Without one, add: --yes")
    if question.told:
        tell(*question.told.split("\n"))
    if not click.confirm(question.text, err=True):
        click.echo("Nothing was changed.", err=True)
        click.get_current_context().exit(1)
