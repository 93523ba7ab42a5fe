"""What is written down while the room talks: notes, the shared view, an earlier judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Final, TypeAlias

from scrutiny_tui.acts.act import MAY_BE_PUBLISHED, Ask, Given, Option, Question, act, enum_key, enum_options
from scrutiny_tui.acts.asks import ABOUT_STEP, EVIDENCE_PAGE, AboutItem, as_it_is, level_options
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import moves
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import item_name, round_name
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import (
    AgreedLevel,
    Direction,
    EarlierJudgement,
    How,
    Note,
    NoteKind,
    PageName,
)

_FIRST_WORDS: Final = 60
"""Characters of a note by which it is known in a list."""

_LONGEST_REASON: Final = 120
_LONGEST_DATE: Final = 40
_NOTED_ON: Final = ABOUT_STEP | {EVIDENCE_PAGE}
_NOT_AGREED: Final = Option("none", "no agreed position", None)


def first_words(text: str) -> str:
    """Return how a text begins, on one line."""
    told = " ".join(text.split())
    return told if len(told) <= _FIRST_WORDS else f"{told[:_FIRST_WORDS].rsplit(' ', 1)[0]}…"


def before_erasing(question: str, verb: str, what: str, text: str) -> tuple[Question]:
    """Return the question before a note or the like is taken out, with the first words of its text."""
    told = (
        f"{first_words(text)}\n\nIt will be erased from this workshop and its backups. Reports and copies "
        "elsewhere will not change."
    )
    return (Question(question, f"{verb} {what}", f"Keep {what}", told),)


def _notes_of_step(workshop: Workshop, given: Given) -> tuple[Note, ...]:
    return workshop.session.notes_of(given["step"].number) if "step" in given else ()


def _notes(workshop: Workshop, given: Given) -> Iterator[Option]:
    voters = workshop.session.voters
    for number, each in enumerate(_notes_of_step(workshop, given), start=1):
        whose = f"reason of {voters[each.table].label}, Round {each.round}" if each.table else each.kind.value
        yield Option(str(number), f"{whose}: {first_words(each.told)}", each)


OneNote: TypeAlias = Annotated[
    Note, Ask(label="Note", help="The number of the note in the step's list.", options=_notes, is_first=True)
]
NoteText: TypeAlias = Annotated[
    str,
    Ask(
        label="Note",
        help="The text of the note.",
        start=as_it_is("note", "text"),
        warning=MAY_BE_PUBLISHED,
        is_long=True,
    ),
]


def _is_evidence(_workshop: Workshop, given: Given) -> bool:
    kind = given["note"].kind if "note" in given else given.get("kind")
    return kind is NoteKind.EVIDENCE


NoteSource: TypeAlias = Annotated[
    str | None,
    Ask(
        label="Source",
        help="Optional: whose words they are, for example an inspector's report.",
        start=as_it_is("note", "source"),
        when=_is_evidence,
        longest=_LONGEST_REASON,
        is_optional=True,
    ),
]
NoteDate: TypeAlias = Annotated[
    str | None,
    Ask(
        label="Date",
        help="Optional: when it was said or written, for example July 2025.",
        start=as_it_is("note", "date"),
        when=_is_evidence,
        longest=_LONGEST_DATE,
        is_optional=True,
    ),
]


@act(
    "note",
    key="n",
    title="Note",
    pages=_NOTED_ON,
    footer=frozenset({PageName.RESULT, EVIDENCE_PAGE}),
    when=lambda _workshop, given: "step" in given,
)
def note(
    workshop: Workshop,
    step: AboutItem,
    kind: Annotated[
        NoteKind,
        Ask(
            label="Kind",
            help="What kind of note it is.",
            options=enum_options(NoteKind),
            start=lambda _workshop, _given: enum_key(NoteKind.EVIDENCE),
        ),
    ],
    text: NoteText,
    source: NoteSource,
    date: NoteDate,
) -> str:
    """Save evidence, a reason or a different view."""
    credit = source or "", date or ""
    workshop.save(moves.add_note(workshop.session, step.number, kind, text, credit))
    return "Note saved."


@act(
    "change-note",
    title="Edit a note",
    pages=_NOTED_ON,
    when=lambda workshop, given: bool(_notes_of_step(workshop, given)),
)
def change(
    workshop: Workshop, step: AboutItem, note: OneNote, text: NoteText, source: NoteSource, date: NoteDate
) -> str:
    """Edit a note on this step."""
    workshop.save(moves.change_note(workshop.session, note.id, text, (source or "", date or "")))
    return "Note changed."


@act(
    "withdraw-note",
    title="Withdraw a note",
    pages=_NOTED_ON,
    when=lambda workshop, given: bool(_notes_of_step(workshop, given)),
    confirm=lambda _workshop, step, note: before_erasing(
        f"Withdraw this note on {item_name(step)}?", "Withdraw", "note", note.told
    ),
)
def withdraw(workshop: Workshop, step: AboutItem, note: OneNote) -> str:
    """Delete a note on this step. It is deleted from the backups too."""
    workshop.save(moves.remove_note(workshop.session, note.id))
    return "Note withdrawn."


def _results(workshop: Workshop, given: Given) -> tuple[Round, ...]:
    return workshop.session.revealed(given["step"].number)


def _agreed(workshop: Workshop, given: Given) -> AgreedLevel | None:
    return workshop.session.agreed.get(given["step"].number)


def _agreed_level(workshop: Workshop, given: Given) -> str:
    view = _agreed(workshop, given)
    return "" if view is None else str(view.level or _NOT_AGREED.key)


def _ways_to_agree(workshop: Workshop, _given: Given) -> Iterator[Option]:
    for each in enum_options(How):
        if each.value is not How.CLEAR or workshop.session.details.mode is not Mode.COLLECTIVE:
            yield each


def _beside_answers(workshop: Workshop, _given: Given) -> str:
    told = "The committee will confirm this later."
    if workshop.session.details.mode is Mode.COLLECTIVE:
        return told
    return f"{told} It is shown next to the answers and does not change them."


@act(
    "agree",
    key="g",
    title="Agree a position",
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
            label="Statement",
            help="The statement that the committee agrees on, or none.",
            options=lambda workshop, given: (*level_options(workshop, given), _NOT_AGREED),
            start=_agreed_level,
        ),
    ],
    how: Annotated[
        How,
        Ask(
            label="How we reached it",
            options=_ways_to_agree,
            start=lambda workshop, given: enum_key(getattr(_agreed(workshop, given), "how", How.DISCUSSION)),
        ),
    ],
    different_view: Annotated[
        str,
        Ask(
            label="A different view",
            help="Optional. Please don't use names.",
            start=lambda workshop, given: getattr(_agreed(workshop, given), "different_view", ""),
            is_optional=True,
        ),
    ],
) -> str:
    """Save the agreed position, or that there is none."""
    before = workshop.session.agreed.get(step.number) or AgreedLevel(step.number, level, how)
    view = replace(before, level=level, how=how, different_view=different_view)
    workshop.save(moves.agree(workshop.session, view))
    return "Position saved, for the committee to confirm."


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
        yield Option(str(each.number), round_name(each.number), each.number)


def _earlier_reason(workshop: Workshop, given: Given) -> str:
    found = _reason_of(workshop, given, given["table"], _results(workshop, given)[-1].number)
    return found.text if found else ""


@act(
    "reason",
    key="y",
    title="Table's reason",
    pages=frozenset({PageName.RESULT}),
    footer=frozenset({PageName.RESULT}),
    when=_has_table_answers,
)
def reason(
    workshop: Workshop,
    step: AboutItem,
    table: Annotated[
        Voter, Ask(label="Table", help="The table that gave the reason.", options=_tables, is_first=True)
    ],
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
            label="Round",
            help="The round that the reason is for.",
            options=_times,
            start=lambda workshop, given: str(_results(workshop, given)[-1].number),
            when=lambda workshop, given: len(_results(workshop, given)) > 1,
        ),
    ],
) -> str:
    """Save a table's reason for its answer, in one line."""
    given = {"step": step}
    time = time or _results(workshop, given)[-1].number
    earlier = _reason_of(workshop, given, table, time)
    if earlier:
        workshop.save(moves.change_note(workshop.session, earlier.id, text))
    else:
        workshop.save(
            moves.add_note(workshop.session, step.number, NoteKind.REASON, text, reason_of=(table.id, time))
        )
    return "Reason saved."


