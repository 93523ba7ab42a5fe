"""Errands with files: answers to import, paper to print, a workshop to hand over or to open; and text for the clipboard."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.answer_import import ImportPlan, plan_import, read_ballots, take_ballots
from scrutiny_tui.acts.bundle import to_pack, unpack
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.personal_names import name_search, names_found
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.archives import PasswordError
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.dialogs.dialog import TellingDialog
from scrutiny_tui.tui.dialogs.line import PROJECTOR_OFF, HiddenDialog, PathDialog, ask_line
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.view.camera_cards import CardSize, write_camera_cards
from scrutiny_tui.view.document_files import recommendations_text
from scrutiny_tui.view.handover_files import Contents, check_target, pack_up, write_zip
from scrutiny_tui.view.paper import notices, out_of_the_draw, paper_in, write_paper
from scrutiny_tui.view.plain_text import item_text


@contextmanager
def refusal_told(page: Page, title: str) -> Iterator[None]:
    """Tell in a box with this title why something was refused, and leave what was to follow."""
    try:
        yield
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(title, str(error)))


_NOT_TAKEN: Final = "The answers were not imported"
_NOT_WRITTEN: Final = "The forms were not saved"


def ask_import(page: WorkshopPage, written: str = "") -> None:
    """Ask which file, say what is in it, and take it where the facilitator says so; `written` is a path to begin with."""

    def read(path: str) -> None:
        again = partial(ask_import, page, path)
        try:
            table = read_ballots(typed_path(path))
            plan = plan_import(page.workshop.session, table)
            over = plan_import(page.workshop.session, table, replace=True)
        except ScrutinyError as error:
            page.app.push_screen(TellingDialog(_NOT_TAKEN, str(error)), lambda _told: again())
            return
        if plan.problems and not over.problems:
            _ask_replace(page, over)
        elif plan.problems:
            _offer_right_lines(page, plan, again)
        else:
            _offer(page, plan)

    told = f"CSV or Excel with the columns voter, item and answer. {PROJECTOR_OFF}"
    ask_line(page, PathDialog("Import answers", "File", written, told), read)


def _ask_replace(page: WorkshopPage, plan: ImportPlan) -> None:
    """Ask whether answers of the file take the place of those that are in, and take them where that is so."""
    told = f"{several(plan.replaced, 'answer in the file has', 'answers in the file have')} already been entered."
    choices = {
        "Import nothing": None,
        "Replace them and import the rest": partial(_take, page, plan),
    }
    ask(page, "Replace answers already entered?", choices, told)


def _offer_right_lines(page: WorkshopPage, plan: ImportPlan, again: Callable[[], None]) -> None:
    """Say what is wrong in the file; take the other lines where that is chosen, or ask for a file again."""
    earlier = " You can then choose to replace answers already entered." if plan.kept else ""
    told = "\n".join(
        [f"Nothing was imported. Correct the file and try again.{earlier}", *map(str, plan.problems)]
    )
    if not plan.ballots:
        page.app.push_screen(TellingDialog(_NOT_TAKEN, told), lambda _told: again())
        return
    right = several(len(plan.ballots), "correct line", "correct lines")
    choices: dict[str, Callable[[], object]] = {
        "Try again with the corrected file": again,
        f"Import the {right}": partial(_take, page, plan),
    }
    ask(page, _NOT_TAKEN, choices, told)


def _offer(page: WorkshopPage, plan: ImportPlan) -> None:
    choices = {"Cancel": None, "Import": partial(_take, page, plan)}
    told = "\n".join((f"{plan.summary}.", *plan.notices))
    ask(page, "Import these answers?", choices, told)


def _take(page: WorkshopPage, plan: ImportPlan) -> None:
    workshop = page.workshop
    if page.attempt(lambda: workshop.save_for_good(take_ballots(workshop.session, plan.ballots, plan.words))):
        page.tell(f"Imported: {plan.summary}.")
        for told in out_of_the_draw(page.workshop.session, plan):
            page.warn(told)
        page.answers_taken()


def ask_paper(page: Page, session: Session, pack: Pack, folder: Path) -> None:
    """Ask for the folder and write cards, slips, labels, sheets, the form and the run sheet into it."""
    told = f"Cards, slips, labels, table sheets, the form, what to bring and the run sheet, to print from a browser. {PROJECTOR_OFF}"
    dialog = PathDialog("Print slips and forms", "Folder", str(folder), told)
    ask_line(page, dialog, partial(_write_paper, page, session, pack))


def _write_paper(page: Page, session: Session, pack: Pack, path: str, *, replace: bool = False) -> None:
    """Write the paper; where some of an earlier time is there, ask first whether it is replaced."""
    with refusal_told(page, _NOT_WRITTEN):
        there = () if replace else paper_in(session, typed_path(path))
        if there:
            choices = {
                "Choose another folder": partial(ask_paper, page, session, pack, Path(path)),
                "Replace them": partial(_write_paper, page, session, pack, path, replace=True),
            }
            ask(page, "Replace the files in this folder?", choices, f"In {path}: {', '.join(there)}.")
            return
        files = write_paper(session, pack, typed_path(path), replace=replace)
        told = "\n".join((f"In {path}:", *(file.name for file in files), "", *notices(session)))
        page.app.push_screen(TellingDialog("Ready to print", told))


def ask_camera_cards(page: WorkshopPage) -> None:
    """Ask on which paper, and write the cards that a camera reads beside the other paper of the workshop."""
    path = page.desk.beside(page.workshop.path)
    folder = path.with_name(f"{path.stem}-paper")

    def write(size: CardSize) -> None:
        with refusal_told(page, _NOT_WRITTEN):
            file = write_camera_cards(page.workshop.session, folder, size, replace=True)
            page.app.push_screen(TellingDialog("Ready to print", f"In {folder}:\n{file.name}"))

    choices = {
        "A5, two on a page: up to about 6 metres from the camera": partial(write, CardSize.A5),
        "A4, one on a page: up to about 9 metres": partial(write, CardSize.A4),
    }
    ask(page, "Which cards for the camera?", choices, f"They go to {folder}, in place of those made before.")


_NOT_PACKED: Final = "The zip file was not saved"
_NOT_UNPACKED: Final = "The workshop was not opened"


def ask_pack_up(page: WorkshopPage) -> None:
    """Ask what is packed and where, and write the zip file."""
    choices = {
        "Report and counts, for the sponsor": partial(_ask_about_names, page),
        "Everything, for the next facilitator": partial(_ask_where, page, Contents.WHOLE),
    }
    ask(page, "What do you want to hand over?", choices)


def _ask_about_names(page: WorkshopPage) -> None:
    """Go on with what may be published, after a question if people on the list are named in it."""
    go_on = partial(_ask_where, page, Contents.PUBLIC)
    found = names_found(page.workshop.session)
    if not found:
        go_on()
        return
    told = "\n".join(("To change a note, cancel and use All commands (Ctrl+P).", *map(str, found)))
    choices = {"Cancel": None, "Hand over with these names": go_on}
    ask(page, "Some notes name people on the list", choices, told)


def _ask_where(page: WorkshopPage, contents: Contents) -> None:
    def take(path: str) -> None:
        target = typed_path(path)
        pack = partial(_pack_up, page, contents, target)
        if os.path.lexists(target):
            choices = {"Cancel": None, "Replace it": pack}
            ask(page, "Replace the file that is there?", choices)
        else:
            pack()

    path = page.desk.beside(page.workshop.path)
    target = path.with_name(f"{path.stem}-{'public' if contents is Contents.PUBLIC else 'handover'}.zip")
    ask_line(page, PathDialog("Hand over this workshop", "File", str(target), PROJECTOR_OFF), take)


def _pack_up(page: WorkshopPage, contents: Contents, target: Path) -> None:
    library = page.desk.library
    with refusal_told(page, _NOT_PACKED):
        check_target(target)
        found = to_pack(library, page.workshop.path)
        written = write_zip(pack_up(found, library.today().date(), contents), target, overwrite=True)
        page.tell(f"Saved as {written.name}.")


def ask_unpack(page: Page) -> None:
    """Ask for a zip file and put its workshop among the others."""
    dialog = PathDialog("Open a handed-over workshop", "File", "", PROJECTOR_OFF)
    ask_line(page, dialog, partial(_unpack, page))


def _unpack(page: Page, path: str, password: str = "") -> None:
    with refusal_told(page, _NOT_UNPACKED):
        try:
            unpacked = unpack(page.desk.library, typed_path(path), password=password)
        except PasswordError as error:
            dialog = HiddenDialog("Type the password", "Password", "", str(error))
            ask_line(page, dialog, partial(_unpack, page, path))
        else:
            page.tell(" ".join((f"Saved as {unpacked.path.name}.", *unpacked.notices)))


_COPIED: Final = "Copied as text. If you can't paste it, this terminal does not let programs copy."
_COPIED_NAMES: Final = " It names people on the list."


def copy_result(page: WorkshopPage) -> None:
    """Put the results of the step into the clipboard, as `results` prints them."""
    _copy(page, item_text(page.workshop.session, page.item))


def copy_recommendations(page: WorkshopPage) -> None:
    """Put the recommendations of the committee report into the clipboard."""
    _copy(page, recommendations_text(page.workshop.session, page.desk.library.today().date()))


def _copy(page: WorkshopPage, text: str) -> None:
    session = page.workshop.session
    names_people = any(name_search(session, voter)(text) for voter in session.voters.values())
    page.app.copy_to_clipboard(text)
    page.tell(_COPIED + _COPIED_NAMES * names_people)
