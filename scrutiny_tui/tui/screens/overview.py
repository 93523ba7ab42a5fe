"""The staircase of six, and what to talk about next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.acts.act import Given
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.groups import step_tally
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.results import ItemResult, level_words, results
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.standing import pace
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.tui.commands import Command, bindings
from scrutiny_tui.tui.screens.navigation import go, possible
from scrutiny_tui.tui.screens.page_commands import CLOSING_BY_KEY, EVERYWHERE
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.widgets.charts import Stair, Staircase
from scrutiny_tui.tui.widgets.texts import Told
from scrutiny_tui.view.phrases import (
    first_topics,
    no_result_yet,
    prompts_words,
    stair_mark,
    topic_name,
    topic_words,
)

_REDRAWN_EVERY: Final = 30
"""Seconds until the time left is told anew."""


class OverviewPage(WorkshopPage):
    """Where the room agrees and where it diverges, over all steps."""

    CSS_PATH = styles("voting")
    page_name = PageName.OVERVIEW
    shows_steps = False
    commands: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", "Open", "Open the step under the cursor.", footer=True),
        Command("cursor(1)", "up", "Step above", "Move the cursor up the stairs."),
        Command("cursor(-1)", "down", "Step below", "Move the cursor down the stairs."),
        Command("next", "right,pagedown", "Go on", "Go on to the plan.", footer=True),
        Command("previous", "left,pageup", "Back", "Back to where the room was."),
        Command("queue", "", "All there is to talk about", "Read the whole list, each with its reason."),
        Command("whole", "", "Where you got to", "Read what is done, agreed and still to come."),
        Command(
            "home",
            "escape",
            "Close",
            "Close this workshop and go to the start page. Everything is saved.",
            footer=True,
        ),
        CLOSING_BY_KEY,
        *(command for command in EVERYWHERE if command.action not in {"overview", "home", "close_up"}),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "Each step with its answers, from the first statement to the third, the sentence, and the shared view. "
        "What to talk about next stands below, most divergent first, with the reason."
    )

    cursor: reactive[int] = reactive(0, init=False)
    """The place of the step under the cursor, counted from 0."""

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.set_reactive(OverviewPage.cursor, place.item - 1)

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Overview"

    def body(self) -> Iterable[Widget]:
        yield Staircase()
        yield Told("Talk about next:", id="next")

    def begin(self) -> None:
        super().begin()
        self.written()
        self._stairs.cursor = self.cursor
        self.set_interval(_REDRAWN_EVERY, self._show_next)

    def here(self) -> Given:
        return {"step": self.workshop.session.wording.item(self.cursor + 1)}

    def public(self) -> Shown:
        return Shown(replace(self.place, item=self.cursor + 1))

    def written(self) -> None:
        found = results(self.workshop.session)
        self._stairs.stairs = tuple(self._stair(each, found) for each in found if not each.item.step)
        self._show_next()

    def _show_next(self) -> None:
        self.query_one(Told).text = self._next()

    @property
    def _stairs(self) -> Staircase:
        return self.query_one(Staircase)

    def _stair(self, each: ItemResult, found: tuple[ItemResult, ...]) -> Stair:
        latest = each.latest
        levels = self.workshop.session.wording.levels
        view = ""
        if each.agreed:
            view = levels[each.agreed.level - 1].short if each.agreed.level else "not agreed"
        told = latest.sentence if latest else self._not_yet(each, found)
        mark = stair_mark(self.workshop.session, each)
        counts = latest.counts if latest else None
        return Stair(each.item.number, each.item.title, counts, told, view, mark)

    def _not_yet(self, each: ItemResult, found: tuple[ItemResult, ...]) -> str:
        if each.agreed and self.workshop.session.details.mode is Mode.COLLECTIVE:
            return f"Agreed as a collective, {each.agreed.how.value}."
        prompts = step_tally(found, each.item.number)
        waiting = no_result_yet(self.workshop.session, each.item.number)
        return waiting or (prompts_words(prompts) if prompts.labels else "Not yet answered.")

    def _next(self) -> str:
        """Return what to talk about next, the first few, each with its reason."""
        topics = talk_next(results(self.workshop.session), level_words(self.workshop.session))
        if not topics:
            return self._nothing_next()
        return f"{' · '.join(first_topics(topics))}{self._time_left(len(topics))}"

    def _nothing_next(self) -> str:
        found = results(self.workshop.session)
        if self.workshop.session.details.mode is Mode.COLLECTIVE:
            left = [topic_name(each.item) for each in found if not each.agreed]
            return " · ".join(left) or "every step has a shared view."
        return "nothing stands out." if any(each.latest for each in found) else "answer a step first."

    def _time_left(self, topics: int) -> str:
        """Return how many of the topics fit before the sitting has to end; nothing if that is not known."""
        now, finish = pace(self.workshop.session, self.workshop.now()), self.workshop.session.sitting.finish
        if now is None or finish is None or not now.minutes_left:
            return ""
        fit = (
            f"about {now.fits(topics)} of {topics}"
            if topics > 1
            else ("this" if now.fits(1) else "not even this")
        )
        each = several(now.minutes_each, "minute", "minutes")
        verb = "fits" if topics == 1 or now.fits(topics) == 1 else "fit"
        return f". Before {finish:%H.%M} {fit} {verb}, at {each} a step so far."

    def leave_for(self, page: PageName) -> None:
        self.go(page, self.cursor + 1)

    def watch_cursor(self, cursor: int) -> None:
        self._stairs.cursor = cursor

    def action_cursor(self, by: int) -> None:
        self.cursor = min(max(self.cursor + by, 0), self.last_item - 1)

    @on(Staircase.Chosen)
    def _choose(self, event: Staircase.Chosen) -> None:
        self.cursor = event.place
        self.action_open()

    def action_open(self) -> None:
        item = self.cursor + 1
        self.go(PageName.RESULT if self.workshop.session.revealed(item) else PageName.STEP, item)

    def action_previous(self) -> None:
        before = self.desk.came_from.get(PageName.OVERVIEW) or Place(PageName.STEP, self.place.item)
        self.attempt(go, self, self.desk, self.workshop, possible(self.workshop, before))

    def action_home(self) -> None:
        from scrutiny_tui.tui.dialogs.ask import AskDialog

        def decide(choice: str | None) -> None:
            if choice == "write":
                self.action_close_up()
            elif choice == "close":
                super(OverviewPage, self).action_home()

        choices = (("write", "Close and write the report"), ("close", "Close"), ("stay", "Stay"))
        about = (
            "Close and write the report shows first what is written, and where. Close leads to the start page; the "
            "workshop can be continued from there. Stay changes nothing."
        )
        dialog = AskDialog("Close this workshop?", choices, "Everything is kept.", about=about)
        self.app.push_screen(dialog, decide)

    def action_next(self) -> None:
        self.action_plan()

    def action_queue(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        told = [
            topic_words(topic)
            for topic in talk_next(results(self.workshop.session), level_words(self.workshop.session))
        ]
        told = told or ["Nothing stands out."]
        self.app.push_screen(TellingDialog("All there is to talk about", "\n".join(told)))

    def action_whole(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog
        from scrutiny_tui.tui.screens.so_far import so_far

        self.app.push_screen(TellingDialog("Where you got to", so_far(self.workshop.session)))
