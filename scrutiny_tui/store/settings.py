"""What the program remembers of this machine's facilitator between two runs: the colours, and nothing else.

The file may be anybody's; whatever is wrong with it counts as nothing remembered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from scrutiny_tui import PROGRAM
from scrutiny_tui.store.journal.system import System, write_whole

LARGEST: Final = 4096
"""The most bytes that are read of the file."""

_LONGEST_NAME: Final = 60
_NAME: Final = "settings.json"


def settings_file(environment: Mapping[str, str]) -> Path:
    """Return where the settings are: where `SCRUTINY_SETTINGS` says, else in this machine's folder for them."""
    named = environment.get("SCRUTINY_SETTINGS")
    if named:
        return Path(named)
    # Loaded only here because nothing but the screens needs the settings.
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path(PROGRAM, appauthor=False) / _NAME


def read_theme(path: Path) -> str:
    """Return the name of the theme that was chosen last; empty where none is remembered."""
    name = _read(path).get("theme")
    return name if isinstance(name, str) and len(name) <= _LONGEST_NAME and name.isprintable() else ""


def keep_theme(path: Path, name: str, system: System | None = None) -> bool:
    """Remember the name of a theme; say whether it could be written. Colours are never worth stopping for."""
    system = system or System()
    data = json.dumps({"theme": name}, indent=2).encode() + b"\n"
    try:
        system.make_folder(path.parent)
        write_whole(system, path, data)
    except OSError:
        return False
    return True


def _read(path: Path) -> dict[str, Any]:
    system = System()
    try:
        data = system.read(path) if system.state_at(path).size <= LARGEST else None
        found = json.loads(data or b"{}")
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
