"""The keys on the run sheet are those that the program has, and none of a page is missing."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator

import pytest
from textual.app import App

from scrutiny_tui.acts.act import Act, key_name
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui import screens
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.commands import Command, act_command
from scrutiny_tui.tui.dialogs.own_forms import WhoDialog
from scrutiny_tui.tui.screens.step import StepPage
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.view.key_sheet import EVERYWHERE, MOVES, pages_for

SHOWN = {
    "Where you got to": "resume.ResumePage",
    "Welcome": "briefing.WelcomePage",
    "Briefing": "briefing.BriefingPage",
    "How your answers are kept": "briefing.PromisePage",
    "Warm-up": "briefing.WarmUpPage",
    "Step": "step.StepPage",
    "Lesson": "large_pages.LessonPage",
    "Evidence": "large_pages.EvidencePage",
    "What people wrote": "result.WordsPage",
    "Answer slips: this step": "answers.AnswersPage",
    "Answer slips: all steps": "answers.AnswersPage",
    "Pass the laptop round": "pass_round.PassPage",
    "Show of hands or cards": "headcount.HeadcountPage",
    "Cards read by a camera": "camera.CameraPage",
    "Result": "result.ResultPage",
    "Overview": "overview.OverviewPage",
    "Action plan": "plan.PlanPage",
    "Six months on, and actions from last time": "plan.FollowUpPage",
    "Check the record": "overview.ReadBackPage",
    "Finish and report": "close.ClosePage",
    "Timetable": "day.DayPage",
}
"""The page of the program for each page of the sheet."""

SELF_EVIDENT = {"←", "→", "↑", "↓", "Esc", "Backspace"}
"""Whoever does not find these on the run sheet tries them all the same."""

NOT_COMMANDS = {"0-9", "Space", "Ctrl+P"}
"""What no single command stands for; the page's own key bar shows the first two first."""


def page_class(name: str) -> type[WorkshopPage]:
    module, _, kind = SHOWN[name].partition(".")
    found: type[WorkshopPage] = getattr(importlib.import_module(f"{screens.__name__}.{module}"), kind)
    return found


def every_page(of: type[WorkshopPage] = WorkshopPage) -> Iterator[type[WorkshopPage]]:
    """Yield the pages of an open workshop that have commands."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    for page in of.__subclasses__():
        if page.commands:
            yield page
        yield from every_page(page)


def commands_of(page: type[WorkshopPage]) -> tuple[Command, ...]:
    return (*page.commands, *(act_command(act, page.page_name) for act in CATALOGUE.on(page.page_name)))


def keys_of(commands: Iterable[Command]) -> set[str]:
    return {key for command in commands for key in command.shown_keys.split()}


def told_on(name: str) -> set[str]:
    return {key for key, _does in pages_for(Mode.INDIVIDUAL)[name]}


def told_of(name: str) -> set[str]:
    """Return the keys that the sheet names for the page of the program, which may be several pages of the sheet."""
    return {key for other, page in SHOWN.items() if page == SHOWN[name] for key in told_on(other)}


def keys_to_find(page: type[WorkshopPage], known: set[str]) -> list[set[str]]:
    """Return the keys of each command that nobody would find who knows only these keys and the arrows."""
    keys = [{*command.shown_keys.split()} for command in commands_of(page)]
    return [each for each in keys if each and not each & (known | SELF_EVIDENT)]


def test_every_page_with_keys_is_on_the_run_sheet_and_none_is_stated_by_hand() -> None:
    assert [*pages_for(Mode.INDIVIDUAL)] == [
        *[*SHOWN][:-1],
        "Who is here",
        "Timetable",
        EVERYWHERE,
    ]
    with_keys = {page for page in every_page() if keys_to_find(page, told_on(EVERYWHERE))}
    assert with_keys <= {*map(page_class, SHOWN)}
    helped = {key for keys, _does in WhoDialog.keys for key in keys.split()}
    assert told_on("Who is here") <= helped
    assert helped - told_on("Who is here") <= SELF_EVIDENT
    palette = App.COMMAND_PALETTE_BINDING.title()
    told = told_on(EVERYWHERE)
    assert told <= keys_of(StepPage.commands) | keys_of(ScrutinyApp.commands) | {palette}
    assert keys_of(ScrutinyApp.commands) - told == {"F1", "F9", "."}
    for name, (_title, moves) in MOVES.items():
        by_hand = {move.split(" ")[0] for move in moves.split(" · ")}
        of_acts = {key_name(key) for act in CATALOGUE.on(name) for key in act.key.split(",") if key}
        assert not by_hand & of_acts, name


@pytest.mark.parametrize("name", SHOWN)
def test_the_keys_of_a_page_act_there_and_none_is_missing(name: str) -> None:
    page = page_class(name)
    assert told_on(name) <= keys_of(commands_of(page)) | NOT_COMMANDS
    assert keys_to_find(page, told_of(name) | told_on(EVERYWHERE)) == []


@pytest.mark.parametrize(
    ("mode", "without"),
    [
        (
            Mode.COLLECTIVE,
            {
                "Warm-up",
                "Answer slips: this step",
                "Answer slips: all steps",
                "Pass the laptop round",
                "Show of hands or cards",
                "Cards read by a camera",
            },
        ),
        (Mode.GROUPS, {"Show of hands or cards"}),
    ],
)
def test_a_page_that_a_workshop_does_not_have_is_left_out(mode: Mode, without: set[str]) -> None:
    assert {*SHOWN} - pages_for(mode).keys() == without


@pytest.mark.parametrize(("key", "shown"), [("k", ("k", "do a toy")), ("", ("Ctrl+P", "do a toy"))])
def test_an_act_that_is_added_stands_on_the_sheet(
    monkeypatch: pytest.MonkeyPatch, key: str, shown: tuple[str, str]
) -> None:
    toy = Act(name="toy", title="Do a toy", help="", run=str, key=key, pages=frozenset({PageName.PROMISE}))
    monkeypatch.setitem(CATALOGUE.acts, toy.name, toy)
    assert pages_for(Mode.INDIVIDUAL)["How your answers are kept"][-1] == shown
