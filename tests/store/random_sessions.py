"""Any session that the rules allow, for property tests."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any, Final, TypeVar, get_type_hints

from hypothesis import strategies as st

from scrutiny_tui.domain.day_plan import DayPlan, Part, PartKind, RoomClock, Sitting, Today
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Answer, Forgotten, OwnLine, Round, RoundState, TrailEntry
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import (
    Action,
    AgreedLevel,
    Details,
    EarlierJudgement,
    Mark,
    Note,
    Place,
    Predecessor,
    Session,
    StatusSince,
)  # fmt: skip
from tests.support.sessions import wording

Kind = TypeVar("Kind")
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
prompts = steps.map(lambda step: 100 * step + 1)
items = steps | prompts
numbers = st.integers(1, 50)

_USUAL: Final[dict[Any, st.SearchStrategy[Any]]] = {
    str: texts, date: days, date | None: st.none() | days, datetime: moments, datetime | None: st.none() | moments,
}  # fmt: skip


def any_of(kind: type[Kind], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Kind]:
    """Return any values of a data class: these fields as given, every other one anything that its type has."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in fields}
    usual = {name: _USUAL.get(hint, st.from_type(hint)) for name, hint in hints.items()}
    return st.builds(kind, **usual, **fields)


clocks = any_of(RoomClock, seconds=st.integers(0, 180 * 60))
todays = any_of(Today, clock=st.none() | clocks, breaks=numbers)


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


def _by(key: str, each: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[dict[int, Any]]:
    """Return a few of these by one of their fields."""
    return st.lists(each, max_size=most).map(lambda found: {getattr(one, key): one for one in found})


statuses: Final = st.lists(any_of(StatusSince), max_size=2).map(tuple)
maybe_level: Final = st.none() | st.integers(1, 3)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Draw a session in which everything fits together."""
    about = draw(any_of(Details, council=words))
    trail = draw(_by("id", any_of(TrailEntry, id=numbers, item=items)))
    lines = st.frozensets(st.sampled_from(sorted(trail))) if trail else st.just(frozenset())
    return Session(
        id="session-1",
        details=about,
        wording=wording(STEPS),
        voters={
            number: draw(any_of(Voter, id=st.just(number), label=words, size=numbers))
            for number in range(1, VOTERS + 1)
        },
        sittings={
            number: draw(
                any_of(Sitting, id=st.just(number), away=some_voters, today=st.just(Today()) | todays)
            )
            for number in range(1, SITTINGS + 1)
        },
        rounds=draw(_rounds(about.secrecy)),
        # The first round of any item may be named before it is there.
        notes=draw(
            _by(
                "id",
                any_of(Note, id=numbers, item=items, table=st.integers(0, VOTERS), round=st.integers(0, 1)),
            )
        ),
        words=draw(_by("id", any_of(OwnLine, id=numbers, item=steps, text=words))),
        agreed=draw(_by("item", any_of(AgreedLevel, item=items, level=maybe_level, target=maybe_level))),
        actions=draw(
            _by(
                "id",
                any_of(Action, id=numbers, item=st.just(0) | items, text=words, statuses=statuses),
            )
        ),
        spent=draw(st.frozensets(words, max_size=2)),
        trail=trail,
        earlier=draw(_by("item", any_of(EarlierJudgement, item=items, level=st.integers(1, 3)))),
        marks=draw(_by("item", any_of(Mark, item=items, rounds=st.integers(0, 5)))),
        prompts=draw(st.frozensets(prompts)),
        gone=draw(st.frozensets(words, max_size=2)),
        place=draw(any_of(Place, item=items, leaf=st.integers(0, 20))),
        plan=draw(st.none() | _plan()),
        priorities=draw(st.dictionaries(steps, st.integers(0, 60))),
        next_meeting=draw(st.none() | days),
        follows=draw(st.none() | any_of(Predecessor, session=words)),
        forgotten=draw(st.none() | any_of(Forgotten, entries=lines)),
    )
