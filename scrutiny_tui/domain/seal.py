"""A session as the room may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.personal_names import HIDDEN, name_hidden
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.session import Action, AgreedLevel, Note, ParkedQuestion, Session

NAMES_SOMEBODY: Final = "An action that names somebody"
"""Stands for the words of an action in which somebody typed a voter's name."""
QUESTION_NAMES_SOMEBODY: Final = "A question that names somebody"
_RECORDED: Final = "recorded beside it"
"""Stands for the words of a different view, in which somebody may have typed a name."""


def sealed(session: Session) -> Session:
    """Return the session as the room may see it, so that no page made from it can show anything else.

    How many answers are in stays; what they are, and what only the facilitator is to see, is left out.
    """
    return replace(
        session,
        details=replace(session.details, facilitator="", sponsor="", completed_by=""),
        rounds={key: _sealed_round(each) for key, each in session.rounds.items()},
        notes={note.id: note for note in _sealed_notes(session)},
        agreed={key: _sealed_view(each) for key, each in session.agreed.items()},
        parked={key: _sealed_question(session, each) for key, each in session.parked.items()},
        actions={key: _sealed_action(session, each) for key, each in session.actions.items()},
        trail={},
    )


def _sealed_round(found: Round) -> Round:
    """Return a round in which every answer is the same one, unless its result was shown."""
    if found.state is RoundState.REVEALED:
        return found
    if found.state is RoundState.VOID:
        return replace(found, ballots={}, totals={}, answered=frozenset())
    ballots = dict.fromkeys(sorted(found.ballots), Answer.ABSTAIN)
    counted = sum(found.totals.values())
    return replace(found, ballots=ballots, totals={Answer.ABSTAIN: counted} if counted else {})


def _sealed_notes(session: Session) -> Iterator[Note]:
    """Yield the notes: what they are stays, and the reasons that tables gave for a result; not what else they say."""
    for item in {note.item for note in session.notes.values()}:
        yield from (note if note.table else replace(note, text="") for note in session.notes_of(item))


def _sealed_view(view: AgreedLevel) -> AgreedLevel:
    return replace(view, different_view=_RECORDED if view.different_view else "")


def _sealed_question(session: Session, question: ParkedQuestion) -> ParkedQuestion:
    text = name_hidden(session, question.text)
    return replace(question, text=QUESTION_NAMES_SOMEBODY if text == HIDDEN else text)


def _sealed_action(session: Session, action: Action) -> Action:
    text = name_hidden(session, action.text)
    told = NAMES_SOMEBODY if text == HIDDEN else text
    return replace(action, text=told, owner=name_hidden(session, action.owner), evidence="")
