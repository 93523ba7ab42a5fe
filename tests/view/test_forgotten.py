"""After answers or names were deleted, totals, results and verdicts are published as before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from scrutiny_tui.domain import corrections
from scrutiny_tui.domain.deletion import forget_ballots, forget_names
from scrutiny_tui.domain.personal_names import HIDDEN
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.data import results_data, results_json
from scrutiny_tui.view.export import ExportRequest, export_files, missing
from scrutiny_tui.view.report import Format, ReportRequest, report_files
from scrutiny_tui.view.report_view import Kind, RecordOptions
from scrutiny_tui.view.results_text import results_text
from tests.support.groups import of_two_groups
from tests.view.report_workshops import (
    EVERYTHING,
    FULL,
    MADE,
    by_name,
    deep,
    in_tables,
    individually,
)

WORKSHOPS: Final[dict[str, Callable[[], Session]]] = {
    "in one go": lambda: deep(12),
    "by name": lambda: corrections.set_aside(by_name(), 3, "the wrong step was answered"),
}
"""Workshops in which no two results of an item stand beside each other, and no groups are told apart."""


def published(now: Session) -> dict[str, bytes]:
    """Return everything that tells of a workshop and joins nobody to an answer."""
    return {
        **report_files(now, MADE, ReportRequest(replace(EVERYTHING, by_groups=False))),
        **{
            f"plain {name}": data
            for name, data in report_files(now, MADE, ReportRequest(RecordOptions())).items()
        },
        **export_files(now, MADE, ExportRequest()),
        "results": results_text(now).encode(),
        "json": results_json(now).encode(),
    }


@pytest.mark.parametrize("kind", WORKSHOPS)
def test_what_is_published_is_the_same_without_the_answers(kind: str) -> None:
    now = WORKSHOPS[kind]()
    before, after = published(now), published(forget_ballots(now, MADE))
    assert [name for name in before if before[name] != after[name]] == []


def named() -> Session:
    """Return a workshop by name that one of those who answer has led."""
    now = by_name()
    typed = replace(now.details, facilitator="Cllr Anne Smith", sponsor="Gwen Tudor", completed_by="the room")
    return replace(now, details=typed)


def test_a_public_report_is_the_same_without_the_names() -> None:
    now = named()
    before = report_files(now, MADE, ReportRequest(EVERYTHING))
    assert report_files(forget_names(now, MADE), MADE, ReportRequest(EVERYTHING)) == before


def test_results_differ_in_nothing_but_the_names() -> None:
    now = named()
    before = results_json(now, by_groups=True)
    told = before.replace("the answer of Cllr Carys Price was", "one answer was")
    for name in ("Cllr Anne Smith", "Gwen Tudor"):
        told = told.replace(f'"{name}"', f'"{HIDDEN}"')
    assert results_json(forget_names(now, MADE), by_groups=True) == told


def test_answers_and_names_can_both_be_deleted() -> None:
    now = corrections.set_aside(named(), 3, "the wrong step was answered")
    gone = forget_names(forget_ballots(now, MADE), MADE)
    request = ReportRequest(RecordOptions())
    assert report_files(gone, MADE, request) == report_files(now, MADE, request)


def test_a_full_report_says_that_the_answers_were_deleted() -> None:
    told = report_files(forget_ballots(individually(), MADE), MADE, ReportRequest(FULL, (Format.TEXT,)))
    text = b"".join(told.values()).decode()
    assert "Step 3, second time: who gave which answer was deleted from the workshop's file." in text
    assert "Who answered what was deleted on 22.11.2026; the totals stay." in text


def test_a_full_export_says_so_too() -> None:
    [told] = missing(forget_ballots(individually(), MADE), MADE, ExportRequest(Kind.FULL))
    assert (
        told
        == "Who gave which answer was deleted from the workshop's file, so those answers are not in the files."
    )


def test_answers_of_tables_stay_with_their_results() -> None:
    now = corrections.set_aside(in_tables(), 2, "the wrong step was answered")
    assert results_text(forget_ballots(now, MADE)) == results_text(now)
    assert "Table 2" in results_text(now)


def test_movement_and_groups_are_not_told_any_more() -> None:
    now = of_two_groups()
    before, after = (
        results_data(each, by_groups=True)["items"][0] for each in (now, forget_ballots(now, MADE))
    )
    assert (len(before["groups"]["shown"]), after["groups"]["shown"]) == (2, [])
    assert before["rounds"][1]["movement"] is not None
    assert after["rounds"][1]["movement"] is None
    assert "Totals do not say who moved" in after["rounds"][1]["no_movement_because"]
