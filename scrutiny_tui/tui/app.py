"""The full-screen program: themes, the first page, and the keys that act everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Final

from textual.actions import ActionParseResult
from textual.command import Provider
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.tui.commands import Command, PageCommands, available, bindings, letter, takes_letters
from scrutiny_tui.tui.idle import IdleApp
from scrutiny_tui.tui.screens.blank import BlankScreen
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.sizes import is_too_small
from scrutiny_tui.tui.styling import StyledApp
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import MEANINGS, themes
from scrutiny_tui.tui.two_windows import PRIVATE, TwoWindows
from scrutiny_tui.tui.widgets.bars import SHORTEST_SECONDS, MessageLine, use_half_blocks

QUIT_KEY: Final = "q"
QUIT_AGAIN_SECONDS: Final = SHORTEST_SECONDS
"""How long the first `q` waits for the second: as long as its message stands."""

BLANK_KEYS: Final = f"{letter('b')},f9,full_stop"
"""They leave every message where it is, so that an error can be read after the screen was blanked in a hurry."""


_KEPT_KEYS: Final = frozenset({*BLANK_KEYS.split(","), "q", "Q", "ctrl+q"})
"""The keys that act where there is no room to show a page."""


class ScrutinyApp(TwoWindows, StyledApp, IdleApp):
    """Shows the workshop that is open on the desk, else the start page."""

    TITLE = "Scrutiny TUI"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {PageCommands}
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "help", "question_mark,f1", "Help", "Explain this page and its keys.", footer=True, priority=True
        ),
        Command(
            "blank",
            BLANK_KEYS,
            "Blank",
            "Blank the projected screen at once; the same key brings it back.",
            priority=True,
        ),
        Command("quit_twice", letter(QUIT_KEY), "Quit", "Press it twice to quit; everything is saved."),
        Command(
            "quit",
            "ctrl+q",
            "Quit at once",
            "Everything is saved; it asks first where something half keyed would be lost.",
            priority=True,
        ),
        Command("next_theme", "", "Light, dark or high contrast", "Change the colours for this room."),
        *PRIVATE,
        Command(
            "change_theme", "", "Other colours", "Choose from all themes; not all were made to be projected."
        ),
    )
    BINDINGS = bindings(commands)

    def __init__(
        self, desk: Desk, theme: str = "", keep_theme: Callable[[str], object] | None = None
    ) -> None:
        """Take the theme to begin with, and what is to be done with the name of one that is chosen.

        A name that no theme has is passed over.
        """
        super().__init__(desk)
        self._quitting: Timer | None = None
        """Runs while one more q quits."""
        self.doing: tuple[str | ActionParseResult, DOMNode | None] | None = None
        """The action that is being carried out and on what, so that it can be done again where it was not kept."""
        use_half_blocks()
        for each in themes():
            self.register_theme(each)
        self.theme = theme if theme in self.available_themes else themes()[0].name
        self._keep_theme = keep_theme
        self.use_colours()

    def get_default_screen(self) -> Screen[Any]:
        return self.styled(self._first_page())

    def _first_page(self) -> Page:
        workshop = self._desk.workshop
        if workshop is None:
            from scrutiny_tui.tui.screens.home import HomePage

            return HomePage(self._desk)
        from scrutiny_tui.tui.screens.opening import opening_page

        return opening_page(self._desk, workshop)

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._theme_chosen)

    def on_ready(self) -> None:
        self.do_when_idle(self.ahead())

    def ahead(self) -> Iterable[Callable[[], object]]:
        """Return what loads the pages that come next."""
        from scrutiny_tui.tui.screens.ahead import ahead

        return ahead(self)

    def _theme_chosen(self, theme: Theme) -> None:
        if self._keep_theme is not None:
            self._keep_theme(theme.name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {**MEANINGS, "on-accent": "#ffffff"}

    async def on_event(self, event: Event) -> None:
        """Take out of what is pasted whatever a terminal would act on; tell messages that a key was pressed.

        Both before anything else sees the event: no field draws what is taken out, and what the key does may say
        something of its own.
        """
        if isinstance(event, Paste):
            event.text = clean(event.text)
        elif isinstance(event, Key) and not event.is_forwarded:
            self._note_key(event.key)
            if self._is_unseen(event.key):
                return
        await super().on_event(event)

    def _is_unseen(self, key: str) -> bool:
        """Say whether a key would do something that nobody can see, because there is no room to show the page."""
        return is_too_small(*self.size) and key not in _KEPT_KEYS

    def _note_key(self, key: str) -> None:
        self.note_busy()
        if key in BLANK_KEYS.split(","):
            return
        if self._quitting is not None and key.lower() != QUIT_KEY:
            self._go_on()
        for line in self.screen.query(MessageLine):
            line.note_key()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        before, self.doing = self.doing, (action, default_namespace)
        try:
            return await super().run_action(action, default_namespace, namespaces)
        finally:
            self.doing = before

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
        from scrutiny_tui.tui.dialogs.help import dialog_help, page_help
        from scrutiny_tui.tui.dialogs.telling import TellingDialog

        if isinstance(self.screen, TellingDialog):
            self.pop_screen()
            return
        screen, commands, typing = self.screen, available(self.screen), takes_letters(self.screen)
        if isinstance(screen, Dialog):
            told = dialog_help(screen.help_paragraphs(), screen.help_keys, commands, typing=typing)
        else:
            told = page_help(getattr(screen, "help_text", ""), commands, typing=typing)
        self.push_screen(TellingDialog("Help", told))

    def action_quit_twice(self) -> None:
        if self._quitting is not None:
            self.exit()
            return
        unkept = self.screen.unkept() if isinstance(self.screen, Page) else ""
        self._tell(f"Press q again to quit. {unkept or 'Everything is saved.'}")
        self._quitting = self.set_timer(QUIT_AGAIN_SECONDS, self._stay)

    async def action_quit(self) -> None:
        """Quit; ask once where something that was keyed is not kept, on the page or in a question over it."""
        from scrutiny_tui.tui.dialogs.dialog import Dialog
        from scrutiny_tui.tui.dialogs.quitting import QuitDialog

        stack = [screen for screen in self.screen_stack if isinstance(screen, Page | Dialog)]
        unkept = " ".join(filter(None, (screen.unkept() for screen in stack)))
        if not unkept or isinstance(self.screen, QuitDialog):
            self.exit()
        else:
            self.push_screen(QuitDialog(unkept), self._quit_or_stay)

    def _quit_or_stay(self, choice: str | None) -> None:
        if choice == "yes":
            self.exit()

    def action_help_quit(self) -> None:
        self._tell("Press q twice, or Ctrl+Q, to quit. Everything is saved.")

    def _tell(self, message: str) -> None:
        page = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Page))
        page.tell(message)

    def _stay(self) -> None:
        if self._quitting is not None:
            self._quitting.stop()
        self._quitting = None

    def _go_on(self) -> None:
        """Ask for q twice again, and say no longer that once is enough."""
        self._stay()
        for line in self.screen.query(MessageLine):
            line.clear()

    def action_next_theme(self) -> None:
        names = [theme.name for theme in themes()]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        following = names[(at + 2) % len(names)]
        self._tell(f"Colours: {_spoken(self.theme)}. The same again: {_spoken(following)}.")


def _spoken(theme: str) -> str:
    """Return a theme's name as words: "projector-dark" is "projector dark"."""
    return theme.replace("-", " ")
