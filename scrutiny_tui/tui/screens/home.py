"""The start page: safe to project; no council is named but that of a workshop whose file is gone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.screens.navigation import named
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.forms import Rows

if TYPE_CHECKING:
    from scrutiny_tui.acts.rescue import Backup

LAST: Final = frozenset({"continue", "paper"})
"""What needs a workshop that was used before."""

PALETTE_ONLY: Final = frozenset({"compare", "unpack"})
"""What is asked for so seldom that the menu need not hold it."""

_LOST: Final = "lost-"
"""Begins the id of the line of a workshop whose file is gone."""

WHAT_IT_IS: Final = "A committee looks at its own scrutiny of children's services, in six steps."


class HomePage(Page):
    """What to do: continue, set up, look at the example, project the briefing."""

    CSS_PATH = styles("start")
    AUTO_FOCUS = "OptionList"
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "continue", "", "Continue the last workshop", "Open the workshop used last where it was left."
        ),
        Command("new", "", "New workshop", "Set up a workshop."),
        Command(
            "quick",
            "",
            "Quick start",
            "Set up with the council, the committee and how many people; the rest can wait.",
        ),
        Command(
            "example", "", "Example", "Look at a made-up workshop; what is changed in it is thrown away."
        ),
        Command("briefing", "", "Briefing", "Project the briefing without a workshop."),
        Command(
            "paper",
            "",
            "Print paper for the last workshop",
            "Write cards, slips, labels and sheets to print.",
        ),
        Command(
            "restore", "", "Restore a dated copy", "Make a new workshop from a copy that was made before."
        ),
        Command("choose", "", "Choose another workshop", "Choose from all the workshops on this laptop."),
        Command(
            "compare",
            "",
            "Compare workshops…",
            "Set two workshops side by side: the same committee over time, or two committees.",
        ),
        Command("unpack", "", "Unpack a workshop…", "Take a workshop out of a zip file that was packed up."),
        Command("room", "", "Room check", "See whether the back row can read, and what to switch off."),
    )
    help_text = (
        "This page can be projected: it names no council, but for a workshop whose file is gone. "
        "↑ and ↓ choose, Enter takes it."
    )

    def __init__(self, desk: Desk, notice: str = "") -> None:
        super().__init__(desk)
        self._notice = notice
        self._unreadable = ""
        self._lost: tuple[Backup, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Static("Effective scrutiny of children's services", classes="big")
        yield Static(WHAT_IT_IS, classes="lead")
        last = None
        try:
            last = self.desk.library.last()
        except ScrutinyError as error:
            self._unreadable = str(error)
        options = [
            Option(command.title, id=command.action, disabled=command.action in LAST and last is None)
            for command in self.commands
            if command.action not in PALETTE_ONLY
        ]
        options[1:1] = self._lost_rows()
        yield Rows(*options, markup=False, id="menu")

    def _lost_rows(self) -> list[Option]:
        """Return a line for each workshop whose own file is gone."""
        if not self.desk.library.lost_copies():
            return []
        from scrutiny_tui.acts.rescue import lost_workshops  # noqa: PLC0415

        self._lost = lost_workshops(self.desk.library)
        details = (each.session.details for each in self._lost if each.session)
        return [
            Option(
                clean(f"Restore {each.council}, {day(each.date)}, whose file is gone"), id=f"{_LOST}{place}"
            )
            for place, each in enumerate(details)
        ]

    def lead_keys(self) -> tuple[Key, ...]:
        return Key("↑ ↓", "Choose", ""), Key("Enter", "Open", "")

    def begin(self) -> None:
        super().begin()
        if self._notice:
            self.tell(self._notice)
        if self._unreadable:
            self.warn(self._unreadable)
        menu = self.query_one(OptionList)
        menu.highlighted = 1 if menu.get_option("continue").disabled else 0

    @on(OptionList.OptionSelected)
    async def _take(self, event: OptionList.OptionSelected) -> None:
        row = event.option_id or "new"
        if row.startswith(_LOST):
            named("lost workshop")(self, self._lost[int(row.removeprefix(_LOST))])
        else:
            await self.run_action(row)

    def action_continue(self) -> None:
        last = self._last()
        if last is not None:
            named("open")(self, last)

    def _last(self) -> Path | None:
        """Return the workshop used last; where there is none, say why."""
        try:
            last = self.desk.library.last()
        except ScrutinyError as error:
            self.warn(str(error))
            return None
        if last is None:
            self.tell("There is no workshop yet.")
        return last

    def action_new(self) -> None:
        self.replace_with(named("set up")(self.desk))

    def action_quick(self) -> None:
        self.replace_with(named("quick start")(self.desk))

    def action_example(self) -> None:
        workshop = self.result_of(self.desk.open_example)
        if workshop is not None:
            named("opened")(self, workshop)

    def action_briefing(self) -> None:
        pack = self.result_of(self.desk.library.pack)
        if pack is not None and pack.pages:
            self.replace_with(named("briefing alone")(self.desk, pack))
        elif pack is not None:
            self.tell(f"{pack.title} has no briefing.")

    def action_choose(self) -> None:
        self.replace_with(named("choose")(self.desk))

    def action_compare(self) -> None:
        self.app.push_screen(named("compare")(self.desk))

    def action_restore(self) -> None:
        self.replace_with(named("restore")(self.desk))

    def action_paper(self) -> None:
        last = self._last()
        session = last and self.result_of(self.desk.library.read, last)
        pack = session and self.result_of(self.desk.library.pack_of, session)
        if last and session and pack:
            # The name of the workshop's file is that of the council, which this page does not show.
            named("paper")(self, session, pack, last.with_name(f"{session.details.date}-paper"))

    def action_unpack(self) -> None:
        named("unpack")(self)

    def action_room(self) -> None:
        self.replace_with(named("room check")(self.desk))
