"""What is deleted from a session on request, and what was taken out since an earlier moment of it.

Totals stay, and with them results and verdicts. Results by role groups and movement go with the answers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any, Final

from scrutiny_tui.domain import phrases
from scrutiny_tui.domain.actions import TEXTS
from scrutiny_tui.domain.details import without_names
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import with_trail
from scrutiny_tui.domain.personal_names import WHO_LED, name_hidden, without_whose
from scrutiny_tui.domain.rounds import Forgotten, RoundState
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import name_of

_TYPED: Final = {
    "notes": ("text", "source", "date"),
    "parked": ("text",),
    "actions": tuple(TEXTS),
    "sittings": ("changed",),
}
"""The tables of a session and their fields that are to be gone from its other files too."""


def holds_removed(earlier: Session, now: Session) -> bool:
    """Say whether an earlier moment of a session holds something that was taken out of it since.

    That is words of a note, a line, a parked question, an action or a follow-up, people's names once labels stand for
    them, answers once only totals stay, or
    totals of a vote that was set aside before anybody saw them.
    """
    had_names = earlier.details.secrecy is Secrecy.BY_NAME is not now.details.secrecy
    holds_words = _holds_words(earlier, now) or _holds_lines(earlier, now)
    return had_names or holds_words or _holds_answers(earlier, now)


def _holds_words(earlier: Session, now: Session) -> bool:
    for table, names in _TYPED.items():
        before, after = getattr(earlier, table), getattr(now, table)
        for key, each in before.items() if before is not after else ():
            words = ((getattr(each, name), getattr(after.get(key), name, "")) for name in names)
            if any(word and word != kept for word, kept in words):
                return True
    return False


def _holds_lines(earlier: Session, now: Session) -> bool:
    """Say whether lines in people's own words are gone. They are known by what they say, because their numbers change."""
    if earlier.words is now.words:
        return False
    left = Counter((line.item, line.text) for line in now.words.values())
    left.update((note.item, note.text) for note in now.notes.values())
    return any(line.text and not left[line.item, line.text] for line in earlier.words.values())


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


ONLY_TOTALS: Final = "This workshop keeps totals only. There are no individual answers to delete."
_NOTHING: Final = "This workshop holds no individual answers to delete."
_TABLES_STAY: Final = "Each table's answer is part of its result and is kept. There is nothing to delete."
_NO_NAMES: Final = "This workshop keeps no names in its list of people. There are none to delete."


def forget_ballots(session: Session, day: date) -> Session:
    """Return the session without who answered what: the totals stay; `day` stands in the line of the trail.

    If tables answer, each table's answer is part of its result and stays; only votes that were set aside are emptied.
    Raises `RuleError` if a vote is open, only totals are kept, or there is nothing to delete.
    """
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError(ONLY_TOTALS)
    _require_closed(session)
    tables = session.details.mode is Mode.GROUPS
    full = [each for each in session.rounds.values() if not (tables and each.state is RoundState.REVEALED)]
    if not any(each.ballots for each in full):
        raise RuleError(_TABLES_STAY if tables else _NOTHING)
    emptied = {
        each.id: replace(
            each, ballots={}, totals=dict(each.tally()) if each.state is RoundState.REVEALED else {}
        )
        for each in full
    }
    rounds = {**session.rounds, **emptied}
    forgotten = replace(session.forgotten or Forgotten(), ballots=True)
    what, stay = (
        ("What tables answered in cancelled results", "results")
        if tables
        else ("Individual answers", "totals")
    )
    line = f"{what} deleted on {phrases.day(day)}. The {stay} were kept."
    return _told(replace(session, rounds=rounds), forgotten, line)


def forget_names(session: Session, day: date) -> Session:
    """Return the session with labels such as "Member 4" in place of people's names, in lines of the trail too.

    Where whoever led or supported the workshop is on the list as well, a phrase stands for their name, as in a public
    report. What else was typed stays as it is. Raises `RuleError` if a vote is open or no names are kept.
    """
    if session.details.secrecy is not Secrecy.BY_NAME:
        raise RuleError(ONLY_TOTALS if session.details.secrecy is Secrecy.TOTALS else _NO_NAMES)
    _require_closed(session)
    sittings = {
        key: replace(each, facilitator=name_hidden(session, each.facilitator))
        for key, each in session.sittings.items()
    }
    trail = {key: replace(each, text=without_whose(each.text)) for key, each in session.trail.items()}
    led: dict[str, Any] = {name: name_hidden(session, getattr(session.details, name)) for name in WHO_LED}
    gone = replace(
        session,
        details=replace(session.details, secrecy=Secrecy.LABELS, **led),
        voters=without_names(session.voters),
        sittings=sittings,
        trail=trail,
    )
    forgotten = replace(session.forgotten or Forgotten(), names=True)
    return _told(gone, forgotten, f"Names deleted on {phrases.day(day)} and replaced with labels.")


def _require_closed(session: Session) -> None:
    going_on = [each.item for each in session.rounds.values() if each.state is RoundState.OPEN]
    if going_on:
        name = name_of(session, min(going_on))
        raise RuleError(
            f"{phrases.capitalised(name)} is still being answered. Show or cancel its result first. Nothing was deleted."
        )


def _told(session: Session, forgotten: Forgotten, line: str) -> Session:
    """Return the session with what was forgotten, a line about it, and its other files still to be purged."""
    noted = with_trail(session, line)
    entries = forgotten.entries | {max(noted.trail)}
    return replace(noted, forgotten=replace(forgotten, entries=entries))
