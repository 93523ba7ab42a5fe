"""The report and the data of a workshop as files, in the formats asked for.

The modules of the report turn a workshop into blocks, which know of no format; the writers turn blocks into files, which
know of no workshop. So every format says the same. The same rules of who may be named hold for the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.personal_names import trail_text
from scrutiny_tui.domain.phrases import PRACTICE, day
from scrutiny_tui.domain.rounds import answers_deleted
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.installation import can_make_word
from scrutiny_tui.store.session_paths import session_stem
from scrutiny_tui.store.system import watched
from scrutiny_tui.view import report_end, report_opening, report_steps
from scrutiny_tui.view.blocks import Document, harmless
from scrutiny_tui.view.data import Data, json_text, results_data
from scrutiny_tui.view.export_sheets import NO_BALLOTS, actions, ballots, counts, csv_bytes, notes, sheets
from scrutiny_tui.view.report_view import Kind, RecordOptions, View
from scrutiny_tui.view.written_files import place_files, present_in

NO_COUNTS: Final = (
    "The committee answered together, so the CSV file has no counts. "
    "The agreed positions are in the Excel and JSON files."
)
NO_WORD: Final = (
    "Word files can't be made on this computer. A part of the program (lxml) can't be loaded, perhaps because of a policy. "
    "Word opens the HTML file too."
)
_DELETED: Final = "Individual answers were deleted from the workshop's file, so they are not in these files."


class Format(StrEnum):
    """The formats, in the order in which they are told."""

    WORD = "word"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    CSV = "csv"
    EXCEL = "excel"
    JSON = "json"


REPORT: Final = (Format.WORD, Format.HTML, Format.MARKDOWN, Format.TEXT)
DATA: Final = (Format.CSV, Format.EXCEL, Format.JSON)
_SUFFIXES: Final = dict(zip(Format, (".docx", ".html", ".md", ".txt", ".csv", ".xlsx", ".json"), strict=True))


@dataclass(frozen=True, slots=True)
class Documents:
    """The report of a workshop, or its data, as it is asked for."""

    session: Session
    made: date
    formats: tuple[Format, ...] = REPORT
    """All of the report, or all of the data."""
    options: RecordOptions = field(default_factory=RecordOptions)
    pack: Pack | None = None
    """Where the lessons come from; without it they are left out."""
    template: bytes | None = None
    """A Word file in whose styles the Word report is written: see `word_template`."""

    @property
    def what(self) -> str:
        """What the files are together."""
        return "report" if self.formats[0] in REPORT else "export"

    @property
    def holds_typed_text(self) -> bool:
        """Whether what somebody wrote down is in the files: a table of counts alone has none."""
        return self.formats != (Format.CSV,)

    @property
    def makeable(self) -> tuple[Format, ...]:
        """The formats that can be made on this computer. Where Word is asked for alone and can't be made, that is HTML."""
        if Format.WORD not in self.formats or can_make_word():
            return self.formats
        return tuple(each for each in self.formats if each is not Format.WORD) or (Format.HTML,)

    def names(self, number: int = 1) -> tuple[str, ...]:
        """Return what the files are called, safe on every computer; those of a full one warn of what they hold.

        From 2 on the number stands behind, for files beside others of the same name.
        """
        ending = self.what if self.options.kind is Kind.PUBLIC else f"full-{self.what}-personal-data"
        beside = f"-{number}" if number > 1 else ""
        practice = f"{PRACTICE}-" if self.session.is_practice else ""
        stem = f"{practice}{session_stem(self.session.details)}-{ending}{beside}"
        return tuple(f"{stem}{_SUFFIXES[each]}" for each in self.makeable)

    def free_number(self, folder: Path) -> int:
        """Return the first number under which no file is in the folder yet; 1 if nothing is in the way.

        A folder that cannot be looked into counts as empty: writing into it tells why it cannot be used.
        """
        number = 1
        while present_in(folder, self.names(number)):
            number += 1
        return number

    def files(self, number: int = 1) -> dict[str, bytes]:
        """Return the files by name. Raises `InputError` if the template cannot be used."""
        seen = View.of(self.session, self.made, self.options, self.pack)
        is_report = self.what == "report"
        make = partial(_report_file, _report(seen), self.template) if is_report else partial(_data_file, seen)
        return dict(zip(self.names(number), map(make, watched(self.makeable)), strict=True))

    def write(self, folder: Path, number: int = 1, *, overwrite: bool = False) -> tuple[Path, ...]:
        """Write the files into the folder, all of them or none, and return them.

        Raises `InputError` if one is there already and is not to be replaced or the template cannot be used, and
        `MachineError` if the folder cannot be written to.
        """
        return place_files(folder, self.files(number), replace=overwrite, what=f"The {self.what}")

    def missing(self) -> Iterator[str]:
        """Yield a sentence for what is asked for and not in the files: nobody keeps it, or it can't be made here."""
        if self.makeable != self.formats:
            yield NO_WORD
        if self.what == "report":
            return
        seen = View.of(self.session, self.made, self.options, self.pack)
        deleted = (answers_deleted(self.session.forgotten, each) for each in self.session.rounds.values())
        if seen.is_full and not seen.names_people:
            yield NO_BALLOTS
        elif seen.is_full and any(deleted):
            yield _DELETED
        if seen.is_collective and Format.CSV in self.formats:
            yield NO_COUNTS


