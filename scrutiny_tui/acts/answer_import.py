"""Takes in answers that came back before the day: every line is checked before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.asks import People, shown
from scrutiny_tui.acts.import_tables import (
    Items,
    find_columns,
    has_all,
    not_read,
    whole_number,
)
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.errors import InputError, Problem, RuleError
from scrutiny_tui.domain.fields import LONGEST_OWN_LINE, too_long
from scrutiny_tui.domain.own_words import FEWEST, take_in_lines
from scrutiny_tui.domain.pack import PROMPTS_A_STEP, Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import listed, several
from scrutiny_tui.domain.printable import plain, printable
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import ANSWERS, NO_FILE, answers_by_name, name_of
from scrutiny_tui.store.system import watched
from scrutiny_tui.store.tables import HEADER_LINES, Row, Table, read_table

_HEADINGS: Final = {
    "voter": frozenset({"voter", "member", "person", "label"}),
    "item": frozenset({"item", "step"}),
    "answer": frozenset({"answer"}),
}
_WORDS: Final = frozenset({"words", "own words", "in a few words"})
"""Headings of a column that need not be there: what somebody wrote."""
_NAMES: Final = frozenset({"name", "full name"})
"""Headings of the people's column if there is none of the others: forms add a name by themselves."""

_SPOKEN: Final = {"voter": "person", "item": "step", "answer": "answer"}
"""How sentences call the columns."""

_NO_ANSWER: Final = f"The answer is not one of: {ANSWERS}."
"""Does not repeat what stands there, because it may still tell what the person meant."""


@record
class _CheckedLine:
    """A line with an answer, and what is wrong with it."""

    number: int
    reasons: tuple[str, ...]
    """Whole sentences; empty if the line is right."""
    answer: Answer | None = field(repr=False)
    key: tuple[int, int] | None = None
    """Item and voter; None if one of them is not known."""
    about: str = ""
    """Item and voter in words, such as "Member 4 on step 2"; empty if one of them is not known."""
    is_second: bool = False
    """Whether there is an earlier answer, whose place it takes if that is wanted."""
    words: str = field(default="", repr=False)
    """What the person wrote, in one line."""


