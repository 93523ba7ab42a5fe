"""From one page to another, and the commands that lead there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.domain.own_words import PEOPLE_WROTE
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import EVERY_WAY, keeps_apart, ways
from scrutiny_tui.tui.commands import Command, letter

if TYPE_CHECKING:
    from scrutiny_tui.acts.desk import Desk
    from scrutiny_tui.acts.workshop import Workshop
    from scrutiny_tui.tui.screens.page import Page
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

SHOWN: Final[Mapping[str, tuple[str, str]]] = {
    "home": ("home", "HomePage"),
    "set up": ("set_up", "SetUpPage"),
    "quick start": ("set_up", "QuickPage"),
    "choose": ("workshop_lists", "ChoosePage"),
    "choose to rehearse": ("workshop_lists", "RehearsePage"),
    "compare": ("workshop_lists", "ComparePage"),
    "restore": ("workshop_lists", "RestorePage"),
    "lost workshop": ("workshop_lists", "ask_lost"),
    "damaged workshop": ("workshop_lists", "offer_copy"),
    "room check": ("large_pages", "RoomCheckPage"),
    "briefing alone": ("briefing", "briefing_alone"),
    "open": ("resume", "open_here"),
    "opened": ("resume", "show_opened"),
    "first page": ("resume", "opening_page"),
    PageName.WELCOME: ("briefing", "WelcomePage"),
    PageName.BRIEFING: ("briefing", "BriefingPage"),
    PageName.PROMISE: ("briefing", "PromisePage"),
    "warm-up": ("briefing", "WarmUpPage"),
    "begin warm-up": ("briefing", "begin_warm_up"),
    "end warm-up": ("briefing", "end_warm_up"),
    PageName.STEP: ("step", "StepPage"),
    "lesson": ("large_pages", "LessonPage"),
    "evidence": ("large_pages", "EvidencePage"),
    "words": ("result", "WordsPage"),
    PageName.ANSWERS: ("answers", "AnswersPage"),
    PageName.SLIPS: ("answers", "AnswersPage"),
    PageName.ALONE: ("pass_round", "PassPage"),
    PageName.COUNT: ("headcount", "HeadcountPage"),
    PageName.CARDS: ("camera", "CameraPage"),
    PageName.RESULT: ("result", "ResultPage"),
    PageName.OVERVIEW: ("overview", "OverviewPage"),
    PageName.PLAN: ("plan", "PlanPage"),
    PageName.FOLLOW_UP: ("plan", "FollowUpPage"),
    PageName.READ_BACK: ("overview", "ReadBackPage"),
    "clock": ("day", "ask_clock"),
    "day": ("day", "DayPage"),
    "break": ("large_pages", "BreakPage"),
    "larger": ("large_pages", "LargerPage"),
    "close": ("close", "ClosePage"),
    "take answers": ("errands", "ask_import"),
    "paper": ("errands", "ask_paper"),
    "camera cards": ("errands", "ask_camera_cards"),
    "pack up": ("errands", "ask_pack_up"),
    "copy result": ("errands", "copy_result"),
    "copy recommendations": ("errands", "copy_recommendations"),
    "unpack": ("errands", "ask_unpack"),
    "text": (".dialogs.dialog", "TellingDialog"),
    "help": (".dialogs.dialog", "help_over"),
    "act": (".act_form", "run_act"),
    "who": (".dialogs.own_forms", "WhoDialog"),
    "refusal": ("trouble", "meet_refusal"),
    "trouble": ("trouble", "meet_trouble"),
}
"""Where each page is, and each question that leads on from one: the module, with a dot if it is beside this package, and
its name there."""


def named(name: str) -> Any:
    """Return a page's class, or the function that asks or opens something, loaded when it is first needed."""
    module, attribute = SHOWN[name]
    return getattr(import_module(f".{module}", __package__), attribute)


