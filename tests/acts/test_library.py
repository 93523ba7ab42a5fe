"""Setting up workshops, and opening them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scrutiny_tui.acts.library import new_id
from scrutiny_tui.domain.errors import InputError, MachineError, ProblemsError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.domain.session import Sitting
from scrutiny_tui.domain.wording import pin
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.system import local_time
from tests.support.sessions import NOW, SHIPPED, details, library, people


def test_a_workshop_is_set_up_with_its_first_sitting(tmp_path: Path) -> None:
    shelf = library(tmp_path)

    workshop = shelf.create(details(), people(3, Role.CHAIR))

    session = workshop.session
    assert workshop.path == tmp_path / "sessions" / "2026-11-21-exampleshire.json"
    assert (session.id, session.details) == ("session-1", details())
    assert [*session.voters.values()] == [*people(3, Role.CHAIR)]
    assert session.sittings == {1: Sitting(1, NOW, facilitator="A. Facilitator")}
    assert session.wording == pin(shelf.pack())
    assert len(session.wording.items) == 6
    workshop.close()


def test_two_workshops_of_a_day_have_two_files(tmp_path: Path) -> None:
    shelf = library(tmp_path)

    paths = []
    for _ in range(2):
        workshop = shelf.create(details(), people(3))
        paths.append(workshop.path.name)
        workshop.close()

    assert paths == ["2026-11-21-exampleshire.json", "2026-11-21-exampleshire-2.json"]


@pytest.mark.parametrize(
    ("council", "name"),
    [
        ("Con", "2026-11-21-con-council.json"),
        ("🙂", "2026-11-21-workshop.json"),
        ("../up", "2026-11-21-up.json"),
    ],
)
def test_any_council_makes_a_file_in_the_folder(tmp_path: Path, council: str, name: str) -> None:
    workshop = library(tmp_path).create(details(council), people(3))

    assert workshop.path == tmp_path / "sessions" / name
    workshop.close()


@pytest.mark.parametrize("council", ["", "  "])
def test_a_workshop_needs_a_council(tmp_path: Path, council: str) -> None:
    with pytest.raises(InputError, match="Say which council"):
        library(tmp_path).create(details(council), people(3))
    assert not (tmp_path / "sessions").exists()


def test_names_are_never_kept_in_public(tmp_path: Path) -> None:
    asked = details(secrecy=Secrecy.BY_NAME, setting=Setting.PUBLIC)

    with pytest.raises(InputError, match="never kept by name when the workshop is in public"):
        library(tmp_path).create(asked, people(3))
    assert not (tmp_path / "sessions").exists()


def test_names_may_be_kept_in_private(tmp_path: Path) -> None:
    workshop = library(tmp_path).create(details(secrecy=Secrecy.BY_NAME), people(3))

    assert workshop.session.details.secrecy is Secrecy.BY_NAME
    workshop.close()


def test_a_broken_pack_is_told_before_a_file_is_written(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    (content / "six-steps" / "pack.toml").write_text("title = 3", encoding="utf-8")

    with pytest.raises(ProblemsError):
        library(tmp_path, content=content).create(details(), people(3))
    assert not (tmp_path / "sessions").exists()


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        library(tmp_path).open(tmp_path / "gone.json")


def test_a_workshop_is_open_once(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    workshop = shelf.create(details(), people(5))

    with pytest.raises(MachineError, match="opened"):
        library(tmp_path).open(workshop.path)
    workshop.close()
    library(tmp_path).open(workshop.path).close()


def changed_content(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    shutil.copytree(SHIPPED, content)
    return content


def test_the_wording_of_a_session_outlives_a_change_of_the_pack(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    workshop = library(tmp_path, content=content).create(details(), people(5))
    wording = workshop.session.wording
    workshop.close()
    step = content / "six-steps" / "steps" / "1-knowledge.toml"
    old = wording.items[0].prompts[0].text
    text = step.read_text(encoding="utf-8")
    assert old in text
    step.write_text(text.replace(old, "Is this another question?"), encoding="utf-8")

    again = library(tmp_path, content=content).open(workshop.path)

    assert again.session.wording == wording
    assert again.session.wording.item(1).prompts[0].text == old
    assert again.pack.steps[0].prompts[0].text == "Is this another question?"
    again.close()


def test_a_session_whose_pack_is_gone_opens_with_the_usual_one(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    own = content / "own-steps"
    shutil.copytree(content / "six-steps", own)
    toml = (own / "pack.toml").read_text(encoding="utf-8")
    (own / "pack.toml").write_text(toml.replace('id = "six-steps"', 'id = "own-steps"'), encoding="utf-8")
    workshop = library(tmp_path, content=own).create(details(), people(5))
    workshop.close()
    shelf = library(tmp_path, content=content)
    found = shelf.open(workshop.path)
    assert found.pack.id == "own-steps"
    found.close()

    shutil.rmtree(own)

    again = shelf.open(workshop.path)
    assert (again.pack.id, again.session.wording.pack) == ("six-steps", "own-steps")
    again.close()


def test_a_session_is_let_go_of_when_its_pack_is_broken(tmp_path: Path) -> None:
    content = changed_content(tmp_path)
    shelf = library(tmp_path, content=content)
    workshop = shelf.create(details(), people(5))
    workshop.close()
    pack = content / "six-steps" / "pack.toml"
    right = pack.read_bytes()
    pack.write_bytes(b"title = 3")

    with pytest.raises(ProblemsError) as caught:
        shelf.open(workshop.path)

    pack.write_bytes(right)
    shelf.open(workshop.path).close()
    assert caught.value.problems


def test_the_shipped_example_is_never_opened_for_writing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not changed"):
        library(tmp_path).open(example_session())


def test_what_cannot_be_copied_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="could not be copied"):
        library(tmp_path).open_copy(tmp_path / "gone.json", tmp_path)


def test_new_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100


def test_the_time_in_the_room_has_no_zone(tmp_path: Path) -> None:
    assert local_time().tzinfo is None
    assert library(tmp_path).today() == NOW
