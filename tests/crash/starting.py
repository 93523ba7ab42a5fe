"""Starts the harness as a program of its own, as it is used by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def harness(folder: Path, *words: str) -> dict[str, Any]:
    """Run the harness with its folders in this one, and return its summary with its exit status and its words."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.crash.harness", *words],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout, ended.stderr
    summary, *reasons = ended.stdout.splitlines()
    told: dict[str, Any] = json.loads(summary)
    return {**told, "status": ended.returncode, "reasons": reasons}


def assert_nothing_lost(told: dict[str, Any]) -> None:
    """Hold a summary against the promise, and against a run in which nothing happened."""
    assert told["status"] == 0, told["reasons"]
    assert told["ok"] == told["checked"]
    assert told["landed"] >= told["checked"] - 1
    assert told["acks"] > 0
