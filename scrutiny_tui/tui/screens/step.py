"""A step to talk about: its statement, the prompts, the three statements to choose from, and the lessons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar, Final

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.events import ScreenResume
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import turnout
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.navigation import (
    EVERYWHERE,
    EVIDENCE,
    LARGER,
    LESSON,
    WARM_UP,
    WORDS,
    named,
)
from scrutiny_tui.tui.screens.open_vote import ask_again, ask_first_way, ask_result
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.widgets.bars import MessageLine, StepBar, TitleBar
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.view.page_view import Block, Choices, Shown, Title
from scrutiny_tui.view.pages import (
    answered_next,
    aside_page,
    has_result,
    large_step_page,
    opener,
    with_result,
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "answer", letter("v"), "Answer", "Enter everyone's answer on this step.", footer=True, changes=True
    ),
    Command(
        "ways",
        letter("m"),
        "Ways to answer",
        "Choose how the committee answers this step.",
        when=lambda page: page.workshop.session.details.mode is not Mode.COLLECTIVE,
        changes=True,
    ),
    Command(
        "result",
        letter("r"),
        "Result",
        "Show the result of this step.",
        footer=True,
        when=lambda page: has_result(page.workshop.session, page.shown),
    ),
    Command("prompt(1)", "down", "Next question", "Show the next question to talk about.", footer=True),
    Command("prompt(-1)", "up", "Question before", "Show the question before."),
    replace(LESSON, footer=True),
    EVIDENCE,
    WORDS,
    Command(
        "next",
        "right,pagedown",
        "Next step",
        "Go to the next step; after the last one, the overview.",
        footer=True,
        now=lambda page: "Next" if page.is_cramped else "",
    ),
    Command("previous", "left,pageup", "Step before", "Go back to the step before."),
    Command(
        "turn",
        "enter",
        "All questions",
        "Show all questions, or the three statements in full if the window is small.",
        footer=True,
        now=lambda page: page.next_side.value,
    ),
    LARGER,
    WARM_UP,
    *EVERYWHERE,
    Command("back", "escape", "Back to the overview", "Leave this step for the overview."),
)


class Side(StrEnum):
    """What the page shows under the statement."""

    TALK = "One question"
    STATEMENTS = "Statements"
    PROMPTS = "All questions"


_ROWS_A_PROMPT: Final = 2
_MOST_KEYS: Final = 4
"""How many keys of its own the key bar shows, beside the help."""


class StepPage(WorkshopPage):
    """The page on which a step is talked about before it is answered."""

    page_name = PageName.STEP
    commands: ClassVar[tuple[Command, ...]] = COMMANDS
    help_text = (
        "Discuss two or three questions, first the one marked “start here”. Then press v to answer. No one says "
        "aloud which statement they choose. The prompt questions and the descriptions of the statements are ours, not the LGA's."
    )

    prompt: reactive[int] = reactive(0, init=False)
    """Which prompt is shown, counted from 0."""
    side: reactive[Side] = reactive(Side.TALK, init=False)
    """What the page shows under the statement."""

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            BlockView(self.blocks(), id="talk", classes="step"), BlockView(self._aside, id="side")
        )

    def blocks(self) -> Iterable[Block]:
        if self.side is not Side.STATEMENTS:
            return super().blocks()
        levels = self.workshop.session.wording.levels
        return Title(self.item.id, self.item.title), Choices(levels, self.item.sentences, in_full=True)

    def public(self) -> Shown:
        first = opener(self.workshop.pack, self.item)
        together = self.side is Side.PROMPTS
        shown = Shown(self.place, prompt=self.prompt, together=together, opener=first, aside=self._aside)
        return replace(shown, hint=self._hint(shown))

    def _hint(self, shown: Shown) -> str:
        """Return what to press about answers that wait; the result is named once everybody who is here is in."""
        session, number = self.workshop.session, with_result(self.workshop.session, shown)
        if not turnout(session, number).missing:
            return "r shows the result."
        return "v goes on." if number == answered_next(session, shown) else ""

    def turned_to(self, place: Place) -> bool:
        if place.page is not PageName.STEP:
            return False
        self.place = place
        self.set_reactive(StepPage.prompt, 0)
        self.set_reactive(StepPage.side, Side.TALK)
        self.query_one(TitleBar).place = self.title_bar().place
        self.query_one(StepBar).show(self.frame)
        for scrolled in self.query(VerticalScroll):
            scrolled.scroll_home(animate=False)
        self.query_one(MessageLine).clear()
        self.written()
        self.show_clock()
        return True

    @property
    def _aside(self) -> tuple[Block, ...]:
        session, pack = self.workshop.session, self.workshop.pack
        return tuple(aside_page(session, pack, self.item, noted=self.desk.noted))

    @on(ScreenResume)
    def _lesson_chosen(self) -> None:
        """Bring the lesson to what was chosen on its own page."""
        self.written()

    def written(self) -> None:
        """Bring what stands, and the keys that go with it, to what is known now of what is pointed at."""
        self.query_one("#talk", BlockView).show(self.blocks())
        self.query_one("#side", BlockView).show(self._aside)
        self.refresh_keys()

    watch_prompt = watch_side = written

    def action_prompt(self, by: int) -> None:
        self.prompt = min(max(self.prompt + by, 0), len(self.item.prompts) - 1)
        if self.side is Side.PROMPTS:
            self.query_one("#talk").scroll_relative(y=by * _ROWS_A_PROMPT, animate=False)

    def action_turn(self) -> None:
        """Turn to the next side; the statements have their own only if they do not fit beside the question."""
        self.side = self.next_side

    @property
    def next_side(self) -> Side:
        """What Enter turns to."""
        sides = [Side.TALK, Side.STATEMENTS, Side.PROMPTS] if self.is_cramped else [Side.TALK, Side.PROMPTS]
        at = sides.index(self.side) if self.side in sides else 0
        return sides[(at + 1) % len(sides)]

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        """Offer the other sides only if there is no room for all on one, and the lesson if there is no result."""
        cramped = ("answer", "result", "turn", "next")
        wanted = cramped if self.is_cramped else ("answer", "result", "next", "prompt(1)", LESSON.action)
        own = [each for action in wanted for each in commands if each.action == action]
        return own[:_MOST_KEYS] + [each for each in commands if each.action == "help"]

    def on_resize(self) -> None:
        """Say what Enter turns to at this size."""
        self.call_after_refresh(self._fit_side)

    def _fit_side(self) -> None:
        if self.side is Side.STATEMENTS and not self.is_cramped:
            # There is room for them beside the prompt again.
            self.side = Side.TALK
        self.refresh_keys()

    @property
    def asked(self) -> int:
        """The number of what is answered next: the step, or the prompt under the cursor where prompts are voted on."""
        return answered_next(self.workshop.session, self.public())

    @property
    def shown(self) -> int:
        """The number of what has a result to show: what is answered next where it has one, else the step."""
        return with_result(self.workshop.session, self.public())

    def action_answer(self) -> None:
        session = self.workshop.session
        if session.details.mode is Mode.COLLECTIVE:
            self.action_act("agree")
        elif session.revealed(self.asked) and session.open_round(self.asked) is None:
            ask_again(self, self.asked)
        else:
            self.lead_to_answers(self.asked)

    def action_ways(self) -> None:
        ask_first_way(self, self.action_answer)

    def action_result(self) -> None:
        ask_result(self, self.shown)

    def action_next(self) -> None:
        session, step = self.workshop.session, self.place.item
        if session.details.mode is not Mode.COLLECTIVE and not has_result(session, step):
            self.tell(f"{item_name(self.item)} has no answers yet.")
        if self.place.item < self.last_item:
            self.go(PageName.STEP, self.place.item + 1)
        else:
            self.go(PageName.OVERVIEW)

    def action_previous(self) -> None:
        if self.place.item > 1:
            self.go(PageName.STEP, self.place.item - 1)
        else:
            self.go(PageName.PROMISE)

    def action_larger(self) -> None:
        self.app.push_screen(named("larger")(self, large_step_page(self.workshop.session, self.public())))

    def action_back(self) -> None:
        if self.side is Side.TALK:
            self.go(PageName.OVERVIEW)
        else:
            self.side = Side.TALK
