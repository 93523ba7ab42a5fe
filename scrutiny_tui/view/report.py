"""Puts the report of a workshop together and writes it into a folder, in the formats asked for.

The other modules of the report turn a workshop into blocks, which know of no format; the writers turn blocks into
files, which know of no workshop. So every format says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.session_paths import session_stem
from scrutiny_tui.store.system import watched
from scrutiny_tui.view import report_end, report_opening, report_steps
from scrutiny_tui.view.blocks import Document, harmless
from scrutiny_tui.view.report_view import Kind, RecordOptions, view
from scrutiny_tui.view.text_writers import markdown_bytes, text_bytes
from scrutiny_tui.view.written_files import place_files

OVERWRITE: Final = "--overwrite"
"""The option that replaces files of an earlier time."""


class Format(StrEnum):
    """The formats, in the order in which they are told."""

    WORD = "word"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"

    @property
    def suffix(self) -> str:
        """What the file's name ends with."""
        return {"word": ".docx", "html": ".html", "markdown": ".md", "text": ".txt"}[self.value]


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What is asked for."""

    options: RecordOptions
    formats: tuple[Format, ...] = tuple(Format)
    pack: Pack | None = None
    """Where the lessons come from; without it they are left out."""
    template: bytes | None = None
    """A Word file in whose styles the Word report is written: see `word_template.read_template`."""
    overwrite: bool = False
    """Whether files of an earlier time are replaced."""


def workshop_record(
    session: Session, made: date, options: RecordOptions, pack: Pack | None = None
) -> Document:
    """Return the report of a workshop as it stands, whether or not every step is done.

    It tells nothing about a vote that is open but how many answers are in, and of one that was set aside only that it
    was. `made` is the day that the report bears, `pack` the source of the lessons; without it they are left out.
    """
    seen = view(session, made, options, pack)
    sections = (*report_opening.SECTIONS, *report_steps.SECTIONS, *report_end.SECTIONS)
    blocks = tuple(block for section in sections for block in section(seen))
    about = f"{session.details.council}, {day(session.details.date)}"
    return harmless(Document(report_opening.title(seen), report_opening.status(seen), about, made, blocks))


def report_files(session: Session, made: date, request: ReportRequest) -> Mapping[str, bytes]:
    """Return the files by name. Raises `InputError` if the template cannot be used."""
    document = workshop_record(session, made, request.options, request.pack)
    stem = file_stem(session, request.options.kind)
    return {
        f"{stem}{each.suffix}": _content(document, each, request.template)
        for each in watched(request.formats)
    }


def write_report(session: Session, made: date, request: ReportRequest, folder: Path) -> tuple[Path, ...]:
    """Write the report into the folder, all files or none, and return them.

    Raises `InputError` if a file is there already and is not to be replaced or the template cannot be used, and
    `MachineError` if the folder cannot be written to.
    """
    files = report_files(session, made, request)
    return place_files(folder, files, replace=request.overwrite, what="The report", option=OVERWRITE)


def file_stem(session: Session, kind: Kind, what: str = "report") -> str:
    """Return how the files are called, safe on every computer; the name of a full one warns of what it holds."""
    ending = what if kind is Kind.PUBLIC else f"full-{what}-personal-data"
    return f"{session_stem(session.details)}-{ending}"


def _content(document: Document, wanted: Format, template: bytes | None) -> bytes:
    # Word and HTML take long to load, so each is loaded only if it is asked for.
    if wanted is Format.WORD:
        from scrutiny_tui.view.word_writer import word_bytes  # noqa: PLC0415

        return word_bytes(document, template)
    if wanted is Format.HTML:
        from scrutiny_tui.view.html_writer import html_bytes  # noqa: PLC0415

        return html_bytes(document)
    return markdown_bytes(document) if wanted is Format.MARKDOWN else text_bytes(document)
