"""The wheels that are delivered: the program's own, and those of the lock, each checked against its hash."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

ROOT: Final = Path(__file__).resolve().parents[2]
LOCK: Final = ROOT / "lock.txt"
"""Every package that the program needs, with its version and the SHA-256 of each of its files."""

PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
"""The versions of Python that the program runs on."""

PLATFORMS: Final = {
    "windows": ("win_amd64",),
    "windows-arm": ("win_arm64",),
    "macos": ("macosx_14_0_arm64",),
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_26_x86_64", "manylinux_2_17_x86_64"),
}
"""What wheels can be collected for, with the names that the packages' own files have for it."""

_LICENCE_NAMES: Final = ("licen", "copying", "notice", "authors")
_TROVE: Final = "License :: OSI Approved :: "


@dataclass(frozen=True)
class Wheel:
    """A package in the form in which it is installed."""

    path: Path

    @property
    def name(self) -> str:
        """The package's own name."""
        return str(self._about["Name"])

    @property
    def version(self) -> str:
        """The package's version."""
        return str(self._about["Version"])

    @property
    def summary(self) -> str:
        """What the package is for, in its authors' words."""
        return str(self._about["Summary"] or "")

    @property
    def runs_everywhere(self) -> bool:
        """Whether nothing in it was compiled for one kind of machine."""
        return self.path.stem.endswith("-any")

    @property
    def checksum(self) -> str:
        """The SHA-256 of its file."""
        return sha256(self.path.read_bytes()).hexdigest()

    @property
    def licence(self) -> str:
        """The licence as the package names it; what it says in words, if it has no name for it."""
        named = self._about["License-Expression"]
        if named:
            return str(named)
        told = str(self._about["License"] or "").strip()
        if told and "\n" not in told:
            return told
        classifiers = map(str, self._about.get_all("Classifier", []))
        found = [each.removeprefix(_TROVE) for each in classifiers if each.startswith(_TROVE)]
        return ", ".join(found)

    @property
    def has_licence_expression(self) -> bool:
        """Whether the licence is named as SPDX names licences."""
        return bool(self._about["License-Expression"])

    @property
    def licence_texts(self) -> tuple[str, ...]:
        """The texts of licences that the package brings along."""
        with ZipFile(self.path) as archive:
            names = [name for name in archive.namelist() if ".dist-info/" in name and not name.endswith("/")]
            wanted = [name for name in names if Path(name).name.lower().startswith(_LICENCE_NAMES)]
            return tuple(archive.read(name).decode("utf-8", "replace").strip() for name in sorted(wanted))

    @cached_property
    def _about(self) -> Message:
        with ZipFile(self.path) as archive:
            (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            return BytesParser().parsebytes(archive.read(name))


def make_own(folder: Path) -> Wheel:
    """Make the wheel of the program itself, with the tools that the constraints name."""
    constraints = str(ROOT / "constraints.txt")
    _pip(
        "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT), PIP_CONSTRAINT=constraints
    ).check_returncode()
    (path,) = folder.glob("scrutiny_tui-*.whl")
    return Wheel(path)


def collect(folder: Path, platform: str, python: str, *, pdf: bool = False) -> tuple[Wheel, ...]:
    """Collect the wheels of the lock for a platform and a version of Python, and return all in the folder.

    What only PDF files need is left out unless it is asked for: it is three times as big as all the rest. Of a package that comes compiled and as Python alone, the second is taken: policies refuse compiled parts more often.
    Raises `subprocess.CalledProcessError` if one cannot be had or is not what the lock says.
    """
    kinds = [word for name in PLATFORMS[platform] for word in ("--platform", name)]
    with TemporaryDirectory() as temporary:
        wanted = Path(temporary, LOCK.name)
        wanted.write_text(lock_for(pdf=pdf), encoding="utf-8")
        words = ("--implementation", "cp", "--python-version", python, *kinds)
        _download(wanted, folder, *words).check_returncode()
    for wheel in _wheels_in(folder):
        if not wheel.runs_everywhere and _is_there_for_every_platform(wheel, folder, python):
            wheel.path.unlink()
    return _wheels_in(folder)


def _wheels_in(folder: Path) -> tuple[Wheel, ...]:
    return tuple(Wheel(path) for path in sorted(folder.glob("*.whl"), key=lambda path: path.name.lower()))


def _is_there_for_every_platform(wheel: Wheel, folder: Path, python: str) -> bool:
    """Collect the same package as Python alone; return whether there is such a wheel."""
    with TemporaryDirectory() as temporary:
        alone = Path(temporary, "lock.txt")
        alone.write_text(locked()[wheel.name.lower().replace("_", "-")], encoding="utf-8")
        done = _download(alone, folder, "--platform", "any", "--python-version", python)
    return done.returncode == 0


def locked() -> dict[str, str]:
    """Return the lines of the lock by the package they are about."""
    found: dict[str, str] = {}
    name = ""
    for line in LOCK.read_text(encoding="utf-8").splitlines(keepends=True):
        if not line.startswith((" ", "#")):
            name = line.partition("==")[0]
        if name:
            found[name] = found.get(name, "") + line
    return found


def lock_for(*, pdf: bool) -> str:
    """Return the lock, with or without what only PDF files need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = "" if pdf else "\n".join(project["optional-dependencies"]["pdf"])
    left_out = {*re.findall(r"^[\w-]+", extra, re.MULTILINE)}
    return "".join(lines for name, lines in locked().items() if name not in left_out)


def _download(lock: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    told = (
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "--requirement",
        str(lock),
        "--dest",
        str(folder),
    )
    return _pip("download", *told, *words)


def _pip(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    return subprocess.run(
        command, text=True, stderr=subprocess.PIPE, check=False, env={**os.environ, **environment}
    )
