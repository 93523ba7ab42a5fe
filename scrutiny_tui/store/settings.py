"""What the program remembers on this machine between two runs: the colours, and workshops outside the sessions folder.

The file may be anybody's; whatever is wrong with it counts as nothing remembered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from scrutiny_tui import PROGRAM
from scrutiny_tui.store.names import SUFFIX
from scrutiny_tui.store.system import System, write_whole

LARGEST: Final = 64 * 1024
"""The most bytes that are read of the file."""

_MOST: Final = 50
"""How many workshops are remembered, the newest."""
_LONGEST_NAME: Final = 60
_NAME: Final = "settings.json"


def settings_file(environment: Mapping[str, str]) -> Path:
    """Return where the settings are: where `SCRUTINY_SETTINGS` says, else in this machine's folder for them."""
    named = environment.get("SCRUTINY_SETTINGS")
    if named:
        return Path(named)
    # Loaded only here because half of the commands need no settings.
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path(PROGRAM, appauthor=False) / _NAME


def read_theme(path: Path) -> str:
    """Return the name of the theme that was chosen last; empty if none is remembered."""
    name = _read(path).get("theme")
    return name if isinstance(name, str) and len(name) <= _LONGEST_NAME and name.isprintable() else ""


def keep_theme(path: Path, name: str, system: System | None = None) -> bool:
    """Remember the name of a theme; say whether it could be written. Colours are never worth stopping for."""
    return _write(path, {**_read(path), "theme": name}, system or System())


def read_workshops(path: Path) -> tuple[Path, ...]:
    """Return the workshops outside the sessions folder that were remembered, the latest first, there or not."""
    found = _read(path).get("workshops")
    named = (
        [each for each in found if isinstance(each, str) and "\0" not in each]
        if isinstance(found, list)
        else []
    )
    paths = (Path(each) for each in named[:_MOST])
    return tuple(each for each in paths if each.is_absolute() and each.suffix == SUFFIX)


def keep_workshops(path: Path, workshops: tuple[Path, ...], system: System | None = None) -> bool:
    """Remember these workshops in place of those before; say whether they could be written."""
    named = [str(each) for each in dict.fromkeys(workshops)][:_MOST]
    return _write(path, {**_read(path), "workshops": named}, system or System())


def _write(path: Path, settings: Mapping[str, Any], system: System) -> bool:
    try:
        system.make_folder(path.parent)
        write_whole(system, path, json.dumps(settings, indent=2).encode() + b"\n")
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
