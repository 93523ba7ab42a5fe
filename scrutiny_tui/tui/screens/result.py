"""The result of a step: the counts, one sentence, who it rests on, what to ask next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.explain import arithmetic_lines, closeness_lines, rule_lines
from scrutiny_tui.domain.movement import movement, why_no_movement
from scrutiny_tui.domain.questions import questions
from scrutiny_tui.domain.results import ItemResult, RoundResult, TableAnswer, level_words
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import NoteKind, PageName
from scrutiny_tui.report.phrases import NO_LEVEL
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.screens.correcting import ask_correction
from scrutiny_tui.tui.screens.mending import ask_compare, ask_reason, ask_set_aside
from scrutiny_tui.tui.screens.workshop_page import ABOUT_STEP, EVERYWHERE, WorkshopPage
from scrutiny_tui.tui.text import words
from scrutiny_tui.tui.widgets.count_bars import CountBars

NOBODY_NEEDS: Final = "Nobody needs to say what they chose."


def _has_tables(page: Any) -> bool:
    return page.workshop.session.details.mode is Mode.GROUPS


def _has_several(page: Any) -> bool:
    return len(page.workshop.session.revealed(page.place.item)) > 1


def _can_correct(page: Any) -> bool:
    revealed = page.workshop.session.revealed(page.place.item)
    return bool(revealed and revealed[-1].ballots)


class ResultPage(WorkshopPage):
    """What the room said on a step, after the reveal."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "shared_view", letter("g"), "Shared view", "Record the level the room settles on.", footer=True
        ),
        Command(
            "again", letter("v"), "Answer again", "Answer this step again; this result is kept.", footer=True
        ),
        Command(
            "note", letter("n"), "Note", "Write down evidence, a reason or a minority view.", footer=True
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
        Command("scroll(1)", "down", "Further down", "Show what is below."),
        Command("scroll(-1)", "up", "Further up", "Show what is above."),
        *ABOUT_STEP[2:],
        Command("reason", "", "Reason of a table", "Write down a table's one-line reason.", when=_has_tables),
        Command(
            "correct",
            "",
            "Correct an answer",
            "Correct one answer after the result; the record says so.",
            when=_can_correct,
        ),
        Command(
            "compare",
            "",
            "Compare two times",
            "Set any two results of this step side by side.",
            when=_has_several,
        ),
        Command("set_aside", "", "Set this result aside", "Set the result aside, for a reason that is kept."),
        *EVERYWHERE,
    )
    BINDINGS = bindings(commands)
    help_text = (
        "The counts first, then one sentence. Nobody needs to say what they chose. Talk, write notes, and record the "
        "shared view; or answer again, and both results are kept."
    )

    def body(self) -> Iterable[Widget]:
        result = self.workshop.result(self.place.item)
        latest = result.latest
        if latest is None:
            yield Static("There is no result on this step yet.")
            return
        levels = self.workshop.session.wording.levels
        shown = result.rounds[-2:]
        yield VerticalScroll(
            Static(words(f"{self.item.id}  {self.item.title}"), classes="heading"),
            Static(words(self.item.statement), id="statement"),
            CountBars(levels, tuple(each.counts for each in shown), tuple(each.number for each in shown)),
            Vertical(*self._sentences(result, latest), id="verdict"),
            Static("To ask next", classes="subheading"),
            *(Static(words(question)) for question in self._questions(result, latest)),
            Static(self._written(result), id="written"),
            can_focus=False,
            id="result",
        )

    def _questions(self, result: ItemResult, latest: RoundResult) -> tuple[str, ...]:
        session = self.workshop.session
        noted = any(note.kind is NoteKind.EVIDENCE for note in result.notes)
        return questions(latest, level_words(session), session.wording.questions, has_evidence=noted)

    def _sentences(self, result: ItemResult, latest: RoundResult) -> Iterable[Widget]:
        yield Static(words(latest.sentence), classes="strong")
        if latest.finding:
            yield Static(latest.finding, classes="strong")
        if latest.caution:
            yield Static(latest.caution, classes="strong")
        if len(result.rounds) > 1:
            before = result.rounds[-2]
            yield Static(words(f"Before (time {before.number}): {before.sentence}"))
            yield Static(self._movement())
        if latest.tables:
            yield Static(self._tables(result), id="tables")
        yield Static(latest.base_line)
        if not latest.tables:
            yield Static(NOBODY_NEEDS)

    def _movement(self) -> str:
        session = self.workshop.session
        before, after = session.revealed(self.place.item)[-2:]
        return why_no_movement(session, before, after) or f"{movement(before, after)}."

    def _tables(self, result: ItemResult) -> Content:
        """Return each table's answer with its reason, those of the time before above."""
        told = [
            f"{self._table(table)}" if found is result.latest else f"Before: {self._table(table)}"
            for found in result.rounds[-2:]
            for table in found.tables
        ]
        return words("\n".join(told))

    def _table(self, table: TableAnswer) -> str:
        level = table.answer.level
        chose = self.workshop.session.wording.levels[level - 1].short if level else NO_LEVEL[table.answer]
        return f"{table.label}: {chose}{'. ' + table.reason if table.reason else ''}"

    def _written(self, result: ItemResult) -> Content:
        parts = []
        if result.agreed:
            level = result.agreed.level
            view = self.workshop.session.wording.levels[level - 1].label if level else "not agreed"
            parts.append(f"Our shared view, for the committee to confirm: {view} ({result.agreed.how.value})")
            if result.agreed.different_view:
                parts.append(f"A different view: {result.agreed.different_view}")
        if result.earlier:
            level = result.earlier.level
            judged = self.workshop.session.wording.levels[level - 1].label
            parts.append(f"Judged beforehand by {result.earlier.whose or 'others'}: {judged}. Not an answer.")
        parts += [f"Note, {note.kind.value}: {note.text}" for note in result.notes]
        return words("\n".join(parts))

    def written(self) -> None:
        result = self.workshop.result(self.place.item)
        self.query_one("#written", Static).update(self._written(result))
        for tables in self.query("#tables").results(Static):
            tables.update(self._tables(result))

    def action_how(self) -> None:
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        latest = self.workshop.result(self.place.item).latest
        if latest is None:
            return
        wording = self.workshop.session.wording
        told = arithmetic_lines(latest, level_words(self.workshop.session), wording.thresholds)
        rules = rule_lines(wording.thresholds)
        text = "\n\n".join("\n".join(part) for part in (told, closeness_lines(latest), rules))
        self.app.push_screen(TellingDialog("How this is worked out", text))

    def action_again(self) -> None:
        self.ask_again(self.place.item)

    def action_reason(self) -> None:
        ask_reason(self)

    def action_correct(self) -> None:
        ask_correction(self)

    def action_compare(self) -> None:
        ask_compare(self)

    def action_set_aside(self) -> None:
        ask_set_aside(self)

    def action_scroll(self, by: int) -> None:
        self.query_one("#result", VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def action_step(self) -> None:
        self.go(PageName.STEP, self.item.step or self.item.number)

    def action_next(self) -> None:
        if self.item.step:
            self.go(PageName.STEP, self.item.step)
        elif self.place.item < self.last_item:
            self.go(PageName.STEP, self.place.item + 1)
        else:
            self.go(PageName.OVERVIEW)
