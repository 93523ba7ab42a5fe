"""The pages about what the room answered: a result, the overview, the plan, the read-back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from scrutiny_tui.domain.groups import step_tally
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import day, item_name, several
from scrutiny_tui.domain.results import (
    ItemResult,
    RoundResult,
    arithmetic_lines,
    closeness_lines,
    item_result,
    level_words,
    results,
    rule_lines,
)
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Action, NoteKind, Session
from scrutiny_tui.domain.standing import pace
from scrutiny_tui.domain.topics import questions, talk_next
from scrutiny_tui.view import page_view as on_page
from scrutiny_tui.view.blocks import BulletList, Heading
from scrutiny_tui.view.page_view import Block, Row, Shown, Stair
from scrutiny_tui.view.result_words import (
    FAIR,
    MARKS,
    NO_ACTION,
    NOBODY_NEEDS,
    PARKED,
    about_action,
    findings,
    hands,
    how_many,
    no_result_yet,
    parked_lines,
    prompts_words,
    settled_lines,
    table_lines,
    topic_name,
    topic_words,
    view_of,
    view_word,
    went_on,
)

_BESIDE_EACH_OTHER: Final = 2
"""How many results of an item stand beside each other, the latest ones."""
_LARGE: Final = 2


def result_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield the result of an item: the counts, what they come to, what to ask next, what was written down."""
    found = item_result(session, shown.place.item)
    yield from on_page.about(found.item)
    yield from _counts(session, found.rounds[-_BESIDE_EACH_OTHER:])
    yield on_page.Verdict(findings(found.rounds[-1]), tuple(_told(session, found)))
    yield on_page.Asks(_questions(session, found))
    if settled := tuple(settled_lines(session, found)):
        yield on_page.Settled(settled)


def large_result_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what the back row must read of a result."""
    found = item_result(session, shown.place.item)
    latest = found.rounds[-1]
    time = f", time {latest.number}" if latest.number > 1 else ""
    yield on_page.Title(item_name(found.item), f"{found.item.title}{time}")
    yield on_page.Figures(session.wording.levels, latest.counts, _LARGE)
    yield on_page.Bars(session.wording.levels, (round_counts(latest),), is_close=True)
    yield on_page.Verdict(findings(latest), (latest.base_line,))


def _counts(session: Session, rounds: tuple[RoundResult, ...]) -> Iterator[Block]:
    """Yield the counts. Two times are compared by their bars; figures of one of them would be taken for both."""
    if len(rounds) == 1:
        yield on_page.Figures(session.wording.levels, rounds[0].counts)
    yield on_page.Bars(session.wording.levels, tuple(map(round_counts, rounds)))


def round_counts(found: RoundResult) -> on_page.RoundCounts:
    """Return a result as bars show it."""
    return on_page.RoundCounts(found.number, found.counts, found.sentence)


def _told(session: Session, found: ItemResult) -> Iterator[str]:
    latest = found.rounds[-1]
    if told := " ".join(went_on(session, found)):
        yield told
    yield from (entry.text for entry in session.trail.values() if entry.item == found.item.number)
    for each in found.rounds[-_BESIDE_EACH_OTHER:]:
        yield from table_lines(session, found, each)
    yield from prompts_lines(session, found.item)
    yield latest.base_line
    if not latest.tables:
        yield NOBODY_NEEDS


def prompts_lines(session: Session, step: Item) -> Iterator[str]:
    """Yield what the prompts of a step come to; nothing if none has a result."""
    prompts = step_tally(results(session), step.number)
    if prompts.labels:
        yield prompts_words(prompts)


def _questions(session: Session, found: ItemResult) -> tuple[str, ...]:
    noted = any(note.kind is NoteKind.EVIDENCE for note in found.notes)
    return questions(found.rounds[-1], level_words(session), session.wording.questions, has_evidence=noted)


def how_worked_out(session: Session, latest: RoundResult) -> str:
    """Return a result's own arithmetic, how close the answers are, and the rule."""
    limits = session.wording.thresholds
    parts = (
        arithmetic_lines(latest, level_words(session), limits),
        closeness_lines(latest),
        rule_lines(limits),
    )
    return "\n\n".join("\n".join(part) for part in parts)


def overview_page(session: Session, shown: Shown, now: datetime | None = None) -> Iterator[Block]:
    """Yield how every step stands and what to talk about next; at `now`, how much of it there is time for."""
    found = results(session)
    steps = tuple(each for each in found if not each.item.step)
    yield on_page.Stairs(tuple(_stair(session, each, found) for each in steps), shown.place.item - 1)
    topics = tuple(topic_words(topic) for topic in talk_next(found, level_words(session)))
    ending = _time_left(session, len(topics), now) if topics else _nothing_next(session, steps)
    yield on_page.Topics(topics, ending)
    parked = tuple(parked_lines(session))
    if parked:
        yield Heading(PARKED, 2)
        yield BulletList(parked)


