"""The results of a workshop as plain text: words for everything, so that it can be read aloud or piped.

Nothing of a round that is open or set aside is in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.explain import rule_lines
from scrutiny_tui.domain.movement import movement
from scrutiny_tui.domain.queue import talk_next
from scrutiny_tui.domain.results import ItemResult, RoundResult, level_words, results
from scrutiny_tui.domain.session import Action, AgreedLevel, Session
from scrutiny_tui.report.phrases import day, several, which_time
from scrutiny_tui.report.safe import safe


def results_text(session: Session) -> str:
    """Return the results as lines of plain text, ending with a line break."""
    found = results(session)
    parts = [
        _head(session),
        *(_step(session, each) for each in found),
        _topics(session, found),
        _actions(session),
        _set_aside(session),
        _rules(session),
    ]
    told = ["\n".join(safe(line) for line in part) for part in parts]
    return "\n\n".join(part for part in told if part) + "\n"


def _head(session: Session) -> Iterator[str]:
    details = session.details
    yield session.wording.title
    yield f"Council: {details.council}"
    yield f"Committee: {details.committee or 'not given'}"
    yield f"Date: {day(details.date)}"
    yield f"Facilitator: {details.facilitator or 'not given'}"
    yield f"Sponsor: {details.sponsor or 'not given'}"
    yield f"Held: {details.setting.value}"
    yield f"Answers are kept: {details.secrecy.value}"
    yield f"Who answers: {several(len(session.electorate), 'person', 'people')}"


def _step(session: Session, each: ItemResult) -> Iterator[str]:
    yield f"Step {each.item.id}: {each.item.title}"
    latest = each.latest
    if latest is None:
        yield "Not yet answered."
    else:
        yield f"{_counts(session, latest)}."
        yield latest.sentence
        if latest.finding:
            yield latest.finding
        yield f"{latest.base_line}."
        yield from _earlier(session, each)
    if each.agreed:
        yield from _agreed(session, each.agreed)
    if each.notes:
        yield f"{several(len(each.notes), 'note', 'notes')}:"
    for note in each.notes:
        yield f"Note, {note.kind.value}: {note.text}"


def _counts(session: Session, found: RoundResult) -> str:
    words = level_words(session)
    return ", ".join(f"{word} {count}" for word, count in zip(words, found.counts, strict=True))


def _earlier(session: Session, each: ItemResult) -> Iterator[str]:
    for before in each.rounds[:-1]:
        yield f"{which_time(before.number)}: {_counts(session, before)}. {before.sentence}"
    if len(each.rounds) > 1:
        moved = movement(*session.revealed(each.item.number)[-2:])
        since = which_time(each.rounds[-2].number).lower()
        yield (
            f"Since the {since}: {moved}."
            if moved
            else "Different people answered, so movement is not shown."
        )


def _agreed(session: Session, view: AgreedLevel) -> Iterator[str]:
    level = session.wording.levels[view.level - 1].label if view.level else "not agreed"
    yield f"Our shared view, for the committee to confirm: {level} ({view.how.value})."
    if view.different_view:
        yield f"A different view: {view.different_view}"


def _topics(session: Session, found: tuple[ItemResult, ...]) -> Iterator[str]:
    topics = talk_next(found, level_words(session))
    if topics:
        yield "Talk about next:"
    for topic in topics:
        yield f"Step {topic.item.id}, {topic.item.title}: {topic.reason}."


def _actions(session: Session) -> Iterator[str]:
    if session.actions:
        yield "Actions:"
    for action in session.actions.values():
        yield " ".join(_action(session, action))


def _action(session: Session, action: Action) -> Iterator[str]:
    yield f"Step {session.wording.item(action.item).id}, {action.kind.value}: {action.text}"
    yield f"Owner: {action.owner or 'not given'}."
    yield f"Due: {day(action.due) if action.due else 'no date'}."
    yield f"Status: {action.status.value}."
    if action.evidence:
        yield f"Evidence: {action.evidence}"


def _set_aside(session: Session) -> Iterator[str]:
    if session.trail:
        yield "Changed or set aside:"
    for entry in session.trail.values():
        yield entry.text


def _rules(session: Session) -> Iterator[str]:
    yield "How this is worked out:"
    yield from rule_lines(session.wording.thresholds)
