"""Looks at a session without changing a byte of it and without locking it, also while another program has it open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.store.journal.choosing import choose
from scrutiny_tui.store.journal.copies import read_copies
from scrutiny_tui.store.journal.errors import explain
from scrutiny_tui.store.journal.system import System

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.store.journal.copies import Copies
    from scrutiny_tui.store.journal.snapshot import Snapshot

_TRIES: Final = 5
"""How often to look again when the writer was folding just then."""


def read_snapshot(
    path: Path, mirror: Path | None = None, *, system: System | None = None, accept_edit: bool = False
) -> Snapshot:
    """Return the session's state now, the journal carried out in memory.

    `mirror` is the folder of the second copy. `accept_edit` also shows a file that was edited by hand or is an older
    copy. Raises `InputError` if there is no session, `SealError`, `DamagedError`, `NewerFormatError` or `MachineError`.
    """
    system = system or System()
    for _ in range(_TRIES):
        copies = read_copies(system, path, mirror)
        if _is_settled(system, copies):
            choice = choose(copies, accept_edit=accept_edit)
            notices = (finding.sentence for finding in choice.findings if finding.label != "tail")
            return choice.state._replace(notices=tuple(notices))
    raise MachineError(f"{path} changes all the time, so it cannot be read now.")


def _is_settled(system: System, copies: Copies) -> bool:
    """Tell whether all was read before the writer's next fold; it replaces the session file before all others."""
    place = copies.main.place
    if place is None:
        return False
    try:
        return (system.read(place.snapshot) or b"") == copies.main.snapshot_bytes
    except OSError as error:
        raise MachineError(explain(error, place.snapshot)) from error
