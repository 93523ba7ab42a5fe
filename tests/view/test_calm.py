"""What is read when the program stops at a mistake of its own."""

from __future__ import annotations

from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.view.calm import calm_words


def test_it_says_what_is_safe_what_to_do_and_where_the_report_is() -> None:
    assert calm_words(ValueError("SECRET"), "All is safe.", "Start again.", "Kept.").splitlines() == [
        "Scrutiny TUI had to stop because of a mistake in the program.",
        "All is safe.",
        "Start again.",
        "For whoever looks after the program: ValueError.",
        "Kept.",
    ]


def test_what_was_meant_for_people_is_told() -> None:
    told = calm_words(MachineError("The disk\x1b[2J is full."), "All is safe.", "", "Kept.")
    assert told.startswith(
        "Scrutiny TUI had to stop because of a mistake in the program. The disk□[2J is full.\nAll is safe.\n"
    )
