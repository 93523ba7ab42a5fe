"""Makes the data in the formats that are asked for and puts the files into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.rounds import answers_deleted
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.export.lines import NO_BALLOTS, NO_COUNTS
from scrutiny_tui.view.paper.placing import Told, place_files
from scrutiny_tui.view.record.files import OVERWRITE, file_stem
from scrutiny_tui.view.record.options import Kind, RecordOptions
from scrutiny_tui.view.record.view import View, view

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
    return {f"{stem}{each.suffix}": _content(seen, each) for each in request.formats}


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
    # Each format is loaded only where it is asked for: a library for workbooks takes longer than everything else.
    if wanted is DataFormat.CSV:
        from scrutiny_tui.view.export.separated import export_csv  # noqa: PLC0415

        return export_csv(seen)
    if wanted is DataFormat.EXCEL:
        from scrutiny_tui.view.export.excel import export_workbook  # noqa: PLC0415

        return export_workbook(seen)
    from scrutiny_tui.view.export.objects import export_json  # noqa: PLC0415

    return export_json(seen)
