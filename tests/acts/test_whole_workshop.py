"""A whole workshop through the services alone: whatever the screens can do, another front end can do too."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.moves import add_note, agree, leave_note, record_earlier, show_promise
from scrutiny_tui.domain.people_list import read_people
from scrutiny_tui.domain.results import level_words, results
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, AgreedLevel, EarlierJudgement, How, NoteKind, PageName, Place
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.view.results_text import results_text
from tests.support.sessions import FixedClock, answers, details, library

SIX_SLIPS = ("2 1 2 3 d 2", "2 1 2 3 d 2", "2 3 2 3 d 2", "2 3 1 3 2 2", "2 3 2 3 2 2", "2 1 2 3 d 2")


def first_sitting(folder: Path, clock: FixedClock) -> Workshop:
    """Set up, promise, take six slips over all six steps and show four results."""
    read = read_people("6 members, 1 chair, 1 officer", Secrecy.LABELS)
    room = library(folder, clock=clock).create(details(), read.voters)
    room.move_to(Place(PageName.PROMISE))
    room.save(show_promise(room.session))
    room.save(record_earlier(room.session, EarlierJudgement(2, 3, "officers")))
    members = [voter.id for voter in room.session.voters.values() if voter.label.startswith("Member")]
    for voter, slip in zip(members, SIX_SLIPS, strict=True):
        room.cast_slip(voter, dict(enumerate(answers(slip), start=1)))
    for step in (1, 2, 4, 5):
        room.save(reveal(room.session, step))
    return room


def talked_about(room: Workshop) -> None:
    """Write down what the room said."""
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "The work programme of last year."))
    room.save(agree(room.session, AgreedLevel(1, 2, How.CLEAR)))
    room.save(agree(room.session, AgreedLevel(2, None, How.DISCUSSION, "Some see it at Strong.")))
    room.save(
        add_action(room.session, Action(0, 5, "Ask for the data.", owner="Chair", due=date(2027, 3, 1)))
    )
    room.save(leave_note(room.session, "Begin with step 3."))


def test_a_workshop_is_held_in_two_sittings(tmp_path: Path, clock: FixedClock) -> None:
    room = first_sitting(tmp_path, clock)
    assert [topic.item.number for topic in talk_next(results(room.session), level_words(room.session))] == [
        2,
        5,
        4,
    ]
    talked_about(room)
    room.close()

    clock.move_on(timedelta(days=7))
    room = library(tmp_path, clock=clock).open(room.path)
    assert room.asks_about_sitting
    room.begin_sitting("B. Facilitator")
    for step in (3, 6):
        room.open_round(step)
        room.take_headcount(step, {Answer.LEVEL_2: 5, Answer.LEVEL_3: 2})
        room.save(reveal(room.session, step))
    room.close()

    told = results_text(library(tmp_path).read(room.path))
    for line in (
        "All 6 who chose a level chose Developing.",
        "Two opposite views: 3 Beginning, 3 Strong, nobody between.",
        "Judged beforehand by officers: Strong. Not an answer.",
        "4 of 6 do not know. That is a finding.",
        "Most chose Developing: 5 of 7; 2 chose Strong.",
        "Our shared view, for the committee to confirm: not agreed (after discussion).",
        "Step 3, time 1: set aside: a new sitting began before the result was shown.",
    ):
        assert line in told.splitlines()


def test_the_services_need_no_screen() -> None:
    asked = (
        "import sys; import scrutiny_tui.acts.desk, scrutiny_tui.acts.workshop, scrutiny_tui.view.results_text;"
        "print(sorted(sys.modules.keys() & {'textual', 'rich'}))"
    )

    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
