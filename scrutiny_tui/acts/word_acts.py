"""What people wrote on their slips: it is typed without names, gone through by the facilitator, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, TypeAlias

from scrutiny_tui.acts.act import Ask, Given, Option, act, enum_key
from scrutiny_tui.acts.asks import AboutItem, as_it_is
from scrutiny_tui.acts.note_acts import before_erasing, first_words
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import own_words
from scrutiny_tui.domain.fields import LONGEST_OWN_LINE
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.personal_names import like_a_person
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.rounds import LineState, OwnLine
from scrutiny_tui.domain.voting import name_of

WORDS_PAGE: Final = "words"
"""The page of what people wrote on a step."""
_ON_PAGE: Final = frozenset({WORDS_PAGE})


def _lines_on(workshop: Workshop, item: Item) -> tuple[OwnLine, ...]:
    """Return the lines that have words."""
    return tuple(line for line in own_words.lines_on(workshop.session, item.step_number) if line.text)


def unsorted(workshop: Workshop, step: Item) -> tuple[OwnLine, ...]:
    """Return the lines on a step that are still to be gone through; once they all were, every one again."""
    lines = _lines_on(workshop, step)
    return tuple(line for line in lines if line.state is LineState.WAITING) or lines


def pointed_out(workshop: Workshop, line: OwnLine) -> str:
    """Return a sentence about what in a line may name somebody; empty if nothing does."""
    found = like_a_person(workshop.session, line.text)
    return f"This may name someone: {found}." if found else ""


def _lines(workshop: Workshop, given: Given) -> Iterator[Option]:
    for number, line in enumerate(_lines_on(workshop, given["step"]) if "step" in given else (), start=1):
        told = f"{line.state.value}: {first_words(line.text)} {pointed_out(workshop, line)}".strip()
        yield Option(str(number), told, line)


def _has_lines(workshop: Workshop, given: Given) -> bool:
    return any(_lines(workshop, given))


OneLine: TypeAlias = Annotated[
    OwnLine,
    Ask(label="Line", help="The number of the line in the step's list.", options=_lines, is_first=True),
]
LineText: TypeAlias = Annotated[
    str,
    Ask(
        label="Line",
        help="What somebody wrote, without a name.",
        start=as_it_is("line", "text"),
        longest=LONGEST_OWN_LINE,
        warning="No names of children, families or staff.",
    ),
]


@act(
    "type-words",
    key="i",
    title="Type the lines",
    pages=_ON_PAGE,
    footer=_ON_PAGE,
    when=lambda workshop, given: (
        "step" in given and not own_words.why_not_taken(workshop.session, given["step"].step_number)
    ),
    is_private=True,
)
def type_words(workshop: Workshop, step: AboutItem, text: LineText) -> str:
    """Type one line after another from the slips of this step, without names, in any order."""
    workshop.save(own_words.add_lines(workshop.session, step.step_number, (text,)))
    return how_many(workshop, step)


def how_many(workshop: Workshop, step: Item) -> str:
    """Return how many lines there are on a step."""
    number = step.step_number
    lines = own_words.lines_on(workshop.session, number)
    return f"{several(len(lines), 'line', 'lines')} on {name_of(workshop.session, number)}."


def still_waiting(workshop: Workshop, step: Item) -> str:
    """Return how many lines on a step are not gone through yet; empty if there are none."""
    waiting = sum(line.state is LineState.WAITING for line in _lines_on(workshop, step))
    return f"{several(waiting, 'line', 'lines')} not gone through yet." if waiting else ""


WAYS: Final = {
    LineState.SHOWN: "Show it to everyone",
    LineState.LEFT_OUT: "Leave it out",
    LineState.NOTED: "Note it as evidence",
}
"""What can become of a line."""


@act(
    "sort-words",
    key="s",
    title="Go through the lines",
    pages=_ON_PAGE,
    footer=_ON_PAGE,
    when=lambda workshop, given: (
        _has_lines(workshop, given)
        and not own_words.why_not_sorted(workshop.session, given["step"].step_number)
    ),
    is_private=True,
)
def sort_words(
    workshop: Workshop,
    step: AboutItem,
    line: OneLine,
    state: Annotated[
        LineState,
        Ask(
            label="What to do",
            options=tuple(Option(enum_key(state), words, state) for state, words in WAYS.items()),
        ),
    ],
) -> str:
    """Decide of each line whether everyone may read it. Nothing is shown before you do."""
    workshop.save(own_words.sort_line(workshop.session, line, state))
    return f"{state.value.capitalize()}."


@act("change-words", title="Correct a line", pages=_ON_PAGE, when=_has_lines, is_private=True)
def change_words(workshop: Workshop, step: AboutItem, line: OneLine, text: LineText) -> str:
    """Change the words of a line, for example to take out a name. The old ones are erased."""
    workshop.save(own_words.change_line(workshop.session, line, text))
    return "Line changed."


@act(
    "withdraw-words",
    title="Withdraw a line",
    pages=_ON_PAGE,
    when=_has_lines,
    confirm=lambda _workshop, line, **_step: before_erasing(
        "Withdraw this line?", "Withdraw", "line", line.text
    ),
    is_private=True,
)
def withdraw_words(workshop: Workshop, step: AboutItem, line: OneLine) -> str:
    """Delete a line that somebody wrote. It is not counted among those left out."""
    workshop.save(own_words.remove_line(workshop.session, line))
    return "Line withdrawn."
