"""The command that deletes who answered what, or people's names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain.corrections import correct
from scrutiny_tui.domain.moves import add_note, leave_note, record_earlier
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import EarlierJudgement, NoteKind
from scrutiny_tui.domain.voting import reveal
from tests.cli.conftest import Shell
from tests.support.sessions import answers, details, library, workshop


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop by name that was put away, with a result, a correction and a note that names somebody."""
    voters = tuple(
        Voter(number, name, Role.MEMBER, True)
        for number, name in enumerate(("Anne Smith", "Ben Okafor"), start=1)
    )
    room = library(folder).create(replace(details(secrecy=Secrecy.BY_NAME), facilitator="The clerk"), voters)
    room.open_round(1)
    for voter, answer in enumerate(answers("1 3"), start=1):
        room.cast(1, voter, answer)
    room.save(reveal(room.session, 1))
    room.save(correct(room.session, 1, 1, answers("2")[0], "it was keyed wrongly"))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "Anne Smith has the minutes."))
    room.save(leave_note(room.session, "Ask Ben about the minutes."))
    room.close()
    return room.path


def test_results_and_report_are_the_same_afterwards(shell: Shell, folder: Path, path: Path) -> None:
    before = shell("results", "last", "--json").stdout
    shell("report", "last", "--out", str(folder / "before"))
    told = shell("forget", "last", "ballots", "--yes", "--really")
    assert (told.exit_code, told.stdout) == (
        0,
        "Who answered what is deleted; totals and results are as they were.\n",
    )
    assert shell("results", "last", "--json").stdout == before
    shell("report", "last", "--out", str(folder / "after"))
    reports = [
        {each.name: each.read_bytes() for each in (folder / name).iterdir()} for name in ("before", "after")
    ]
    assert reports[0] == reports[1]
    assert len(reports[0]) == 4
    assert b'"voter":' not in path.read_bytes()


def test_it_is_said_what_is_out_of_reach_and_when_not_to(
    shell: Shell, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.forgetting.has_keyboard", lambda: True)
    told = shell("forget", path.stem, "ballots", typed="y\nn\n")
    assert "This does not reach memory sticks" in told.stderr
    assert "Do not delete if someone has asked for this information." in told.stderr
    assert "Nothing was deleted." in told.stderr
    assert told.exit_code == 1
    assert b'"voter":' in path.read_bytes()


def test_names_in_notes_are_told_and_stay(shell: Shell, path: Path) -> None:
    told = shell("forget", "last", "names", "--yes", "--really")
    assert "These names stand in what was typed" in told.stderr
    assert "Anne Smith (a note on step 1)" in told.stderr
    assert "Ben Okafor (a note to the next facilitator)" in told.stderr
    assert path.read_bytes().count(b"Anne Smith") == 1
    assert b"Ben Okafor" not in path.read_bytes()


def test_names_in_reasons_and_judgements_that_wait_are_told_too(
    shell: Shell, folder: Path, path: Path
) -> None:
    room = library(folder).open(path)
    room.save(correct(room.session, 1, 2, answers("1")[0], "the slip was Anne's, not Ben's"))
    room.save(record_earlier(room.session, EarlierJudgement(2, 2, "Ben Okafor")))
    room.close()

    told = shell("forget", "last", "names", "--yes", "--really").stderr
    assert [line.strip() for line in told.splitlines() if line.startswith("  ")] == [
        "Anne Smith (a note on step 1)",
        "Anne Smith (what was corrected or set aside)",
        "Ben Okafor (what was corrected or set aside)",
        "Ben Okafor (a note to the next facilitator)",
        "Ben Okafor (whose judgement it was on step 2)",
    ]
    assert "The reason of a correction, or why a result was set aside, cannot be changed." in told


def test_a_correction_alone_leaves_no_name(shell: Shell, path: Path) -> None:
    told = shell("forget", "last", "names", "--yes", "--really").stderr
    assert "what was corrected or set aside" not in told


def test_without_a_terminal_both_options_are_needed(shell: Shell, path: Path) -> None:
    told = shell("forget", path.stem, "names", "--yes")
    assert told.exit_code == 2
    assert "add: --yes --really" in told.stderr


def test_where_only_totals_are_kept_there_is_nothing_to_delete(shell: Shell, folder: Path) -> None:
    workshop(folder, secrecy=Secrecy.TOTALS).close()
    told = shell("forget", "last", "ballots", "--yes", "--really")
    assert told.exit_code == 1
    assert "Only totals are kept in this workshop." in told.stderr


def test_what_could_not_be_reached_is_status_3_and_deleting_again_reaches_it(
    shell: Shell, folder: Path, path: Path
) -> None:
    stick, out = folder / "mirror", folder / "pulled-out"
    stick.rename(out)
    stick.write_text("Something else is in its place.")
    told = shell("forget", "last", "ballots", "--yes", "--really")
    assert told.exit_code == 3
    assert "may still hold what was taken out" in told.stderr
    assert b'"voter":' not in path.read_bytes()

    stick.unlink()
    out.rename(stick)
    told = shell("forget", "last", "ballots", "--yes", "--really")
    assert (told.exit_code, told.stderr.count("may still hold")) == (0, 0)
    kept = [each for each in folder.rglob("*.json") if each.is_file()]
    assert len(kept) >= 3
    assert [each for each in kept if b'"voter":' in each.read_bytes()] == []
