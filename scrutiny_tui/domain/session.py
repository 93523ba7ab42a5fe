"""The whole state of a workshop at one moment, as an immutable value.

The mappings inside are never changed: a move builds new ones and shares what stays the same, so that what a move
changed can be found by comparing identities.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Final, Self

from scrutiny_tui.domain.day_plan import DayPlan, Sitting
from scrutiny_tui.domain.fields import (
    IN_ORDER,
    KEY,
    FilledText,
    HandCount,
    ItemNumber,
    ItemOrNone,
    LevelNumber,
    RoundOrNone,
    VoterOrNone,
    WordedChoice,
)
from scrutiny_tui.domain.pack import Item, Wording
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import Forgotten, OwnLine, Round, RoundState, TrailEntry, round_id
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting


class ActionKind(WordedChoice):
    """Whom an action is for."""

    US = "for the committee", "for us"
    CABINET = "recommend to cabinet"
    PARTNER = "recommend to a partner"


class ActionStatus(WordedChoice):
    """How far an action is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "no longer needed", "dropped"


class Reply(WordedChoice):
    """What cabinet or a partner answered to a recommendation."""

    ACCEPTED = "accepted"
    IN_PART = "accepted in part"
    REFUSED = "not accepted"


@record
class StatusSince:
    """A status of an action, and the date on which it was set."""

    status: ActionStatus
    date: date


@record
class Action:
    """What will be done, by which role, by when."""

    id: int = field(metadata=KEY)
    item: ItemOrNone
    """The number of the step or prompt that it came from; 0 where it came from none."""
    text: FilledText
    kind: ActionKind = ActionKind.US
    owner: str = ""
    """A role, not a name."""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    evidence: str = ""
    """What shows that it was done."""
    carried: bool = False
    """Whether it comes from the workshop that this one follows."""
    reference: str = ""
    """Such as "CF 26/27 03"; empty if it was kept before actions had references."""
    sent: date | None = None
    """When a recommendation was sent to cabinet or the partner; None if it was not, and for an action of the committee."""
    answer_due: date | None = None
    reply: Reply | None = None
    reason: str = ""
    """Why it was not accepted, or only in part."""
    statuses: tuple[StatusSince, ...] = ()
    """Every status that was set after it was added, the oldest first."""

    @property
    def is_recommendation(self) -> bool:
        """Whether somebody else has to answer it."""
        return self.kind is not ActionKind.US


@record
class Predecessor:
    """The workshop that a session follows."""

    session: FilledText
    """Its id."""
    date: date
    gone_through: bool = False
    """Whether the actions that came from it were gone through."""


@record
class Details:
    """What set-up asks for, apart from the people."""

    council: FilledText
    committee: str
    date: date
    facilitator: str = ""
    sponsor: str = ""
    """Name or role of whoever supports and co-ordinates the self-assessment."""
    setting: Setting = Setting.PRIVATE
    secrecy: Secrecy = Secrecy.LABELS
    mode: Mode = Mode.INDIVIDUAL
    sponsor_answers: bool = False
    """Whether the sponsor casts a ballot too."""
    facilitator_answers: bool = False
    """Whether the facilitator, who keys other people's slips, casts a ballot too."""
    completed_by: str = ""
    """Who completed the self-assessment, such as "the chair and ten members"; empty if the list of people says it."""
    quotations: bool = True
    """Whether the quotations from the reports are shown."""
    letters: str = ""
    """What the references of actions begin with; empty if that follows from the committee's name."""


class PageName(StrEnum):
    """The pages of a workshop that it can be resumed on."""

    WELCOME = "welcome"
    BRIEFING = "briefing"
    PROMISE = "promise"
    STEP = "step"
    ANSWERS = "answers"
    SLIPS = "whole slips"
    ALONE = "pass the laptop"
    COUNT = "headcount"
    CARDS = "cards by camera"
    RESULT = "result"
    OVERVIEW = "overview"
    FOLLOW_UP = "six months on"
    PLAN = "plan"
    READ_BACK = "read-back"


@record
class Place:
    """Where the room is in the workshop."""

    page: PageName = PageName.WELCOME
    item: ItemNumber = 1
    """The item shown or last shown."""
    leaf: ItemOrNone = 0
    """The page of the briefing, or the action that is looked at six months on, counted from 0."""


