"""The full-screen program: themes, the first page, and the keys that act everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from textual.app import SystemCommand
from textual.events import Event, Paste
from textual.screen import Screen

from scrutiny_tui.services.desk import Desk
from scrutiny_tui.tui.calm_end import CalmEnd
from scrutiny_tui.tui.commands import Command, PageCommands, available, bindings, letter
from scrutiny_tui.tui.screens.blank import BlankScreen
from scrutiny_tui.tui.screens.home import HomePage, opening_page
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import MEANINGS, themes

QUIT_AGAIN_SECONDS: Final = 4.0
"""How long the first `q` waits for the second."""

_STYLES: Final = Path(__file__).parent / "styles"


class ScrutinyApp(CalmEnd):
    """Shows the workshop that is open on the desk, else the start page."""

    TITLE = "Scrutiny TUI"
    CSS_PATH = [_STYLES / f"{name}.tcss" for name in ("base", "pages", "dialogs")]
    COMMANDS = CalmEnd.COMMANDS | {PageCommands}
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "help", "question_mark,f1", "Help", "Explain this page and its keys.", footer=True, priority=True
        ),
        Command(
            "blank",
            f"{letter('b')},f9",
            "Blank",
            "Blank the projected screen at once; the same key brings it back.",
            priority=True,
        ),
        Command("quit_twice", letter("q"), "Quit", "Press it twice to quit; everything is saved."),
        Command("quit", "ctrl+q", "Quit at once", "Everything is saved.", priority=True),
        Command("next_theme", "", "Light, dark or high contrast", "Change the colours for this room."),
    )
    BINDINGS = bindings(commands)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._quitting = False
        for theme in themes():
            self.register_theme(theme)
        self.theme = themes()[0].name

    def get_default_screen(self) -> Screen[object]:
        workshop = self._desk.workshop
        return opening_page(self._desk, workshop) if workshop else HomePage(self._desk)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {**MEANINGS, "on-accent": "#ffffff"}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Theme", "Choose from all themes", self.action_change_theme)

    async def on_event(self, event: Event) -> None:
        """Take out of what is pasted whatever a terminal would act on, before any field draws it."""
        if isinstance(event, Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the screen is blank, only the blank key does anything."""
        return not isinstance(self.screen, BlankScreen) or action == "blank"

    def action_blank(self) -> None:
        if isinstance(self.screen, BlankScreen):
            self.pop_screen()
        else:
            self.push_screen(BlankScreen())

    def action_help(self) -> None:
        from scrutiny_tui.tui.dialogs.dialog import Dialog
        from scrutiny_tui.tui.dialogs.help import help_content
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        if isinstance(self.screen, TellingDialog):
            self.pop_screen()
            return
        text = self.screen.hint if isinstance(self.screen, Dialog) else getattr(self.screen, "help_text", "")
        self.push_screen(TellingDialog("Help", help_content(text, available(self.screen))))

    def action_quit_twice(self) -> None:
        if self._quitting:
            self.exit()
            return
        self._quitting = True
        self.notify("Press q again to quit. Everything is saved.", timeout=QUIT_AGAIN_SECONDS)
        self.set_timer(QUIT_AGAIN_SECONDS, self._stay)

    def _stay(self) -> None:
        self._quitting = False

    def action_next_theme(self) -> None:
        names = [theme.name for theme in themes()]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
