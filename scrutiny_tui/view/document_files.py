"""The papers and the data of a workshop as files, in the formats asked for.

The modules of the papers turn a workshop into blocks, which know of no format; the writers turn blocks into files, which
know of no workshop. So every format says the same. The same rules of who may be named hold for the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import chain, dropwhile, takewhile
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.actions import follow_ups
from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.pack import Pack, PartHeadings
from scrutiny_tui.domain.personal_names import WHO_LED, trail_text
from scrutiny_tui.domain.phrases import PRACTICE, day
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import answers_deleted
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.codec import plain
from scrutiny_tui.store.installation import can_make_pdf, can_make_word
from scrutiny_tui.store.session_paths import session_stem
from scrutiny_tui.store.system import watched
from scrutiny_tui.view import (
    committee_report,
    report_end,
    report_opening,
    report_steps,
    short_papers,
)
from scrutiny_tui.view.blocks import Block, Document, Heading, harmless
from scrutiny_tui.view.data import Data, calendar_bytes, json_text, results_data
from scrutiny_tui.view.export_sheets import (
    NO_BALLOTS,
    Sheet,
    actions,
    ballots,
    counts,
    csv_bytes,
    items,
    notes,
    own_lines,
    sheets,
)
from scrutiny_tui.view.report_view import Edition, Kind, RecordOptions, View
from scrutiny_tui.view.template_headings import Template, strangers
from scrutiny_tui.view.written_files import place_files, present_in

NO_COUNTS: Final = (
    "The committee answered together, so the CSV file has no counts. "
    "The agreed positions are in the Excel and JSON files."
)
NO_WORD: Final = (
    "Word files can't be made on this computer. A part of the program (lxml) can't be loaded, perhaps because of a policy. "
    "Word opens the HTML file too."
)
NO_PDF: Final = (
    "PDF files can't be made on this computer, so this is another file. If it is the Word file, save it as PDF in Word: "
    'it stays accessible. To make PDF files here: pip install "scrutiny-tui[pdf]". '
    "In the folder or the installer for Windows, IT can add them."
)
BOXES: Final = "The PDF file shows a box for what no font on this computer has: {}"
_LOOKS_ONLY: Final = "The template has no heading that we know, so only its styles and page layout were used."
_KEPT: Final = "These headings of the template were kept as they are: {}. Check that they are not from an earlier report."
_DELETED: Final = "Individual answers were deleted from the workshop's file, so they are not in these files."


class Format(StrEnum):
    """The formats, in the order in which they are told."""

    WORD = "word"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    CSV = "csv"
    EXCEL = "excel"
    JSON = "json"
    ITEMS = "items"
    """What is known of each step, as CSV, as is each of the next three."""
    ACTIONS = "actions"
    NOTES = "notes"
    WORDS = "words"
    """What people wrote."""
    CALENDAR = "calendar"


REPORT: Final = (Format.WORD, Format.PDF, Format.HTML, Format.MARKDOWN, Format.TEXT)
DATA: Final = (Format.CSV, Format.EXCEL, Format.JSON)
EXPORT: Final = (*DATA, Format.ITEMS, Format.ACTIONS, Format.NOTES, Format.WORDS, Format.CALENDAR)
"""What the data can be exported as."""
ONLY_THE_RECORD: Final = "Only the record can have each person's answers. No file was made. Ask for the record, or for counts only."


@record
class _Paper:
    """How a paper is made."""

    ending: str
    """What its file names end with."""
    title: str
    """With the title of the pack in it."""
    sections: tuple[Callable[[View], Iterable[Block]], ...]
    most_sides: int = 0
    """How many sides of A4 it has to fit; 0 if it may be any length."""


_PAPERS: Final = {
    Edition.ONE_PAGE: _Paper("one-page", "{}: our self-assessment", short_papers.ONE_PAGE, 1),
    Edition.COMMITTEE: _Paper(
        "committee-report", "{}: report of a self-assessment", committee_report.SECTIONS, 4
    ),
    Edition.RECORD: _Paper(
        "record",
        "{}: record of a self-assessment",
        (*report_opening.SECTIONS, *report_steps.SECTIONS, *report_end.SECTIONS),
    ),
    Edition.SIX_MONTHS_ON: _Paper("six-months-on", "{}: six months on", short_papers.SIX_MONTHS_ON),
    Edition.CHILDREN: _Paper(
        "children-in-care-draft", "How we check the help that children get", short_papers.CHILDREN
    ),
}

_ENDINGS: Final = (
    *(".docx", ".pdf", ".html", ".md", ".txt", ".csv", ".xlsx", ".json"),
    *("-items.csv", "-actions.csv", "-notes.csv", "-words.csv", ".ics"),
)
_SUFFIXES: Final = dict(zip(Format, _ENDINGS, strict=True))


@record
class Documents:
    """Papers of a workshop, or its data, as they are asked for.

    Raises `InputError` if each person's answers are asked for in a paper that never has them.
    """

    session: Session
    made: date
    formats: tuple[Format, ...] = REPORT
    """All of the papers, or all of the data."""
    options: RecordOptions = field(default_factory=RecordOptions)
    pack: Pack | None = None
    """Where the lessons come from; without it they are left out."""
    template: Template | None = None
    """A Word file in whose styles, and under whose headings, the Word report is written: see `word_template`."""
    editions: tuple[Edition, ...] = ()
    """Which papers are made; if it is empty, the one that the options name."""

    def __post_init__(self) -> None:
        if any(each.kind is Kind.FULL and each.edition is not Edition.RECORD for each in self._papers):
            raise InputError(ONLY_THE_RECORD)

    @property
    def _papers(self) -> tuple[RecordOptions, ...]:
        """What is asked of each paper."""
        return tuple(replace(self.options, edition=each) for each in self.editions) or (self.options,)

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
        """The formats that can be made on this computer; if none of them can, the one that comes closest."""
        makeable = tuple(filter(_can_make, self.formats))
        return makeable or (Format.WORD if can_make_word() else Format.HTML,)

    def names(self, number: int = 1) -> tuple[str, ...]:
        """Return what the files are called, safe on every computer; those of a full one warn of what they hold.

        From 2 on the number stands behind, for files beside others of the same name.
        """
        beside = f"-{number}" if number > 1 else ""
        practice = f"{PRACTICE}-" if self.session.is_practice else ""
        start = f"{practice}{session_stem(self.session.details)}"
        stems = (f"{start}-{self._ending(each)}{beside}" for each in self._papers)
        return tuple(f"{stem}{_SUFFIXES[each]}" for stem in stems for each in self.makeable)

    def _ending(self, options: RecordOptions) -> str:
        ending = _PAPERS[options.edition].ending if self.what == "report" else self.what
        return ending if options.kind is Kind.PUBLIC else f"full-{ending}-personal-data"

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
        makers = [*map(self._maker, self._papers)]
        jobs = [partial(make, each) for make in makers for each in self.makeable]
        return dict(zip(self.names(number), (make() for make in watched(jobs)), strict=True))

    def _seen(self, options: RecordOptions) -> View:
        return View.of(self.session, self.made, options, self.pack)

    def _maker(self, options: RecordOptions) -> Callable[[Format], bytes]:
        seen = self._seen(options)
        if self.what == "export":
            return partial(_data_file, seen)
        return partial(_paper_file, _paper(seen), self)

    @property
    def headings(self) -> tuple[PartHeadings, ...]:
        """What the headings of a template mean."""
        return self.pack.headings if self.pack else ()

    def write(self, folder: Path, number: int = 1, *, overwrite: bool = False) -> tuple[Path, ...]:
        """Write the files into the folder, all of them or none, and return them.

        Raises `InputError` if one is there already and is not to be replaced or the template cannot be used, and
        `MachineError` if the folder cannot be written to.
        """
        return place_files(folder, self.files(number), replace=overwrite, what=f"The {self.what}")

    def missing(self) -> Iterator[str]:
        """Yield a sentence for what is asked for and not in the files: nobody keeps it, or it can't be made here."""
        if Format.WORD in self.formats and not can_make_word():
            yield NO_WORD
        if self.formats == (Format.PDF,) and not can_make_pdf():
            yield NO_PDF
        if self.what == "report":
            yield from self._missing_in_papers()
            return
        seen = self._seen(self.options)
        deleted = (answers_deleted(self.session.forgotten, each) for each in self.session.rounds.values())
        if seen.is_full and not seen.names_people:
            yield NO_BALLOTS
        elif seen.is_full and any(deleted):
            yield _DELETED
        if seen.is_collective and Format.CSV in self.formats:
            yield NO_COUNTS

    def _missing_in_papers(self) -> Iterator[str]:
        papers = [_paper(self._seen(each)) for each in self._papers]
        if self.template and Format.WORD in self.makeable:
            kept = [strangers(paper, self.template, self.headings) for paper in papers]
            if None in kept:
                yield _LOOKS_ONLY
            if found := dict.fromkeys(chain.from_iterable(filter(None, kept))):
                yield _KEPT.format("; ".join(found))
        in_pdf = papers if Format.PDF in self.makeable else ()
        if boxes := dict.fromkeys(sign for paper in in_pdf for sign in _pdf(paper)[1]):
            yield BOXES.format(" ".join(boxes))


