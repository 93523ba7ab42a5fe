"""The commands that take in files: answers that came back before the day, and lists of people."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.taking_off import remove
from scrutiny_tui.domain.errors import InputError, ProblemsError
from scrutiny_tui.domain.moves import add_people
from scrutiny_tui.domain.printable import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrutiny_tui.acts.answer_import import ImportPlan
    from scrutiny_tui.acts.voter_import import PeoplePlan

_FILE = click.argument("file", type=click.Path(path_type=Path))
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Check the file and change nothing.")


@click.command("import", short_help="Take in answers that came back before the day.", epilog=SESSION_IS)
@click.argument("session")
@_FILE
@_DRY_RUN
@click.option("--skip-bad", is_flag=True, help="Take the lines that are right, and list the others.")
@click.option("--replace", is_flag=True, help="Let answers of the file take the place of earlier ones.")
@folder_options
def import_answers(session: str, file: Path, *, dry_run: bool, skip_bad: bool, replace: bool) -> None:
    """Take answers that came back before the day from FILE, CSV or Excel, into the workshop SESSION.

    The file has the columns voter, item and answer. Every line is checked before anything is taken; the answers wait
    with their step until its result is shown. Nothing is printed that tells how anybody answered.

    \b
    Examples:
      scrutiny-tui import last answers.xlsx --dry-run
      scrutiny-tui import last answers.csv
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.answer_import import plan_import, read_ballots
    from scrutiny_tui.view.notices import out_of_the_draw

    shelf = library()
    path = shelf.find(session)
    table = read_ballots(file)
    plan = plan_import(shelf.read(path), table, replace=replace)
    _say(plan.notices)
    _check(plan, skip_bad=skip_bad)
    if plan.problems:
        _say([f"{_problems(plan)} in {plan.file}; these lines are left out:", *map(str, plan.problems)])
        _say(_about_earlier(plan))
    if dry_run:
        click.echo(f"Would be taken: {plan.summary}. Nothing was changed.")
        return
    with closing(shelf.open(path)) as workshop:
        # Another program may have written to the session since it was read.
        plan = plan_import(workshop.session, table, replace=replace)
        _check(plan, skip_bad=skip_bad)
        workshop.import_ballots(plan.ballots)
        kept_out = out_of_the_draw(workshop.session, plan)
    click.echo(f"Taken: {plan.summary}.")
    _say(["Answers wait with their step until its result is shown.", *kept_out])


@click.group(commands=[remove], short_help="Read the list of people from a file, or take somebody off it.")
def voters() -> None:
    """Read the list of people of a workshop from a file, or take somebody off the list.

    \b
    Examples:
      scrutiny-tui voters import last committee.csv
      scrutiny-tui voters remove last --voter "Member 13"
    """  # noqa: D301 - the backslash tells click to leave the lines as they are


@voters.command("import", short_help="Put the people that a file lists on the list.", epilog=SESSION_IS)
@click.argument("session")
@_FILE
@_DRY_RUN
@folder_options
def import_people(session: str, file: Path, *, dry_run: bool) -> None:
    """Put the people that FILE lists on the list of the workshop SESSION.

    The file is CSV or Excel with a column name and, if wanted, a column role; or plain text such as
    "12 members, 2 co-optees". Names are kept only in workshops by name, parties never.

    \b
    Example:
      scrutiny-tui voters import last committee.csv
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.voter_import import plan_people, read_people_file

    shelf = library()
    path = shelf.find(session)
    table = read_people_file(file)
    plan = plan_people(shelf.read(path), table)
    _say(plan.notices)
    if plan.problems:
        raise _refusal(plan)
    if dry_run:
        click.echo(f"Would be added: {plan.summary}. Nothing was changed.")
        return
    with closing(shelf.open(path)) as workshop:
        # Another program may have written to the session since it was read.
        workshop.save(add_people(workshop.session, plan_people(workshop.session, table).voters))
    click.echo(f"Added: {plan.summary}.")


def _check(plan: ImportPlan, *, skip_bad: bool) -> None:
    """Raise an error where the file cannot be taken as it is."""
    if plan.problems and not (skip_bad and plan.ballots):
        raise _refusal(plan, *_about_earlier(plan))
    if not plan.ballots:
        raise InputError(f"{plan.file} holds no answers.")


def _refusal(plan: ImportPlan | PeoplePlan, *hints: str) -> InputError:
    error = ProblemsError(f"{_problems(plan)} in {plan.file}, so nothing was taken:", plan.problems)
    return InputError("\n".join([str(error), *hints]))


def _about_earlier(plan: ImportPlan) -> list[str]:
    """Return what to do where earlier answers stay."""
    return ["With --replace the answers of the file take the place of earlier ones."] if plan.kept else []


def _problems(plan: ImportPlan | PeoplePlan) -> str:
    return "1 problem" if len(plan.problems) == 1 else f"{len(plan.problems)} problems"


def _say(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(safe(sentence), err=True)
