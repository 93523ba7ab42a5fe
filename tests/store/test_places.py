"""Where packs, sessions and mirrors are."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store import places
from scrutiny_tui.store.places import Places, example_session, find_places, finished_folder
from scrutiny_tui.store.settings import settings_file

CHECKOUT = Path(__file__).parents[2]
ENVIRONMENT = {
    "SCRUTINY_CONTENT": "/from/environment/content",
    "SCRUTINY_SESSIONS": "/from/environment/sessions",
    "SCRUTINY_MIRROR": "/from/environment/mirror",
}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that does not stand in a checkout."""
    package = tmp_path / "site-packages" / "scrutiny_tui"
    package.mkdir(parents=True)
    monkeypatch.setattr(places, "_PACKAGE", package)
    return package


def test_what_was_asked_for_comes_first() -> None:
    found = find_places(ENVIRONMENT, Path("/asked/content"), Path("/asked/sessions"))

    assert (found.content, found.sessions) == (Path("/asked/content"), Path("/asked/sessions"))


def test_the_environment_comes_next() -> None:
    assert find_places(ENVIRONMENT) == Places(
        Path("/from/environment/content"),
        Path("/from/environment/sessions"),
        Path("/from/environment/mirror"),
        settings=settings_file({}),
    )


def test_a_checkout_has_content_and_sessions_of_its_own(tmp_path: Path) -> None:
    assert find_places({}) == Places(
        CHECKOUT / "content",
        CHECKOUT / "sessions",
        tmp_path / "data" / "scrutiny-tui" / "mirror",
        settings=settings_file({}),
    )


def test_an_empty_variable_is_no_answer() -> None:
    assert find_places(dict.fromkeys(ENVIRONMENT, "")) == find_places({})


def test_an_installed_program_brings_its_content_and_keeps_sessions_with_its_user(
    installed: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data" / "scrutiny-tui"

    found = find_places({})
    assert (found.content, found.sessions) == (installed / "_content", data / "sessions")
    assert found.mirrors == (data / "mirror",)


def test_a_project_file_of_somebody_else_makes_no_checkout(installed: Path) -> None:
    (installed.parent / "pyproject.toml").write_text('[project]\nname = "another"\n', encoding="utf-8")

    assert find_places({}).content == installed / "_content"


def test_the_example_is_shipped_either_way(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert example_session() == installed / "_sessions" / "example.json"
    monkeypatch.setattr(places, "_PACKAGE", CHECKOUT / "scrutiny_tui")
    assert example_session() == CHECKOUT / "sessions" / "example.json"


@pytest.mark.parametrize("for_new", [False, True])
def test_only_the_usual_folder_of_second_copies_is_made_again_by_itself(
    tmp_path: Path, for_new: bool
) -> None:
    usual = find_places({"SCRUTINY_MIRROR": str(tmp_path / "usual" / "mirror")})
    usual.make_mirror(for_new=for_new)
    assert usual.mirror.is_dir()

    named = find_places({"SCRUTINY_BACKUP": str(tmp_path / "stick")})
    assert named.mirrors == (tmp_path / "stick", tmp_path / "data" / "scrutiny-tui" / "mirror")
    named.make_mirror(for_new=for_new)
    assert named.mirror.is_dir() == for_new

    gone = find_places({}, backup=tmp_path / "a stick that is gone" / "mirror")
    gone.make_mirror(for_new=for_new)
    assert not gone.mirror.parent.exists()


def packs(folder: Path, *names: str) -> Places:
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "pack.toml").touch()
    return Places(folder, folder / "sessions", folder / "mirror")


def test_a_folder_of_packs_offers_the_usual_one(tmp_path: Path) -> None:
    assert packs(tmp_path, "six-steps", "other").pack == tmp_path / "six-steps"


def test_a_folder_that_is_a_pack_is_the_pack(tmp_path: Path) -> None:
    own = packs(tmp_path, ".")

    assert own.pack == own.pack_of("six-steps") == tmp_path


def test_looking_makes_no_folder(tmp_path: Path) -> None:
    find_places({})

    assert not (tmp_path / "data").exists()


def test_a_session_finds_its_own_pack(tmp_path: Path) -> None:
    assert packs(tmp_path, "six-steps", "other").pack_of("other") == tmp_path / "other"


@pytest.mark.parametrize("pack_id", ["gone", "", "../outside", "/", "six-steps/steps"])
def test_a_pack_that_is_not_there_is_stood_in_for_by_the_usual_one(tmp_path: Path, pack_id: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "pack.toml").touch()

    assert packs(tmp_path / "content", "six-steps").pack_of(pack_id) == tmp_path / "content" / "six-steps"


def test_folders_that_cannot_be_looked_into_are_passed_over(tmp_path: Path) -> None:
    beyond_all_measure = tmp_path / ("x" * 300)
    found = find_places({}, content=beyond_all_measure, sessions=tmp_path)

    assert found.pack == found.pack_of("own") == beyond_all_measure / "six-steps"
    assert finished_folder(beyond_all_measure) == beyond_all_measure
