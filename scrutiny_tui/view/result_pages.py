"""The pages about what the room answered: a result, the overview, the plan, the read-back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from scrutiny_tui.domain.groups import step_tally
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import day, item_name, round_name, several
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
from scrutiny_tui.view.accords import at_odds, hands_raised, in_brief, result_marks, standings
from scrutiny_tui.view.blocks import Heading
from scrutiny_tui.view.page_view import (
    Account,
    Asks,
    Banner,
    Block,
    Figures,
    Lead,
    Pointer,
    Pointers,
    Row,
    Rows,
    Settled,
    Shown,
    Stair,
    Stairs,
    Title,
    Twin,
)
from scrutiny_tui.view.result_words import (
    FAIR,
    MARKS,
    NO_ACTION,
    NO_POSITION,
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
    together,
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
    """Yield the result of an item: the verdict, one mark a person, what to ask next, our position, what it rests on."""
    found = item_result(session, shown.place.item)
    latest = found.rounds[-1]
    yield Title(found.item.id, found.item.title)
    yield Banner(latest.headline, _LARGE)
    yield Lead(" ".join(findings(latest)))
    yield result_marks(session, found)
    yield Asks(_questions(session, found))
    yield Settled(tuple(settled_lines(session, found)) or (NO_POSITION,))
    if told := tuple(_told(session, found)):
        yield Account(told)


def large_result_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what the back row must read of a result."""
    found = item_result(session, shown.place.item)
    latest = found.rounds[-1]
    again = f", {round_name(latest.number)}" if latest.number > 1 else ""
    yield Title(item_name(found.item), f"{found.item.title}{again}")
    yield Banner(latest.headline, _LARGE)
    yield Figures(session.wording.levels, latest.counts, _LARGE)
    yield Lead(latest.base_line)


def _told(session: Session, found: ItemResult) -> Iterator[str]:
    """Yield how the result came about, and what each table said."""
    if told := " ".join(went_on(session, found)):
        yield told
    for each in found.rounds[-_BESIDE_EACH_OTHER:]:
        yield from table_lines(session, found, each)
    yield from prompts_lines(session, found.item)


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
    """Yield where the room agrees and where it diverges, and what to talk about next; at `now`, for how much there is time."""
    found = results(session)
    yield Twin(in_brief(session))
    yield standings(session, shown.place.item - 1)
    yield Pointers(tuple(_pointers(session, found, now)))


def _pointers(session: Session, found: tuple[ItemResult, ...], now: datetime | None) -> Iterator[Pointer]:
    """Yield what to talk about next, who raised hands for what, and what is at odds, marked or parked."""
    steps = tuple(each for each in found if not each.item.step)
    topics = tuple(topic_lines(session))
    ending = _time_left(session, len(topics), now) if topics else _nothing_next(session, steps)
    marked = (f"{each.item.id} {each.item.short} {each.mark.value}" for each in found if each.mark)
    told = {
        "Talk next": together(" · ".join(topics), ending),
        "Hands": hands_raised(session),
        "Marked": " · ".join(marked),
        "At odds": " · ".join(at_odds(session)),
        PARKED: " · ".join(parked_lines(session)),
    }
    yield from (Pointer(about, text) for about, text in told.items() if text)


def topic_lines(session: Session) -> Iterator[str]:
    """Yield what there is to talk about next, each with why, the most divergent first."""
    yield from (topic_words(topic) for topic in talk_next(results(session), level_words(session)))


def staircase_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield every step as a stair, the first one at the base."""
    found = results(session)
    steps = (each for each in found if not each.item.step)
    yield Stairs(tuple(_stair(session, each, found) for each in steps), shown.place.item - 1)


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
    told = f": {stair.sentence}" if stair.sentence else ""
    return f"{stair.id} {stair.title}{mark}{told}{view}"


def plan_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield what will be done."""
    yield Heading("Plan", 1)
    yield Rows(_actions(session))


def read_back_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield the shared views and the actions, to be read out."""
    yield Heading(FAIR, 1)
    yield Rows(read_back_rows(session))


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
