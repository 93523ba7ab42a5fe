"""The plan of the day, a sitting, and how its time goes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Annotated, Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import KEY, AtMost, Between
from scrutiny_tui.domain.records import record

LONGEST_PART: Final = 240
"""Minutes that a part can take."""
MOST_PARTS: Final = 50
HIGHEST_STEP: Final = 99


class PartKind(StrEnum):
    """What a part of the day is."""

    WELCOME = "welcome"
    BRIEFING = "briefing"
    STEP = "step"
    BREAK = "break"
    PLAN = "plan"
    READ_BACK = "read-back"


_USUAL: Final = {
    PartKind.WELCOME: 10,
    PartKind.BRIEFING: 10,
    PartKind.STEP: 15,
    PartKind.BREAK: 10,
    PartKind.PLAN: 20,
    PartKind.READ_BACK: 10,
}
"""Minutes where nobody said otherwise."""


@record
class Part:
    """One part of the day."""

    kind: PartKind
    minutes: Annotated[int, Between(0, LONGEST_PART)]
    """0 for one that is left out of this day."""
    step: Annotated[int, Between(0, HIGHEST_STEP)] = 0
    """The number of the step; 0 for every other kind."""
    title: str = ""
    """How it is called where that is not the usual word, such as "Lunch"."""


@record
class DayPlan:
    """The parts of the day, in order."""

    parts: Annotated[tuple[Part, ...], AtMost(MOST_PARTS)]
    starts: time | None = None
    """When the day begins; None if nobody said."""

    @property
    def keyed(self) -> tuple[tuple[str, Part], ...]:
        """Each part with its key: "briefing", "step 3", "break 1"."""
        breaks = 0
        found = []
        for part in self.parts:
            breaks += part.kind is PartKind.BREAK
            number = part.step if part.kind is PartKind.STEP else breaks
            numbered = part.kind in {PartKind.STEP, PartKind.BREAK}
            found.append((f"{part.kind.value} {number}" if numbered else part.kind.value, part))
        return tuple(found)

    @property
    def minutes(self) -> int:
        """How long the whole day takes."""
        return sum(part.minutes for part in self.parts)


def usual_plan(steps: Sequence[int], *, briefing: bool = True) -> DayPlan:
    """Return a plan for steps of these numbers, with the usual minutes and a break in the middle of them."""
    parts = [_usual(PartKind.STEP, number) for number in steps]
    if len(parts) > 1:
        parts.insert((len(parts) + 1) // 2, _usual(PartKind.BREAK))
    before = [_usual(PartKind.WELCOME), *([_usual(PartKind.BRIEFING)] if briefing else [])]
    return DayPlan((*before, *parts, _usual(PartKind.PLAN), _usual(PartKind.READ_BACK)))


def fitted(plan: DayPlan, steps: Sequence[int]) -> DayPlan:
    """Return a plan with the steps that there are: another one is taken out, one that is missing comes after the last."""
    kept = [part for part in plan.parts if part.kind is not PartKind.STEP or part.step in steps]
    planned = {part.step for part in kept}
    missing = [_usual(PartKind.STEP, number) for number in steps if number not in planned]
    at = max((place for place, part in enumerate(kept, start=1) if part.step), default=len(kept))
    parts = (*kept[:at], *missing, *kept[at:])
    return plan if parts == plan.parts else replace(plan, parts=parts)


def with_minutes(plan: DayPlan, key: str, minutes: int) -> DayPlan:
    """Return the plan with other minutes for a part; 0 leaves it out. Raises `RuleError` for too many."""
    if not 0 <= minutes <= LONGEST_PART:
        raise RuleError(f"A part of the timetable can take up to {LONGEST_PART} minutes. 0 skips it.")
    at = _place(plan, key)
    changed = replace(plan.parts[at], minutes=minutes)
    return replace(plan, parts=(*plan.parts[:at], changed, *plan.parts[at + 1 :]))


def moved(plan: DayPlan, key: str, by: int) -> DayPlan:
    """Return the plan with a part so many places later, or earlier; as far as it goes."""
    at = _place(plan, key)
    rest = [part for place, part in enumerate(plan.parts) if place != at]
    to = min(max(at + by, 0), len(rest))
    return replace(plan, parts=(*rest[:to], plan.parts[at], *rest[to:]))


def added_break(plan: DayPlan, before: str) -> DayPlan:
    """Return the plan with one more break, before a part. Raises `RuleError` if there are too many parts."""
    if len(plan.parts) >= MOST_PARTS:
        raise RuleError(f"The timetable can have up to {MOST_PARTS} parts.")
    at = _place(plan, before)
    return replace(plan, parts=(*plan.parts[:at], _usual(PartKind.BREAK), *plan.parts[at:]))


def squeezed(plan: DayPlan, minutes: int, keys: Collection[str]) -> DayPlan:
    """Return the plan with these parts squeezed into so many minutes.

    Breaks are left out, every step gets as long as any other, rounded up, and the other parts share the rest in
    proportion; together they never get more than they had. Raises `RuleError` if the steps alone do not fit.
    """
    left = [part for key, part in plan.keyed if key in keys and part.kind is not PartKind.BREAK]
    steps = [part.minutes for part in left if part.step]
    others = {part.kind: part.minutes for part in left if not part.step}
    whole = sum(steps) + sum(others.values())
    minutes, number = min(max(minutes, 0), whole), len(steps)
    each = min(-(-sum(steps) * minutes // (whole * number)), minutes // number) if steps and minutes else 0
    if steps and not each:
        raise RuleError("There is not a minute left for each step. Choose the steps that matter most.")
    shared = _shared(others, minutes - each * number)

    def fit(key: str, part: Part) -> Part:
        if key not in keys:
            return part
        return replace(part, minutes=each if part.step else shared.get(part.kind, 0))

    return replace(plan, parts=tuple(fit(key, part) for key, part in plan.keyed))


def _shared(wanted: Mapping[PartKind, int], minutes: int) -> dict[PartKind, int]:
    """Return minutes shared in proportion to what is wanted; what is left over goes to the largest remainders."""
    whole = sum(wanted.values()) or 1
    found = {kind: number * minutes // whole for kind, number in wanted.items()}
    order = sorted(wanted, key=lambda kind: -(wanted[kind] * minutes % whole))
    for kind in order[: minutes - sum(found.values())]:
        found[kind] += 1
    return found


def faults(parts: Iterable[Part], steps: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Return what is wrong with the parts of a plan: the place of each from 0, and a sentence."""
    found = []
    seen: set[tuple[PartKind, int]] = set()
    for place, part in enumerate(parts):
        same = (part.kind, part.step)
        if part.kind is PartKind.STEP and part.step not in steps:
            found.append((place, f"There is no step {part.step}."))
        elif same in seen and part.kind is not PartKind.BREAK:
            name = f"Step {part.step}" if part.step else f'"{part.kind.value}"'
            found.append((place, f"{name} is in the timetable twice. Write it once."))
        seen.add(same)
    return tuple(found)


