"""What both windows' programs have: themes, styles, help, quitting, and jobs for idle moments."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any, ClassVar, Final

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, Provider
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.theme import Theme, ThemeProvider
from textual.timer import Timer

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.tui.calm_end import CalmApp
from scrutiny_tui.tui.commands import Command, PageCommands, available, letter, takes_letters
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.navigation import named
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.sizes import is_too_small
from scrutiny_tui.tui.text import clean
from scrutiny_tui.tui.themes import AnyScreen, meanings, styles, themes
from scrutiny_tui.tui.widgets.bars import SHORTEST_SECONDS, HalfBlocks, MessageLine

QUIT_KEY: Final = "q"
QUIT_AGAIN_SECONDS: Final = SHORTEST_SECONDS
"""How long the first `q` waits for the second: as long as its message stands."""
_QUIT_KEYS: Final = frozenset({"q", "Q", "ctrl+q"})
"""The keys that act even if there is no room to show a page."""


class Palette(CommandPalette):
    """The list of all commands, which minds no key that comes before it is drawn or after it is left."""

    CSS_PATH = styles("forms", "palette")
    _is_left = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Move in the list only if it is drawn: before that it cannot count a page."""
        is_drawn = bool(self.query_one(CommandList).scrollable_content_region)
        return super().check_action(action, parameters) and (is_drawn or action != "command_list")

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the list. A key can still reach it while it goes."""
        if self._is_left:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)


class BaseApp(CalmApp):
    """A window of the program.

    Styles: what every page needs is read at the start, the rest with the first page that names it in its `CSS_PATH`.
    Textual would read all styles again for each, and pass over those of the first page.
    """

    TITLE = "Scrutiny TUI"
    CSS_PATH = styles("base")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {PageCommands}
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "help",
            "question_mark,f1",
            "Help",
            "What this page is for, and its keys.",
            footer=True,
            priority=True,
        ),
        Command("quit_twice", letter(QUIT_KEY), "Quit", "Press it twice. Everything is saved."),
        Command(
            "quit",
            "ctrl+q",
            "Quit at once",
            "Everything is saved. Asks first if something you typed would be lost.",
            priority=True,
        ),
        Command("next_theme", "", "Light, dark or high contrast", "Change the colours."),
        Command("change_theme", "", "Other colours", "Choose from all themes. Not all suit a projector."),
    )
    quiet_keys: ClassVar[frozenset[str]] = frozenset()
    """Keys that leave every message as it is."""
    _styled_in: Theme | None = None
    """The theme that the styles were read with."""

    def __init__(
        self, desk: Desk, theme: str = "", keep_theme: Callable[[str], object] = lambda _name: None
    ) -> None:
        """Take the theme to begin with, and what is to be done with the name of one that is chosen.

        A name that no theme has is passed over.
        """
        super().__init__(desk)
        self.idle_seconds = 0.0
        """How long nobody has to have pressed a key before something is done; 0 if nothing is."""
        self._jobs: deque[Callable[[], object]] = deque()
        self._watch: Timer | None = None
        self._coming: deque[Key | Paste] = deque()
        """What was pressed or pasted and is not done yet, the first of it under way."""
        self._quitting: Timer | None = None
        """Runs while one more q quits."""
        self._asks_to_quit: Screen[Any] | None = None
        """The question whether to quit, once it was asked."""
        ScrollBar.renderer = HalfBlocks
        for each in themes():
            self.register_theme(each)
        self.theme = theme if theme in self.available_themes else themes()[0].name
        self._keep_theme = keep_theme
        self._styled_in = self.current_theme
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Keep a theme that is chosen, and sweep up after pages that were left."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        # A page that was left is thousands of objects that hold one another. Python finds out only when it looks that
        # they are rubbish, and while the next page is built is the wrong time.
        self.screen_change_signal.subscribe(self, lambda _screen: self.do_when_idle((gc.collect,)))

    def on_ready(self) -> None:
        """Begin with what was noted before there was anything to wait for."""
        self._wait()

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        return super().push_screen(self.styled(screen), *arguments, **options)

    def switch_screen(self, screen: Any) -> Any:
        return super().switch_screen(self.styled(screen))

    def styled(self, screen: AnyScreen) -> AnyScreen:
        """Return a page that is to be shown, after the styles were read that it needs and no page before it did."""
        kinds = reversed(type(screen).__mro__)
        self.read_styles(path for kind in kinds for path in kind.__dict__.get("CSS_PATH") or ())
        return screen

    def read_styles(self, paths: Iterable[str | PurePath]) -> None:
        """Read styles, each file once; nothing that is shown already has to be drawn anew for them."""
        unread = [path for path in map(PurePath, paths) if not self.stylesheet.has_source(str(path))]
        if unread:
            self.stylesheet.read_all(unread)
            self.stylesheet.parse()

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles again after a change of colours; Textual asks for it once at the start too."""
        if self._styled_in is not self.current_theme:
            self._styled_in = self.current_theme
            super().refresh_css(animate)

    def get_css_variables(self) -> dict[str, str]:
        if self._styled_in is None:
            # Textual asks before it knows our themes, and to work colours out takes a while.
            return {}
        colours = super().get_css_variables()
        self.theme_variables = meanings(self.current_theme, colours) | colours
        return self.theme_variables

    def action_next_theme(self) -> None:
        names = [theme.name for theme in themes()]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        following = names[(at + 2) % len(names)]
        self.tell(f"Colours: {_spoken(self.theme)}. The same again: {_spoken(following)}.")

    def do_when_idle(self, jobs: Iterable[Callable[[], object]]) -> None:
        """Do these things while nobody presses a key, none of which may take long; none is noted twice."""
        if not self.idle_seconds:
            return
        self._jobs.extend(job for job in jobs if job not in self._jobs)
        self._wait()

    def _wait(self) -> None:
        # Not one timer that repeats: Textual may let that tick once more after it was stopped, with nothing left to do.
        if self._jobs and self._watch is None and self.is_running:
            self._watch = self.set_timer(self.idle_seconds, self._do_one)

    def _do_one(self) -> None:
        self._watch = None
        self._jobs.popleft()()
        self._wait()

    async def on_event(self, event: Event) -> None:
        """Take out of what is pasted whatever a terminal would act on; tell messages that a key was pressed.

        Both before anything else sees the event: no field draws what is taken out, and what the key does may say
        something of its own.
        """
        if isinstance(event, Paste):
            event.text = clean(event.text)
        elif isinstance(event, Key) and not event.is_forwarded:
            self._note_key(event.key)
            if is_too_small(*self.size) and event.key not in self.quiet_keys | _QUIT_KEYS:
                # Nobody could see what it does.
                return
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self._coming.append(event)
            if len(self._coming) == 1:
                await self._hand_on()
        else:
            await super().on_event(event)

    async def _hand_on(self) -> None:
        """Hand the first of what was pressed to the widget with the focus; what comes after it waits until it is done.

        A key goes from that widget up to the program before its binding acts, and what the widget says of it goes up
        once more: what was typed quickly after Tab, Enter or Backspace would land before it.
        """
        way = (self.focused or self.screen).ancestors_with_self
        await super().on_event(self._coming[0])
        await self._walk_behind(iter((*way, *way)))

    async def _walk_behind(self, way: Iterator[DOMNode]) -> None:
        """Go the way of a key behind it, and hand on the next one at its end."""
        if any(node.call_later(self._walk_behind, way) for node in way):
            return
        self._coming.popleft()
        if self._coming:
            await self._hand_on()

    def _note_key(self, key: str) -> None:
        if self._watch is not None:
            self._watch.reset()
        if key in self.quiet_keys:
            return
        if self._quitting is not None and key.lower() != QUIT_KEY:
            self._go_on()
        for line in self.screen.query(MessageLine):
            line.note_key()

    @on(Driver.SignalResume)
    def _draw_again(self) -> None:
        """Draw the whole page after the program was suspended: the terminal comes back empty."""
        self.refresh(layout=True)

    def action_command_palette(self) -> None:
        """List all commands; Textual would put its list in twice if the first one is still on its way out."""
        self._list(Palette())

    def search_themes(self) -> None:
        """List all themes, in the same kind of list."""
        self._list(Palette(providers=[ThemeProvider], placeholder="Search for colours"))

    def _list(self, palette: Palette) -> None:
        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(palette)

    def action_help(self) -> None:
        screen = self.screen
        if isinstance(screen, named("text")):
            self.pop_screen()
        else:
            self.push_screen(named("help")(screen, available(screen), typing=takes_letters(screen)))

    def action_quit_twice(self) -> None:
        if self._quitting is not None:
            self.exit()
            return
        unkept = self.screen.unkept() if isinstance(self.screen, Page) else ""
        self.tell(f"Press q again to quit. {unkept or self.desk.told_at_leaving}")
        self._quitting = self.set_timer(QUIT_AGAIN_SECONDS, self._stay)

    async def action_quit(self) -> None:
        """Quit; ask once if something that was keyed is not kept, on the page or in a question over it."""
        unkept = " ".join(filter(None, (getattr(each, "unkept", str)() for each in self.screen_stack)))
        if not unkept or self.screen is self._asks_to_quit:
            self.exit()
        else:
            choices = {"Keep working": None, "Quit": self.exit}
            ask(self.screen, "Quit now?", choices, f"{unkept} Everything else is saved.")
            self._asks_to_quit = self.screen

    def action_help_quit(self) -> None:
        self.tell(f"Press q twice, or Ctrl+Q, to quit. {self.desk.told_at_leaving}")

    def tell(self, message: str) -> None:
        """Say something on the topmost page."""
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


def _spoken(theme: str) -> str:
    """Return a theme's name as words: "projector-dark" is "projector dark"."""
    return theme.replace("-", " ")
