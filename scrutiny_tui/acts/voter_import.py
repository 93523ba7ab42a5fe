"""Reads a list of people from a file: a table with names and roles, or plain lines as somebody types them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.import_tables import find_columns, not_read, shown
from scrutiny_tui.domain.errors import InputError, Problem
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.people_list import (
    count_people,
    is_counted,
    label_people,
    read_part,
    split_list,
)
from scrutiny_tui.domain.printable import plain, printable
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.tables import Row, Table, read_table, unguarded

_HEADINGS: Final = {"name": frozenset({"name", "label", "person", "voter"}), "role": frozenset({"role"})}

_LONGEST_NAME: Final = 100

_NAME_AND_ROLE: Final = re.compile(r"(.*\S)\s*[,;]\s*([^,;]+)")


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """What taking a list of people would do."""

    file: str
    """The file's name."""
    voters: tuple[Voter, ...]
    """The people to add; nobody where there are problems."""
    problems: tuple[Problem, ...]
    """Everything wrong in the file, in the order of the lines."""
    notices: tuple[str, ...]
    """Sentences about how the file was understood."""

    @property
    def summary(self) -> str:
        """How many people of which roles, such as "3 people: 1 chair, 2 members"."""
        return count_people(self.voters)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Somebody whom a line names."""

    line: int
    name: str
    """Empty where only the role is given."""
    role: Role


def read_people_file(path: Path) -> Table:
    """Return the list in a text file, CSV file or Excel workbook.

    Raises `InputError` with one sentence where the file is no list, and `MachineError` if it cannot be read.
    """
    return read_table(path, _is_header)


def plan_people(session: Session, table: Table) -> PeoplePlan:
    """Check every line of a list against the session and return whom it adds, changing nothing.

    Raises `InputError` if the columns are not clear, or the list adds nobody or too many.
    """
    columns, rows = _columns(table)
    listed: list[_Listed] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            listed += _people_in(row, columns)
        except InputError as error:
            problems.append(Problem(table.name, f"line {row.number}", str(error)))
    unread = not_read(table.header, columns) if table.header else ()
    if problems:
        return PeoplePlan(table.name, (), tuple(problems), (*table.notices, *unread))
    fresh, twice = _without_repeats(session, listed)
    if not fresh:
        raise InputError(f"Nobody in {table.name} is new to the list.")
    read = label_people(fresh, session.details.secrecy, after=session.voters.values(), gone=session.gone)
    about = filter(None, (*read.notices, read.chair_question))
    return PeoplePlan(table.name, read.voters, (), (*table.notices, *unread, *twice, *about))


def _is_header(cells: tuple[str, ...]) -> bool:
    found = {plain(cell) for cell in cells}
    # "person" alone may be somebody in a plain list; beside other headings it is a heading.
    return bool(found & {"name", "label", "role"}) or (len(found) > 1 and bool(found & _HEADINGS["name"]))


def _columns(table: Table) -> tuple[Mapping[str, int], Sequence[Row]]:
    """Return where the names and roles are, no roles where there is no heading, and the rows that hold them."""
    rows = table.rows
    if table.header:
        found = find_columns(table.header, _HEADINGS, table.name)
        first = next(column for column in range(len(table.header.cells) + 1) if column != found.get("role"))
        return {"name": first, **found}, rows
    if rows and len(rows[0].cells) == 1 and plain(rows[0].cell(0)) in _HEADINGS["name"]:
        return {}, rows[1:]
    return {}, rows


def _people_in(row: Row, columns: Mapping[str, int]) -> Iterator[_Listed]:
    """Yield whom a line names. Raises `InputError` if it cannot be read."""
    if columns:
        found = _in_table(row, columns)
    elif len(row.cells) > 1:
        role = read_role(row.cell(1))
        found = [(row.cell(0), role)] if role else read_part(row.cell(0))
    else:
        found = _in_plain_line(row.cell(0))
    for name, role in found:
        if len(name) > _LONGEST_NAME:
            raise InputError(f"The name is longer than {_LONGEST_NAME} characters.")
        yield _Listed(row.number, printable(unguarded(name)), role)


def _in_table(row: Row, columns: Mapping[str, int]) -> list[tuple[str, Role]]:
    for kind, column in columns.items():
        if column in row.faults:
            raise InputError(f"The {kind} {row.faults[column]}.")
    name = row.cell(columns["name"])
    word = row.cell(columns["role"]) if "role" in columns else ""
    if not word:
        return read_part(name) if name else []
    role = read_role(word)
    if role is None:
        raise InputError(f'"{shown(word)}" is not a role. Roles are: {", ".join(Role)}.')
    return [("" if read_role(name) is role else name, role)]


def _in_plain_line(line: str) -> list[tuple[str, Role]]:
    """Return whom a line names that is a list of its own, or a name with its role behind a comma."""
    pair = _NAME_AND_ROLE.fullmatch(line)
    role = read_role(pair[2]) if pair else None
    if pair and role and not any(is_counted(part) for part in split_list(pair[1])):
        return [(pair[1], role)]
    return [person for part in split_list(line) for person in read_part(part)]


def _without_repeats(
    session: Session, listed: Sequence[_Listed]
) -> tuple[list[tuple[str, Role]], tuple[str, ...]]:
    """Return everybody once, and the sentences about those who were named twice or are on the list already."""
    by_name = session.details.secrecy is Secrecy.BY_NAME
    here = {plain(voter.label) for voter in session.voters.values()} if by_name else set()
    first: dict[str, int] = {}
    fresh: list[tuple[str, Role]] = []
    notices: list[str] = []
    for each in listed:
        key = plain(each.name)
        if key and key in here:
            notices.append(f"Line {each.line}: {shown(each.name)} is on the list already and was left out.")
        elif key and key in first:
            notices.append(f"Lines {first[key]} and {each.line} hold the same name; it was taken once.")
        else:
            first[key] = each.line
            fresh.append((each.name, each.role))
    return fresh, tuple(notices)