def papers_of(session: Session) -> tuple[Edition, ...]:
    """Return every paper that there can be of a workshop: that of a follow-up only if one was held."""
    return tuple(each for each in Edition if each is not Edition.SIX_MONTHS_ON or follow_ups(session))


def _paper(seen: View) -> Document:
    """Return a paper about a workshop as it stands, whether or not every step is done.

    It tells nothing about a vote that is open but how many answers are in, and of one that was set aside only that it was.
    """
    paper = _PAPERS[seen.options.edition]
    title = paper.title.format(seen.session.wording.title)
    blocks = (Heading(title, 1), *(block for section in paper.sections for block in section(seen)))
    about = f"{seen.session.details.council}, {day(seen.session.details.date)}"
    return harmless(Document(title, report_opening.status(seen), about, seen.made, blocks, paper.most_sides))


def recommendations_text(session: Session, made: date) -> str:
    """Return the recommendations as the committee report says them in plain text."""
    asked = Documents(session, made, (Format.TEXT,), RecordOptions(edition=Edition.COMMITTEE))
    whole = _paper(View.of(session, made, asked.options))
    heading, *rest = dropwhile(lambda block: getattr(block, "part", "") != "recommendations", whole.blocks)
    told = takewhile(lambda block: not isinstance(block, Heading), rest)
    return _paper_file(replace(whole, blocks=(heading, *told)), asked, Format.TEXT).decode()


