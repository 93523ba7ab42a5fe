"""Where only totals are kept, nothing that is on the disk joins a person to an answer."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError, MachineError, RuleError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.box import Box
from scrutiny_tui.store.sessions import SessionFile
from tests.services.rooms import filled
from tests.support.sessions import FixedClock, answers, library, workshop


@pytest.fixture
def room(tmp_path: Path, clock: FixedClock) -> Workshop:
    """A workshop of five members and an officer that keeps totals only."""
    return workshop(tmp_path, 5, Role.OFFICER, clock=clock, secrecy=Secrecy.TOTALS)


def files(folder: Path, suffix: str = "") -> dict[str, bytes]:
    """Return every file of a folder whose name ends so."""
    return {str(path): path.read_bytes() for path in folder.rglob(f"*{suffix}") if path.is_file()}


def boxes(folder: Path) -> list[Path]:
    """Return the box, then its second copy."""
    return [*folder.glob("sessions/*.box"), *folder.glob("mirror/*.box")]


def opened_again(room: Workshop, folder: Path) -> Workshop:
    """Return the workshop as another start of the program finds it after the first one was killed."""
    assert isinstance(room._file, SessionFile)
    room._file._database._release()
    return library(folder).open(room.path)


def test_answers_leave_no_byte_in_session_journal_or_mirror(room: Workshop, tmp_path: Path) -> None:
    room.open_round(1)
    before = files(tmp_path, "json") | files(tmp_path, "journal")

    filled(room, 1, "1 2 3 d")

    assert len(before) == 4
    assert files(tmp_path, "json") | files(tmp_path, "journal") == before


def test_the_box_holds_totals_and_who_is_in_and_nothing_more(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "2 2 d")

    held = [json.loads(json.loads(path.read_bytes())["box"]) for path in boxes(tmp_path)]

    assert held == 2 * [
        {
            "session": "session-1",
            "rounds": {
                "1001": {
                    "totals": {"2": 2, "dont_know": 1},
                    "answered": [1, 2, 3],
                    "closed": False,
                    "absent": [],
                }
            },
        }
    ]


def test_the_reveal_moves_the_totals_into_the_session_and_deletes_the_box(
    room: Workshop, tmp_path: Path
) -> None:
    filled(room, 1, "1 2 2 d")
    room.reveal(1)

    assert boxes(tmp_path) == []
    shown = library(tmp_path).read(room.path).rounds[1001]
    assert (shown.state, shown.counts, shown.answered) == (RoundState.REVEALED, (1, 2, 0), frozenset())
    assert room.session.rounds[1001] == shown
    assert room.result(1).rounds[0].base_line == "3 of 5 answered · 1 does not know · 1 not in"


def test_an_answer_is_taken_back_until_the_next_person_starts(room: Workshop) -> None:
    filled(room, 1, "1 2")

    undone = room.undo(1)

    assert undone is not None
    assert undone.voter == room.session.voters[2]
    assert room.open_round(1).counts == (1, 0, 0)
    assert room.undo(1) is None


def test_an_answer_that_is_in_cannot_be_changed(room: Workshop) -> None:
    filled(room, 1, "1 2")

    with pytest.raises(RuleError, match="an answer that is in cannot be changed"):
        room.cast(1, 1, Answer.LEVEL_3)


def test_an_answer_that_is_in_cannot_be_cleared(room: Workshop) -> None:
    filled(room, 1, "1 2")

    with pytest.raises(RuleError, match="Only totals are kept, so no answer can be cleared"):
        room.clear(1, 1)

    assert room.open_round(1).counts == (1, 1, 0)


def test_whoever_is_absent_is_marked_here_before_answering(room: Workshop) -> None:
    room.open_round(1)
    room.set_absent(1, 2, absent=True)
    with pytest.raises(RuleError, match="marked absent"):
        room.cast(1, 2, Answer.LEVEL_1)

    room.set_absent(1, 2, absent=False)
    room.cast(1, 2, Answer.LEVEL_1)

    assert room.open_round(1).answered == {2}


def test_a_result_cannot_be_corrected_but_set_aside_and_answered_again(room: Workshop) -> None:
    filled(room, 1, "1 1 1 1 1")
    room.reveal(1)
    with pytest.raises(RuleError, match="Set the result aside and answer again"):
        room.correct(1, 1, Answer.LEVEL_2, "it was keyed wrongly")

    room.set_aside(1, "the slips were mixed up")
    filled(room, 1, "2 2 2 2 2")
    room.reveal(1)

    assert [each.counts for each in room.result(1).rounds] == [(0, 5, 0)]


def test_a_vote_that_was_set_aside_unseen_leaves_no_totals(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 3")

    room.set_aside(1, "answers were said aloud")

    assert boxes(tmp_path) == []
    left = library(tmp_path).read(room.path).rounds[1001]
    assert left == room.session.rounds[1001]
    assert (left.given, left.is_in) == (0, frozenset())


def test_totals_survive_being_killed(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 d")

    again = opened_again(room, tmp_path)

    assert again.session == room.session
    assert again.waiting(1) == (4, 5)
    again.reveal(1)
    assert again.result(1).rounds[0].counts == (1, 1, 0)


def test_totals_survive_being_closed_and_opened(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 d")
    before = room.session.rounds
    room.close()

    assert library(tmp_path).open(room.path).session.rounds == before


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("damage", [b"", b"[]", b'{"box": "{}", "sha256": "0"}'])
def test_a_damaged_copy_of_the_box_gives_way_to_the_other(
    room: Workshop, tmp_path: Path, which: int, damage: bytes
) -> None:
    filled(room, 1, "1 2 d")
    boxes(tmp_path)[which].write_bytes(damage)

    assert opened_again(room, tmp_path).session == room.session


def test_a_box_that_is_gone_gives_way_to_its_second_copy(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 d")
    boxes(tmp_path)[0].unlink()

    assert opened_again(room, tmp_path).session == room.session


def test_a_box_damaged_in_both_copies_is_told_with_a_way_out(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 d")
    for path in boxes(tmp_path):
        path.write_bytes(b"?")

    with pytest.raises(InputError, match="Take that away to open the workshop without them"):
        opened_again(room, tmp_path)

    for path in boxes(tmp_path):
        assert path.read_bytes() == b"?"
        path.unlink()
    assert library(tmp_path).open(room.path).open_round(1).given == 0


def test_a_box_left_behind_after_the_reveal_is_emptied_at_the_opening(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 d")
    left = {path: path.read_bytes() for path in boxes(tmp_path)}
    room.reveal(1)
    for path, content in left.items():
        path.write_bytes(content)

    again = opened_again(room, tmp_path)

    assert again.session == room.session
    assert boxes(tmp_path) == []


def test_the_box_of_a_workshop_that_is_gone_does_not_stop_a_new_one(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 2 d")
    held = boxes(tmp_path)[0].read_bytes()
    room.close()
    other = tmp_path / "other"
    (other / "sessions").mkdir(parents=True)
    (other / "sessions" / room.path.with_suffix(".box").name).write_bytes(_of_session(held, "session-9"))

    new = workshop(other, 5, secrecy=Secrecy.TOTALS)

    assert new.open_round(1).given == 0


def _of_session(held: bytes, session: str) -> bytes:
    """Return the same box as another session's."""
    text = json.loads(held)["box"].replace("session-1", session)
    return json.dumps({"box": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}).encode()


