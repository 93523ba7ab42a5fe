"""The tables for other programs: what was answered, noted and planned, and what the results say."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from scrutiny_tui.domain.actions import CHANGED, agreed_on, follow_ups, review_day
from scrutiny_tui.domain.own_words import PEOPLE_WROTE, left_out, shown_lines
from scrutiny_tui.domain.personal_names import trail_text
from scrutiny_tui.domain.phrases import action_step, day
from scrutiny_tui.domain.printable import guarded
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.results import RoundResult
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.session import Action, ActionStatus
from scrutiny_tui.domain.voting import name_of
from scrutiny_tui.view.blocks import harmless_line
from scrutiny_tui.view.report_opening import facts, status
from scrutiny_tui.view.report_view import NOT_RATED, View, answer_counts
from scrutiny_tui.view.result_words import table_word

Value: TypeAlias = str | int | date | None
"""What a cell may hold; None if there is nothing."""


@record
class Column:
    """What the cells of a column hold, and what it is called."""

    head: str
    """Its title in Excel; empty if Excel leaves it out."""
    width: int
    """The most, in characters; it is narrower if nothing in it is as long."""
    value: Callable[[Any], Value]
    """Returns the cell for a record."""
    name: str = ""
    """What CSV and JSON call it; empty if they leave it out. If no column of a sheet has one, CSV says what Excel says."""
    number_format: str = ""
    """How Excel shows its numbers; empty for the usual way."""


def column(name: str, head: str, width: int, attribute: str = "") -> Column:
    """Return a column that holds an attribute of the records, usually the one it is named after."""
    return Column(head, width, attrgetter(attribute or name), name)


@record
class Sheet:
    """A table with a record for each row."""

    title: str
    columns: tuple[Column, ...]
    records: tuple[Any, ...]
    is_form: bool = False
    """Whether somebody fills it in: then no filter may hide a row."""

    def named(self) -> list[dict[str, Value]]:
        """Return each row by the names of its columns in CSV and JSON."""
        named = [each for each in self.columns if each.name]
        return [{each.name: each.value(entry) for each in named} for entry in self.records]


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as CSV, with the mark at its start by which spreadsheets recognise UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    columns = [each for each in sheet.columns if each.name] or sheet.columns
    writer.writerow(each.name or each.head for each in columns)
    for entry in sheet.records:
        cells = (each.value(entry) for each in columns)
        # No spreadsheet is to take what somebody typed for a formula.
        writer.writerow(guarded(harmless_line(cell)) if isinstance(cell, str) else cell for cell in cells)
    return text.getvalue().encode("utf-8-sig")


TOGETHER: Final = "counted together"
"""Stands in place of a person if answers were counted and nothing joins them to anybody."""

TAKEN_OFF: Final = "removed from the list"
"""Stands in place of a person who is not on the list any more."""

NO_BALLOTS: Final = "The workshop's file does not show who gave which answer, so no line is one person's."
"""Said if a full export is asked for of a workshop that keeps only totals, or in which nobody answers alone."""

SIGNED: Final = "+0;-0;0"
"""Shows 47 as +47: a number with its sign, not text and not a formula."""

_ID, _NUMBER, _WORDS, _SENTENCE, _TEXT = 8, 12, 24, 36, 60
"""Widths in characters."""


def sheets(view: View) -> Iterator[Sheet]:
    """Yield the sheets of the workbook; tables and notes only if there are any, ballots in full only."""
    yield items(view)
    yield _rounds(view)
    if view.is_of_tables:
        yield _tables(view)
    yield actions(view)
    if any(each.notes for each in view.found):
        yield notes(view)
    if any(shown_lines(view.session, step.number) for step in view.session.wording.items):
        yield own_lines(view)
    if view.is_full:
        found = ballots(view)
        nobody = () if view.names_people else (Line(voter=NO_BALLOTS),)
        yield Sheet(found.title, found.columns, (*nobody, *found.records))
    about = (Column("What", _WORDS + _NUMBER, itemgetter(0)), Column("Detail", _TEXT, itemgetter(1)))
    yield Sheet("About", about, tuple(_about(view)))


class Line(NamedTuple):
    """How many gave one answer in one result, or what one person answered."""

    item: str = ""
    title: str = ""
    round: int | None = None
    voter: str = ""
    role: str = ""
    """Empty if nobody in particular is meant."""
    answer: str = ""
    """The level's number, or why no level was chosen, such as "dont_know"."""
    number: int | None = None
    """1 for a person."""


def counts(view: View) -> Sheet:
    """Return every number of every result, noughts too: levels first, then why no level was chosen."""
    lines = (
        Line(each.item.id, each.item.title, found.number, answer=answer, number=number)
        for each in view.found
        for found in each.rounds
        for answer, number in answer_counts(found).items()
    )
    return Sheet("Counts", _columns(view, "item", "title", "round", "answer", "words", "count"), tuple(lines))


