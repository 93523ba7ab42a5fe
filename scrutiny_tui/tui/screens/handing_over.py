"""What any page of a workshop leads to that hands it over, or deletes who answered what."""

from __future__ import annotations

from typing import Any, Final

from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.screens.clocked_page import ClockedPage


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
        from scrutiny_tui.tui.screens.packing import ask_pack_up

        ask_pack_up(self)

    def action_forget(self, what: str) -> None:
        from scrutiny_tui.acts.upkeep import What
        from scrutiny_tui.tui.screens.asking_to_forget import ask_forget

        ask_forget(self, What(what))
