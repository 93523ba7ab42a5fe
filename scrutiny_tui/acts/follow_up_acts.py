"""What becomes of the actions: sent, answered, done or dropped; and six months on what changed for children."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Final, TypeAlias

from scrutiny_tui.acts.act import (
    LONGEST_LINE,
    MAY_BE_PUBLISHED,
    Ask,
    Given,
    Option,
    Question,
    act,
    enum_key,
    enum_options,
)
from scrutiny_tui.acts.asks import as_it_is
from scrutiny_tui.acts.plan_acts import EVIDENCE, PLAN_PAGE, OneAction, has_action, status_now, which_day
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import actions
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.session import ActionStatus, PageName, Place, Reply

_FOLLOW_UP: Final = frozenset({PageName.FOLLOW_UP})


def _day_now(name: str) -> Callable[[Workshop, Given], str]:
    """Return what tells a day of the action, as it would be typed."""
    return lambda _workshop, given: day(found) if (found := getattr(given.get("action"), name, None)) else ""


def _is_recommendation(_workshop: Workshop, given: Given) -> bool:
    found = given.get("action")
    return found is not None and found.is_recommendation


def _read_sent(workshop: Workshop, _given: Given, typed: str) -> date | None:
    return actions.read_day(typed, workshop.now().date()) if typed else None


def _read_answer_due(workshop: Workshop, given: Given, typed: str) -> date:
    """Return the day that was typed; if none was, the one on which an answer is usually due."""
    usual = actions.months_after(given["sent"], actions.MONTHS_TO_ANSWER)
    return actions.read_day(typed, workshop.now().date()) if typed else usual


_NO_ANSWER: Final = Option("none", "no answer yet", None)


def _reply_now(_workshop: Workshop, given: Given) -> str:
    reply = getattr(given.get("action"), "reply", None)
    return enum_key(reply) if reply else _NO_ANSWER.key


StatusNow: TypeAlias = Annotated[
    ActionStatus,
    Ask(
        label="Status",
        help="The progress so far.",
        options=enum_options(ActionStatus),
        start=status_now,
        is_first=True,
    ),
]
SentOn: TypeAlias = Annotated[
    date | None,
    Ask(
        label="Sent on",
        help="When it was sent to cabinet or the partner, for example today or 12 January 2027.",
        read=_read_sent,
        start=_day_now("sent"),
        when=_is_recommendation,
        about=which_day("sent"),
        is_optional=True,
    ),
]
AnswerDue: TypeAlias = Annotated[
    date | None,
    Ask(
        label="Answer due",
        help=f"When an answer is due. Left empty, it is {actions.MONTHS_TO_ANSWER} months after it was sent.",
        read=_read_answer_due,
        start=_day_now("answer_due"),
        when=lambda _workshop, given: given.get("sent") is not None,
        about=which_day("answer_due"),
        is_optional=True,
    ),
]
TheirAnswer: TypeAlias = Annotated[
    Reply | None,
    Ask(
        label="Answer",
        help="What cabinet or the partner answered.",
        options=(_NO_ANSWER, *enum_options(Reply)),
        start=_reply_now,
        when=_is_recommendation,
    ),
]
Reason: TypeAlias = Annotated[
    str | None,
    Ask(
        label="Reason",
        help="Why it was not accepted, or only in part.",
        start=as_it_is("action", "reason"),
        when=lambda _workshop, given: given.get("answer") in actions.NEEDS_REASON,
        longest=LONGEST_LINE,
        warning=MAY_BE_PUBLISHED,
        is_optional=True,
    ),
]


@act(
    "action-status",
    title="Mark progress on an action",
    pages=PLAN_PAGE | _FOLLOW_UP,
    when=has_action,
    about=as_it_is("action", "text"),
)
def set_action_status(
    workshop: Workshop,
    action: OneAction,
    status: StatusNow,
    evidence: Annotated[str, EVIDENCE],
    sent: SentOn,
    answer_due: AnswerDue,
    answer: TheirAnswer,
    reason: Reason,
) -> str:
    """Mark an action as done, no longer needed or open, and save when a recommendation was sent and answered."""
    done = replace(action, status=status, evidence=evidence)
    changed = replace(done, sent=sent, answer_due=answer_due, reply=answer, reason=reason or "")
    workshop.save(actions.change_action(workshop.session, changed, workshop.now().date()))
    return "Progress saved." if status is action.status else f"Action marked as {status}."


def _goes_on(workshop: Workshop) -> bool:
    """Say whether today's sitting is a follow-up already."""
    sitting = workshop.session.sitting
    return sitting.is_follow_up and sitting.started.date() == workshop.now().date()


def _before_follow_up(workshop: Workshop) -> Iterator[Question]:
    told = "A new session begins, in which nobody answers. Unfinished answers are dropped."
    if not _goes_on(workshop):
        yield Question("Look at what became of the actions?", "Begin six months on", "Go back", told)


@act(
    "six-months-on",
    title="Six months on",
    when=lambda workshop, _given: bool(workshop.session.actions),
    confirm=_before_follow_up,
    rebuilds=True,
    leads_to=PageName.FOLLOW_UP,
    is_of_sitting=False,
)
def six_months_on(workshop: Workshop) -> str:
    """Begin a session without answers: what became of each action, and what changed for children."""
    with workshop.as_one_change():
        if not _goes_on(workshop):
            workshop.begin_sitting()
            workshop.save(actions.begin_follow_up(workshop.session))
        workshop.move_to(Place(PageName.FOLLOW_UP, workshop.session.place.item))
    return "Six months on: nobody answers in this session."


@act(
    "what-changed",
    title=actions.CHANGED,
    pages=_FOLLOW_UP,
    when=lambda workshop, _given: workshop.session.sitting.is_follow_up,
)
def what_changed(
    workshop: Workshop,
    text: Annotated[
        str,
        Ask(
            label="What changed",
            help="What is different for children, and how the committee knows.",
            start=lambda workshop, _given: workshop.session.sitting.changed,
            warning=MAY_BE_PUBLISHED,
            is_long=True,
            is_optional=True,
        ),
    ],
) -> str:
    """Save what changed for children since the workshop."""
    workshop.save(actions.set_changed(workshop.session, text))
    return "What changed is saved."
