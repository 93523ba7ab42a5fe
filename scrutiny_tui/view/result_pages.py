"""The pages about what the room answered: a result, the overview, the plan, the read-back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from scrutiny_tui.domain import phrases
from scrutiny_tui.domain.actions import CHANGED, under_review
from scrutiny_tui.domain.groups import tally
from scrutiny_tui.domain.own_words import PEOPLE_WROTE, shown_lines, why_not_shown
from scrutiny_tui.domain.pack import Item, Pack
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.results import (
    ItemResult,
    RoundResult,
    arithmetic_lines,
    closeness_lines,
    item_result,
    level_words,
    results,
    rule_lines,
    sittings_held,
    step_results,
)
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Action, ActionStatus, MarkKind, PageName, Place, Session
from scrutiny_tui.domain.standing import pace
from scrutiny_tui.domain.topics import questions, talk_next
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view import result_words
from scrutiny_tui.view.accords import at_odds, hands_raised, in_brief, in_short, result_marks, standings
from scrutiny_tui.view.blocks import Heading, ItemList, Paragraph
from scrutiny_tui.view.page_view import Block, Shown

_BESIDE_EACH_OTHER: Final = 2
"""How many results of an item stand beside each other, the latest ones."""
LINES_A_PAGE: Final = 6
"""How many lines in people's own words stand on one page."""
_EVIDENCE: Final = "Evidence"


def result_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield the result of an item: the verdict, one mark a person, what to ask next, our position, what it rests on."""
    found = item_result(session, shown.place.item)
    latest = found.rounds[-1]
    yield blocks.Title(found.item.id, found.item.title)
    yield blocks.Banner(latest.headline, blocks.LARGE)
    yield blocks.Lead(_beside_the_headline(latest))
    yield result_marks(session, found)
    words = level_words(session)
    yield blocks.Asks(questions(latest, words, session.wording.questions, has_evidence=bool(found.evidence)))
    yield blocks.Settled(tuple(result_words.settled_lines(session, found)) or (result_words.NO_POSITION,))
    if told := tuple(_told(session, found)):
        yield blocks.Account(told)


def _beside_the_headline(latest: RoundResult) -> str:
    """Return what the result says, without the words that are in large letters above it."""
    told = " ".join(result_words.findings(latest))
    before, colon, after = told.partition(": ")
    return after if colon and latest.headline.casefold() in before.casefold() else told


def evidence_page(session: Session, pack: Pack, item: Item) -> Iterator[Block]:
    """Yield what could show a step, in the pack's words, and the evidence that is noted; of a sealed session only how much."""
    found, step = item_result(session, item.number), pack.step(session.wording.item(item.step_number))
    yield blocks.Title(item.id, item.title)
    if step and step.shows:
        yield Heading(result_words.COULD_SHOW, 2)
        yield ItemList(step.shows)
    yield Heading(result_words.evidence_noted(found), 2)
    if told := tuple(note.told for note in found.evidence if note.text):
        yield ItemList(told)


def words_page(session: Session, item: Item, leaf: int) -> Iterator[Block]:
    """Yield what people wrote on a step, as far as everyone may read it: one page, counted from 0."""
    step = session.wording.item(item.step_number)
    lines, pages = shown_lines(session, step.number), words_pages(session, item)
    yield blocks.Title(step.id, step.title)
    yield Heading(PEOPLE_WROTE if pages == 1 else f"{PEOPLE_WROTE} ({leaf + 1} of {pages})", 2)
    if lines:
        yield ItemList(lines[leaf * LINES_A_PAGE :][:LINES_A_PAGE])
    else:
        yield Paragraph(why_not_shown(session, step.number) or "No line is shown yet.")


