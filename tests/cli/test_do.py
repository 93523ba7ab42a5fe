"""Whatever can be done in a workshop is a command of `do`, made from its description."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final

import click
import pytest

from scrutiny_tui.acts.act import Act, Ask, Given, Option, Question, act
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.shelf_acts import SHELF
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.cli.act_commands import do as group
from scrutiny_tui.cli.program import SESSION_IS
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.moves import leave_note
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.store.system import local_time
from tests.cli.conftest import Shell, saved
from tests.support.failing import FailingSystem
from tests.support.files import everything_in
from tests.support.sessions import FixedClock, details, library, people, workshop

ACTS: Final = {**CATALOGUE.acts, **SHELF.acts}
CAST: Final = ("cast", "--step", "1", "--person", "Member 1", "--answer")


def _colours(_workshop: Workshop, _given: Given) -> Iterator[Option]:
    yield Option("red", "the colour red", "Red")
    yield Option("blue", "the colour blue", "Blue")


def _before(_workshop: Workshop, colour: str) -> Iterator[Question]:
    yield Question(f"Paint it {colour}?", "Paint it", "Leave it", "Paint dries.")


@pytest.fixture
def toy() -> Iterator[Act]:
    """One more act, as somebody adds it to the catalogue."""

    @act("paint", title="Paint", confirm=_before)
    def paint(
        workshop: Workshop, colour: Annotated[str, Ask(label="Colour", help="Which one.", options=_colours)]
    ) -> str:
        """Paint the shed."""
        workshop.save(leave_note(workshop.session, f"{colour} shed"))
        return f"It is {colour}."

    yield paint
    del CATALOGUE.acts["paint"]


def test_an_act_added_is_listed_told_and_done(begun: Shell, shell: Shell, folder: Path, toy: Act) -> None:
    assert "\n  paint " in shell("do", "--help").stdout
    assert "--colour COLOUR" in begun("paint", "--help").stdout
    told = begun("paint", "--colour", "red", "--yes")
    assert (told.exit_code, told.stdout) == (0, "It is Red.\n")
    assert saved(folder).sitting.handover == "Red shed"


@pytest.mark.usefixtures("asked")
def test_its_question_is_asked_at_a_terminal(begun: Shell, folder: Path, toy: Act) -> None:
    told = begun("paint", "--colour", "red", typed="n\n")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith("Paint dries.\nPaint it Red?")
    assert told.stderr.endswith("Nothing was changed.\n")
    assert not saved(folder).sitting.handover
    assert begun("paint", "--colour", "red", typed="y\n").exit_code == 0


def test_every_act_is_listed_and_explains_itself(begun: Shell, shell: Shell) -> None:
    listed = shell("do", "--help").stdout
    for name, described in ACTS.items():
        told = begun(name, "--help")
        words = " ".join(told.stdout.split())
        assert f"\n  {name} " in listed
        assert told.exit_code == 0
        assert all(part in words for part in (described.help.split(".")[0], SESSION_IS))
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert [
            each.name for each in command.params if isinstance(each, click.Option) and not each.help
        ] == []


def test_a_day_far_away_is_asked_about_and_kept(begun: Shell, folder: Path) -> None:
    told = begun("add-action", "--text", "Report.", "--due", "1 January 2000")
    assert (told.exit_code, "years ago. Is the year right?" in told.stderr) == (0, True)
    assert saved(folder).actions[1].due == date(2000, 1, 1)


@pytest.mark.parametrize(
    "words",
    [
        ("headcount", "--step", "1", "--counts", "1,1,1", "--not-applicable", "1"),
        ("details", "--mode", "collective"),
    ],
)
def test_what_is_not_asked_for_here_is_refused(begun: Shell, folder: Path, words: tuple[str, ...]) -> None:
    assert begun(*CAST, "1").exit_code == 0
    before = saved(folder)
    told = begun(*words)
    assert told.exit_code == 1
    assert told.stderr.endswith(" can't be used here.\n")
    assert saved(folder) == before


def test_a_workshop_that_is_open_elsewhere_is_status_3(do: Shell, folder: Path) -> None:
    going_on = library(folder).create(details(), people(5))
    for words in (
        (*CAST, "2"),
        ("details", "--council", "x"),
        ("rename", "--name", "x"),
        ("delete", "--yes"),
    ):
        told = do(*words)
        assert (told.exit_code, told.stdout) == (3, "")
        assert "already open" in told.stderr
    going_on.close()


def test_an_answer_is_safe_if_closing_fails(begun: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    really_close = Workshop.close

    def close(workshop: Workshop) -> None:
        really_close(workshop)
        raise MachineError("The disk is full.")

    monkeypatch.setattr(Workshop, "close", close)
    told = begun(*CAST, "2")
    assert told.exit_code == 0
    assert "Answer from Member 1 saved. Step 1: 1 of 5 has answered.\n" in told.stdout
    assert "The disk is full. All answers shown as entered are safe." in told.stderr


# --- which sitting it is


def left_since(folder: Path, away: timedelta) -> None:
    """Leave a workshop with an open vote that was last used so long ago."""
    then = FixedClock(local_time() - away)
    workshop = library(folder, clock=then).create(details(), people(5))
    workshop.open_round(1)
    workshop.cast(1, 2, Answer.LEVEL_1)
    workshop.close()


@pytest.mark.parametrize(
    ("away", "how_long"),
    [(timedelta(days=3, hours=1), "3 days"), (timedelta(days=1), "1 day"), (timedelta(hours=5), "5 hours")],
)
def test_later_the_sitting_has_to_be_told(do: Shell, folder: Path, away: timedelta, how_long: str) -> None:
    left_since(folder, away)
    before = everything_in(folder)
    told = do(*CAST, "2")
    assert (told.exit_code, told.stdout) == (1, "")
    assert f"This workshop was last used {how_long} ago." in told.stderr
    assert everything_in(folder) == before


def test_the_same_sitting_keeps_its_open_vote(do: Shell, folder: Path) -> None:
    left_since(folder, timedelta(days=3))
    assert do(*CAST, "2", "--same-session").stdout.endswith(
        "Answer from Member 1 saved. Step 1: 2 of 5 have answered.\n"
    )
    assert list(saved(folder).sittings) == [1]


def test_a_new_sitting_sets_its_open_vote_aside_once(do: Shell, folder: Path) -> None:
    left_since(folder, timedelta(days=3))
    first = do(*CAST, "2", "--new-session")
    assert first.stdout.endswith("Answer from Member 1 saved. Step 1: 1 of 5 has answered.\n")
    assert "A new session has begun. Everyone is marked as here." in first.stderr
    do("cast", "--step", "1", "--person", "Member 2", "--answer", "2", "--new-session")
    assert list(saved(folder).sittings) == [1, 2]


@pytest.mark.parametrize(
    "words", [("details", "--council", "Elsewhere"), ("add-people", "--people", "1 member"), ("duplicate",)]
)
def test_what_no_sitting_does_begins_none(do: Shell, folder: Path, words: tuple[str, ...]) -> None:
    left_since(folder, timedelta(days=3))
    before = saved(folder).sitting
    assert do(*words).exit_code == 0
    assert library(folder).read(folder / "sessions" / "2026-11-21-exampleshire.json").sitting.id == before.id


@pytest.mark.parametrize(
    ("error", "words"), [(errno.EIO, "The disk reported an error."), (errno.ENOSPC, "The disk is full.")]
)
def test_a_disk_that_fails_is_one_sentence_and_status_3(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, system: FailingSystem, error: int, words: str
) -> None:
    room = workshop(folder)
    room.close()
    real = system.write

    def write(descriptor: int, data: bytes) -> int:
        if b'"ballots"' in data:
            system.fail(room.path.parent, error)
        return real(descriptor, data)

    monkeypatch.setattr(system, "write", write)
    told = shell(
        "do", "last", "cast", "--step", "1", "--person", "Member 1", "--answer", "2", "--same-session"
    )
    assert told.exit_code == 3
    assert words in told.stderr
    assert "Traceback" not in told.stderr
    system.mend()
    assert not library(folder).read(room.path).rounds
