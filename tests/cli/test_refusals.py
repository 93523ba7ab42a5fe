"""A command that is refused leaves every file as it was, byte for byte."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.shelf_acts import SHELF
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.cli.program import COMMANDS
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.fields import LONGEST_TEXT
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import Action, NoteKind
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.system import local_time
from tests.cli.conftest import Shell
from tests.store.table_files import separated
from tests.support.files import everything_in
from tests.support.sessions import FixedClock, answers, filled, workshop

EARLIER: Final = timedelta(hours=1)
"""How long before the command the workshop was used."""

WHO: Final = "--person Member_1"
WHY: Final = "--reason keyed"
TOO_LONG: Final = "x" * (LONGEST_TEXT + 1)

REFUSED: Final = [
    f"do last cast --step 1 {WHO} --answer 2",
    f"do last cast --step 2 {WHO} --answer 4",
    "do last cast --step 2 --person Nobody --answer 2",
    f"do last cast --step 2 {WHO} --answer 4 --new-session",
    f"do last clear --step 1 {WHO}",
    "do last headcount --step 1 --counts 1,1,1",
    "do last headcount --step 2 --counts 9,9,9",
    "do last reveal --step 1",
    "do last reveal --step 4",
    "do last again --step 2",
    "do last where-next --step 4 --target 3",
    "do last fit-timetable",
    f"do last set-aside --step 2 {WHY}",
    f"do last set-aside --step 1 {WHY}",
    f"do last correct --step 2 {WHO} --answer 2 {WHY} --yes",
    f"do last correct --step 1 {WHO} --answer 2 {WHY}",
    "do last agree --step 1 --level 2 --how chair --different-view TOO_LONG",
    "do last note --step 1 --kind evidence --text _",
    "do last reason --step 1 --table Member_1 --text Because.",
    "do last change-note --step 2 --note 1 --text _",
    "do last withdraw-note --step 2 --note 1",
    "do last type-words --step 4 --text TOO_LONG",
    "do last sort-words --step 1 --line 1 --state shown",
    "do last change-words --step 1 --line 1 --text _",
    "do last withdraw-words --step 1 --line 1 --yes",
    "do last park --text Why? --from-step 9",
    "do last unpark --question 1 --yes",
    "do last add-action --text Ask. --due next_meeting",
    "do last add-action --text TOO_LONG",
    "do last change-action --action 1 --text _",
    "do last move-action --action 2 --to 1",
    "do last action-status --action 1 --status done --evidence TOO_LONG",
    "do last action-status --action 1 --status open --answer accepted",
    "do last six-months-on",
    "do last what-changed --text Nothing.",
    "do last reference-letters --letters C/F",
    "do last remove-action --action 1",
    "do last priorities --hands 9,9,0,0,0,0",
    "do last earlier --step 1 --level 2 --whose _",
    "do last remove-person --person Member_1 --yes",
    "do last add-people --people 3_wizards",
    "do last absent --person Nobody",
    "do last here --person Nobody",
    "do last pin --step 9",
    "do last later --step 9",
    "do last done --step 9",
    "do last handover --text TOO_LONG",
    "do last details --council _",
    "do last details --secrecy by-name",
    "do last facilitator --name TOO_LONG",
    "do last vote-on --prompts 9.9",
    "do last delete-answers --yes",
    "do last delete-names --yes",
    "do last count-down --minutes 0",
    "do last count-up --minutes 1",
    "do last hold-clock",
    "do last stop-clock --please",
    "do last break --until soon",
    "do last end-break --please",
    "do last end-at --time soon",
    "do last rename --name last",
    "do last duplicate --date soon",
    "do last delete",
    "import last FILE",
    "import last FILE --people",
    "pack-up last --out FILE",
    "pack-up last --out FILE --public",
    "paper last --out FILE",
    "report last --out FILE",
    "report last --out out --full",
    "report last --out out --template FILE",
    "report last --out out --not-before soon",
    "report last --out out --format html --template FILE",
    "export last --out FILE",
    "export last --out out --full",
    "export last --out out --format word",
]
"""Everything that writes, refused for each kind of reason. FILE is a file of answers that cannot be taken; _ is a blank."""

READERS: Final = {
    "new", "open", "run", "audience", "rehearse", "demo", "list", "results", "compare", "check", "doctor", "backups", "unpack",
}  # fmt: skip
"""Commands that change no workshop that is there."""


@pytest.fixture
def put_away(folder: Path) -> Path:
    """A workshop that was used an hour ago: step 1 has a result, a vote on step 4 is half full, one on step 3 counted."""
    room = workshop(folder, clock=FixedClock(local_time() - EARLIER))
    for step, given in ((1, "1 2 2 2 3"), (4, "1 2")):
        filled(room, step, given)
    room.save(reveal(room.session, 1))
    room.save(add_note(room.session, 2, NoteKind.EVIDENCE, "A visit."))
    room.save(add_action(room.session, Action(0, 2, "Ask.")))
    count(room, 3)
    room.close()
    return room.path


def count(room: Workshop, step: int) -> None:
    room.open_round(step)
    room.take_headcount(step, {answers("2")[0]: 5})


def test_every_command_and_act_that_changes_a_workshop_is_among_them() -> None:
    assert {line.split()[0] for line in REFUSED} == {*COMMANDS} - READERS
    assert {line.split()[2] for line in REFUSED if line.startswith("do ")} == {*CATALOGUE.acts, *SHELF.acts}


def test_what_is_refused_leaves_the_files_as_they_were(shell: Shell, folder: Path, put_away: Path) -> None:
    file = separated(folder, "voter,item,answer,role\nMember 1,1,2,wizard\n")
    stands_for = {"FILE": str(file), "TOO_LONG": TOO_LONG}
    before = everything_in(folder)
    for line in REFUSED:
        told = shell(*(stands_for.get(word, word.replace("_", " ")) for word in line.split()))
        assert told.exit_code in {1, 2}, (line, told.stdout)
        assert everything_in(folder) == before, line


@pytest.mark.usefixtures("put_away", "asked")
def test_what_is_not_confirmed_leaves_the_files_as_they_were(do: Shell, folder: Path) -> None:
    before = everything_in(folder)
    words = ("correct", "--step", "1", "--person", "Member 1", "--answer", "2", "--reason", "keyed")
    assert do(*words, typed="n\n").exit_code == 1
    assert everything_in(folder) == before


@pytest.mark.usefixtures("put_away")
def test_what_is_done_moves_the_end_of_the_sitting(do: Shell, folder: Path) -> None:
    before = everything_in(folder)
    assert do("note", "--step", "1", "--kind", "evidence", "--text", "A visit.").exit_code == 0
    assert everything_in(folder) != before
