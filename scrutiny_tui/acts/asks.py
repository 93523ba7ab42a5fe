"""The parameters that several acts ask for in the same way: a step, a person, a level, an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from scrutiny_tui.acts.act import Ask, Given, Option
from scrutiny_tui.acts.import_tables import People
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import ANSWERS, read_answer

ABOUT_STEP = frozenset({PageName.STEP, PageName.RESULT, PageName.READ_BACK})
"""The pages about one step on which something can be written down."""


def level_options(workshop: Workshop, _given: Given) -> Iterator[Option]:
    """Yield the three levels, each under its digit."""
    for level in workshop.session.wording.levels:
        yield Option(str(level.number), level.label, level.number, level.number)


def _item_ids(workshop: Workshop, _given: Given) -> Iterator[str]:
    yield from (item.id for item in workshop.session.items)


def _labels(workshop: Workshop, _given: Given) -> Iterator[str]:
    yield from (voter.label for voter in workshop.session.voters.values())


def _find_item(workshop: Workshop, _given: Given, typed: str) -> Item:
    return workshop.session.wording.find(typed)


def find_person(workshop: Workshop, _given: Given, typed: str) -> Voter:
    """Return whoever on the list has this label. Raises `InputError` if nobody has."""
    people = People(workshop.session.voters.values())
    found = people.find(typed)
    if found is None:
        near = people.nearest(typed)
        question = f'; did you mean "{near}"?' if near else "."
        raise InputError(f'"{typed}" is not on the list of people{question}')
    return found


def _find_voter(workshop: Workshop, given: Given, typed: str) -> Voter:
    found = find_person(workshop, given, typed)
    if not found.casts:
        raise RuleError(f"{found.label} casts no ballot.")
    return found


def _read_answer(workshop: Workshop, _given: Given, typed: str) -> Answer:
    found = read_answer(typed, workshop.session.wording.levels)
    if found is None:
        raise InputError(f"That is not an answer. Answers are: {ANSWERS}.")
    return found


AboutItem: TypeAlias = Annotated[
    Item,
    Ask(
        label="Step",
        help="The step or prompt, such as 1 or 2.4.",
        offers=_item_ids,
        read=_find_item,
        is_here=True,
    ),
]
Person: TypeAlias = Annotated[
    Voter,
    Ask(
        label="Person",
        help='Who, by label, such as "Member 3".',
        offers=_labels,
        read=find_person,
        is_here=True,
    ),
]
VotingPerson: TypeAlias = Annotated[
    Voter,
    Ask(
        label="Person",
        help='Whose answer, by label, such as "Member 3".',
        offers=_labels,
        read=_find_voter,
        is_here=True,
    ),
]
AnswerGiven: TypeAlias = Annotated[
    Answer, Ask(label="Answer", help=f"{ANSWERS}.", read=_read_answer, is_hidden=True)
]
