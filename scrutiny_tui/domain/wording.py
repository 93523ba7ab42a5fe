"""The wording that a session was set up with and is run with to the end, whatever becomes of the pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import FilledText, ItemNumber, ItemOrNone
from scrutiny_tui.domain.pack import Level, Pack, Prompt, Questions

PROMPTS_A_STEP: Final = 100
"""A prompt's item number is its step's number times this, plus its place among the step's prompts from 1."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is voted on: a step, or one of its prompts."""

    number: ItemNumber
    """1 for the first item; ids of rounds and ballots are worked out from it."""
    id: FilledText
    """The step's id in the pack."""
    title: FilledText
    short: FilledText
    statement: str
    sentences: tuple[str, str, str]
    """What each level looks like here."""
    prompts: tuple[Prompt, ...]
    step: ItemOrNone = 0
    """The number of the step that a prompt belongs to; 0 for a step."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Levels, items and thresholds, pinned with a session."""

    pack: FilledText
    """The pack's id."""
    version: str
    title: FilledText
    levels: tuple[Level, Level, Level]
    items: tuple[Item, ...]
    thresholds: Thresholds
    prompts_label: str
    """Says whose words the prompts and the level sentences are."""
    questions: Questions = field(default_factory=Questions)
    """What is asked after a result."""

    def item(self, number: int) -> Item:
        """Return the step or prompt with this number. Raises `RuleError` if there is none."""
        step = number // PROMPTS_A_STEP or number
        for item in self.items:
            if item.number == step:
                found = (item, *self.prompts_of(item))
                if match := next((each for each in found if each.number == number), None):
                    return match
        raise RuleError(f"There is no step {number} in this workshop.")

    def find(self, item_id: str) -> Item:
        """Return the step or prompt with this id, such as "2" or "2.4". Raises `RuleError` if there is none."""
        for step in self.items:
            for item in (step, *self.prompts_of(step)):
                if item.id == item_id.strip():
                    return item
        raise RuleError(f"There is no step or prompt {item_id.strip()} in this workshop.")

    def prompts_of(self, step: Item) -> tuple[Item, ...]:
        """Return a step's prompts as items that can be voted on."""
        return tuple(
            Item(
                number=step.number * PROMPTS_A_STEP + place,
                id=prompt.id,
                title=prompt.text,
                short=prompt.id,
                statement=prompt.text,
                sentences=("", "", ""),
                prompts=(),
                step=step.number,
            )
            for place, prompt in enumerate(step.prompts, start=1)
        )


def pin(pack: Pack) -> Wording:
    """Return what a session keeps of a pack."""
    items = tuple(
        Item(number, step.id, step.title, step.short, step.statement, step.sentences, step.prompts)
        for number, step in enumerate(pack.steps, start=1)
    )
    return Wording(
        pack.id,
        pack.version,
        pack.title,
        pack.levels,
        items,
        pack.thresholds,
        pack.prompts_label,
        pack.questions,
    )
