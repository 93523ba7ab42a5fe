"""A damaged workshop: what is wrong is told, what is sound goes into a new file, and nothing that is there is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.report.recovered import advice
from scrutiny_tui.services.library import Library
from scrutiny_tui.services.repairing import examine, find, repair
from tests.support.sessions import details, library, people


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    return library(tmp_path)


@pytest.fixture
def path(shelf: Library) -> Path:
    """A workshop with a result and a note, put away."""
    room = shelf.create(details(), people(5))
    room.open_round(1)
    for voter in range(1, 6):
        room.cast(1, voter, Answer.LEVEL_2)
    room.reveal(1)
    room.add_note(1, NoteKind.EVIDENCE, "The work programme")
    room.close()
    return room.path


def contents(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def without_copies(shelf: Library) -> None:
    for each in shelf.places.mirror.rglob("*.json"):
        each.unlink()


def break_note(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"text":"The work programme"', b'"text":"The work', 1))


def test_nothing_is_wrong_with_a_sound_workshop(shelf: Library, path: Path) -> None:
    found = examine(shelf, path)

    assert (found.problems, found.opens, found.recovery) == ((), True, None)


def test_a_damaged_file_is_told_line_by_line_with_what_can_be_recovered(shelf: Library, path: Path) -> None:
    without_copies(shelf)
    break_note(path)

    found = examine(shelf, path)

    assert [(each.file, each.reason.split(":")[0]) for each in found.problems] == [
        (path.name, "is damaged"),
        (path.name, "document 1 of notes cannot be read"),
    ]
    assert not found.opens
    assert list(advice(found, "x.json")) == [
        "Can be recovered: 5 people, 5 answers in step 1.",
        "Lost: note 1.",
        "To recover it into a new file: scrutiny-tui repair x.json --out NEW",
    ]


def test_a_file_whose_second_copy_is_whole_opens_all_the_same(shelf: Library, path: Path) -> None:
    break_note(path)

    found = examine(shelf, path)

    assert found.problems
    assert list(advice(found, "x")) == [
        "It can be opened all the same: its second copy is whole, and puts it right."
    ]


def test_where_nothing_is_left_it_is_told(shelf: Library, path: Path) -> None:
    without_copies(shelf)
    path.write_bytes(b"")

    found = examine(shelf, path)

    assert list(advice(found, "x")) == [
        f"Nothing of a workshop can be made out in {path.name} or its copies. Nothing was changed."
    ]


def test_a_newer_programs_file_names_both_versions_and_is_not_to_be_repaired(
    shelf: Library, path: Path
) -> None:
    without_copies(shelf)
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":2'))

    found = examine(shelf, path)

    assert "format 2; this program knows format 1" in found.problems[0].reason
    assert list(advice(found, "x")) == []
    with pytest.raises(InputError, match="format 2"):
        repair(shelf, path)


def test_a_repair_makes_a_new_file_and_changes_no_other(tmp_path: Path, shelf: Library, path: Path) -> None:
    without_copies(shelf)
    break_note(path)
    before = contents(tmp_path)

    made = repair(shelf, path)

    assert made.path.name == "2026-11-21-exampleshire-recovered.json"
    assert made.missing == ("Lost: note 1.",)
    assert {each: data for each, data in contents(tmp_path).items() if each in before} == before
    kept = shelf.read(made.path)
    assert len(kept.revealed(1)[0].ballots) == 5
    assert [each.text for each in kept.trail.values()] == [
        "Recovered on 21.11.2026 14:05 from damaged files. Lost: note 1."
    ]


def test_a_recovered_workshop_goes_on(shelf: Library, path: Path) -> None:
    without_copies(shelf)
    break_note(path)
    again = shelf.open(repair(shelf, path).path)
    again.continue_sitting()
    again.open_round(2)
    again.cast(2, 1, Answer.LEVEL_1)
    again.close()

    assert shelf.read(again.path).open_round(2)


def test_a_repair_never_writes_over_a_file(shelf: Library, path: Path) -> None:
    with pytest.raises(InputError, match="There is a file at"):
        repair(shelf, path, path)


def test_a_workshop_whose_file_is_gone_is_found_by_its_journal(shelf: Library) -> None:
    room = shelf.create(details(), people(3))
    room.open_round(1)
    room.path.unlink()

    assert find(shelf, room.path.stem) == room.path
    assert len(repair(shelf, room.path).session.voters) == 3


def test_a_name_that_means_nothing_is_told(shelf: Library) -> None:
    with pytest.raises(InputError, match="There is no workshop called"):
        find(shelf, "nothing")


def test_of_totals_only_it_is_told_before_and_after_that_open_votes_begin_again(shelf: Library) -> None:
    room = shelf.create(details(secrecy=Secrecy.TOTALS), people(3))
    room.add_note(1, NoteKind.EVIDENCE, "The work programme")
    for step in (1, 2):
        room.open_round(step)
        room.cast(step, 1, Answer.LEVEL_2)
    room.close()
    without_copies(shelf)
    break_note(room.path)
    told = (
        "The votes on step 1, time 1; step 2, time 1 were open and begin again: everybody answers once more."
    )

    assert told in advice(examine(shelf, room.path), "x.json")
    made = repair(shelf, room.path)

    assert told in made.missing
    assert [each.given for each in shelf.open(made.path).session.rounds.values()] == [0, 0]
