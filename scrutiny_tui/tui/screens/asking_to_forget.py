"""Asks twice before who answered what, or people's names, are deleted."""

from __future__ import annotations

from scrutiny_tui.acts.upkeep import BEYOND_FORGETTING, WARNING, What, forget, is_done, without
from scrutiny_tui.domain.personal_names import typed_names
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.screens.handing_over import HandingPage
from scrutiny_tui.tui.screens.navigation import resumed_page


def ask_forget(page: HandingPage, what: What) -> None:
    """Ask twice whether this is to be deleted, delete it, and say what could not be reached."""
    session = page.workshop.session
    today = page.workshop.now().date()
    if not is_done(session, what) and not page.attempt(lambda: without(session, what, today)):
        return
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

    told = "\n".join((WARNING, what.stays, *typed, BEYOND_FORGETTING))
    about = "No changes nothing. Yes asks once more before anything is deleted."
    choices = (("no", "No, leave it"), ("yes", "Yes, go on"))
    page.app.push_screen(AskDialog(f"Delete {subject}?", choices, told, about=about), again)


def _forget(page: HandingPage, what: What) -> None:
    unreached: tuple[str, ...] = ()

    def act() -> None:
        nonlocal unreached
        unreached = forget(page.workshop, what)

    if page.attempt(act):
        # What is still somewhere is read until somebody goes on.
        say = page.warn if unreached else page.tell
        say(" ".join((what.done, *unreached)))
        page.replace_with(resumed_page(page.desk, page.workshop))
