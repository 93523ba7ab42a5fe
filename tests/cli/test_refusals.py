"""A command that is refused leaves every file as it was, byte for byte."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.cli.program import COMMANDS
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.fields import LONGEST_TEXT
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, NoteKind
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.system import local_time
from tests.cli.conftest import Shell
from tests.store.table_files import separated
from tests.support.sessions import FixedClock, answers, workshop

EARLIER: Final = timedelta(hours=1)
"""How long before the command the workshop was used."""

ONE = ("--item", "1")
TWO = ("--item", "2")
WHO = ("--voter", "Member 1")
WHY = ("--reason", "it was keyed wrongly")

TOO_LONG: Final = "x" * (LONGEST_TEXT + 1)

REFUSED: Final = [
    ("cast", "last", *ONE, *WHO, "--answer", "2"),
    ("cast", "last", *TWO, *WHO, "--answer", "4"),
    ("cast", "last", *TWO, *WHO, "--answer", "x"),
    ("cast", "last", *TWO, "--voter", "Nobody", "--answer", "2"),
    ("cast", "last", "--item", "9", *WHO, "--answer", "2"),
    ("cast", "last", "--item", "3", "--voter", "Member 5", "--answer", "2"),
    ("cast", "last", *TWO, *WHO, "--answer", "4", "--new-sitting"),
    ("clear", "last", *ONE, *WHO),
    ("clear", "last", *TWO, *WHO),
    ("headcount", "last", *ONE, "--counts", "1,1,1"),
    ("headcount", "last", *TWO, "--counts", "9,9,9"),
    ("headcount", "last", *TWO, "--counts", "0,0,0"),
    ("headcount", "last", "--item", "3", "--counts", "1,0,0"),
    ("reveal", "last", *ONE),
    ("reveal", "last", *TWO),
    ("reveal", "last", "--item", "4"),
    ("again", "last", *TWO),
    ("again", "last", "--item", "3"),
    ("set-aside", "last", *TWO, *WHY),
    ("set-aside", "last", *ONE, "--reason", " "),
    ("correct", "last", *TWO, *WHO, "--answer", "2", *WHY, "--yes"),
    ("correct", "last", *ONE, *WHO, "--answer", "x", *WHY, "--yes"),
    ("correct", "last", *ONE, *WHO, "--answer", "2", *WHY),
    ("agree", "last", *ONE, "--level", "2", "--how", "chair", "--different-view", TOO_LONG),
    ("agree", "last", *ONE, "--level", "2", "--how", "somehow"),
    ("agree", "last", "--item", "9", "--level", "2", "--how", "chair"),
    ("note", "last", *ONE, "--kind", "evidence", "--text", " "),
    ("note", "last", *ONE, "--kind", "reason", "--table", "Member 1", "--text", "Because."),
    ("note", "last", *ONE, "--kind", "reason", "--time", "1", "--text", "Because."),
    ("notes", "change", "last", *ONE, "--note", "1", "--text", "Other words."),
    ("notes", "change", "last", *TWO, "--note", "1", "--text", " "),
    ("notes", "withdraw", "last", *ONE, "--note", "1", "--yes"),
    ("notes", "withdraw", "last", *TWO, "--note", "1"),
    ("action", "add", "last", "--text", " "),
    ("action", "add", "last", "--text", "Ask.", "--item", "9"),
    ("action", "add", "last", "--text", "Ask.", "--due", "soon"),
    ("action", "add", "last", "--text", "Ask.", "--due", "next meeting"),
    ("action", "add", "last", "--text", "Ask.", "--next-meeting", "soon"),
    ("action", "add", "last", "--text", TOO_LONG),
    ("action", "change", "last", "--action", "2", "--text", "Ask."),
    ("action", "change", "last", "--action", "1", "--text", " "),
    ("action", "move", "last", "--action", "2", "--to", "1"),
    ("action", "done", "last", "--action", "2"),
    ("action", "done", "last", "--action", "1", "--evidence", TOO_LONG),
    ("action", "drop", "last", "--action", "2"),
    ("action", "remove", "last", "--action", "1"),
    ("priorities", "last", "--hands", "1,2,3"),
    ("priorities", "last", "--hands", "1,2,3,4,5,x"),
    ("priorities", "last", "--hands", "9,9,0,0,0,0"),
    ("earlier", "last", "--item", "9", "--level", "2", "--whose", "officers"),
    ("earlier", "last", *ONE, "--level", "2", "--whose", " "),
    ("import", "last", "FILE"),
    ("voters", "import", "last", "FILE"),
    ("voters", "remove", "last", "--voter", "Nobody", "--yes"),
    ("voters", "remove", "last", *WHO, "--yes"),
    ("edit", "last", "--council", " "),
    ("edit", "last", "--secrecy", "by-name"),
    ("edit", "last", "--date", "soon"),
    ("rename", "last", "last"),
    ("rename", "last", "2026-11-21-exampleshire"),
    ("duplicate", "last", "--date", "soon"),
    ("delete", "last"),
    ("forget", "last", "ballots", "--yes", "--really"),
    ("forget", "last", "names", "--yes", "--really"),
    ("pack-up", "last", "--out", "FILE"),
    ("pack-up", "last", "--out", "FILE", "--public"),
    ("paper", "last", "--out", "FILE"),
    ("report", "last", "--out", "FILE"),
    ("report", "last", "--out", "out", "--full"),
    ("report", "last", "--out", "out", "--template", "FILE"),
    ("report", "last", "--out", "out", "--not-before", "soon"),
    ("report", "last", "--out", "out", "--format", "html", "--template", "FILE"),
    ("export", "last", "--out", "FILE"),
    ("export", "last", "--out", "out", "--full"),
    ("export", "last", "--out", "out", "--format", "word"),
]
"""Every command that writes, refused for each kind of reason. FILE is a file of answers that cannot be taken."""


READERS: Final = {
    "new",
    "open",
    "run",
    "audience",
    "demo",
    "list",
    "results",
    "compare",
    "check",
    "doctor",
    "backups",
    "restore",
    "unpack",
}
"""Commands that change no workshop that is there."""


@pytest.fixture
def put_away(folder: Path) -> Path:
    """A workshop that was used an hour ago: step 1 has a result, a vote on step 4 is half full, one on step 3 counted."""
    room = workshop(folder, clock=FixedClock(local_time() - EARLIER))
    for step, given in ((1, "1 2 2 2 3"), (4, "1 2")):
        room.open_round(step)
        for voter, answer in enumerate(answers(given), start=1):
            room.cast(step, voter, answer)
    room.save(reveal(room.session, 1))
    room.save(add_note(room.session, 2, NoteKind.EVIDENCE, "A visit."))
    room.save(add_action(room.session, Action(0, 2, "Ask.")))
    count(room, 3)
    room.close()
    return room.path


def count(room: Workshop, step: int) -> None:
    room.open_round(step)
    room.take_headcount(step, {answers("2")[0]: 5})


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_command_that_changes_a_workshop_is_among_them() -> None:
    assert {words[0] for words in REFUSED} == {*COMMANDS} - READERS


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: " ".join(words)[:80])
def test_a_refused_command_leaves_the_files_as_they_were(
    shell: Shell, folder: Path, put_away: Path, words: tuple[str, ...]
) -> None:
    file = separated(folder, "voter,item,answer,role\nMember 1,1,2,wizard\n")
    before = files(folder)
    told = shell(*(str(file) if word == "FILE" else word for word in words))
    assert told.exit_code in {1, 2}, told.stdout
    assert files(folder) == before


def test_an_answer_that_only_totals_cannot_take_leaves_the_files_as_they_were(
    shell: Shell, folder: Path
) -> None:
    workshop(folder, secrecy=Secrecy.TOTALS, clock=FixedClock(local_time() - EARLIER)).close()
    before = files(folder)
    assert shell("cast", "last", *ONE, *WHO, "--answer", "2").exit_code == 1
    assert files(folder) == before


def test_a_correction_that_is_not_confirmed_leaves_the_files_as_they_were(
    shell: Shell, folder: Path, put_away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.mending.has_keyboard", lambda: True)
    before = files(folder)
    told = shell("correct", "last", *ONE, *WHO, "--answer", "2", *WHY, typed="y\nn\n")
    assert told.exit_code == 1
    assert files(folder) == before


def test_a_command_that_is_done_moves_the_end_of_the_sitting(
    shell: Shell, folder: Path, put_away: Path
) -> None:
    before = files(folder)
    assert shell("note", "last", *ONE, "--kind", "evidence", "--text", "A visit.").exit_code == 0
    assert files(folder) != before