@record
class EarlierJudgement:
    """A level recorded beforehand, such as the officers' own self-assessment. Not an answer; hidden until the result."""

    item: int = field(metadata=KEY)
    level: LevelNumber
    """1 to 3."""
    whose: str


class NoteKind(WordedChoice):
    """What a note holds."""

    EVIDENCE = "evidence"
    REASON = "a reason for a view"
    DIFFERENT = "a different view", "a minority view"


@record
class Note:
    """Something written down about an item."""

    id: int = field(metadata=KEY)
    item: ItemNumber
    kind: NoteKind
    text: str
    table: VoterOrNone = 0
    """The table whose one-line reason it is; 0 where it is the room's."""
    round: RoundOrNone = 0
    """The number of the round whose answer a table's reason explains; 0 where it is the room's."""
    source: str = ""
    """Whose words the evidence is, such as an inspector's report; empty where nobody said."""
    date: str = ""
    """When they were said or written, as it was typed, such as "July 2025"."""

    @property
    def told(self) -> str:
        """The text, with its source and date in brackets if they are known."""
        about = ", ".join(filter(None, (self.source, self.date)))
        return f"{self.text} ({about})" if about else self.text


@record
class ParkedQuestion:
    """A question that the room leaves for later."""

    id: int = field(metadata=KEY)
    item: ItemOrNone
    """The number of the step or prompt that it came up at; 0 if it came up at none."""
    text: FilledText


class How(StrEnum):
    """How a shared view was reached."""

    CLEAR = "clear from the answers"
    DISCUSSION = "after discussion"
    CHAIR = "summed up by the chair"


class Direction(WordedChoice):
    """Which way the committee thinks that it is going."""

    FORWARD = "moving forward", "forward"
    SAME = "not moving", "no change"
    BACK = "moving back", "back"
    UNSURE = "not sure which way", "not sure"


@record
class AgreedLevel:
    """What the room settles on after talking, beside the ballots and never instead of them."""

    item: int = field(metadata=KEY)
    level: LevelNumber | None
    """1 to 3; None if the room did not agree."""
    how: How
    different_view: str = ""
    target: LevelNumber | None = None
    """Where the room wants to be in a year, 1 to 3; None if it did not say."""
    direction: Direction | None = None


class MarkKind(WordedChoice):
    """How an item stands in what to talk about next."""

    PINNED = "discuss first", "pinned"
    LATER = "come back to later", "to come back to"
    DONE = "finished", "done"


@record
class Mark:
    """What the room set beside an item."""

    item: int = field(metadata=KEY)
    kind: MarkKind
    rounds: RoundOrNone = 0
    """How many rounds the item had then; once it is answered again, it is not done any more."""


PRACTICE_ID: Final = "practice-"
"""How the id of a rehearsal begins: wherever its file goes, it still says that it is one."""
WARM_UP_ID: Final = f"{PRACTICE_ID}warm-up"
"""The id of what stands in for a workshop during a warm-up; no file has it."""


