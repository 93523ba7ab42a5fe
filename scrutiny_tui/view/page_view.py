"""A page of a workshop as a value, for either window, for the plain twin and for the room's file."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.fields import Percent
from scrutiny_tui.domain.session import Place
from scrutiny_tui.view.page_blocks import Block


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows, as far as the session does not say it."""

    place: Place
    prompt: int = 0
    """The place of the prompt that is pointed at."""
    together: bool = False
    """Whether all prompts are shown."""
    aside: tuple[Block, ...] = ()
    """What stands beside the step: its lesson."""
    note: str = ""
    """The content note, on the page where it is shown."""
    read: tuple[Block, ...] = ()
    """What is read: a page of the briefing, a step's lesson."""
    where: str = ""
    """Where in the reading the room is, such as "Briefing 3 of 17"."""
    hint: str = ""
    """What the facilitator can do about answers that wait."""
    scrolled: int = 0
    """How far down the page was moved, in per cent."""
    blank: bool = False
    on_break: bool = False
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as it is seen."""

    name: str = ""
    """Which page it is, such as "result"; empty for a blank one."""
    title: str = ""
    """Whose workshop it is: the council."""
    council: str = ""
    """The committee, which gives way if there is no room."""
    where: str = ""
    """Where the room is, such as "Step 2 of 6"."""
    steps: tuple[str, ...] = ()
    """The short titles of all steps; empty on pages that are about none."""
    step: int = 0
    """The number of the step that the page is about."""
    signs: tuple[str, ...] = ()
    """How far the room agrees on each step, as a sign."""
    blocks: tuple[Block, ...] = ()
    """What is on it, from the top down."""
    aside: tuple[Block, ...] = ()
    """What stands beside it, if there is room."""
    scrolled: Percent = 0
    """How far down it was moved, in per cent."""
    clock: ClockFace | None = None
    """The room's clock; None if there is none."""