def page_at(desk: Desk, workshop: Workshop, place: Place) -> Page:
    """Return a new page for a place of the workshop."""
    practises = place.page is PageName.STEP and workshop.session.is_warm_up
    page: Page = named("warm-up" if practises else place.page)(desk, workshop, place)
    return page


def resumed_page(desk: Desk, workshop: Workshop) -> Page:
    """Return the page that the workshop was left on: before it the actions of the earlier workshop, once.

    It is an answering page only where a vote is still going on.
    """
    place = possible(workshop, workshop.session.place)
    if workshop.to_go_through:
        earlier: Page = named(PageName.FOLLOW_UP)(desk, workshop, place)
        return earlier
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
    if place.page is PageName.FOLLOW_UP and not session.sitting.is_follow_up:
        return Place(PageName.PLAN, place.item)
    no_result = place.page is PageName.RESULT and not session.revealed(place.item)
    step = session.wording.item(place.item).step_number
    return Place(PageName.STEP, step) if answering or no_result else place


def go(screen: Page, desk: Desk, workshop: Workshop, place: Place) -> None:
    """Remember the place and show its page instead of this one. Raises `ScrutinyError` if it cannot be saved."""
    before = workshop.session.place
    workshop.move_to(place)
    # Going back always leads to an earlier page, so that it ends.
    order = [*PageName]
    if order.index(before.page) < order.index(place.page):
        desk.came_from[place.page] = before
    if not screen.turned_to(place):
        screen.replace_with(page_at(desk, workshop, place))


def go_home(screen: Page, desk: Desk) -> None:
    """Close the workshop that is open and show the start page."""
    problem = desk.leave()
    screen.replace_with(named("home")(desk, problem))


def go_back(page: WorkshopPage) -> None:
    """Go back to where the room was before it came to this page about all steps."""
    before = page.desk.came_from.get(page.place.page)
    if before is None or before.page is PageName.OVERVIEW:
        page.go(PageName.OVERVIEW)
    else:
        page.attempt(go, page, page.desk, page.workshop, possible(page.workshop, before))


FURTHER: Final = (
    Command(
        "scroll(1)",
        "down",
        "More",
        "Show what is below.",
        footer=True,
        when=lambda page: page.is_more_below,
    ),
    Command("scroll(-1)", "up", "Scroll up", "Show what is above."),
)
"""The commands of such a page, of which the key bar shows the first only while there is more below."""


LARGER: Final = Command(
    "larger", letter("z"), "Big text", "Show only what matters, in big letters. Press z again to go back."
)
"""The command that opens the larger view, for every page that has one."""


def is_real(page: Any) -> bool:
    """Say whether what the page is about is kept, and not a warm-up."""
    return not page.workshop.session.is_warm_up


LESSON: Final = Command(
    "over('lesson')",
    letter("l"),
    "Lesson",
    "Show the lessons, signs and examples for this step.",
    when=is_real,
)
EVIDENCE: Final = Command(
    "over('evidence')",
    letter("j"),
    "Evidence",
    "Show what could show this step, and what is noted.",
    when=is_real,
)
"""With the lesson what every page about a step offers."""
WORDS: Final = Command(
    "over('words')",
    letter("k"),
    PEOPLE_WROTE,
    "Read what people wrote on their slips, type it, and decide what everyone may read.",
    when=lambda page: is_real(page) and page.workshop.session.details.mode is not Mode.COLLECTIVE,
)
"""What the pages offer on which a step is talked about or answered again."""

WARM_UP: Final = Command(
    "errand('begin warm-up')",
    letter("y"),
    "Warm-up",
    "Practise answering once, with a question that matters to nobody. Nothing of it is kept.",
    footer=True,
    when=lambda page: (
        page.workshop.pack.warm_up and page.workshop.session.details.mode is not Mode.COLLECTIVE
    ),
    changes=True,
)
"""What the pages before the first answer offer."""
END_WARM_UP: Final = "End the warm-up"
WARM_UP_HELP: Final = (
    "A question to practise with, before it matters. Answer it in the way that you will use, show the result, and go on. "
    "Nothing of it is kept, not even that you did it."
)
"""What the help of every page says in it, in place of what is so while answers are kept."""


