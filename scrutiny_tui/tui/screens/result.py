"""The result of a step: the verdict, one mark a person, what to ask next, the agreed position."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import combinations
from typing import ClassVar

from scrutiny_tui.acts.word_acts import WORDS_PAGE, still_waiting
from scrutiny_tui.domain.own_words import PEOPLE_WROTE
from scrutiny_tui.domain.phrases import round_name
from scrutiny_tui.domain.results import item_result, level_words, movement, round_result, why_no_movement
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.dialog import TellingDialog
from scrutiny_tui.tui.screens.navigation import (
    END_WARM_UP,
    EVERYWHERE,
    EVIDENCE,
    FURTHER,
    LARGER,
    LESSON,
    WORDS,
    is_real,
    named,
)
from scrutiny_tui.tui.screens.open_vote import ask_again
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.view.blocks import Paragraph
from scrutiny_tui.view.page_view import Block, Shown
from scrutiny_tui.view.result_pages import how_worked_out, large_result_page, words_page, words_pages
from scrutiny_tui.view.result_words import counted, group_lines, no_groups


def _in_a_round(page: WorkshopPage, found: Round) -> str:
    result = round_result(page.workshop.session, found)
    counts = counted(level_words(page.workshop.session), result.counts)
    return f"{round_name(found.number)}: {counts}. {result.sentence} {result.base_line}."


class ResultPage(WorkshopPage):
    """What people answered on a step."""

    CSS_PATH = styles("results")
    page_name = PageName.RESULT
    rows_a_key = 2
    commands: ClassVar[tuple[Command, ...]] = (
        *FURTHER,
        Command(
            "again",
            letter("v"),
            "Answer again",
            "Answer this step again. Earlier results are kept.",
            footer=True,
            changes=True,
        ),
        Command(
            "next",
            "right,pagedown",
            "Next step",
            "Go on to the next step; after the last one, the overview.",
            footer=True,
            now=lambda page: "" if is_real(page) else END_WARM_UP,
        ),
        Command(
            "how", letter("h"), "How this is worked out", "Show the rule and this result's own arithmetic."
        ),
        Command("step", "left,pageup,escape", "Back to the step", "Back to the statement and its prompts."),
        LARGER,
        LESSON,
        EVIDENCE,
        WORDS,
        Command(
            "errand('copy result')",
            "",
            "Copy this result",
            "Copy this result as text, to paste it into minutes or an e-mail.",
            when=is_real,
        ),
        Command(
            "compare",
            "",
            "Compare two rounds",
            "See any two results of this step side by side.",
            when=lambda page: len(page.workshop.session.revealed(page.place.item)) > 1,
        ),
        Command(
            "groups",
            "",
            "Compare groups",
            "See this result by role, if nobody can be picked out.",
        ),
        *EVERYWHERE,
    )
    help_text = "Read the result out. Ask the questions below it. Then save a note (n), agree a position (g), or answer again (v)."

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        """Return what is written down here before what leads on, and after what there is still to read."""
        first = (each for name in ("next", "scroll(1)") for each in commands if each.action == name)
        acts = (command for command in commands if command in self.act_commands)
        return [*dict.fromkeys((*first, *acts, *commands))]

    def public(self) -> Shown:
        return Shown(self.place, scrolled=self.scrolled)

    def action_how(self) -> None:
        latest = item_result(self.workshop.session, self.place.item).latest
        if latest is not None:
            told = how_worked_out(self.workshop.session, latest)
            self.app.push_screen(TellingDialog("How this is worked out", told))

    def action_larger(self) -> None:
        self.app.push_screen(named("larger")(self, large_result_page(self.workshop.session, self.public())))

    def action_again(self) -> None:
        ask_again(self, self.place.item)

    def action_compare(self) -> None:
        """Ask which two results of the step, and show both with how people moved."""
        session = self.workshop.session
        rounds = {each.number: each for each in session.revealed(self.place.item)}

        def show(first: int, second: int) -> None:
            before, after = rounds[first], rounds[second]
            told = [_in_a_round(self, before), _in_a_round(self, after)]
            told.append(why_no_movement(session, before, after) or f"{movement(before, after)}.")
            self.app.push_screen(TellingDialog("Two rounds compared", "\n\n".join(told)))

        choices = {
            f"{round_name(first)} and {round_name(second)}": partial(show, first, second)
            for first, second in combinations(rounds, 2)
        }
        ask(self, "Which two rounds?", choices)

    def action_groups(self) -> None:
        revealed = self.workshop.session.revealed(self.place.item)
        if revealed:
            told = tuple(group_lines(self.workshop.session, revealed[-1])) or (no_groups(revealed[-1]),)
            self.app.push_screen(TellingDialog("The result by groups", "\n\n".join(told)))

    def action_step(self) -> None:
        self.go(PageName.STEP, self.item.step_number)

    def action_next(self) -> None:
        if not is_real(self):
            self.action_errand("end warm-up")
        elif self.item.step:
            self.go(PageName.STEP, self.item.step)
        elif self.place.item < self.last_item:
            self.go(PageName.STEP, self.place.item + 1)
        else:
            self.go(PageName.OVERVIEW)


class WordsPage(WorkshopPage):
    """Opened over a step, its answers or its result: what people wrote, as far as everyone may read it."""

    CSS_PATH = styles("centred")
    is_over = True
    page_name = WORDS_PAGE
    called = PEOPLE_WROTE
    commands: ClassVar[tuple[Command, ...]] = (
        Command("back", f"escape,{letter('k')}", "Back", "Back to the page before.", footer=True),
        Command(
            "turn(1)",
            "right,pagedown",
            "More lines",
            "Show the next lines.",
            footer=True,
            when=lambda page: page.leaf + 1 < page.leaves,
        ),
        Command(
            "turn(-1)", "left,pageup", "Lines before", "Show the lines before.", when=lambda page: page.leaf
        ),
        *FURTHER,
    )
    help_text = (
        "Lines in people's own words, without names and sorted by text. Type them from the slips (i), then go through "
        "them with the projector off (s). Nothing is shown before you do, and nothing of fewer than three lines."
    )
    leaf = 0
    """The page of lines that is shown, counted from 0."""

    @property
    def leaves(self) -> int:
        """How many pages of lines there are."""
        return words_pages(self.workshop.session, self.item)

    def blocks(self) -> Iterable[Block]:
        yield from super().blocks()
        if waiting := still_waiting(self.workshop, self.item):
            yield Paragraph(waiting)

    def public(self) -> Shown:
        self.leaf = min(self.leaf, self.leaves - 1)
        told = words_page(self.workshop.session, self.item, self.leaf)
        return Shown(self.place, read=tuple(told), scrolled=self.scrolled)

    def action_turn(self, by: int) -> None:
        self.leaf += by
        self.written()
