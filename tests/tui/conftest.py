"""Pictures that stand still, and their comparison with the stored ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input, TextArea

from scrutiny_tui.store.packs import read_pack
from tests.support.screens import Driver

read_pack_once = cache(read_pack)


parse_afresh = Stylesheet._parse_rules
parsed: dict[object, list[RuleSet]] = {}
"""Every style sheet that was parsed, with the variables it was parsed with; a third of the time of these tests."""


def parse_once(sheet: Stylesheet, css: str, *where: Any, **options: Any) -> list[RuleSet]:
    """Parse a style sheet, or return what it was parsed to before."""
    key = (css, where, *sorted(options.items()), *sorted(sheet._variables.items()))
    if key not in parsed:
        parsed[key] = parse_afresh(sheet, css, *where, **options)
    return parsed[key]


class SvgExtension(SingleFileSnapshotExtension):
    """Keeps each picture as a plain .svg with stable ids."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"

    def serialize(self, data: Any, **_kwargs: Any) -> str:
        """Return the picture without the ids that change from run to run."""
        return re.sub(r"terminal-\d+-", "terminal-", str(data))


@pytest.fixture(autouse=True)
def standing_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing on the screen move by itself."""
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _field: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _field: None)


@pytest.fixture(autouse=True)
def with_every_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages offer what an extra of the program brings, whether or not it is installed here."""
    monkeypatch.setattr("scrutiny_tui.store.card_reader.find_spec", lambda _name: object())


@pytest.fixture(autouse=True)
def nothing_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read packs and style sheets once, as neither ever changes, and leave it to others what a power cut leaves."""
    monkeypatch.setattr("scrutiny_tui.acts.opening.read_pack", read_pack_once)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)


@pytest.fixture
def same_picture(snapshot: SnapshotAssertion) -> Callable[[Driver], None]:
    """Compare the screen with its stored picture."""
    stored = snapshot.use_extension(SvgExtension)

    def check(pilot: Driver) -> None:
        assert pilot.app.export_screenshot() == stored

    return check
