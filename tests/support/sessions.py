"""Builders of sessions, and a library with folders, a clock and ids of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import voting
from scrutiny_tui.domain.agreement import Counts, Thresholds
from scrutiny_tui.domain.moves import add_note, begin_sitting
from scrutiny_tui.domain.pack import Item, Level, Prompt, Wording
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import Details, NoteKind, Session
from scrutiny_tui.store.places import Places

SHIPPED: Final = Path(__file__).parents[2] / "content"
"""The content folder that is shipped."""

NOW: Final = datetime.fromisoformat("2026-11-21T14:05")
"""When every test begins."""

WORDS: Final = ("Beginning", "Developing", "Strong")
"""The short words of the levels."""

_KEYS: Final = {
    "1": Answer.LEVEL_1,
    "2": Answer.LEVEL_2,
    "3": Answer.LEVEL_3,
    "d": Answer.DONT_KNOW,
    "a": Answer.ABSTAIN,
    "i": Answer.INTEREST,
    "x": Answer.NOT_APPLICABLE,
}


class FixedClock:
    """A clock that stands still until it is moved on."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move_on(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


class FixedIds:
    """Makes ids of sessions: "session-1", "session-2"."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> str:
        self.made += 1
        return f"session-{self.made}"


def wording(steps: int = 6, thresholds: Thresholds | None = None) -> Wording:
    """Return a made-up wording with this many steps."""
    levels = (
        Level(1, "Beginning its journey", WORDS[0]),
        Level(2, "Developing its practice", WORDS[1]),
        Level(3, "Strong and embedded", WORDS[2]),
    )
    return Wording(
        "six-steps",
        "1.0",
        "Six steps",
        levels,
        tuple(item(number) for number in range(1, steps + 1)),
        thresholds or Thresholds(),
        "Written for this project",
    )


def item(number: int) -> Item:
    """Return a made-up step."""
    return Item(
        number,
        str(number),
        f"Step number {number}",
        f"Step {number}",
        f"What step {number} says.",
        ("It begins.", "It develops.", "It is strong."),
        (Prompt(f"{number}.1", f"What about step {number}?", "A source"),),
    )


def people(members: int, *others: Role) -> tuple[Voter, ...]:
    """Return members, numbered from 1, then people in other roles."""
    listed = [Voter(number, f"Member {number}", Role.MEMBER, True) for number in range(1, members + 1)]
    listed += [
        Voter(number, role.heading, role, role.casts) for number, role in enumerate(others, start=members + 1)
    ]
    return tuple(listed)


def tables(*sizes: int) -> tuple[Voter, ...]:
    """Return tables of these sizes, numbered from 1."""
    return tuple(
        Voter(number, f"Table {number}", Role.TABLE, True, size, f"{size} members")
        for number, size in enumerate(sizes, start=1)
    )


def details(
    council: str = "Exampleshire",
    *,
    secrecy: Secrecy = Secrecy.LABELS,
    setting: Setting = Setting.PRIVATE,
    mode: Mode = Mode.INDIVIDUAL,
) -> Details:
    """Return what set-up asks for."""
    day = date(2026, 11, 21)
    return Details(council, "Children's scrutiny", day, "A. Facilitator", "", setting, secrecy, mode)


def session(
    members: int = 12, *others: Role, steps: int = 6, thresholds: Thresholds | None = None
) -> Session:
    """Return a session that has just begun."""
    voters = {voter.id: voter for voter in people(members, *others)}
    begun = Session("session-1", details(), wording(steps, thresholds), voters)
    return begin_sitting(begun, NOW, "A. Facilitator")


def of_tables(*sizes: int) -> Session:
    """Return a session in small groups, with tables of these sizes, that has just begun."""
    voters = {voter.id: voter for voter in tables(*sizes)}
    return begin_sitting(Session("session-1", details(mode=Mode.GROUPS), wording(), voters), NOW)


def answers(keys: str) -> tuple[Answer, ...]:
    """Return the answers that the keys stand for, such as "2 1 d 3"."""
    return tuple(_KEYS[key] for key in keys.split())


def counted(counts: Counts) -> tuple[Answer, ...]:
    """Return answers that come to these counts."""
    return answers("1 " * counts[0] + "2 " * counts[1] + "3 " * counts[2])


def answered(start: Session, step: int, given: Iterable[Answer]) -> Session:
    """Return the session with these answers, from the first voter on, in an open round of the step."""
    now = start if start.open_round(step) else voting.open_round(start, step)
    casting = (voter for voter in now.voters if voter in now.electorate)
    for voter, answer in zip(casting, given, strict=False):
        now = voting.cast(now, step, voter, answer)
    return now


def revealed(start: Session, step: int, given: Iterable[Answer]) -> Session:
    """Return the session with these answers shown as the step's result."""
    return voting.reveal(answered(start, step, given), step)


def noted(now: Session, text: str) -> Session:
    """Return a session with one more note on step 1."""
    return add_note(now, 1, NoteKind.EVIDENCE, text)


def notes(now: Session) -> list[str]:
    """Return what the notes say."""
    return [each.text for each in now.notes.values()]


def as_kept(now: Session) -> Session:
    """Return the session as its file keeps it: nobody is known to have answered of whom only totals are kept."""
    rounds = {key: replace(each, answered=frozenset()) for key, each in now.rounds.items()}
    return replace(now, rounds=rounds)


def library(folder: Path, *, clock: FixedClock | None = None, content: Path = SHIPPED) -> Library:
    """Return a library whose sessions and mirror are in this folder."""
    places = Places(content, folder / "sessions", folder / "mirror", settings=folder / "settings.json")
    return Library(places, clock or FixedClock(), FixedIds())


def workshop(
    folder: Path,
    members: int = 5,
    *others: Role,
    clock: FixedClock | None = None,
    secrecy: Secrecy = Secrecy.LABELS,
) -> Workshop:
    """Return a workshop that has just been set up in this folder."""
    return library(folder, clock=clock).create(details(secrecy=secrecy), people(members, *others))


def filled(room: Workshop, step: int, keys: str) -> None:
    """Let the first members answer a step."""
    room.open_round(step)
    for voter, answer in enumerate(answers(keys), start=1):
        room.cast(step, voter, answer)


def room_of(desk: Desk) -> Workshop:
    """Return the workshop that is open at a desk."""
    assert desk.workshop is not None
    return desk.workshop
