"""Any session that the rules allow, for property tests."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hypothesis import strategies as st

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Round, RoundState
from scrutiny_tui.domain.secrecy import Secrecy, Setting
from scrutiny_tui.domain.session import (
    Action,
    ActionKind,
    ActionStatus,
    AgreedLevel,
    Details,
    How,
    Note,
    NoteKind,
    PageName,
    Place,
    Session,
    Sitting,
    TrailEntry,
)
from tests.support.sessions import wording

VOTERS: Final = 6
STEPS: Final = 3
SITTINGS: Final = 2

texts = st.text(max_size=30)
words = texts.filter(str.strip)
moments = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2040-12-31")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
days = moments.map(datetime.date)
steps = st.integers(1, STEPS)
voters = st.integers(1, VOTERS)
some_voters = st.frozensets(voters)

details = st.builds(
    Details,
    council=words,
    committee=texts,
    date=days,
    facilitator=texts,
    sponsor=texts,
    setting=st.sampled_from(Setting),
    secrecy=st.sampled_from(Secrecy),
    quotations=st.booleans(),
)
places = st.builds(Place, page=st.sampled_from(PageName), item=steps, leaf=st.integers(0, 20))


def _sitting(number: int) -> st.SearchStrategy[Sitting]:
    return st.builds(
        Sitting,
        id=st.just(number),
        started=moments,
        ended=st.none() | moments,
        facilitator=texts,
        away=some_voters,
        promised=texts,
        handover=texts,
    )


@st.composite
def _round(draw: st.DrawFn, step: int, number: int) -> Round:
    given = draw(st.dictionaries(voters, st.sampled_from(Answer)))
    state = draw(st.sampled_from([RoundState.REVEALED, RoundState.VOID]))
    base = frozenset(given) | draw(some_voters) if state is RoundState.REVEALED else frozenset()
    absent = draw(some_voters)
    sitting = draw(st.integers(1, SITTINGS))
    return Round(step, number, sitting, state, given, absent, base, draw(texts))


@st.composite
def _rounds(draw: st.DrawFn) -> dict[int, Round]:
    found = [
        draw(_round(step, number))
        for step in range(1, STEPS + 1)
        for number in range(1, draw(st.integers(0, 2)) + 1)
    ]
    for step in draw(st.frozensets(steps)):
        number = sum(each.item == step for each in found) + 1
        given = draw(st.dictionaries(voters, st.sampled_from(Answer)))
        found.append(Round(step, number, SITTINGS, ballots=given, absent=draw(some_voters)))
    return {each.id: each for each in found}


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Draw a session in which everything fits together."""
    numbers = st.integers(1, 50)
    people = [draw(st.builds(Voter, st.just(number), words, st.sampled_from(Role), st.booleans()))
              for number in range(1, VOTERS + 1)]  # fmt: skip
    notes = draw(st.lists(st.builds(Note, numbers, steps, st.sampled_from(NoteKind), texts), max_size=3))
    action = st.builds(
        Action, numbers, steps, words, st.sampled_from(ActionKind), texts, st.none() | days,
        st.sampled_from(ActionStatus), texts,
    )  # fmt: skip
    views = st.builds(AgreedLevel, steps, st.none() | st.integers(1, 3), st.sampled_from(How), texts)
    return Session(
        id="session-1",
        details=draw(details),
        wording=wording(STEPS),
        voters={voter.id: voter for voter in people},
        sittings={number: draw(_sitting(number)) for number in range(1, SITTINGS + 1)},
        rounds=draw(_rounds()),
        notes={note.id: note for note in notes},
        agreed={view.item: view for view in draw(st.lists(views, max_size=3))},
        actions={each.id: each for each in draw(st.lists(action, max_size=3))},
        trail={each.id: each for each in draw(st.lists(st.builds(TrailEntry, numbers, texts), max_size=3))},
        place=draw(places),
    )
