"""The ways in which agreement on three levels is commonly got wrong, each with a test that it is not."""

from __future__ import annotations

from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.plain_text import results_text
from tests.support.sessions import counted, revealed, session


def test_pitfall_5_alpha_is_never_told_of_an_item_or_a_step() -> None:
    now = revealed(revealed(session(6), 1, counted((0, 0, 6))), 2, counted((0, 6, 0)))
    assert all("alpha" not in key for item in results_data(now)["items"] for key in item)


def test_pitfall_12_alpha_is_a_number_for_programs_and_no_words_stand_for_it() -> None:
    now = session(6)
    for step, counts in enumerate([(6, 0, 0), (0, 6, 0), (1, 2, 3)], start=1):
        now = revealed(now, step, counted(counts))
    words = ("alpha", "substantial", "moderate", "fair agreement", "almost perfect", "slight")
    assert results_data(now)["overall"]["alpha"]["alpha"] is not None
    assert not [word for word in words if word in results_text(now).lower()]
