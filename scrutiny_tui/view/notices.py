"""What is told in passing: how a vote goes on, where a workshop got to, and what was checked."""

from __future__ import annotations

from scrutiny_tui.acts.answer_import import ImportPlan
from scrutiny_tui.acts.history import Undone
from scrutiny_tui.acts.library import Entry
from scrutiny_tui.acts.rescue import Backup
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.phrases import day, item_name, several
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper import draws_labels
from scrutiny_tui.view.phrases import who_answers


def taken_back(undone: Undone | None) -> str:
    """Return what an undo took back; never what the answer was."""
    if undone is None:
        return "There is nothing to take back."
    if undone.voter is None:
        return "The count is taken back."
    what = "the whole slip is taken back" if undone.whole_slip else "taken back"
    again = "; what was in before is in again" if undone.earlier_back else ""
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


def out_of_the_draw(session: Session, plan: ImportPlan) -> list[str]:
    """Return a sentence that names the labels of a file that was taken; none where no labels are drawn."""
    if not draws_labels(session):
        return []
    labels = [session.voters[voter].label for voter in sorted({ballot.voter for ballot in plan.ballots})]
    return [f"Keep these labels out of the draw, for those who answered: {', '.join(labels)}."]


def entry_line(entry: Entry) -> str:
    """Return a session's line in a list: what it is and how far, or why it cannot be read."""
    if entry.session is None:
        return safe(f"{entry.path.name}: {entry.problem}")
    details = entry.session.details
    done = _progress(entry.session, entry.revealed)
    parts = (day(details.date), details.council, details.committee, done, entry.path.name)
    return safe(", ".join(part for part in parts if part))


def backup_line(backup: Backup) -> str:
    """Return a dated copy's line in a list: when it was made, whose it is, and what is shown in it."""
    made = f"{day(backup.made)}, {backup.made:%H.%M}"
    if backup.session is None:
        return safe(f"{made}, {backup.path.name}: {backup.problem}")
    return safe(f"{made}, {backup.session.details.council}: {shown_line(backup.session)}")


def lost_line(lost: Backup) -> str:
    """Return the line in a list of a workshop whose own file is gone, of which there is a second copy."""
    if lost.session is None:
        return safe(f"{lost.path.name}: {lost.problem}")
    details = lost.session.details
    return safe(f"{day(details.date)}, {details.council}: its file is not here")


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


def _progress(session: Session, revealed: int) -> str:
    steps = several(len(session.wording.items), "step", "steps")
    return f"{revealed} of {steps} {'has' if revealed == 1 else 'have'} a result"
