"""A step to talk about: its statement, the prompts, the lessons that bear on it, the three statements to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import ScreenResume
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.phrases import answers_wait
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.wording import PROMPTS_A_STEP
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.larger import show_statement_larger
from scrutiny_tui.tui.screens.lesson_text import lesson_block
from scrutiny_tui.tui.screens.reveal import ask_result, waiting_line
from scrutiny_tui.tui.screens.step_commands import COMMANDS
from scrutiny_tui.tui.screens.step_prompts import frame_of, prompt_paragraphs
from scrutiny_tui.tui.screens.step_sides import TURNS_TO, Side
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import QUESTION, level_line, words
from scrutiny_tui.tui.widgets.bars import MessageLine, StepBar, TitleBar
from scrutiny_tui.tui.widgets.big import BigTwin
from scrutiny_tui.tui.widgets.texts import Gap, Hanging, Paragraph, Rest, retell

if TYPE_CHECKING:
    from scrutiny_tui.domain.public_view import Shown


class StepPage(WorkshopPage):
    """The page on which a step is talked about before it is answered."""

    CSS_PATH = styles("step")
    page_name = PageName.STEP
    commands: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS = bindings(commands)
    help_text = (
        "Talk about the prompts, then choose Answer. Nobody says aloud which statement they choose. "
        "The prompts and the sentences under the statements were written for this program; they are not the LGA's."
    )

    prompt: reactive[int] = reactive(0, init=False)
    """Which prompt is shown, counted from 0."""
    side: reactive[Side] = reactive(Side.TALK, init=False)
    """What the page shows under the statement."""

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self._prompts = workshop.session.wording.item(place.item).prompts

    def begin(self) -> None:
        super().begin()
        self._show_standing()

    def body(self) -> Iterable[Widget]:
        item = self.item
        yield Horizontal(
            Vertical(
                BigTwin(item.short, id="big-step"),
                Static(self._title(), classes="heading", id="step-title"),
                Static(words(item.statement), id="statement"),
                Gap(),
                Static(self._prompt_heading(), id="prompt-heading", classes="subheading"),
                Static(self._prompt_text(), id="prompt"),
                Gap(classes="answer"),
                Static(self._standing() or QUESTION, id="question", classes="subheading"),
                *self._levels(),
                Rest(),
                id="talk",
            ),
            VerticalScroll(
                Static("Why it matters", classes="subheading"),
                Static(self._lessons(), id="lessons"),
                id="side",
                can_focus=False,
            ),
        )

    def turned_to(self, place: Place) -> bool:
        if place.page is not PageName.STEP:
            return False
        self.place = place
        self._prompts = self.item.prompts
        self.set_reactive(StepPage.prompt, 0)
        self.set_reactive(StepPage.side, Side.TALK)
        self.remove_class("-together", "-statements")
        self._show_step()
        self.show_clock()
        return True

    def _show_step(self) -> None:
        """Bring everything on the page to the step that it is about now."""
        item = self.item
        self.query_one(TitleBar).place = self.heading()[2]
        steps = self.query_one(StepBar)
        steps.current, steps.done = item.number, self.done
        self.query_one("#big-step", BigTwin).text = item.short
        self.query_one("#step-title", Static).update(self._title())
        self.query_one("#statement", Static).update(words(item.statement))
        for shown, sentence in zip(
            self.query(".level-sentence").results(Static), item.sentences, strict=True
        ):
            shown.update(words(sentence))
        for scrolled in self.query(VerticalScroll):
            scrolled.scroll_home(animate=False)
        self.query_one(MessageLine).clear()
        self._show_lessons()
        self.watch_prompt()

    def _title(self) -> Content:
        return words(f"{self.item.id}  {self.item.title}")

    def _lessons(self) -> Content:
        return lesson_block(self.workshop, self.item.number, brief=True, noted=self.desk.noted)

    @on(ScreenResume)
    def _show_lessons(self) -> None:
        """Bring the lessons to what was chosen on their own page."""
        lessons, shown = self._lessons(), self.query_one("#lessons", Static)
        if shown.content != lessons:
            shown.update(lessons)

    def _standing(self) -> Content:
        """Return that answers wait, or the shared view of a collective; nothing before either.

        It takes the place of the question, which is answered then, so that it needs no row of its own.
        """
        if not self._is_collective:
            return words(waiting_line(self.workshop, self.shown, is_next=self.shown == self.asked))
        session = self.workshop.session
        view = session.agreed.get(self.item.number)
        if view is None:
            return Content("")
        level = session.wording.levels[view.level - 1].label if view.level else "not agreed"
        return words(f"Our shared view: {level} ({view.how.value})")

    @property
    def _is_collective(self) -> bool:
        return self.workshop.session.details.mode is Mode.COLLECTIVE

    def written(self) -> None:
        self._show_standing()

    def people_changed(self, _result: object = None) -> None:
        self._show_standing()

    def _show_standing(self) -> None:
        """Bring what stands, and the keys that go with it, to what is known now of what is pointed at."""
        standing = self._standing()
        retell(self.query_one("#question", Static), (standing or Content(QUESTION)).plain)
        self.set_class(bool(standing), "-standing")
        self.refresh_keys()

    def _levels(self) -> Iterable[Widget]:
        for level, sentence in zip(self.workshop.session.wording.levels, self.item.sentences, strict=True):
            yield Static(level_line(level), classes="level")
            yield Static(words(sentence), classes="level-sentence")
            yield Gap(classes="between")

    def public(self) -> Shown:
        from scrutiny_tui.domain.public_view import Shown

        return Shown(self.place, prompt=self.prompt, together=self.side is Side.PROMPTS)

    def watch_prompt(self) -> None:
        self.query_one("#prompt-heading", Static).update(self._prompt_heading())
        self.query_one("#prompt", Static).update(self._prompt_text())
        for together in self.query("#all").results(Hanging):
            together.paragraphs = self._all_prompts()
        self._show_standing()

    def watch_side(self, side: Side) -> None:
        if side is Side.PROMPTS and not self.query("#all"):
            self.query_one("#talk").mount(frame_of(self._all_prompts()), after="#prompt")
        self.set_class(side is Side.PROMPTS, "-together")
        self.set_class(side is Side.STATEMENTS, "-statements")
        self.query_one("#prompt-heading", Static).update(self._prompt_heading())
        self._show_standing()

    def _prompt_heading(self) -> str:
        if self.side is Side.PROMPTS:
            return "To talk about"
        return f"To talk about ({self.prompt + 1} of {len(self._prompts)})"

    def _prompt_text(self) -> Content:
        return Content.assemble("► ", words(self._prompts[self.prompt].text, "bold"))

    def _all_prompts(self) -> tuple[Paragraph, ...]:
        return prompt_paragraphs(self.workshop.session, self.item, self.prompt)

    def action_prompt(self, by: int) -> None:
        self.prompt = min(max(self.prompt + by, 0), len(self._prompts) - 1)
        if self.side is Side.PROMPTS:
            self.query_one("#all-frame", VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def action_turn(self) -> None:
        """Turn to the next side; the statements have one of their own only where they do not fit beside the prompt."""
        self.side = self._next_side

    @property
    def _next_side(self) -> Side:
        sides = [Side.TALK, Side.STATEMENTS, Side.PROMPTS] if self.is_cramped else [Side.TALK, Side.PROMPTS]
        at = sides.index(self.side) if self.side in sides else 0
        return sides[(at + 1) % len(sides)]

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        """Where the statements are on a side of their own, how to turn to it comes before all that can be found in the help."""
        first = ("answer", "turn") if self.is_cramped else ("answer",)
        return sorted(commands, key=lambda each: each.action not in first)

    def title_of(self, command: Command) -> str:
        return TURNS_TO[self._next_side] if command.action == "turn" else super().title_of(command)

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
        number = self.item.number * PROMPTS_A_STEP + self.prompt + 1
        chosen = self.side is Side.PROMPTS and number in self.workshop.session.prompts
        return number if chosen else self.item.number

    @property
    def shown(self) -> int:
        """The number of what has a result to show: what is answered next where it has one, else the step."""
        return self.asked if self.has_result(self.asked) else self.item.number

    def has_result(self, item: int) -> bool:
        """Say whether an item has a result, or answers of which the result can be shown."""
        return bool(self.workshop.session.revealed(item)) or answers_wait(self.workshop.session, item)

    def action_answer(self) -> None:
        session = self.workshop.session
        if session.details.mode is Mode.COLLECTIVE:
            self.action_act("agree")
        elif session.revealed(self.asked) and session.open_round(self.asked) is None:
            self.ask_again(self.asked)
        else:
            self.lead_to_answers(self.asked)

    def action_ways(self) -> None:
        from scrutiny_tui.tui.screens.ways import ask_way

        def take(way: PageName) -> None:
            self.desk.way = way
            self.action_answer()

        ask_way(self, take)

    def action_result(self) -> None:
        ask_result(self, self.shown)

    def action_next(self) -> None:
        if self.place.item < self.last_item:
            self.go(PageName.STEP, self.place.item + 1)
        else:
            self.go(PageName.OVERVIEW)

    def action_previous(self) -> None:
        if self.place.item > 1:
            self.go(PageName.STEP, self.place.item - 1)
        else:
            self.go(PageName.PROMISE)

    def action_back(self) -> None:
        if self.side is Side.TALK:
            self.go(PageName.OVERVIEW)
        else:
            self.side = Side.TALK

    def action_larger(self) -> None:
        show_statement_larger(self)