_AT_CLOSE: Final = {"WORD": (Format.WORD,), "REPORT": REPORT, "DATA": DATA, "FULL": (Format.WORD,)}
"""What can be written at the close: the report for Word or in every format, the data, and the full report."""


def at_close(wanted: str, session: Session, made: date, pack: Pack) -> Documents:
    """Return what is written if somebody wants this at the close."""
    kind = Kind.FULL if wanted == "FULL" else Kind.PUBLIC
    return Documents(session, made, _AT_CLOSE[wanted], RecordOptions(kind), pack)


def _report(seen: View) -> Document:
    """Return the report of a workshop as it stands, whether or not every step is done.

    It tells nothing about a vote that is open but how many answers are in, and of one that was set aside only that it was.
    """
    sections = (*report_opening.SECTIONS, *report_steps.SECTIONS, *report_end.SECTIONS)
    blocks = tuple(block for section in sections for block in section(seen))
    about = f"{seen.session.details.council}, {day(seen.session.details.date)}"
    return harmless(
        Document(report_opening.title(seen), report_opening.status(seen), about, seen.made, blocks)
    )


# The libraries for Word, HTML and workbooks take long to load, so each is loaded only if it is needed.


def word_template(path: Path) -> bytes:
    """Return a Word file in whose styles the report is written.

    Raises `InputError` if it can't be used, and `MachineError` if no Word file can be made here.
    """
    if not can_make_word():
        raise MachineError(NO_WORD)
    from scrutiny_tui.view.word_writer import read_template  # noqa: PLC0415

    return read_template(path)


def _report_file(document: Document, template: bytes | None, wanted: Format) -> bytes:
    from scrutiny_tui.view import text_writers  # noqa: PLC0415

    if wanted is Format.WORD:
        from scrutiny_tui.view.word_writer import word_bytes  # noqa: PLC0415

        return word_bytes(document, template)
    writers = {
        Format.HTML: text_writers.html_bytes,
        Format.MARKDOWN: text_writers.markdown_bytes,
        Format.TEXT: text_writers.text_bytes,
    }
    return writers[wanted](document)


def _data_file(seen: View, wanted: Format) -> bytes:
    if wanted is Format.CSV:
        return csv_bytes(ballots(seen) if seen.is_full else counts(seen))
    if wanted is Format.JSON:
        return json_text(_data(seen)).encode()
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
