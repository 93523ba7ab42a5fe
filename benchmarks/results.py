"""How long it takes to work out a whole session's results, beside a plain loop over its ballots.

Run with: python benchmarks/results.py
It prints one line for each size: 30 voters, 42 items and 3 rounds of each is the largest workshop there is; the others
show that the time grows no faster than the number of ballots.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import perf_counter

from scrutiny_tui.domain.groups import reliability, tally
from scrutiny_tui.domain.results import level_words, results
from scrutiny_tui.domain.rounds import Answer, Round, RoundState
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.topics import talk_next
from tests.support.sessions import session

SIZES = ((5, 6, 1), (15, 6, 2), (15, 42, 2), (30, 42, 1), (30, 42, 3), (60, 42, 3))
"""Voters, items, rounds of each item."""
RUNS = 15
_ANSWERS = (*[Answer.LEVEL_2] * 4, Answer.LEVEL_1, Answer.LEVEL_3, Answer.LEVEL_3, Answer.DONT_KNOW)


def workshop(voters: int, items: int, rounds: int) -> Session:
    """Return a session in which everybody answered every item in every round, drawn by a fixed seed."""
    draw = random.Random(1)  # noqa: S311 - a made-up room, no secret
    start = session(voters)
    steps = tuple(
        replace(step, prompts=tuple(replace(step.prompts[0], id=f"{step.id}.{n}") for n in range(1, 7)))
        for step in start.wording.items
    )
    everybody = frozenset(start.voters)
    wording = replace(start.wording, items=steps)
    numbers = [step.number for step in steps] + [step.number * 100 + n for step in steps for n in range(1, 7)]
    found = {}
    for item in numbers[:items]:
        for number in range(1, rounds + 1):
            ballots = {voter: draw.choice(_ANSWERS) for voter in sorted(everybody)}
            each = Round(item, number, 1, RoundState.REVEALED, ballots, base=everybody)
            found[each.id] = each
    prompts = frozenset(number for number in numbers[:items] if number > len(steps))
    return replace(start, wording=wording, rounds=found, prompts=prompts)


def everything(now: Session) -> None:
    """Work out all that the screens, the results and the annex tell."""
    found = results(now)
    talk_next(found, level_words(now))
    tally(found)
    reliability(now)


def plain_loop(now: Session) -> None:
    """Look at every ballot once and count it."""
    for each in now.rounds.values():
        counts = dict.fromkeys(Answer, 0)
        for answer in each.ballots.values():
            counts[answer] += 1


def milliseconds(work: Callable[[Session], None], now: Session) -> float:
    """Return the median time of some runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        work(now)
        times.append(1000 * (perf_counter() - start))
    return median(times)


def main() -> None:
    """Print a line for each size."""
    print("voters  items  rounds  ballots  results ms  plain loop ms  ratio")
    for voters, items, rounds in SIZES:
        now = workshop(voters, items, rounds)
        ours, plain = milliseconds(everything, now), milliseconds(plain_loop, now)
        ballots = voters * items * rounds
        print(
            f"{voters:6}  {items:5}  {rounds:6}  {ballots:7}  {ours:10.2f}  {plain:13.3f}  {ours / plain:5.1f}"
        )


if __name__ == "__main__":
    main()
