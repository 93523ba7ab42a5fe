"""The questions by which a result is mended or completed: asked twice where something is changed for good."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.corrections import ASIDE_REASONS, set_aside
from scrutiny_tui.domain.moves import add_note, change_note, record_earlier
from scrutiny_tui.domain.phrases import capitalised
from scrutiny_tui.domain.results import level_words, movement, round_result, why_no_movement
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import EarlierJudgement, NoteKind, PageName
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.line import LONGEST_LINE, LineDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog
from scrutiny_tui.tui.dialogs.writing import WARNING

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage


_ROOM: Final = "room"
"""Stands for the whole room among the tables, whose choices are numbers."""


def ask_set_aside(page: WorkshopPage) -> None:
    """Ask why the latest result is set aside, ask again, and do it."""

    def confirm(reason: str | None) -> None:
        if reason is not None:
            _confirm_aside(page, reason)

    about = "The reason stands in the record. It is asked once more whether the result is set aside."
    reasons = ((each, capitalised(each)) for each in ASIDE_REASONS)
    page.app.push_screen(AskDialog("Why is it set aside?", reasons, about=about), confirm)


def _confirm_aside(page: WorkshopPage, reason: str) -> None:
    def act(choice: str | None) -> None:
        if choice == "yes" and page.change(set_aside, page.place.item, reason):
            page.tell("The result is set aside, and the record says why.")
            page.go(PageName.STEP, page.item.step or page.item.number)

    about = (
        "No keeps the result. Yes takes it off every page and out of the results; that it was set aside, and why, "
        "stands in the record. The step can then be answered again."
    )
    choices = (("no", "No, keep the result"), ("yes", "Yes, set it aside"))
    page.app.push_screen(AskDialog("Set this result aside?", choices, f"Because {reason}.", about=about), act)


def ask_compare(page: WorkshopPage) -> None:
    """Ask which two results of the step, and show both with how people moved."""
    session = page.workshop.session
    rounds = {each.number: each for each in session.revealed(page.place.item)}
    pairs = [
        (f"{first} {second}", f"Time {first} and time {second}") for first, second in combinations(rounds, 2)
    ]

    def show(choice: str | None) -> None:
        if choice is None:
            return
        before, after = (rounds[int(number)] for number in choice.split())
        told = [_time(page, before), _time(page, after)]
        told.append(why_no_movement(session, before, after) or f"{movement(before, after)}.")
        page.app.push_screen(TellingDialog("Two times compared", "\n\n".join(told)))

    about = "Both results of the pair that is chosen are shown, with how people moved where that may be told."
    page.app.push_screen(AskDialog("Which two times?", pairs, about=about), show)


def _time(page: WorkshopPage, found: Round) -> str:
    result = round_result(page.workshop.session, found)
    words = level_words(page.workshop.session)
    counts = ", ".join(f"{word} {count}" for word, count in zip(words, result.counts, strict=True))
    return f"Time {found.number}: {counts}. {result.sentence} {result.base_line}."


def ask_reason(page: WorkshopPage, note_of_room: Callable[[], None]) -> None:
    """Ask whose reason or note it is: a table's reason for its latest answer, or a note of the whole room.

    `note_of_room` asks for the latter. A table's reason is kept in place of an earlier one.
    """
    session = page.workshop.session
    latest = session.revealed(page.place.item)[-1]
    given = {
        note.table for note in page.workshop.session.notes_of(page.place.item) if note.round == latest.number
    }
    tables = [
        (str(voter.id), f"Why {voter.label} chose this{' (noted)' if voter.id in given else ''}")
        for voter in session.voters.values()
        if voter.id in latest.ballots
    ]

    def write(whose: str | None) -> None:
        if whose == _ROOM:
            note_of_room()
        elif whose is not None:
            _ask_words(page, int(whose), latest.number)

    about = (
        "A reason is kept with the table's answer of this time; that of an earlier time stays with its own. A note of "
        "the whole room stands with the step."
    )
    choices = (*tables, (_ROOM, "A note of the whole room"))
    page.app.push_screen(AskDialog("Whose reason or note?", choices, about=about), write)


def _ask_words(page: WorkshopPage, table: int, time: int) -> None:
    notes = page.workshop.session.notes_of(page.place.item)
    earlier = next((note for note in reversed(notes) if (note.table, note.round) == (table, time)), None)

    def keep(text: str | None) -> None:
        if text is None or (not text and earlier is None):
            return
        note = (page.place.item, NoteKind.REASON, text, table, time)
        kept = page.change(change_note, earlier.id, text) if earlier else page.change(add_note, *note)
        if kept:
            page.keep_copy()
            page.written()

    told = f"It is shown with the table's answer. At most {LONGEST_LINE} characters. {WARNING}"
    title = f"Why did {page.workshop.session.voters[table].label} choose this?"
    page.app.push_screen(LineDialog(title, "Reason", earlier.text if earlier else "", told), keep)


def ask_earlier(page: WorkshopPage) -> None:
    """Ask for a level that was judged beforehand and whose judgement it is, and keep it."""

    def whose(level: str | None) -> None:
        if level is None:
            return

        def keep(text: str | None) -> None:
            if text is not None:
                judgement = EarlierJudgement(page.item.number, int(level), text)
                if page.change(record_earlier, judgement):
                    page.tell("It is kept, and hidden until the result.")

        told = "It is hidden until the result and is not an answer."
        page.app.push_screen(LineDialog("Whose judgement is it?", "Whose", "the officers", told), keep)

    told = "The room sees this list. Better done before the room comes in."
    about = "Whose judgement it is is asked for next. It is kept beside the answers, and shown only with the result."
    page.app.push_screen(
        AskDialog("Which level was judged beforehand?", _levels(page), told, about=about), whose
    )


def _levels(page: WorkshopPage) -> list[tuple[str, str]]:
    levels = page.workshop.session.wording.levels
    return [(str(level.number), f"{level.number} {level.label}") for level in levels]
