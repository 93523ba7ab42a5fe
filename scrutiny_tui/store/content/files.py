"""The files of a pack's folder: found, kept inside the folder, and read as text or TOML."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from scrutiny_tui.store.content import limits
from scrutiny_tui.store.content.schema import Findings, Table
from scrutiny_tui.store.plain_file import read_plain

_STEP_FILE: Final = re.compile(r"([1-9])-[a-z0-9-]+\.toml")
_PLACE_IN_TOML: Final = re.compile(r" \(at (line \d+), column \d+\)$")

_DEEP_KEY: Final = re.compile(r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}""")
"""A key of fifty parts; Python's reader takes minutes over one of a hundred thousand."""
_TOO_DEEP: Final = "This file nests lists or tables too deeply."


class Folder:
    """A pack's folder. Whatever cannot be read is noted as a problem and treated as empty."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self._root = root.resolve()
        self._findings = findings
        self._led_inside: dict[str, bool] = {}
        """Whether each name that was asked for leads to somewhere inside: every file is asked about several times."""

    def holds(self, name: str) -> bool:
        """Whether a file of this name lies inside the folder, links followed."""
        try:
            return self._inside(name) and (self._root / name).is_file()
        except OSError:
            return False

    def leaves(self, name: str) -> bool:
        """Whether the name leads out of the folder, such as "../notes.md"."""
        return not self._inside(name)

    def text(self, name: str) -> str | None:
        """Return a file's text with plain line ends; nothing where it cannot be read."""
        try:
            data = self._bytes(name)
        except OSError as error:
            self._findings.add(name, "", f"This file cannot be read: {error.strerror or error}.")
            return None
        return None if data is None else self._decoded(name, data)

    def table(self, name: str) -> Table | None:
        """Return a TOML file's table; nothing where it cannot be read."""
        text = self.text(name)
        if text is not None and _DEEP_KEY.search(text):
            self._findings.add(name, "", _TOO_DEEP)
            return None
        try:
            return None if text is None else Table(tomllib.loads(text), name, self._findings)
        except RecursionError:
            self._findings.add(name, "", _TOO_DEEP)
        except ValueError as error:
            place = _PLACE_IN_TOML.search(str(error))
            reason = _PLACE_IN_TOML.sub("", str(error))
            self._findings.add(name, place[1] if place else "", f"This is not valid TOML: {reason}.")
        return None

    def optional_table(self, name: str) -> Table | None:
        """Return a TOML file's table; nothing where there is no such file."""
        path = self._root / name
        return self.table(name) if path.exists() or path.is_symlink() else None

    def step_files(self) -> tuple[tuple[int, str], ...]:
        """Return the number and the name of each step file, in order; wrong names and numbers are noted."""
        found = []
        for path in sorted((self._root / "steps").glob("*.toml")):
            name = f"steps/{path.name}"
            match = _STEP_FILE.fullmatch(path.name)
            if match:
                found.append((int(match[1]), name))
            else:
                self._findings.add(
                    name,
                    "",
                    'A step file is called by its number, 1 to 9, and a name, such as "2-role.toml"; rename it.',
                )
        self._check_numbers(found)
        return tuple(found)

    def check_names(self) -> None:
        """Note every file whose name is not UTF-8, which other computers could not copy."""
        for path in sorted(self._root.rglob("*")):
            name = path.relative_to(self._root).as_posix()
            try:
                name.encode("utf-8")
            except UnicodeEncodeError:
                self._findings.add(name, "", "This file's name is not UTF-8; rename it.")

    def _check_numbers(self, steps: list[tuple[int, str]]) -> None:
        if not steps:
            self._findings.add(
                "steps", "", 'There is no step; write at least one file such as "1-knowledge.toml".'
            )
        taken: dict[int, str] = {}
        for number, name in steps:
            if number in taken:
                self._findings.add(name, "", f"Step {number} is also {taken[number]}; use each number once.")
            elif number != len(taken) + 1:
                self._findings.add(
                    name, "", f"There is no step {len(taken) + 1} before this one; count from 1."
                )
            taken.setdefault(number, name)

    def _bytes(self, name: str) -> bytes | None:
        if self.leaves(name):
            self._findings.add(
                name, "", "This file is a link that leads out of the pack's folder; put the file itself here."
            )
            return None
        path = self._root / name
        if not path.is_file():
            self._findings.add(name, "", "This is not a file; write one.")
            return None
        data = read_plain(path, limits.FILE_BYTES + 1)
        if len(data) > limits.FILE_BYTES:
            size = path.stat().st_size
            self._findings.add(name, "", f"This file has {size} bytes; at most {limits.FILE_BYTES} are read.")
            return None
        return data

    def _decoded(self, name: str, data: bytes) -> str | None:
        try:
            # Windows editors may put a byte order mark before the text.
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self._findings.add(name, f"line {line}", "This file is not UTF-8 text; save it as UTF-8.")
            return None

    def _inside(self, name: str) -> bool:
        if name not in self._led_inside:
            self._led_inside[name] = self._leads_inside(name)
        return self._led_inside[name]

    def _leads_inside(self, name: str) -> bool:
        try:
            return "\\" not in name and (self._root / name).resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):
            # Python 3.11 reports a link that leads to itself as a RuntimeError.
            return False