def ballots(view: View) -> Sheet:
    """Return who gave which answer to every result, by person's number; then what was counted together.

    The lines of a result add up to its counts. Nothing is told of a person if the view does not name people.
    """
    lines = (
        line
        for each in view.found
        for found in view.session.revealed(each.item.number)
        for line in _lines(view, Line(each.item.id, each.item.title, found.number), found)
    )
    names = ("item", "round", "voter", "role", "answer", "words", "count")
    return Sheet("Ballots", _columns(view, *names), tuple(lines))


def _lines(view: View, blank: Line, found: Round) -> Iterator[Line]:
    if view.names_people:
        for number, answer in sorted(found.ballots.items()):
            voter = view.session.voters.get(number)
            label, role = (voter.label, voter.role.value) if voter else (TAKEN_OFF, "")
            yield blank._replace(voter=label, role=role, answer=answer.value, number=1)
    together = Counter(found.totals) if view.names_people else found.tally()
    for answer in Answer:
        if together[answer]:
            yield blank._replace(voter=TOGETHER, answer=answer.value, number=together[answer])


def _columns(view: View, *names: str) -> tuple[Column, ...]:
    words = {"": "", **{str(level): word for level, word in enumerate(view.words, start=1)}, **NOT_RATED}
    every = (
        column("item", "Item", _ID),
        column("title", "Title", _WORDS),
        column("round", "Round", _ID),
        column("voter", "Who", _WORDS),
        column("role", "Role", _WORDS),
        column("answer", "Answer", _NUMBER),
        Column("In words", _WORDS, lambda line: words[line.answer], "words"),
        column("count", "Number", _ID, "number"),
    )
    return tuple(each for each in every if each.name in names)


def actions(view: View) -> Sheet:
    """Return the actions of the plan, in the columns of a council's list of recommendations."""
    session, review = view.session, review_day(view.session)
    columns = (
        Column("Reference", _NUMBER, partial(reference, session), "reference"),
        Column("Origin", _NUMBER, partial(action_step, session)),
        Column("Date", _NUMBER, lambda each: agreed_on(session, each)),
        replace(_item_column(view), head=""),
        column("text", "Recommendation", _TEXT),
        column("kind", "To whom", _WORDS, "kind.stored"),
        column("sent", "Sent on", _NUMBER),
        column("answer_due", "Answer due", _NUMBER),
        Column("Answer", _NUMBER, lambda each: each.reply and each.reply.stored, "answer"),
        column("reason", "Reason", _SENTENCE),
        column("owner", "Lead (role)", _WORDS),
        column("due", "Due", _NUMBER),
        column("evidence", "Action taken", _TEXT),
        column("status", "Status", _NUMBER, "status.stored"),
        Column("Since", _NUMBER, lambda each: each.statuses[-1].date if each.statuses else None, "since"),
        Column("", 0, _statuses, "statuses"),
        Column("Review date", _NUMBER, lambda each: review if each.status is ActionStatus.OPEN else None),
        column("carried", "", 0),
    )
    return Sheet("Actions", columns, tuple(view.session.actions.values()))


def _statuses(action: Action) -> str:
    """Return every status that was set with its day, the oldest first, such as "done 2027-06-03"."""
    return "; ".join(f"{each.status.stored} {each.date}" for each in action.statuses)


def notes(view: View) -> Sheet:
    """Return what was written down."""
    kind, text = column("kind", "Kind", _WORDS, "kind.stored"), column("text", "What was written down", _TEXT)
    every = (note for each in view.found for note in each.notes)
    source, date = column("source", "Source", _WORDS), column("date", "Date", _WORDS)
    return Sheet("Notes", (_item_column(view), kind, text, source, date), tuple(every))


def own_lines(view: View) -> Sheet:
    """Return what people wrote, as far as it was shown."""
    steps = view.session.wording.items
    lines = ((step, text) for step in steps for text in shown_lines(view.session, step.number))
    columns = (
        Column("Item", _ID, lambda entry: entry[0].id),
        Column("Title", _WORDS, lambda entry: entry[0].title),
        Column("In people's own words", _TEXT, itemgetter(1)),
    )
    return Sheet(PEOPLE_WROTE, columns, tuple(lines))


def _item_column(view: View) -> Column:
    def item_id(entry: Any) -> str | None:
        return view.session.wording.item(entry.item).id if entry.item else None

    return Column("Item", _ID, item_id, "item")


