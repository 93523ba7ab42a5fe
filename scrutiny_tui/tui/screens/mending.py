"""The questions by which a result is mended or completed: asked twice where something is changed for good."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.mending import ASIDE_REASONS, CORRECTION_REASONS
from scrutiny_tui.domain.movement import movement, why_no_movement
from scrutiny_tui.domain.results import level_words, round_result
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import EarlierJudgement, NoteKind, PageName
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

_OTHERS: Final = (
    (Answer.DONT_KNOW, "Don't know"),
    (Answer.ABSTAIN, "Prefer not to say"),
    (Answer.INTEREST, "Interest declared"),
)


def ask_set_aside(page: WorkshopPage) -> None:
    """Ask why the latest result is set aside, ask again, and do it."""

    def confirm(reason: str | None) -> None:
        if reason is None:
            return

        def act(choice: str | None) -> None:
            if choice == "yes" and page.attempt(page.workshop.set_aside, page.place.item, reason):
                page.go(PageName.STEP, page.item.step or page.item.number)

        choices = (("no", "No, keep the result"), ("yes", "Yes, set it aside"))
        page.app.push_screen(AskDialog("Set this result aside?", choices, f"Because {reason}."), act)

    page.app.push_screen(AskDialog("Why is it set aside?", ((each, each) for each in ASIDE_REASONS)), confirm)


def ask_correction(page: WorkshopPage) -> None:
    """Ask whose answer is corrected, to what and why, ask again, and do it."""
    session = page.workshop.session
    found = session.revealed(page.place.item)[-1]
    people = [(str(voter.id), voter.label) for voter in session.voters.values() if voter.id in found.ballots]

    def whose(person: str | None) -> None:
        if person is not None:
            _ask_answer(page, int(person))

    page.app.push_screen(AskDialog("Whose answer is corrected?", people), whose)


def _ask_answer(page: WorkshopPage, voter: int) -> None:
    answers = [*_levels(page), *((answer.value, text) for answer, text in _OTHERS)]

    def why(answer: str | None) -> None:
        if answer is None:
            return

        def confirm(reason: str | None) -> None:
            if reason is not None:
                _confirm_correction(page, voter, Answer(answer), reason)

        page.app.push_screen(AskDialog("Why?", ((each, each) for each in CORRECTION_REASONS)), confirm)

    page.app.push_screen(AskDialog("What does the slip say?", answers), why)


def _confirm_correction(page: WorkshopPage, voter: int, answer: Answer, reason: str) -> None:
    def act(choice: str | None) -> None:
        if choice == "yes" and page.attempt(page.workshop.correct, page.place.item, voter, answer, reason):
            page.go(PageName.RESULT)

    choices = (("no", "No, leave the result as it is"), ("yes", "Yes, correct it"))
    told = "The record will say that one answer was corrected after the result."
    page.app.push_screen(AskDialog("Correct this answer?", choices, told), act)


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

    page.app.push_screen(AskDialog("Which two times?", pairs), show)


def _time(page: WorkshopPage, found: Round) -> str:
    result = round_result(page.workshop.session, found)
    words = level_words(page.workshop.session)
    counts = ", ".join(f"{word} {count}" for word, count in zip(words, result.counts, strict=True))
    return f"Time {found.number}: {counts}. {result.sentence} {result.base_line}."


def ask_reason(page: WorkshopPage) -> None:
    """Ask for a table's one-line reason and keep it."""
    tables = [(str(voter.id), voter.label) for voter in page.workshop.session.voters.values() if voter.casts]

    def write(table: str | None) -> None:
        if table is None:
            return

        def keep(text: str | None) -> None:
            note = (page.place.item, NoteKind.REASON, text, int(table))
            if text and page.attempt(page.workshop.add_note, *note):
                page.go(PageName.RESULT)

        told = "It is shown with the table's answer. No names of children, families or staff."
        page.app.push_screen(LineDialog("Why did the table choose this?", "Reason", "", told), keep)

    page.app.push_screen(AskDialog("Which table?", tables), write)


def ask_earlier(page: WorkshopPage) -> None:
    """Ask for a level that was judged beforehand and whose judgement it is, and keep it."""

    def whose(level: str | None) -> None:
        if level is None:
            return

        def keep(text: str | None) -> None:
            if text is not None:
                judgement = EarlierJudgement(page.item.number, int(level), text)
                if page.attempt(page.workshop.record_earlier, judgement):
                    page.tell("It is kept, and hidden until the result.")

        told = "It is hidden until the result and is not an answer."
        page.app.push_screen(LineDialog("Whose judgement is it?", "Whose", "the officers", told), keep)

    told = "The room sees this list. Better done before the room comes in."
    page.app.push_screen(AskDialog("Which level was judged beforehand?", _levels(page), told), whose)


def _levels(page: WorkshopPage) -> list[tuple[str, str]]:
    levels = page.workshop.session.wording.levels
    return [(str(level.number), f"{level.number} {level.label}") for level in levels]