class _LineCheck:
    """Checks the lines of one table against one session."""

    def __init__(self, session: Session, columns: Mapping[str, int], *, replace: bool) -> None:
        self._session = session
        self._columns = columns
        self._replace = replace
        self._people = People(session.voters.values())
        self._items = Items(session)
        self._answers = answers_by_name(session.wording.levels)

    def lines(self, rows: Collection[Row], *, wide: bool) -> list[_CheckedLine]:
        """Return what the lines with an answer say, and what is wrong with them."""
        at, whose = self._columns["item"], self._columns["voter"]
        typed = [row for row in rows if at not in row.as_typed]
        self._reformatted = self._items.is_reformatted(row.cell(at) for row in typed)
        self._numbers: dict[str, set[str]] = {}
        for row in typed:
            self._numbers.setdefault(plain(row.cell(whose)), set()).add(row.cell(at))
        checked = (self._line(row, wide=wide) for row in watched(rows))
        return [line for line in checked if line is not None]

    def _line(self, row: Row, *, wide: bool) -> _CheckedLine | None:
        column = self._columns["answer"]
        if not row.cell(column) and column not in row.faults:
            return None
        voter = self._people.find(row.cell(self._columns["voter"]))
        item = None if self._doubt(row) else self._items.find(row.cell(self._columns["item"]))
        answer = self._answer(row.cell(column), item)
        reasons = [self._about_voter(row, voter), self._about_item(row, item)]
        if answer is None:
            told = self._wrong(row, "answer", _NO_ANSWER)
            reasons.append(f"{row.cell(self._columns['item']).capitalize()}: {told}" if wide else told)
        words = self._own_words(row)
        reasons = [*filter(None, (*reasons, self._about_words(row, words)))]
        if voter is None or item is None:
            return _CheckedLine(row.number, tuple(reasons), answer)
        found, name = self._session.open_round(item.number), name_of(self._session, item.number)
        is_shown = bool(self._session.revealed(item.number))
        is_in = found is not None and voter.id in found.is_in
        if is_shown:
            reasons.append(f"The result of {name} has been shown, so new answers can't be added.")
        elif found and found.closed and not is_in:
            reasons.append(f"A count has been saved for {name}, so new answers can't be added.")
        elif is_in and not self._replace:
            reasons.append(f"{shown(voter.label)} has already answered {name}. The earlier answer is kept.")
        about, key = f"{shown(voter.label)} on {name}", (item.number, voter.id)
        return _CheckedLine(row.number, tuple(reasons), answer, key, about, is_in and not is_shown, words)

    def _own_words(self, row: Row) -> str:
        column = self._columns.get("words")
        return "" if column is None else " ".join(printable(row.cell(column)).split())

    def _about_words(self, row: Row, words: str) -> str:
        if fault := row.faults.get(self._columns.get("words", -1)):
            return f"The words column {fault}."
        return too_long(words, "The text in the words column", LONGEST_OWN_LINE)

    def _answer(self, text: str, item: Item | None) -> Answer | None:
        answer = self._answers.get(whole_number(plain(text))) or self._numbered(plain(text))
        groups = self._session.details.mode is Mode.GROUPS
        may_skip = item is None or bool(item.step) or groups
        return None if answer is Answer.NOT_APPLICABLE and not may_skip else answer

    def _numbered(self, text: str) -> Answer | None:
        """Return the answer of a number with the level's name behind it, such as "2 - Developing"."""
        both = _NUMBERED.fullmatch(text)
        named = self._answers.get(both[2]) if both else None
        return named if both and self._answers.get(both[1]) is named else None

    def _doubt(self, row: Row) -> str:
        column = self._columns["item"]
        if column in row.as_typed:
            return ""
        others = self._numbers[plain(row.cell(self._columns["voter"]))]
        return self._items.doubt(row.cell(column), others, reformatted=self._reformatted)

    def _about_voter(self, row: Row, voter: Voter | None) -> str:
        if voter is None:
            return self._wrong(row, "voter", self._people.unknown(row.cell(self._columns["voter"])))
        return "" if voter.casts else f"{shown(voter.label)} does not answer."

    def _about_item(self, row: Row, item: Item | None) -> str:
        text = shown(row.cell(self._columns["item"]))
        unknown = f'"{text}" is not the number or name of a step that is answered here.'
        return "" if item else self._wrong(row, "item", self._doubt(row) or unknown)

    def _wrong(self, row: Row, kind: str, otherwise: str) -> str:
        """Return what is wrong with a cell that cannot be used: its fault, or that it is empty, or what is said otherwise."""
        column = self._columns[kind]
        if column in row.faults:
            return f"The {_SPOKEN[kind]} {row.faults[column]}."
        return otherwise if row.cell(column) else f"The {_SPOKEN[kind]} is missing."


_NUMBERED: Final = re.compile(r"(\d)\s*[-.:)=]?\s*(\S.*)")


@record
class ImportedBallot:
    """One answer that is ready to be taken."""

    item: int
    """The item's number in the session's wording."""
    voter: int
    answer: Answer = field(repr=False)
    """Left out of what is printed for debugging."""


@record
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
    words: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    """What people wrote, with the number of its step; sorted, so that nothing says whose it is."""
    replaced: int = 0
    """How many of the ballots take the place of earlier ones."""
    kept: int = 0
    """How many lines are refused because an earlier answer stays; planned with `replace` they would not be."""

    @property
    def summary(self) -> str:
        """The numbers of answers, people and steps, such as "12 answers of 4 people on 3 steps"."""
        people = len({ballot.voter for ballot in self.ballots})
        items = {ballot.item for ballot in self.ballots}
        kinds = (
            ("prompt", "steps and prompts") if max(items, default=0) > PROMPTS_A_STEP else ("step", "steps")
        )
        counted = (
            f"{several(len(self.ballots), 'answer', 'answers')} from "
            f"{several(people, 'person', 'people')} on {several(len(items), *kinds)}"
        )
        told = f"{counted}, {self.replaced} of them replacing earlier ones" if self.replaced else counted
        return (
            f"{told}, and {several(len(self.words), 'line', 'lines')} in people's own words"
            if self.words
            else told
        )


