"""The figures of the whole workshop in sentences."""

from __future__ import annotations

from scrutiny_tui.domain.results import results
from scrutiny_tui.view.annex import annex_lines
from tests.support.sessions import answers, counted, revealed, session


def test_the_annex_holds_the_tally_and_what_is_furthest_apart() -> None:
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (3, 0, 3), (0, 2, 4)], start=1):
        now = revealed(now, step, counted(counts))
    assert list(annex_lines(results(now))) == [
        "3 items: clear agreement 1, most on one level 1, two opposite views 1.",
        "How close the answers are, from -100 for two camps to +100 for all the same: lowest -100, Step 2.",
    ]


def test_too_few_answers_have_no_lowest() -> None:
    now = revealed(session(3), 1, answers("1 2 3"))
    assert list(annex_lines(results(now))) == ["1 item: too few to sum up 1."]


def test_before_the_first_result_there_is_no_annex() -> None:
    assert list(annex_lines(results(session()))) == []
