"""The data of a workshop for other programs, in the formats asked for.

The same kinds, names found and rules of who may be named hold as for the report: see `view.report`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.personal_names import trail_text
from scrutiny_tui.domain.rounds import answers_deleted
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.system import watched
from scrutiny_tui.view.data import Data, json_text, results_data
from scrutiny_tui.view.export_sheets import NO_BALLOTS, actions, ballots, counts, notes, sheets
from scrutiny_tui.view.report import OVERWRITE, file_stem
from scrutiny_tui.view.report_view import Kind, RecordOptions, View, view
from scrutiny_tui.view.sheets import csv_bytes
from scrutiny_tui.view.written_files import place_files

NO_COUNTS: Final = (
    "Nobody answered alone in this workshop, so the CSV file has no counts. "
    "The shared views are in the Excel and JSON files."
)

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
        return ".xlsx" if self is DataFormat.EXCEL else f".{self.value}"


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
    return place_files(folder, files, replace=request.overwrite, what="The export", option=OVERWRITE)


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
        return csv_bytes(ballots(seen) if seen.is_full else counts(seen))
    if wanted is DataFormat.JSON:
        return json_text(_data(seen)).encode()
    # Loading the library for workbooks takes longer than everything else.
    from scrutiny_tui.view.workbooks import new_workbook, workbook_bytes  # noqa: PLC0415

    return workbook_bytes(new_workbook(f"{seen.session.wording.title}: data", seen.made, sheets(seen)))


def _data(view: View) -> Data:
    """Return the results with what was planned and written down; in full, with each answer."""
    data = results_data(view.session)
    data["session"] |= {
        name: view.person(data["session"][name]) for name in ("facilitator", "sponsor", "completed_by")
    }
    for item, each in zip(data["items"], view.found, strict=True):
        if each.earlier:
            item["earlier_judgement"]["whose"] = view.person(each.earlier.whose)
    for told, entry in zip(data["trail"], view.session.told_trail, strict=True):
        told["text"] = trail_text(view.session, entry, full=view.is_full)
    data["exported"] = {"kind": view.options.kind.value, "on": view.made}
    data |= {"actions": actions(view).named(), "written_down": notes(view).named()}
    return data | ({"ballots": ballots(view).named()} if view.is_full else {})