def read_ballots(path: Path) -> Table:
    """Return the table of answers in a CSV file or Excel workbook.

    Raises `InputError` with one sentence if the file is no such table, and `MachineError` if it cannot be read.
    """
    table = read_table(path, _is_long)
    if table.header is None:
        table = read_table(path, _is_wide)
    if table.header is None:
        raise InputError(_how_to_write(table))
    return table


def _how_to_write(table: Table) -> str:
    return (
        f"{table.name} needs the headings person, step and answer in its first {HEADER_LINES} lines, then one line for "
        "each answer. For example: Member 3, 1, 2. Or the headings person, Step 1, Step 2 and so on, then one line for "
        "each person."
    )


def _is_long(cells: tuple[str, ...]) -> bool:
    return has_all(cells, {**_HEADINGS, "voter": _HEADINGS["voter"] | _NAMES})


def _is_wide(cells: tuple[str, ...]) -> bool:
    """Say whether these may be the headings of one line a person; if the other columns are steps, the session tells."""
    found = {plain(cell) for cell in cells if cell}
    return len(found) > 1 and bool(found & (_HEADINGS["voter"] | _NAMES))


def _columns(header: Row, name: str) -> dict[str, int]:
    found = dict(find_columns(header, _HEADINGS, name))
    if "voter" not in found:
        found |= find_columns(header, {"voter": _NAMES}, name)
    return found


def _lines_by_step(
    session: Session, lines: Collection[_CheckedLine]
) -> tuple[list[tuple[int, str]], list[str]]:
    """Return what people wrote with the step it is about, and a sentence if some of it is left out.

    A file with answers of one or two people on a step would tell whose words they are.
    """
    people: dict[int, set[int]] = {}
    written: list[tuple[int, str]] = []
    for line in (each for each in lines if each.key):
        item, voter = line.key or (0, 0)
        step = session.wording.item(item).step_number
        people.setdefault(step, set()).add(voter)
        written += [(step, line.words)] if line.words else []
    taken = sorted(each for each in written if len(people[each[0]]) >= FEWEST)
    few = sorted({step for step, _text in written} - {step for step, _text in taken})
    names = listed([name_of(session, step) for step in few])
    why = "this file has answers from fewer than three people there, so they would show who wrote them"
    return taken, [f"What people wrote on {names} is left out: {why}."] * bool(few)


_LONG: Final = {"voter": 0, "item": 1, "answer": 2}


def _line_an_answer(session: Session, table: Table, header: Row) -> tuple[list[Row], Collection[int]]:
    """Return a line for each answer of a table with a line for each person, and the columns that were read."""
    items, found = Items(session), _columns(header, table.name)
    voter = found["voter"]
    named: dict[int, int] = {}
    numbers = [cell for column, cell in enumerate(header.cells) if column not in header.as_typed]
    reformatted = items.is_reformatted(numbers)
    for column, cell in enumerate(header.cells):
        item = items.headed(cell) if column != voter else None
        doubt = "" if column in header.as_typed else items.doubt(cell, numbers, reformatted=reformatted)
        if doubt:
            raise InputError(f"{table.name}, line {header.number}: {doubt}")
        if item and item.number in named.values():
            raise InputError(
                f"{table.name}, line {header.number}: two columns could both be {name_of(session, item.number)}. Keep one."
            )
        if item:
            named[column] = item.number
    if not named:
        raise InputError(_how_to_write(table))
    rows = [
        Row(
            row.number,
            (row.cell(voter), name_of(session, number), row.cell(column)),
            {to: row.faults[at] for to, at in ((0, voter), (2, column)) if at in row.faults},
        )
        for row in table.rows
        for column, number in named.items()
    ]
    return rows, (voter, *named)


