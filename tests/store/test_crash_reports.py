"""Reports about mistakes in the program: where they go, for whom, and how many stay."""

from __future__ import annotations

import os
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.store.crash_reports import MOST_KEPT, keep_report
from tests.support.sessions import NOW


def test_a_report_is_told_apart_by_its_moment(tmp_path: Path) -> None:
    path = keep_report("a", tmp_path / "reports", NOW)
    assert path.name == "crash-20261121T140500000000.txt"
    assert path.read_bytes() == b"a"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_folder_and_report_are_for_the_owner_only(tmp_path: Path) -> None:
    before = os.umask(0o022)
    path = keep_report("a", tmp_path / "data" / "reports", NOW)
    os.umask(before)
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_the_last_ten_are_kept_and_nothing_of_anybody_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    written = [
        keep_report("a", tmp_path, NOW + timedelta(seconds=number)).name for number in range(MOST_KEPT + 3)
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*written[-MOST_KEPT:], "letter.txt"])


def test_a_clock_that_was_set_back_does_not_lose_the_new_report(tmp_path: Path) -> None:
    for number in range(MOST_KEPT):
        keep_report("a", tmp_path, NOW + timedelta(seconds=number))
    assert keep_report("new", tmp_path, NOW - timedelta(days=1)).read_bytes() == b"new"


def test_letters_of_no_terminal_are_written_as_codes(tmp_path: Path) -> None:
    assert keep_report("\udc80 é", tmp_path, NOW).read_bytes() == rb"\udc80 \xe9"


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    (tmp_path / "crash-20261121T140500000000.txt").symlink_to(mine)
    with pytest.raises(FileExistsError):
        keep_report("a", tmp_path, NOW)
    assert mine.read_text(encoding="utf-8") == "mine"
