"""Every question says in its help what it asks, what becomes of each choice, and its keys."""

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
from scrutiny_tui.tui.dialogs.line import KeepingDialog, LineDialog, TypedOrChosen
from tests.support.screens import (
    LARGE,
    Driver,
    at,
    keyed,
    page_name,
    run_from_palette,
    running,
    said,
    settled,
    told,
)
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


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_kind_of_question_has_keys_in_its_help_and_says_how_to_leave(kind: type[Dialog[Any]]) -> None:
    keys = dict(kind.help_keys)

    assert {"Enter", "Esc"} <= keys.keys()
    assert all(does.endswith(".") for does in keys.values())
    assert kind.help_text or issubclass(kind, LineDialog | TypedOrChosen)
    assert kind.help_text != kind.hint


@pytest.mark.parametrize(
    ("keys", "title", "about", "key"),
    [
        ("g", "Shared view: Step 1", "It stands beside the answers", "◄ ►"),
        ("n", "Note: Step 1", "This may be published", "Ctrl+S"),
        ("w", "Who is here", "a change is saved at once", "Tab"),
        ("v", "Answer Step 1 again?", "", "Enter"),
    ],
)
async def test_the_help_of_a_question_says_more_than_its_last_line(
    tmp_path: Path, keys: str, title: str, about: str, key: str
) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT)), LARGE) as pilot:
        await keyed(pilot, f"{keys} f1")

        shown = told(pilot, "VerticalScroll")
        assert shown.startswith(title)
        assert about in shown
        assert f"{key} " in shown
        assert "Esc leaves" in shown

        await keyed(pilot, "escape")
        assert page_name(pilot) != "TellingDialog"


@pytest.mark.parametrize(("keys", "types"), [("n", True), ("g", False), ("g down down", True), ("w", False)])
async def test_the_help_of_a_question_names_no_letter_where_letters_are_typed(
    tmp_path: Path, keys: str, types: bool
) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT)), LARGE) as pilot:
        await keyed(pilot, f"{keys} f1")

        shown = " ".join(told(pilot, "VerticalScroll").split())
        assert ("Press it twice to quit" in shown) is not types
        assert ("b F9 . Blank" in shown) is not types
        assert "F9" in shown
        assert "Ctrl+Q" in shown


async def test_the_help_of_a_question_says_what_becomes_of_each_choice(tmp_path: Path) -> None:
    async with running(at(full_desk(tmp_path), Place(PageName.RESULT)), LARGE) as pilot:
        await run_from_palette(pilot, "Set this result aside")
        await keyed(pilot, "enter f1")

        assert "Keep the result changes nothing. Set the latest vote aside" in told(pilot, "VerticalScroll")


async def asked(pilot: Driver, dialog: Dialog[Any]) -> None:
    """Put a question on the screen."""
    pilot.app.push_screen(dialog)
    await settled(pilot)


async def test_a_text_that_has_room_takes_no_key_of_its_own(tmp_path: Path) -> None:
    async with running(full_desk(tmp_path)) as pilot:
        await asked(
            pilot, AskDialog("Why?", (("no", "No"), ("yes", "Yes")), "A short one.", about="No. Yes.")
        )
        assert "Tab reads on" not in said(pilot)

        await keyed(pilot, "tab down enter")
        assert page_name(pilot) != "AskDialog"


async def test_a_line_says_for_the_help_what_becomes_of_it(tmp_path: Path) -> None:
    async with running(full_desk(tmp_path), LARGE) as pilot:
        await asked(pilot, LineDialog("Rename", "Name", "", "The name of the file.", about="It is renamed."))
        await keyed(pilot, "f1")

        assert "Rename The name of the file. It is renamed." in told(pilot, "VerticalScroll")


QUESTIONS: Final = [
    scene
    for scene in DIALOGS
    if scene.name
    in {
        *(
            "again",
            "close-workshop",
            "leave-answers",
            "other-ways",
            "ways",
            "projector",
            "miscounted",
            "show-anyway",
        ),
        *("leave-form", "new-sitting", "aside", "correct"),
    }
]


@pytest.mark.parametrize("scene", QUESTIONS, ids=str)
async def test_the_help_of_a_question_says_what_becomes_of_its_choices(tmp_path: Path, scene: Scene) -> None:
    async with shown(scene, full_desk(tmp_path), LARGE) as pilot:
        asked_now = pilot.app.screen
        assert isinstance(asked_now, AskDialog)
        *_known, becomes, _how = asked_now.help_paragraphs()
        await keyed(pilot, "f1")

        assert becomes.endswith(".")
        assert becomes in told(pilot, "Hanging")
