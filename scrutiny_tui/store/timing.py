"""The clock of a sitting and the plan of the day, as parts of the documents of a session file.

Both are left out of their documents where there is nothing to keep.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final

from scrutiny_tui.domain.clock import LONGEST
from scrutiny_tui.domain.day_plan import LONGEST_PART, MOST_PARTS, DayPlan, Part, PartKind
from scrutiny_tui.domain.today import NOT_BEGUN, RoomClock, Today
from scrutiny_tui.store.fields import Fields

_HIGHEST_STEP: Final = 99


def write_today(today: Today) -> dict[str, Any]:
    """Write how the time of a sitting goes, as fields of the sitting; the clock to the second."""
    if today == NOT_BEGUN:
        return {}
    clock = today.clock
    return {
        "today": {
            "clock": clock
            and {
                "started": _second(clock.started),
                "seconds": clock.seconds,
                "held": _second(clock.held),
            },
            "back_at": _second(today.back_at),
            "part": today.part,
            "since": _second(today.since),
            "breaks": today.breaks,
        }
    }


def read_today(fields: Fields) -> Today:
    """Read how the time of a sitting goes out of the sitting's fields."""
    if not fields.has("today"):
        return NOT_BEGUN
    part = fields.part("today")
    clock = None
    if part.raw("clock") is not None:
        face = part.part("clock")
        clock = RoomClock(
            face.moment("started"), face.whole("seconds", 0, LONGEST * 60), face.optional_moment("held")
        )
        face.close()
    today = Today(
        clock,
        part.optional_moment("back_at"),
        part.text("part"),
        part.optional_moment("since"),
        part.whole("breaks", 0, MOST_PARTS),
    )
    part.close()
    return today


def write_plan(plan: DayPlan | None) -> dict[str, Any]:
    """Write the plan of the day, as fields of the session."""
    if plan is None:
        return {}
    parts = [
        {"part": each.kind.value, "minutes": each.minutes, "step": each.step, "title": each.title}
        for each in plan.parts
    ]
    return {"day": {"starts": f"{plan.starts:%H:%M}" if plan.starts else "", "parts": parts}}


def read_plan(fields: Fields) -> DayPlan | None:
    """Read the plan of the day out of the session's fields; None where it is the pack's."""
    if not fields.has("day"):
        return None
    day = fields.part("day")
    starts = _time(day)
    parts = tuple(_part(each) for each in day.parts("parts"))
    if len(parts) > MOST_PARTS:
        day.wrong("parts", f"must be at most {MOST_PARTS}")
    day.close()
    return DayPlan(parts, starts)


def _part(fields: Fields) -> Part:
    part = Part(
        fields.choice("part", PartKind),
        fields.whole("minutes", 0, LONGEST_PART),
        fields.whole("step", 0, _HIGHEST_STEP),
        fields.text("title"),
    )
    fields.close()
    return part


def _time(fields: Fields) -> time | None:
    text = fields.text("starts")
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        fields.wrong("starts", "must be a time such as 14:00, or empty")
        return None


def _second(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
