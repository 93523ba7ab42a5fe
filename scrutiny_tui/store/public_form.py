"""The public view as bytes and back. What is read may have been written by anybody."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.clock import ClockFace, ClockState
from scrutiny_tui.domain.errors import Problem
from scrutiny_tui.domain.pack import LEVEL_NUMBERS, Level
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.domain.public_view import PublicPage, PublicRound, PublicStair, PublicView
from scrutiny_tui.store.fields import Fields
from scrutiny_tui.store.journal.shapes import load

LARGEST: Final = 512 * 1024
"""Bytes of a public file that are written or read; a page of the shipped pack takes two thousand."""

_FORMAT: Final = 1
_MOST: Final = 200
"""The longest list."""
_HIGHEST: Final = 100_000
"""The highest number."""


def write_view(view: PublicView) -> bytes:
    """Return a view as JSON in plain ASCII: the same bytes for the same view."""
    return json.dumps({"format": _FORMAT, **asdict(view)}, indent=1, sort_keys=True).encode("ascii")


def read_view(data: bytes) -> PublicView:
    """Return the view that the bytes hold, without anything a terminal would act on.

    Raises `ValueError` where they hold anything else.
    """
    if len(data) > LARGEST:
        raise ValueError("it is too long")
    problems: list[Problem] = []
    reader = _Reader(Fields(load(data.decode("ascii")), "public view", "", problems))
    view = reader.view()
    if problems:
        raise ValueError(str(problems[0]))
    return view


class _Reader:
    """Takes a view out of a document field by field; what is wrong is noted with the document's problems."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def view(self) -> PublicView:
        """Return the view."""
        self._fields.whole("format", _FORMAT, _FORMAT)
        view = PublicView(
            page=self._fields.choice("page", PublicPage),
            title=self.text("title"),
            council=self.text("council"),
            where=self.text("where"),
            steps=self.texts("steps"),
            step=self.number("step"),
            done=self.numbers("done"),
            heading=self.text("heading"),
            statement=self.text("statement"),
            text=self.text("text"),
            scrolled=self._fields.whole("scrolled", 0, 100),
            prompts=self.texts("prompts"),
            prompt=self.number("prompt"),
            levels=tuple(_Reader(each).level() for each in self.parts("levels")),
            sentences=self.texts("sentences"),
            given=self.number("given"),
            asked=self.number("asked"),
            absent=self.number("absent"),
            rounds=tuple(_Reader(each).round() for each in self.parts("rounds")),
            said=self.texts("said"),
            told=self.texts("told"),
            asks=self.texts("asks"),
            stairs=tuple(_Reader(each).stair() for each in self.parts("stairs")),
            clock=None if self.is_null("clock") else _Reader(self._fields.part("clock")).clock(),
        )
        self._fields.close()
        if view.levels and tuple(level.number for level in view.levels) != LEVEL_NUMBERS:
            self._fields.wrong("levels", "must be three")
        return view

    def level(self) -> Level:
        """Return a level."""
        found = Level(self.number("number"), self.text("label"), self.text("short"))
        self._fields.close()
        return found

    def round(self) -> PublicRound:
        """Return the counts of a round."""
        found = PublicRound(self.number("number"), self.counts())
        self._fields.close()
        return found

    def stair(self) -> PublicStair:
        """Return a step of the overview."""
        found = PublicStair(
            self.number("number"),
            self.text("title"),
            None if self.is_null("counts") else self.counts(),
            self.text("sentence"),
            self.text("view"),
            self.text("mark"),
        )
        self._fields.close()
        return found

    def clock(self) -> ClockFace:
        """Return the clock."""
        found = ClockFace(self.text("text"), self.text("words"), self._fields.choice("state", ClockState))
        self._fields.close()
        return found

    def is_null(self, name: str) -> bool:
        """Say whether a field is there and null."""
        return self._fields.has(name) and self._fields.raw(name) is None

    def text(self, name: str) -> str:
        """Return a text."""
        return printable(self._fields.text(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts that is not too long."""
        found = tuple(printable(each) for each in self._fields.texts(name)[: _MOST + 1])
        if len(found) > _MOST:
            self._fields.wrong(name, "is too long")
        return found

    def number(self, name: str) -> int:
        """Return a whole number from 0 on."""
        return self._fields.whole(name, 0, _HIGHEST)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers, each once."""
        return tuple(sorted(self._fields.numbers(name)))

    def counts(self) -> Counts:
        """Return the counts of three levels."""
        found = self._fields.raw("counts")
        if (
            not isinstance(found, list)
            or len(found) != len(LEVEL_NUMBERS)
            or not all(type(each) is int and 0 <= each <= _HIGHEST for each in found)
        ):
            self._fields.wrong("counts", "must be three numbers")
            return 0, 0, 0
        return found[0], found[1], found[2]

    def parts(self, name: str) -> tuple[Fields, ...]:
        """Return a list of documents that is not too long."""
        found = self._fields.parts(name)
        if len(found) > _MOST:
            self._fields.wrong(name, "is too long")
        return found[:_MOST]
