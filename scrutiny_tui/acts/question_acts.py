"""What is left for later: questions that are parked, the marks of steps, a word to the next facilitator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final

from scrutiny_tui.acts.act import LONGEST_LINE, MAY_BE_PUBLISHED, Ask, Given, Option, act
from scrutiny_tui.acts.asks import ABOUT_STEP, AboutItem
from scrutiny_tui.acts.note_acts import before_erasing, first_words
from scrutiny_tui.acts.plan_acts import FromStep
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import leave_note, mark_of, park, toggle_mark, unpark
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.session import MarkKind, PageName, ParkedQuestion

_MARKING: Final = frozenset({PageName.RESULT, PageName.OVERVIEW})


@act(
    "park",
    key="u",
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


@act(
    "unpark",
    title="Remove a parked question",
    pages=frozenset({PageName.OVERVIEW, PageName.PLAN}),
    when=lambda workshop, _given: bool(workshop.session.parked),
    confirm=lambda _workshop, question: before_erasing(
        "Remove this question?", "Remove", "question", question.text
    ),
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


def _mark(workshop: Workshop, step: Item, kind: MarkKind, on: str, off: str) -> str:
    workshop.save(toggle_mark(workshop.session, step.number, kind))
    return f"{item_name(step)} {on if mark_of(workshop.session, step.number) else off}"


@act("pin", key="asterisk", title="Discuss first", pages=_MARKING)
def pin(workshop: Workshop, step: AboutItem) -> str:
    """Put this step at the top of what to talk about next. Do it again to undo."""
    on = "will be discussed first."
    return _mark(workshop, step, MarkKind.PINNED, on, "is back in its usual place.")


@act("later", key="c", title="Come back to this later", pages=_MARKING)
def later(workshop: Workshop, step: AboutItem) -> str:
    """Put this step last in what to talk about next. Do it again to undo."""
    on, off = "is one we will come back to.", "is back in its usual place."
    return _mark(workshop, step, MarkKind.LATER, on, off)


@act("done", title="Finished with this step", pages=_MARKING)
def done(workshop: Workshop, step: AboutItem) -> str:
    """Leave this step out of what to talk about next. Do it again to undo."""
    on = "is finished, unless it is answered again."
    return _mark(workshop, step, MarkKind.DONE, on, "is back on the list.")


@act("handover", title="Note to the next facilitator")
def handover(
    workshop: Workshop,
    text: Annotated[
        str,
        Ask(
            label="Note",
            help="What the next facilitator should know.",
            start=lambda workshop, _given: workshop.session.sitting.handover,
            warning="No names of children, families or staff. The council could be asked for it.",
            is_long=True,
            is_optional=True,
        ),
    ],
) -> str:
    """Leave a note for the next facilitator."""
    workshop.save(leave_note(workshop.session, text))
    return "Note saved for the next facilitator."
