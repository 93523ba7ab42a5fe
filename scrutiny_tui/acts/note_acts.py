"""What is written down while the room talks: notes, the shared view, an earlier judgement, marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, TypeAlias

from scrutiny_tui.acts.act import (
    MAY_BE_PUBLISHED,
    Act,
    Ask,
    EnumOptions,
    Given,
    Option,
    Question,
    act,
    enum_key,
)
from scrutiny_tui.acts.asks import ABOUT_STEP, AboutItem, level_options
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import (
    add_note,
    change_note,
    leave_note,
    mark_of,
    record_earlier,
    remove_note,
    toggle_mark,
)
from scrutiny_tui.domain.moves import agree as settle
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import (
    AgreedLevel,
    EarlierJudgement,
    How,
    MarkKind,
    Note,
    NoteKind,
    PageName,
    Session,
)

FIRST_WORDS: Final = 60
"""Characters of a note by which it is known in a list."""

_LONGEST_REASON: Final = 120
_NOT_AGREED: Final = Option("none", "not agreed", None)
_MARKING: Final = frozenset({PageName.RESULT, PageName.OVERVIEW})


def first_words(text: str) -> str:
    """Return how a text begins, on one line."""
    told = " ".join(text.split())
    return told if len(told) <= FIRST_WORDS else f"{told[:FIRST_WORDS].rsplit(' ', 1)[0]}…"


def note_kind(session: Session, note: Note) -> str:
    """Return what a note is, such as "evidence" or "reason of Table 2, time 1"."""
    if not note.table:
        return note.kind.value
    return f"reason of {session.voters[note.table].label}, time {note.round}"


def _notes(workshop: Workshop, given: Given) -> Iterator[Option]:
    session = workshop.session
    for number, each in enumerate(session.notes_of(given["step"].number), start=1):
        yield Option(str(number), f"{note_kind(session, each)}: {first_words(each.text)}", each)


def _is_about_step(_workshop: Workshop, given: Given) -> bool:
    return "step" in given


def _has_notes(workshop: Workshop, given: Given) -> bool:
    return "step" in given and bool(workshop.session.notes_of(given["step"].number))


def _first_kind(_workshop: Workshop, _given: Given) -> str:
    return enum_key(NoteKind.EVIDENCE)


def _note_text(_workshop: Workshop, given: Given) -> str:
    return given["note"].text if "note" in given else ""


OneNote: TypeAlias = Annotated[
    Note, Ask(label="Note", help="Its number in the list of the step's notes.", options=_notes, is_first=True)
]
NoteText: TypeAlias = Annotated[
    str,
    Ask(
        label="Note", help="The words of the note.", start=_note_text, warning=MAY_BE_PUBLISHED, is_long=True
    ),
]


@act(
    "note",
    key="n",
    title="Note",
    help="Write down evidence, a reason or a minority view.",
    pages=ABOUT_STEP,
    footer=frozenset({PageName.RESULT}),
    when=_is_about_step,
)
def note(
    workshop: Workshop,
    step: AboutItem,
    kind: Annotated[
        NoteKind,
        Ask(label="Kind", help="What the note holds.", options=EnumOptions(NoteKind), start=_first_kind),
    ],
    text: NoteText,
) -> str:
    """Keep a note on a step or prompt."""
    workshop.save(add_note(workshop.session, step.number, kind, text))
    return "The note is kept."


@act(
    "change-note",
    title="Change a note",
    help="Put other words in a note of this step; its kind and its place in the order stay.",
    pages=ABOUT_STEP,
    when=_has_notes,
)
def change(workshop: Workshop, step: AboutItem, note: OneNote, text: NoteText) -> str:
    """Put other words in a note."""
    workshop.save(change_note(workshop.session, note.id, text))
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
    help="Take a note of this step out of the record, and erase its words from the workshop's files.",
    pages=ABOUT_STEP,
    when=_has_notes,
    confirm=_before_withdrawing,
)
def withdraw(workshop: Workshop, step: AboutItem, note: OneNote) -> str:
    """Take a note out of the record."""
    workshop.save(remove_note(workshop.session, note.id))
    return "The note is withdrawn."


def _tables(workshop: Workshop, given: Given) -> Iterator[Option]:
    for latest in workshop.session.revealed(given["step"].number)[-1:]:
        for voter in (each for each in workshop.session.voters.values() if each.id in latest.ballots):
            noted = " (noted)" if _reason_of(workshop, given, voter.id, latest.number) else ""
            yield Option(voter.label, f"{voter.label}{noted}", voter)


def _reason_of(workshop: Workshop, given: Given, table: int, time: int) -> Note | None:
    """Return the reason of a table for its answer at this time; None if none is noted."""
    notes = reversed(workshop.session.notes_of(given["step"].number))
    return next((each for each in notes if (each.table, each.round) == (table, time)), None)


def _has_table_answers(workshop: Workshop, given: Given) -> bool:
    tables = workshop.session.details.mode is Mode.GROUPS
    return tables and "step" in given and bool(workshop.session.revealed(given["step"].number))


def _times(workshop: Workshop, given: Given) -> Iterator[Option]:
    for each in workshop.session.revealed(given["step"].number):
        yield Option(str(each.number), f"time {each.number}", each.number)


def _latest_time(workshop: Workshop, given: Given) -> str:
    return str(workshop.session.revealed(given["step"].number)[-1].number)


def _has_several_times(workshop: Workshop, given: Given) -> bool:
    return len(workshop.session.revealed(given["step"].number)) > 1


def _earlier_reason(workshop: Workshop, given: Given) -> str:
    found = _reason_of(workshop, given, given["table"].id, int(_latest_time(workshop, given)))
    return found.text if found else ""


@act(
    "reason",
    key="y",
    title="Reason of a table",
    help="Write down a table's one-line reason for its answer.",
    pages=frozenset({PageName.RESULT}),
    when=_has_table_answers,
)
def reason(
    workshop: Workshop,
    step: AboutItem,
    table: Annotated[Any, Ask(label="Table", help="Whose reason it is.", options=_tables, is_first=True)],
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
            start=_latest_time,
            when=_has_several_times,
        ),
    ],
) -> str:
    """Keep a table's reason, in place of an earlier one for the same answer."""
    time = time or workshop.session.revealed(step.number)[-1].number
    earlier = _reason_of(workshop, {"step": step}, table.id, time)
    if earlier:
        workshop.save(change_note(workshop.session, earlier.id, text))
    else:
        workshop.save(add_note(workshop.session, step.number, NoteKind.REASON, text, table.id, time))
    return "The reason is kept."


