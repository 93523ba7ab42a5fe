"""The sheets of the Excel workbook with the data of a workshop, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, TypeAlias

from openpyxl.worksheet.worksheet import Worksheet

from scrutiny_tui.domain.personal_names import trail_text
from scrutiny_tui.domain.results import ItemResult, RoundResult
from scrutiny_tui.domain.sentences import label_word
from scrutiny_tui.domain.voting import name_of
from scrutiny_tui.view.export import NO_BALLOTS, ballot_lines
from scrutiny_tui.view.phrases import sponsor
from scrutiny_tui.view.report_opening import status
from scrutiny_tui.view.report_view import NOT_RATED, View, level_headings, shared_word, table_said
from scrutiny_tui.view.workbooks import new_workbook, plain_cell, workbook_bytes, write_head, write_text

Fact: TypeAlias = tuple[str, str | int | date]
"""What it is, and how it is."""

_THRESHOLDS: Final = {
    "fewest_ratings": "Fewest answers that are summed up",
    "consensus_percent": "Clear agreement, from this share on one level (%)",
    "broad_percent": "Most on one level, from this share (%)",
    "minority_percent": "A minority at an end, from this share (%)",
    "split_percent": "Two opposite views, from this share at each end (%)",
    "hollow_percent": "Two opposite views, up to this share of the smaller end between (%)",
}


def about_rows(view: View) -> Iterator[Fact]:
    """Yield each fact about the workshop that is known."""
    details, wording = view.session.details, view.session.wording
    facts: tuple[Fact, ...] = (
        ("Status", " ".join(status(view))),
        ("Council", details.council),
        ("Committee", details.committee),
        ("Date", details.date),
        ("Facilitator", view.person(details.facilitator)),
        ("Sponsor", view.person(sponsor(details))),
        ("Completed by", view.person(details.completed_by)),
        ("Held", details.setting.value),
        ("Completed", details.mode.value),
        ("What is kept", view.session.told_secrecy.value),
        ("How many answer", len(view.session.electorate)),
        ("Wording", f"{wording.title} ({wording.pack} {wording.version})"),
        ("Whose words", wording.prompts_label),
        ("Exported on", view.made),
        ("Session", view.session.id),
    )
    yield from (fact for fact in facts if fact[1] != "")
    yield from ((_THRESHOLDS[name], number) for name, number in asdict(wording.thresholds).items())
    for entry in view.session.told_trail:
        where = f", {name_of(view.session, entry.item)}" if entry.item else ""
        yield f"Corrected or set aside{where}", trail_text(view.session, entry, full=view.is_full)


Value: TypeAlias = str | int | date | None
"""What a cell may hold; None if there is nothing."""

Row: TypeAlias = tuple[Value, ...]

_ID, _NUMBER, _WORDS, _TEXT = 8, 12, 24, 60
"""Widths in characters."""

SCORE: Final = "Closeness, -100 to +100"
"""The column of scores, which are shown with their sign."""

_NOT_RATED_WORDS: Final = tuple(words for _key, words in NOT_RATED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a header row."""

    name: str
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


def sheets(view: View) -> Iterator[Sheet]:
    """Yield the sheets in their order; tables and notes only where there are any, ballots in full only."""
    yield _items(view)
    yield _rounds(view)
    if view.is_of_tables:
        yield _tables(view)
    yield _actions(view)
    if any(each.notes for each in view.found):
        yield _notes(view)
    if view.is_full:
        yield _ballots(view)
    yield Sheet("about", ("What", "Detail"), (_WORDS + _NUMBER, _TEXT), tuple(about_rows(view)))


def _items(view: View) -> Sheet:
    asked = view.session.priorities
    titles = ("Item", "Title", "Times answered", *_count_titles(view), "Verdict", "In one sentence", "Shared view",
              "How it was reached", "A different view", "Judged beforehand", "By whom", *(("Hands",) if asked else ()))  # fmt: skip
    counts = len(_count_titles(view))
    widths = (
        _ID,
        _WORDS,
        _NUMBER,
        *(_NUMBER,) * counts,
        _WORDS,
        _TEXT,
        _WORDS,
        _WORDS,
        _TEXT,
        _WORDS,
        _WORDS,
    )
    rows = tuple(
        (*_item_row(view, each), *((asked.get(each.item.number),) if asked else ())) for each in view.found
    )
    return Sheet("items", titles, (*widths, *((_NUMBER,) if asked else ())), rows)


