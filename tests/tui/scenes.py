"""Every page and dialog of the program, each with the keys that lead to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from unittest.mock import Mock

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.actions import add_action, follow
from scrutiny_tui.domain.moves import add_note, agree, end_sitting, leave_note, set_aside
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import (
    Action,
    ActionKind,
    AgreedLevel,
    Details,
    How,
    NoteKind,
    PageName,
    Place,
    Session,
)
from scrutiny_tui.store.disk_errors import DISK_FULL, NOT_SAVED, NotSavedError
from tests.support.screens import (
    DETAILS,
    NORMAL,
    PEOPLE,
    Driver,
    Move,
    Size,
    a_result,
    at,
    make_desk,
    running,
    some_answers,
    write,
)
from tests.support.sessions import NOW, room_of

ROUNDS: Final = (
    (1, "3 3 3 3 3 3 3 3 3 3 3 3 3 3 1"),
    (2, "1 1 1 1 1 1 1 3 3 3 3 3 3 3 2"),
    (3, "1 1 1 1 1 2 2 2 2 2 3 3 3 3 3"),
    (3, "1 1 1 1 2 2 2 2 2 2 2 3 3 3 3"),
    (4, "2 2 2 2 2 2 2 2 d d d d d a i"),
    (6, "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
)
"""Step and answers of each vote that was revealed; step 3 was answered twice, step 5 is being answered."""

FIRST_OF_OTHERS: Final = 9
"""Whoever comes behind is a co-optee where two groups are told apart."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A page or dialog."""

    name: str
    keys: str = ""
    """What is pressed to get there."""
    page: PageName | None = None
    """The page to begin with; the start page where there is none."""
    item: int = 1
    leaf: int = 0
    command: str = ""
    """What is asked for in the palette before the keys."""
    days: int = 0
    """How long the workshop was put away before."""
    trouble: Callable[[Desk], object] | None = None
    """What goes wrong before the keys."""

    def __str__(self) -> str:
        return self.name


def full_disk(desk: Desk) -> None:
    """Let nothing more be saved of the workshop that is open."""
    workshop = room_of(desk)
    vars(workshop._file)["save"] = Mock(side_effect=NotSavedError(DISK_FULL, NOT_SAVED))


def following(desk: Desk) -> None:
    """Let the workshop that is open follow one whose actions are still open."""
    write(desk, lambda session: follow(session, replace(session, id="session-0")))


def damaged(desk: Desk) -> None:
    """Break one line of the file of the workshop that was put away, and of its second copy."""
    places = desk.library.places
    for path in (*places.sessions.glob("*.json"), *places.mirror.glob("*.json")):
        data = path.read_bytes()
        path.write_bytes(data.replace(b'"label":"', b'"label":', 1))
        assert path.read_bytes() != data


def two_groups(desk: Desk) -> None:
    """Let enough people be co-optees that groups can be told apart."""

    def move(session: Session) -> Session:
        voters = {
            key: replace(voter, role=Role.CO_OPTEE) if key > FIRST_OF_OTHERS else voter
            for key, voter in session.voters.items()
        }
        return replace(session, voters=voters)

    write(desk, move)


def no_answers(desk: Desk) -> None:
    """Let nobody have answered so far."""
    write(desk, lambda session: replace(session, rounds={}))


def no_camera(desk: Desk) -> None:
    """Let a video stand in for the camera that is not there."""
    desk.cards.stand_in = Path("a video that is not there.avi")


def no_vote(desk: Desk) -> None:
    """Set the vote that is open aside."""
    room_of(desk).save(set_aside(room_of(desk).session, 5, "the wrong step was answered"))