class FullDisk:
    """A disk that takes nothing more into one folder."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
        put = Box._put

        def refuse(box: Box, path: Path, wanted: object) -> None:
            if path.parent.name == folder:
                raise OSError(28, "No space left on device")
            put(box, path, wanted)  # type: ignore[arg-type]

        monkeypatch.setattr(Box, "_put", refuse)


def test_an_answer_that_finds_a_full_disk_is_refused_and_the_next_one_is_taken(
    room: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(room, 1, "1 2")
    before = room.session
    held = files(tmp_path)
    with monkeypatch.context() as patched:
        FullDisk(patched, "sessions")
        with pytest.raises(MachineError, match=r"is full\. This was not saved"):
            room.cast(1, 3, Answer.LEVEL_3)

    ballast = str(room.path.with_suffix(".ballast"))
    assert (room.session, files(tmp_path)) == (before, {name: held[name] for name in held.keys() - {ballast}})
    room.cast(1, 3, Answer.LEVEL_3)
    assert opened_again(room, tmp_path).session == room.session


def test_a_slip_that_finds_a_full_disk_is_refused_whole(
    room: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        FullDisk(patched, "sessions")
        with pytest.raises(MachineError):
            room.cast_slip(1, {1: Answer.LEVEL_1, 2: Answer.LEVEL_2})

    assert [each.given for each in room.session.rounds.values()] == [0, 0]
    assert opened_again(room, tmp_path).session == room.session


def test_without_its_mirror_the_workshop_goes_on_and_says_so(
    room: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FullDisk(monkeypatch, "mirror")

    filled(room, 1, "1 2 3")

    assert [notice.partition(".")[0] for notice in room.notices] == ["There is no second copy of the totals"]
    assert opened_again(room, tmp_path).session == room.session


def test_a_box_that_cannot_be_deleted_after_the_reveal_does_not_undo_it(
    room: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(room, 1, "1 2 3")
    with monkeypatch.context() as patched:
        FullDisk(patched, "sessions")
        room.reveal(1)

    assert room.result(1).rounds[0].counts == (1, 1, 1)
    assert "taken out when the workshop is opened next" in room.notices[-1]
    opened_again(room, tmp_path)
    assert boxes(tmp_path) == []


def test_a_slip_over_several_steps_is_one_act(room: Workshop, tmp_path: Path) -> None:
    room.cast_slip(1, {1: Answer.LEVEL_1, 2: Answer.LEVEL_2, 3: Answer.DONT_KNOW})
    assert [room.open_round(step).given for step in (1, 2, 3)] == [1, 1, 1]

    room.undo(2)

    assert [room.open_round(step).given for step in (1, 2, 3)] == [0, 0, 0]
    assert all(b'answered\\": []' in box.read_bytes() for box in boxes(tmp_path))
    assert len(boxes(tmp_path)) == 2


def test_a_slip_with_one_answer_that_does_not_fit_is_refused_whole(room: Workshop) -> None:
    filled(room, 2, "1")
    before = room.session

    with pytest.raises(RuleError):
        room.cast_slip(1, {1: Answer.LEVEL_1, 2: Answer.LEVEL_2})

    assert room.session is before


def test_each_of_several_open_votes_is_revealed_alone(room: Workshop, tmp_path: Path) -> None:
    for voter, answer in enumerate(answers("1 2 3"), start=1):
        room.cast_slip(voter, {1: answer, 2: Answer.LEVEL_2})

    room.reveal(1)

    assert (room.result(1).rounds[0].counts, room.result(2).rounds) == ((1, 1, 1), ())
    assert "1001" not in boxes(tmp_path)[0].read_text()
    assert opened_again(room, tmp_path).session == room.session
