"""A path that is typed is a path, whatever it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.typed_path import typed_path


def test_a_tilde_is_the_persons_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setenv("USERPROFILE", "/home/somebody")
    assert typed_path("~/answers.xlsx") == Path("/home/somebody/answers.xlsx")


def test_the_folder_of_somebody_unknown_is_a_name_like_any_other() -> None:
    assert typed_path("~nobody-of-this-name/x") == Path("~nobody-of-this-name/x")