PAGES: Final = (
    Scene("home"),
    Scene("choose", "w"),
    Scene("restore", "d"),
    Scene("compare-workshops", "space", command="Compare workshops…"),
    Scene("set-up", "n"),
    Scene("quick", "s"),
    Scene("room-check", "k"),
    Scene("briefing-alone", "i"),
    Scene("welcome", page=PageName.WELCOME),
    Scene("briefing", page=PageName.BRIEFING, leaf=2),
    Scene("promise", page=PageName.PROMISE),
    Scene("warm-up", "y", page=PageName.PROMISE),
    Scene("warm-up-answers", "y v 2", page=PageName.STEP, item=4),
    Scene("step", page=PageName.STEP),
    Scene("step-next-prompt", "down", page=PageName.STEP, item=4),
    Scene("step-turned", "enter", page=PageName.STEP),
    Scene("answers", page=PageName.ANSWERS, item=5),
    Scene("answers-private", "down enter", page=PageName.ANSWERS, item=5, command="Show private notes"),
    Scene("briefing-private", "down enter", page=PageName.BRIEFING, leaf=3, command="Show private notes"),
    Scene("whole-slips", "2 1", page=PageName.SLIPS, item=5),
    Scene("headcount", "2 tab 3", page=PageName.COUNT, item=5),
    Scene("pass-on", "down enter", page=PageName.ALONE, item=5),
    Scene("pass-choosing", "down enter space 2", page=PageName.ALONE, item=5),
    Scene("cards", "enter", page=PageName.CARDS, item=5, trouble=no_camera),
    Scene("cards-trial", page=PageName.CARDS, item=5, trouble=no_camera),
    Scene("result", page=PageName.RESULT, item=1),
    Scene("result-twice", page=PageName.RESULT, item=3),
    Scene("result-not-known", page=PageName.RESULT, item=4),
    Scene("step-larger", "z", page=PageName.STEP),
    Scene("result-larger", "z", page=PageName.RESULT, item=3),
    Scene("step-answers-wait", page=PageName.STEP, item=5),
    Scene("content-note", "l", page=PageName.STEP),
    Scene("lesson", "l enter", page=PageName.STEP),
    Scene("evidence", "j", page=PageName.STEP),
    Scene("lesson-of-three", "l enter", page=PageName.STEP, item=3),
    Scene("overview", page=PageName.OVERVIEW),
    Scene("overview-marked", "asterisk up c", page=PageName.OVERVIEW),
    Scene("break", "enter", page=PageName.STEP, command="Break"),
    Scene("clock-large", "t 5 enter t tab down down down enter", page=PageName.STEP),
    Scene("day", page=PageName.STEP, command="Timetable"),
    Scene("plan", page=PageName.PLAN, item=3),
    Scene("plan-from-a-step", "p", page=PageName.STEP, item=2),
    Scene("read-back", page=PageName.READ_BACK, item=3),
    Scene("close", page=PageName.OVERVIEW, command="Finish and report"),
    Scene("close-written", "enter", page=PageName.OVERVIEW, command="Finish and report"),
    Scene("six-months-on", "down enter", page=PageName.PLAN, command="Six months on"),
    Scene("what-changed", "down enter right right right right", page=PageName.PLAN, command="Six months on"),
    Scene("earlier-actions", page=PageName.WELCOME, trouble=following),
    Scene("resume", "enter enter escape", page=PageName.STEP, days=1),
)
"""Every page."""

DIALOGS: Final = (
    Scene("help", "f1", page=PageName.STEP),
    Scene("help-of-answers", "f1", page=PageName.ANSWERS, item=5),
    Scene("help-of-set-up", "n f1"),
    Scene("private-asks", page=PageName.STEP, command="Show private notes"),
    Scene("palette", "ctrl+p", page=PageName.STEP),
    Scene("who", "w", page=PageName.STEP),
    Scene("note", "n", page=PageName.RESULT),
    Scene("note-asks", "n x escape", page=PageName.RESULT),
    Scene("shared-view", "g", page=PageName.RESULT, item=3),
    Scene("how", "h", page=PageName.RESULT),
    Scene("again", "v", page=PageName.RESULT),
    Scene("close-workshop", "escape", page=PageName.WELCOME),
    Scene("leave-answers", "escape", page=PageName.ANSWERS, item=5),
    Scene("other-ways", "m", page=PageName.ANSWERS, item=5),
    Scene("ways", "m", page=PageName.STEP),
    Scene("jump", "/ 4", page=PageName.ANSWERS, item=5),
    Scene("projector", page=PageName.ALONE, item=5),
    Scene("miscounted", "9 down 9 r", page=PageName.COUNT, item=5),
    Scene("show-anyway", "r", page=PageName.ANSWERS, item=5),
    Scene("groups", page=PageName.RESULT, command="Compare groups"),
    Scene("two-groups", page=PageName.RESULT, item=2, command="Compare groups", trouble=two_groups),
    Scene("clock", "t 1 enter t", page=PageName.STEP),
    Scene("finish", "t tab down down down enter", page=PageName.OVERVIEW),
    Scene("day-part", "enter", page=PageName.STEP, command="Timetable"),
    Scene("fit", "t 1 4 . 3 0 enter t tab up enter", page=PageName.STEP),
    Scene("action", "plus", page=PageName.PLAN, item=3),
    Scene("action-change", "enter down down down left", page=PageName.PLAN),
    Scene("action-out", "delete", page=PageName.PLAN),
    Scene("hands", page=PageName.OVERVIEW, command="Priorities"),
    Scene("hands-too-many", "9 9 ctrl+s", page=PageName.OVERVIEW, command="Priorities"),
    Scene("close-folder", "end up enter", page=PageName.OVERVIEW, command="Finish and report"),
    Scene("close-full", "end up up enter", page=PageName.OVERVIEW, command="Finish and report"),
    Scene("earlier-what", "enter", page=PageName.WELCOME, trouble=following),
    Scene("earlier-evidence", "enter down enter", page=PageName.WELCOME, trouble=following),
    Scene("queue", page=PageName.OVERVIEW, command="All there is to talk about"),
    Scene("answers-echo", "2 up 3", page=PageName.ANSWERS, item=5),
    Scene("new-sitting", page=PageName.STEP, days=1),
    Scene("new-sitting-labels", "enter", page=PageName.STEP, days=1),
    Scene("new-sitting-who", "enter enter", page=PageName.STEP, days=1),
    Scene("facilitator", "enter enter escape f", page=PageName.STEP, days=1),
    Scene("who-stays", "w end delete", page=PageName.STEP),
    Scene("leave-form", "n x escape"),
    Scene("notes", page=PageName.RESULT, command="Edit a note"),
    Scene("notes-change", "enter", page=PageName.RESULT, command="Edit a note"),
    Scene("notes-withdraw", "enter", page=PageName.RESULT, command="Withdraw a note"),
    Scene("correct", page=PageName.RESULT, command="Correct an answer"),
    Scene("correct-whose", "down enter", page=PageName.RESULT, command="Correct an answer"),
    Scene("correct-slip", "down enter enter 2", page=PageName.RESULT, command="Correct an answer"),
    Scene(
        "correct-confirm",
        "down enter enter 2 down right enter",
        page=PageName.RESULT,
        command="Correct an answer",
    ),
    Scene("help-of-correct", "f1", page=PageName.RESULT, command="Correct an answer"),
    Scene("aside", page=PageName.RESULT, command="Cancel this result"),
    Scene("aside-confirm", "enter", page=PageName.RESULT, command="Cancel this result"),
    Scene("compare", page=PageName.RESULT, item=3, command="Compare two rounds"),
    Scene("compared", "enter", page=PageName.RESULT, item=3, command="Compare two rounds"),
    Scene("earlier", page=PageName.STEP, command="Add a rating made beforehand"),
    Scene("earlier-whose", "right down", page=PageName.STEP, command="Add a rating made beforehand"),
    Scene("prompts", page=PageName.STEP, command="What we answer"),
    Scene("take-answers", page=PageName.STEP, command="Import answers"),
    Scene("handover", page=PageName.STEP, command="Note to the next facilitator"),
    Scene("set-up-wrong", "n ctrl+s"),
    Scene("disk-is-full", "3", page=PageName.ANSWERS, item=5, trouble=full_disk),
    Scene("help-of-disk-is-full", "3 f1", page=PageName.ANSWERS, item=5, trouble=full_disk),
    Scene("carry-on-elsewhere", "3 f", page=PageName.ANSWERS, item=5, trouble=full_disk),
    Scene("recover", "w enter", trouble=damaged),
    Scene("forget", page=PageName.OVERVIEW, command="Delete individual answers", trouble=no_vote),
    Scene(
        "forget-really",
        "down enter",
        page=PageName.OVERVIEW,
        command="Delete individual answers",
        trouble=no_vote,
    ),
    Scene("details", page=PageName.OVERVIEW, command="Details of this workshop"),
    Scene("details-first", page=PageName.WELCOME, command="Details of this workshop", trouble=no_answers),
    Scene("pack-up", page=PageName.OVERVIEW, command="Hand over this workshop"),
    Scene("unpack", command="Open a handed-over workshop"),
)
"""Every dialog, and messages."""