def items(view: View) -> Sheet:
    """Return what is known of each step: its latest result, the agreed position, where next, and how much is noted."""
    hands, agreed = view.session.priorities, partial(_held, attrgetter("agreed"))

    def missing(each: Any) -> int:
        return left_out(view.session, each.item.number)

    columns = (
        Column("Item", _ID, attrgetter("item.id")),
        Column("Title", _WORDS, attrgetter("item.title")),
        Column("Rounds", _NUMBER, lambda each: len(each.rounds)),
        *_result_columns(view, attrgetter("latest")),
        Column("Agreed position", _WORDS, view.shared_word),
        Column("How it was reached", _WORDS, agreed(attrgetter("how.value"))),
        Column("A different view", _SENTENCE, agreed(attrgetter("different_view"))),
        Column("In a year", _WORDS, agreed(lambda held: held.target and view.words[held.target - 1])),
        Column(
            "Which way we are going", _WORDS, agreed(lambda held: held.direction and held.direction.value)
        ),
        Column("Evidence noted", _NUMBER, lambda each: len(each.evidence)),
        *([Column("Lines left out", _NUMBER, missing)] if view.session.words else ()),
        Column("Rated beforehand", _WORDS, lambda each: each.earlier and view.words[each.earlier.level - 1]),
        Column("By whom", _WORDS, lambda each: each.earlier and view.person(each.earlier.whose)),
        *([Column("Votes", _NUMBER, lambda each: hands.get(each.item.number))] if hands else ()),
    )
    return Sheet("Items", columns, view.found)


def _rounds(view: View) -> Sheet:
    records = (
        (each.item, held, found)
        for each in view.found
        for held, found in zip(view.session.revealed(each.item.number), each.rounds, strict=True)
    )

    def score(entry: Any) -> int | None:
        return entry[2].shown_score and int(entry[2].shown_score)

    columns = (
        Column("Item", _ID, lambda entry: entry[0].id),
        Column("Title", _WORDS, lambda entry: entry[0].title),
        Column("Round", _ID, lambda entry: entry[2].number),
        Column("Date", _NUMBER, lambda entry: view.session.sittings[entry[1].sitting].started.date()),
        *_result_columns(view, itemgetter(2)),
        Column("Many don't know", _WORDS, lambda entry: entry[2].finding),
        Column("Caution", _WORDS, lambda entry: entry[2].caution),
        Column("How far we agree, -100 to +100", _NUMBER, score, number_format=SIGNED),
    )
    return Sheet("Rounds", columns, tuple(records))


def _result_columns(view: View, result: Callable[[Any], RoundResult | None]) -> Iterator[Column]:
    """Yield the counts of a record's result and what they are called; their cells are empty if it has none."""
    of = partial(_held, result)

    def count(answer: str) -> Callable[[Any], Value]:
        return of(lambda found: answer_counts(found)[answer])

    yield from (Column(head, _NUMBER, count(answer)) for answer, head in view.answer_headings.items())
    yield Column("On the list", _NUMBER, of(attrgetter("base")))
    yield Column("Verdict", _WORDS, of(attrgetter("headline")))
    yield Column("In one sentence", _SENTENCE, of(attrgetter("sentence")))


def _held(part: Callable[[Any], Any], value: Callable[[Any], Value]) -> Callable[[Any], Value]:
    """Return what finds the value of a part of a record, and None if the record has no such part."""
    return lambda entry: value(found) if (found := part(entry)) else None


def _tables(view: View) -> Sheet:
    records = (
        (each.item.id, found.number, told)
        for each in view.found
        for found in each.rounds
        for told in found.tables
    )
    columns = (
        Column("Item", _ID, itemgetter(0)),
        Column("Round", _ID, itemgetter(1)),
        Column("Table", _WORDS, lambda entry: entry[2].label),
        Column("People", _ID, lambda entry: entry[2].size),
        Column("Answer", _WORDS, lambda entry: table_word(view.words, entry[2])),
        Column("Reason", _TEXT, lambda entry: entry[2].reason),
    )
    return Sheet("Tables", columns, tuple(records))


_THRESHOLDS: Final = {
    "fewest_ratings": "Fewest answers that we sum up",
    "consensus_percent": "Clear agreement, from this share on one statement (%)",
    "broad_percent": "Most agree, from this share on one statement (%)",
    "minority_percent": "A minority at an end, from this share (%)",
    "split_percent": "Two opposite views, from this share at each end (%)",
    "hollow_percent": "Two opposite views, up to this share of the smaller end between (%)",
}


def _about(view: View) -> Iterator[tuple[str, Value]]:
    details, wording = view.session.details, view.session.wording
    about: dict[str, Value] = {
        "Status": " ".join(status(view)),
        **dict(facts(view)),
        "Date": details.date,
        "Wording": f"{wording.title} ({wording.pack} {wording.version})",
        "Whose words": wording.prompts_label,
        "Exported on": view.made,
        "Workshop": view.session.id,
    }
    yield from (fact for fact in about.items() if fact[1] != "")
    for each in follow_ups(view.session):
        yield f"{CHANGED}, {day(each.started)}", each.changed
    yield from ((_THRESHOLDS[name], number) for name, number in asdict(wording.thresholds).items())
    for entry in view.session.told_trail:
        where = f", {name_of(view.session, entry.item)}" if entry.item else ""
        yield f"Corrected or cancelled{where}", trail_text(view.session, entry, full=view.is_full)
