"""What any page of a workshop leads to that hands it over, or deletes who answered what."""

from __future__ import annotations

from typing import Final

from scrutiny_tui.tui.commands import Command
from scrutiny_tui.tui.screens.clocked_page import ClockedPage

HANDING: Final = (
    Command("paper", "", "Print paper", "Write cards, slips, labels and sheets to print.", everywhere=True),
    Command(
        "pack_up",
        "",
        "Pack up for somebody else…",
        "Write this workshop, or what may be published of it, into one zip file.",
        everywhere=True,
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
