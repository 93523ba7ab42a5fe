"""What every full-screen page has: the title, the steps, a body, the keys.

Textual 8 remembers two colours for up to a thousand widgets, and with each of them the widget's whole picture, however
long the widget has gone: an hour of pages comes to some 40 MB. This uses a private part of Textual, as there is no
public way to let it forget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus, Resize, ScreenResume, Unmount
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.store.installation import with_ctrl
from scrutiny_tui.tui.commands import Command, available, bindings, of_screen, takes_letters
from scrutiny_tui.tui.screens.navigation import named
from scrutiny_tui.tui.sizes import HEIGHTS, HUGE, WIDTHS, is_too_small, size_classes
from scrutiny_tui.tui.text import retell
from scrutiny_tui.tui.widgets.bars import Key, KeyBar, MessageLine, TitleBar

if TYPE_CHECKING:
    from scrutiny_tui.domain.session import Place


Result = TypeVar("Result")

TOO_SMALL = f"This window is too small. Hold Ctrl and {with_ctrl('–')} to make the text smaller."


class Page(Screen[Any]):
    """A page of the program. Subclasses say what is on it and which commands it has."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = ()
    """What can be asked for here, the most useful first."""
    lead: ClassVar[tuple[Key, ...]] = ()
    """Keys for the start of the key bar that no single command stands for."""
    help_text: str = ""
    """A paragraph for the help of this page."""
    reads_on: ClassVar[bool] = False
    """Whether one part of the page scrolls, as it does on each that offers `FURTHER`.

    The key bar then says so, and what is below is not gone past unseen.
    """
    rows_a_key: ClassVar[int] = 3
    """How many rows an arrow moves that part."""

    def __init_subclass__(cls, **options: Any) -> None:
        cls.BINDINGS = bindings(cls.__dict__.get("commands", ()))
        cls.reads_on = cls.reads_on or any(each.action == "scroll(1)" for each in cls.commands)
        super().__init_subclass__(**options)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._unsaid: tuple[str, ...] = ()
        self._unsaid_stays = False
        self._was_shown = False

    def heading(self) -> tuple[str, str, str]:
        """Return what the title bar shows: the title, the owner and the place."""
        return "Scrutiny TUI", "", ""

    def title_bar(self) -> TitleBar:
        """Return the line at the top."""
        return TitleBar(*self.heading())

    def under_title(self) -> Iterable[Widget]:
        """Yield what stands between the title and the body."""
        return ()

    def body(self) -> Iterable[Widget]:
        """Yield the body."""
        return ()

    def compose(self) -> ComposeResult:
        self.add_class(*size_classes(*self.app.size))
        yield self.title_bar()
        yield from self.under_title()
        yield Container(*self.body(), id="body")
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        # Textual calls every class's own handler: only this one is there, so that no page is begun more than once.
        self.begin()

    def begin(self) -> None:
        """Bring the page to what it shows, once, when everything on it is there."""
        self._fit(self.app.size)
        self.refresh_keys()
        self._say_unsaid()
        for name in ("scroll_y", "virtual_size") if self.reads_on else ():
            self.watch(self._scroll, name, self._settle, init=False)

    @on(ScreenResume)
    def _first_shown(self, event: ScreenResume) -> None:
        """Spare a page that was styled a moment ago, when it was made, from being styled all over when it is first shown."""
        event.refresh_styles = self._was_shown
        self._was_shown = True

    @on(Unmount)
    def _forget_drawn(self) -> None:
        """Let everything that is no longer shown go; what is shown works its two colours out again."""
        StylesCache.get_inner_outer.cache_clear()

    @on(Resize)
    def _resized(self, event: Resize) -> None:
        self._fit(event.size)
        if self.reads_on:
            self._settle()

    def _fit(self, size: Size) -> None:
        """Note whether there is room for very much, and say where there is none at all; then it is laid over the page."""
        self.set_class(size.height >= HUGE, "-huge")
        if is_too_small(*size) and not self.query("#too-small"):
            self.mount(Static(TOO_SMALL, id="too-small", markup=False))

    def say_lasting(self, told: str) -> None:
        """Say something above the page for as long as it is so; an empty text takes it away."""
        line = self.query_one_optional("#lasting", Static)
        if line is None and told:
            line = Static("", id="lasting", markup=False)
            self.mount(line, before="#body")
        if line is not None:
            line.display = bool(told)
            retell(line, told)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def refresh_keys(self) -> None:
        """Bring the key bar to what can be asked for now, with keys that act where the cursor is."""
        typing = takes_letters(self)
        shown = self.in_key_bar([each for each in available(self) if each.footer])
        keys = [
            Key(each.key_shown(typing=typing), each.now(self) or each.short or each.title, each.action)
            for each in shown
        ]
        self.query_one(KeyBar).keys = (*self.lead_keys(), *keys)

    def in_key_bar(self, commands: list[Command]) -> list[Command]:
        """Return the commands of the key bar in the order in which they have to be there where not all have room."""
        return commands

    def lead_keys(self) -> tuple[Key, ...]:
        """Return what the start of the key bar shows now."""
        return self.lead

    def _settle(self) -> None:
        self.call_after_refresh(self.refresh_keys)

    @property
    def _scrolls(self) -> Iterator[VerticalScroll]:
        return self.query("#body VerticalScroll").results(VerticalScroll)

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one("#body VerticalScroll", VerticalScroll)

    @property
    def is_more_below(self) -> bool:
        """Whether a part of the page is below what is shown."""
        return any(each.scroll_offset.y < each.max_scroll_y for each in self._scrolls)

    @property
    def scrolled(self) -> int:
        """How far down the page is moved, in per cent."""
        found = next(self._scrolls, None)
        return round(100 * found.scroll_offset.y / found.max_scroll_y) if found and found.max_scroll_y else 0

    def read_on(self, by: int) -> bool:
        """Show the next part of what is below, or above with -1; return whether there was any."""
        scroll = self._scroll
        left = scroll.max_scroll_y - scroll.scroll_offset.y if by > 0 else scroll.scroll_offset.y
        if left > 0:
            # A row is kept, so that the eye finds its place.
            rows = by * max(scroll.size.height - 1, 1)
            scroll.scroll_relative(y=rows, animate=False, immediate=True)
        return left > 0

    def action_scroll(self, by: int) -> None:
        self._scroll.scroll_relative(y=by * self.rows_a_key, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow a command's action only while the command can be asked for."""
        called = f"{action}({', '.join(map(repr, parameters))})" if parameters else action
        mine = [each for each in of_screen(self) if each.action == called]
        return any(command.when(self) and not self.withholds(command) for command in mine) if mine else True

    def action_errand(self, name: str) -> None:
        """Do something that the page only has to name."""
        named(name)(self)

    def withholds(self, command: Command) -> bool:
        """Say whether a command is not to be had here at all."""
        return False

    def unkept(self) -> str:
        """Return a sentence about what was keyed and not kept, which leaving drops; empty if there is nothing."""
        return ""

    def turned_to(self, place: Place) -> bool:
        """Show another place of the workshop on this same page, and say whether that was possible.

        A page that can is there several times sooner than a new one.
        """
        return False

    def replace_with(self, page: Page) -> None:
        """Show another page instead of this one.

        Textual cannot switch away from an app's default screen (it was never pushed with a callback), so the first
        change of page goes on top of it; it is not shown again. What was told in the same act is said on the new page.
        """
        page._unsaid = (*self._unsaid, *page._unsaid)
        page._unsaid_stays = page._unsaid_stays or self._unsaid_stays
        self._unsaid, self._unsaid_stays = (), False
        if len(self.app.screen_stack) == 1:
            self.app.push_screen(page)
        else:
            self.app.switch_screen(page)

    @property
    def is_cramped(self) -> bool:
        """Whether there is room for one thing at a time only."""
        return self.has_class("-narrow") or self.has_class("-short")

    def tell_first(self, *messages: str) -> None:
        """Say something as soon as this page, which is not shown yet, is there."""
        self._unsaid = (*self._unsaid, *messages)

    def tell(self, message: str) -> None:
        """Say something to the room in passing."""
        self._say(message, stays=False)

    def warn(self, message: str) -> None:
        """Say what went wrong, until the next key."""
        self._say(message, stays=True)

    def _say(self, message: str, *, stays: bool) -> None:
        # Not at once: what one act says is one message, and belongs to the page that the act leads to.
        self._unsaid = (*self._unsaid, message)
        self._unsaid_stays = self._unsaid_stays or stays
        self.call_later(self._say_unsaid)

    def _say_unsaid(self) -> None:
        if self._unsaid:
            line = self.query_one(MessageLine)
            line.say(" ".join(self._unsaid), stays=self._unsaid_stays)
            for each in self.app.screen.query(MessageLine):
                if each is not line:
                    each.say_too(line)
        self._unsaid, self._unsaid_stays = (), False

    def attempt(self, act: Any, *arguments: Any, **options: Any) -> bool:
        """Do something that may be refused; tell why and return False if it was."""
        try:
            act(*arguments, **options)
        except ScrutinyError as error:
            self.refused(error, lambda: self.attempt(act, *arguments, **options))
            return False
        return True

    def result_of(self, act: Callable[..., Result], *arguments: Any) -> Result | None:
        """Return what something returns that may be refused; tell why and return None if it was."""
        found: list[Result] = []
        self.attempt(lambda: found.append(act(*arguments)))
        return found[0] if found else None

    def refused(self, error: ScrutinyError, again: Callable[[], bool]) -> None:
        """Tell that something was refused; `again` tries the same and says whether it went through."""
        self.warn(str(error))

    @on(KeyBar.Pressed)
    async def _press(self, event: KeyBar.Pressed) -> None:
        own = any(command.action == event.action for command in of_screen(self))
        await self.app.run_action(event.action, self if own else self.app)
