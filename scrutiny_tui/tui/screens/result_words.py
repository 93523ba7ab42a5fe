"""What the result page says in words, below the bars."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from scrutiny_tui.domain.explanation import arithmetic_lines, closeness_lines, rule_lines
from scrutiny_tui.domain.groups import step_tally
from scrutiny_tui.domain.results import (
    CAUTION,
    ItemResult,
    RoundResult,
    TableAnswer,
    level_words,
    movement,
    results,
    turn,
    why_no_movement,
)
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.domain.topics import questions
from scrutiny_tui.tui.text import lines, words
from scrutiny_tui.view.phrases import NO_LEVEL, judged_beforehand, prompts_words


def findings(latest: RoundResult) -> Content:
    """Return the sentence, and what stands out beside it."""
    told = (latest.sentence, latest.finding, latest.caution)
    return words("\n".join(line for line in told if line))


def change(session: Session, result: ItemResult) -> Content:
    """Return how the answers went on from the time before, and what was corrected or set aside on this item."""
    return words("\n".join(_change(session, result)))


def _change(session: Session, result: ItemResult) -> Iterator[str]:
    if len(result.rounds) > 1:
        before, latest = result.rounds[-2:]
        moved = session.revealed(result.item.number)[-2:]
        told = why_no_movement(session, *moved) or f"{movement(*moved)}."
        yield f"{turn(before, latest, level_words(session))} {told}"
        if latest.verdict.agrees:
            yield CAUTION
    for entry in session.trail.values():
        if entry.item == result.item.number:
            yield entry.text


def table_answers(session: Session, result: ItemResult) -> Content:
    """Return each table's answer with its reason, those of the time before above; nothing if people answer."""
    told = [
        f"{_table(session, table)}{'' if table.reason else ' (no reason noted)'}"
        if found is result.latest
        else f"Before: {_table(session, table)}"
        for found in result.rounds[-2:]
        for table in found.tables
    ]
    return words("\n".join(told))


def _table(session: Session, table: TableAnswer) -> str:
    level = table.answer.level
    chose = session.wording.levels[level - 1].short if level else NO_LEVEL[table.answer]
    return f"{table.label}: {chose}{'. ' + table.reason if table.reason else ''}"


def prompts_of(session: Session, result: ItemResult) -> Content:
    """Return the tally of the step's prompts; nothing if none was voted on."""
    prompts = step_tally(results(session), result.item.number)
    return words(prompts_words(prompts) if prompts.labels else "")


def to_ask(session: Session, result: ItemResult) -> Content:
    """Return what to ask next."""
    if result.latest is None:
        return Content("")
    noted = any(note.kind is NoteKind.EVIDENCE for note in result.notes)
    asked = questions(result.latest, level_words(session), session.wording.questions, has_evidence=noted)
    return lines(words(question) for question in asked)


def written_down(session: Session, result: ItemResult) -> Content:
    """Return the shared view, what was judged beforehand, and the notes."""
    return words("\n".join(_written_down(session, result)))


def _written_down(session: Session, result: ItemResult) -> Iterator[str]:
    labels = [level.label for level in session.wording.levels]
    if result.agreed:
        view = labels[result.agreed.level - 1] if result.agreed.level else "not agreed"
        yield f"Our shared view, for the committee to confirm: {view} ({result.agreed.how.value})"
        if result.agreed.different_view:
            yield f"A different view: {result.agreed.different_view}"
    if result.earlier:
        yield judged_beforehand(session, result.earlier)
    for note in result.notes:
        yield f"Note, {note.kind.value}: {note.text}"


def how_worked_out(session: Session, latest: RoundResult) -> str:
    """Return this result's own arithmetic, how close the answers are, and the rule."""
    limits = session.wording.thresholds
    parts = (
        arithmetic_lines(latest, level_words(session), limits),
        closeness_lines(latest),
        rule_lines(limits),
    )
    return "\n\n".join("\n".join(part) for part in parts)