def _item_row(view: View, each: ItemResult) -> Row:
    agreed, earlier, latest = each.agreed, each.earlier, each.latest
    return (
        each.item.id,
        each.item.title,
        len(each.rounds),
        *(_counts(latest) if latest else (None,) * len(_count_titles(view))),
        label_word(latest.verdict.label) if latest else None,
        latest.sentence if latest else None,
        shared_word(view, each) or None,
        agreed.how.value if agreed else None,
        agreed.different_view if agreed else None,
        view.words[earlier.level - 1] if earlier else None,
        view.person(earlier.whose) if earlier else None,
    )


def _rounds(view: View) -> Sheet:
    counts = _count_titles(view)
    titles = ("Item", "Title", "Time", "Day", *counts, "Verdict", "In one sentence", "Many do not know", "Caution", SCORE)  # fmt: skip
    widths = (_ID, _WORDS, _ID, _NUMBER, *(_NUMBER,) * len(counts), _WORDS, _TEXT, _WORDS, _WORDS, _NUMBER)
    rows = tuple(_round_row(view, each, found) for each in view.found for found in each.rounds)
    return Sheet("rounds", titles, widths, rows)


def _round_row(view: View, each: ItemResult, found: RoundResult) -> Row:
    held = next(kept for kept in view.session.revealed(each.item.number) if kept.number == found.number)
    return (
        each.item.id,
        each.item.title,
        found.number,
        view.session.sittings[held.sitting].started.date(),
        *_counts(found),
        label_word(found.verdict.label),
        found.sentence,
        found.finding,
        found.caution,
        None if found.shown_score is None else int(found.shown_score),
    )


def _tables(view: View) -> Sheet:
    rows = tuple(
        (each.item.id, found.number, told.label, told.size, table_said(view, told), told.reason)
        for each in view.found
        for found in each.rounds
        for told in found.tables
    )
    titles = ("Item", "Time", "Table", "People", "Answer", "Reason")
    return Sheet("tables", titles, (_ID, _ID, _WORDS, _ID, _WORDS, _TEXT), rows)


def _actions(view: View) -> Sheet:
    titles = (
        "Item",
        "What will be done",
        "For whom",
        "Owner (role)",
        "Due",
        "Status",
        "What shows that it was done",
    )
    rows = tuple(
        (
            view.session.wording.item(each.item).id if each.item else None,
            each.text,
            each.kind.value,
            each.owner,
            each.due,
            each.status.value,
            each.evidence,
        )
        for each in view.session.actions.values()
    )
    return Sheet("actions", titles, (_ID, _TEXT, _WORDS, _WORDS, _NUMBER, _NUMBER, _TEXT), rows)


def _notes(view: View) -> Sheet:
    rows = tuple((each.item.id, note.kind.value, note.text) for each in view.found for note in each.notes)
    return Sheet("notes", ("Item", "Kind", "What was written down"), (_ID, _WORDS, _TEXT), rows)


def _ballots(view: View) -> Sheet:
    rows: tuple[Row, ...] = tuple(
        (line.item, line.round, line.voter, line.role, line.answer, line.words, line.count)
        for line in ballot_lines(view)
    )
    if not view.names_people:
        rows = ((None, None, NO_BALLOTS, None, None, None, None), *rows)
    titles = ("Item", "Time", "Who", "Role", "Answer", "In words", "Number")
    return Sheet("ballots", titles, (_ID, _ID, _WORDS, _WORDS, _NUMBER, _WORDS, _ID), rows)


def _count_titles(view: View) -> tuple[str, ...]:
    return (*level_headings(view), *_NOT_RATED_WORDS, "On the list")


def _counts(found: RoundResult) -> tuple[int, ...]:
    return (*found.counts, *(found.not_rated[key] for key, _words in NOT_RATED), found.base)


_DAY: Final = "d mmmm yyyy"
_SIGNED: Final = "+0;-0;0"
"""Shows 47 as +47: a number with its sign, not text and not a formula."""


def export_workbook(view: View) -> bytes:
    """Return the workbook's bytes, the same for the same workshop on the same day."""
    every = tuple(sheets(view))
    book, page = new_workbook(f"{view.session.wording.title}: data", view.made, every[0].name)
    for found in every:
        _fill(page if found is every[0] else book.create_sheet(found.name), found)
    return workbook_bytes(book)


def _fill(page: Worksheet, found: Sheet) -> None:
    write_head(page, found.titles, found.widths)
    signed = found.titles.index(SCORE) + 1 if SCORE in found.titles else 0
    for number, row in enumerate(found.rows, start=2):
        _write(page, number, row)
        if signed:
            plain_cell(page, number, signed).number_format = _SIGNED


def _write(page: Worksheet, number: int, row: Row) -> None:
    for column, value in enumerate(row, start=1):
        _put(page, number, column, value)


def _put(page: Worksheet, row: int, column: int, value: Value) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        write_text(page, row, column, value)
        return
    cell = plain_cell(page, row, column)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAY
