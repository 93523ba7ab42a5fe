"""What looks like a formula is protected in a file, and read back as it was."""

from __future__ import annotations

import pytest

from scrutiny_tui.store.tabular.guarding import guarded, unguarded


@pytest.mark.parametrize("text", ["=A", "+44 B", "-C", "@d", "'=A", "''+B"])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe_and_loses_it_again(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "Member 4", "'t Hooft", "O'Neill", "A=B"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text
