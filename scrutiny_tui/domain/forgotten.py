"""What was deleted from a session on request."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny_tui.domain.rounds import Round, RoundState


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted from a session on request."""

    ballots: bool = False
    """Whether it was deleted who answered what."""
    names: bool = False
    """Whether people had names and were given labels in their place."""
    entries: frozenset[int] = frozenset()
    """The lines of the trail that say so: they are about the file, and not part of results and reports."""


def answers_deleted(forgotten: Forgotten | None, found: Round) -> bool:
    """Say whether only totals stand in a result because who answered what was deleted."""
    revealed = found.state is RoundState.REVEALED
    return (
        forgotten is not None and forgotten.ballots and revealed and bool(found.totals) and not found.ballots
    )
