"""Files come all together or not at all, and never over others unless asked to."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.system import System
from scrutiny_tui.view.document_files import DATA, Documents
from scrutiny_tui.view.handover_files import write_zip
from scrutiny_tui.view.written_files import can_show_folders, place_files, show_in_folder
from tests.support.failing import use
from tests.support.sessions import session
from tests.view.report_workshops import MADE

FILES = {"one.html": b"new one", "two.html": b"new two", "three.csv": b"new three"}


def held_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fail_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk fail when this file is put in its place."""
    move = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if path.name == target.name == name:
            raise OSError(28, "No space left on device")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", failing)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    missing = r"could not be written to .*paper: \w.+\."
    for folder, told in (("stick/paper", missing), ("file", "could not be written")):
        with pytest.raises(MachineError, match=told) as error:
            place_files(tmp_path / folder, FILES, replace=False)
        assert error.value.exit_status == 3
    assert held_in(tmp_path) == {"file": b"mine"}

    def refused(**_options: Any) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", refused)
    with pytest.raises(MachineError, match=r"Permission denied\."):
        place_files(tmp_path, FILES, replace=False)


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "two.html").write_bytes(b"old")
    fail_at("three.csv", monkeypatch)
    with pytest.raises(MachineError, match="No space left on device"):
        place_files(tmp_path, FILES, replace=True)
    assert held_in(tmp_path) == {"two.html": b"old"}


def test_a_failure_takes_a_new_folder_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at("two.html", monkeypatch)
    with pytest.raises(MachineError):
        place_files(tmp_path / "paper", FILES, replace=False)
    assert held_in(tmp_path) == {}


def keeps_nothing(data: bytes) -> bytes:
    return b""


def flips_a_bit(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def cuts_off(data: bytes) -> bytes:
    return data[:-1]


@pytest.mark.parametrize("lie", [keeps_nothing, flips_a_bit, cuts_off])
def test_a_stick_that_only_says_that_it_kept_the_files_is_told_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: Callable[[bytes], bytes]
) -> None:
    class LyingDisk(System):
        def write(self, descriptor: int, data: bytes) -> int:
            super().write(descriptor, lie(data) if data == FILES["three.csv"] else data)
            return len(data)

    use(LyingDisk(), monkeypatch)
    (tmp_path / "two.html").write_bytes(b"old")
    with pytest.raises(
        MachineError, match=r"three\.csv has changed or is cut off\. Nothing was kept there\. Use another"
    ):
        place_files(tmp_path, FILES, replace=True)
    assert held_in(tmp_path) == {"two.html": b"old"}


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="they have commands of their own")
def test_a_desktop_opens_the_folder_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, opener = tmp_path / "told", tmp_path / "bin" / "xdg-open"
    os.mkfifo(told)
    opener.parent.mkdir()
    opener.write_text(f"#!/bin/sh\necho noise\necho $1 > '{told}'\n")
    opener.chmod(0o700)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(opener.parent))
    assert not can_show_folders()

    monkeypatch.setenv("DISPLAY", ":0")
    assert can_show_folders()
    assert show_in_folder(tmp_path / "a" / "report.docx")
    assert told.read_text().strip() == str(tmp_path / "a")

    opener.unlink()
    assert not can_show_folders()
    assert not show_in_folder(tmp_path / "a" / "report.docx")


def report(folder: Path, *, overwrite: bool) -> tuple[Path, ...]:
    return Documents(session(), MADE).write(folder, overwrite=overwrite)


def export(folder: Path, *, overwrite: bool) -> tuple[Path, ...]:
    return Documents(session(), MADE, DATA).write(folder, overwrite=overwrite)


def handover(folder: Path, *, overwrite: bool) -> tuple[Path, ...]:
    return (write_zip(b"PK", folder / "w.zip", overwrite=overwrite),)


@pytest.mark.parametrize(
    ("write", "names"),
    [
        (
            report,
            [
                f"2026-11-21-exampleshire-record{suffix}"
                for suffix in (".docx", ".pdf", ".html", ".md", ".txt")
            ],
        ),
        (export, [f"2026-11-21-exampleshire-export{suffix}" for suffix in (".csv", ".xlsx", ".json")]),
        (handover, ["w.zip"]),
    ],
)
def test_files_are_told_and_replaced_only_if_that_is_asked_for(
    tmp_path: Path, write: Callable[..., tuple[Path, ...]], names: list[str]
) -> None:
    mine = tmp_path / names[-1]
    mine.write_bytes(b"mine")
    told = rf"already holds {re.escape(names[-1])}\. Name another folder, or add --overwrite\."
    with pytest.raises(InputError, match=told):
        write(tmp_path, overwrite=False)
    assert held_in(tmp_path) == {mine.name: b"mine"}
    written = write(tmp_path, overwrite=True)
    assert [path.name for path in written] == names
    assert {*written} == {*tmp_path.iterdir()}
    assert mine.read_bytes() != b"mine"
