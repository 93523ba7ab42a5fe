"""What could not be saved: what is safe, and how to go on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from scrutiny_tui.store.system import Refuge
from scrutiny_tui.tui.dialogs.ask import AskDialog

AGAIN: Final = "again"
"""Stands for trying once more."""
ELSEWHERE: Final = "elsewhere"
"""Stands for a folder that is still to be named."""

SAFE: Final = "Everything up to the last answer is safe. The last key was not kept."
_IN_DOUBT: Final = "Everything up to the last answer is safe. The last key may not have been kept."
_UNTIL: Final = "Nothing more is taken in until it can be saved."
_ANEW: Final = "Try again, in a new file beside the old one"


class TroubleDialog(AskDialog):
    """Says that the last key was not kept, and offers to try again or to carry on in another folder.

    Answers with `AGAIN`, with the place of a folder in the list that was given, or with `ELSEWHERE`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,T", f"take('{AGAIN}')", "Try again", show=False),
        Binding("c,C", "first", "Carry on", show=False),
        Binding("f,F", f"take('{ELSEWHERE}')", "Another folder", show=False),
    ]
    hint = "t again · c carry on · f another folder · Esc leaves"
    help_keys = (
        ("Enter", "takes the line that is marked, which ↑ ↓ move; a click on a line does too."),
        ("t", "tries again, as often as you like: after space was made, or a stick was put back."),
        ("c", "carries on in the first folder of the list; f asks for another, such as a stick just put in."),
        (
            "Esc",
            "goes back to the page. Nothing is lost, and nothing more is taken in until it can be saved.",
        ),
    )

    def __init__(self, reason: str, folders: Iterable[Refuge], *, anew: bool) -> None:
        """Take why, the folders to suggest, and whether trying again needs a new file, because it is not certain what the old one holds."""
        self._folders = tuple(folders)
        choices = [(AGAIN, f"t  {_ANEW if anew else 'Try again'}")]
        choices += [
            (str(place), f"{'c' if place == 0 else ' '}  Carry on in {refuge.name}{_where(refuge)}")
            for place, refuge in enumerate(self._folders)
        ]
        choices.append((ELSEWHERE, "f  Carry on in another folder…"))
        super().__init__(
            "This could not be saved",
            choices,
            f"{reason} {_IN_DOUBT if anew else SAFE} {_UNTIL}",
            about="The workshop goes on in a new file with everything that is in; the old file stays as it is.",
        )

    def action_take(self, choice: str) -> None:
        self.dismiss(choice)

    def action_first(self) -> None:
        self.dismiss("0" if self._folders else ELSEWHERE)


def _where(refuge: Refuge) -> str:
    return " (another disk)" if refuge.other_disk else ""
