"""One data folder, and the program that is started on it again and again."""

from __future__ import annotations

import shlex
import shutil
import sys
from contextlib import nullcontext
from dataclasses import fields
from pathlib import Path
from typing import Final

from tests.crash.checking import Outcome, check
from tests.crash.driving import outcome
from tests.crash.facilitator import hold
from tests.crash.options import Options, Plan, Shared, written
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
        shared = {each.name: getattr(self._options, each.name) for each in fields(Shared)}
        moves = self._options.moves if short else None
        return Plan(data=self.data, feed=self.feed(generation), moves=moves, **shared)

    def start(self, generation: int, *, short: bool = False, trouble: Trouble | None = None) -> Running:
        """Start the program."""
        errors = self.base / "errors.txt"
        if self._options.screens or self._options.python:
            command = self.command(generation, short=short)
            return execute(command, errors, screen=self._options.screens, prints=bool(self._options.python))
        plan = self.plan(generation, short=short)
        return fork(lambda: _driven(plan, trouble), errors)

    def command(self, generation: int, *, short: bool) -> list[str]:
        """Return the command that does the same as a process that shares nothing with this one."""
        script = "tui_driver.py" if self._options.screens else "driver.py"
        python = shlex.split(self._options.python) or [sys.executable]
        return [*python, str(_HERE / script), *written(self.plan(generation, short=short))]

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


def _driven(plan: Plan, trouble: Trouble | None) -> int:
    """Carry out a plan and return the exit status."""
    with troubled(trouble) if trouble else nullcontext():
        return outcome(lambda: hold(plan))
