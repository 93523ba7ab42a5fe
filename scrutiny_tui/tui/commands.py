"""What a person can ask for: one declaration gives the key, the footer, the palette and the help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

_SHOWN: Final = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "question_mark": "?",
    "minus": "-",
    "slash": "/",
    "asterisk": "*",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Delete",
    "plus": "+",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "insert": "Insert",
}


def always(_screen: Any) -> bool:
    """Say that a command can be asked for at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for on a screen."""

    action: str
    """The action that does it, such as "reveal" or "answer('1')"."""
    keys: str
    """The keys, with commas; empty for a command of the palette only."""
    title: str
    """What the footer, the palette and the help call it."""
    help: str
    """A sentence about what it does."""
    footer: bool = False
    """Whether the footer shows it while it is available."""
    when: Callable[[Any], bool] = always
    """Whether it can be asked for now; it is given the screen."""
    everywhere: bool = False
    """Whether every page of a workshop offers it; help and palette then put it behind what only this page offers."""
    priority: bool = False
    """Whether its keys act before the focused widget gets them; a field that is being typed in still gets letters."""

    @property
    def shown_keys(self) -> str:
        """The keys as people read them, upper-case twins left out."""
        return " ".join(
            _SHOWN.get(key, _chord(key))
            for key in self.keys.split(",")
            if key and not (len(key) == 1 and key.isupper()) and key not in {"pageup", "pagedown"}
        )

    def key_shown(self, *, typing: bool) -> str:
        """Return the key that the footer shows; while somebody is typing, one that a field does not take as a letter."""
        keys = self.shown_keys.split(" ")
        named = [key for key in keys if len(key) > 1 or not key.isascii()]
        return named[0] if typing and named else keys[0]

    @property
    def id(self) -> str:
        """A name for key maps."""
        return self.action.replace("'", "").replace("(", "-").replace(")", "")

    def binding(self) -> Binding:
        """Return the key binding."""
        return Binding(
            self.keys,
            self.action,
            self.title,
            show=False,
            tooltip=self.help,
            id=self.id,
            priority=self.priority,
        )


def letter(key: str) -> str:
    """Return a letter's key in either case, so that Caps Lock does no harm."""
    return f"{key},{key.upper()}"


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the key bindings of those commands that have keys."""
    return [command.binding() for command in commands if command.keys]


def available(screen: Screen[Any]) -> list[Command]:
    """Return what can be asked for now: of the screen alone, then of every page like it, then of the program."""
    withheld = getattr(screen, "withholds", _nothing)
    own = [each for each in getattr(screen, "commands", ()) if not withheld(each)]
    common: tuple[Command, ...] = getattr(screen.app, "commands", ())
    return [
        *sorted((each for each in own if each.when(screen)), key=lambda each: each.everywhere),
        *(each for each in common if each.when(screen.app)),
    ]


def _nothing(_command: Command) -> bool:
    return False


class PageCommands(Provider):
    """Offers the commands of the screen under the palette."""

    name: ClassVar[str] = "commands"

    async def discover(self) -> Hits:
        """Yield every command that can be asked for now."""
        for command in available(self.screen):
            yield DiscoveryHit(command.title, self._runner(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield the commands that match what was typed."""
        matcher = self.matcher(query)
        for command in available(self.screen):
            score = _rank(matcher.match(command.title), matcher.match(command.help))
            if score:
                yield Hit(score, matcher.highlight(command.title), self._runner(command), help=command.help)

    def _runner(self, command: Command) -> Callable[[], Any]:
        own: tuple[Command, ...] = getattr(self.screen, "commands", ())
        namespace = self.screen if command in own else self.app

        async def run() -> None:
            await self.app.run_action(command.action, namespace)

        return run


def _rank(title: float, sentence: float) -> float:
    """Return where a command stands in what was found, 0 for not at all; any title goes before any sentence.

    How much a match can count grows with the length of the text, so that long sentences would go before short titles.
    """
    return 1 + title / (1 + title) if title else sentence / (1 + sentence)


def _chord(key: str) -> str:
    """Return "ctrl+p" as "Ctrl+P" and "f1" as "F1"."""
    if "+" in key:
        return "+".join(part.capitalize() for part in key.split("+"))
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key
