"""The start page: safe to project; no council is named but that of a workshop whose file is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.store.installation import for_the_back_row
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.screens.navigation import named
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.sizes import SMALL_LETTERS
from scrutiny_tui.tui.text import clean, lines
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key, Rows
from scrutiny_tui.tui.widgets.big import MEDIUM, BigText

if TYPE_CHECKING:
    from scrutiny_tui.acts.rescue import Backup

CONTINUE: Final = Command("continue", letter("c"), "Continue the last workshop", "Open it where it was left.")
PAPER: Final = Command(
    "paper", letter("p"), "Print slips and forms for the last workshop", "Write them as files to print."
)
REHEARSE: Final = Command(
    "show('choose to rehearse')",
    letter("r"),
    "Rehearse a workshop",
    "Practise on a copy that is deleted afterwards.",
)

GROUPS: Final = {
    "START": (
        Command(
            "show('set up')", letter("n"), "Set up a new workshop", "Say whose it is, who answers and how."
        ),
        Command(
            "show('quick start')",
            letter("s"),
            "Quick set-up (three questions)",
            "Council, committee, and who answers.",
        ),
        Command("example", letter("x"), "Try the example", "A made-up workshop. Nothing in it is saved."),
    ),
    "PREPARE": (
        Command(
            "show('room check')",
            letter("k"),
            "Check the room and the screen",
            "See whether the back row can read it.",
        ),
        PAPER,
        REHEARSE,
        Command("briefing", letter("i"), "Show the briefing", "Show it without a workshop."),
    ),
    "GO BACK": (
        Command(
            "show('choose')",
            letter("w"),
            "Open another workshop",
            "Choose from all workshops on this laptop.",
        ),
        Command(
            "show('restore')",
            letter("d"),
            "Restore a workshop from a backup",
            "Make a new workshop from a backup.",
        ),
    ),
}
"""The lines of the menu below the one that goes on. Everything else is asked for by its name."""

_LOST: Final = "lost-"
"""Begins the id of the line of a workshop whose file is gone."""

NAME: Final = "Six steps"
WHAT_IT_IS: Final = "A self-assessment of children's services scrutiny"


class HomePage(Page):
    """What to do: continue, set up, look at the example, project the briefing."""

    CSS_PATH = styles("start")
    AUTO_FOCUS = "OptionList"
    lead = Key("↑ ↓", "Choose", ""), Key("Enter", "Open", ""), Key("A letter", "goes there", "")
    commands: ClassVar[tuple[Command, ...]] = (
        CONTINUE,
        *chain(*GROUPS.values()),
        Command("compare", "", "Compare workshops…", "Show two workshops side by side."),
        Command("errand('unpack')", "", "Open a handed-over workshop…", "Open a workshop from a zip file."),
    )
    help_text = "↑ ↓ choose, Enter opens, and a letter goes straight there. The menu names no council, so it is safe to project."

    def __init__(self, desk: Desk, notice: str = "") -> None:
        super().__init__(desk)
        self._notice = notice
        self._unreadable = ""
        self._lost: tuple[Backup, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield BigText(NAME, tall=MEDIUM, scale=2, id="name")
        yield Static(WHAT_IT_IS, id="what", classes="lead")
        last = None
        try:
            last = self.desk.library.last()
        except ScrutinyError as error:
            self._unreadable = str(error)
        yield Rows(*self._lines(has_last=last is not None), markup=False, id="menu")

    def _lines(self, *, has_last: bool) -> Iterator[Option | None]:
        """Yield the lines of the menu, None for a line between two groups."""
        if has_last:
            yield Option(f"{_line(CONTINUE)}\n", id=CONTINUE.action)
        yield from self._lost_rows()
        for heading, commands in GROUPS.items():
            yield Option(Content.styled(heading, "bold $primary"), disabled=True)
            for command in commands:
                # These two need a workshop that was used before.
                if has_last or command not in (PAPER, REHEARSE):
                    yield Option(_line(command), id=command.action)

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

    def begin(self) -> None:
        super().begin()
        if self._notice:
            self.tell(self._notice)
        if self._unreadable:
            self.warn(self._unreadable)
        if self.app.size.width >= SMALL_LETTERS:
            self.tell(f"{for_the_back_row()}.")
        menu = self.query_one(OptionList)
        rows = [option.id for option in menu.options]
        first = next(place for place, row in enumerate(rows) if row)
        menu.highlighted = rows.index(self.desk.home_row) if self.desk.home_row in rows else first
        # The page is there before a file is opened.
        self.call_after_refresh(self._tell_last)

    def _tell_last(self) -> None:
        """Say how far the last workshop is, without whose it is."""
        from scrutiny_tui.view.notices import how_far  # noqa: PLC0415

        menu = self.query_one(OptionList)
        if menu.get_option_at_index(0).id != CONTINUE.action:
            return
        try:
            last = self.desk.library.last()
            told = how_far(self.desk.library.read(last)) if last else ()
        except ScrutinyError:
            return  # Opening it says what is wrong.
        menu.replace_option_prompt_at_index(
            0, lines((Content(_line(CONTINUE)), *(Content(f"     {line}") for line in told)))
        )

    @on(OptionList.OptionSelected)
    async def _take(self, event: OptionList.OptionSelected) -> None:
        row = event.option_id or ""
        self.desk.home_row = row
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

    def action_show(self, name: str) -> None:
        self.replace_with(named(name)(self.desk))

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

    def action_compare(self) -> None:
        self.app.push_screen(named("compare")(self.desk))

    def action_paper(self) -> None:
        last = self._last()
        session = last and self.result_of(self.desk.library.read, last)
        pack = session and self.result_of(self.desk.library.pack_of, session)
        if last and session and pack:
            # The name of the workshop's file is that of the council, which this page does not show.
            named("paper")(self, session, pack, last.with_name(f"{session.details.date}-paper"))


def _line(command: Command) -> str:
    return f"  {command.key_shown(typing=False)}  {command.title}"
