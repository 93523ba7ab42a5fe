"""The course of a workshop in minutes, for a long one and a short one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from scrutiny_tui.domain.wording import Item


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the workshop."""

    title: str
    about: str
    """What happens, in a short sentence; empty for a step, because the same happens in each."""
    minutes: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A part with the minute at which it begins."""

    part: Part
    start: int
    """Minutes from the beginning of the workshop."""


@dataclass(frozen=True, slots=True)
class Course:
    """All parts of a workshop, one after another."""

    parts: tuple[Timed, ...]
    about_steps: str
    """What happens in each step, in a short sentence."""

    @property
    def minutes(self) -> int:
        """How long the workshop is."""
        return self.parts[-1].start + self.parts[-1].part.minutes


_WELCOME: Final = Part("Welcome", "Who is here, how the time is used, who the sponsor is.", 5)
_BRIEFING: Final = Part("Briefing", "The short pages. The others were sent out beforehand.", 10)
_PROMISE: Final = Part("Promise", "Read out what is kept of the answers.", 2)
_BREAK: Final = Part("Break", "Blank the screen with b.", 10)
_OVERVIEW: Final = Part(
    "Overview", "All steps together, then the plan (p): what to do, which role, by when.", 9
)
_READ_BACK: Final = Part(
    "Read-back", "Shared views and the plan: is this a fair record? Then e: close and report.", 6
)

_SHORT_WELCOME: Final = Part("Welcome", "Who is here. The briefing was sent out beforehand.", 2)
_SHORT_PROMISE: Final = Part("Promise", "Read out what is kept of the answers.", 1)
_SHORT_OVERVIEW: Final = Part("Overview", "The two or three steps that matter most, then the plan (p).", 4)
_SHORT_READ_BACK: Final = Part("Read-back", "Shared views and the plan: is this a fair record? Then e.", 3)

_LONG_STEP: Final = "prompts, answers, result, notes, shared view."
_SHORT_STEP: Final = "one prompt, answers, result, shared view."


def long_course(steps: tuple[Item, ...]) -> Course:
    """Return the course of 150 minutes; longer only where a pack has very many steps."""
    step = _share(150, (_WELCOME, _BRIEFING, _PROMISE, _BREAK, _OVERVIEW, _READ_BACK), len(steps))
    parts = [_step(each, step) for each in steps]
    parts.insert((len(parts) + 1) // 2, _BREAK)
    return _course(150, [_WELCOME, _BRIEFING, _PROMISE, *parts, _OVERVIEW, _READ_BACK], _LONG_STEP)


def short_course(steps: tuple[Item, ...]) -> Course:
    """Return the course of 40 minutes, without briefing and break; longer only where a pack has very many steps."""
    step = _share(40, (_SHORT_WELCOME, _SHORT_PROMISE, _SHORT_OVERVIEW, _SHORT_READ_BACK), len(steps))
    parts = [_step(each, step) for each in steps]
    return _course(
        40, [_SHORT_WELCOME, _SHORT_PROMISE, *parts, _SHORT_OVERVIEW, _SHORT_READ_BACK], _SHORT_STEP
    )


def _share(total: int, others: tuple[Part, ...], steps: int) -> int:
    return max(1, (total - sum(part.minutes for part in others)) // steps)


def _step(item: Item, minutes: int) -> Part:
    return Part(f"Step {item.id}: {item.title}", "", minutes)


def _course(total: int, parts: list[Part], about_steps: str) -> Course:
    """Put the parts one after another; the overview, last but one, gets the minutes that are left."""
    spare = max(0, total - sum(part.minutes for part in parts))
    overview = parts[-2]
    parts[-2] = Part(overview.title, overview.about, overview.minutes + spare)
    starts = accumulate((part.minutes for part in parts), initial=0)
    return Course(tuple(Timed(part, start) for part, start in zip(parts, starts, strict=False)), about_steps)