QUOTATIONS: Final = (
    Command(
        "quotations(False)",
        "",
        "Hide quotations",
        "Show no quotations from the reports.",
        when=lambda page: page.quotations,
    ),
    Command(
        "quotations(True)",
        "",
        "Show quotations",
        "Show quotations from the reports.",
        when=lambda page: not page.quotations,
    ),
)
"""What a page offers that quotes the reports."""


CLOCK: Final = Command(
    "errand('clock')",
    letter("t"),
    "Timer",
    "Start a timer or a break, set the finish time, or see the timetable.",
    changes=True,
)
CLOSING: Final = Command("close_up", "", "Finish and report", "Save the report, and close this workshop.")
CLOSING_BY_KEY: Final = replace(CLOSING, keys=letter("e"), footer=True, short="Finish")
"""The same with a key, on the pages that come last."""

CLOSING_FIRST: Final = Command(
    "ask_home", "escape", "Back to the start page", "Close this workshop. Everything is saved."
)
"""The same on the pages that come first."""


def taking(title: str, sentence: str, now: Callable[[Any], str] = lambda _page: "") -> Command:
    """Return the command for what Enter does to the row under the cursor, where the workshop can be changed."""
    return Command(
        "take", "enter", title, sentence, footer=True, when=lambda page: not page.workshop.read_only, now=now
    )


COPYING: Final = Command(
    "errand('copy recommendations')",
    "",
    "Copy the recommendations",
    "Copy the recommendations of the committee report as text, to paste into minutes or an e-mail.",
)

EVERYWHERE: Final = tuple(
    replace(command, everywhere=True)
    for command in (
        Command(
            "leave_for('overview')", letter("o"), "Overview", "See all steps and what to talk about next."
        ),
        Command("who", letter("w"), "Who is here", "Mark who is here.", changes=True),
        CLOCK,
        Command(
            "over('day')",
            "",
            "Timetable",
            "See the timetable, and change its parts and their minutes.",
            changes=True,
        ),
        Command(
            "leave_for('plan')",
            letter("p"),
            "Open the action plan",
            "See the actions, and add one for this step.",
        ),
        Command(
            "leave_for('read-back')",
            "",
            "Check the record",
            "Read out the agreed positions and the actions.",
        ),
        CLOSING,
        COPYING,
        Command("home", "", "Close this workshop", "Go to the start page. Everything is saved."),
        Command(
            "errand('take answers')",
            "",
            "Import answers…",
            "Import answers from a file, for example those given before the day.",
            changes=True,
            when=lambda page: keeps_apart(page.workshop.session.details),
        ),
        Command("paper", "", "Print slips and forms…", "Save cards, slips, labels and sheets to print."),
        Command(
            "errand('camera cards')",
            "",
            "Print cards for the camera…",
            "Save the cards that a camera reads, to print.",
            when=lambda page: PageName.CARDS in ways(page.workshop.session.details),
        ),
        Command(
            "errand('pack up')",
            "",
            "Hand over this workshop (zip file)…",
            "Save this workshop, or what may be published, as one zip file.",
        ),
        Command(
            "compare_with",
            "",
            "Compare with another workshop…",
            "Show this workshop beside another one. This names councils.",
        ),
        Command(
            "second_copy",
            "",
            "Try the backup again",
            "Check whether the backup folder is there again.",
            when=lambda page: page.workshop.one_copy,
        ),
        Command(
            "read_again",
            "",
            "Read it again",
            "Show what has changed since you opened it.",
            when=lambda page: page.workshop.read_only,
        ),
    )
)
"""What every page of a workshop offers."""


def everywhere_but(*actions: str) -> Iterator[Command]:
    """Yield what every page offers, without what this one offers in a manner of its own."""
    return (each for each in EVERYWHERE if each.action not in actions)
