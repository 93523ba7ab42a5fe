"""The plan: what will be done, by which role, by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Final

from textual import on
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import (
    add_action,
    change_action,
    doubt_about,
    due_day,
    move_action,
    remove_action,
    why_full,
    with_next_meeting,
)
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.session import Action, PageName, Place
from scrutiny_tui.tui.commands import Command, bindings, letter
from scrutiny_tui.tui.dialogs.action import ActionDialog, Knowing, Written
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.screens.action_rows import action_row
from scrutiny_tui.tui.screens.afterwards import CLOSING_BY_KEY, go_back, taking
from scrutiny_tui.tui.screens.workshop_page import EVERYWHERE, WorkshopPage
from scrutiny_tui.tui.styling import styles
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.widgets.forms import Rows
from scrutiny_tui.view.phrases import NO_ACTION

_ADD: Final = "add"
_HERE: Final = frozenset({"plan", "read_back", "close_up"})
"""What this page offers in a manner of its own."""


def _on_action(page: Any) -> bool:
    return page.chosen is not None


class PlanPage(WorkshopPage):
    """Every action in the order of the plan, and a line to add one."""

    CSS_PATH = styles("day")
    AUTO_FOCUS = "OptionList"
    shows_steps = False
    commands: ClassVar[tuple[Command, ...]] = (
        taking("Change or add", "Change the action under the cursor; add one on the last line."),
        Command("add", "plus,insert", "Add an action", "Add an action at the end of the plan."),
        Command(
            "shift(-1)", "less_than_sign", "Move it up", "Move this action up the plan.", when=_on_action
        ),
        Command(
            "shift(1)",
            "greater_than_sign",
            "Move it down",
            "Move this action down the plan.",
            when=_on_action,
        ),
        Command(
            "remove",
            "delete,backspace",
            "Take it out",
            "Take out an action that was a mistake.",
            when=_on_action,
        ),
        Command(
            "read_back",
            "right,pagedown",
            "Read back",
            "Go on to the shared views and the actions on one page.",
            footer=True,
            priority=True,
        ),
        Command(
            "back",
            f"escape,left,pageup,{letter('p')}",
            "Back",
            "Back to where the room was.",
            footer=True,
            priority=True,
        ),
        CLOSING_BY_KEY,
        *(each for each in EVERYWHERE if each.action not in _HERE),
    )
    BINDINGS = bindings(commands)
    help_text = (
        "What will be done: for whom, by which role, by when, how far it is. Enter changes the action under the cursor, "
        "or adds one on the last line. What is dropped stays in the record; Delete is for a mistake. The room sees this page."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        before = desk.came_from.get(PageName.PLAN)
        self._begins_adding = before is not None and before.page is not PageName.OVERVIEW

    def heading(self) -> tuple[str, str, str]:
        title, council, _where = super().heading()
        return title, council, "Plan"

    def body(self) -> Iterable[Widget]:
        yield Static("Plan", classes="heading")
        yield Static(NO_ACTION, id="none")
        yield Rows(markup=False)

    def begin(self) -> None:
        super().begin()
        self._fill(_ADD if self._begins_adding and not self.workshop.read_only else "")

    def title_of(self, command: Command) -> str:
        if command.action != "take":
            return super().title_of(command)
        return "Change" if self.chosen else "Add"

    @property
    def chosen(self) -> Action | None:
        """The action under the cursor; None on the line that adds one."""
        found = self.query_one(OptionList).highlighted_option
        key = found.id if found else None
        return self.workshop.session.actions.get(int(key)) if key and key != _ADD else None

    @on(Resize)
    def written(self) -> None:
        """Write the rows as they are now; the cursor stays on its row."""
        chosen = self.chosen
        self._fill(str(chosen.id) if chosen else _ADD)

    def _fill(self, at: str) -> None:
        """Write the rows; the cursor goes to the row with this id, or to the first."""
        session, shown = self.workshop.session, self.query_one(OptionList)
        rows = [action_row(session, action, self.app.size.width) for action in session.actions.values()]
        if not self.workshop.read_only:
            rows.append(Option(f"+  Add an action for {clean(item_name(self.item))}", id=_ADD))
        keys = [row.id for row in rows]
        shown.clear_options()
        shown.add_options(rows)
        shown.highlighted = (keys.index(at) if at in keys else 0) if keys else None
        self.query_one("#none").display = not session.actions

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        if self.workshop.read_only:
            return
        if self.chosen is None:
            self.action_add()
        else:
            self._change(self.chosen)

    def action_add(self) -> None:
        if told := why_full(self.workshop.session):
            self.warn(told)
            return

        def add(written: Written) -> None:
            self.workshop.save(add_action(self.workshop.session, written.action))

        title = "Add an action"
        self._ask(title, Action(0, self.item.step or self.item.number, ""), add, "The action is in the plan.")

    def _change(self, chosen: Action) -> None:
        def change(written: Written) -> None:
            self.workshop.save(change_action(self.workshop.session, written.action))

        self._ask("Change this action", chosen, change, "The action is changed.")

    def _ask(self, title: str, action: Action, keep: Callable[[Written], None], told: str) -> None:
        session = self.workshop.session
        items = session.wording.items
        if action.item and action.item not in {item.number for item in items}:
            items = (*items, session.wording.item(action.item))

        def keep_all(written: Written) -> None:
            with self.workshop.as_one_change():
                if written.next_meeting:
                    self.workshop.save(
                        with_next_meeting(
                            self.workshop.session, written.next_meeting, self.workshop.now().date()
                        )
                    )
                keep(written)

        def answered(written: Written | None) -> None:
            if written is not None and self.attempt(keep_all, written):
                self.tell(told)
                self.keep_copy()
                self._fill(str(written.action.id or max(self.workshop.session.actions)))

        knowing = Knowing(
            items,
            session.next_meeting,
            lambda written: due_day(self.workshop.session, written, self.workshop.now().date()),
            lambda due: doubt_about(due, self.workshop.now().date()),
        )
        self.app.push_screen(ActionDialog(title, action, knowing), answered)

    def action_shift(self, by: int) -> None:
        chosen = self.chosen
        if chosen is not None and self.change(move_action, chosen.id, by):
            self.written()

    def action_remove(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return

        def decide(choice: str | None) -> None:
            if choice == "yes" and self.change(remove_action, chosen.id):
                self.tell("The action is taken out of the plan and the record.")
                self.keep_copy()
                self.written()

        told = f"{chosen.text}\n\nTake it out only if it was a mistake: what is not done any more can be dropped, and stays."
        choices = (("no", "No, keep it"), ("yes", "Yes, take it out"))
        about = "No changes nothing. Yes takes its words out of this workshop's files; to drop it, change its status."
        self.app.push_screen(AskDialog("Take this action out?", choices, told, about=about), decide)

    def action_back(self) -> None:
        go_back(self)
