"""Reads a list of people from a file: a table with names and roles, or plain lines as somebody types them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from scrutiny_tui.acts.asks import shown
from scrutiny_tui.acts.import_tables import find_columns, not_read
from scrutiny_tui.domain.errors import InputError, Problem
from scrutiny_tui.domain.people import TITLES, Role, Voter, not_a_role, read_role
from scrutiny_tui.domain.people_list import (
    is_counted,
    is_number_word,
    label_people,
    read_part,
    split_list,
    without_bullet,
)
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.printable import plain, printable, unguarded
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.tables import Row, Table, read_table

_HEADINGS: Final = {
    "name": frozenset({"name", "full name", "label", "person", "voter"}),
    "surname": frozenset({"surname", "last name", "family name", "lastname"}),
    "forename": frozenset({"forename", "forenames", "first name", "first names", "given name", "firstname"}),
    "role": frozenset({"role", "position"}),
}

_NO_NAMES: Final = frozenset(
    {"names", "members", "councillors", "people", "attendees", "committee", "committee members", "membership"}
)
"""What may stand alone above a list of names."""

_LONGEST_NAME: Final = 100

_PARTS: Final = re.compile(r"[,;\t]")


@record
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


_Listed: TypeAlias = tuple[int, str, Role]
"""The number of a line, and whom it names; the name is empty where only the role is given."""


def read_people_file(path: Path) -> Table:
    """Return the list in a text file, CSV file or Excel workbook.

    Raises `InputError` with one sentence where the file is no list, and `MachineError` if it cannot be read.
    """
    return read_table(path, _is_header)


def plan_people(session: Session, table: Table) -> PeoplePlan:
    """Check every line of a list against the session and return whom it adds, changing nothing.

    Raises `InputError` if the columns are not clear, or the list adds nobody or too many.
    """
    rows, heading = _without_heading(table)
    people, unread = _in_table(table, table.header) if table.header else _in_lines(rows)
    unread = (*heading, *unread)
    listed: list[_Listed] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            listed += _listed(row.number, people(row))
        except InputError as error:
            problems.append(Problem(table.name, f"line {row.number}", str(error)))
    if problems:
        return PeoplePlan(table.name, (), tuple(problems), (*table.notices, *unread))
    fresh, twice = _without_repeats(session, listed)
    if not fresh:
        raise InputError(f"Everyone in {table.name} is already on the list.")
    read = label_people(fresh, session.details.secrecy, session)
    again = ""
    if (
        session.voters
        and session.details.secrecy is not Secrecy.BY_NAME
        and any(name for name, _role in fresh)
    ):
        here = several(len(session.voters), "person is", "people are")
        again = f"{here} on the list already. Names are not saved, so check that nobody is added twice."
    about = filter(None, (*read.notices, again, read.chair_question))
    return PeoplePlan(table.name, read.voters, (), (*table.notices, *unread, *twice, *about))


def _without_heading(table: Table) -> tuple[Sequence[Row], tuple[str, ...]]:
    """Return the lines with names, and a sentence if the first was a heading of no column."""
    rows = table.rows
    if table.header or len(rows) < _PAIR or len(rows[0].cells) != 1:
        return rows, ()
    first = rows[0].cell(0)
    if plain(first) in _HEADINGS["name"]:
        return rows[1:], ()
    if plain(first.strip(":")) in _NO_NAMES:
        return rows[1:], (f'"{shown(first)}" was read as a heading.',)
    return rows, ()


def _listed(line: int, people: Iterable[tuple[str, Role]]) -> Iterator[_Listed]:
    for name, role in people:
        if len(name) > _LONGEST_NAME:
            raise InputError(f"The name is longer than {_LONGEST_NAME} characters.")
        yield line, printable(unguarded(name)), role


def _is_header(cells: tuple[str, ...]) -> bool:
    found = {plain(cell) for cell in cells}
    if found & _HEADINGS["surname"] and found & _HEADINGS["forename"]:
        return True
    # "person" alone may be somebody in a plain list; beside other headings it is a heading.
    return bool(found & {"name", "full name", "label", *_HEADINGS["role"]}) or (
        len(found) > 1 and bool(found & _HEADINGS["name"])
    )


def _in_table(table: Table, header: Row) -> _Found:
    """Return whom each line under the headings names."""
    found = find_columns(header, _HEADINGS, table.name)
    role, surname = found.get("role"), found.get("surname")
    first = found.get("forename", found.get("name") if surname is not None else None)
    if first is not None and surname is not None and ("forename" not in found or "name" not in found):
        names = [first, surname]
    else:
        alone = next(column for column in range(len(header.cells) + 1) if column != role)
        names = [found.get("name", alone)]
    columns = names if role is None else [*names, role]

    def people(row: Row) -> list[tuple[str, Role]]:
        for column in columns:
            if column in row.faults:
                raise InputError(f"The {'role' if column == role else 'name'} {row.faults[column]}.")
        name = " ".join(filter(None, (without_bullet(row.cell(column)) for column in names)))
        word = "" if role is None else row.cell(role)
        if not word:
            return [(name, Role.MEMBER)] if is_number_word(name) else read_part(name) if name else []
        said = read_role(word)
        if said is None:
            raise InputError(not_a_role(shown(word)))
        return [("" if read_role(name) is said else name, said)]

    return people, not_read(header, columns)


_Found: TypeAlias = tuple[Callable[[Row], list[tuple[str, Role]]], tuple[str, ...]]
"""What reads a line, and sentences about what is not read."""


def _parts(row: Row) -> list[str]:
    """Return what stands between the commas of a line without headings; of a spreadsheet, its cells."""
    cells = row.cells if len(row.cells) > 1 else _PARTS.split(row.cell(0))
    return [part for cell in cells if (part := without_bullet(cell.strip()).strip())]


def _in_lines(rows: Sequence[Row]) -> _Found:
    """Return whom each line names in a file without headings.

    A line may be a name; a name and a role, and more behind it that is not read; surname and forename; or counts such
    as "12 members, 2 co-optees". If there is one line only, it may list several names.
    """
    lines = _without_numbers({row.number: _parts(row) for row in rows})
    behind = any(len(parts) > _role_at(parts) + 1 for parts in lines.values() if _role_at(parts) > 0)
    named = [_names(parts) for parts in lines.values() if not _all_counted(parts)]
    turned = _are_turned([names for names in named if len(names) > 1])
    notices = ["The words after the role were not read."] if behind else []
    if turned:
        notices.append("Names were read as surname, forename.")

    def people(row: Row) -> list[tuple[str, Role]]:
        parts = lines[row.number]
        names, place = _names(parts), _role_at(parts)
        if _all_counted(parts) or (len(rows) == 1 and len(row.cells) == 1 and not _may_be_one(parts)):
            cell = row.cell(0)
            return [person for part in split_list(cell) for person in read_part(part)]
        if len(names) > 1 and not turned:
            raise InputError(_UNCLEAR)
        name = " ".join(reversed(names))
        if place > 0:
            return [(name, read_role(parts[place]) or Role.MEMBER)]
        return [person for part in split_list(name) for person in read_part(part)]

    return people, tuple(notices)


def _without_numbers(lines: Mapping[int, list[str]]) -> Mapping[int, list[str]]:
    """Return the lines without the numbers 1, 2, 3 and so on that stand before the names."""
    found = {number: _NUMBERED.fullmatch("\t".join(parts)) for number, parts in lines.items()}
    numbered = [each for each in found.values() if each]
    running = [int(each[1]) for each in numbered] == [*range(1, len(lines) + 1)]
    if len(lines) < _PAIR or not running or any(is_counted(each[2]) for each in numbered):
        return lines
    return {number: each[2].split("\t") for number, each in found.items() if each}


_NUMBERED: Final = re.compile(r"(\d{1,3})\s+(\S.*)")


_UNCLEAR: Final = (
    "It is not clear if this line names one person or several. Put the headings name and role above the list, "
    "or write one person a line."
)


def _role_at(parts: Sequence[str]) -> int:
    """Return where the first role stands behind a name; 0 if there is none."""
    return next((place for place, part in enumerate(parts) if place and read_role(part)), 0)


def _names(parts: Sequence[str]) -> Sequence[str]:
    return parts[: _role_at(parts) or len(parts)]


def _all_counted(parts: Sequence[str]) -> bool:
    return all(is_counted(piece) for part in parts for piece in split_list(part))


def _may_be_one(parts: Sequence[str]) -> bool:
    """Say whether the only line of a file may be one person: a name and a role, or surname and forename."""
    if _role_at(parts) == 1 and not is_counted(parts[0]):
        return len(parts) == _PAIR and len(split_list(parts[0])) == 1
    return len(parts) == _PAIR and all(len(part.split()) == 1 and not is_counted(part) for part in parts)


_PAIR: Final = 2


def _are_turned(lines: Sequence[Sequence[str]]) -> bool:
    """Say whether lines with two names hold surname and forename; one line alone does not tell."""
    if len(lines) < _PAIR or any(len(names) != _PAIR for names in lines):
        return False
    sizes = [(_words(surname), _words(forename)) for surname, forename in lines]
    if any(is_counted(name) for names in lines for name in names) or any(min(pair) > 1 for pair in sizes):
        return False
    return sum(surname == 1 for surname, _forename in sizes) * 2 >= len(sizes)


def _words(name: str) -> int:
    """Return how many words a name has, without titles and particles such as "de la"."""
    return len(
        [word for word in name.split() if word.strip(".").lower() not in TITLES and not word.islower()]
    )


def _without_repeats(
    session: Session, listed: Sequence[_Listed]
) -> tuple[list[tuple[str, Role]], tuple[str, ...]]:
    """Return everybody once, and the sentences about those who were named twice or are on the list already."""
    by_name = session.details.secrecy is Secrecy.BY_NAME
    here = {plain(voter.label) for voter in session.voters.values()} if by_name else set()
    first: dict[str, int] = {}
    fresh: list[tuple[str, Role]] = []
    notices: list[str] = []
    for line, name, role in listed:
        key = plain(name)
        if key and key in here:
            notices.append(f"Line {line}: {shown(name)} is already on the list and was skipped.")
        elif key and key in first:
            notices.append(f"Lines {first[key]} and {line} have the same name. It was added once.")
        else:
            first[key] = line
            fresh.append((name, role))
    return fresh, tuple(notices)
