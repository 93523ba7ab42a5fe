"""A whole workshop line by line, as somebody with a screen reader types it."""

from __future__ import annotations

import errno
import shutil
import unicodedata
from functools import partial
from pathlib import Path

import pytest

from scrutiny_tui.acts.shelf_acts import follow_up
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.moves import leave_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import Action, ActionStatus
from scrutiny_tui.store.system import local_time
from scrutiny_tui.view.close_offers import AT_CLOSE
from tests.cli.conftest import Shell, saved
from tests.cli.plain_lines import ENTER, SLIPS, plain, plain_while
from tests.support.failing import FailingSystem
from tests.support.sessions import FixedClock, library


def test_everything_is_in_words(three: Shell) -> None:
    said = plain(three, f"briefing {ENTER * 25} ? l '' {SLIPS} 2 2 2 r h g 2 d '' n e Minutes o p w t read q")

    assert {letter for letter in said if unicodedata.category(letter) in {"So", "Cc", "Cf"}} <= {"\n"}
    assert not [letter for letter in said if "\u2500" <= letter <= "\u25ff"]


def test_what_is_said_before_the_result_does_not_depend_on_the_answers(shell: Shell, folder: Path) -> None:
    heard = set()
    for name, given in (("one", "1 1 u 1 3"), ("other", "3 d u 2 a")):
        place = ("--sessions", str(folder / name))
        shell(*place, "new", "--council", "Exampleshire", "--people", "3 members")
        heard.add(plain(shell, f"{SLIPS} {given} w o again ? q", *place))
    assert len(heard) == 1


def test_an_absence_an_undo_a_label_and_a_wrong_key_are_understood(three: Shell, folder: Path) -> None:
    said = plain(three, f"{SLIPS} 9 - 2 u 3 'member 2' d stop q")

    found = saved(folder).open_round(1)
    assert found is not None
    assert dict(found.ballots) == {2: Answer.DONT_KNOW}
    assert saved(folder).sitting.away == {1}
    assert "That is not an answer or a label. Type ? for help." in said


def test_whoever_has_answered_is_not_said_to_be_absent(three: Shell, folder: Path) -> None:
    said = plain(three, f"{SLIPS} 1 'member 1' - stop q")

    assert saved(folder).sitting.away == frozenset()
    assert "Member 1: entered" in said
    assert "Member 1: absent" not in said


def test_more_than_are_here_cannot_be_counted(three: Shell, folder: Path) -> None:
    said = plain(three, "v '' c 1 2 many 1 '' '' '' y q")

    assert "Please type a number." in said
    assert "You counted 4, but 3 are marked as here." in said
    assert not saved(folder).revealed(1)


def test_somebody_missing_is_asked_about_and_not_yet_is_the_first_choice(three: Shell, folder: Path) -> None:
    said = plain(three, f"{SLIPS} 2 2 r '' '' q")

    assert "2 of 3 have answered. Show the result now?\nn: Wait (or Enter); y: Show result." in said
    assert "2 of 3 have answered." in said
    assert not saved(folder).revealed(1)


def test_only_totals_are_kept_and_a_collective_agrees_if_that_was_chosen(shell: Shell, folder: Path) -> None:
    shell("new", "--council", "Exampleshire", "--people", "3 members", "--secrecy", "totals")
    plain(shell, f"{SLIPS} 2 2 1 r q")

    found = saved(folder).revealed(1)[0]
    assert found.counts == (1, 2, 0)
    assert not found.ballots
    shell("new", "--council", "Exampleshire", "--mode", "collective", "--people", "5 members")
    said = plain(shell, "v g 3 d 'Two saw less' q")

    assert saved(folder).agreed[1].different_view == "Two saw less"
    assert "1 of 6 steps has an agreed position" in shell("list").stdout
    assert "Please type one of the choices." in said


def test_the_content_note_comes_before_the_first_quotation(three: Shell) -> None:
    said = plain(three, "l stop l '' q")

    assert said.index("Please step out at any time") < said.index("As quoted in the LGA presentation")
    assert said.count("Please step out at any time") == 2


def test_it_goes_on_at_the_step_at_which_the_input_ended(three: Shell, folder: Path) -> None:
    said = plain(three, f"'step 4' {SLIPS} 2")

    assert "There is nothing more to read. Everything is saved." in said
    assert "Step 4 of 6" in plain(three, "q")
    found = saved(folder).open_round(4)
    assert found is not None
    assert found.given == 1


def test_the_note_to_the_next_facilitator_is_said_when_it_is_opened_next(three: Shell, folder: Path) -> None:
    shelf = library(folder, clock=FixedClock(local_time()))
    had = shelf.open(shelf.find("last"))
    had.save(leave_note(had.session, "Begin with step 2."))
    had.close()

    said = plain(three, "q")

    assert "Where you got to:" in said
    assert "Note from that session: Begin with step 2." in said
    assert "Is this a new session?" not in said


@pytest.fixture
def following(three: Shell, folder: Path) -> Shell:
    """A workshop that follows one whose plan has three open actions."""
    shelf = library(folder, clock=FixedClock(local_time()))
    earlier = shelf.open(shelf.find("last"))
    for text in ("Ask.", "Visit.", "Meet."):
        earlier.save(add_action(earlier.session, Action(0, 1, text)))
    earlier.close()
    follow_up(shelf, earlier.path)
    return three


def became(folder: Path) -> list[tuple[ActionStatus, str]]:
    return [(action.status, action.evidence) for action in saved(folder).actions.values()]