def plan_import(session: Session, table: Table, *, replace: bool = False) -> ImportPlan:
    """Check every line of a table against the session and return what can be taken, changing nothing.

    The table has a line for each answer, or a line for each person and a column for each step. `replace` lets answers
    of the file take the place of those that are in already. Raises `RuleError` if this workshop takes no answers from
    files, and `InputError` if the columns are not clear.
    """
    _check_takes_imports(session)
    if table.header is None:
        raise InputError(f"{table.name} has no headings.")
    columns, rows = _columns(table.header, table.name), list(table.rows)
    read: Collection[int]
    if wide := len(columns) < len(_HEADINGS):
        rows, read = _line_an_answer(session, table, table.header)
        columns = _LONG
    else:
        columns |= find_columns(table.header, {"words": _WORDS}, table.name)
        read = columns.values()
    lines = _LineCheck(session, columns, replace=replace).lines(rows, wide=wide)
    twice = _twice(lines)
    problems = [
        Problem(table.name, f"line {line.number}", reason)
        for place, line in enumerate(lines)
        for reason in (*line.reasons, *twice.get(place, ()))
    ]
    good = [line for place, line in enumerate(lines) if not line.reasons and place not in twice]
    ballots = tuple(ImportedBallot(*line.key, line.answer) for line in good if line.key and line.answer)
    words, few = _lines_by_step(session, good)
    notices = [*table.notices, *not_read(table.header, read), *few]
    if empty := len({row.number for row in rows} - {line.number for line in lines}):
        were = "line has no answer and was", "lines have no answer and were"
        notices.append(f"{several(empty, *were)} skipped.")
    second = sum(line.is_second for line in lines)
    replaced = sum(line.is_second for line in good)
    told, kept = tuple(dict.fromkeys(problems)), 0 if replace else second
    return ImportPlan(table.name, ballots, told, tuple(notices), tuple(words), replaced, kept)


def take_ballots(
    session: Session, ballots: Collection[ImportedBallot], words: Iterable[tuple[int, str]] = ()
) -> Session:
    """Return the session with these answers in the open rounds of their items, opened if none is, and these lines.

    Who is away stays away: an answer from before the day does not say that somebody is here. Raises `RuleError`
    if an answer cannot be taken, or this workshop takes none from files.
    """
    _check_takes_imports(session)
    taken = session
    prepared: dict[int, bool] = {}
    for ballot in watched(ballots):
        if taken.open_round(ballot.item) is None:
            taken = voting.open_round(taken, ballot.item)
        found = voting.opened(taken, ballot.item)
        prepared.setdefault(ballot.item, found.prepared or not found.given)
        taken = voting.cast(taken, ballot.item, ballot.voter, ballot.answer)
    for item, only in prepared.items():
        taken = taken.with_round(replace(voting.opened(taken, item), prepared=only))
    for step, lines in groupby(words, key=itemgetter(0)):
        taken = take_in_lines(taken, step, (text for _step, text in lines))
    return taken if taken.sitting == session.sitting else taken.with_sitting(session.sitting)


def _check_takes_imports(session: Session) -> None:
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError(NO_FILE)
    if session.details.mode is Mode.COLLECTIVE:
        raise RuleError("In this workshop the committee agrees together, so there are no answers to import.")


def _twice(lines: Iterable[_CheckedLine]) -> Mapping[int, tuple[str]]:
    """Return, by place, the sentence about another line with an answer of the same person on the same item."""
    first: dict[tuple[int, int], tuple[int, _CheckedLine]] = {}
    found: dict[int, tuple[str]] = {}
    for place, line in enumerate(lines):
        if line.key is None:
            continue
        before, earlier = first.setdefault(line.key, (place, line))
        if before != place:
            reason = f"Lines {earlier.number} and {line.number} both have an answer of {line.about}."
            found.setdefault(before, (reason,))
            found[place] = (reason,)
    return found
