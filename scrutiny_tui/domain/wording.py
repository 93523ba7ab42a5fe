"""The wording that a session was set up with and is run with to the end, whatever becomes of the pack."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.pack import Level, Pack, Prompt
from scrutiny_tui.domain.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Item:
    """What is voted on: a step."""

    number: int
    """1 for the first item; ids of rounds and ballots are worked out from it."""
    id: str
    """The step's id in the pack."""
    title: str
    short: str
    statement: str
    sentences: tuple[str, str, str]
    """What each level looks like here."""
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Levels, items and thresholds, pinned with a session."""

    pack: str
    """The pack's id."""
    version: str
    title: str
    levels: tuple[Level, Level, Level]
    items: tuple[Item, ...]
    thresholds: Thresholds
    prompts_label: str
    """Says whose words the prompts and the level sentences are."""

    def item(self, number: int) -> Item:
        """Return the item with this number. Raises `RuleError` where there is none."""
        for item in self.items:
            if item.number == number:
                return item
        raise RuleError(f"There is no step {number} in this workshop.")


def pin(pack: Pack) -> Wording:
    """Return what a session keeps of a pack."""
    items = tuple(
        Item(number, step.id, step.title, step.short, step.statement, step.sentences, step.prompts)
        for number, step in enumerate(pack.steps, start=1)
    )
    return Wording(pack.id, pack.version, pack.title, pack.levels, items, pack.thresholds, pack.prompts_label)
