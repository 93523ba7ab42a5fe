"""A key that is held down counts once, and one that is pressed again counts again, by when it came."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.acts.desk import (
    FIRST_SECONDS,
    LATEST_SECONDS,
    MACHINE_SECONDS,
    SLOW_SECONDS,
    LastKey,
    Press,
    judge,
)

A_BIT = 0.001
"""Seconds that a sum of them may be off by, and more."""

DELAYS = st.floats(FIRST_SECONDS + A_BIT, LATEST_SECONDS - A_BIT)
"""What a keyboard waits before it repeats a key."""
REPEATS = st.lists(st.floats(0.0, SLOW_SECONDS - A_BIT), min_size=1)
TAPS = st.floats(MACHINE_SECONDS + A_BIT, FIRST_SECONDS - A_BIT)
NEXT_SLIPS = st.floats(SLOW_SECONDS + A_BIT, 5.0)


def judged(gaps: Iterable[float], key: str = "2") -> list[Press]:
    """Return what a key is each time that it comes, the first time and after each gap."""
    last, presses = LastKey(), []
    for moment in accumulate(gaps, initial=10.0):
        last = LastKey(key, moment, judge(last, key, moment))
        presses.append(last.press)
    return presses


def counted(presses: list[Press]) -> int:
    """Return how often the key counts: an unsure one does unless a held one follows."""
    following = [*presses[1:], Press.AGAIN]
    unsure = sum(
        press is Press.UNSURE and after is not Press.HELD
        for press, after in zip(presses, following, strict=True)
    )
    return presses.count(Press.AGAIN) + unsure


@given(DELAYS, REPEATS)
def test_a_held_key_counts_once_and_is_told(delay: float, repeats: list[float]) -> None:
    presses = judged([delay, *repeats])
    assert counted(presses) == 1
    assert presses[-1] is Press.HELD


@given(st.lists(TAPS))
def test_quick_taps_all_count_at_once(gaps: list[float]) -> None:
    assert judged(gaps) == [Press.AGAIN] * (len(gaps) + 1)


@given(st.lists(NEXT_SLIPS))
def test_slips_alike_all_count(gaps: list[float]) -> None:
    assert counted(judged(gaps)) == len(gaps) + 1


@given(st.lists(st.sampled_from("123da-"), min_size=2).filter(lambda keys: len({*keys}) > 1))
def test_another_key_always_counts(keys: list[str]) -> None:
    last = LastKey()
    for number, key in enumerate(keys):
        press = judge(last, key, number * 0.001)
        assert press is Press.AGAIN or key == last.key
        last = LastKey(key, number * 0.001, press)


def test_a_key_that_was_let_go_counts_again() -> None:
    presses = judged([0.5, 0.03, 0.03, 0.4])
    assert presses[-1] is not Press.HELD
    assert counted(presses) == 2


@given(DELAYS, REPEATS, st.floats(0.0, 0.29))
def test_a_stutter_of_a_held_key_counts_nothing(delay: float, repeats: list[float], stutter: float) -> None:
    assert counted(judged([delay, *repeats, stutter, *repeats])) == 1


@given(st.lists(st.floats(0.0, 2.0), min_size=1))
def test_nothing_is_swallowed_without_a_held_key_to_tell(gaps: list[float]) -> None:
    presses = judged(gaps)
    assert counted(presses) == len(presses) or Press.HELD in presses
