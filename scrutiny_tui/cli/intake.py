"""The commands that set up a workshop without a screen, and take in files: answers, lists of people, zip files."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click

from scrutiny_tui.acts import bundle
from scrutiny_tui.acts.act import WrongError
from scrutiny_tui.acts.answer_import import ImportPlan, plan_import, read_ballots, take_ballots
from scrutiny_tui.acts.setting_acts import details as details_act
from scrutiny_tui.acts.setting_acts import vote_on
from scrutiny_tui.acts.voter_import import PeoplePlan, plan_people, read_people_file
from scrutiny_tui.cli import terminal
from scrutiny_tui.cli.act_commands import act_option, wrong_option
from scrutiny_tui.cli.options import FILE, library, session_command
from scrutiny_tui.cli.program import FOLDER
from scrutiny_tui.cli.terminal import tell
from scrutiny_tui.domain.actions import doubt_about
from scrutiny_tui.domain.details import warnings
from scrutiny_tui.domain.errors import InputError, ProblemsError, RuleError, UseError
from scrutiny_tui.domain.moves import add_people
from scrutiny_tui.domain.moves import vote_on as choose_prompts
from scrutiny_tui.domain.pack import pin
from scrutiny_tui.domain.people_list import PeopleRead, count_people, read_voters
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Details
from scrutiny_tui.store.archives import PasswordError
from scrutiny_tui.view.paper import out_of_the_draw
from scrutiny_tui.view.result_words import how_long

_ASKED = {each.name: each for each in (*details_act.parameters, *vote_on.parameters) if each.name != "also"}
"""What a workshop is set up with and corrected with later, by the name of its option."""


def _with_details(command: click.Command) -> click.Command:
    """Add an option for each detail of a workshop, made from the acts that correct them."""
    made: list[click.Parameter] = [act_option(details_act, each) for each in _ASKED.values()]
    for option in made:
        option.required = option.name == "council"
    command.params = [*made, *command.params]
    return command


@_with_details
@click.command
@click.option(
    "--people",
    required=True,
    help='Who will answer, for example "12 members, 2 co-optees, 1 chair". For groups: who is '
    'at each table, for example "6; 5; 4 members and 2 co-optees".',
)
@click.option("--chair-is-member", is_flag=True, help="The chair is one of the members you counted.")
@click.option("--sponsor-answers", is_flag=True, help="The sponsor answers too.")
@click.option("--facilitator-answers", is_flag=True, help="The facilitator answers too.")
def new(people: str, *, chair_is_member: bool, **typed: Any) -> None:
    """Set up a workshop and print the path of its file.

    \b
    Examples:
      scrutiny-tui new --council Exampleshire --people "12 members, 2 co-optees, 1 chair"
      scrutiny-tui new --council Exampleshire --mode groups --people "6; 5; 4 members and 2 co-optees"
    """
    shelf = library()
    today = shelf.today().date()
    # Of a workshop that is not set up yet there is nothing but the time in the room and the wording.
    room = SimpleNamespace(now=shelf.today, session=SimpleNamespace(wording=pin(shelf.pack())))
    known: dict[str, Any] = {"committee": "", "date": today}
    for name, asked in _ASKED.items():
        if (text := typed.pop(name)) is not None:
            try:
                known[name] = asked.checked(room, known, text)
            except WrongError as error:
                raise wrong_option(asked, error) from error
    prompts = known.pop("prompts", frozenset())
    details = Details(**known, **typed)
    read = _read_people(printable(people), details, chair_is_member=chair_is_member)
    with closing(shelf.create(details, read.voters)) as workshop:
        workshop.save(choose_prompts(workshop.session, prompts))
        answers = len(workshop.session.items)
        notices = [*workshop.notices, doubt_about(details.date, today), f"{count_people(read.voters)}."]
    notices += [read.names, read.few_question, *read.notices]
    if read.chair_question and not chair_is_member:
        notices.append(f"{read.chair_question} If so, set the workshop up with --chair-is-member.")
    notices += warnings(details, read.voters)
    if prompts:
        notices.append(f"{answers} answers, {how_long(answers)}.")
    tell(*map(safe, notices))
    click.echo(printable(str(workshop.path)))


def _read_people(text: str, details: Details, *, chair_is_member: bool) -> PeopleRead:
    """Return the people, or the tables if small groups answer. Raises `InputError` that names the option."""
    if details.mode is Mode.GROUPS and chair_is_member:
        raise UseError("--chair-is-member works with people, not with tables.")
    try:
        return read_voters(text, details, chair_is_member=chair_is_member)
    except (InputError, RuleError) as error:
        raise InputError(f"--people: {error}") from error


@session_command("import")
@click.argument("file", type=FILE)
@click.option("--people", is_flag=True, help="FILE is a list of people. Add them to the workshop.")
@click.option("--dry-run", is_flag=True, help="Check the file only. Nothing is saved.")
@click.option("--skip-bad", is_flag=True, help="Import the lines without problems and list the others.")
@click.option("--replace", is_flag=True, help="Replace earlier answers with those in the file.")
def import_file(
    session: str, file: Path, *, people: bool, dry_run: bool, skip_bad: bool, replace: bool
) -> None:
    """Import answers that came back before the day from FILE (CSV or Excel).

    The file has one line for each answer, with the columns person, step and answer, for example: Member 3, 1, 2. It may
    have a column words too, which is saved without the person. Every line is checked before anything is saved. The answers stay hidden until the result of their step is shown.

    With --people, FILE is a list of people: CSV or Excel with a column name and, if you like, a column role; or plain
    text, for example "12 members, 2 co-optees". Names are saved only if the workshop keeps answers by name. Political
    parties are never saved.

    \b
    Examples:
      scrutiny-tui import last answers.xlsx --dry-run
      scrutiny-tui import last answers.csv
      scrutiny-tui import last committee.csv --people --dry-run
    """
    if not people:
        _take_answers(session, file, dry_run=dry_run, skip_bad=skip_bad, replace=replace)
    elif skip_bad or replace:
        raise UseError("--skip-bad and --replace work with answers, not with --people.")
    else:
        _take_people(session, file, dry_run=dry_run)


def _take_answers(session: str, file: Path, *, dry_run: bool, skip_bad: bool, replace: bool) -> None:
    shelf = library()
    path = shelf.find(session)
    table = read_ballots(file)
    plan = plan_import(shelf.read(path), table, replace=replace)
    tell(*map(safe, plan.notices))
    _check(plan, skip_bad=skip_bad)
    if plan.problems:
        tell(
            f"{several(len(plan.problems), 'problem', 'problems')} in {safe(plan.file)}. These "
            "lines are left out:"
        )
        tell(*(safe(str(each)) for each in plan.problems), _about_earlier(plan))
    if dry_run:
        click.echo(f"Ready to import: {plan.summary}. Nothing was changed.")
        return
    with closing(shelf.open(path)) as workshop:
        # Another program may have written to the session since it was read.
        plan = plan_import(workshop.session, table, replace=replace)
        _check(plan, skip_bad=skip_bad)
        workshop.save_for_good(take_ballots(workshop.session, plan.ballots, plan.words))
        kept_out = out_of_the_draw(workshop.session, plan)
    click.echo(f"Imported: {plan.summary}.")
    tell("They stay hidden until the result of their step is shown.", *map(safe, kept_out))


def _take_people(session: str, file: Path, *, dry_run: bool) -> None:
    shelf = library()
    path = shelf.find(session)
    table = read_people_file(file)
    plan = plan_people(shelf.read(path), table)
    tell(*map(safe, plan.notices))
    if plan.problems:
        raise _refusal(plan)
    if dry_run:
        click.echo(f"Ready to add: {count_people(plan.voters)}. Nothing was changed.")
        for voter in plan.voters:
            click.echo(f"  {safe(voter.label)}, {voter.role}")
        return
    with closing(shelf.open(path)) as workshop:
        # Another program may have written to the session since it was read.
        workshop.save(add_people(workshop.session, plan_people(workshop.session, table).voters))
    click.echo(f"Added: {count_people(plan.voters)}.")


def _check(plan: ImportPlan, *, skip_bad: bool) -> None:
    if plan.problems and not (skip_bad and plan.ballots):
        raise _refusal(plan, _about_earlier(plan))
    if not plan.ballots:
        raise InputError(f"{plan.file} has no answers.")


def _refusal(plan: ImportPlan | PeoplePlan, hint: str = "") -> InputError:
    error = ProblemsError(
        f"{several(len(plan.problems), 'problem', 'problems')} in {plan.file}, so nothing was imported:",
        plan.problems,
    )
    return InputError("\n".join(filter(None, (str(error), hint))))


def _about_earlier(plan: ImportPlan) -> str:
    return "To replace the earlier answers, add --replace." if plan.kept else ""


@click.command
@click.argument("file", metavar="F.zip", type=FILE)
@click.option(
    "--into",
    type=FOLDER,
    metavar="DIR",
    help="The folder to save it in. Usually the folder of workshops.",
)
@click.option(
    "--with-pack", is_flag=True, help="Save its content pack too, unless there is one of that name."
)
def unpack(file: Path, into: Path | None, *, with_pack: bool) -> None:
    """Open the handed-over workshop in F.zip: save it with the other workshops and print its path.

    Everything in the zip file is checked first. No other file is replaced. If it has a password, you are asked for it.

    \b
    Examples:
      scrutiny-tui unpack handover.zip
      scrutiny-tui unpack handover.zip --into Desktop/workshops --with-pack
    """
    opened = partial(bundle.unpack, library(), file, into, with_pack=with_pack)
    try:
        unpacked = opened()
    except PasswordError:
        unpacked = opened(password=terminal.ask_hidden(f"Password of {file.name}"))
    tell(*unpacked.notices)
    click.echo(printable(str(unpacked.path)))