_NOT_SAID: Final = Option("none", "not said", None)


def _aimed_at(workshop: Workshop, given: Given) -> str:
    view = _agreed(workshop, given)
    return str((view and view.target) or _NOT_SAID.key)


def _going(workshop: Workshop, given: Given) -> str:
    view = _agreed(workshop, given)
    return enum_key(view.direction) if view and view.direction else _NOT_SAID.key


@act(
    "where-next",
    key="a",
    title="Where next",
    pages=ABOUT_STEP,
    when=lambda _workshop, given: "step" in given,
)
def where_next(
    workshop: Workshop,
    step: AboutItem,
    target: Annotated[
        int | None,
        Ask(
            label="In a year",
            help="The statement that should describe us in a year.",
            options=lambda workshop, given: (*level_options(workshop, given), _NOT_SAID),
            start=_aimed_at,
        ),
    ],
    direction: Annotated[
        Direction | None,
        Ask(
            label="We are",
            help="Which way we are going.",
            options=lambda _workshop, _given: (*enum_options(Direction), _NOT_SAID),
            start=_going,
        ),
    ],
) -> str:
    """Save where the committee wants to be in a year, and which way it is going."""
    workshop.save(moves.aim(workshop.session, step.number, target, direction))
    return "Saved beside the agreed position."


@act("earlier", title="Add a rating made beforehand", pages=frozenset({PageName.STEP}))
def earlier(
    workshop: Workshop,
    step: AboutItem,
    level: Annotated[int, Ask(label="Statement", help="1, 2 or 3.", options=level_options)],
    whose: Annotated[
        str,
        Ask(
            label="Whose rating",
            help='For example "the officers".',
            start=lambda _workshop, _given: "the officers",
            longest=_LONGEST_REASON,
        ),
    ],
) -> str:
    """Add a rating made beforehand, for example by officers.

    It is hidden until the result, and is not an answer. Best done before people arrive.
    """
    workshop.save(moves.record_earlier(workshop.session, EarlierJudgement(step.number, level, whose)))
    return "Rating saved. It is hidden until the result."
