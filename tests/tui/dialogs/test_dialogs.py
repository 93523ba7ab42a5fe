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
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.dialogs.dialog import AskDialog, Dialog, TellingDialog
from scrutiny_tui.tui.dialogs.line import KeepingDialog
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.widgets.bars import MOST_KEYS
from tests.support.screens import LARGE, SIZES, Driver, at, running
from tests.tui.scenes import DIALOGS, Scene, full_desk, shown


def dialog_classes() -> Iterator[type[Dialog[Any]]]:
    """Yield every class of a question that is in the folder of dialogs."""
    for found in iter_modules(dialogs.__path__):
        for each in vars(import_module(f"{dialogs.__name__}.{found.name}")).values():
            if isinstance(each, type) and issubclass(each, Dialog) and each is not Dialog:
                yield each


CLASSES: Final = sorted(
    set(dialog_classes()) - {TellingDialog, KeepingDialog}, key=lambda each: each.__name__
)


_AT_THE_FOOT: Final = frozenset(
    [
        "help",
        "who",
        "note",
        "note-asks",
        "shared-view",
        "how",
        "again",
        "jump",
        "action",
        "hands-too-many",
        "recover",
    ]
)
"""Dialogs of every kind: a question, a text, a form, one opened from another."""


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_kind_of_question_names_its_keys_and_last_how_to_leave(kind: type[Dialog[Any]]) -> None:
    assert len(kind.keys) <= MOST_KEYS
    assert kind.keys[-1][0] == "Esc"


async def test_a_question_has_the_key_line_and_a_text_with_room_no_key_of_its_own(tmp_path: Path) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT))) as pilot:
        await pilot.keys("v")
        assert pilot.lines[-1].split() == ["↑", "↓", "Choose", "Enter", "Confirm", "Esc", "Cancel"]

        await pilot.click("KeyBar", offset=(25, 0))
        await pilot.settle()
        assert pilot.page == "ResultPage"
    async with running(full_desk(tmp_path)) as pilot:
        await asked(pilot, AskDialog("Why?", (("no", "No"), ("yes", "Yes")), "A short one."))
        assert "Read on" not in pilot.said

        await pilot.keys("tab down enter")
        assert pilot.page != "AskDialog"


async def test_help_of_a_question_says_what_it_is_about_and_no_letter_to_type(tmp_path: Path) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT)), LARGE) as pilot:
        for keys, title, about, key, types in (
            ("g", "Agree a position: Step 1", "It is shown next to the answers", "◄ ►", False),
            ("g down down", "Agree a position: Step 1", "", "Esc", True),
            ("n", "Note: Step 1", "This may be published", "Ctrl+S", True),
            ("w", "Who is here", "Changes are saved at once", "Tab", False),
            ("v", "Answer Step 1 again?", "", "Enter", False),
        ):
            await pilot.keys(f"{keys} f1")
            shown = pilot.told("VerticalScroll")
            assert shown.startswith(title)
            assert about in shown
            assert all(each in shown for each in (f"{key} ", "Esc ", "F9", "Ctrl+Q"))
            assert ("Press it twice." in shown) is not types
            assert ("b F9 . Blank" in shown) is not types

            await pilot.keys("escape")
            assert pilot.page != "TellingDialog"
            await pilot.keys("escape")
            assert pilot.page == "ResultPage"


async def asked(pilot: Driver, dialog: Dialog[Any]) -> None:
    """Put a question on the screen."""
    pilot.app.push_screen(dialog)
    await pilot.settle()


@pytest.mark.parametrize("scene", [each for each in DIALOGS if each.name in _AT_THE_FOOT], ids=str)
async def test_a_question_has_the_foot_of_the_page_for_itself(tmp_path: Path, scene: Scene) -> None:
    async with shown(scene, full_desk(tmp_path)) as pilot:
        for size in SIZES:
            await pilot.resize(size)
            rows = pilot.cells[:-1]
            edges = [place for place, row in enumerate(rows) if row.startswith("┌") and row.endswith("┐")]
            assert len(edges) == 1, size
            assert {row[0] + row[-1] for row in rows[edges[0] + 1 : -1]} == {"││"}, size
            assert (rows[-1][0], rows[-1][-1]) == ("└", "┘"), size


async def test_a_question_says_what_is_told_while_it_is_asked_and_leaves_out_what_was(tmp_path: Path) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT, 4))) as pilot:
        await pilot.keys("g 2 ctrl+s")
        saved = pilot.told("MessageLine")
        assert saved in pilot.said

        await pilot.keys("n")
        assert "Note: Step 4" in pilot.said
        assert saved not in pilot.said
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT))) as pilot:
        await pilot.keys("v")
        assert isinstance(pilot.app, ScrutinyApp)
        pilot.app.tell("Backups are made again.")
        await pilot.settle()
        assert "Answer Step 1 again?" in pilot.said
        assert "Backups are made again." in pilot.said
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT))) as pilot:
        result = pilot.app.screen
        assert isinstance(result, Page)
        result.tell("The stick is there again.")
        result.app.push_screen(AskDialog("Go on?", [("yes", "Go on")]))
        await pilot.settle()
        assert "Go on?" in pilot.said
        assert "The stick is there again." in pilot.told("MessageLine")
