"""The time of an open session: the clock that the room sees, the break, and the plan of the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from scrutiny_tui.domain import clock, day_plan, recording, standing
from scrutiny_tui.domain.clock import ClockFace
from scrutiny_tui.domain.day_plan import DayPlan, PartKind
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.session import Place
from scrutiny_tui.domain.standing import Day
from scrutiny_tui.services.open_session import OpenSession
from scrutiny_tui.services.times import read_minutes, read_time

_LONGEST_BREAK = timedelta(hours=12)
_DIGITS = 9
"""More than any number of minutes has; a longer one is refused by its first ones already."""
_SAY_BREAK = "Write for how long, such as 15, or a time such as 11.20."


class TimedSession(OpenSession):
    """An open session whose time is kept."""

    def move_to(self, place: Place) -> None:
        """Remember where the room is, and since when where another part of the day begins there."""
        moved = recording.move_to(self.session, place)
        # Nothing but the place is kept of a session that is only looked at.
        self._save(moved if self.read_only else standing.note_part(moved, self.plan, self._clock()))

    def face(self) -> ClockFace | None:
        """Return what the room's clock shows now; None where there is none."""
        return clock.face(self.session, self._clock())

    def start_clock(self, minutes: int) -> None:
        """Count down so many minutes, or up for 0, in place of any other clock.

        Raises `RuleError` where it cannot count down so long.
        """
        self._save(clock.start_clock(self.session, minutes, self._clock()))

    def stop_clock(self) -> None:
        """Take the clock away."""
        self._save(clock.stop_clock(self.session))

    def hold_clock(self) -> None:
        """Let the clock stand still, or go on where it stood still. Raises `RuleError` without a clock."""
        self._save(clock.hold_clock(self.session, self._clock()))

    def start_break(self, until: str) -> datetime:
        """Begin a break of so many minutes, such as "10" or "10 minutes", or until a time, such as "11.20"; return when it ends.

        Raises `InputError` where it cannot be read, and `RuleError` where that has passed or is more than 12 hours off.
        """
        now = self._clock().replace(second=0, microsecond=0)
        minutes = read_minutes(until)
        lasts = _today_at(until, now) - now if minutes is None else timedelta(minutes=minutes)
        if not timedelta(0) < lasts <= _LONGEST_BREAK:
            wrong = "A break lasts from 1 minute to 12 hours."
            if minutes is None and lasts <= timedelta(0):
                wrong = f"{now + lasts:%H.%M} has passed."
            raise RuleError(f"{wrong} {_SAY_BREAK}")
        back_at = now + lasts
        self._save(standing.start_break(self.session, self.plan, back_at, now))
        return back_at

    def end_break(self) -> None:
        """Go on after the break."""
        if self.session.sitting.today.back_at is not None:
            now = self._clock()
            self._save(standing.note_part(standing.end_break(self.session, now), self.plan, now))

    @property
    def plan(self) -> DayPlan:
        """The plan of the day: as it was changed for this session, else the pack's, else a usual one."""
        steps = [step.number for step in self.session.wording.items]
        plan = self.session.plan or self.pack.day
        return (
            day_plan.fitted(plan, steps)
            if plan
            else day_plan.usual_plan(steps, briefing=bool(self.pack.pages))
        )

    def day(self) -> Day:
        """Return how the day stands now."""
        return standing.day_now(self.session, self.plan, self._clock())

    def change_part(self, key: str, minutes: str) -> None:
        """Give a part of the day other minutes, written as a number; 0 leaves it out.

        Raises `InputError` where it is no number and `RuleError` where it is too many.
        """
        wanted = minutes.strip()
        if not wanted.isdecimal():
            raise InputError(f'"{wanted}" is not a number of minutes. Write one such as 20; 0 leaves it out.')
        self._change_plan(lambda plan: day_plan.with_minutes(plan, key, int(wanted[:_DIGITS])))

    def move_part(self, key: str, by: int) -> None:
        """Move a part of the day so many places later, or earlier."""
        self._change_plan(lambda plan: day_plan.moved(plan, key, by))

    def add_break(self, before: str) -> None:
        """Plan one more break before a part of the day, which is still to come: what was had without a plan stays so."""
        plan = self.plan
        planned = sum(part.kind is PartKind.BREAK for part in plan.parts)
        added = day_plan.added_break(plan, before)
        self._save(replace(standing.forget_breaks(self.session, planned), plan=added))

    def starts_at(self, time: str) -> None:
        """Say when the day begins, typed like "14.00"; nothing typed takes it away.

        Raises `InputError` where it cannot be read.
        """
        starts = read_time(time) if time.strip() else None
        self._change_plan(lambda plan: DayPlan(plan.parts, starts))

    def _change_plan(self, change: Callable[[DayPlan], DayPlan]) -> None:
        self._save(replace(self.session, plan=change(self.plan)))


def _today_at(text: str, now: datetime) -> datetime:
    return datetime.combine(now.date(), read_time(text))
