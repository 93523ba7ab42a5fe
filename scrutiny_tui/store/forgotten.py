"""What was deleted from a session, as a field of its file and back: absent if nothing was deleted."""

from __future__ import annotations

from typing import Any

from scrutiny_tui.domain.forgotten import Forgotten
from scrutiny_tui.store.fields import Fields


def write_forgotten(forgotten: Forgotten | None) -> dict[str, Any]:
    """Return the field of the session's document, none if nothing was deleted."""
    if forgotten is None:
        return {}
    return {
        "forgotten": {
            "ballots": forgotten.ballots,
            "names": forgotten.names,
            "entries": sorted(forgotten.entries),
            "purging": forgotten.purging,
        }
    }


def read_forgotten(fields: Fields) -> Forgotten | None:
    """Read what was deleted from a session; None if nothing was."""
    if not fields.has("forgotten"):
        return None
    part = fields.part("forgotten")
    forgotten = Forgotten(
        ballots=part.yes("ballots"),
        names=part.yes("names"),
        entries=part.numbers("entries"),
        purging=part.yes("purging"),
    )
    part.close()
    return forgotten
