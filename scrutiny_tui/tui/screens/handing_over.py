"""What any page of a workshop leads to that hands it over, or deletes who answered what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog
from scrutiny_tui.tui.screens.clocked_page import ClockedPage

if TYPE_CHECKING:
    from scrutiny_tui.report.handover import Contents
    from scrutiny_tui.services.forgetting import What
    from scrutiny_tui.tui.screens.page import Page

_NOT_PACKED: Final = "It was not packed up"
_NOT_UNPACKED: Final = "It was not unpacked"


def _keeps_answers(page: Any) -> bool:
    return any(each.ballots for each in page.workshop.session.rounds.values())


def _keeps_names(page: Any) -> bool:
    return page.workshop.session.details.secrecy is Secrecy.BY_NAME


HANDING: Final = (
    Command("paper", "", "Print paper", "Write cards, slips, labels and sheets to print.", everywhere=True),
    Command(
        "pack_up",
        "",
        "Pack up for somebody else…",
        "Write this workshop, or what may be published of it, into one zip file.",
        everywhere=True,
    ),
    Command(
        "forget('ballots')",
        "",
        "Forget who answered what…",
        "Delete who answered what; totals, results and reports stay as they are. Asks twice.",
        everywhere=True,
        when=_keeps_answers,
    ),
    Command(
        "forget('names')",
        "",
        "Forget names…",
        "Put labels in place of people's names for good. Asks twice.",
        everywhere=True,
        when=_keeps_names,
    ),
)
"""What every page of a workshop offers about handing it over."""


class HandingPage(ClockedPage):
    """A page from which a workshop can be handed over, and paper for it be printed."""

    def action_paper(self) -> None:
        from scrutiny_tui.tui.screens.errands import ask_paper

        path = self.workshop.path
        ask_paper(self, self.workshop.session, self.workshop.pack, path.with_name(f"{path.stem}-paper"))

    def action_pack_up(self) -> None:
        ask_pack_up(self)

    def action_forget(self, what: str) -> None:
        from scrutiny_tui.services.forgetting import What

        ask_forget(self, What(what))


def ask_forget(page: HandingPage, what: What) -> None:
    """Ask twice whether this is to be deleted, delete it, and say what could not be reached."""
    if not page.attempt(page.workshop.may_forget, what):
        return
    from scrutiny_tui.report.typed_names import typed_names
    from scrutiny_tui.services.forgetting import BEYOND, TOTALS_STAY, What
    from scrutiny_tui.services.upkeep import WARNING

    names = what is What.NAMES
    subject = "people's names" if names else "who answered what"
    typed = tuple(typed_names(page.workshop.session)) if names else ()

    def again(choice: str | None) -> None:
        if choice == "yes":
            about = "No changes nothing. Yes deletes it at once, from every file that can be reached."
            choices = (("no", "No, leave it"), ("yes", "Yes, delete it for good"))
            page.app.push_screen(
                AskDialog("There is no way back. Delete it?", choices, WARNING, about=about), go
            )

    def go(choice: str | None) -> None:
        if choice == "yes":
            _forget(page, what)

    told = "\n".join((WARNING, TOTALS_STAY, *typed, BEYOND))
    about = "No changes nothing. Yes asks once more before anything is deleted."
    choices = (("no", "No, leave it"), ("yes", "Yes, go on"))
    page.app.push_screen(AskDialog(f"Delete {subject}?", choices, told, about=about), again)


def _forget(page: HandingPage, what: What) -> None:
    from scrutiny_tui.tui.screens.navigation import resumed_page

    unreached: tuple[str, ...] = ()

    def forget() -> None:
        nonlocal unreached
        unreached = page.workshop.forget(what, page.desk.library.places)

    if page.attempt(forget):
        # What is still somewhere is read until somebody goes on.
        say = page.warn if unreached else page.tell
        say(" ".join((what.done, *unreached)))
        page.replace_with(resumed_page(page.desk, page.workshop))


def ask_pack_up(page: HandingPage) -> None:
    """Ask what is packed and where, and write the zip file."""
    from scrutiny_tui.report.handover import Contents
    from scrutiny_tui.report.record.names import names_found

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


def _ask_where(page: HandingPage, contents: Contents) -> None:
    from scrutiny_tui.tui.dialogs.line import LineDialog
    from scrutiny_tui.tui.screens.errands import LONGEST_PATH, PROJECTOR_OFF
    from scrutiny_tui.tui.typed_path import typed_path

    def take(path: str | None) -> None:
        if path and typed_path(path).exists():
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


def _pack_up(page: HandingPage, contents: Contents, target: Path) -> None:
    from scrutiny_tui.report.handover import Handover, check_target, pack_up, write_zip
    from scrutiny_tui.services.handing_over import to_pack

    library = page.desk.library
    try:
        check_target(target)
        found = to_pack(library, page.workshop.path)
        handover = Handover(found.session, found.file, found.pack, found.pack_folder)
        written = write_zip(pack_up(handover, library.today().date(), contents), target, overwrite=True)
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(_NOT_PACKED, str(error)))
        return
    page.tell(f"It is packed up in {written.name}.")


def ask_unpack(page: Page) -> None:
    """Ask for a zip file and put its workshop among the others."""
    from scrutiny_tui.tui.dialogs.line import LineDialog
    from scrutiny_tui.tui.screens.errands import LONGEST_PATH, PROJECTOR_OFF

    def take(path: str | None) -> None:
        if path:
            _unpack(page, path)

    about = (
        "Write where the zip file is. Everything in it is checked first; no workshop that is here is changed."
    )
    dialog = LineDialog("Unpack", "File", "", PROJECTOR_OFF, about=about, longest=LONGEST_PATH)
    page.app.push_screen(dialog, take)


def _unpack(page: Page, path: str) -> None:
    from scrutiny_tui.services.handing_over import unpack
    from scrutiny_tui.tui.typed_path import typed_path

    try:
        unpacked = unpack(page.desk.library, typed_path(path))
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog(_NOT_UNPACKED, str(error)))
        return
    page.tell(" ".join((f"It is in {unpacked.path.name} now.", *unpacked.notices)))
