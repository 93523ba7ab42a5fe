"""The result of a step: the counts, one sentence, who it rests on, what to ask next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.public_view import Shown
from scrutiny_tui.domain.results import item_result
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.larger import show_larger
from scrutiny_tui.tui.screens.mending import ask_compare
from scrutiny_tui.tui.screens.page_commands import EVERYWHERE, FURTHER, LARGER, LESSON
from scrutiny_tui.tui.screens.result_words import (
    change,
    findings,
    how_worked_out,
    prompts_of,
    table_answers,
    to_ask,
    written_down,
)
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import words
from scrutiny_tui.tui.widgets.big import BigCounts
from scrutiny_tui.tui.widgets.charts import CountBars
from scrutiny_tui.tui.widgets.texts import Rest
from scrutiny_tui.view.phrases import group_lines, no_groups

NOBODY_NEEDS: Final = "Nobody needs to say what they chose."


def _has_several(page: Any) -> bool:
    return len(page.workshop.session.revealed(page.place.item)) > 1


class ResultPage(WorkshopPage):
    """What the room said on a step, after the reveal."""

    reads_on = True

    CSS_PATH = styles("voting")
    page_name = PageName.RESULT
    rows_a_key = 2
    commands: ClassVar[tuple[Command, ...]] = (
        *FURTHER,
        Command(
            "again",
            letter("v"),
            "Answer again",
            "Answer this step again; this result is kept.",
            footer=True,
            changes=True,
        ),
        Command(
            "next",
            "right,pagedown",
            "Next step",
            "Go on to the next step; after the last one, the overview.",
            footer=True,
        ),
        Command(
            "how", letter("h"), "How this is worked out", "Show the rule and this result's own arithmetic."
        ),
        Command("step", "left,pageup,escape", "Back to the step", "Back to the statement and its prompts."),
        LARGER,
        LESSON,
        Command(
            "compare",
            "",
            "Compare two times",
            "Set any two results of this step side by side.",
            when=_has_several,
        ),
        Command(
            "groups",
            "",
            "Compare groups",
            "See this result by role groups, where nobody could be picked out.",
        ),
        *EVERYWHERE,
    )
    BINDINGS = bindings(commands)
    help_text = (
        "The counts first, then one sentence. Nobody needs to say what they chose. Talk, write notes, and record the "
        "shared view; or answer again, and both results are kept."
    )

    def body(self) -> Iterable[Widget]:
        result = item_result(self.workshop.session, self.place.item)
        latest = result.latest
        if latest is None:
            yield Static("There is no result on this step yet.")
            return
        session, shown = self.workshop.session, result.rounds[-2:]
        counts, numbers = tuple(each.counts for each in shown), tuple(each.number for each in shown)
        yield VerticalScroll(
            Static(words(f"{self.item.id}  {self.item.title}"), classes="heading"),
            Static(words(self.item.statement), id="statement"),
            # Two times are compared by their bars; counts of one of them above would be taken for both.
            *([] if len(shown) > 1 else [BigCounts(session.wording.levels, latest.counts)]),
            CountBars(session.wording.levels, counts, numbers),
            Vertical(
                Static(findings(latest), classes="strong"),
                Static(change(session, result), classes="told"),
                Static(table_answers(session, result), id="tables", classes="told"),
                Static(prompts_of(session, result), classes="told"),
                Static(latest.base_line),
                Static("" if latest.tables else NOBODY_NEEDS, classes="told"),
                id="verdict",
            ),
            Static("To ask next", classes="subheading"),
            Static(to_ask(session, result), id="questions"),
            Static(written_down(session, result), id="written"),
            Rest(),
            can_focus=False,
            id="result",
        )

    def begin(self) -> None:
        super().begin()
        self._show_written()

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        """Return what is written down here before what leads on, and after what there is still to read."""
        first = (command for command in commands if command in FURTHER)
        acts = (command for command in commands if command in self.act_commands)
        return [*dict.fromkeys((*first, *acts, *commands))]

    def public(self) -> Shown:
        return Shown(self.place, scrolled=self.scrolled)

    def written(self) -> None:
        self._show_written()
        # What was just written stands at the end, below what fits a small screen.
        self.call_after_refresh(self.read_to_the_end)

    def _show_written(self) -> None:
        session, result = self.workshop.session, item_result(self.workshop.session, self.place.item)
        if result.latest:
            self.query_one("#written", Static).update(written_down(session, result))
            self.query_one("#questions", Static).update(to_ask(session, result))
            self.query_one("#tables", Static).update(table_answers(session, result))
        for each in self.query(".told").results(Static):
            # A row of its own only where there is something to tell.
            each.display = bool(str(each.content))

    def action_how(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        latest = item_result(self.workshop.session, self.place.item).latest
        if latest is not None:
            told = how_worked_out(self.workshop.session, latest)
            self.app.push_screen(TellingDialog("How this is worked out", told))

    def action_larger(self) -> None:
        latest = item_result(self.workshop.session, self.place.item).latest
        if latest is not None:
            levels = self.workshop.session.wording.levels
            time = f", time {latest.number}" if latest.number > 1 else ""
            show_larger(
                self,
                Static(words(f"{item_name(self.item)}  {self.item.title}{time}"), classes="heading"),
                BigCounts(levels, latest.counts, scale=2),
                CountBars(levels, (latest.counts,), (latest.number,), close=True),
                Static(findings(latest), classes="strong"),
                Static(latest.base_line),
            )

    def action_again(self) -> None:
        self.ask_again(self.place.item)

    def action_compare(self) -> None:
        ask_compare(self)

    def action_groups(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        revealed = self.workshop.session.revealed(self.place.item)
        if revealed:
            told = tuple(group_lines(self.workshop.session, revealed[-1])) or (no_groups(revealed[-1]),)
            self.app.push_screen(TellingDialog("The result by groups", "\n\n".join(told)))

    def action_step(self) -> None:
        self.go(PageName.STEP, self.item.step or self.item.number)

    def action_next(self) -> None:
        if self.item.step:
            self.go(PageName.STEP, self.item.step)
        elif self.place.item < self.last_item:
            self.go(PageName.STEP, self.place.item + 1)
        else:
            self.go(PageName.OVERVIEW)
