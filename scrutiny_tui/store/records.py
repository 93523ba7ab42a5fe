"""Each kind of record of a session file, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scrutiny_tui.domain.action import Action, ActionKind, ActionStatus
from scrutiny_tui.domain.asking import Questions
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.day_plan import DayPlan
from scrutiny_tui.domain.forgotten import Forgotten
from scrutiny_tui.domain.pack import Level, Prompt
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import ROUNDS_AN_ITEM, Round, RoundState
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import (
    AgreedLevel,
    Details,
    EarlierJudgement,
    How,
    Mark,
    MarkKind,
    Note,
    NoteKind,
    PageName,
    Place,
    Sitting,
    TrailEntry,
)
from scrutiny_tui.domain.thresholds import Thresholds
from scrutiny_tui.domain.wording import Item, Wording
from scrutiny_tui.store.documents import VOTERS_A_ROUND
from scrutiny_tui.store.fields import Fields
from scrutiny_tui.store.follow_up import FollowUp, read_follow_up
from scrutiny_tui.store.forgotten import read_forgotten
from scrutiny_tui.store.timing import read_plan, read_today

_HIGHEST_ITEM: Final = 9_999
"""Higher than the number of any step or prompt."""

_MOST_COUNTED: Final = VOTERS_A_ROUND - 1
"""No count is higher than the list of people can be long."""


def read_details(
    _key: int, fields: Fields
) -> tuple[Details, Place, frozenset[int], frozenset[str], DayPlan | None, FollowUp, Forgotten | None]:
    """Read the session's details, its place, the prompts voted on, the labels that are gone, the plan of the day, what comes after, and what was deleted."""
    details = Details(
        council=fields.text("council", empty=False),
        committee=fields.text("committee"),
        date=fields.day("date"),
        facilitator=fields.text("facilitator"),
        sponsor=fields.text("sponsor"),
        setting=fields.choice("setting", Setting),
        secrecy=fields.choice("secrecy", Secrecy),
        mode=fields.choice("mode", Mode),
        sponsor_answers=fields.yes("sponsor_answers"),
        facilitator_answers=fields.yes("facilitator_answers"),
        completed_by=fields.text("completed_by"),
        quotations=fields.yes("quotations"),
    )
    at = fields.part("place")
    place = Place(
        at.choice("page", PageName), at.whole("item", 1, _HIGHEST_ITEM), at.whole("leaf", 0, _HIGHEST_ITEM)
    )
    at.close()
    gone = frozenset(fields.texts("gone") if fields.has("gone") else ())
    day, after, forgotten = read_plan(fields), read_follow_up(fields), read_forgotten(fields)
    return details, place, fields.numbers("prompts"), gone, day, after, forgotten


def read_wording(fields: Fields, items: tuple[Item, ...]) -> Wording:
    """Read the pinned wording, around its items."""
    levels = tuple(
        Level(
            part.whole("number", number, number),
            part.text("label", empty=False),
            part.text("short", empty=False),
        )
        for number, part in enumerate(fields.parts("levels"), start=1)
    )
    limits = fields.part("thresholds")
    thresholds = Thresholds(**{name: limits.whole(name, 0, 100) for name in Thresholds.__dataclass_fields__})
    limits.close()
    forms = fields.part("questions")
    questions = Questions(**{name: forms.text(name, empty=False) for name in Questions.__dataclass_fields__})
    forms.close()
    first, second, third = (*levels, *(Level(number, "", "") for number in (1, 2, 3)))[:3]
    if len(levels) != 3:  # noqa: PLR2004
        fields.wrong("levels", "must hold exactly three levels")
    return Wording(
        pack=fields.text("pack", empty=False),
        version=fields.text("version"),
        title=fields.text("title", empty=False),
        levels=(first, second, third),
        items=items,
        thresholds=thresholds,
        prompts_label=fields.text("prompts_label"),
        questions=questions,
    )


def read_item(key: int, fields: Fields) -> Item:
    """Read an item of the wording."""
    sentences = fields.texts("sentences")
    if len(sentences) != 3:  # noqa: PLR2004
        fields.wrong("sentences", "must hold one sentence for each of the three levels")
    first, second, third = (*sentences, "", "", "")[:3]
    return Item(
        number=key,
        id=fields.text("id", empty=False),
        title=fields.text("title", empty=False),
        short=fields.text("short", empty=False),
        statement=fields.text("statement"),
        sentences=(first, second, third),
        prompts=tuple(
            Prompt(part.text("id"), part.text("text"), part.text("source"))
            for part in fields.parts("prompts")
        ),
    )


