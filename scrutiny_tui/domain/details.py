"""Correcting what set-up asked for, and calm warnings about who takes part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import LONGEST_NAME, too_long
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details, Session

_DIRECTOR: Final = r"(?i)director of children|\bDCS\b"


def warnings(details: Details, voters: Iterable[Voter]) -> tuple[str, ...]:
    """Return a sentence for each part that somebody plays twice."""
    told = []
    director = any(voter.casts and re.search(_DIRECTOR, voter.label) for voter in voters)
    if details.sponsor and details.sponsor_answers:
        told.append("The sponsor answers too. The record will say so. Tell the committee now.")
    if director or (details.sponsor_answers and re.search(_DIRECTOR, details.sponsor)):
        told.append(
            "The Director of Children's Services answers, but also runs the services being "
            "scrutinised. The record will say so."
        )
    if details.facilitator_answers:
        told.append(
            "The facilitator answers and also enters other people's slips. Someone else could enter them."
        )
    return tuple(told)


FIXED: Final = "fixed at the first answer"
"""Why mode and secrecy can no longer be chosen."""


_TEXTS: Final = {
    "council": "The name of the council",
    "committee": "The name of the committee",
    "facilitator": "The facilitator's name",
    "sponsor": "The sponsor's name",
    "completed_by": "The text on who completed it",
}
"""The fields that hold text, and how a sentence calls them."""


def faults(details: Details) -> dict[str, str]:
    """Return why details cannot be used: a sentence for each field at fault, empty if they can."""
    lengths = {field: too_long(getattr(details, field), what) for field, what in _TEXTS.items()}
    lengths["council"] = too_long(details.council, _TEXTS["council"], LONGEST_NAME)
    if not details.council.strip():
        lengths["council"] = "Enter the name of the council."
    found = {field: told for field, told in lengths.items() if told}
    if details.secrecy is Secrecy.BY_NAME and details.setting is Setting.PUBLIC:
        found["secrecy"] = "Answers can't be kept by name if the meeting is public or webcast."
    elif details.mode is Mode.GROUPS and details.secrecy is not Secrecy.LABELS:
        found["secrecy"] = "If small groups answer, each table's answer is saved and shown under its label."
    return found


def is_fixed(session: Session) -> bool:
    """Say whether mode and secrecy can change no longer: somebody has answered, be it in a vote that was set aside."""
    # Where only totals are kept, those of a vote that was set aside are gone, but the promise was made.
    totals = session.details.secrecy is Secrecy.TOTALS
    return session.forgotten is not None or any(
        each.given or (totals and each.state is RoundState.VOID) for each in session.rounds.values()
    )


def edit_details(session: Session, details: Details) -> Session:
    """Return the session with these details in place of its own.

    Secrecy and mode change only until the first ballot; where they change, a vote that nobody has answered in is
    dropped and the promise has to be shown again. Where names are kept no longer, people get numbered labels.
    Raises `RuleError` if secrecy or mode cannot be changed, or where the list of people does not suit the mode.
    """
    earlier = session.details
    if details == earlier:
        return session
    edited = _with_facilitator(replace(session, details=details), earlier.facilitator)
    if (details.secrecy, details.mode) == (earlier.secrecy, earlier.mode):
        return edited
    if is_fixed(session):
        raise RuleError(f"How we answer and how answers are kept are {FIXED}. Nothing was changed.")
    if details.mode is not earlier.mode:
        _check_people(session, details.mode)
    if earlier.secrecy is Secrecy.BY_NAME and details.secrecy is not Secrecy.BY_NAME:
        edited = replace(edited, voters=without_names(session.voters))
    return _before_answers(edited, promise(earlier.secrecy, earlier.mode))


def _with_facilitator(session: Session, earlier: str) -> Session:
    """Return the session with the new facilitator in the sitting that is going on, unless somebody else leads it."""
    now = session.details.facilitator
    if session.sitting.facilitator not in {earlier, ""} or now == earlier:
        return session
    return session.with_sitting(replace(session.sitting, facilitator=now))


def _before_answers(session: Session, earlier_promise: str) -> Session:
    """Return the session without votes that are open, and with another promise still to be shown."""
    rounds = {key: each for key, each in session.rounds.items() if each.state is not RoundState.OPEN}
    session = session if len(rounds) == len(session.rounds) else replace(session, rounds=rounds)
    same = promise(session.details.secrecy, session.details.mode) == earlier_promise
    if same or not session.sitting.promised:
        return session
    return session.with_sitting(replace(session.sitting, promised=""))


def _check_people(session: Session, mode: Mode) -> None:
    """Raise `RuleError` if tables would answer as people, or people as tables whose answers are shown."""
    casting = [voter.role is Role.TABLE for voter in session.voters.values() if voter.casts]
    if mode is Mode.GROUPS and not all(casting):
        raise RuleError("The list has people, not tables. For small groups, set up a new workshop.")
    if mode is Mode.INDIVIDUAL and any(casting):
        raise RuleError("The list has tables, not people. For individual answers, set up a new workshop.")


def without_names(voters: Mapping[int, Voter]) -> dict[int, Voter]:
    """Return the people under labels such as "Chair" and "Member 4"; tables keep theirs."""
    several = Counter(voter.role for voter in voters.values())
    numbers: Counter[Role] = Counter()
    labelled = {}
    for key, voter in voters.items():
        numbers[voter.role] += 1
        alone = voter.role is not Role.MEMBER and several[voter.role] == 1
        label = voter.role.heading if alone else f"{voter.role.heading} {numbers[voter.role]}"
        labelled[key] = voter if voter.role is Role.TABLE else replace(voter, label=label)
    return labelled
