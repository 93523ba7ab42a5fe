"""Workshops that are put away get another name, other details, one more like them, or are deleted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts import upkeep
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.rescue import backups_of
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.errors import EditedError, InputError, MachineError, RuleError
from scrutiny_tui.domain.moves import add_note, show_promise, vote_on
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.people_list import read_people
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.domain.session import Action, Details, NoteKind, Predecessor
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.domain.wording import pin
from scrutiny_tui.store.places import example_session, read_workshops
from scrutiny_tui.store.public_file import public_path
from scrutiny_tui.store.session_paths import last_changed
from tests.support.sessions import SHIPPED, FixedClock, details, library, people

ODD = "[/x] [red] \\ 中文 🙂"
NAMES = "Ann Example (chair), Bob Example, Cat Example"


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A library of this test's own."""
    return library(tmp_path)


@pytest.fixture
def path(shelf: Library) -> Path:
    """A workshop with an answer, a note and an action, put away."""
    room = shelf.create(details(), people(5, Role.CHAIR))
    room.open_round(1)
    room.cast(1, 1, Answer.LEVEL_2)
    room.save(reveal(room.session, 1))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, ODD))
    room.save(add_action(room.session, Action(0, 1, ODD)))
    room.close()
    return room.path


def by_name(shelf: Library) -> Path:
    """Return a workshop that keeps names, put away before its first answer."""
    room = shelf.create(details(secrecy=Secrecy.BY_NAME), read_people(NAMES, Secrecy.BY_NAME).voters)
    room.close()
    return room.path


def all_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


# --- details


def edit(shelf: Library, path: Path, change: Callable[[Details], Details]) -> tuple[str, ...]:
    """Change the details of a workshop that is put away, and return what is told."""
    with closing(shelf.open(path)) as room:
        return upkeep.change_details(room, change(room.session.details))


def council(name: str) -> Callable[[Details], Details]:
    return lambda before: replace(before, council=name)


def test_details_are_changed_in_the_file(shelf: Library, path: Path) -> None:
    notices = edit(shelf, path, council(ODD))

    assert notices == ()
    assert shelf.read(path).details == replace(details(), council=ODD)


def test_when_a_workshop_was_used_last_outlives_a_change_of_its_details(
    tmp_path: Path, path: Path, shelf: Library
) -> None:
    ended = shelf.read(path).sitting.ended
    clock = FixedClock()
    clock.move_on(timedelta(days=3))

    edit(library(tmp_path, clock=clock), path, council("Sampleton"))

    assert shelf.read(path).sitting.ended == ended


