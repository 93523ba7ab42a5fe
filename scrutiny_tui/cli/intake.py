"""The commands that take in files: answers that came back before the day, lists of people, workshops in zip files."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scrutiny_tui.cli.asides import tell
from scrutiny_tui.cli.options import FILE, library, session_command
from scrutiny_tui.domain.errors import InputError, ProblemsError, UseError
from scrutiny_tui.domain.printable import printable, safe

if TYPE_CHECKING:
    from scrutiny_tui.acts.answer_import import ImportPlan
    from scrutiny_tui.acts.voter_import import PeoplePlan


@session_command("import", short_help="Take in answers that came back before the day, or a list of people.")
@click.argument("file", type=FILE)
@click.option("--people", is_flag=True, help="FILE lists people, who are put on the list of the workshop.")
@click.option("--dry-run", is_flag=True, help="Check the file and change nothing.")
@click.option("--skip-bad", is_flag=True, help="Take the lines that are right, and list the others.")
@click.option("--replace", is_flag=True, help="Let answers of the file take the place of earlier ones.")
def import_file(
    session: str, file: Path, *, people: bool, dry_run: bool, skip_bad: bool, replace: bool
) -> None:
    """Take answers that came back before the day from FILE, CSV or Excel, into the workshop SESSION.

    The file has the columns voter, item and answer. Every line is checked before anything is taken; the answers wait
    with their step until its result is shown. Nothing is printed that tells how anybody answered.

    With --people FILE is CSV or Excel with a column name and, if wanted, a column role; or plain text such as
    "12 members, 2 co-optees". Names are kept only in workshops by name, parties never.

    \b
    Examples:
      scrutiny-tui import last answers.xlsx --dry-run
      scrutiny-tui import last answers.csv
      scrutiny-tui import last committee.csv --people --dry-run
    """
    if not people:
        _take_answers(session, file, dry_run=dry_run, skip_bad=skip_bad, replace=replace)
    elif skip_bad or replace:
        raise UseError("--skip-bad and --replace are for answers; they do not go with --people.")
    else:
        _take_people(session, file, dry_run=dry_run)


def _take_answers(session: str, file: Path, *, dry_run: bool, skip_bad: bool, replace: bool) -> None:
    from scrutiny_tui.acts.answer_import import plan_import, read_ballots
    from scrutiny_tui.view.paper import out_of_the_draw

    shelf = library()
    path = shelf.find(session)
    table = read_ballots(file)
    plan = plan_import(shelf.read(path), table, replace=replace)
    tell(*map(safe, plan.notices))
    _check(plan, skip_bad=skip_bad)
    if plan.problems:
        tell(f"{_problems(plan)} in {safe(plan.file)}; these lines are left out:")
        tell(*(safe(str(each)) for each in plan.problems), _about_earlier(plan))
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
    tell("Answers wait with their step until its result is shown.", *map(safe, kept_out))


def _take_people(session: str, file: Path, *, dry_run: bool) -> None:
    from scrutiny_tui.acts.voter_import import plan_people, read_people_file
    from scrutiny_tui.domain.moves import add_people

    shelf = library()
    path = shelf.find(session)
    table = read_people_file(file)
    plan = plan_people(shelf.read(path), table)
    tell(*map(safe, plan.notices))
    if plan.problems:
        raise _refusal(plan)
    if dry_run:
        click.echo(f"Would be added: {plan.summary}. Nothing was changed.")
        for voter in plan.voters:
            click.echo(f"  {safe(voter.label)}, {voter.role}")
        return
    with closing(shelf.open(path)) as workshop:
        # Another program may have written to the session since it was read.
        workshop.save(add_people(workshop.session, plan_people(workshop.session, table).voters))
    click.echo(f"Added: {plan.summary}.")


def _check(plan: ImportPlan, *, skip_bad: bool) -> None:
    """Raise an error if the file cannot be taken as it is."""
    if plan.problems and not (skip_bad and plan.ballots):
        raise _refusal(plan, _about_earlier(plan))
    if not plan.ballots:
        raise InputError(f"{plan.file} holds no answers.")


def _refusal(plan: ImportPlan | PeoplePlan, hint: str = "") -> InputError:
    error = ProblemsError(f"{_problems(plan)} in {plan.file}, so nothing was taken:", plan.problems)
    return InputError("\n".join(filter(None, (str(error), hint))))


def _about_earlier(plan: ImportPlan) -> str:
    """Return what to do if earlier answers stay."""
    return "With --replace the answers of the file take the place of earlier ones." if plan.kept else ""


def _problems(plan: ImportPlan | PeoplePlan) -> str:
    return "1 problem" if len(plan.problems) == 1 else f"{len(plan.problems)} problems"


@click.command(short_help="Unpack a workshop from a zip file.")
@click.argument("file", metavar="F.zip", type=FILE)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder to put it into; the sessions folder unless it is named.",
)
@click.option("--with-pack", is_flag=True, help="Take its pack too, if there is none of that name.")
def unpack(file: Path, into: Path | None, *, with_pack: bool) -> None:
    """Put the workshop of the zip file F.zip among the workshops, under a free name, and print its path.

    Everything in the zip file is checked before anything is written, and no file is ever replaced.

    \b
    Examples:
      scrutiny-tui unpack handover.zip
      scrutiny-tui unpack handover.zip --into Desktop/workshops --with-pack
    """
    from scrutiny_tui.acts.bundle import unpack as take

    unpacked = take(library(), file, into, with_pack=with_pack)
    tell(*unpacked.notices)
    click.echo(printable(str(unpacked.path)))
