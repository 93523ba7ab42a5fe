"""Values as plain JSON and back: every kind of annotation, bounds, and whatever somebody may write instead."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import ProblemsError
from scrutiny_tui.domain.fields import APART, IN_MEMORY, KEY, LONGEST_TEXT, AtMost, Between, FilledText, Text
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.codec import MOST_PROBLEMS, Reading, number, plain, read
from scrutiny_tui.store.session_tables import Encoder, read_state, session_of
from tests.store import broken_files
from tests.store.broken_files import Tables, full, tables_of
from tests.store.random_sessions import sessions
from tests.support.sessions import as_kept


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"
    TWO = "2"


@dataclass(frozen=True, slots=True)
class Inner:
    word: Annotated[str, Text(5)] = "one"


@dataclass(frozen=True, slots=True)
class Everything:
    """A field of every kind."""

    id: int = field(metadata=KEY)
    text: str
    filled: FilledText
    count: int
    level: Annotated[int, Between(1, 3)]
    flag: bool
    day: date
    moment: datetime
    clock: time
    colour: Colour
    maybe: date | None
    inner: Inner
    several: tuple[Inner, ...]
    three: tuple[str, str, str]
    few: Annotated[tuple[int, ...], AtMost(2)]
    numbers: frozenset[int]
    by_number: Mapping[int, Annotated[int, Between(0, 9)]]
    by_colour: Mapping[Colour, int]
    usual: str = "usual"
    usuals: Mapping[int, int] = field(default_factory=dict)
    apart: Mapping[int, Inner] = field(default_factory=dict, metadata=APART)
    in_memory: str = field(default="nothing", metadata=IN_MEMORY)


VALUE = Everything(
    7, "", "a", -5, 2, True, date(2026, 11, 21), datetime.fromisoformat("2026-11-21T14:05:31"),
    time.fromisoformat("14:05"), Colour.TWO, None, Inner("two"), (Inner(), Inner("x")), ("a", "b", ""), (1, 2),
    frozenset({10, 9}), {10: 1, 2: 9}, {Colour.TWO: 1, Colour.RED: 2}, in_memory="something",
)  # fmt: skip
WRITTEN = {
    "text": "", "filled": "a", "count": -5, "level": 2, "flag": True, "day": "2026-11-21", "moment": "2026-11-21T14:05:31",
    "clock": "14:05", "colour": 2, "maybe": None, "inner": {"word": "two"}, "several": [{"word": "one"}, {"word": "x"}],
    "three": ["a", "b", ""], "few": [1, 2], "numbers": [9, 10], "by_number": {"10": 1, "2": 9},
    "by_colour": {"2": 1, "red": 2}, "usual": "usual", "usuals": {},
}  # fmt: skip


def problems(change: Mapping[str, Any], *, lenient: bool = False) -> list[str]:
    reading = Reading("x", lenient=lenient)
    value = read(Everything, {**WRITTEN, **change}, reading, id=7)
    assert value or reading.problems
    return [f"{each.key}: {each.reason}" for each in reading.problems]


def test_every_kind_comes_back_and_all_problems_are_told_up_to_a_thousand() -> None:
    assert plain(VALUE) == json.loads(json.dumps(plain(VALUE))) == WRITTEN
    back = read(Everything, WRITTEN, Reading("x"), id=7)
    assert back is not None
    assert (plain(back), back.id, back.numbers, back.in_memory) == (WRITTEN, 7, VALUE.numbers, "nothing")
    reading = Reading("x")
    assert read(Everything, {}, reading, id=7) is None
    missing = [each.key for each in reading.problems]
    assert missing == [name for name in WRITTEN if name not in ("usual", "usuals")]
    assert reading.problems[3].reason == "This key is missing; write a whole number from 1 to 3."
    assert read(Inner, {}, Reading("x")) == Inner()
    assert problems({"newer": 1, "inner": {"newer": {}}}, lenient=True) == []
    assert problems({"newer": 1, "level": 4}, lenient=True) != []
    told = problems({"zzz": 1, "level": 0, "three": [1, 2, 3], "text": None, "aaa": 1})
    assert [each.partition(":")[0] for each in told] == ["text", "level", "three[1]", "three[2]", "three[3]", "zzz", "aaa"]  # fmt: skip
    odd = {"numbers": ["x"] * 50_000, **{f"key {number}": 1 for number in range(50_000)}}
    assert len(problems(odd)) == MOST_PROBLEMS


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("text", 3, "text: This is a whole number; write a text in quotation marks."),
        ("text", "x" * (LONGEST_TEXT + 1), f"text: This has {LONGEST_TEXT + 1} characters; at most {LONGEST_TEXT} fit."),
        ("filled", " \t", "filled: This is empty; write a text in quotation marks."),
        ("count", 1.0, "count: This is a number with a point; write a whole number."),
        ("count", True, "count: This is true or false; write a whole number."),
        ("count", 10**4000, "count: This is out of bounds; write a whole number."),
        ("level", 4, "level: This is out of bounds; write a whole number from 1 to 3."),
        ("flag", 1, "flag: This is a whole number; write true or false."),
        ("day", "2026-02-30", "day: This is a text; write a day such as 2026-11-21."),
        ("day", "1066-10-14", "day: This is a text; write a day such as 2026-11-21."),
        ("day", 20261121, "day: This is a whole number; write a day such as 2026-11-21."),
        ("moment", "2026-11-21T16:00+01:00", "moment: This is a text; write a moment such as 2026-11-21T14:05."),
        ("clock", None, "clock: This is empty; write a time such as 14:05."),
        ("colour", "gren", 'colour: This is none of the words for it; did you mean "green"?'),
        ("colour", "?", "colour: This is none of the words for it; known here: 2, green, red."),
        ("colour", "2", 'colour: This is none of the words for it; did you mean "2"?'),
        ("colour", [], "colour: This is a list; write one of: red, green, 2."),
        ("maybe", 3, "maybe: This is a whole number; write a day such as 2026-11-21."),
        ("inner", "two", "inner: This is a text; write a table of keys."),
        ("inner", {"word": "longer"}, "inner.word: This has 6 characters; at most 5 fit."),
        ("inner", {"wrod": "x"}, 'inner.wrod: There is no such key; did you mean "word"?'),
        ("several", {}, "several: This is a table; write a list."),
        ("several", [{}, None], "several[2]: This is empty; write a table of keys."),
        ("three", ["a"], "three: This has 1 entries; write exactly 3."),
        ("few", [1, 2, 3], "few: This has 3 entries; at most 2 fit."),
        ("numbers", [1, 1], "numbers: This holds an entry twice; write each once."),
        ("by_number", {"1": 10}, "by_number.1: This is out of bounds; write a whole number from 0 to 9."),
        ("by_number", {"01": 1}, "by_number.01: There is no such key here."),
        ("by_colour", {"blue": 1}, "by_colour.blue: There is no such key here."),
        ("by_colour", [], "by_colour: This is a list; write a table of keys."),
        ("apart", {}, "apart: There is no such key; known here: by_colour, by_number, c"),
        ("in_memory", "", "in_memory: There is no such key; known here: by_colour, by_number, c"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_what_is_wanted(name: str, value: Any, told: str) -> None:
    (problem,) = problems({name: value})
    assert problem.startswith(told)
    assert problem == told or told.endswith(", c")


@pytest.mark.parametrize("text", ["1 ", "+1", "1_0", "٣", "²", "-0", "01", "", "-", "9" * 5000, "1.0"])
def test_only_a_number_as_it_is_written_here_is_a_key(text: str) -> None:
    assert number(text) is None
    assert [number(each) for each in ("0", "-5", "12")] == [0, -5, 12]


# Whole sessions

ODD: list[Any] = [
    None, True, 0, -1, 7, 1000, 10**9 + 1, 10**4000, 1.5, math.nan, math.inf, "", " ", "1", "x", "x" * (LONGEST_TEXT + 1),
    "\ud800", "\0\x1b[2J", "2026-11-21", "2026-11-21T14:05+01:00", "9999-12-31T23:59", "24:00", [], [[]], [None], [1],
    ["x", "x"], {}, {"1": {}}, {"x": 1}, {"": None}, {"9" * 5000: 1},
]  # fmt: skip
"""What somebody may write in the place of any value."""


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of everything inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*place, key)
        yield from places(each, (*place, key))


def changed(tables: Tables, place: tuple[Any, ...], value: Any) -> Tables:
    """Return tables with another value at a place; the table and documents around it are copied."""
    changed = copy.copy(tables)
    at: Any = changed
    for key in place[:-1]:
        at[key] = copy.copy(at[key])
        at = at[key]
    if value is None and len(place) > 1 and isinstance(at, dict) and at[place[-1]] is None:
        del at[place[-1]]  # is empty already: have it missing
    else:
        at[place[-1]] = value
    return changed


def opens_or_is_refused(tables: Tables) -> Session | None:
    """Return the session if there is one, which then can be saved again; anything but problems in words fails."""
    try:
        now = broken_files.read(tables)
    except ProblemsError as error:
        str(error).encode(errors="replace")
        return None
    assert broken_files.read(tables_of(now)) == now
    return now


def can_be_read(tables: Tables) -> bool:
    """Say whether a file is read as tables of documents at all."""
    return all(
        isinstance(rows, dict) and all(number(key) is not None and isinstance(row, dict) for key, row in rows.items())
        for rows in tables.values()
    )  # fmt: skip


def test_whatever_stands_in_the_place_of_any_value_is_refused_in_words_or_means_something() -> None:
    tables = tables_of(full())
    opened = 0
    for number_of_place, place in enumerate(places(tables)):
        # A fifth of them in each place: every kind of value has several places.
        for value in ODD[number_of_place % 5 :: 5]:
            broken = changed(tables, place, value)
            if can_be_read(broken):
                opened += opens_or_is_refused(broken) is not None
    assert opened > 30


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sessions(), st.data())
def test_any_session_comes_back_and_is_written_in_one_way(now: Session, data: st.DataObject) -> None:
    encoder = Encoder()
    written = encoder.encode(now, 2)
    assert written == encoder.encode(turned_round(now), 2) == Encoder().encode(now, 2)
    state = read_state(written)
    assert state.is_genuine
    assert session_of(state, "x.json") == as_kept(now)
    tables = tables_of(now)
    place = data.draw(st.sampled_from(list(places(tables))))
    broken = changed(tables, place, data.draw(st.sampled_from(ODD)))
    if can_be_read(broken):
        opens_or_is_refused(broken)


def turned_round(now: Session) -> Session:
    """Return an equal session whose mappings were built in another order, but for those whose order means something."""
    turned: Any = {
        each.name: backwards(getattr(now, each.name)) for each in fields(now) if each.name != "actions"
    }
    return replace(now, **turned)


def backwards(value: Any) -> Any:
    """Return an equal value with its mappings built backwards, and those of its rounds."""
    if isinstance(value, Round):
        return replace(value, ballots=backwards(value.ballots), totals=backwards(value.totals))
    return {key: backwards(value[key]) for key in reversed(value)} if isinstance(value, dict) else value
