"""A session as the room may see it: the page that the facilitator is on, in words, without any answer that is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from scrutiny_tui.domain.personal_names import HIDDEN, name_hidden
from scrutiny_tui.domain.phrases import day, item_name, several
from scrutiny_tui.domain.public_view import PublicPage, PublicRound, PublicStair, PublicView, Shown, sealed
from scrutiny_tui.domain.results import (
    CAUTION,
    ItemResult,
    RoundResult,
    TableAnswer,
    item_result,
    level_words,
    results,
    turn,
)
from scrutiny_tui.domain.rounds import Turnout
from scrutiny_tui.domain.secrecy import Mode, promise
from scrutiny_tui.domain.session import NoteKind, PageName, Session
from scrutiny_tui.domain.topics import questions, talk_next
from scrutiny_tui.domain.voting import turnout
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.view.phrases import (
    FAIR,
    NO_LEVEL,
    about_action,
    first_topics,
    judged_beforehand,
    read_back,
    stair_mark,
)

NOBODY_NEEDS: Final = "Nobody needs to say what they chose."
NEVER_ALOUD: Final = "Answers are never spoken aloud."
NAMES_SOMEBODY: Final = "An action that names somebody"
"""Stands for the words of an action in which somebody typed a voter's name."""
_RESULTS_SHOWN: Final = 2
"""How many results of an item stand beside each other, the latest ones."""

_Builder: TypeAlias = Callable[[Session, Shown, Turnout], PublicView]


def public_view(session: Session, shown: Shown) -> PublicView:
    """Return what the room sees of a page. Of a vote that is not shown it holds how many are in, and nothing else."""
    if shown.blank:
        return PublicView(PublicPage.BLANK)
    room = sealed(session)
    view = _builder(room, shown)(room, shown, turnout(session, shown.place.item))
    return replace(
        view,
        title=session.wording.title,
        council=session.details.council,
        where=shown.where or view.where,
        clock=None if shown.on_break else shown.clock,
    )


def _builder(session: Session, shown: Shown) -> _Builder:
    if shown.on_break:
        return _on_break
    if shown.heading:
        return _reading
    if shown.place.page is PageName.RESULT and not session.revealed(shown.place.item):
        return _step
    return _BUILDERS.get(shown.place.page, _welcome)


def _welcome(session: Session, _shown: Shown, _turnout: Turnout) -> PublicView:
    details = session.details
    told = [details.council, details.committee, session.wording.title, day(details.date)]
    seated = sum(session.voters[voter].size for voter in session.electorate)
    if details.mode is Mode.INDIVIDUAL:
        told.append(several(seated, "person answers", "people answer"))
    return PublicView(PublicPage.WELCOME, heading="Welcome", told=tuple(filter(None, told)))


def _on_break(session: Session, _shown: Shown, _turnout: Turnout) -> PublicView:
    back_at = session.sitting.today.back_at
    said = (f"{back_at:%H.%M}",) if back_at else ()
    return PublicView(PublicPage.BREAK, where="Break", heading="Back at", said=said)


def _reading(session: Session, shown: Shown, _turnout: Turnout) -> PublicView:
    is_briefing = shown.place.page is PageName.BRIEFING
    page = PublicPage.BRIEFING if is_briefing else PublicPage.LESSON
    view = PublicView(page, heading=shown.heading, text=shown.text, scrolled=shown.scrolled)
    return view if is_briefing else _about(session, shown, view)


def _promise(session: Session, _shown: Shown, _turnout: Turnout) -> PublicView:
    details = session.details
    individual = details.mode is Mode.INDIVIDUAL
    kept = f" Answers are kept {details.secrecy.manner}." if individual else ""
    said = f"We answer {details.mode.value}.{kept}"
    told = [promise(details.secrecy, details.mode)]
    if individual:
        told.append(f"{NEVER_ALOUD} {NOBODY_NEEDS}")
    return PublicView(PublicPage.PROMISE, heading="Before we answer", said=(said,), told=tuple(told))


def _step(session: Session, shown: Shown, in_now: Turnout) -> PublicView:
    item = _item(session, shown)
    prompts = tuple(prompt.text for prompt in item.prompts)
    at = min(max(shown.prompt, 0), max(len(prompts) - 1, 0))
    view = PublicView(
        PublicPage.STEP,
        statement=item.statement,
        prompts=prompts if shown.together else prompts[at : at + 1],
        prompt=at if shown.together else 0,
        levels=session.wording.levels,
        sentences=item.sentences,
        told=tuple(_standing(session, item, in_now)),
    )
    return _about(session, shown, view)


def _standing(session: Session, item: Item, in_now: Turnout) -> Iterator[str]:
    if session.details.mode is Mode.COLLECTIVE:
        yield from _shared_view(session, item.number)
    elif session.open_round(item.number) and in_now.given:
        yield f"{in_now.given} of {in_now.asked} in, no result yet."


def _answering(session: Session, shown: Shown, in_now: Turnout) -> PublicView:
    item = _item(session, shown)
    view = PublicView(
        PublicPage.ANSWERING,
        statement=item.statement if item.statement != item.title else "",
        levels=session.wording.levels,
        sentences=item.sentences,
        given=in_now.given,
        asked=in_now.asked,
        absent=in_now.absent,
    )
    return _about(session, shown, view)


