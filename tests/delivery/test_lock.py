"""What is delivered is collected by a list that holds every package with its hashes."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.delivery.wheels import LOCK, lock_for, locked

ROOT = Path(__file__).parents[2]


WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}


def needed(lines: list[str], seen: set[str]) -> set[str]:
    """Return what these requirements ask for here or on Windows, and what that needs, without extras."""
    for line in lines:
        wanted = Requirement(line)
        name = canonicalize_name(wanted.name)
        here = [{"extra": ""}, {"extra": "", **WINDOWS}]
        if name not in seen and (wanted.marker is None or any(map(wanted.marker.evaluate, here))):
            seen.add(name)
            with suppress(PackageNotFoundError):  # what only Windows needs is not installed here
                # Another version than the one that is delivered may need something else.
                if locked().get(name, "").startswith(f"{name}=={version(name)} "):
                    needed(requires(name) or [], seen)
    return seen


def test_it_holds_what_is_needed_in_the_tested_versions_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pdf = needed(project["optional-dependencies"]["pdf"], set())
    assert set(locked()) >= needed(project["dependencies"], set()) | pdf
    assert {name for name in pdf if name in lock_for(pdf=False)} == set()


def test_it_leaves_out_what_reads_cards_because_of_its_size() -> None:
    assert not {"opencv-python-headless", "numpy"} & set(locked())


def test_every_package_has_the_version_that_is_tested_and_hashes() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = {
        canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)
    }
    for name, text in locked().items():
        assert text.startswith(f"{name}=={tested[canonicalize_name(name)]} \\\n")
        assert re.findall(r"--hash=sha256:[0-9a-f]{64}\b", text)
    assert "://" not in LOCK.read_text(encoding="utf-8")