def test_what_became_of_the_earlier_actions_is_asked_before_anything_else_and_once(
    following: Shell, folder: Path
) -> None:
    said = plain(following, "done 'Minute 14.' dropped '' '' '' q")

    assert said.index("1. Ask. (E 26/27 01 · Step 1 ") < said.index("2. Visit.") < said.index("Step 1 of 6")
    open_still = (ActionStatus.OPEN, "")
    assert became(folder) == [(ActionStatus.DONE, "Minute 14."), (ActionStatus.DROPPED, ""), open_still]
    assert "What happened?" not in plain(following, "q")


def test_the_rest_of_the_earlier_actions_may_be_left_as_they_are(following: Shell, folder: Path) -> None:
    said = plain(following, "dropped '' rest q")

    assert said.count("What happened?") == 2
    assert "They are now in the action plan." in said
    assert [status for status, _ in became(folder)] == [
        ActionStatus.DROPPED,
        ActionStatus.OPEN,
        ActionStatus.OPEN,
    ]
    assert "What happened?" not in plain(following, "q")


def test_earlier_actions_are_asked_about_again_if_the_input_ended(following: Shell, folder: Path) -> None:
    plain(following, "done 'Minute 14.'")
    said = plain(following, "'' '' '' '' q")

    assert said.count("What happened?") == 3
    assert "Enter for: Minute 14." in said
    assert became(folder)[:2] == [(ActionStatus.DONE, "Minute 14."), (ActionStatus.OPEN, "")]


def test_six_months_on_each_action_is_said_and_then_what_changed_is_asked(
    following: Shell, folder: Path
) -> None:
    plain(following, "rest q")
    sent = "1/12/2026 '' refused 'Not this year.'"
    said = plain(
        following,
        "+ Pay. c '' '' '' six-months-on y '' 'Two visits.' dropped '' '' '' '' '' "
        + sent
        + " 'Homes are visited.' q",
    )

    ask, pay = said.index("E 26/27 01 · Step 1 · 1 of 4"), said.index("E 26/27 04 · Step 1 · 4 of 4")
    assert ask < pay < said.index("What changed for children?")
    now = saved(folder)
    assert became(folder)[:2] == [(ActionStatus.OPEN, "Two visits."), (ActionStatus.DROPPED, "")]
    assert (now.actions[4].reason, now.sitting.changed) == ("Not this year.", "Homes are visited.")
    assert "not accepted" in plain(following, "rest '' p q")


def test_an_answer_that_cannot_be_saved_is_tried_again(
    three: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, system: FailingSystem
) -> None:
    full = partial(system.fail, folder / "sessions", errno.ENOSPC)
    said = plain_while(three, monkeypatch, SLIPS, full, "2", system.mend, "again 1 1 r q")

    assert "We couldn't save that." in said
    assert saved(folder).revealed(1)[0].counts == (2, 1, 0)


@pytest.mark.parametrize("name", ["~nobody-of-this-name/x", "x" * 300])
def test_it_goes_on_in_a_folder_that_is_typed_and_one_that_there_cannot_be_is_told(
    three: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, system: FailingSystem, name: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "~nobody-of-this-name").touch()
    (folder / "stick").mkdir()
    full = partial(system.fail, folder / "sessions", errno.ENOSPC)
    said = plain_while(
        three, monkeypatch, SLIPS, full, f"2 folder {name} folder '{folder / 'stick'}' 1 1 r q"
    )

    assert said.index("can't be used") < said.index("You are now working in a new file")
    assert [*(folder / "stick").glob("*.json")]


def test_a_lost_second_copy_is_said(
    three: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, system: FailingSystem
) -> None:
    gone = partial(system.fail, folder / "mirror", errno.ENOENT)
    said = plain_while(three, monkeypatch, f"{SLIPS} 1", gone, "2 2 o", system.mend, "again q")

    one = "Only one copy is saved now: the backup folder is missing."
    assert said.count(one) == 1
    assert said.index("Member 1: entered") < said.index(one) < said.index("Member 2: entered")
    assert said.count("Only one copy is saved now. Step 1. What next?") == 2
    assert said.rindex("Only one copy is saved now.") < said.index("Two copies are saved again.")


def test_no_dated_copy_is_said(three: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain(three, "q")
    copies = folder / "mirror" / "backups"

    def lose() -> None:
        shutil.rmtree(copies)
        copies.write_text("Something else is in its place.")

    said = plain_while(three, monkeypatch, SLIPS, lose, "1 2 2 r q")

    told = "No backup could be made. Every answer is still saved."
    assert said.index("too few to say") < said.index(told)


def test_the_report_is_written_beside_an_earlier_one(three: Shell, folder: Path) -> None:
    (folder / "out").mkdir()
    for name in (folder / "nowhere", "~nobody-of-this-name/x", "x" * 300):
        said = plain(three, f"e 1 {name} q")
        assert "Can't find or open the folder" in said
        assert "Saved:" not in said
    said = plain(three, f"read e 1 {folder / 'out'} e 1 {folder / 'out'} e 1 '' e 0 q")

    assert "Is this a fair record?" in said
    assert len([*(folder / "out").glob("*.docx")]) == 2


def test_every_line_of_the_close_is_offered_and_answers_asked_for_twice(three: Shell, folder: Path) -> None:
    (folder / "out").mkdir()
    said = plain(three, f"{SLIPS} 1 2 2 r e 2 {folder / 'out'} e 8 y n e 8 y y {folder / 'out'} q")

    offered = [offer.words in said for offer in AT_CLOSE.values()]
    assert offered.count(False) == 1
    assert AT_CLOSE["six months on"].words not in said
    ends = [each.name.partition("exampleshire-")[2] for each in (folder / "out").iterdir()]
    assert sorted(each.partition(".")[0] for each in ends) == ["full-record-personal-data", "one-page"]
