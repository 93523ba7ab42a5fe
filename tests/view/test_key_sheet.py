"""The keys on the run sheet are those that the program has, and none of a page is missing."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.app import App

from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.tui import screens
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.who import WhoDialog
from scrutiny_tui.tui.screens.answers import AnswersPage
from scrutiny_tui.tui.screens.briefing import BriefingPage
from scrutiny_tui.tui.screens.close import ClosePage
from scrutiny_tui.tui.screens.earlier_actions import EarlierActionsPage
from scrutiny_tui.tui.screens.headcount import HeadcountPage
from scrutiny_tui.tui.screens.lesson import LessonPage
from scrutiny_tui.tui.screens.overview import OverviewPage
from scrutiny_tui.tui.screens.pass_round import PassPage
from scrutiny_tui.tui.screens.plan import PlanPage
from scrutiny_tui.tui.screens.promise import PromisePage
from scrutiny_tui.tui.screens.read_back import ReadBackPage
from scrutiny_tui.tui.screens.result import ResultPage
from scrutiny_tui.tui.screens.resume import ResumePage
from scrutiny_tui.tui.screens.step import StepPage
from scrutiny_tui.tui.screens.welcome import WelcomePage
from scrutiny_tui.tui.screens.whole_slips import WholeSlipsPage
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.view.key_sheet import ANSWERING, EVERYWHERE, PAGES, pages_for

SHOWN: dict[str, type[WorkshopPage]] = {
    "Where you got to": ResumePage,
    "Earlier actions": EarlierActionsPage,
    "Welcome": WelcomePage,
    "Briefing": BriefingPage,
    "Promise": PromisePage,
    "Step": StepPage,
    "Lesson": LessonPage,
    "Slips, this step": AnswersPage,
    "Slips, all steps": WholeSlipsPage,
    "Pass the laptop": PassPage,
    "Headcount": HeadcountPage,
    "Result": ResultPage,
    "Overview": OverviewPage,
    "Plan": PlanPage,
    "Read-back": ReadBackPage,
    "Close and report": ClosePage,
}

SELF_EVIDENT = {"←", "→", "↑", "↓", "Esc", "Backspace"}
"""Whoever does not find these on the run sheet tries them all the same."""

NOT_COMMANDS: dict[type[WorkshopPage], set[str]] = {HeadcountPage: {"0-9"}, PassPage: {"Space"}}
"""Keys that no single command stands for; the page's own key bar shows them first."""


def every_page(of: type[WorkshopPage] = WorkshopPage) -> Iterator[type[WorkshopPage]]:
    """Yield the pages of an open workshop that have commands."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    for page in of.__subclasses__():
        if page.commands:
            yield page
        yield from every_page(page)


def keys_of(commands: tuple[Command, ...]) -> set[str]:
    return {key for command in commands for key in command.shown_keys.split()}


def told_on(name: str) -> set[str]:
    return {key.key for page in PAGES for key in page.keys if page.page == name}


def keys_to_find(page: type[WorkshopPage], known: set[str]) -> list[set[str]]:
    """Return the keys of each command that nobody would find who knows only these keys and the arrows."""
    keys = [{*command.shown_keys.split()} for command in page.commands]
    return [each for each in keys if each and not each & (known | SELF_EVIDENT)]


def test_every_page_of_a_workshop_that_has_keys_of_its_own_is_on_the_run_sheet() -> None:
    everywhere = {key.key for key in EVERYWHERE.keys}
    assert [page.page for page in PAGES] == [*SHOWN, "Who is here"]
    assert {page for page in every_page() if keys_to_find(page, everywhere)} <= {*SHOWN.values()}


@pytest.mark.parametrize("name", SHOWN)
def test_the_keys_of_a_page_act_there(name: str) -> None:
    page = SHOWN[name]
    assert told_on(name) <= keys_of(page.commands) | NOT_COMMANDS.get(page, set())


@pytest.mark.parametrize("name", SHOWN)
def test_no_key_of_a_page_is_missing(name: str) -> None:
    known = told_on(name) | {key.key for key in EVERYWHERE.keys}
    assert keys_to_find(SHOWN[name], known) == []


def test_the_keys_of_the_list_of_people_are_those_of_its_help() -> None:
    helped = {key for keys, _does in WhoDialog.help_keys for key in keys.split()}
    assert told_on("Who is here") <= helped
    assert helped - told_on("Who is here") <= SELF_EVIDENT


def test_the_keys_that_act_everywhere_do() -> None:
    palette = App.COMMAND_PALETTE_BINDING.title()
    told = {key.key for key in EVERYWHERE.keys}
    assert told <= keys_of(StepPage.commands) | keys_of(ScrutinyApp.commands) | {palette}
    assert keys_of(ScrutinyApp.commands) - told == {"F1", "F9", "."}


def test_where_the_room_agrees_as_a_collective_no_page_takes_answers() -> None:
    assert not {*ANSWERING} & {*pages_for(Mode.COLLECTIVE)}
    assert pages_for(Mode.INDIVIDUAL) == (*PAGES, EVERYWHERE)