def read_mark(key: int, fields: Fields) -> Mark:
    """Read what the room set beside an item."""
    return Mark(key, fields.choice("kind", MarkKind), fields.whole("rounds", 0, ROUNDS_AN_ITEM))


def read_trail(key: int, fields: Fields) -> TrailEntry:
    """Read a line of the trail."""
    return TrailEntry(key, fields.text("text"), fields.whole("item", 0, _HIGHEST_ITEM))


def read_voter(key: int, fields: Fields) -> Voter:
    """Read a voter."""
    if not 0 < key < VOTERS_A_ROUND:
        fields.wrong("", f"numbers of people go from 1 to {VOTERS_A_ROUND - 1}")
    return Voter(
        id=key,
        label=fields.text("label", empty=False),
        role=fields.choice("role", Role),
        casts=fields.yes("casts"),
        size=fields.whole("size", 1, VOTERS_A_ROUND),
        makeup=fields.text("makeup"),
    )


def read_sitting(key: int, fields: Fields) -> Sitting:
    """Read a sitting."""
    return Sitting(
        id=key,
        started=fields.moment("started"),
        ended=fields.optional_moment("ended"),
        facilitator=fields.text("facilitator"),
        away=fields.numbers("away"),
        promised=fields.text("promised"),
        handover=fields.text("handover"),
        finish=fields.optional_moment("finish"),
        labels_kept=fields.yes("labels_kept"),
        today=read_today(fields),
    )


def read_round(fields: Fields, ballots: Mapping[int, Answer]) -> Round:
    """Read a round, around its ballots."""
    return Round(
        item=fields.whole("item", 1, _HIGHEST_ITEM),
        number=fields.whole("number", 1, ROUNDS_AN_ITEM - 1),
        sitting=fields.whole("sitting", 1, 1_000_000),
        state=fields.choice("state", RoundState),
        ballots=ballots,
        totals=_totals(fields),
        closed=fields.yes("closed"),
        prepared=fields.yes("prepared"),
        absent=fields.numbers("absent"),
        base=fields.numbers("base"),
        reason=fields.text("reason"),
    )


def read_ballot(_key: int, fields: Fields) -> tuple[int, int, Answer]:
    """Read a ballot as round id, voter and answer."""
    item = fields.whole("item", 1, _HIGHEST_ITEM)
    number = fields.whole("round", 1, ROUNDS_AN_ITEM - 1)
    voter = fields.whole("voter", 1, VOTERS_A_ROUND - 1)
    return item * ROUNDS_AN_ITEM + number, voter, _answer(fields)


def read_note(key: int, fields: Fields) -> Note:
    """Read a note. A table's reason without a round is of the first one."""
    table = fields.whole("table", 0, VOTERS_A_ROUND - 1)
    said = fields.has("round")
    return Note(
        id=key,
        item=fields.whole("item", 1, _HIGHEST_ITEM),
        kind=fields.choice("kind", NoteKind),
        text=fields.text("text"),
        table=table,
        round=fields.whole("round", 0, ROUNDS_AN_ITEM - 1) if said else min(table, 1),
    )


def read_earlier(key: int, fields: Fields) -> EarlierJudgement:
    """Read a judgement recorded beforehand."""
    return EarlierJudgement(key, fields.whole("level", 1, 3), fields.text("whose"))


def _answer(fields: Fields) -> Answer:
    said = fields.raw("answer")
    found = next((each for each in Answer if each.stored == said and type(each.stored) is type(said)), None)
    if found is None:
        fields.wrong("answer", f"must be one of: {', '.join(str(each.stored) for each in Answer)}")
    return found or Answer.ABSTAIN


def _totals(fields: Fields) -> dict[Answer, int]:
    part = fields.part("totals")
    found = {
        answer: part.whole(answer.value, 1, _MOST_COUNTED) for answer in Answer if part.has(answer.value)
    }
    part.close()
    return found


def read_agreed(key: int, fields: Fields) -> AgreedLevel:
    """Read a shared view."""
    return AgreedLevel(
        key, fields.optional_level("level"), fields.choice("how", How), fields.text("different_view")
    )


def read_action(key: int, fields: Fields) -> Action:
    """Read an action."""
    return Action(
        id=key,
        item=fields.whole("item", 0, _HIGHEST_ITEM),
        text=fields.text("text", empty=False),
        kind=fields.choice("kind", ActionKind),
        owner=fields.text("owner"),
        due=fields.optional_day("due"),
        status=fields.choice("status", ActionStatus),
        evidence=fields.text("evidence"),
        carried=fields.has("carried") and fields.yes("carried"),
    )
