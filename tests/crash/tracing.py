"""Commands that run a program under strace, which kills it at one system call or makes that call fail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from scrutiny_tui.store.journal.places import main_place, mirror_place

EVERYWHERE: Final = ("write", "fsync", "fdatasync", "rename", "ftruncate", "unlink", "mkdir")
"""Calls that count whatever file they are about; Python itself makes none of them."""
ON_OUR_FILES: Final = ("openat", "close")
"""Calls that count only for the session's own files; Python makes thousands of others."""
STEM: Final = "2026-11-21-exampleshire"
"""The name that the driver's session gets."""
_SUFFIXES: Final = (
    ".json",
    ".json.tmp",
    ".journal",
    ".journal.tmp",
    ".box",
    ".box.tmp",
    ".lock",
    ".opened",
    ".ballast",
)


def session_id(feed: str) -> str:
    """Return the id of the session that a feed begins with."""
    return f"crash-{hashlib.sha256(feed.encode()).hexdigest()[:8]}"


def files_of(folder: Path, feed: str) -> list[Path]:
    """Return every file and folder of a session that the driver keeps in a folder."""
    main = main_place(folder / "sessions" / f"{STEM}.json")
    mirror = mirror_place(folder / "mirror", main, session_id(feed))
    files = [each.snapshot.with_suffix(suffix) for each in (main, mirror) for suffix in _SUFFIXES]
    return [folder, folder / "sessions", folder / "mirror", *files]


def traced(command: Sequence[str], call: str, what: str, record: Path, files: Iterable[Path]) -> list[str]:
    """Return a command that does `what` to one system call, such as "signal=KILL:when=3"; `record` tells whether it came to it."""
    only = [word for path in files for word in ("-P", str(path))] if call in ON_OUR_FILES else []
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:{what}"]
    return ["strace", "-f", "-qq", "-o", str(record), *only, *inject, *command]


def was_struck(record: Path) -> bool:
    """Say whether the call was reached."""
    text = record.read_text(errors="replace") if record.exists() else ""
    return "(INJECTED)" in text or "killed by SIGKILL" in text
