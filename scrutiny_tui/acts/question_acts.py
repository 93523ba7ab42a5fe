"""Questions that the room parks: written down for later, and taken off the list once they are answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from scrutiny_tui.acts.act import LONGEST_LINE, MAY_BE_PUBLISHED, Ask, Given, Option, Question, act
from scrutiny_tui.acts.asks import ABOUT_STEP
from scrutiny_tui.acts.note_acts import first_words
from scrutiny_tui.acts.plan_acts import FromStep
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import park, unpark
from scrutiny_tui.domain.session import PageName, ParkedQuestion


@act(
    "park",
    key="k",
    title="Park a question",
    pages=ABOUT_STEP | {PageName.OVERVIEW, PageName.PLAN},
)
def park_question(
    workshop: Workshop,
    text: Annotated[
        str,
        Ask(
            label="Question",
            help="What is to be answered later.",
            longest=LONGEST_LINE,
            warning=MAY_BE_PUBLISHED,
        ),
    ],
    from_step: FromStep,
) -> str:
    """Write a question down for later. The overview and the report list it."""
    workshop.save(park(workshop.session, from_step, text))
    return "The question is parked. The overview lists it."


def _parked(workshop: Workshop, _given: Given) -> Iterator[Option]:
    for number, each in enumerate(workshop.session.parked.values(), start=1):
        yield Option(str(number), first_words(each.text), each)


def _has_parked(workshop: Workshop, _given: Given) -> bool:
    return bool(workshop.session.parked)


def _before_unparking(_workshop: Workshop, question: ParkedQuestion) -> Iterator[Question]:
    yield Question(
        "Take this question off the list?",
        "Take it off",
        "Keep it",
        f"{first_words(question.text)}\n\nIts words are erased from this workshop's file, second copy and dated copies. "
        "Reports and copies elsewhere keep them.",
    )


@act(
    "unpark",
    title="Take a parked question off the list",
    pages=frozenset({PageName.OVERVIEW, PageName.PLAN}),
    when=_has_parked,
    confirm=_before_unparking,
)
def unpark_question(
    workshop: Workshop,
    question: Annotated[
        ParkedQuestion,
        Ask(label="Question", help="Its number in the list.", options=_parked, is_first=True),
    ],
) -> str:
    """Take off a question that is answered, and erase its words from the workshop's files."""
    workshop.save(unpark(workshop.session, question.id))
    return "The question is off the list."
