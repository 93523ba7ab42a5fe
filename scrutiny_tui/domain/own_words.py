"""People's own words on a step: who wrote a line, with which answer and when, is kept nowhere.

Lines are kept by step, sorted by text, and numbered anew with every change, so that neither their order nor their
numbers tell in which order they were typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import LONGEST_OWN_LINE, too_long
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.phrases import capitalised
from scrutiny_tui.domain.rounds import LineState, OwnLine, RoundState
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.voting import name_of

PEOPLE_WROTE: Final = "What people wrote"
"""What the lines of a step are called, and the source of evidence that was one."""
INVITATION: Final = (
    "In a few words: what makes you say so, or what could we show? It may be read out, without your name. "
    "Please name no children, families or staff."
)
"""Stands beside every line that people write on."""
KEPT_APART: Final = "Your words are saved apart from your answers."
"""Stands behind it once, beside how answers are kept."""
FEWEST: Final = 3
"""Lines on a step that are shown together at least, and answers that are in before a line is taken."""


def lines_on(session: Session, step: int) -> tuple[OwnLine, ...]:
    """Return every line on a step, sorted by text."""
    return tuple(line for line in session.words.values() if line.item == step)


def why_not_taken(session: Session, step: int) -> str:
    """Return why no line can be taken on a step yet; empty if lines can be.

    With fewer answers the file would tell whose words they are.
    """
    if session.details.mode is Mode.COLLECTIVE:
        return "In this workshop the committee agrees together, so nobody writes on a slip."
    rounds = [each for each in session.rounds_of(step) if each.state is not RoundState.VOID]
    if any(each.given >= FEWEST for each in rounds):
        return ""
    name = name_of(session, step)
    return f"Fewer than three answers are saved on {name}. Enter the answers first, so that nobody can tell who wrote what."


def why_not_shown(session: Session, step: int) -> str:
    """Return why nothing that was written on a step is shown yet; empty if it can be."""
    if not session.revealed(step):
        return f"What people wrote is shown after the result of {name_of(session, step)}."
    if len(lines_on(session, step)) < FEWEST:
        return f"Lines are shown once three are written on {name_of(session, step)}. Fewer are kept, and not shown."
    return ""


def shown_lines(session: Session, step: int) -> tuple[str, ...]:
    """Return what everyone may read of what was written on a step."""
    if why_not_shown(session, step):
        return ()
    return tuple(line.text for line in lines_on(session, step) if line.state is LineState.SHOWN)


def left_out(session: Session, step: int) -> int:
    """Return how many lines on a step with a result are neither shown nor noted as evidence."""
    if not session.revealed(step):
        return 0
    kept = [line for line in lines_on(session, step) if line.state is not LineState.NOTED]
    return len(kept) - len(shown_lines(session, step))


def add_lines(session: Session, step: int, texts: Iterable[str]) -> Session:
    """Return the session with more lines on a step. Raises `RuleError` if one is empty or too long, or comes too early."""
    if why := why_not_taken(session, step):
        raise RuleError(why)
    return _with(session, (*session.words.values(), *(OwnLine(0, step, _checked(text)) for text in texts)))


def take_in_lines(session: Session, step: int, texts: Iterable[str]) -> Session:
    """Return the session with the lines of a file that are not there yet, so that the same file can come again."""
    there = [line.text for line in lines_on(session, step)]
    there += [note.text for note in session.notes_of(step)]
    new = Counter(map(_checked, texts)) - Counter(there)
    return add_lines(session, step, new.elements()) if new else session


def change_line(session: Session, line: OwnLine, text: str) -> Session:
    """Return the session with other words in a line. Raises `RuleError` if it is gone, or the text empty or too long."""
    return _put(session, line, replace(line, text=_checked(text)))


def remove_line(session: Session, line: OwnLine) -> Session:
    """Return the session without a line. Raises `RuleError` if it is gone."""
    return _put(session, line)


def sort_line(session: Session, line: OwnLine, state: LineState) -> Session:
    """Return the session with a line shown, left out, or noted as evidence; then its words are those of the note.

    Raises `RuleError` if it is gone, or lines on its step cannot be shown: while the step is answered again, the lines
    that came with the new answers would tell of them.
    """
    if why := why_not_sorted(session, line.item):
        raise RuleError(why)
    if state is not LineState.NOTED:
        return _put(session, line, replace(line, state=state))
    noted = add_note(session, line.item, NoteKind.EVIDENCE, line.text, (PEOPLE_WROTE.lower(), ""))
    return _put(noted, line, replace(line, text="", state=state))


def why_not_sorted(session: Session, step: int) -> str:
    """Return why the lines on a step cannot be gone through now; empty if they can be."""
    if session.open_round(step):
        name = capitalised(name_of(session, step))
        return f"{name} is being answered. Go through what people wrote after its result."
    return why_not_shown(session, step)


def _checked(text: str) -> str:
    kept = " ".join(text.split())
    if told := too_long(kept, "The line", LONGEST_OWN_LINE):
        raise RuleError(told)
    if not kept:
        raise RuleError("Nothing was saved, because the line is empty.")
    return kept


def _put(session: Session, line: OwnLine, *changed: OwnLine) -> Session:
    """Return the session with these lines, or none, in place of one. Raises `RuleError` if that is gone."""
    lines = [*session.words.values()]
    if line not in lines:
        raise RuleError("This line is no longer in the workshop.")
    lines.remove(line)
    return _with(session, (*lines, *changed))


def _with(session: Session, lines: Iterable[OwnLine]) -> Session:
    """Return the session with these lines, in an order and with numbers that depend on nothing but what they say."""
    ordered = sorted(lines, key=lambda line: (line.item, line.text.casefold(), line.text, line.state.stored))
    numbered = (
        line if line.id == place else replace(line, id=place) for place, line in enumerate(ordered, 1)
    )
    return replace(session, words={line.id: line for line in numbered})
