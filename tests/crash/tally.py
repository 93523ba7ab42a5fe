"""Counts what became of what was acknowledged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.crash.checking import Outcome, Verdict

_CONFIDENCE: Final = 0.05
"""How likely it is that the real rate of failures is higher than `upper95`."""


@dataclass(slots=True)
class Tally:
    """What has been seen."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    landed: int = 0
    tries: int = 0
    acks: int = 0

    def take(self, outcome: Outcome, told: Sequence[str], *, landed: bool) -> None:
        """Count one crash."""
        self.verdicts[outcome.verdict] += 1
        self.landed += landed
        self.tries += sum(line.startswith("TRY") for line in told)
        self.acks += sum(line.startswith("ACK") for line in told)
        if outcome.verdict is not Verdict.OK:
            self.words[f"{outcome.verdict.name}: {outcome.reason[:110]}"] += 1

    @property
    def wrong(self) -> int:
        """How many crashes did harm."""
        return self.verdicts.total() - self.verdicts[Verdict.OK]

    def summary(self) -> dict[str, float]:
        """Return the figures; `upper95` is the highest rate of failures that so many clean crashes leave likely."""
        checked = self.verdicts.total()
        figures: dict[str, float] = {
            "checked": checked,
            "landed": self.landed,
            "acks": self.acks,
            "tries": self.tries,
        }
        figures |= {each.name.lower(): self.verdicts[each] for each in Verdict}
        if checked and not self.wrong:
            figures["upper95"] = round(1 - _CONFIDENCE ** (1 / checked), 5)
        return figures