@record
class Session:
    """One committee working through one pack."""

    id: str = field(metadata=KEY)
    details: Details
    wording: Wording
    voters: Mapping[int, Voter] = field(default_factory=dict)
    sittings: Mapping[int, Sitting] = field(default_factory=dict)
    rounds: Mapping[int, Round] = field(default_factory=dict)
    notes: Mapping[int, Note] = field(default_factory=dict)
    parked: Mapping[int, ParkedQuestion] = field(default_factory=dict)
    words: Mapping[int, OwnLine] = field(default_factory=dict)
    """What people wrote on slips, sorted by step and text; see `own_words`."""
    agreed: Mapping[int, AgreedLevel] = field(default_factory=dict)
    """Item number to shared view."""
    actions: Mapping[int, Action] = field(default_factory=dict, metadata=IN_ORDER)
    """In the order of the plan, which need not be that of their ids."""
    spent: frozenset[str] = frozenset()
    """References of actions that are not in the plan; they are never given again."""
    priorities: Mapping[int, HandCount] = field(default_factory=dict)
    """Step number to how many hands it got; empty if nobody was asked, and no word of who raised one."""
    next_meeting: date | None = None
    """The day of the committee's next meeting, once it was asked for."""
    follows: Predecessor | None = None
    """The workshop that this one follows; None if it is the first."""
    trail: Mapping[int, TrailEntry] = field(default_factory=dict)
    earlier: Mapping[int, EarlierJudgement] = field(default_factory=dict)
    """Item number to a judgement recorded beforehand."""
    marks: Mapping[int, Mark] = field(default_factory=dict)
    """Item number to its mark."""
    prompts: frozenset[int] = frozenset()
    """Item numbers of the prompts that are voted on beside the steps."""
    gone: frozenset[str] = frozenset()
    """Numbered labels of people who were taken off the list; somebody may hold them on a card, so nobody else gets them."""
    place: Place = Place()
    plan: DayPlan | None = None
    """The plan of the day as it was changed for this session; None if it is the pack's."""

    forgotten: Forgotten | None = None
    """What was deleted on request; None if nothing was."""

    @property
    def is_practice(self) -> bool:
        """Whether this is a rehearsal or a warm-up, whose answers are nobody's judgement."""
        return self.id.startswith(PRACTICE_ID)

    @property
    def is_warm_up(self) -> bool:
        """Whether this stands in for a workshop while the room practises answering."""
        return self.id == WARM_UP_ID

    @property
    def told_secrecy(self) -> Secrecy:
        """What was kept of each answer when it was given; `details` say what is kept now."""
        had_names = self.forgotten is not None and self.forgotten.names
        return Secrecy.BY_NAME if had_names else self.details.secrecy

    @property
    def told_trail(self) -> tuple[TrailEntry, ...]:
        """The lines of the trail about the workshop, without those about what was deleted from its file."""
        left_out = self.forgotten.entries if self.forgotten else frozenset()
        return tuple(entry for key, entry in self.trail.items() if key not in left_out)

    @property
    def sitting(self) -> Sitting:
        """The latest sitting."""
        return self.sittings[max(self.sittings)]

    @property
    def items(self) -> tuple[Item, ...]:
        """What is voted on: each step, and before it those of its prompts that are."""
        found: list[Item] = []
        for step in self.wording.items:
            found += [prompt for prompt in self.wording.prompts_of(step) if prompt.number in self.prompts]
            found.append(step)
        return tuple(found)

    @property
    def electorate(self) -> frozenset[int]:
        """The voters on the list who cast a ballot."""
        return frozenset(voter.id for voter in self.voters.values() if voter.casts)

    @property
    def holds_ballots(self) -> bool:
        """Whether anybody's own answer is kept: not after counts alone, nor after answers were deleted."""
        return any(each.ballots for each in self.rounds.values())

    def rounds_of(self, item: int) -> tuple[Round, ...]:
        """Return the item's rounds in the order they were opened, set-aside ones among them."""
        return tuple(self.rounds[round_id(item, number)] for number in range(1, self.next_round(item)))

    def next_round(self, item: int) -> int:
        """Return the number that the item's next round would have."""
        number = 1
        while round_id(item, number) in self.rounds:
            number += 1
        return number

    def open_round(self, item: int) -> Round | None:
        """Return the item's open round, None when no vote on it is going on."""
        return next((each for each in self.rounds_of(item) if each.state is RoundState.OPEN), None)

    def revealed(self, item: int) -> tuple[Round, ...]:
        """Return the item's revealed rounds, oldest first."""
        return tuple(each for each in self.rounds_of(item) if each.state is RoundState.REVEALED)

    def notes_of(self, item: int) -> tuple[Note, ...]:
        """Return the item's notes in the order they were written.

        A table's reason is among them only where its round is revealed: before that, and after its round was set
        aside, it would tell what the table answered.
        """
        told = {each.number for each in self.revealed(item)}
        return tuple(
            note
            for note in self.notes.values()
            if note.item == item and (not note.table or note.round in told)
        )

    def with_round(self, changed: Round) -> Self:
        """Return the session with this round added or replaced."""
        return replace(self, rounds={**self.rounds, changed.id: changed})

    def with_sitting(self, changed: Sitting) -> Self:
        """Return the session with this sitting added or replaced."""
        return replace(self, sittings={**self.sittings, changed.id: changed})
