"""Asks what is packed up for somebody else and where, and which zip file is unpacked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrutiny_tui.acts.bundle import to_pack, unpack
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.personal_names import names_found
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.line import LineDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog
from scrutiny_tui.tui.screens.errands import LONGEST_PATH, PROJECTOR_OFF
from scrutiny_tui.view.handover_files import Contents, check_target, pack_up, write_zip

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.page import Page
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

_NOT_PACKED: Final = "It was not packed up"
_NOT_UNPACKED: Final = "It was not unpacked"


def ask_pack_up(page: WorkshopPage) -> None:
    """Ask what is packed and where, and write the zip file."""

    def choose(choice: str | None) -> None:
        found = names_found(page.workshop.session) if choice == Contents.PUBLIC else ()
        if choice is not None and not found:
            _ask_where(page, Contents(choice))
        elif choice is not None:
            told = "\n".join(("Change the notes first where they should not be.", *map(str, found)))
            about = "No packs nothing. Yes packs what may be published as it is."
            choices = (("no", "No, leave it"), ("yes", "Yes, pack it with them"))
            question = "People on the list are named in notes. Pack it?"
            page.app.push_screen(AskDialog(question, choices, told, about=about), go_on)

    def go_on(choice: str | None) -> None:
        if choice == "yes":
            _ask_where(page, Contents.PUBLIC)

    choices = (
        (Contents.PUBLIC.value, "For the sponsor: the report and the counts"),
        (Contents.WHOLE.value, "For whoever goes on: everything, with who answered what"),
    )
    about = (
        "The first holds nothing that joins a person to an answer. The second holds the workshop's own file."
    )
    page.app.push_screen(AskDialog("What is packed up?", choices, about=about), choose)


def _ask_where(page: WorkshopPage, contents: Contents) -> None:
    def take(path: str | None) -> None:
        if path and os.path.lexists(typed_path(path)):
            choices = (("no", "No, leave it"), ("yes", "Yes, replace it"))
            about = "No writes nothing. Yes puts the new zip file in its place."
            page.app.push_screen(
                AskDialog("There is such a file already. Replace it?", choices, about=about),
                lambda choice: _pack_up(page, contents, typed_path(path)) if choice == "yes" else None,
            )
        elif path:
            _pack_up(page, contents, typed_path(path))

    path = page.workshop.path
    target = path.with_name(f"{path.stem}-{'public' if contents is contents.PUBLIC else 'handover'}.zip")
    about = (
        "Write where the zip file goes, with a name that ends in .zip. No file is replaced without asking."
    )
    dialog = LineDialog("Pack up", "File", str(target), PROJECTOR_OFF, about=about, longest=LONGEST_PATH)
    page.app.push_screen(dialog, take)


def _pack_up(page: WorkshopPage, contents: Contents, target: Path) -> None:
    library = page.desk.library
    try:
        check_target(target)
        found = to_pack(library, page.workshop.path)
        written = write_zip(pack_up(found, library.today().date(), contents), target, overwrite=True)
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(_NOT_PACKED, str(error)))
        return
    page.tell(f"It is packed up in {written.name}.")


def ask_unpack(page: Page) -> None:
    """Ask for a zip file and put its workshop among the others."""

    def take(path: str | None) -> None:
        if path:
            _unpack(page, path)

    about = (
        "Write where the zip file is. Everything in it is checked first; no workshop that is here is changed."
    )
    dialog = LineDialog("Unpack", "File", "", PROJECTOR_OFF, about=about, longest=LONGEST_PATH)
    page.app.push_screen(dialog, take)


def _unpack(page: Page, path: str) -> None:
    try:
        unpacked = unpack(page.desk.library, typed_path(path))
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(_NOT_UNPACKED, str(error)))
        return
    page.tell(" ".join((f"It is in {unpacked.path.name} now.", *unpacked.notices)))