def _usual(kind: PartKind, step: int = 0) -> Part:
    return Part(kind, _USUAL[kind], step)


def _place(plan: DayPlan, key: str) -> int:
    """Return where the part is. Raises `RuleError` if there is none."""
    found = next((place for place, (name, _part) in enumerate(plan.keyed) if name == key), None)
    if found is None:
        raise RuleError("This is no longer in the timetable.")
    return found


LONGEST_CLOCK: Final = 180
"""Minutes that the room's clock counts down."""


@record
class RoomClock:
    """A clock that the room sees. What it shows is worked out from these, so that it goes on while the program is closed."""

    started: datetime
    """When it was started; later, where it stood still in between, by as long as it did."""
    seconds: Annotated[int, Between(0, LONGEST_CLOCK * 60)] = 0
    """How long it counts down; 0 for a clock that counts up."""
    held: datetime | None = None
    """When it was stopped for a moment; None while it runs."""


@record
class Today:
    """How the time of one sitting goes."""

    clock: RoomClock | None = None
    """None if there is no clock."""
    back_at: datetime | None = None
    """When the room is to be back from the break that is on; None if there is none."""
    part: str = ""
    """The key of the part of the plan of the day that is being done; empty before the first."""
    since: datetime | None = None
    """When that part was begun; None before the first."""
    breaks: Annotated[int, Between(0, MOST_PARTS)] = 0
    """How many breaks were had."""


@record
class Sitting:
    """One occasion on which the committee works on the session."""

    id: int = field(metadata=KEY)
    started: datetime
    ended: datetime | None = None
    """When the program was last closed in this sitting; None while it is open or after it was cut off."""
    facilitator: str = ""
    away: frozenset[int] = frozenset()
    """Voters who are not here now."""
    promised: str = ""
    """The secrecy sentence as it was shown in this sitting; empty until it was."""
    handover: str = ""
    """A note from this sitting's facilitator to the next."""
    finish: datetime | None = None
    """When the sitting has to end; None if nobody said."""
    labels_kept: bool = True
    """Whether people had the same labels as in the sitting before, so that answers can be compared person by person."""
    today: Today = Today()
    """The clock, the break, and what is being done."""
    is_follow_up: bool = False
    """Whether nobody answers in it: the committee looks at what became of the actions."""
    changed: str = ""
    """What changed for children, as the committee put it in a follow-up."""
