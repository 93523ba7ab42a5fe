"""The keys on the run sheet are those that the program has."""

from __future__ import annotations

import pytest
from textual.app import App

from scrutiny_tui.report.paper.keys import EVERYWHERE, PAGES
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.screens.answers import AnswersPage
from scrutiny_tui.tui.screens.briefing import BriefingPage
from scrutiny_tui.tui.screens.overview import OverviewPage
from scrutiny_tui.tui.screens.promise import PromisePage
from scrutiny_tui.tui.screens.result import ResultPage
from scrutiny_tui.tui.screens.step import StepPage
from scrutiny_tui.tui.screens.welcome import WelcomePage
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

SHOWN: dict[str, type[WorkshopPage]] = {
    "Welcome": WelcomePage,
    "Briefing": BriefingPage,
    "Promise": PromisePage,
    "Step": StepPage,
    "Answers": AnswersPage,
    "Result": ResultPage,
    "Overview": OverviewPage,
}


def keys_of(page: type[WorkshopPage] | type[ScrutinyApp]) -> set[str]:
    return {key for command in page.commands for key in command.shown_keys.split()}


def test_every_page_of_a_workshop_is_on_the_run_sheet() -> None:
    assert [page.page for page in PAGES] == [*SHOWN]


@pytest.mark.parametrize("name", SHOWN)
def test_the_keys_of_a_page_act_there(name: str) -> None:
    told = {key.key for page in PAGES for key in page.keys if page.page == name}
    assert told <= keys_of(SHOWN[name])


def test_the_keys_that_act_everywhere_do() -> None:
    palette = App.COMMAND_PALETTE_BINDING.title()
    assert {key.key for key in EVERYWHERE.keys} <= keys_of(StepPage) | keys_of(ScrutinyApp) | {palette}
