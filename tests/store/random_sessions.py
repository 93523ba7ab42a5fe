"""Any session that the rules allow, for property tests."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Final

from hypothesis import strategies as st

from scrutiny_tui.domain.day_plan import NOT_BEGUN, DayPlan, Part, PartKind, RoomClock, Today
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Answer, Forgotten, Round, RoundState
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import (
    Action,
    ActionKind,
    ActionStatus,
    AgreedLevel,
    Details,
    EarlierJudgement,
    How,
    Mark,
    MarkKind,
    Note,
    NoteKind,
    PageName,
    Place,
    Predecessor,
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
ballots = st.dictionaries(voters, st.sampled_from(Answer))
some_answers = st.lists(st.sampled_from(Answer), max_size=VOTERS)

details = st.builds(
    Details,
    council=words,
    committee=texts,
    date=days,
    facilitator=texts,
    sponsor=texts,
    setting=st.sampled_from(Setting),
    secrecy=st.sampled_from(Secrecy),
    mode=st.sampled_from(Mode),
    sponsor_answers=st.booleans(),
    facilitator_answers=st.booleans(),
    completed_by=texts,
    quotations=st.booleans(),
)
prompts = st.integers(1, STEPS).map(lambda step: 100 * step + 1)
items = steps | prompts
places = st.builds(Place, page=st.sampled_from(PageName), item=items, leaf=st.integers(0, 20))


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
        finish=st.none() | moments,
        labels_kept=st.booleans(),
        today=st.just(NOT_BEGUN) | _today(),
    )


@st.composite
def _today(draw: st.DrawFn) -> Today:
    maybe = st.none() | moments
    clocks = st.builds(RoomClock, moments, st.integers(0, 180 * 60), maybe)
    return draw(st.builds(Today, st.none() | clocks, maybe, texts, maybe, st.integers(0, 50)))


@st.composite
def _plan(draw: st.DrawFn) -> DayPlan:
    long = st.integers(0, 240)
    breaks = draw(st.lists(st.builds(Part, st.just(PartKind.BREAK), long, st.just(0), texts), max_size=2))
    planned = [Part(PartKind.STEP, draw(long), step) for step in sorted(draw(st.frozensets(steps)))]
    times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
    return DayPlan((*breaks, *planned), draw(st.none() | times))


@st.composite
def _revealed(draw: st.DrawFn, step: int, number: int, secrecy: Secrecy) -> Round:
    given = {} if secrecy is Secrecy.TOTALS else draw(ballots)
    others = sorted(draw(some_voters) - given.keys())
    counted = draw(some_answers)[: len(others)]
    absent = frozenset(others[len(counted) :])
    return Round(
        step, number, draw(st.integers(1, SITTINGS)), RoundState.REVEALED, given, Counter(counted),
        closed=draw(st.booleans()), absent=absent, base=frozenset(given) | frozenset(others), reason=draw(texts),
    )  # fmt: skip


@st.composite
def _set_aside(draw: st.DrawFn, step: int, number: int, secrecy: Secrecy) -> Round:
    given = {} if secrecy is Secrecy.TOTALS else draw(ballots)
    counted = Counter(draw(some_answers))
    return Round(step, number, 1, RoundState.VOID, given, counted, closed=True, reason=draw(texts))


@st.composite
def _open(draw: st.DrawFn, step: int, number: int, secrecy: Secrecy) -> Round:
    given = {} if secrecy is Secrecy.TOTALS else draw(ballots)
    counted = draw(some_answers)[: VOTERS - len(given)]
    known = frozenset(range(1, draw(st.integers(0, len(counted))) + 1)) - given.keys()
    return Round(
        step, number, SITTINGS, ballots=given, totals=Counter(counted), closed=draw(st.booleans()),
        answered=known, prepared=draw(st.booleans()), absent=draw(some_voters),
    )  # fmt: skip


@st.composite
def _rounds(draw: st.DrawFn, secrecy: Secrecy) -> dict[int, Round]:
    found = [
        draw(draw(st.sampled_from([_revealed, _set_aside]))(step, number, secrecy))
        for step in range(1, STEPS + 1)
        for number in range(1, draw(st.integers(0, 2)) + 1)
    ]
    for step in draw(st.frozensets(steps)):
        number = sum(each.item == step for each in found) + 1
        found.append(draw(_open(step, number, secrecy)))
    return {each.id: each for each in found}


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Draw a session in which everything fits together."""
    numbers = st.integers(1, 50)
    people = [
        draw(st.builds(Voter, st.just(number), words, st.sampled_from(Role), st.booleans(), numbers, texts))
        for number in range(1, VOTERS + 1)
    ]
    # The first round of any item may be named before it is there.
    of_a_table = st.tuples(st.integers(0, VOTERS), st.integers(0, 1))
    note = st.builds(
        lambda number, item, kind, text, table: Note(number, item, kind, text, *table),
        numbers, items, st.sampled_from(NoteKind), texts, of_a_table,
    )  # fmt: skip
    notes = draw(st.lists(note, max_size=3))
    marks = st.builds(Mark, items, st.sampled_from(MarkKind), st.integers(0, 5))
    judgements = st.builds(EarlierJudgement, items, st.integers(1, 3), texts)
    about = draw(details)
    action = st.builds(
        Action, numbers, st.just(0) | items, words, st.sampled_from(ActionKind), texts, st.none() | days,
        st.sampled_from(ActionStatus), texts, st.booleans(),
    )  # fmt: skip
    trail = draw(st.lists(st.builds(TrailEntry, numbers, texts, items), max_size=3))
    lines = (
        st.frozensets(st.sampled_from(sorted(each.id for each in trail))) if trail else st.just(frozenset())
    )
    views = st.builds(AgreedLevel, items, st.none() | st.integers(1, 3), st.sampled_from(How), texts)
    return Session(
        id="session-1",
        details=about,
        wording=wording(STEPS),
        voters={voter.id: voter for voter in people},
        sittings={number: draw(_sitting(number)) for number in range(1, SITTINGS + 1)},
        rounds=draw(_rounds(about.secrecy)),
        notes={note.id: note for note in notes},
        agreed={view.item: view for view in draw(st.lists(views, max_size=3))},
        actions={each.id: each for each in draw(st.lists(action, max_size=3))},
        trail={each.id: each for each in trail},
        earlier={each.item: each for each in draw(st.lists(judgements, max_size=2))},
        marks={each.item: each for each in draw(st.lists(marks, max_size=2))},
        prompts=draw(st.frozensets(prompts)),
        gone=draw(st.frozensets(words, max_size=2)),
        place=draw(places),
        plan=draw(st.none() | _plan()),
        priorities=draw(st.dictionaries(steps, st.integers(0, 60))),
        next_meeting=draw(st.none() | days),
        follows=draw(st.none() | st.builds(Predecessor, words, days, st.booleans())),
        forgotten=draw(st.none() | st.builds(Forgotten, st.booleans(), st.booleans(), lines)),
    )