def _levels_or_none(workshop: Workshop, given: Given) -> Iterator[Option]:
    yield from level_options(workshop, given)
    yield _NOT_AGREED


def _agreed(workshop: Workshop, given: Given) -> AgreedLevel | None:
    return workshop.session.agreed.get(given["step"].number)


def _agreed_level(workshop: Workshop, given: Given) -> str:
    view = _agreed(workshop, given)
    return "" if view is None else str(view.level or _NOT_AGREED.key)


def _ways_to_agree(workshop: Workshop, given: Given) -> Iterator[Option]:
    for each in EnumOptions(How)(workshop, given):
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
    help="Record the level the room settles on, or that it does not agree.",
    pages=ABOUT_STEP,
    footer=frozenset({PageName.RESULT}),
    when=_is_about_step,
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
            options=_levels_or_none,
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
    """Record the room's shared view on a step, in place of an earlier one."""
    workshop.save(settle(workshop.session, AgreedLevel(step.number, level, how, different_view)))
    return "Our shared view is kept, for the committee to confirm."


@act(
    "earlier",
    title="Record an earlier judgement",
    help="Keep a level judged beforehand, hidden until the result. Better done before the room comes in.",
    pages=frozenset({PageName.STEP}),
)
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
    """Keep a level that was judged beforehand. It is no answer."""
    workshop.save(record_earlier(workshop.session, EarlierJudgement(step.number, level, whose)))
    return "The judgement is kept, and hidden until the result."


def _handover(workshop: Workshop, _given: Given) -> str:
    return workshop.session.sitting.handover


@act(
    "handover",
    title="Note to the next facilitator",
    help="Leave a note for whoever opens this workshop next.",
)
def handover(
    workshop: Workshop,
    text: Annotated[
        str, Ask(label="Note", start=_handover, warning=MAY_BE_PUBLISHED, is_long=True, is_optional=True)
    ],
) -> str:
    """Leave a note for whoever opens the workshop next; an empty one takes it away."""
    workshop.save(leave_note(workshop.session, text))
    return "The note is kept for whoever opens this workshop next."


def _mark(workshop: Workshop, step: Item, kind: MarkKind, on: str, off: str) -> str:
    workshop.save(toggle_mark(workshop.session, step.number, kind))
    return f"{item_name(step)} {on if mark_of(workshop.session, step.number) else off}"


def _marking(name: str, key: str, title: str, help_text: str, kind: MarkKind, on: str, off: str) -> Act:
    @act(name, key=key, title=title, help=help_text, pages=_MARKING)
    def mark(workshop: Workshop, step: AboutItem) -> str:
        return _mark(workshop, step, kind, on, off)

    return mark


PIN: Final = _marking(
    "pin",
    "asterisk",
    "Pin",
    "Talk about this step first, or as its turn comes again.",
    MarkKind.PINNED,
    "is pinned: it comes first in what to talk about next.",
    "is not pinned any more.",
)
LATER: Final = _marking(
    "later",
    "c",
    "Come back to this",
    "Leave this step for later.",
    MarkKind.LATER,
    "is one to come back to.",
    "is not one to come back to any more.",
)
DONE: Final = _marking(
    "done",
    "",
    "Done with this",
    "Take this step out of what to talk about next.",
    MarkKind.DONE,
    "is done. It is left out of what to talk about next until it is answered again.",
    "is not done any more.",
)
