"""Builds sessions/example.json through the program's own services, byte for byte the same each time.

    python -m scripts.make_example            write it
    python -m scripts.make_example --check    say whether it is up to date; status 1 if it is not
    python -m scripts.make_example FILE       write, or check, another file

The council, its committee and everything that it says are made up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.moves import add_note, agree, show_promise
from scrutiny_tui.domain.people_list import read_people
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import (
    Action,
    ActionKind,
    AgreedLevel,
    Details,
    How,
    NoteKind,
    PageName,
    Place,
)
from scrutiny_tui.domain.voting import reveal
from scrutiny_tui.store.places import Places

ROOT: Final = Path(__file__).resolve().parents[1]
EXAMPLE: Final = ROOT / "sessions" / "example.json"

DETAILS: Final = Details(
    council="Exampleshire",
    committee="Children and Families Scrutiny Committee",
    date=date(2026, 10, 13),
    facilitator="Democratic services officer",
    sponsor="Director of Children's Services",
)
PEOPLE: Final = "1 chair, 1 vice-chair, 11 members, 2 co-optees"
BEGINS: Final = datetime(2026, 10, 13, 14, 0)  # noqa: DTZ001 - the time in the room has no zone
LASTS: Final = timedelta(hours=2, minutes=25)

ANSWERS: Final = {"1": Answer.LEVEL_1, "2": Answer.LEVEL_2, "3": Answer.LEVEL_3, "d": Answer.DONT_KNOW}


@dataclass(frozen=True, slots=True)
class Talk:
    """What happens on one step."""

    rounds: tuple[str, ...]
    """For each round one letter a person: chair, vice-chair, Member 1 to 11, Co-optee 1 and 2."""
    notes: tuple[tuple[NoteKind, str], ...] = ()
    view: tuple[int | None, How, str] | None = None
    """Level, how it was reached, and a different view; None where the room recorded no shared view."""


TALKS: Final = (
    Talk(
        ("333333332333333",),
        view=(3, How.CLEAR, ""),
    ),
    Talk(
        ("2322222312223d2",),
        notes=(
            (NoteKind.EVIDENCE, "The protocol between scrutiny and the executive was reviewed in May 2026."),
            (NoteKind.REASON, "Partners still ask what the committee is for when they are invited."),
        ),
        view=(2, How.CLEAR, ""),
    ),
    Talk(
        ("332323231322311", "332323232323222"),
        notes=(
            (
                NoteKind.EVIDENCE,
                "Since the spring the programme is agreed with the corporate parenting panel before it is settled.",
            ),
        ),
        view=(2, How.DISCUSSION, "Strong: the programme changed twice this year when risks changed."),
    ),
    Talk(
        ("322322222222221",),
        notes=(
            (
                NoteKind.EVIDENCE,
                "Two meetings this year began with what the children in care council had told us.",
            ),
        ),
        view=(2, How.CHAIR, ""),
    ),
    Talk(
        ("333323331323311",),
        notes=(
            (NoteKind.EVIDENCE, "Nine of our twelve recommendations last year were accepted by cabinet."),
            (
                NoteKind.DIFFERENT,
                "Accepted is not the same as done: nobody has told us what changed for children.",
            ),
        ),
    ),
    Talk(
        ("332313131311311",),
        notes=((NoteKind.DIFFERENT, "Challenge is welcome in the meeting and resented after it."),),
        view=(
            None,
            How.DISCUSSION,
            "Some of us see a culture that welcomes challenge; others do not see it yet.",
        ),
    ),
)

ACTIONS: Final = (
    Action(
        id=0,
        item=5,
        text="Report every six months what became of each recommendation, and what changed for children.",
        kind=ActionKind.CABINET,
        owner="Lead member for children's services",
        due=date(2027, 4, 30),
    ),
    Action(
        id=0,
        item=6,
        text="Hold a conversation between scrutiny, cabinet and senior officers about how challenge is received.",
        owner="Chair of the committee",
        due=date(2026, 12, 15),
    ),
    Action(
        id=0,
        item=4,
        text="Agree with the safeguarding partners who attends, and what they bring.",
        kind=ActionKind.PARTNER,
        owner="Statutory scrutiny officer",
        due=date(2027, 1, 31),
    ),
)


class RoomClock:
    """Shows the time that it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time in the room."""
        return self.now


def build() -> bytes:
    """Return the bytes of the example's file."""
    with TemporaryDirectory() as folder:
        places = Places(ROOT / "content", Path(folder), Path(folder) / "mirror")
        clock = RoomClock(BEGINS)
        library = Library(places, clock, lambda: "example")
        workshop = library.create(DETAILS, read_people(PEOPLE, DETAILS.secrecy).voters)
        try:
            _hold(workshop)
            clock.now = BEGINS + LASTS
        finally:
            workshop.close()
        return workshop.path.read_bytes()


def _hold(workshop: Workshop) -> None:
    workshop.save(show_promise(workshop.session))
    for item, talk in enumerate(TALKS, start=1):
        for answers in talk.rounds:
            _vote(workshop, item, answers)
        for kind, text in talk.notes:
            workshop.save(add_note(workshop.session, item, kind, text))
        if talk.view:
            workshop.save(agree(workshop.session, AgreedLevel(item, *talk.view)))
    for action in ACTIONS:
        workshop.save(add_action(workshop.session, action))
    workshop.move_to(Place(PageName.OVERVIEW, len(TALKS)))


def _vote(workshop: Workshop, item: int, answers: str) -> None:
    workshop.open_round(item)
    for voter, answer in zip(workshop.session.voters, answers, strict=True):
        workshop.cast(item, voter, ANSWERS[answer])
    workshop.save(reveal(workshop.session, item))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the file; return the exit status."""
    parser = argparse.ArgumentParser(description="Build the example workshop.")
    parser.add_argument("file", nargs="?", type=Path, default=EXAMPLE, help="where it goes")
    parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")
    asked = parser.parse_args(arguments)
    data = build()
    if not asked.check:
        asked.file.write_bytes(data)
        print(f"Wrote {asked.file}.")
        return 0
    if asked.file.exists() and asked.file.read_bytes() == data:
        print(f"{asked.file} is up to date.")
        return 0
    print(f"{asked.file} is not up to date. Run: python -m scripts.make_example", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
