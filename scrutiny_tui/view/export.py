"""The data of a workshop for other programs, made in the formats asked for and put into a folder.

The same kinds, names found and rules of who may be named hold as for the report: see `view.report`.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.personal_names import trail_text
from scrutiny_tui.domain.printable import safe_json
from scrutiny_tui.domain.rounds import Answer, Round, answers_deleted
from scrutiny_tui.domain.session import Action, Session
from scrutiny_tui.store.progress import watched
from scrutiny_tui.store.tables import guarded
from scrutiny_tui.view.blocks import harmless_line
from scrutiny_tui.view.data import Data, results_data
from scrutiny_tui.view.report import OVERWRITE, file_stem
from scrutiny_tui.view.report_view import NOT_RATED, Kind, RecordOptions, View, view
from scrutiny_tui.view.written_files import Told, place_files

TOGETHER: Final = "counted together"
"""Stands in place of a person where answers were counted and nothing joins them to anybody."""

TAKEN_OFF: Final = "taken off the list"
"""Stands in place of a person who is not on the list any more."""

NO_BALLOTS: Final = "Nothing in the workshop's file joins a person to an answer, so no line is one person's."
"""Said where a full export is asked for of a workshop that keeps only totals, or in which nobody answers alone."""

NO_COUNTS: Final = (
    "Nobody answered alone in this workshop, so the CSV file has no counts. "
    "The shared views are in the Excel and JSON files."
)

_NO_LEVEL: Final = dict(NOT_RATED)


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many gave one answer in one result."""

    item: str
    title: str
    round: int
    answer: str
    """The level's number, or why no level was chosen, such as "dont_know"."""
    words: str
    """The same for people, such as "Developing"."""
    count: int


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One person's answer in one result, or how many gave it where they were counted together."""

    item: str
    round: int
    voter: str
    role: str
    """Empty where nobody in particular is meant."""
    answer: str
    words: str
    count: int
    """1 for a person."""


def count_lines(view: View) -> Iterator[CountLine]:
    """Yield every number of every result, noughts too: levels first, then why no level was chosen."""
    for each in view.found:
        for found in each.rounds:
            told = {str(level): count for level, count in enumerate(found.counts, start=1)}
            for answer, count in (told | {key: found.not_rated[key] for key in _NO_LEVEL}).items():
                words = _in_words(view, answer)
                yield CountLine(each.item.id, each.item.title, found.number, answer, words, count)


def ballot_lines(view: View) -> Iterator[BallotLine]:
    """Yield who gave which answer to every result, by person's number; then what was counted together.

    The lines of a result add up to its counts. Nothing is told of a person where the view does not name people.
    """
    for each in view.found:
        for found in view.session.revealed(each.item.number):
            if view.names_people:
                yield from _persons(view, each.item.id, found)
                yield from _together(view, each.item.id, found, Counter(found.totals))
            else:
                yield from _together(view, each.item.id, found, found.tally())


def _persons(view: View, item: str, found: Round) -> Iterator[BallotLine]:
    for number, answer in sorted(found.ballots.items()):
        voter = view.session.voters.get(number)
        label, role = (voter.label, voter.role.value) if voter else (TAKEN_OFF, "")
        words = _in_words(view, answer.value)
        yield BallotLine(item, found.number, label, role, answer.value, words, 1)


def _together(view: View, item: str, found: Round, totals: Counter[Answer]) -> Iterator[BallotLine]:
    for answer in Answer:
        if totals[answer]:
            words = _in_words(view, answer.value)
            yield BallotLine(item, found.number, TOGETHER, "", answer.value, words, totals[answer])


def _in_words(view: View, answer: str) -> str:
    return _NO_LEVEL[answer] if answer in _NO_LEVEL else view.words[int(answer) - 1]


_PEOPLE = ("facilitator", "sponsor", "completed_by")
"""What is typed about single people when a workshop is set up."""


def export_json(view: View) -> bytes:
    """Return the object as UTF-8, ending with a line break."""
    return f"{safe_json(json.dumps(export_data(view), indent=2, ensure_ascii=False))}\n".encode()


