"""Questions that the room parks: written down for later, and taken off the list once they are answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from scrutiny_tui.acts.act import LONGEST_LINE, MAY_BE_PUBLISHED, Ask, Given, Option, Question, act
from scrutiny_tui.acts.asks import ABOUT_STEP
from scrutiny_tui.acts.note_acts import erased, first_words
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
            help="The question to answer later.",
            longest=LONGEST_LINE,
            warning=MAY_BE_PUBLISHED,
        ),
    ],
    from_step: FromStep,
) -> str:
    """Save a question for later. It is listed in the overview and the report."""
    workshop.save(park(workshop.session, from_step, text))
    return "Question parked. It is listed in the overview."


def _parked(workshop: Workshop, _given: Given) -> Iterator[Option]:
    for number, each in enumerate(workshop.session.parked.values(), start=1):
        yield Option(str(number), first_words(each.text), each)


def _has_parked(workshop: Workshop, _given: Given) -> bool:
    return bool(workshop.session.parked)


def _before_unparking(_workshop: Workshop, question: ParkedQuestion) -> Iterator[Question]:
    yield Question(
        "Remove this question?",
        "Remove question",
        "Keep question",
        erased(question.text),
    )


@act(
    "unpark",
    title="Remove a parked question",
    pages=frozenset({PageName.OVERVIEW, PageName.PLAN}),
    when=_has_parked,
    confirm=_before_unparking,
)
def unpark_question(
    workshop: Workshop,
    question: Annotated[
        ParkedQuestion,
        Ask(
            label="Question",
            help="Its number in the list of parked questions.",
            options=_parked,
            is_first=True,
        ),
    ],
) -> str:
    """Remove a parked question once it has been answered."""
    workshop.save(unpark(workshop.session, question.id))
    return "Question removed."
