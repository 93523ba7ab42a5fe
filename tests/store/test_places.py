"""Where packs, sessions, mirrors, settings and reports are; what is wrong with the settings never matters."""

from __future__ import annotations

import json
import os
import re
import shlex
import stat
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from scrutiny_tui.store import installation
from scrutiny_tui.store.places import (
    LARGEST,
    MOST_KEPT,
    THEME,
    Places,
    audience_folder,
    example_session,
    find_places,
    finished_folder,
    keep_report,
    keep_workshops,
    read_workshops,
    remember,
    remembered,
    reports_folder,
    settings_file,
    typed_path,
)
from tests.support.files import needs_bits, needs_links, needs_pipes
from tests.support.sessions import NOW

ONE = Path("/media/STICK/Ärger 学.json").absolute()
OTHER = Path("/elsewhere/x.json").absolute()

# The settings


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """The file of the settings, in a folder that is not there yet."""
    return tmp_path / "new" / "settings.json"


def test_settings_remember_colours_and_fifty_workshops(settings: Path) -> None:
    assert settings_file({"SCRUTINY_SETTINGS": "/elsewhere/mine.json"}) == Path("/elsewhere/mine.json")
    assert settings_file({}).name == "settings.json"
    assert "scrutiny-tui" in settings_file({}).parts


