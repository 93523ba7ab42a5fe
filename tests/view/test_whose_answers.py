"""What is published rests on the counts of each item alone: it does not tell which answers are one person's."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from scrutiny_tui.domain.deletion import forget_ballots
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.data import results_json
from scrutiny_tui.view.handover_files import Contents, Handover, pack_up
from scrutiny_tui.view.report import Format, ReportRequest, report_files
from scrutiny_tui.view.results_text import results_text
from tests.support.sessions import answers, revealed, session
from tests.view.report_workshops import EVERYTHING, MADE

SLIPS = {
    5: ("1 1 2 3 3", "2 2 2 3 d", "1 3 3 3 3", "1 1 1 2 a", "2 2 3 3 3", "1 2 2 2 2"),
    6: ("1 1 2 2 3 3", "2 2 2 3 3 d", "1 1 3 3 3 3", "1 1 1 2 2 i", "3 3 3 3 3 3", "1 2 2 2 2 3"),
}
"""The answers to six items by how many people gave them."""


def dealt(people: int, seed: int) -> Session:
    """Return the workshop with the answers to each item dealt out anew among its people."""
    deal = Random(seed)  # noqa: S311 - a made-up room, no secret
    now = session(people)
    for item, given in enumerate(SLIPS[people], start=1):
        keys = given.split()
        now = revealed(now, item, answers(" ".join(deal.sample(keys, len(keys)))))
    return now


def published(now: Session, *, by_groups: bool) -> dict[str, bytes]:
    """Return everything that may leave the room."""
    options = replace(EVERYTHING, by_groups=by_groups)
    return {
        "results --json": results_json(now, by_groups=by_groups).encode(),
        "results": results_text(now, by_groups=by_groups).encode(),
        "hand-over": pack_up(Handover(now, b""), MADE, Contents.PUBLIC),
        **report_files(now, MADE, ReportRequest(options, tuple(Format))),
    }


@pytest.mark.parametrize("people", SLIPS)
def test_whoever_gave_which_answer_the_same_bytes_are_published(people: int) -> None:
    told = published(dealt(people, 1), by_groups=True)
    for seed in (2, 3):
        other = dealt(people, seed)
        assert other != dealt(people, 1)
        assert [name for name, data in published(other, by_groups=True).items() if data != told[name]] == []


@pytest.mark.parametrize("people", SLIPS)
def test_the_same_is_published_after_the_answers_were_deleted(people: int) -> None:
    now = dealt(people, 1)
    told = published(now, by_groups=False)
    after = published(forget_ballots(now, MADE), by_groups=False)
    assert [name for name, data in after.items() if data != told[name]] == []
