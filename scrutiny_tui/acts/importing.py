"""Takes in answers that came back before the day: every line is checked before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.import_columns import find_columns, has_all, not_read
from scrutiny_tui.acts.import_lines import CheckedLine, LineCheck
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import InputError, Problem, RuleError
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import PROMPTS_A_STEP
from scrutiny_tui.store.tables import HEADER_LINES, Table, read_table

_HEADINGS: Final = {
    "voter": frozenset({"voter", "member", "person", "label"}),
    "item": frozenset({"item", "step"}),
    "answer": frozenset({"answer"}),
}


@dataclass(frozen=True, slots=True)
class ImportedBallot:
    """One answer that is ready to be taken."""

    item: int
    """The item's number in the session's wording."""
    voter: int
    answer: Answer = field(repr=False)
    """Left out of what is printed for debugging."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking a file would do. Nothing that it says tells how anybody answered."""

    file: str
    """The file's name."""
    ballots: tuple[ImportedBallot, ...] = field(repr=False)
    """The answers of the lines that are right."""
    problems: tuple[Problem, ...]
    """Everything wrong in the other lines, in the order of the lines."""
    notices: tuple[str, ...]
    """Sentences about how the file was understood."""
    replaced: int = 0
    """How many of the ballots take the place of earlier ones."""
    kept: int = 0
    """How many lines are refused because an earlier answer stays; planned with `replace` they would not be."""

    @property
    def summary(self) -> str:
        """The numbers of answers, people and steps, such as "12 answers of 4 people on 3 steps"."""
        people = len({ballot.voter for ballot in self.ballots})
        items = {ballot.item for ballot in self.ballots}
        several = "steps and prompts" if max(items, default=0) > PROMPTS_A_STEP else "steps"
        counted = (
            f"{_many(len(self.ballots), 'answer', 'answers')} of {_many(people, 'person', 'people')} "
            f"on {_many(len(items), 'step' if several == 'steps' else 'prompt', several)}"
        )
        return f"{counted}, {self.replaced} in place of earlier ones" if self.replaced else counted


def read_ballots(path: Path) -> Table:
    """Return the table of answers in a CSV file or Excel workbook.

    Raises `InputError` with one sentence where the file is no such table, and `MachineError` if it cannot be read.
    """
    table = read_table(path, lambda cells: has_all(cells, _HEADINGS))
    if table.header is None:
        raise InputError(
            f"{table.name} has no line with the headings voter, item and answer among its first {HEADER_LINES} lines."
        )
    return table


def plan_import(session: Session, table: Table, *, replace: bool = False) -> ImportPlan:
    """Check every line of a table against the session and return what can be taken, changing nothing.

    `replace` lets answers of the file take the place of those that are in already. Raises `RuleError` if this
    workshop takes no answers from files, and `InputError` if the columns are not clear.
    """
    _check_takes_imports(session)
    if table.header is None:
        raise InputError(f"{table.name} has no headings.")
    columns = find_columns(table.header, _HEADINGS, table.name)
    check = LineCheck(session, columns, replace=replace)
    checked = [check.line(row) for row in table.rows]
    lines = [line for line in checked if line is not None]
    twice = _twice(lines)
    problems = [
        Problem(table.name, f"line {line.number}", reason)
        for line in lines
        for reason in (*line.reasons, *twice.get(line.number, ()))
    ]
    good = [line for line in lines if not line.reasons and line.number not in twice]
    ballots = tuple(ImportedBallot(*line.key, line.answer) for line in good if line.key and line.answer)
    empty = len(checked) - len(lines)
    notices = (*table.notices, *not_read(table.header, columns), *_about_empty(empty))
    second = sum(line.is_second for line in lines)
    replaced = sum(line.is_second for line in good)
    return ImportPlan(table.name, ballots, tuple(problems), notices, replaced, 0 if replace else second)


def take_ballots(session: Session, ballots: Iterable[ImportedBallot]) -> Session:
    """Return the session with these answers in the open rounds of their items, opened where none is.

    Who is away stays away: an answer from before the day does not say that somebody is here. Raises `RuleError`
    where an answer cannot be taken, or this workshop takes none from files.
    """
    _check_takes_imports(session)
    taken = session
    prepared: dict[int, bool] = {}
    for ballot in ballots:
        if taken.open_round(ballot.item) is None:
            taken = voting.open_round(taken, ballot.item)
        found = voting.opened(taken, ballot.item)
        prepared.setdefault(ballot.item, found.prepared or not found.given)
        taken = voting.cast(taken, ballot.item, ballot.voter, ballot.answer)
    for item, only in prepared.items():
        taken = taken.with_round(replace(voting.opened(taken, item), prepared=only))
    return taken if taken.sitting == session.sitting else taken.with_sitting(session.sitting)


def _check_takes_imports(session: Session) -> None:
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError(
            "This workshop keeps totals only. A file joins people to their answers, so answers are not imported."
        )
    if session.details.mode is Mode.COLLECTIVE:
        raise RuleError(
            "In this workshop the room agrees as a collective, so there are no answers to import."
        )


def _twice(lines: Iterable[CheckedLine]) -> Mapping[int, tuple[str]]:
    """Return, by line, the sentence about another line with an answer of the same person on the same item."""
    first: dict[tuple[int, int], CheckedLine] = {}
    found: dict[int, tuple[str]] = {}
    for line in lines:
        if line.key is None:
            continue
        earlier = first.setdefault(line.key, line)
        if earlier is not line:
            reason = f"Lines {earlier.number} and {line.number} both hold an answer of {line.about}."
            found.setdefault(earlier.number, (reason,))
            found[line.number] = (reason,)
    return found


def _about_empty(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    return (
        f"{_many(number, 'line has', 'lines have')} no answer and {'was' if number == 1 else 'were'} skipped.",
    )


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
