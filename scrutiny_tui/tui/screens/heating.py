"""How the heat map and a result by groups are asked for: groups at once, people by name only after two questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.heat import HeatMap, heat_of_groups, heat_of_people
from scrutiny_tui.report.group_words import group_lines, no_groups
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.workshop_page import WorkshopPage

_FIRST: Final = (
    "It shows every person by name with every answer. The promise was that these are a recorded vote."
)


def show_groups(page: WorkshopPage) -> None:
    """Show the heat map of role groups."""
    _show(page, heat_of_groups(page.workshop.session))


def ask_people(page: WorkshopPage) -> None:
    """Ask twice whether every person's answers are to be shown by name, and show them."""

    def again(choice: str | None) -> None:
        if choice == "yes":
            choices = (("no", "No, show nothing"), ("yes", "Yes, show the names"))
            told = "Everybody who sees the screen will see who chose what."
            about = "No shows nothing. Yes shows the names at once, each with every answer."
            question = "Has everybody in the room agreed to it?"
            page.app.push_screen(AskDialog(question, choices, told, about=about), show)

    def show(choice: str | None) -> None:
        if choice == "yes":
            _show(page, heat_of_people(page.workshop.session))

    choices = (("no", "No, leave it"), ("yes", "Yes, go on"))
    about = "No shows nothing. Yes asks once more before a name is shown."
    page.app.push_screen(AskDialog("Show each person's answers?", choices, _FIRST, about=about), again)


def _show(page: WorkshopPage, heat: HeatMap) -> None:
    from scrutiny_tui.tui.screens.heat import HeatPage

    page.app.push_screen(HeatPage(page.desk, page.workshop, page.place, heat))


def compare_groups(page: WorkshopPage) -> None:
    """Show the latest result of the page's item by role groups, or why it cannot be."""
    revealed = page.workshop.session.revealed(page.place.item)
    if not revealed:
        return
    told = tuple(group_lines(page.workshop.session, revealed[-1])) or (no_groups(revealed[-1]),)
    page.app.push_screen(TellingDialog("The result by groups", "\n\n".join(told)))
