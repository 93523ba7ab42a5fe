"""Errands with files: answers that came back before the day, paper to print, a workshop packed up or unpacked."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.answer_import import ImportPlan, plan_import, read_ballots
from scrutiny_tui.acts.bundle import to_pack, unpack
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.personal_names import names_found
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.places import typed_path
from scrutiny_tui.tui.dialogs.dialog import TellingDialog, ask
from scrutiny_tui.tui.dialogs.line import PROJECTOR_OFF, PathDialog, ask_line
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.view.handover_files import Contents, check_target, pack_up, write_zip
from scrutiny_tui.view.paper import notices, out_of_the_draw, paper_in, write_paper

_NOT_TAKEN: Final = "The answers were not taken"
_NOT_WRITTEN: Final = "The paper was not written"


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
    ask_line(page, PathDialog("Take answers from a file", "File", written, told), read)


def _ask_replace(page: WorkshopPage, plan: ImportPlan) -> None:
    """Ask whether answers of the file take the place of those that are in, and take them where that is so."""
    told = f"{several(plan.replaced, 'answer of the file is', 'answers of the file are')} in already."
    choices = {
        "No, take nothing": None,
        "Yes, replace what is in and take the others": partial(_take, page, plan),
    }
    ask(page, "Replace answers that are in already?", choices, told)


def _offer_right_lines(page: WorkshopPage, plan: ImportPlan, again: Callable[[], None]) -> None:
    """Say what is wrong in the file; take the other lines where that is chosen, or ask for a file again."""
    earlier = " Then it asks whether answers that are in are replaced." if plan.kept else ""
    told = "\n".join(
        [f"Nothing was taken. Mend the file and take it again.{earlier}", *map(str, plan.problems)]
    )
    if not plan.ballots:
        page.app.push_screen(TellingDialog(_NOT_TAKEN, told), lambda _told: again())
        return
    right = several(len(plan.ballots), "line that is", "lines that are")
    choices: dict[str, Callable[[], object]] = {
        "Take the file again, once it is mended": again,
        f"Take the {right} right": partial(_take, page, plan),
    }
    ask(page, _NOT_TAKEN, choices, told)


def _offer(page: WorkshopPage, plan: ImportPlan) -> None:
    choices = {"No, leave them": None, "Yes, take them": partial(_take, page, plan)}
    told = "\n".join((f"{plan.summary}.", *plan.notices))
    ask(page, "Take these answers?", choices, told)


def _take(page: WorkshopPage, plan: ImportPlan) -> None:
    if page.attempt(page.workshop.import_ballots, plan.ballots):
        page.tell(f"Taken: {plan.summary}.")
        for told in out_of_the_draw(page.workshop.session, plan):
            page.warn(told)
        page.answers_taken()


def ask_paper(page: Page, session: Session, pack: Pack, folder: Path) -> None:
    """Ask for the folder and write cards, slips, labels, sheets, the form and the run sheet into it."""
    told = f"Cards, slips, labels, table sheets, the form and the run sheet, to print from a browser. {PROJECTOR_OFF}"
    dialog = PathDialog("Print paper", "Folder", str(folder), told)
    ask_line(page, dialog, partial(_write_paper_or_ask, page, session, pack))


def _write_paper_or_ask(page: Page, session: Session, pack: Pack, path: str) -> None:
    """Write the paper; where some of an earlier time is there, ask first whether it is replaced."""
    try:
        there = paper_in(session, typed_path(path))
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(_NOT_WRITTEN, str(error)))
        return
    if not there:
        _write_paper(page, session, pack, path, replace=False)
        return
    choices = {
        "No, name another folder": partial(ask_paper, page, session, pack, Path(path)),
        "Yes, replace it": partial(_write_paper, page, session, pack, path, replace=True),
    }
    told = f"In {path}: {', '.join(there)}."
    ask(page, "There is paper already. Replace it?", choices, told)


def _write_paper(page: Page, session: Session, pack: Pack, path: str, *, replace: bool) -> None:
    try:
        files = write_paper(session, pack, typed_path(path), replace=replace)
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(_NOT_WRITTEN, str(error)))
        return
    told = "\n".join((f"In {path}:", *(file.name for file in files), "", *notices(session)))
    page.app.push_screen(TellingDialog("Ready to print", told))


_NOT_PACKED: Final = "It was not packed up"
_NOT_UNPACKED: Final = "It was not unpacked"


def ask_pack_up(page: WorkshopPage) -> None:
    """Ask what is packed and where, and write the zip file."""
    choices = {
        "For the sponsor: the report and the counts": partial(_ask_about_names, page),
        "For whoever goes on: everything, with who answered what": partial(_ask_where, page, Contents.WHOLE),
    }
    ask(page, "What is packed up?", choices)


def _ask_about_names(page: WorkshopPage) -> None:
    """Go on with what may be published, after a question if people on the list are named in it."""
    go_on = partial(_ask_where, page, Contents.PUBLIC)
    found = names_found(page.workshop.session)
    if not found:
        go_on()
        return
    told = "\n".join(("Change the notes first where they should not be.", *map(str, found)))
    choices = {"No, leave it": None, "Yes, pack it with them": go_on}
    ask(page, "People on the list are named in notes. Pack it?", choices, told)


def _ask_where(page: WorkshopPage, contents: Contents) -> None:
    def take(path: str) -> None:
        target = typed_path(path)
        pack = partial(_pack_up, page, contents, target)
        if os.path.lexists(target):
            choices = {"No, leave it": None, "Yes, replace it": pack}
            ask(page, "There is such a file already. Replace it?", choices)
        else:
            pack()

    path = page.workshop.path
    target = path.with_name(f"{path.stem}-{'public' if contents is Contents.PUBLIC else 'handover'}.zip")
    ask_line(page, PathDialog("Pack up", "File", str(target), PROJECTOR_OFF), take)


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
    dialog = PathDialog("Unpack", "File", "", PROJECTOR_OFF)
    ask_line(page, dialog, partial(_unpack, page))


def _unpack(page: Page, path: str) -> None:
    try:
        unpacked = unpack(page.desk.library, typed_path(path))
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(_NOT_UNPACKED, str(error)))
        return
    page.tell(" ".join((f"It is in {unpacked.path.name} now.", *unpacked.notices)))
