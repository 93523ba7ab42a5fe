"""Tells another process what is about to be saved and what was acknowledged, one line each.

`READY FACTS` once a session is open, with all that is in it; `TRY NUMBER CHANGES` before a change is saved, with what it
changes since the last acknowledgement; `ACK NUMBER` after the service has returned. A change that is refused gets no
further line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from unittest import mock

from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.session_file import SessionFile
from tests.crash.facts import changes, facts

DESCRIPTOR: Final = "CRASH_ACK_FD"
"""The variable that names the descriptor to tell it on; standard output where it is not set."""


class Witness:
    """Writes each line at once, so that it has left the process before anything more is done."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._known: Session | None = None
        self._latest: Session | None = None
        self._number = 0

    @property
    def tried(self) -> int:
        """How often something was tried so far."""
        return self._number

    def is_open(self, session: Session) -> None:
        """Tell what is in a session that was set up or opened; whatever is in it counts as acknowledged."""
        self._known, self._latest = session, None
        self._say(f"READY {json.dumps(facts(session), sort_keys=True)}")

    def tries(self, after: Session) -> None:
        """Tell what is about to be saved."""
        self._number += 1
        self._latest = after
        self._say(f"TRY {self._number} {json.dumps(changes(self._known, after), sort_keys=True)}")

    def acknowledges(self) -> None:
        """Tell that everything tried is saved; nothing is told where nothing was tried."""
        if self._latest is not None:
            self._known, self._latest = self._latest, None
            self._say(f"ACK {self._number}")

    def _say(self, line: str) -> None:
        rest = memoryview(f"{line}\n".encode("ascii"))
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]


@contextmanager
def witness() -> Iterator[Witness]:
    """Have everything that the program saves told before it is saved."""
    told = Witness(int(os.environ.get(DESCRIPTOR, "1")))
    save, carry_on = SessionFile.save, SessionFile.carry_on

    def saving(file: SessionFile, after: Session) -> None:
        told.tries(after)
        save(file, after)

    def carrying(file: SessionFile, path: Path, after: Session, folder: Path | None) -> None:
        told.tries(after)
        carry_on(file, path, after, folder)

    with mock.patch.object(SessionFile, "save", saving), mock.patch.object(SessionFile, "carry_on", carrying):
        yield told