def words_pages(session: Session, item: Item) -> int:
    """Return how many pages the lines of a step take, at least one."""
    return max(1, -(-len(shown_lines(session, item.step_number)) // LINES_A_PAGE))


def large_result_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what the back row must read of a result."""
    found = item_result(session, shown.place.item)
    latest = found.rounds[-1]
    again = f", {phrases.round_name(latest.number)}" if latest.number > 1 else ""
    yield blocks.Title(phrases.item_name(found.item), f"{found.item.title}{again}")
    yield blocks.Banner(latest.headline, blocks.LARGE)
    yield blocks.Figures(session.wording.levels, latest.counts, blocks.LARGE)
    yield blocks.Lead(latest.base_line)


def _told(session: Session, found: ItemResult) -> Iterator[str]:
    """Yield how the result came about, and what each table said."""
    if told := " ".join(result_words.went_on(session, found)):
        yield told
    for each in found.rounds[-_BESIDE_EACH_OTHER:]:
        yield from result_words.table_lines(session, found, each)
    if lines := shown_lines(session, found.item.number):
        yield f"{PEOPLE_WROTE}: {phrases.several(len(lines), 'line', 'lines')}."
    yield from prompts_lines(session, found.item)


def prompts_lines(session: Session, step: Item) -> Iterator[str]:
    """Yield what the prompts of a step come to; nothing if none has a result."""
    voted_on = (item_result(session, each.number) for each in session.items if each.step == step.number)
    prompts = tally(voted_on)
    if prompts.labels:
        yield result_words.prompts_words(prompts)


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
    yield blocks.Twin(in_brief(session))
    yield standings(session, shown.place.item - 1)
    yield blocks.Pointers(tuple(_pointers(session, now)))


def _pointers(session: Session, now: datetime | None) -> Iterator[blocks.Pointer]:
    """Yield what to talk about next, who raised hands for what, and what is at odds, marked or parked."""
    steps = step_results(session)
    topics = tuple(topic_lines(session))
    ending = _time_left(session, len(topics), now) if topics else _nothing_next(session, steps)
    # The other marks are told with the topics.
    finished = (each.item for each in results(session) if each.mark is MarkKind.DONE)
    told = {
        "Talk next": result_words.together(" · ".join(topics), ending),
        "Priorities": hands_raised(session),
        "Finished": " · ".join(f"{item.id} {item.short}" for item in finished),
        "! Differs": " · ".join(at_odds(session)),
        _EVIDENCE: " · ".join(_evidence_lines(steps)),
        "For later": " · ".join(result_words.parked_lines(session)),
    }
    yield from (blocks.Pointer(about, text, about == _EVIDENCE) for about, text in told.items() if text)


def _evidence_lines(steps: tuple[ItemResult, ...]) -> Iterator[str]:
    """Yield how much evidence is noted on each step, then the steps without any; nothing before the first."""
    noted = [each for each in steps if each.evidence]
    yield from (f"{result_words.topic_name(each.item)} {len(each.evidence)}" for each in noted)
    if noted and len(noted) < len(steps):
        yield f"none on {', '.join(each.item.id for each in steps if not each.evidence)}"


def topic_lines(session: Session) -> Iterator[str]:
    """Yield what there is to talk about next, each with why, the most divergent first."""
    for topic in talk_next(results(session), level_words(session)):
        yield f"{result_words.topic_name(topic.item)}: {topic.reason}"


def staircase_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield every step as a stair, the first one at the base."""
    steps = tuple(_stair(session, each) for each in step_results(session))
    yield blocks.Stairs(steps, shown.place.item - 1)


def _stair(session: Session, each: ItemResult) -> blocks.Stair:
    latest, mark = each.latest, each.mark.value if each.mark else ""
    view = result_words.view_word(session, each.agreed)
    return blocks.Stair(
        each.item.id,
        each.item.title,
        latest.counts if latest else None,
        latest.sentence if latest else _not_yet(session, each),
        f"agreed: {view}" if each.agreed and each.agreed.level else view,
        ", ".join(filter(None, (mark, result_words.hands(session, each.item.number)))),
    )


def _not_yet(session: Session, each: ItemResult) -> str:
    if each.agreed and session.details.mode is Mode.COLLECTIVE:
        return f"Agreed together, {each.agreed.how.value}."
    waiting = result_words.no_result_yet(session, each.item.number)
    return waiting or next(prompts_lines(session, each.item), "Not yet answered.")


def _nothing_next(session: Session, steps: tuple[ItemResult, ...]) -> str:
    if session.details.mode is Mode.COLLECTIVE:
        left = [result_words.topic_name(each.item) for each in steps if not each.agreed]
        return " · ".join(left) or "every step has an agreed position."
    return "nothing stands out." if any(each.latest for each in steps) else "answer a step first."


def _time_left(session: Session, topics: int, now: datetime | None) -> str:
    """Return how many of the topics fit before the sitting has to end; empty if that is not known."""
    finish = session.sitting.finish
    rate = pace(session, now) if now else None
    if rate is None or finish is None or not rate.minutes_left:
        return ""
    fit = rate.fits(topics)
    each = phrases.several(rate.minutes_each, "minute", "minutes")
    if not fit:
        what = "any of these" if topics > 1 else "this"
        return f"At {each} a step, there is not enough time for {what} before {phrases.time_of_day(finish)}."
    what = f"about {fit} of these {topics}" if topics > 1 else "this"
    return f"At {each} a step, there is time for {what} before {phrases.time_of_day(finish)}."


def so_far(session: Session) -> str:
    """Return where a workshop got to: how each step stands, and each prompt that has a result, then who was here when."""
    found = (each for each in results(session) if not each.item.step or each.rounds)
    steps = (stair_line(_stair(session, each)) for each in found)
    return "\n".join((*steps, "", *sittings_so_far(session)))


def sittings_so_far(session: Session) -> Iterator[str]:
    """Yield who was here when, the notes to the next facilitator, the promise that was read out, and what was changed."""
    held = sorted({session.sitting.id, *(each.id for each in sittings_held(session))})
    for sitting in session.sittings.values():
        who = f", facilitator {sitting.facilitator}" if sitting.facilitator else ""
        if sitting.id in held:
            here = result_words.how_many(session, session.electorate - sitting.away)
            yield f"Session {held.index(sitting.id) + 1}, {phrases.day(sitting.started)}{who}: {here} here."
        else:
            what = "Six months on," if sitting.is_follow_up else "Opened on"
            yield f"{what} {phrases.day(sitting.started)}{who}."
        if sitting.changed:
            yield f"{CHANGED}: {sitting.changed}"
        if sitting.handover:
            yield f"Note from that session: {sitting.handover}"
    promised = [sitting.promised for sitting in session.sittings.values() if sitting.promised]
    if promised:
        yield f"Read out: {promised[-1]}"
    yield from (entry.text for entry in session.trail.values())


def stair_line(stair: blocks.Stair) -> str:
    """Return how a step stands in a line."""
    mark = f" ({stair.mark})" if stair.mark else ""
    view = f" {phrases.capitalised(stair.view)}." if stair.view else ""
    told = f": {stair.sentence}" if stair.sentence else ""
    return f"{stair.id} {stair.title}{mark}{told}{view}"


POSITIONS_HEADER: Final = ("What we think", "Agreed position")


def thanks_page(session: Session) -> Iterator[Block]:
    """Yield the last slide: thank you, and what came of the workshop."""
    yield blocks.Banner("Thank you", blocks.LARGE)
    if short := in_short(session):
        yield blocks.Lead(short)
    told = (
        phrases.several(
            sum(bool(each.level) for each in session.agreed.values()), "agreed position", "agreed positions"
        ),
        phrases.several(len(session.actions), "action", "actions"),
        phrases.several(len(session.notes), "note", "notes"),
        "nothing in this practice is saved" if session.is_practice else "everything is saved",
    )
    yield Paragraph(" · ".join(told))


def still_open(session: Session) -> Iterator[tuple[str, Place]]:
    """Yield what is still open at the end, each with where it is mended."""
    steps = step_results(session)
    answers = session.details.mode is not Mode.COLLECTIVE
    unanswered = [each.item for each in steps if answers and not each.latest]
    unsettled = [each.item for each in steps if not each.agreed and each.item not in unanswered]
    for items, told, page in (
        (unanswered, "Not yet answered", PageName.STEP),
        (unsettled, "No agreed position yet", PageName.RESULT if answers else PageName.STEP),
    ):
        if items:
            names = ", ".join(f"{item.id} {item.short}" for item in items)
            yield f"{told}: {names}", Place(page, items[0].number)
    dateless = [
        each for each in session.actions.values() if each.status is ActionStatus.OPEN and not each.due
    ]
    if dateless:
        told = phrases.several(len(dateless), "action has no date", "actions have no date")
        yield phrases.capitalised(told), Place(PageName.PLAN, dateless[0].item or 1)
    if session.parked:
        told = phrases.several(len(session.parked), "question for later", "questions for later")
        yield phrases.capitalised(told), Place(PageName.OVERVIEW)


PLAN_HEADER: Final = ("What will be done", "For whom", "Owner", "By when")


def plan_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield which steps come first, and what will be done."""
    yield Heading("Action plan", 1)
    if first := hands_raised(session):
        yield blocks.Pointers((blocks.Pointer("Priorities", first),))
    yield blocks.Rows(actions_in(session), PLAN_HEADER)


def read_back_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield the agreed positions and the actions, to be read out."""
    yield Heading(result_words.FAIR, 1)
    yield blocks.Rows(positions_in(session), POSITIONS_HEADER)
    yield blocks.Rows(actions_in(session), PLAN_HEADER)


def positions_in(session: Session) -> tuple[blocks.Row, ...]:
    """Return the agreed position on each step; a step without one is marked."""
    return tuple(
        blocks.Row(
            f"{'■' if item.number in session.agreed else '□'} {item.id} ",
            item.title,
            key=f"view-{item.number}",
            cells=(result_words.view_of(session, item),),
        )
        for item in session.wording.items
    )


def actions_in(session: Session) -> tuple[blocks.Row, ...]:
    """Return the actions as rows of a table, in the order of the plan."""
    return tuple(action_row(session, each) for each in session.actions.values()) or (
        blocks.Row("", result_words.NO_ACTION),
    )


def action_row(session: Session, action: Action) -> blocks.Row:
    """Return an action as a row of a table; its key is the action's number."""
    beside = (
        reference(session, action),
        phrases.action_step(session, action),
        *result_words.progress_of(action),
    )
    return blocks.Row(
        f"{result_words.MARKS[action.status]} ",
        action.text,
        " · ".join(beside),
        str(action.id),
        (action.kind.value, action.owner or "no owner", phrases.due(action)),
    )


def follow_up_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what became of the action at this place; behind the last one what changed for children."""
    found, at = under_review(session), shown.place.leaf
    if at >= len(found):
        yield blocks.Banner(f"{CHANGED}?", blocks.LARGE)
        yield blocks.Gap()
        yield blocks.Lead(session.sitting.changed or "What is different, and how do we know?")
        return
    action = found[at]
    where = (reference(session, action), phrases.action_step(session, action), f"{at + 1} of {len(found)}")
    yield Heading(" · ".join(where), 1)
    yield blocks.Banner(action.text, blocks.LARGE)
    yield blocks.Gap()
    yield blocks.Lead(
        f"{phrases.capitalised(action.kind.value)} · {action.owner or 'no owner'} · {phrases.due(action)}"
    )
    yield blocks.Gap()
    yield blocks.Settled(tuple(f"{what}: {told}" for what, told in _progress(action) if told))


def _progress(action: Action) -> Iterator[tuple[str, str]]:
    yield "Status", phrases.status_since(action)
    if action.is_recommendation:
        yield "Answer", phrases.reply_words(action) or "not sent yet"
    yield "Reason", action.reason
    yield "Evidence", action.evidence
