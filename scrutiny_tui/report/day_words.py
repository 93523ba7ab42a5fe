"""The plan of the day in words: its parts, how it stands, and what could be shortened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.day_plan import Part, PartKind
from scrutiny_tui.report.phrases import several

if TYPE_CHECKING:
    from scrutiny_tui.domain.shortening import Cut, Proposal
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


NOTHING_SHORTER: Final = "What is left cannot be shorter: end later, or leave the rest for another day."
"""What to do about a day that is over, and of which nothing can be proposed."""


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


def proposal_words(wording: Wording, proposal: Proposal) -> str:
    """Return a proposal, such as "Drop the break (10), and take 5 minutes off Step 6."."""
    dropped = [f"{_called(wording, cut)} ({cut.minutes})" for cut in proposal.cuts if cut.whole]
    shorter = [cut for cut in proposal.cuts if not cut.whole]
    told = [f"drop {_listed(dropped)}"] if dropped else []
    if shorter:
        told.append(f"take {_listed(_taken_off(wording, shorter))}")
    said = ", and ".join(told)
    missing = (
        f" It is {several(proposal.missing, 'minute', 'minutes')} over even so." if proposal.missing else ""
    )
    return f"{said[:1].upper()}{said[1:]}.{missing}"


def _taken_off(wording: Wording, cuts: Iterable[Cut]) -> list[str]:
    """Return "3 minutes off Step 4", "2 off Step 5 and the plan" and so on, the same number together."""
    by_minutes: dict[int, list[str]] = {}
    for cut in cuts:
        by_minutes.setdefault(cut.minutes, []).append(_called(wording, cut))
    told: list[str] = []
    for minutes, names in by_minutes.items():
        number = str(minutes) if told else several(minutes, "minute", "minutes")
        told.append(f"{number} off {'each of ' if len(names) > 1 else ''}{_listed(names)}")
    return told


def _called(wording: Wording, cut: Cut) -> str:
    part = cut.standing.part
    if part.kind is PartKind.STEP:
        return f"Step {wording.item(part.step).id}"
    return part.title or f"the {_NAMES[part.kind].lower()}"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
