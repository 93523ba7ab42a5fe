"""The commands that pack a workshop up and unpack it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import NoteKind
from scrutiny_tui.domain.voting import reveal
from tests.cli.conftest import Shell
from tests.support.sessions import answers, workshop


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop that was put away, with a result and a note that names a label."""
    room = workshop(folder)
    room.open_round(1)
    for voter, answer in enumerate(answers("1 3 2 2 2"), start=1):
        room.cast(1, voter, answer)
    room.save(reveal(room.session, 1))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "Member 2 has the minutes."))
    room.close()
    return room.path


def test_a_workshop_goes_from_one_laptop_to_another(
    shell: Shell, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipped = folder / "w.zip"
    assert shell("pack-up", "last", "--out", str(zipped)).stdout == f"{zipped}\n"
    before = shell("results", path.stem, "--json").stdout
    for variable, name in (("SCRUTINY_SESSIONS", "there"), ("SCRUTINY_MIRROR", "mirror there")):
        monkeypatch.setenv(variable, str(folder / name))
    there = shell("unpack", str(zipped)).stdout.strip()
    assert there == str(folder / "there" / path.name)
    assert shell("results", there, "--json").stdout == before


def test_whoever_packs_it_up_is_told_that_it_holds_personal_data(
    shell: Shell, folder: Path, path: Path
) -> None:
    assert "It holds personal data" in shell("pack-up", path.stem, "--out", str(folder / "w.zip")).stderr


def test_the_sponsor_gets_no_session_and_is_told_of_labels_in_notes(
    shell: Shell, folder: Path, path: Path
) -> None:
    zipped = folder / "w.zip"
    told = shell("pack-up", path.stem, "--out", str(zipped), "--public", "--yes")
    assert "Member 2 (a note on step 1)" in told.stderr
    with ZipFile(zipped) as archive:
        assert "session.json" not in archive.namelist()


def test_a_zip_file_that_is_there_stays_unless_it_is_to_be_replaced(
    shell: Shell, folder: Path, path: Path
) -> None:
    zipped = folder / "w.zip"
    zipped.write_bytes(b"mine")
    told = shell("pack-up", path.stem, "--out", str(zipped))
    assert (told.exit_code, zipped.read_bytes()) == (1, b"mine")
    assert shell("pack-up", path.stem, "--out", str(zipped), "--overwrite").exit_code == 0


def test_what_is_no_zip_file_leaves_nothing(shell: Shell, folder: Path) -> None:
    zipped = folder / "w.zip"
    zipped.write_bytes(b"PK\x05\x06" + bytes(18))
    told = shell("unpack", str(zipped), "--into", str(folder / "there"))
    assert told.exit_code == 1
    assert "w.zip cannot be unpacked: it holds no list of its files." in told.stderr
    assert not (folder / "there").exists()


def test_what_is_unpacked_takes_nothing_from_a_workshop_whose_file_is_gone(
    shell: Shell, folder: Path, path: Path
) -> None:
    shell("pack-up", "last", "--out", str(folder / "w.zip"))
    shell("note", "last", "--item", "2", "--kind", "evidence", "--text", "A visit.", "--same-sitting")
    path.unlink()
    shell("unpack", str(folder / "w.zip"))
    again = shell("restore", "session-1.json").stdout.strip()
    assert "A visit." in shell("results", again).stdout