def export_data(view: View) -> Data:
    """Return the object as values that JSON knows."""
    data = results_data(view.session)
    data["session"] |= {name: view.person(data["session"][name]) for name in _PEOPLE}
    for item, each in zip(data["items"], view.found, strict=True):
        if each.earlier:
            item["earlier_judgement"]["whose"] = view.person(each.earlier.whose)
    for told, entry in zip(data["trail"], view.session.told_trail, strict=True):
        told["text"] = trail_text(view.session, entry, full=view.is_full)
    data["exported"] = {"kind": view.options.kind.value, "on": view.made.isoformat()}
    data["actions"] = [_action(view, each) for each in view.session.actions.values()]
    data["written_down"] = [
        {"item": each.item.id, "kind": note.kind.value, "text": note.text}
        for each in view.found
        for note in each.notes
    ]
    return data | ({"ballots": [asdict(line) for line in ballot_lines(view)]} if view.is_full else {})


def _action(view: View, action: Action) -> Data:
    return {
        "item": view.session.wording.item(action.item).id if action.item else None,
        "text": action.text,
        "kind": action.kind.value,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else None,
        "status": action.status.value,
        "evidence": action.evidence,
        "carried": action.carried,
    }


def export_csv(view: View) -> bytes:
    """Return one line for each item, result and answer with its count; in full, one line for each ballot."""
    kind, lines = (BallotLine, ballot_lines(view)) if view.is_full else (CountLine, count_lines(view))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(field.name for field in fields(kind))
    for line in lines:
        writer.writerow(_cell(value) for value in astuple(line))
    return text.getvalue().encode("utf-8-sig")


def _cell(value: str | int) -> str | int:
    """Return a number as it is, and text so that no spreadsheet takes it for a formula."""
    return value if isinstance(value, int) else guarded(harmless_line(value))


_DELETED: Final = (
    "Who gave which answer was deleted from the workshop's file, so those answers are not in the files."
)


class DataFormat(StrEnum):
    """The formats, in the order in which they are told."""

    CSV = "csv"
    EXCEL = "excel"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """What the file's name ends with."""
        return {"csv": ".csv", "excel": ".xlsx", "json": ".json"}[self.value]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for."""

    kind: Kind = Kind.PUBLIC
    formats: tuple[DataFormat, ...] = tuple(DataFormat)
    overwrite: bool = False
    """Whether files of an earlier time are replaced."""

    @property
    def holds_typed_text(self) -> bool:
        """Whether what somebody wrote down is in the files: a table of counts alone has none."""
        return self.formats != (DataFormat.CSV,)


def export_files(session: Session, made: date, request: ExportRequest) -> Mapping[str, bytes]:
    """Return the files by name."""
    seen = _view(session, made, request)
    stem = file_stem(session, request.kind, "export")
    return {f"{stem}{each.suffix}": _content(seen, each) for each in watched(request.formats)}


def write_export(session: Session, made: date, request: ExportRequest, folder: Path) -> tuple[Path, ...]:
    """Write the data into the folder, all files or none, and return them.

    Raises `InputError` if a file is there already and is not to be replaced, and `MachineError` if the folder
    cannot be written to.
    """
    files = export_files(session, made, request)
    return place_files(folder, files, replace=request.overwrite, told=Told("The export", OVERWRITE))


def missing(session: Session, made: date, request: ExportRequest) -> Iterator[str]:
    """Yield a sentence for what was asked for and is not in the files, because the workshop does not keep it."""
    seen = _view(session, made, request)
    if seen.is_full and not seen.names_people:
        yield NO_BALLOTS
    elif seen.is_full and any(answers_deleted(session.forgotten, each) for each in session.rounds.values()):
        yield _DELETED
    if seen.is_collective and DataFormat.CSV in request.formats:
        yield NO_COUNTS


def _view(session: Session, made: date, request: ExportRequest) -> View:
    return view(session, made, RecordOptions(request.kind), None)


def _content(seen: View, wanted: DataFormat) -> bytes:
    if wanted is DataFormat.CSV:
        return export_csv(seen)
    if wanted is DataFormat.EXCEL:
        # Loading the library for workbooks takes longer than everything else.
        from scrutiny_tui.view.export_sheets import export_workbook  # noqa: PLC0415

        return export_workbook(seen)
    return export_json(seen)
