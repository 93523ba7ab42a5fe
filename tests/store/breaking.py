"""Ways to break a copy of the shipped pack, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scrutiny_tui.domain.errors import Problem

SHIPPED = Path(__file__).parents[2] / "content" / "six-steps"
KNOWLEDGE = "steps/1-knowledge.toml"
Break = Callable[[Path], object]


def replace(file: str, old: str, new: str) -> Break:
    """Break a pack by changing the first place where `old` stands in a file."""

    def change(pack: Path) -> None:
        path = pack / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def write(file: str, data: bytes) -> Break:
    """Break a pack by putting other bytes in a file."""
    return lambda pack: (pack / file).write_bytes(data)


def rename(file: str, new: str) -> Break:
    """Break a pack by renaming a file."""
    return lambda pack: (pack / file).rename(pack / new)


def cut(file: str, mark: str) -> Break:
    """Break a pack by dropping everything in a file from the first place where `mark` stands."""

    def change(pack: Path) -> None:
        path = pack / file
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: text.index(mark)], encoding="utf-8")

    return change


@dataclass(frozen=True)
class Case:
    """One way to break a pack, and one problem that has to be told."""

    name: str
    change: Break
    file: str
    key: str
    reason: str

    @property
    def problem(self) -> Problem:
        """The problem that has to be told."""
        return Problem(self.file, self.key, self.reason)
