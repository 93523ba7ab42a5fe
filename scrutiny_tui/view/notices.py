"""Short sentences that pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrutiny_tui.domain.phrases import day, item_name, several, time_of_day
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.results import step_results
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.view.result_words import about_workshop, progress, who_answers

if TYPE_CHECKING:
    from scrutiny_tui.acts.history import Undone
    from scrutiny_tui.acts.library import Entry
    from scrutiny_tui.acts.rescue import Backup
    from scrutiny_tui.domain.pack import Pack
    from scrutiny_tui.domain.session import Session


def taken_back(undone: Undone | None) -> str:
    """Return what an undo took back; never what the answer was."""
    if undone is None:
        return "There is nothing to undo."
    if undone.voter is None:
        return "Count undone."
    what = "whole slip undone" if undone.whole_slip else "answer undone"
    again = "; the earlier answer counts again" if undone.earlier_back else ""
    return f"{undone.voter.label}: {what}{again}"


def pack_line(pack: Pack) -> str:
    """Return what a pack holds, such as "six-steps: 6 steps, 36 prompts, 5 lessons, 17 pages: nothing wrong."."""
    prompts = sum(len(step.prompts) for step in pack.steps)
    held = (
        several(len(pack.steps), "step", "steps"),
        several(prompts, "prompt", "prompts"),
        several(len(pack.lessons), "lesson", "lessons"),
        several(len(pack.pages), "page", "pages"),
    )
    return f"{pack.id}: {', '.join(held)}: nothing wrong."


def session_line(file: str, session: Session) -> str:
    """Return what a session file holds; nothing about answers."""
    held = (
        f"a workshop of {session.details.council}",
        several(len(session.wording.items), "step", "steps"),
        who_answers(session),
    )
    return f"{file}: {', '.join(held)}: nothing wrong."


def entry_line(entry: Entry) -> str:
    """Return a session's line in a list: what it is and how far, or why it cannot be read."""
    if entry.session is None:
        return safe(f"{entry.path.name}: {entry.problem}")
    return safe(about_workshop(entry.session.details, progress(entry.session), entry.path.name))


def backup_line(backup: Backup) -> str:
    """Return a dated copy's line in a list: when it was made, whose it is, and what is shown in it."""
    made = f"{day(backup.made)}, {time_of_day(backup.made)}"
    if backup.session is None:
        return safe(f"{made}, {backup.path.name}: {backup.problem}")
    return safe(f"{made}, {backup.session.details.council}: {shown_line(backup.session)}")


def how_far(session: Session) -> tuple[str, str]:
    """Return the day with how many answer, and a line with how far each step is, such as "≡1  ≈2  ·3".

    The start page, which is projected, shows it: it names no council.
    """
    steps = step_results(session)
    signs = "  ".join(f"{each.accord.sign}{each.item.id}" for each in steps)
    following = next((each.item for each in steps if each.accord is Accord.OPEN), None)
    then = f"   next: Step {following.id}, {following.short}" if following else ""
    return f"{day(session.details.date)} · {who_answers(session)}", f"{signs}{then}"


def lost_line(lost: Backup) -> str:
    """Return the line in a list of a workshop whose own file is gone, of which there is a second copy."""
    if lost.session is None:
        return safe(f"{lost.path.name}: {lost.problem}")
    details = lost.session.details
    return safe(f"{day(details.date)}, {details.council}: its file is missing")


def shown_line(session: Session) -> str:
    """Return what is revealed, such as "14 answers in step 1, 12 in step 3"; nothing of votes that are open."""
    told = ""
    for item in session.items:
        found = session.revealed(item.number)
        if found:
            given = found[-1].given
            told += f", {given}" if told else several(given, "answer", "answers")
            told += f" in {item_name(item).lower()}"
    return told or "no result yet"
