"""A command on a disk that fails ends with one sentence and status 3, and changes nothing."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.support.failing import FailingSystem, use
from tests.support.sessions import library, workshop


@pytest.mark.parametrize(
    ("error", "words"), [(errno.EIO, "The disk reported an error."), (errno.ENOSPC, "The disk is full.")]
)
def test_a_disk_that_fails_is_one_sentence_and_status_3(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, error: int, words: str
) -> None:
    room = workshop(folder)
    room.close()
    system = FailingSystem()
    use(system, monkeypatch)
    real = system.write

    def write(descriptor: int, data: bytes) -> int:
        if b'"ballots"' in data:
            system.fail(room.path.parent, error)
        return real(descriptor, data)

    monkeypatch.setattr(system, "write", write)
    told = shell(
        "do", "last", "cast", "--step", "1", "--person", "Member 1", "--answer", "2", "--same-session"
    )
    assert told.exit_code == 3
    assert words in told.stderr
    assert "Traceback" not in told.stderr
    system.mend()
    assert not library(folder).read(room.path).rounds
