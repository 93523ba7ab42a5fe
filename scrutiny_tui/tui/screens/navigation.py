"""From one place of the workshop to another. Pages are imported when they are first shown, so that starting is quick."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import EVERY_WAY, ways
from scrutiny_tui.tui.screens.page import Page

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

_PAGES: Final = {
    PageName.WELCOME: ("welcome", "WelcomePage"),
    PageName.BRIEFING: ("briefing", "BriefingPage"),
    PageName.PROMISE: ("promise", "PromisePage"),
    PageName.STEP: ("step", "StepPage"),
    PageName.ANSWERS: ("answers", "AnswersPage"),
    PageName.SLIPS: ("whole_slips", "WholeSlipsPage"),
    PageName.ALONE: ("pass_round", "PassPage"),
    PageName.COUNT: ("headcount", "HeadcountPage"),
    PageName.RESULT: ("result", "ResultPage"),
    PageName.OVERVIEW: ("overview", "OverviewPage"),
    PageName.PLAN: ("plan", "PlanPage"),
    PageName.READ_BACK: ("read_back", "ReadBackPage"),
}
"""Where each page is; all of them are made from the desk, the workshop and the place."""

_LAST: Final = (PageName.OVERVIEW, PageName.PLAN, PageName.READ_BACK)
"""Pages about all steps, in the order in which they are come to."""


def page_class(page: PageName) -> type[WorkshopPage]:
    """Return the class of a page of a workshop, which is loaded where it was not needed before."""
    module, name = _PAGES[page]
    found: type[WorkshopPage] = getattr(import_module(f"scrutiny_tui.tui.screens.{module}"), name)
    return found


def page_at(desk: Desk, workshop: Workshop, place: Place) -> Page:
    """Return a new page for a place of the workshop."""
    return page_class(place.page)(desk, workshop, place)


def resumed_page(desk: Desk, workshop: Workshop) -> Page:
    """Return the page that the workshop was left on; an answering page only where a vote is still going on."""
    return page_at(desk, workshop, possible(workshop, workshop.session.place))


def opened_at(desk: Desk, workshop: Workshop, place: Place) -> Page:
    """Return the page for a place that a workshop is opened at: before it the actions of the earlier workshop, once."""
    if workshop.to_go_through:
        from scrutiny_tui.tui.screens.earlier_actions import EarlierActionsPage

        return EarlierActionsPage(desk, workshop, place)
    return page_at(desk, workshop, place)


def possible(workshop: Workshop, place: Place) -> Place:
    """Return the place, or the step's own page where nothing is left to show or, before the promise, to answer.

    In place of a briefing that has no pages it is the welcome.
    """
    session = workshop.session
    if place.page is PageName.BRIEFING and not workshop.pack.pages:
        return Place(PageName.WELCOME, place.item)
    ended = session.open_round(place.item) is None
    barred = ended or not session.sitting.promised or place.page not in ways(session.details)
    answering = place.page in EVERY_WAY and barred
    no_result = place.page is PageName.RESULT and not session.revealed(place.item)
    step = session.wording.item(place.item).step or place.item
    return Place(PageName.STEP, step) if answering or no_result else place


def go(screen: Page, desk: Desk, workshop: Workshop, place: Place) -> None:
    """Remember the place and show its page instead of this one. Raises `ScrutinyError` if it cannot be saved."""
    before = workshop.session.place
    workshop.move_to(place)
    if _rank(before.page) < _rank(place.page):
        desk.came_from[place.page] = before
    if not screen.turned_to(place):
        screen.replace_with(page_at(desk, workshop, place))


def go_home(screen: Page, desk: Desk) -> None:
    """Close the workshop that is open and show the start page."""
    from scrutiny_tui.tui.screens.home import HomePage

    problem = desk.leave()
    screen.replace_with(HomePage(desk, problem))


def _rank(page: PageName) -> int:
    """Return how far towards the end a page is; going back always leads to a lower one, so that it ends."""
    return _LAST.index(page) + 1 if page in _LAST else 0
