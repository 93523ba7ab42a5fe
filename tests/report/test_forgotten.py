"""After answers or names were deleted, everything that is published is the same to the letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from scrutiny_tui.domain.forgetting import forget_ballots, forget_names
from scrutiny_tui.domain.naming import HIDDEN
from scrutiny_tui.domain.session import Session
from scrutiny_tui.report.data import results_json
from scrutiny_tui.report.export.files import ExportRequest, export_files, missing
from scrutiny_tui.report.record.files import Format, ReportRequest, report_files
from scrutiny_tui.report.record.options import Kind, RecordOptions
from scrutiny_tui.report.text import results_text
from tests.report.record.workshops import (
    EVERYTHING,
    FULL,
    KINDS,
    MADE,
    by_name,
    deep,
    in_tables,
    individually,
)
from tests.support.groups import of_two_groups

WORKSHOPS: Final[dict[str, Callable[[], Session]]] = {
    **{name: KINDS[name] for name in ("individually", "by name", "in tables", "many tables")},
    "with role groups": of_two_groups,
    "deep, twice": lambda: deep(12, rounds=2),
}


def published(now: Session) -> dict[str, bytes]:
    """Return everything that tells of a workshop and joins nobody to an answer."""
    return {
        **report_files(now, MADE, ReportRequest(EVERYTHING)),
        **{
            f"plain {name}": data
            for name, data in report_files(now, MADE, ReportRequest(RecordOptions())).items()
        },
        **export_files(now, MADE, ExportRequest()),
        "results": results_text(now, by_groups=True).encode(),
        "json": results_json(now, by_groups=True).encode(),
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
    now = named()
    gone = forget_names(forget_ballots(now, MADE), MADE)
    before = report_files(now, MADE, ReportRequest(EVERYTHING))
    assert report_files(gone, MADE, ReportRequest(EVERYTHING)) == before


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
    text = results_text(forget_ballots(in_tables(), MADE))
    assert "Table 2" in text
