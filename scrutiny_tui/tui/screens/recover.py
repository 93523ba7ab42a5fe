"""What is offered where a workshop's file is damaged: to put what is sound into a new file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrutiny_tui.domain.errors import Problem, ScrutinyError
from scrutiny_tui.report.recovered import recovered_line
from scrutiny_tui.services.repairing import Examination, examine, repair
from scrutiny_tui.store.salvage.pieces import DAMAGED
from scrutiny_tui.store.salvage.recovering import Recovery
from scrutiny_tui.tui.dialogs.ask import AskDialog
from scrutiny_tui.tui.dialogs.telling import TellingDialog

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.page import Page

_MOST: Final = 4
"""How many things that are wrong are shown; `scrutiny-tui check` lists all."""


def offer_recovery(page: Page, path: Path) -> bool:
    """Say what is wrong with a damaged workshop and offer to recover it; return whether there is anything to offer."""
    found = examine(page.desk.library, path)
    if found.opens or found.recovery is None:
        return False

    def decide(choice: str | None) -> None:
        if choice == "yes":
            _recover(page, path)

    choices = (("no", "No, leave it alone"), ("yes", "Recover it into a new file"))
    about = (
        "No changes nothing. Recovering writes a new file beside this one, from all that is sound in its files and its "
        "copies, and opens it. The damaged file stays as it is."
    )
    page.app.push_screen(
        AskDialog("This workshop is damaged", choices, _told(found, found.recovery), about=about), decide
    )
    return True


def _told(found: Examination, recovery: Recovery) -> str:
    wrong = list(_wrong(found.problems[:_MOST]))
    more = [f"• and {len(found.problems) - _MOST} more"] if len(found.problems) > _MOST else []
    can = recovered_line(recovery.session).replace("Recovered:", "Can be recovered:", 1)
    return "\n".join((can, *recovery.missing[:_MOST], *wrong, *more))


def _wrong(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield what is wrong line by line, each file named once."""
    for file, found in groupby(problems, key=lambda problem: problem.file):
        yield f"What is wrong in {file}:"
        for problem in found:
            where = "" if problem.key in {"", DAMAGED} else f"{problem.key}: "
            yield f"• {where}{problem.reason.removeprefix(f'{DAMAGED}: ')}"


def _recover(page: Page, path: Path) -> None:
    from scrutiny_tui.tui.screens.opening import open_here

    try:
        made = repair(page.desk.library, path)
    except ScrutinyError as error:
        page.app.push_screen(TellingDialog("This workshop could not be recovered", str(error)))
        return
    page.tell(" ".join((f"It is in {made.path.name} now.", *made.missing[:_MOST])))
    open_here(page, made.path)
