"""The results of a workshop as plain text: words for everything, so that it can be read aloud or piped.

Of a round that is open it says how many answers are in, and nothing else; of one that is set aside nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.actions import first_of
from scrutiny_tui.domain.groups import group_results, step_tally
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import action_step, day, due, item_name, which_time
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.domain.results import (
    ItemResult,
    RoundResult,
    item_result,
    level_words,
    results,
    rule_lines,
)
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Action, Session
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.view.phrases import (
    annex_lines,
    by_step,
    counted,
    findings,
    group_lines,
    hands,
    how_many,
    no_groups,
    no_result_yet,
    prompts_words,
    settled_lines,
    sponsor,
    table_lines,
    went_on,
)


def results_text(session: Session, *, by_groups: bool = False) -> str:
    """Return the results as lines of plain text, ending with a line break.

    `by_groups` adds the results of role groups where they may be shown.
    """
    found = results(session)
    parts = [
        _head(session),
        *(_item(session, each, found, by_groups=by_groups) for each in by_step(found)),
        _topics(session, found),
        _priorities(session),
        _actions(session),
        _set_aside(session),
        _figures(found),
        _about_groups(session) if by_groups else iter(()),
        _rules(session),
    ]
    told = ["\n".join(safe(line) for line in part) for part in parts]
    return "\n\n".join(part for part in told if part) + "\n"


def item_text(session: Session, item: Item) -> str:
    """Return what the results say about one item, as lines of plain text."""
    return "\n".join(safe(line) for line in _item(session, item_result(session, item.number)))


def _head(session: Session) -> Iterator[str]:
    details = session.details
    yield session.wording.title
    yield f"Council: {details.council}"
    yield f"Committee: {details.committee or 'not given'}"
    yield f"Date: {day(details.date)}"
    yield f"Facilitator: {details.facilitator or 'not given'}"
    yield f"Sponsor: {sponsor(session.details) or 'not given'}"
    yield f"Held: {details.setting.value}"
    yield f"Completed {details.mode.value}"
    if details.completed_by:
        yield f"Completed by: {details.completed_by}"
    if details.mode is not Mode.COLLECTIVE:
        yield f"Answers are kept: {session.told_secrecy.value}"
        yield f"Who answers: {how_many(session, session.electorate)}"


def _item(
    session: Session, each: ItemResult, found: tuple[ItemResult, ...] = (), *, by_groups: bool = False
) -> Iterator[str]:
    yield f"{item_name(each.item)}: {each.item.title}"
    if each.latest:
        yield from _result(session, each, each.latest)
    elif session.details.mode is not Mode.COLLECTIVE:
        yield no_result_yet(session, each.item.number) or "Not yet answered."
    elif not each.agreed:
        yield "Not yet discussed."
    yield from _further(session, each, found, by_groups=by_groups)
    yield from settled_lines(session, each)


def _further(
    session: Session, each: ItemResult, found: tuple[ItemResult, ...], *, by_groups: bool
) -> Iterator[str]:
    """Yield the tally of a step's prompts, and the result by groups where it was asked for."""
    prompts = step_tally(found, each.item.number)
    if prompts.labels:
        yield prompts_words(prompts)
    if each.latest and by_groups:
        yield from group_lines(session, session.revealed(each.item.number)[-1])


def _result(session: Session, each: ItemResult, latest: RoundResult) -> Iterator[str]:
    yield f"{counted(level_words(session), latest.counts)}."
    yield from findings(latest)
    yield f"{latest.base_line}."
    yield from table_lines(session, each, latest)
    for before in each.rounds[:-1]:
        yield f"{which_time(before.number)}: {counted(level_words(session), before.counts)}. {before.sentence}"
        yield from table_lines(session, each, before)
    yield from went_on(session, each)
    yield from _going_on(session, each.item)


def _going_on(session: Session, item: Item) -> Iterator[str]:
    """Yield how far the vote is in which an item that has a result is answered again."""
    found = session.open_round(item.number)
    if found and found.given:
        yield f"{which_time(found.number)}: {no_result_yet(session, item.number)}"


def _topics(session: Session, found: tuple[ItemResult, ...]) -> Iterator[str]:
    topics = talk_next(found, level_words(session))
    if topics:
        yield "Talk about next:"
    for topic in topics:
        yield f"{item_name(topic.item)}, {topic.item.title}: {topic.reason}."


def _actions(session: Session) -> Iterator[str]:
    if session.actions:
        yield "Actions:"
    for action in session.actions.values():
        yield " ".join(_action(session, action))


def _action(session: Session, action: Action) -> Iterator[str]:
    yield f"{action_step(session, action)}, {action.kind.value}: {action.text}"
    yield f"Owner: {action.owner or 'not given'}."
    yield f"Due: {due(action)}."
    yield f"Status: {action.status.value}."
    if action.carried:
        yield "From the earlier workshop."
    if action.evidence:
        yield f"Evidence: {action.evidence}"


def _priorities(session: Session) -> Iterator[str]:
    first = first_of(session)
    if first:
        yield "Priorities, two hands each:"
    for step in first:
        item = session.wording.item(step)
        yield f"{item_name(item)}, {item.title}: {hands(session, step)}."


def _set_aside(session: Session) -> Iterator[str]:
    if session.told_trail:
        yield "Changed or set aside:"
    for entry in session.told_trail:
        yield entry.text


def _figures(found: tuple[ItemResult, ...]) -> Iterator[str]:
    told = list(annex_lines(found))
    if told:
        yield "In figures:"
    yield from told


def _about_groups(session: Session) -> Iterator[str]:
    """Yield why some steps are not told by groups, once."""
    latest = [rounds[-1] for item in session.items if (rounds := session.revealed(item.number))]
    reasons = {no_groups(each) for each in latest if not group_results(session, each)}
    if reasons:
        yield "Steps without groups:"
    yield from sorted(reasons)


def _rules(session: Session) -> Iterator[str]:
    if session.details.mode is Mode.COLLECTIVE:
        return
    yield "How this is worked out:"
    yield from rule_lines(session.wording.thresholds)
