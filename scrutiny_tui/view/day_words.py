"""The plan of the day in words: its parts, and whether it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.day_plan import Part, PartKind
from scrutiny_tui.domain.phrases import several

if TYPE_CHECKING:
    from scrutiny_tui.domain.standing import Day
    from scrutiny_tui.domain.wording import Wording

_NAMES: Final = {
    PartKind.WELCOME: "Welcome",
    PartKind.BRIEFING: "Briefing",
    PartKind.STEP: "Step",
    PartKind.BREAK: "Break",
    PartKind.PLAN: "Plan",
    PartKind.READ_BACK: "Read-back",
}


def part_name(wording: Wording, part: Part) -> str:
    """Return how a part of the day is called, such as "Step 3 Planning" or "Break"."""
    if part.kind is PartKind.STEP:
        step = wording.item(part.step)
        return f"Step {step.id} {part.title or step.short}"
    return part.title or _NAMES[part.kind]


def over_words(day: Day) -> str:
    """Return whether the plan fits, in a sentence with both times."""
    if day.finish is None:
        return f"As it stands, the plan ends at {day.ends:%H.%M}. Nobody said when we have to end."
    if day.over > 0:
        minutes = several(day.over, "minute", "minutes")
        return f"The plan is {minutes} over: it ends at {day.ends:%H.%M}, and we have to end at {day.finish:%H.%M}."
    spare = f", {several(-day.over, 'minute', 'minutes')} before we have to" if day.over else ", just in time"
    return f"The plan fits: it ends at {day.ends:%H.%M}{spare}."