def _result(session: Session, shown: Shown, _turnout: Turnout) -> PublicView:
    item = _item(session, shown)
    found = item_result(session, item.number)
    latest = found.rounds[-1]
    view = PublicView(
        PublicPage.RESULT,
        statement=item.statement if item.statement != item.title else "",
        levels=session.wording.levels,
        rounds=tuple(PublicRound(each.number, each.counts) for each in found.rounds[-_RESULTS_SHOWN:]),
        said=tuple(filter(None, (latest.sentence, latest.finding, latest.caution))),
        told=tuple(_below(session, found, latest)),
        asks=_to_ask(session, found, latest),
        scrolled=shown.scrolled,
    )
    return _about(session, shown, view)


def _below(session: Session, found: ItemResult, latest: RoundResult) -> Iterator[str]:
    if len(found.rounds) > 1:
        yield turn(found.rounds[-2], latest, level_words(session))
        if latest.verdict.agrees:
            yield CAUTION
    for table in latest.tables:
        yield _table(session, table)
    yield latest.base_line
    if not latest.tables:
        yield NOBODY_NEEDS
    yield from _shared_view(session, found.item.number)
    if found.earlier:
        yield judged_beforehand(session, found.earlier)


def _table(session: Session, table: TableAnswer) -> str:
    level = table.answer.level
    chose = session.wording.levels[level - 1].short if level else NO_LEVEL[table.answer]
    reason = f". {table.reason}" if table.reason else ""
    return f"{table.label}: {chose}{reason}"


def _to_ask(session: Session, found: ItemResult, latest: RoundResult) -> tuple[str, ...]:
    noted = any(note.kind is NoteKind.EVIDENCE for note in found.notes)
    return questions(latest, level_words(session), session.wording.questions, has_evidence=noted)


def _shared_view(session: Session, item: int) -> Iterator[str]:
    """Yield the shared view; the words of a different view stay with the facilitator, who may have typed a name."""
    view = session.agreed.get(item)
    if view is not None:
        level = session.wording.levels[view.level - 1].label if view.level else "not agreed"
        yield f"Our shared view, for the committee to confirm: {level} ({view.how.value})"
        if view.different_view:
            yield "A different view is recorded beside it."


def _overview(session: Session, shown: Shown, _turnout: Turnout) -> PublicView:
    stairs = tuple(_stair(session, item_result(session, item.number)) for item in session.wording.items)
    topics = talk_next(results(session), level_words(session))
    return PublicView(
        PublicPage.OVERVIEW,
        where="Overview",
        step=shown.place.item,
        stairs=stairs,
        told=first_topics(topics),
    )


def _plan(session: Session, _shown: Shown, _turnout: Turnout) -> PublicView:
    return PublicView(
        PublicPage.PLAN, where="Plan", heading="Plan", told=_actions(session), said=_texts(session)
    )


def _read_back(session: Session, _shown: Shown, _turnout: Turnout) -> PublicView:
    return PublicView(
        PublicPage.READ_BACK,
        where="Read-back",
        heading=FAIR,
        asks=tuple(read_back(session)),
        told=_actions(session),
        said=_texts(session),
    )


def _texts(session: Session) -> tuple[str, ...]:
    """Return what each action says; what shows that it was done stays with the facilitator."""
    told = (name_hidden(session, action.text) for action in session.actions.values())
    return tuple(NAMES_SOMEBODY if text == HIDDEN else text for text in told)


def _actions(session: Session) -> tuple[str, ...]:
    """Return the rest about each action, in the same order."""
    return tuple(
        about_action(session, replace(action, owner=name_hidden(session, action.owner)))
        for action in session.actions.values()
    )


def _stair(session: Session, found: ItemResult) -> PublicStair:
    item, latest = found.item, found.latest
    view = ""
    if found.agreed:
        view = session.wording.levels[found.agreed.level - 1].short if found.agreed.level else "not agreed"
    not_yet = "Being answered." if session.open_round(item.number) else "Not yet answered."
    if found.agreed and session.details.mode is Mode.COLLECTIVE:
        not_yet = f"Agreed as a collective, {found.agreed.how.value}."
    return PublicStair(
        item.number,
        item.title,
        latest.counts if latest else None,
        latest.sentence if latest else not_yet,
        view,
        stair_mark(session, found),
    )


def _item(session: Session, shown: Shown) -> Item:
    return session.wording.item(shown.place.item)


def _about(session: Session, shown: Shown, view: PublicView) -> PublicView:
    """Return the view with what every page about a step has: the line of steps, the heading and the place."""
    item, items = _item(session, shown), session.wording.items
    agreed = session.agreed if session.details.mode is Mode.COLLECTIVE else {}
    done = (each.number for each in items if session.revealed(each.number) or each.number in agreed)
    return replace(
        view,
        steps=tuple(each.short for each in items),
        step=item.step or item.number,
        done=tuple(done),
        heading=view.heading or f"{item.id}  {item.title}",
        where=f"{item_name(item)} of {len(items)}",
    )


_BUILDERS: Final[dict[PageName, _Builder]] = {
    PageName.PROMISE: _promise,
    PageName.STEP: _step,
    PageName.ANSWERS: _answering,
    PageName.SLIPS: _answering,
    PageName.ALONE: _answering,
    PageName.COUNT: _answering,
    PageName.RESULT: _result,
    PageName.OVERVIEW: _overview,
    PageName.PLAN: _plan,
    PageName.READ_BACK: _read_back,
}
