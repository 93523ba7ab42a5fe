"""The figures of the whole workshop in sentences."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scrutiny_tui.domain.overall import Reliability
from scrutiny_tui.domain.results import results
from scrutiny_tui.report.annex import LOW_ALPHA, alpha_words, annex_lines
from tests.support.sessions import answers, counted, revealed, session


def rests_on(
    alpha: Fraction | None, without_one: tuple[Fraction, Fraction] | None, same: Fraction | None
) -> Reliability:
    return Reliability(alpha, 14, 6, 80, 84, without_one, same)


def test_alpha_is_told_with_what_it_rests_on() -> None:
    found = rests_on(Fraction(58, 100), (Fraction(55, 100), Fraction(63, 100)), Fraction(61, 100))

    assert alpha_words(found) == (
        "Krippendorff's alpha (ordinal) 0.58; 14 people on the list, 6 items, 80 of 84 ratings; 0.55 to 0.63 leaving out any one "
        "person; 61 % of pairs of answers to the same item are the same."
    )


def test_without_a_range_none_is_told() -> None:
    told = alpha_words(rests_on(Fraction(-3, 4), None, Fraction(0)), tables=True)

    assert told.startswith("Krippendorff's alpha (ordinal) -0.75; 14 tables on the list,")
    assert "leaving out" not in told
    assert "; 0 % of pairs" in told


@pytest.mark.parametrize(
    ("alpha", "shown"),
    [
        (Fraction(0), "0.00"),
        (Fraction(1), "1.00"),
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(-1, 1000), "0.00"),
        (Fraction(2, 3), "0.67"),
    ],
)
def test_alpha_has_two_decimals_with_halves_away_from_nought(alpha: Fraction, shown: str) -> None:
    assert f"(ordinal) {shown};" in alpha_words(rests_on(alpha, None, None))


def test_alpha_that_is_not_defined_says_why() -> None:
    assert "is not defined: every rating is the same level;" in alpha_words(rests_on(None, None, Fraction(1)))
    assert "is not defined: no item was rated by two;" in alpha_words(rests_on(None, None, None))


def test_the_annex_holds_the_tally_the_median_and_the_warning_about_alpha() -> None:
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (3, 0, 3), (0, 2, 4)], start=1):
        now = revealed(now, step, counted(counts))
    told = list(annex_lines(now, results(now)))

    assert told[0] == "3 items: clear agreement 1, most on one level 1, two opposite views 1."
    assert told[1].endswith("median +67 of 3 items; lowest -100, Step 2.")
    assert told[2].startswith("Krippendorff's alpha (ordinal) ")
    assert told[3] == LOW_ALPHA


def test_too_few_answers_have_no_median() -> None:
    now = revealed(session(3), 1, answers("1 2 3"))
    told = list(annex_lines(now, results(now)))

    assert told[0] == "1 item: too few to sum up 1."
    assert not any("median" in line for line in told)


def test_before_the_first_result_there_is_no_annex() -> None:
    assert list(annex_lines(session(), results(session()))) == []
