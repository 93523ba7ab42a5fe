"""Every question names its keys in the key line, and says in its help what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final

import pytest

from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui import dialogs
from scrutiny_tui.tui.dialogs.dialog import AskDialog, Dialog, TellingDialog
from scrutiny_tui.tui.dialogs.line import KeepingDialog
from scrutiny_tui.tui.widgets.bars import MOST_KEYS
from tests.support.screens import LARGE, Driver, at, running
from tests.tui.scenes import full_desk


def dialog_classes() -> Iterator[type[Dialog[Any]]]:
    """Yield every class of a question that is in the folder of dialogs."""
    for found in iter_modules(dialogs.__path__):
        for each in vars(import_module(f"{dialogs.__name__}.{found.name}")).values():
            if isinstance(each, type) and issubclass(each, Dialog) and each is not Dialog:
                yield each


CLASSES: Final = sorted(
    set(dialog_classes()) - {TellingDialog, KeepingDialog}, key=lambda each: each.__name__
)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_kind_of_question_names_its_keys_and_last_how_to_leave(kind: type[Dialog[Any]]) -> None:
    assert len(kind.keys) <= MOST_KEYS
    assert kind.keys[-1][0] == "Esc"


async def test_a_question_has_the_key_line_of_the_page_while_it_is_asked(tmp_path: Path) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT))) as pilot:
        await pilot.keys("v")
        assert pilot.lines[-1].split() == ["↑", "↓", "Choose", "Enter", "Confirm", "Esc", "Cancel"]

        await pilot.click("KeyBar", offset=(25, 0))
        await pilot.settle()
        assert pilot.page == "ResultPage"


@pytest.mark.parametrize(
    ("keys", "title", "about", "key"),
    [
        ("g", "Agree a position: Step 1", "It is shown next to the answers", "◄ ►"),
        ("n", "Note: Step 1", "This may be published", "Ctrl+S"),
        ("w", "Who is here", "Changes are saved at once", "Tab"),
        ("v", "Answer Step 1 again?", "", "Enter"),
    ],
)
async def test_the_help_of_a_question_says_what_it_is_about(
    tmp_path: Path, keys: str, title: str, about: str, key: str
) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT)), LARGE) as pilot:
        await pilot.keys(f"{keys} f1")

        shown = pilot.told("VerticalScroll")
        assert shown.startswith(title)
        assert about in shown
        assert f"{key} " in shown
        assert "Esc " in shown

        await pilot.keys("escape")
        assert pilot.page != "TellingDialog"


@pytest.mark.parametrize(("keys", "types"), [("n", True), ("g", False), ("g down down", True), ("w", False)])
async def test_the_help_of_a_question_names_no_letter_where_letters_are_typed(
    tmp_path: Path, keys: str, types: bool
) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT)), LARGE) as pilot:
        await pilot.keys(f"{keys} f1")

        shown = " ".join(pilot.told("VerticalScroll").split())
        assert ("Press it twice." in shown) is not types
        assert ("b F9 . Blank" in shown) is not types
        assert "F9" in shown
        assert "Ctrl+Q" in shown


async def asked(pilot: Driver, dialog: Dialog[Any]) -> None:
    """Put a question on the screen."""
    pilot.app.push_screen(dialog)
    await pilot.settle()


async def test_a_text_that_has_room_takes_no_key_of_its_own(tmp_path: Path) -> None:
    async with running(full_desk(tmp_path)) as pilot:
        await asked(pilot, AskDialog("Why?", (("no", "No"), ("yes", "Yes")), "A short one."))
        assert "Read on" not in pilot.said

        await pilot.keys("tab down enter")
        assert pilot.page != "AskDialog"