def _stair(session: Session, each: ItemResult, found: tuple[ItemResult, ...]) -> Stair:
    latest, mark = each.latest, each.mark.value if each.mark else ""
    return Stair(
        each.item.id,
        each.item.title,
        latest.counts if latest else None,
        latest.sentence if latest else _not_yet(session, each, found),
        view_word(session, each.agreed),
        ", ".join(filter(None, (mark, hands(session, each.item.number)))),
    )


def _not_yet(session: Session, each: ItemResult, found: tuple[ItemResult, ...]) -> str:
    if each.agreed and session.details.mode is Mode.COLLECTIVE:
        return f"Agreed as a collective, {each.agreed.how.value}."
    prompts = step_tally(found, each.item.number)
    waiting = no_result_yet(session, each.item.number)
    return waiting or (prompts_words(prompts) if prompts.labels else "Not yet answered.")


def _nothing_next(session: Session, steps: tuple[ItemResult, ...]) -> str:
    if session.details.mode is Mode.COLLECTIVE:
        left = [topic_name(each.item) for each in steps if not each.agreed]
        return " · ".join(left) or "every step has a shared view."
    return "nothing stands out." if any(each.latest for each in steps) else "answer a step first."


def _time_left(session: Session, topics: int, now: datetime | None) -> str:
    """Return how many of the topics fit before the sitting has to end; empty if that is not known."""
    finish = session.sitting.finish
    rate = pace(session, now) if now else None
    if rate is None or finish is None or not rate.minutes_left:
        return ""
    fit = rate.fits(topics)
    told = f"about {fit} of {topics}" if topics > 1 else "this" if fit else "not even this"
    verb = "fits" if topics == 1 or fit == 1 else "fit"
    each = several(rate.minutes_each, "minute", "minutes")
    return f"Before {finish:%H.%M} {told} {verb}, at {each} a step so far."


def steps_so_far(session: Session) -> Iterator[str]:
    """Yield how each step stands, and each prompt that has a result, a line each."""
    found = results(session)
    yield from (
        stair_line(_stair(session, each, found)) for each in found if not each.item.step or each.rounds
    )


def so_far(session: Session) -> str:
    """Return where a workshop got to: how each step stands, who was here, the notes to the next facilitator."""
    return "\n".join((*steps_so_far(session), "", *sittings_so_far(session)))


def sittings_so_far(session: Session) -> Iterator[str]:
    """Yield who was here when, the notes to the next facilitator, the promise that was read out, and what was changed."""
    for sitting in session.sittings.values():
        here = how_many(session, session.electorate - sitting.away)
        who = f", facilitator {sitting.facilitator}" if sitting.facilitator else ""
        yield f"Sitting {sitting.id}, {day(sitting.started)}{who}: {here} here."
        if sitting.handover:
            yield f"Note from that sitting: {sitting.handover}"
    promised = [sitting.promised for sitting in session.sittings.values() if sitting.promised]
    if promised:
        yield f"Read out: {promised[-1]}"
    yield from (entry.text for entry in session.trail.values())


def stair_line(stair: Stair) -> str:
    """Return how a step stands in a line."""
    mark = f" ({stair.mark})" if stair.mark else ""
    view = f" Shared view: {stair.view}." if stair.view else ""
    return f"{stair.id} {stair.title}{mark}: {stair.sentence}{view}"


def plan_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield what will be done."""
    yield Heading("Plan", 1)
    yield on_page.Rows(_actions(session))


def read_back_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield the shared views and the actions, to be read out."""
    yield Heading(FAIR, 1)
    yield on_page.Rows(read_back_rows(session))


def read_back_rows(session: Session) -> tuple[Row, ...]:
    """Return the shared view of each step, then the actions."""
    views = (
        Row(f"{item.id}  ", item.title, view_of(session, item), f"view-{item.number}")
        for item in session.wording.items
    )
    return (*views, *_actions(session))


def _actions(session: Session) -> tuple[Row, ...]:
    return tuple(action_row(session, each) for each in session.actions.values()) or (Row("", NO_ACTION),)


def action_row(session: Session, action: Action) -> Row:
    """Return an action as a row of a list: what it says, under it the rest; its key is the action's number."""
    return Row(f"{MARKS[action.status]}  ", action.text, about_action(session, action), str(action.id))