def test_colours_and_the_newest_fifty_workshops_are_remembered(settings: Path) -> None:
    assert (remembered(settings, THEME), read_workshops(settings)) == ("", ())
    assert remember(settings, THEME, "projector-dark")
    assert keep_workshops(settings, (OTHER, ONE, OTHER))
    assert remember(settings, THEME, "high-contrast")
    assert (remembered(settings, THEME), read_workshops(settings)) == ("high-contrast", (OTHER, ONE))
    assert keep_workshops(settings, (ONE,))
    assert (remembered(settings, THEME), read_workshops(settings)) == ("high-contrast", (ONE,))
    many = tuple(OTHER.with_name(f"{number}.json") for number in range(60))
    keep_workshops(settings, many)
    assert read_workshops(settings) == many[:50]
    assert [each.name for each in settings.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "written",
    [
        b"", b"{", b"\xff\xfe", b"[1]", b"null", b'{"theme": 7}', b'{"theme": ["projector-dark"]}',
        b'{"theme": "\\u001b[31m"}', b'{"theme": "' + b"x" * 61 + b'"}',
        b'{"theme": "projector-dark"}' + b" " * LARGEST, b"[" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_theme_counts_as_none(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(written)
    assert remembered(path, THEME) == ""
    assert keep_workshops(path, (ONE,))
    assert read_workshops(path) == (ONE,)


@pytest.mark.parametrize("found", ["/x.json", {"a": 1}, ["x.json", "/etc/passwd", 7, None, [], "/a\0.json"]])
def test_odd_workshops_say_nothing(tmp_path: Path, found: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"workshops": found, "theme": "dark"}), encoding="utf-8")
    assert (read_workshops(path), remembered(path, THEME)) == ((), "dark")


def test_what_cannot_be_read_is_passed_over_and_what_cannot_be_written_forgotten(tmp_path: Path) -> None:
    folder, in_the_way = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    in_the_way.touch()
    assert remembered(folder, THEME) == ""
    assert not remember(in_the_way / "settings.json", THEME, "projector-dark")
    assert not keep_workshops(in_the_way / "settings.json", (ONE,))
    beyond_all_measure = tmp_path / ("x" * 300)
    found = find_places({}, content=beyond_all_measure, sessions=tmp_path)
    assert found.pack == found.pack_of("own") == beyond_all_measure / "six-steps"
    kept = [settings_file({}), reports_folder(), audience_folder(), finished_folder(), Path.home()]
    kept += find_places(os.environ).mirrors
    assert [path for path in kept if not path.is_relative_to(tmp_path)] == []


@needs_pipes
def test_a_pipe_in_the_place_of_the_settings_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert remembered(tmp_path / "pipe", THEME) == ""


# The folders

CHECKOUT = Path(__file__).parents[2]
ENVIRONMENT = {
    f"SCRUTINY_{name.upper()}": f"/from/environment/{name}" for name in ("content", "sessions", "mirror")
}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that does not stand in a checkout."""
    package = tmp_path / "site-packages" / "scrutiny_tui"
    package.mkdir(parents=True)
    monkeypatch.setattr(installation, "PACKAGE", package)
    return package


def test_what_was_asked_for_comes_first_then_the_environment_then_the_checkout(tmp_path: Path) -> None:
    asked = find_places(ENVIRONMENT, Path("/asked/content"), Path("/asked/sessions"))
    assert (asked.content, asked.sessions) == (Path("/asked/content"), Path("/asked/sessions"))
    content, sessions, mirror = (Path(folder) for folder in ENVIRONMENT.values())
    assert find_places(ENVIRONMENT) == Places(content, sessions, mirror, settings=settings_file({}))
    usual = Places(
        CHECKOUT / "content",
        CHECKOUT / "sessions",
        tmp_path / "data" / "scrutiny-tui" / "mirror",
        settings=settings_file({}),
    )
    assert find_places({}) == find_places(dict.fromkeys(ENVIRONMENT, "")) == usual
    assert example_session() == CHECKOUT / "sessions" / "example.json"
    assert not (tmp_path / "data").exists()


def test_a_folder_or_the_installed_program_says_what_packs_there_are(installed: Path, tmp_path: Path) -> None:
    (installed.parent / "pyproject.toml").write_text('[project]\nname = "another"\n', encoding="utf-8")
    data, found = tmp_path / "data" / "scrutiny-tui", find_places({})
    assert (found.content, found.sessions) == (installed / "_content", data / "sessions")
    assert found.mirrors == (data / "mirror",)
    assert example_session() == installed / "_sessions" / "example.json"
    several, own = packs(tmp_path, "six-steps", "other"), packs(tmp_path / "own", ".")
    assert several.pack == tmp_path / "six-steps"
    assert several.pack_of("other") == tmp_path / "other"
    assert own.pack == own.pack_of("six-steps") == tmp_path / "own"


@pytest.mark.parametrize("beside", ["", "pyproject.toml"])
def test_a_checkout_beside_an_installed_copy_keeps_sessions_where_the_copy_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: str
) -> None:
    """So `python -m scrutiny_tui` in the checkout and the installed command find the same workshops."""
    other = tmp_path / "site-packages" / "scrutiny_tui"
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    if beside:  # another checkout is no copy
        (other.parent / beside).touch()
    monkeypatch.setattr("sys.path", [str(other.parent), *sys.path])

    found = find_places({})

    keeps_them = CHECKOUT if beside else tmp_path / "data" / "scrutiny-tui"
    assert (found.content, found.sessions) == (CHECKOUT / "content", keeps_them / "sessions")


@pytest.mark.parametrize("for_new", [False, True])
def test_only_the_usual_folder_of_copies_is_made_again_by_itself(tmp_path: Path, for_new: bool) -> None:
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


# The packs


def packs(folder: Path, *names: str) -> Places:
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "pack.toml").touch()
    return Places(folder, folder / "sessions", folder / "mirror")


@pytest.mark.parametrize("pack_id", ["gone", "", "../outside", "/", "six-steps/steps"])
def test_a_pack_that_is_not_there_is_stood_in_for_by_the_usual_one(tmp_path: Path, pack_id: str) -> None:
    packs(tmp_path, "outside")
    assert packs(tmp_path / "content", "six-steps").pack_of(pack_id) == tmp_path / "content" / "six-steps"


@pytest.mark.parametrize("name", ["OneDrive - Exampleshire Council/Documents", "Desktop/Papers"])
def test_what_is_made_goes_to_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    home, moved = tmp_path / "home", tmp_path / "home" / name
    monkeypatch.setenv("WIN_PD_OVERRIDE_PERSONAL", str(moved))
    named = tmp_path / "config" / "user-dirs.dirs"
    named.parent.mkdir()
    named.write_text(f'XDG_DOCUMENTS_DIR="{moved}"\n', encoding="utf-8")
    assert finished_folder() == home / "Documents"
    moved.mkdir(parents=True)
    assert finished_folder() == moved


# Reports about mistakes in the program


@needs_bits
def test_a_report_is_told_apart_by_its_moment_and_for_the_owner_only(tmp_path: Path) -> None:
    before = os.umask(0o022)
    path = keep_report("\udc80 é", tmp_path / "data" / "reports", NOW)
    os.umask(before)
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
    assert path.name == "crash-20261121T140500000000.txt"
    assert path.read_bytes() == rb"\udc80 \xe9"


def test_the_last_ten_are_kept_also_if_the_clock_was_set_back(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    moments = [NOW + timedelta(seconds=number) for number in range(MOST_KEPT + 3)]
    written = [keep_report("a", tmp_path, moment).name for moment in moments]
    assert {path.name for path in tmp_path.iterdir()} == {*written[-MOST_KEPT:], "letter.txt"}
    assert keep_report("new", tmp_path, NOW - timedelta(days=1)).read_bytes() == b"new"


@needs_links
def test_a_report_is_told_to_be_where_a_person_finds_it(tmp_path: Path) -> None:
    (tmp_path / "Packages").mkdir()
    (tmp_path / "Local").symlink_to(tmp_path / "Packages")
    assert keep_report("a", tmp_path / "Local", NOW).parent == (tmp_path / "Packages").resolve()


@needs_links
def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    (tmp_path / "crash-20261121T140500000000.txt").symlink_to(mine)
    with pytest.raises(FileExistsError):
        keep_report("a", tmp_path, NOW)
    assert mine.read_text(encoding="utf-8") == "mine"


PASTED = (
    '"{}"', "'{}'", "\u201c{}\u201d", "\u2018{}\u2019", "\u201e{}\u201c", "\u00ab{}\u00bb", "  {}\n", '\t"{}" \r\n', "\u202a{}",
)  # fmt: skip
"""How a path looks that was copied from somewhere else."""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file whose path has to be marked or escaped in many places."""
    found = tmp_path / "dir with space" / "answers 1 (é & 'x').csv"
    found.parent.mkdir()
    found.touch()
    return found


@pytest.mark.parametrize("around", PASTED)
def test_a_path_loses_whatever_is_pasted_around_it(answers: Path, around: str) -> None:
    for path in (answers, answers.parent.parent / "new folder" / "x.zip"):
        assert typed_path(around.format(path)) == path


@pytest.mark.skipif(sys.platform == "win32", reason="a backslash parts folders there")
def test_a_path_is_found_as_a_shell_writes_it(answers: Path) -> None:
    escaped = re.sub(r"([ ()&'])", r"\\\1", str(answers))
    assert typed_path(escaped) == answers
    assert typed_path(shlex.quote(str(answers))) == answers
    assert typed_path(f'"{answers.parent}"/{shlex.quote(answers.name)}') == answers
    assert typed_path(f"{escaped}.new") == answers.with_name(f"{answers.name}.new")


@pytest.mark.parametrize("before", ["file://", "file://localhost", "file:", "FILE://", '"file://'])
def test_a_path_is_found_as_a_web_browser_writes_it(answers: Path, before: str) -> None:
    path = f"/{answers.as_posix().removeprefix('/')}"  # file:///C:/Users/… on Windows
    address = before + quote(path, safe="/:") + '"' * before.startswith('"')
    assert typed_path(address) == answers


def test_paths_are_known_escaped_too(answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed_path("file:///C:/Users/A%20B/x.csv") == Path("C:/Users/A B/x.csv")
    assert typed_path("file://server/share/x.csv") == Path("//server/share/x.csv")
    assert typed_path(r'"C:\dir with space\answers 1.csv"') == Path(r"C:\dir with space\answers 1.csv")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert typed_path('"~/dir with space"') == answers.parent
    if sys.platform != "win32":
        assert typed_path(r"~/dir\ with\ space") == answers.parent
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, "/home/somebody")
    assert typed_path("~/answers.xlsx") == Path("/home/somebody/answers.xlsx")
    assert typed_path("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ['"x"', "'x'", r"a\ b", " x ", "file:", "\u201cx\u201d"])
def test_a_name_as_it_was_typed_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).touch()
    for other in ("x", "a b"):
        Path(other).touch()
    assert typed_path(name) == Path(name)


@pytest.mark.parametrize("text", ['"', "''", '"" ', "\0", "x" * 5000, "it's", '5" screen'])
def test_marks_that_belong_to_no_path_are_no_error(text: str) -> None:
    assert str(typed_path(text)) == text.strip()
