"""What is written down while the room talks: notes, the shared view, an earlier judgement, marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, TypeAlias

from scrutiny_tui.acts.act import MAY_BE_PUBLISHED, Ask, Given, Option, Question, act, enum_key, enum_options
from scrutiny_tui.acts.asks import ABOUT_STEP, AboutItem, level_options
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import moves
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    How,
    MarkKind,
    Note,
    NoteKind,
    PageName,
)

_FIRST_WORDS: Final = 60
"""Characters of a note by which it is known in a list."""

_LONGEST_REASON: Final = 120
_NOT_AGREED: Final = Option("none", "not agreed", None)
_MARKING: Final = frozenset({PageName.RESULT, PageName.OVERVIEW})


def first_words(text: str) -> str:
    """Return how a text begins, on one line."""
    told = " ".join(text.split())
    return told if len(told) <= _FIRST_WORDS else f"{told[:_FIRST_WORDS].rsplit(' ', 1)[0]}…"


def _notes_of_step(workshop: Workshop, given: Given) -> tuple[Note, ...]:
    return workshop.session.notes_of(given["step"].number) if "step" in given else ()


def _notes(workshop: Workshop, given: Given) -> Iterator[Option]:
    voters = workshop.session.voters
    for number, each in enumerate(_notes_of_step(workshop, given), start=1):
        whose = f"reason of {voters[each.table].label}, Round {each.round}" if each.table else each.kind.value
        yield Option(str(number), f"{whose}: {first_words(each.text)}", each)


OneNote: TypeAlias = Annotated[
    Note, Ask(label="Note", help="Its number in the list of the step's notes.", options=_notes, is_first=True)
]
NoteText: TypeAlias = Annotated[
    str,
    Ask(
        label="Note",
        help="The words of the note.",
        start=lambda _workshop, given: given["note"].text if "note" in given else "",
        warning=MAY_BE_PUBLISHED,
        is_long=True,
    ),
]


@act(
    "note",
    key="n",
    title="Note",
    pages=ABOUT_STEP,
    footer=frozenset({PageName.RESULT}),
    when=lambda _workshop, given: "step" in given,
)
def note(
    workshop: Workshop,
    step: AboutItem,
    kind: Annotated[
        NoteKind,
        Ask(
            label="Kind",
            help="What the note holds.",
            options=enum_options(NoteKind),
            start=lambda _workshop, _given: enum_key(NoteKind.EVIDENCE),
        ),
    ],
    text: NoteText,
) -> str:
    """Write down evidence, a reason or a minority view."""
    workshop.save(moves.add_note(workshop.session, step.number, kind, text))
    return "The note is kept."


@act(
    "change-note",
    title="Change a note",
    pages=ABOUT_STEP,
    when=lambda workshop, given: bool(_notes_of_step(workshop, given)),
)
def change(workshop: Workshop, step: AboutItem, note: OneNote, text: NoteText) -> str:
    """Put other words in a note of this step; its kind and its place in the order stay."""
    workshop.save(moves.change_note(workshop.session, note.id, text))
    return "The note is kept with its new words."


def _before_withdrawing(_workshop: Workshop, step: Item, note: Note) -> Iterator[Question]:
    yield Question(
        f"Withdraw this note on {item_name(step)}?",
        "Withdraw it",
        "Keep it",
        f"{first_words(note.text)}\n\nIt goes out of the record and the results, and its words are erased from this "
        "workshop's file, second copy and dated copies. Reports and copies elsewhere keep them.",
    )


@act(
    "withdraw-note",
    title="Withdraw a note",
    pages=ABOUT_STEP,
    when=lambda workshop, given: bool(_notes_of_step(workshop, given)),
    confirm=_before_withdrawing,
)
def withdraw(workshop: Workshop, step: AboutItem, note: OneNote) -> str:
    """Take a note of this step out of the record, and erase its words from the workshop's files."""
    workshop.save(moves.remove_note(workshop.session, note.id))
    return "The note is withdrawn."


def _results(workshop: Workshop, given: Given) -> tuple[Round, ...]:
    return workshop.session.revealed(given["step"].number)


def _tables(workshop: Workshop, given: Given) -> Iterator[Option]:
    for latest in _results(workshop, given)[-1:]:
        for voter in (each for each in workshop.session.voters.values() if each.id in latest.ballots):
            noted = " (noted)" if _reason_of(workshop, given, voter, latest.number) else ""
            yield Option(voter.label, f"{voter.label}{noted}", voter)


def _reason_of(workshop: Workshop, given: Given, table: Voter, time: int) -> Note | None:
    """Return the reason of a table for its answer at this time; None if none is noted."""
    notes = reversed(_notes_of_step(workshop, given))
    return next((each for each in notes if (each.table, each.round) == (table.id, time)), None)


def _has_table_answers(workshop: Workshop, given: Given) -> bool:
    tables = workshop.session.details.mode is Mode.GROUPS
    return tables and "step" in given and bool(_results(workshop, given))


def _times(workshop: Workshop, given: Given) -> Iterator[Option]:
    for each in _results(workshop, given):
        yield Option(str(each.number), f"time {each.number}", each.number)


def _earlier_reason(workshop: Workshop, given: Given) -> str:
    found = _reason_of(workshop, given, given["table"], _results(workshop, given)[-1].number)
    return found.text if found else ""


