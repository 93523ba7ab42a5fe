"""Session files that somebody wrote who knows how: whatever they hold, their digest is right."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from scrutiny_tui.store.codec import plain
from scrutiny_tui.store.session_tables import FILE, VERSION, Stamp, _digest_of

Tables: TypeAlias = dict[str, dict[str, Any]]


def rewrite(path: Path, change: Callable[[Tables], object], **stamp: Any) -> None:
    """Change the tables of a session file, and what its stamp says, such as `version`; the digest fits again."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    old = Stamp(**{**tables.pop(FILE)["1"], **stamp})
    change(tables)
    new = old
    with suppress(ValueError):  # what is no number has no digest
        new = replace(old, sha256=_digest_of(tables, old))
    path.write_text(json.dumps({FILE: {"1": plain(new)}, **tables}), encoding="utf-8")


def rewrite_as_newer(path: Path) -> None:
    """Give a session file the shape of a newer program, with a table and fields that this one doesn't know."""

    def change(tables: Tables) -> None:
        tables["session"]["1"]["mood"] = "good"
        tables["moods"] = {"1": {"mood": "good"}}

    rewrite(path, change, version=VERSION + 1, program="9.0")
