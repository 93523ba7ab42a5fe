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
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "plus": "+",
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

    @property
    def first_key(self) -> str:
        """The key that the footer shows."""
        return self.shown_keys.split(" ")[0]

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
    """Return the commands of a screen, and of the program, that can be asked for now."""
    own: tuple[Command, ...] = getattr(screen, "commands", ())
    common: tuple[Command, ...] = getattr(screen.app, "commands", ())
    return [command for command in own if command.when(screen)] + [
        each for each in common if each.when(screen.app)
    ]


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
            score = max(matcher.match(command.title), matcher.match(command.help) * 0.5)
            if score > 0:
                yield Hit(score, matcher.highlight(command.title), self._runner(command), help=command.help)

    def _runner(self, command: Command) -> Callable[[], Any]:
        own: tuple[Command, ...] = getattr(self.screen, "commands", ())
        namespace = self.screen if command in own else self.app

        async def run() -> None:
            await self.app.run_action(command.action, namespace)

        return run


def _chord(key: str) -> str:
    """Return "ctrl+p" as "Ctrl+P" and "f1" as "F1"."""
    if "+" in key:
        return "+".join(part.capitalize() for part in key.split("+"))
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key