def test_details_that_cannot_be_used_change_nothing(shelf: Library, path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(InputError, match="Say which council"):
        edit(shelf, path, council(" "))

    assert path.read_bytes() == before
    shelf.open(path).close()


def test_secrecy_is_not_changed_after_an_answer(shelf: Library, path: Path) -> None:
    with pytest.raises(RuleError, match="fixed at the first answer"):
        edit(shelf, path, lambda before: replace(before, secrecy=Secrecy.BY_NAME))
    assert shelf.read(path).details == details()


def test_names_are_never_kept_in_public(shelf: Library) -> None:
    with pytest.raises(InputError, match="never kept by name"):
        edit(shelf, by_name(shelf), lambda before: replace(before, setting=Setting.PUBLIC))


def test_no_file_holds_a_name_after_names_are_kept_no_longer(tmp_path: Path, shelf: Library) -> None:
    path = by_name(shelf)

    notices = edit(shelf, path, lambda before: replace(before, secrecy=Secrecy.LABELS))

    assert [voter.label for voter in shelf.read(path).voters.values()] == ["Chair", "Member 1", "Member 2"]
    assert not [file for file in all_files(tmp_path) if b"Ann" in file.read_bytes()]
    assert notices[0].startswith("People have labels in place of their names.")


def test_a_promise_that_was_shown_is_to_be_shown_again(shelf: Library) -> None:
    room = shelf.create(details(), people(3))
    room.save(show_promise(room.session))

    told = upkeep.change_details(room, replace(details(), secrecy=Secrecy.TOTALS))

    assert room.session.sitting.promised == ""
    assert "show the promise again" in told[0]
    room.close()


# --- another name


def test_a_workshop_gets_another_name_with_its_second_copy(
    tmp_path: Path, shelf: Library, path: Path
) -> None:
    before, content, changed = shelf.read(path), path.read_bytes(), last_changed(path)

    renamed = upkeep.rename(shelf, path, "Autumn")

    assert renamed == upkeep.Renamed(path.with_name("autumn.json"), ())
    assert shelf.read(renamed.path) == before
    assert last_changed(renamed.path) == pytest.approx(changed)
    names = {file.name for file in all_files(tmp_path / "sessions")}
    assert names == {"autumn.json", "autumn.lock"}
    (mirror,) = (tmp_path / "mirror").glob("*.*")
    assert mirror.read_bytes() == content


def test_the_second_copy_serves_the_new_name(shelf: Library, path: Path) -> None:
    before = shelf.read(path)
    renamed = upkeep.rename(shelf, path, "autumn").path

    renamed.write_bytes(renamed.read_bytes()[:-40])

    assert shelf.read(renamed) == before


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Con", "con-council.json"),
        ("../up", "up.json"),
        (ODD, "x-red-中文.json"),
        ("Autumn 2026.json", "autumn-2026.json"),
        ("x" * 500, f"{'x' * 60}.json"),
    ],
)
def test_any_name_is_made_safe(shelf: Library, path: Path, typed: str, name: str) -> None:
    assert upkeep.rename(shelf, path, typed).path == path.with_name(name)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("  ", "Type the new name"),
        (".json", "Type the new name"),
        ("last", "stands for the workshop used last"),
        ("2026-11-21-exampleshire", "It is called 2026-11-21-exampleshire.json already"),
    ],
)
def test_a_name_that_cannot_be_used_is_told(shelf: Library, path: Path, typed: str, wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        upkeep.rename(shelf, path, typed)
    shelf.open(path).close()


def test_another_workshop_is_never_written_over(shelf: Library, path: Path) -> None:
    other = shelf.create(details("Sampleton"), people(3))
    other.close()

    with pytest.raises(InputError, match="There is a workshop at"):
        upkeep.rename(shelf, path, other.path.stem)

    assert shelf.read(path).details.council == "Exampleshire"
    assert shelf.read(other.path).details.council == "Sampleton"


def test_a_file_that_was_changed_by_hand_keeps_its_name(shelf: Library, path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("Exampleshire", "Elsewhere"), encoding="utf-8")

    with pytest.raises(EditedError):
        upkeep.rename(shelf, path, "autumn")
    assert path.exists()


# --- one more like it


def test_a_duplicate_has_the_details_the_people_and_the_open_actions_and_nothing_else(
    shelf: Library, path: Path
) -> None:
    before = shelf.read(path)

    made = upkeep.duplicate(shelf, path)

    after = shelf.read(made)
    assert made == path.with_name("2026-11-21-exampleshire-2.json")
    assert (after.details, after.voters) == (before.details, before.voters)
    assert after.id != before.id
    assert (after.rounds, after.notes, after.agreed, after.trail, after.priorities) == ({}, {}, {}, {}, {})
    assert after.follows == Predecessor(before.id, before.details.date)
    assert after.actions == {1: replace(before.actions[1], carried=True)}
    assert len(after.sittings) == 1
    assert shelf.read(path) == before


def test_a_duplicate_may_be_held_on_another_day(shelf: Library, path: Path) -> None:
    made = upkeep.duplicate(shelf, path, date(2027, 11, 20))

    assert made.name == "2027-11-20-exampleshire.json"
    assert shelf.read(made).details == replace(details(), date=date(2027, 11, 20))


def test_a_duplicate_has_the_wording_of_today(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    shelf = library(tmp_path, content=content)
    room = shelf.create(details(), people(3))
    room.close()
    step = content / "six-steps" / "steps" / "1-knowledge.toml"
    old = room.session.wording.items[0].prompts[0].text
    step.write_text(step.read_text(encoding="utf-8").replace(old, "Is this another?"), encoding="utf-8")

    made = shelf.read(upkeep.duplicate(shelf, room.path))

    assert made.wording == pin(shelf.pack())
    assert made.wording.items[0].prompts[0].text == "Is this another?"


def test_a_duplicate_keeps_to_the_pack_it_was_run_with(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    own = content / "own-steps"
    shutil.copytree(content / "six-steps", own)
    toml = (own / "pack.toml").read_text(encoding="utf-8")
    (own / "pack.toml").write_text(toml.replace('id = "six-steps"', 'id = "own-steps"'), encoding="utf-8")
    room = library(tmp_path, content=own).create(details(), people(3))
    room.close()
    shelf = library(tmp_path, content=content)

    assert shelf.read(upkeep.duplicate(shelf, room.path)).wording.pack == "own-steps"


def test_a_duplicate_votes_on_the_same_prompts(shelf: Library) -> None:
    room = shelf.create(details(), people(3))
    room.save(
        vote_on(
            room.session,
            frozenset(
                {each.number for each in room.session.wording.prompts_of(room.session.wording.item(2))}
            ),
        )
    )
    room.close()

    made = shelf.read(upkeep.duplicate(shelf, room.path))

    assert made.prompts == room.session.prompts != frozenset()


# --- deletion


def test_deleting_leaves_no_file(tmp_path: Path, shelf: Library, path: Path) -> None:
    upkeep.delete(shelf, path)

    assert all_files(tmp_path) == []


def test_every_file_is_named_before_it_is_deleted(tmp_path: Path, shelf: Library, path: Path) -> None:
    path.with_name(f"{path.name}.damaged-20260412T101500").write_bytes(b"set aside")
    named = upkeep.files_to_delete(shelf, path)

    assert sorted(named) == all_files(tmp_path)
    upkeep.delete(shelf, path)
    assert all_files(tmp_path) == []


def test_other_workshops_stay(shelf: Library, path: Path) -> None:
    near = upkeep.duplicate(shelf, path)
    before = shelf.read(near)

    upkeep.delete(shelf, path)

    assert shelf.read(near) == before
    shelf.open(near).close()


def test_a_damaged_workshop_can_be_deleted(tmp_path: Path, shelf: Library, path: Path) -> None:
    for file in all_files(tmp_path):
        file.write_bytes(file.read_bytes()[:-40])

    upkeep.delete(shelf, path)

    assert all_files(tmp_path) == []


def test_a_file_of_another_program_is_left_alone(tmp_path: Path, shelf: Library) -> None:
    stranger = tmp_path / "package.json"
    stranger.write_text('{"name": "something else"}', encoding="utf-8")

    with pytest.raises(InputError, match="not recognised as a workshop"):
        upkeep.delete(shelf, stranger)
    assert all_files(tmp_path) == [stranger]


# --- what is refused for all


@pytest.fixture
def open_elsewhere(tmp_path: Path, path: Path) -> Iterator[Workshop]:
    """The workshop, open in another program."""
    room = library(tmp_path).open(path)
    yield room
    room.close()


def test_a_workshop_that_is_open_elsewhere_stays_as_it_is(
    tmp_path: Path, shelf: Library, open_elsewhere: Workshop
) -> None:
    before = {file: file.read_bytes() for file in all_files(tmp_path)}

    with pytest.raises(MachineError, match="which still has it"):
        upkeep.rename(shelf, open_elsewhere.path, "autumn")
    with pytest.raises(MachineError, match="which still has it"):
        upkeep.delete(shelf, open_elsewhere.path)
    with pytest.raises(MachineError, match="which still has it"):
        edit(shelf, open_elsewhere.path, council("Sampleton"))

    assert {file: file.read_bytes() for file in all_files(tmp_path)} == before


def test_the_example_is_neither_renamed_nor_deleted(shelf: Library) -> None:
    before = example_session().read_bytes()

    with pytest.raises(InputError, match="not renamed"):
        upkeep.rename(shelf, example_session(), "mine")
    with pytest.raises(InputError, match="not deleted"):
        upkeep.delete(shelf, example_session())
    with pytest.raises(InputError, match="not changed"):
        edit(shelf, example_session(), council("Sampleton"))

    assert example_session().read_bytes() == before


def test_a_link_is_refused_by_the_name_of_what_it_points_to(shelf: Library, path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)

    with pytest.raises(InputError, match="only points to"):
        upkeep.rename(shelf, link, "autumn")
    with pytest.raises(InputError, match="only points to"):
        upkeep.delete(shelf, link)

    assert shelf.read(path).details.council == "Exampleshire"


# --- dated copies and sticks


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/backups/*.json"))


def with_stick(shelf: Library) -> Library:
    """Return the same library with a memory stick named for the copies."""
    stick = shelf.places.sessions.parent / "stick"
    stick.mkdir(exist_ok=True)
    places = replace(shelf.places, mirror=stick, usual_mirror=shelf.places.mirror)
    return Library(places, shelf.today)


def copied(shelf: Library, path: Path) -> None:
    """Open a workshop, as the screens do, and put it away."""
    room = shelf.open(path)
    room.keep_copy()
    room.close()


def test_deleting_takes_the_dated_copies_too(tmp_path: Path, shelf: Library, path: Path) -> None:
    assert copies(tmp_path)
    assert {*copies(tmp_path)} <= {*upkeep.files_to_delete(shelf, path)}

    upkeep.delete(shelf, path)

    assert all_files(tmp_path) == []


def test_deleting_reaches_the_stick_that_is_named_and_the_usual_folder(
    tmp_path: Path, shelf: Library, path: Path
) -> None:
    on_stick = with_stick(shelf)
    copied(on_stick, path)
    assert [each.parent.parent.name for each in copies(tmp_path)] == ["mirror", "stick"]

    upkeep.delete(on_stick, path)

    assert all_files(tmp_path) == []


def test_dated_copies_are_found_under_the_new_name_too(tmp_path: Path, shelf: Library, path: Path) -> None:
    copied(with_stick(shelf), path)
    before = backups_of(with_stick(shelf), path)
    assert len(before) == 2

    moved = upkeep.rename(with_stick(shelf), path, "autumn").path

    assert backups_of(with_stick(shelf), moved) == before
    assert not [file for file in all_files(tmp_path) if "exampleshire" in file.name]


def test_what_was_set_aside_takes_part_in_a_renaming(shelf: Library, path: Path) -> None:
    path.with_name(f"{path.name}.damaged-20260412T101500").write_bytes(b"set aside")

    moved = upkeep.rename(shelf, path, "autumn").path

    assert moved.with_name("autumn.json.damaged-20260412T101500").read_bytes() == b"set aside"
    assert not path.with_name(f"{path.name}.damaged-20260412T101500").exists()


def test_a_workshop_elsewhere_stays_on_the_list_under_its_new_name_until_it_is_deleted(
    tmp_path: Path, shelf: Library, path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / path.name
    elsewhere.parent.mkdir()
    path.rename(elsewhere)
    shelf.remember(elsewhere)

    renamed = upkeep.rename(shelf, elsewhere, "autumn").path

    assert [entry.path for entry in library(tmp_path).entries()] == [renamed]
    upkeep.delete(shelf, renamed)
    assert read_workshops(tmp_path / "settings.json") == ()


def test_what_an_audience_window_was_shown_last_is_deleted_too(shelf: Library, path: Path) -> None:
    left = public_path(path)
    left.parent.mkdir(parents=True)
    left.write_text("cut off")
    assert left in upkeep.files_to_delete(shelf, path)
    upkeep.delete(shelf, path)
    assert not left.exists()