# The libraries for Word, HTML and workbooks take long to load, so each is loaded only if it is needed.


def word_template(path: Path) -> Template:
    """Return a Word file in whose styles the report is written.

    Raises `InputError` if it can't be used, and `MachineError` if no Word file can be made here.
    """
    if not can_make_word():
        raise MachineError(NO_WORD)
    from scrutiny_tui.view.word_writer import read_template  # noqa: PLC0415

    return read_template(path)


def _paper_file(document: Document, asked: Documents, wanted: Format) -> bytes:
    from scrutiny_tui.view import text_writers  # noqa: PLC0415

    if wanted is Format.WORD:
        from scrutiny_tui.view.word_writer import word_bytes  # noqa: PLC0415

        return word_bytes(document, asked.template, asked.headings)
    if wanted is Format.PDF:
        return _pdf(document)[0]
    writers = {
        Format.HTML: text_writers.html_bytes,
        Format.MARKDOWN: text_writers.markdown_bytes,
        Format.TEXT: text_writers.text_bytes,
    }
    return writers[wanted](document)


def _pdf(document: Document) -> tuple[bytes, str]:
    from scrutiny_tui.view.pdf_writer import pdf_file  # noqa: PLC0415

    return pdf_file(document)


def _can_make(wanted: Format) -> bool:
    """Say whether this computer can make files of a format."""
    if wanted is Format.WORD:
        return can_make_word()
    return wanted is not Format.PDF or can_make_pdf()


_AS_CSV: Final[Mapping[Format, Callable[[View], Sheet]]] = {
    Format.ITEMS: items,
    Format.ACTIONS: actions,
    Format.NOTES: notes,
    Format.WORDS: own_lines,
}
"""The sheets of the workbook that there are as files of their own."""


def _data_file(seen: View, wanted: Format) -> bytes:
    if wanted is Format.CSV:
        return csv_bytes(ballots(seen) if seen.is_full else counts(seen))
    if wanted is Format.JSON:
        return json_text(_data(seen)).encode()
    if wanted in _AS_CSV:
        return csv_bytes(_AS_CSV[wanted](seen))
    if wanted is Format.CALENDAR:
        return calendar_bytes(seen.session, seen.made)
    from scrutiny_tui.view.workbooks import new_workbook, workbook_bytes  # noqa: PLC0415

    return workbook_bytes(new_workbook(f"{seen.session.wording.title}: data", seen.made, sheets(seen)))


def _data(view: View) -> Data:
    """Return the results with what was planned and written down; in full, with each answer."""
    data = results_data(view.session)
    data["session"] |= {name: view.person(data["session"][name]) for name in WHO_LED}
    for item, each in zip(data["items"], view.found, strict=True):
        if each.earlier:
            item["earlier_judgement"]["whose"] = view.person(each.earlier.whose)
    for told, entry in zip(data["trail"], view.session.told_trail, strict=True):
        told["text"] = trail_text(view.session, entry, full=view.is_full)
    data["exported"] = {"kind": view.options.kind.value, "on": view.made}
    data |= {"actions": actions(view).named(), "written_down": notes(view).named()}
    for told, action in zip(data["actions"], view.session.actions.values(), strict=True):
        told["statuses"] = plain(action.statuses)
    data["follow_ups"] = [
        {"date": each.started.date(), "changed": each.changed} for each in follow_ups(view.session)
    ]
    return data | ({"ballots": ballots(view).named()} if view.is_full else {})