SCENES: Final = PAGES + DIALOGS


def full_desk(
    folder: Path, details: Details = DETAILS, people: str = PEOPLE, text: str = "As in May."
) -> Desk:
    """Return a desk with a workshop in which everything happened; `text` is in every note and view."""
    desk = make_desk(folder, details, people)
    results = [a_result(step, given) for step, given in ROUNDS]
    write(desk, *results, some_answers(5, "2 1 3"), _written(text))
    return desk


def put_away(desk: Desk, days: int) -> None:
    """Let the workshop have been closed so many days ago; 0 leaves it open."""
    if days:
        # A workshop that is going on would take the end of its sitting back.
        room_of(desk)._going_on = False
        write(desk, lambda session: end_sitting(session, NOW - timedelta(days=days)))


def _written(text: str) -> Move:
    def write_down(session: Session) -> Session:
        session = add_note(session, 1, NoteKind.EVIDENCE, text)
        session = add_note(session, 3, NoteKind.DIFFERENT, text)
        session = agree(session, AgreedLevel(1, 3, How.CLEAR))
        session = agree(session, AgreedLevel(3, 2, How.DISCUSSION, text))
        session = agree(session, AgreedLevel(6, None, How.CHAIR, text))
        action = Action(
            0, 3, f"Ask. {text}", ActionKind.CABINET, f"Chair {text}", date(2027, 1, 12), evidence=text
        )
        session = add_action(add_action(session, action), Action(0, 0, f"Visit. {text}"))
        return leave_note(session, text)

    return write_down


@asynccontextmanager
async def shown(scene: Scene, desk: Desk, size: Size = NORMAL, theme: str = "") -> AsyncIterator[Driver]:
    """Run the program up to this page or dialog, in these colours; Textual's palette keeps those it is opened in."""
    if scene.page is None:
        desk.leave()
    else:
        at(desk, Place(scene.page, scene.item, scene.leaf))
        put_away(desk, scene.days)
    if scene.trouble:
        scene.trouble(desk)
    async with running(desk, size) as pilot:
        pilot.app.theme = theme or pilot.app.theme
        if scene.command:
            await pilot.ask_for(scene.command)
        await pilot.keys(scene.keys)
        if scene.trouble is no_camera:
            await pilot.until(lambda: "as slips." in pilot.said)
        yield pilot
