"""Commands that run a program under strace, which kills it at one system call or makes that call fail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

EVERYWHERE: Final = ("write", "fsync", "rename", "unlink", "mkdir")
"""Calls that count whatever file they are about; Python itself makes none of them."""
ON_OUR_FILES: Final = ("openat", "close")
"""Calls that count only for the session's own files; Python makes thousands of others."""
STEM: Final = "2026-11-21-exampleshire"
"""The name that the driver's session gets."""


def session_id(feed: str) -> str:
    """Return the id of the session that a feed begins with."""
    return f"crash-{hashlib.sha256(feed.encode()).hexdigest()[:8]}"


def files_of(folder: Path, feed: str) -> list[Path]:
    """Return the files and folders of a session that the driver keeps in a folder, but for its dated copies."""
    sessions, mirror = folder / "sessions", folder / "mirror"
    both = [sessions / f"{STEM}.json", mirror / f"{session_id(feed)}.json"]
    files = [each.with_suffix(suffix) for each in both for suffix in (".json", ".json.tmp")]
    notes = [both[0].with_suffix(suffix) for suffix in (".lock", ".opened")]
    return [folder, sessions, mirror, mirror / "backups", *files, *notes]


def traced(command: Sequence[str], call: str, what: str, record: Path, files: Iterable[Path]) -> list[str]:
    """Return a command that does `what` to one system call, such as "signal=KILL:when=3"; `record` tells whether it came to it."""
    only = [word for path in files for word in ("-P", str(path))] if call in ON_OUR_FILES else []
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:{what}"]
    return ["strace", "-f", "-qq", "-o", str(record), *only, *inject, *command]


def was_struck(record: Path) -> bool:
    """Say whether the call was reached."""
    text = record.read_text(errors="replace") if record.exists() else ""
    return "(INJECTED)" in text or "killed by SIGKILL" in text