@act(
    "reason", key="y", title="Reason of a table", pages=frozenset({PageName.RESULT}), when=_has_table_answers
)
def reason(
    workshop: Workshop,
    step: AboutItem,
    table: Annotated[Voter, Ask(label="Table", help="Whose reason it is.", options=_tables, is_first=True)],
    text: Annotated[
        str,
        Ask(
            label="Reason",
            help="One line, shown with the table's answer.",
            start=_earlier_reason,
            longest=_LONGEST_REASON,
            warning=MAY_BE_PUBLISHED,
        ),
    ],
    time: Annotated[
        int | None,
        Ask(
            label="Time",
            help="Which time of answering it explains.",
            options=_times,
            start=lambda workshop, given: str(_results(workshop, given)[-1].number),
            when=lambda workshop, given: len(_results(workshop, given)) > 1,
        ),
    ],
) -> str:
    """Write down a table's one-line reason for its answer."""
    given = {"step": step}
    time = time or _results(workshop, given)[-1].number
    earlier = _reason_of(workshop, given, table, time)
    if earlier:
        workshop.save(moves.change_note(workshop.session, earlier.id, text))
    else:
        workshop.save(moves.add_note(workshop.session, step.number, NoteKind.REASON, text, table.id, time))
    return "The reason is kept."


def _agreed(workshop: Workshop, given: Given) -> AgreedLevel | None:
    return workshop.session.agreed.get(given["step"].number)


def _agreed_level(workshop: Workshop, given: Given) -> str:
    view = _agreed(workshop, given)
    return "" if view is None else str(view.level or _NOT_AGREED.key)


def _ways_to_agree(workshop: Workshop, _given: Given) -> Iterator[Option]:
    for each in enum_options(How):
        if each.value is not How.CLEAR or workshop.session.details.mode is not Mode.COLLECTIVE:
            yield each


def _how_agreed(workshop: Workshop, given: Given) -> str:
    view = _agreed(workshop, given)
    return enum_key(view.how if view else How.DISCUSSION)


def _beside_answers(workshop: Workshop, _given: Given) -> str:
    beside = " It stands beside the answers, not instead of them."
    return (
        f"For the committee to confirm.{'' if workshop.session.details.mode is Mode.COLLECTIVE else beside}"
    )


def _different_view(workshop: Workshop, given: Given) -> str:
    view = _agreed(workshop, given)
    return view.different_view if view else ""


@act(
    "agree",
    key="g",
    title="Shared view",
    pages=ABOUT_STEP,
    footer=frozenset({PageName.RESULT}),
    when=lambda _workshop, given: "step" in given,
    about=_beside_answers,
)
def agree(
    workshop: Workshop,
    step: AboutItem,
    level: Annotated[
        int | None,
        Ask(
            label="Level",
            help="What the room settles on; none if it does not agree.",
            options=lambda workshop, given: (*level_options(workshop, given), _NOT_AGREED),
            start=_agreed_level,
        ),
    ],
    how: Annotated[How, Ask(label="How it was reached", options=_ways_to_agree, start=_how_agreed)],
    different_view: Annotated[
        str,
        Ask(
            label="A different view",
            help="What somebody sees differently, if anybody does; no names.",
            start=_different_view,
            is_optional=True,
        ),
    ],
) -> str:
    """Record the level the room settles on, or that it does not agree."""
    workshop.save(moves.agree(workshop.session, AgreedLevel(step.number, level, how, different_view)))
    return "Our shared view is kept, for the committee to confirm."


@act("earlier", title="Record an earlier judgement", pages=frozenset({PageName.STEP}))
def earlier(
    workshop: Workshop,
    step: AboutItem,
    level: Annotated[int, Ask(label="Level", help="1, 2 or 3.", options=level_options)],
    whose: Annotated[
        str,
        Ask(
            label="Whose judgement",
            help='Such as "the officers".',
            start=lambda _workshop, _given: "the officers",
            longest=_LONGEST_REASON,
        ),
    ],
) -> str:
    """Keep a level judged beforehand, hidden until the result. Better done before the room comes in."""
    workshop.save(moves.record_earlier(workshop.session, EarlierJudgement(step.number, level, whose)))
    return "The judgement is kept, and hidden until the result."


@act("handover", title="Note to the next facilitator")
def handover(
    workshop: Workshop,
    text: Annotated[
        str,
        Ask(
            label="Note",
            start=lambda workshop, _given: workshop.session.sitting.handover,
            warning=MAY_BE_PUBLISHED,
            is_long=True,
            is_optional=True,
        ),
    ],
) -> str:
    """Leave a note for whoever opens this workshop next."""
    workshop.save(moves.leave_note(workshop.session, text))
    return "The note is kept for whoever opens this workshop next."


def _mark(workshop: Workshop, step: Item, kind: MarkKind, on: str, off: str) -> str:
    workshop.save(moves.toggle_mark(workshop.session, step.number, kind))
    return f"{item_name(step)} {on if moves.mark_of(workshop.session, step.number) else off}"


@act("pin", key="asterisk", title="Pin", pages=_MARKING)
def pin(workshop: Workshop, step: AboutItem) -> str:
    """Talk about this step first, or as its turn comes again."""
    on = "is pinned: it comes first in what to talk about next."
    return _mark(workshop, step, MarkKind.PINNED, on, "is not pinned any more.")


@act("later", key="c", title="Come back to this", pages=_MARKING)
def later(workshop: Workshop, step: AboutItem) -> str:
    """Leave this step for later."""
    on, off = "is one to come back to.", "is not one to come back to any more."
    return _mark(workshop, step, MarkKind.LATER, on, off)


@act("done", title="Done with this", pages=_MARKING)
def done(workshop: Workshop, step: AboutItem) -> str:
    """Take this step out of what to talk about next."""
    on = "is done. It is left out of what to talk about next until it is answered again."
    return _mark(workshop, step, MarkKind.DONE, on, "is not done any more.")
