"""The parameters that several acts ask for in the same way: a step, a person, a level, an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Annotated, Final, TypeAlias

from scrutiny_tui.acts.act import Ask, Given, Option
from scrutiny_tui.acts.import_tables import People
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import ANSWERS, read_answer

ABOUT_STEP: Final = frozenset({PageName.STEP, PageName.RESULT, PageName.READ_BACK})
"""The pages about one step on which something can be written down."""
EVIDENCE_PAGE: Final = "evidence"
"""The page of what could show a step, on which notes are written down."""


def level_options(workshop: Workshop, _given: Given) -> Iterator[Option]:
    """Yield the three levels, each under its digit."""
    for level in workshop.session.wording.levels:
        yield Option(str(level.number), level.label, level.number, level.number)


def as_it_is(name: str, field: str) -> Callable[[Workshop, Given], str]:
    """Return what tells a field of the note or action that is changed; empty if one is added."""
    return lambda _workshop, given: str(getattr(given.get(name), field, ""))


def _find_person(workshop: Workshop, _given: Given, typed: str) -> Voter:
    people = People(workshop.session.voters.values())
    found = people.find(typed)
    if found is None:
        raise InputError(people.unknown(typed))
    return found


def _find_voter(workshop: Workshop, given: Given, typed: str) -> Voter:
    found = _find_person(workshop, given, typed)
    if not found.casts:
        raise RuleError(f"{found.label} does not answer.")
    return found


def _read_answer(workshop: Workshop, _given: Given, typed: str) -> Answer:
    found = read_answer(typed, workshop.session.wording.levels)
    if found is None:
        raise InputError(f"That is not an answer. Type one of: {ANSWERS}.")
    return found


PERSON: Final = Ask(
    label="Person",
    help='Their label, for example "Member 3".',
    offers=lambda workshop, _given: (voter.label for voter in workshop.session.voters.values()),
    read=_find_person,
    is_here=True,
)
AboutItem: TypeAlias = Annotated[
    Item,
    Ask(
        label="Step",
        help="The number of the step or prompt, for example 1 or 2.4.",
        offers=lambda workshop, _given: (item.id for item in workshop.session.items),
        read=lambda workshop, _given, typed: workshop.session.wording.find(typed),
        is_here=True,
    ),
]
Person: TypeAlias = Annotated[Voter, PERSON]
VotingPerson: TypeAlias = Annotated[Voter, replace(PERSON, read=_find_voter)]
AnswerGiven: TypeAlias = Annotated[
    Answer, Ask(label="Answer", help=f"{ANSWERS}.", read=_read_answer, is_hidden=True)
]
