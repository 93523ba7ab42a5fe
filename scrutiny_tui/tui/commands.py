"""What a person can ask for: one declaration gives the key, the footer, the palette and the help."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from scrutiny_tui.acts.act import EVERY_PAGE, Act, key_name
from scrutiny_tui.domain.records import record

_WORD: Final = r"[^\W_]+(?:['’-][^\W_]+)*"


@record
class Command:
    """Something a person can ask for on a screen."""

    action: str
    """The action that does it, such as "reveal" or "answer('1')"."""
    keys: str
    """The keys, with commas; empty for a command that is only under All commands."""
    title: str
    """What the footer, the palette and the help call it."""
    help: str
    """A sentence about what it does."""
    footer: bool = False
    """Whether the footer shows it while it is available."""
    when: Callable[[Any], bool] = lambda _screen: True
    """Whether it can be asked for now; it is given the screen."""
    everywhere: bool = False
    """Whether every page of a workshop offers it; help and palette then put it behind what only this page offers."""
    changes: bool = False
    """Whether it changes the workshop, and is withheld if that is only looked at."""
    priority: bool = False
    """Whether its keys act before the focused widget gets them; a field that is being typed in still gets letters."""
    short: str = ""
    """What the footer calls it instead, if the title would leave no room for other keys."""
    now: Callable[[Any], str] = lambda _screen: ""
    """What the footer calls it as the screen is now; empty if that is nothing else."""

    @property
    def shown_keys(self) -> str:
        """The keys as people read them, upper-case twins left out."""
        return " ".join(
            key_name(key)
            for key in self.keys.split(",")
            if key and not (len(key) == 1 and key.isupper()) and key not in {"pageup", "pagedown"}
        )

    @property
    def keys_while_typing(self) -> str:
        """The keys that a field does not take as letters; empty if there is none."""
        return " ".join(key for key in self.shown_keys.split(" ") if len(key) > 1 or not key.isascii())

    @property
    def only_moves(self) -> bool:
        """Whether it only moves up and down on the page, which nobody looks up a command for."""
        return bool(self.keys) and {*self.shown_keys.split(" ")} <= {"↑", "↓"}

    def key_shown(self, *, typing: bool) -> str:
        """Return the key that the footer shows; while somebody is typing, one that a field does not take as a letter."""
        named = self.keys_while_typing.split(" ")[0]
        return named if typing and named else self.shown_keys.split(" ")[0]


def letter(key: str) -> str:
    """Return a letter's key in either case, so that Caps Lock does no harm."""
    return f"{key},{key.upper()}"


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the key bindings of those commands that have keys."""
    return [
        Binding(each.keys, each.action, each.title, show=False, tooltip=each.help, priority=each.priority)
        for each in commands
        if each.keys
    ]


def takes_letters(screen: Screen[Any]) -> bool:
    """Say whether the cursor is in a field that takes letters, whose keys do nothing else then."""
    return screen.focused is not None and screen.focused.check_consume_key("a", "a")


def available(screen: Screen[Any]) -> list[Command]:
    """Return what can be asked for now: of the screen alone, then of every page like it, then of the program."""
    withheld = getattr(screen, "withholds", lambda _command: False)
    own = [each for each in of_screen(screen) if not withheld(each)]
    common: tuple[Command, ...] = getattr(screen.app, "commands", ())
    return [
        *sorted((each for each in own if each.when(screen)), key=lambda each: each.everywhere),
        *(each for each in common if each.when(screen.app)),
    ]


def of_screen(screen: Screen[Any]) -> tuple[Command, ...]:
    """Return everything that a screen has commands for."""
    own: tuple[Command, ...] = getattr(screen, "commands", ())
    return (*own, *getattr(screen, "act_commands", ()))


class PageCommands(Provider):
    """Offers the commands of the screen under All commands."""

    name: ClassVar[str] = "commands"

    @property
    def _offered(self) -> list[Command]:
        return [each for each in available(self.screen) if not each.only_moves]

    async def discover(self) -> Hits:
        """Yield every command that can be asked for now."""
        for command in self._offered:
            yield DiscoveryHit(command.title, self._runner(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands in whose title, or else in whose sentence, every word that was typed is begun."""
        sought = re.findall(_WORD, query.casefold())
        for command in self._offered:
            in_title = _begin(sought, command.title)
            score = 1 + in_title if in_title else _begin(sought, command.help)
            if score:
                yield Hit(score, _marked(command.title, sought), self._runner(command), help=command.help)

    def _runner(self, command: Command) -> Callable[[], Any]:
        namespace = self.screen if command in of_screen(self.screen) else self.app

        async def run() -> None:
            await self.app.run_action(command.action, namespace)

        return run


def _begin(sought: Sequence[str], text: str) -> float:
    """Return how well words that somebody has begun to type are found in a text: from 0, where one is not, to 1.

    Letters that are scattered over it are no match: a key pressed in a hurry must not find what nobody meant.
    """
    words = re.findall(_WORD, text.casefold())
    if not sought or not all(any(word.startswith(each) for word in words) for each in sought):
        return 0.0
    share = len(sought) / (len(sought) + len(words))
    stands_first = all(word.startswith(each) for word, each in zip(words, sought, strict=False))
    return (1 + share if stands_first else share) / 2


def _marked(title: str, sought: Sequence[str]) -> Content:
    """Return a title in which the words that were begun stand out."""
    begun = (found for found in re.finditer(_WORD, title) if found[0].casefold().startswith(tuple(sought)))
    content = Content(title)
    for found in begun:
        content = content.stylize("bold underline", found.start(), found.end())
    return content


def act_command(act: Act, page: str) -> Command:
    """Return the command with which a page of a workshop offers an act."""
    keys = (
        ",".join(letter(key) if len(key) == 1 and key.isalpha() else key for key in act.key.split(","))
        if act.key
        else ""
    )
    return Command(
        f"act('{act.name}')",
        keys,
        act.title,
        " ".join(act.help.split()),
        footer=page in act.footer,
        when=lambda shown: act.when(shown.workshop, shown.here()),
        everywhere=act.pages == EVERY_PAGE,
        changes=act.changes,
    )
