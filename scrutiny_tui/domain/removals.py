"""What was taken out of a session since an earlier moment of it: words, people's names, who answered what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.secrecy import Secrecy

if TYPE_CHECKING:
    from scrutiny_tui.domain.action import Action
    from scrutiny_tui.domain.session import Session


def holds_removed(earlier: Session, now: Session) -> bool:
    """Say whether an earlier moment of a session holds something that was taken out of it since.

    That is words of a note or an action, people's names once labels stand for them, answers once only totals stay, or
    totals of a vote that was set aside before anybody saw them.
    """
    return _holds_words(earlier, now) or _holds_names(earlier, now) or _holds_answers(earlier, now)


def _holds_words(earlier: Session, now: Session) -> bool:
    if earlier.notes is not now.notes:
        for key, note in earlier.notes.items():
            kept = now.notes.get(key)
            if kept is not note and (kept is None or kept.text != note.text):
                return True
    if earlier.actions is not now.actions:
        for key, action in earlier.actions.items():
            left = now.actions.get(key)
            if left is not action and (left is None or _words(left) != _words(action)):
                return True
    return False


def _words(action: Action) -> tuple[str, str, str]:
    return action.text, action.owner, action.evidence


def _holds_names(earlier: Session, now: Session) -> bool:
    by_name = Secrecy.BY_NAME
    return earlier.details.secrecy is by_name and now.details.secrecy is not by_name


def _holds_answers(earlier: Session, now: Session) -> bool:
    if earlier.rounds is now.rounds:
        return False
    deleted = now.forgotten is not None and now.forgotten.ballots
    for key, each in earlier.rounds.items():
        kept = now.rounds.get(key)
        if deleted and each.ballots and not (kept and kept.ballots):
            return True
        if each.totals and kept and kept.state is RoundState.VOID and not kept.totals:
            return True
    return False
