"""One writer at a time; whoever only reads needs no lock and loads nothing for it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrutiny_tui.store.journal.database import create_database, open_database
from scrutiny_tui.store.journal.errors import LockedError
from scrutiny_tui.store.journal.lock import say_who
from scrutiny_tui.store.journal.reading import read_snapshot

HOLDER = """
import sys
from pathlib import Path
from scrutiny_tui.store.journal.database import open_database
database = open_database(Path(sys.argv[1]), mirror=Path(sys.argv[2]))
database.commit({"votes": {1: {"level": 3}}})
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "day.json"
    create_database(path, {"votes": {}}, session_id="s-1", mirror=tmp_path / "mirror").close()
    return path


def test_a_second_process_is_refused_until_the_first_is_killed(path: Path) -> None:
    mirror = path.parent / "mirror"
    command = [sys.executable, "-c", HOLDER, str(path), str(mirror)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(LockedError, match=rf"process {holder.pid} on .*Close it there first"):
            open_database(path, mirror=mirror)
        assert read_snapshot(path, mirror).tables["votes"] == {1: {"level": 3}}
        holder.kill()
    with open_database(path, mirror=mirror) as database:
        assert database.documents("votes") == {1: {"level": 3}}
        assert "Nothing that was kept is lost" in " ".join(database.notices)


def test_a_second_opening_in_the_same_process_is_refused(path: Path) -> None:
    now = datetime(2026, 4, 12, 10, 15, tzinfo=UTC)
    with (
        open_database(path, mirror=None, now=lambda: now),
        pytest.raises(LockedError, match=re.escape(" on 12 April by process")),
    ):
        open_database(path, mirror=None)
    open_database(path, mirror=None).close()


@pytest.mark.parametrize("note", [None, b"", b"[]", b"{}", b'{"pid": [1]}', b"\xff", b"[" * 100_000])
def test_an_odd_note_of_the_holder_is_not_believed(note: bytes | None) -> None:
    assert say_who(note) == "Another program has this workshop open."


def test_control_characters_in_the_note_do_not_reach_the_screen() -> None:
    assert "\x1b" not in say_who(b'{"pid": 1, "host": "a\\u001b[31m", "opened": "now"}')


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_files_are_for_the_owner_only(path: Path) -> None:
    with open_database(path, mirror=path.parent / "mirror") as database:
        database.commit({"votes": {1: {}}})
        files = [found for found in path.parent.rglob("*") if found.is_file()]
        assert len(files) == 7
        assert {found.stat().st_mode & 0o777 for found in files} == {0o600}
        assert (path.parent / "mirror").stat().st_mode & 0o777 == 0o700


def test_reading_imports_neither_the_lock_library_nor_tinydb(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from scrutiny_tui.store.journal.reading import read_snapshot;"
        "read_snapshot(Path(sys.argv[1])); print({'filelock', 'tinydb'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert found.stdout == "set()\n"


def test_the_writers_module_loads_the_lock_library_only_when_it_locks() -> None:
    code = "import sys, scrutiny_tui.store.journal.database; print('filelock' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
