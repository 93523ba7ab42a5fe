"""One data folder, and the program that is started on it again and again."""

from __future__ import annotations

import shutil
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import ScrutinyError
from tests.crash.checking import Outcome, check
from tests.crash.driving import drive
from tests.crash.options import Options
from tests.crash.plan import Plan
from tests.crash.running import Running, execute, fork
from tests.crash.troubled import Trouble, troubled

_HERE: Final = Path(__file__).parent


class Folder:
    """One data folder, which the program goes on with after each crash."""

    def __init__(self, base: Path, options: Options, number: int) -> None:
        self.base = base
        self.data = base / "data"
        self.number = number
        self.lines: list[str] = []
        """Everything that was told about this folder."""
        self._options = options

    def feed(self, generation: int) -> str:
        """Return the word that decides what is done."""
        return f"{self._options.seed}-{self.number}-{generation}"

    def plan(self, generation: int, *, short: bool) -> Plan:
        """Return what the driver is to do."""
        given = self._options
        moves = given.moves if short else None
        return Plan(
            self.data, self.feed(generation), moves, given.keeps, given.alone, given.pause, given.carrying
        )

    def start(self, generation: int, *, short: bool = False, trouble: Trouble | None = None) -> Running:
        """Start the program."""
        errors = self.base / "errors.txt"
        if self._options.screens:
            return execute(self.command(generation, short=short), errors, screen=True)
        plan, variant = self.plan(generation, short=short), self._options.variant
        return fork(lambda: _driven(plan, variant, trouble), errors)

    def command(self, generation: int, *, short: bool) -> list[str]:
        """Return the command that does the same as a process that shares nothing with this one."""
        plan = self.plan(generation, short=short)
        script = "tui_driver.py" if self._options.screens else "driver.py"
        words = [sys.executable, str(_HERE / script), "--data", str(plan.data), "--feed", plan.feed]
        words += ["--moves", str(plan.moves)] if plan.moves is not None else []
        words += ["--keeps", plan.keeps] if plan.keeps else []
        words += ["--alone"] if plan.alone else []
        words += ["--pause", str(plan.pause), "--carrying", str(plan.carrying)]
        return words + (["--variant", self._options.variant] if self._options.variant else [])

    def judge(self, running: Running, data: Path | None = None) -> Outcome:
        """Say what survived, after what has been told."""
        self.lines += running.lines
        return check(data or self.data, self.lines)

    def keep(self, outcome: Outcome) -> None:
        """Keep a folder in which something was wrong for whoever looks into it."""
        if self._options.findings:
            target = self._options.findings / f"{self._options.kind}-{self.number}"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(
                self.base, target, symlinks=True, ignore=shutil.ignore_patterns("*.img", "disk", "left")
            )
            (target / "events.log").write_text("\n".join(self.lines), encoding="ascii")
            (target / "why.txt").write_text(f"{outcome}\n", encoding="utf-8")


def _driven(plan: Plan, variant: str, trouble: Trouble | None) -> int:
    """Carry out a plan and return the exit status."""
    try:
        with troubled(trouble) if trouble else nullcontext():
            drive(plan, variant)
    except ScrutinyError as error:
        print(error, file=sys.stderr)  # noqa: T201 - into the file of errors
        return error.exit_status
    return 0
