"""The plan: actions are added, changed, put in order and taken out; hands are counted for what comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from scrutiny_tui.acts.note_acts import first_words
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import actions
from scrutiny_tui.domain.actions import MONTHS, NEXT_MEETING
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.phrases import day, item_name
from scrutiny_tui.domain.references import MOST_LETTERS, letters, set_letters
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, PageName

PLAN_PAGE: Final = frozenset({PageName.PLAN})
_LAST_PAGES: Final = frozenset({PageName.PLAN, PageName.OVERVIEW})
_NO_STEP: Final = "none"


def _actions(workshop: Workshop, _given: Given) -> Iterator[Option]:
    for number, each in enumerate(workshop.session.actions.values(), start=1):
        yield Option(str(number), first_words(each.text), each)


def has_action(workshop: Workshop, given: Given) -> bool:
    """Say whether there is an action to do something with."""
    return bool(workshop.session.actions) and given.get("action", True) is not None


def _due_now(workshop: Workshop, given: Given) -> str:
    found = given.get("action")
    if not found or not found.due:
        return ""
    return NEXT_MEETING if found.due == workshop.session.next_meeting else day(found.due)


def _read_due(workshop: Workshop, _given: Given, typed: str) -> date | str | None:
    """Return the day; the words "next meeting" as long as nobody has said when that is."""
    if typed.lower() == NEXT_MEETING and workshop.session.next_meeting is None:
        return NEXT_MEETING
    return actions.due_day(workshop.session, typed, workshop.now().date())


def which_day(name: str) -> Callable[[Workshop, Given], str]:
    """Return what tells the day that a parameter means, with a doubt about it if it is far away."""

    def about(workshop: Workshop, given: Given) -> str:
        meant = given.get(name)
        if not isinstance(meant, date):
            return ""
        return actions.doubt_about(meant, workshop.now().date()) or f"{day(meant)}."

    return about


def _steps(workshop: Workshop, given: Given) -> Iterator[Option]:
    yield Option(_NO_STEP, "no step", 0)
    items = list(workshop.session.wording.items)
    found = given.get("action")
    if found and found.item and found.item not in {item.number for item in items}:
        items.append(workshop.session.wording.item(found.item))
    yield from (Option(item.id, f"{item_name(item)}, {item.short}", item.number) for item in items)


def _step_now(workshop: Workshop, given: Given) -> str:
    found, shown = given.get("action"), given.get("step")
    number = found.item if found else shown and (shown.step or shown.number)
    return workshop.session.wording.item(number).id if number else _NO_STEP


def status_now(_workshop: Workshop, given: Given) -> str:
    """Return what is typed for the status that the action has."""
    return enum_key(given["action"].status)


OneAction: TypeAlias = Annotated[
    Action,
    Ask(label="Action", help="Its number in the action plan.", options=_actions, is_here=True, is_first=True),
]
What: TypeAlias = Annotated[
    str,
    Ask(
        label="What",
        help="What needs to be done.",
        start=as_it_is("action", "text"),
        longest=LONGEST_LINE,
        warning=MAY_BE_PUBLISHED,
    ),
]
ForWhom: TypeAlias = Annotated[
    ActionKind,
    Ask(
        label="For",
        help="Who the action is for.",
        options=enum_options(ActionKind),
        start=lambda _workshop, given: enum_key(getattr(given.get("action"), "kind", ActionKind.US)),
    ),
]
Owner: TypeAlias = Annotated[
    str,
    Ask(
        label="Owner",
        help="Who will do it. A role, not a name.",
        start=as_it_is("action", "owner"),
        longest=LONGEST_LINE,
        is_optional=True,
    ),
]
Due: TypeAlias = Annotated[
    date | str | None,
    Ask(
        label="Due",
        help="The next meeting, 3 months, 6 months, or a date, for example 12 January 2027.",
        offers=lambda _workshop, _given: (NEXT_MEETING, *MONTHS),
        read=_read_due,
        start=_due_now,
        about=which_day("due"),
        is_optional=True,
    ),
]
NextMeeting: TypeAlias = Annotated[
    date | None,
    Ask(
        label="Next meeting",
        help="The date of the next meeting. It is saved for the other actions too.",
        read=lambda workshop, _given, typed: actions.read_day(typed, workshop.now().date()),
        when=lambda _workshop, given: given.get("due") == NEXT_MEETING,
    ),
]
EVIDENCE: Final = Ask(
    label="Evidence",
    help="What has been done, and what shows it.",
    start=as_it_is("action", "evidence"),
    longest=LONGEST_LINE,
    warning=MAY_BE_PUBLISHED,
    is_optional=True,
)
FromStep: TypeAlias = Annotated[
    int,
    Ask(
        label="From",
        help="The step or prompt that it came from, or none.",
        options=_steps,
        read=lambda workshop, _given, typed: workshop.session.wording.find(typed).number,
        start=_step_now,
    ),
]


def _with_meeting(workshop: Workshop, due: date | str | None, meeting: date | None) -> date | None:
    """Keep the day of the next meeting if it was just said, and return the day that an action is due."""
    if meeting is not None:
        workshop.save(actions.set_next_meeting(workshop.session, meeting))
    return meeting if isinstance(due, str) else due


@act("add-action", key="plus,insert", title="Add an action", pages=PLAN_PAGE)
def add(
    workshop: Workshop,
    text: What,
    kind: ForWhom,
    owner: Owner,
    due: Due,
    next_meeting: NextMeeting,
    from_step: FromStep,
) -> str:
    """Add an action to the action plan."""
    with workshop.as_one_change():
        day = _with_meeting(workshop, due, next_meeting)
        workshop.save(actions.add_action(workshop.session, Action(0, from_step, text, kind, owner, day)))
    return "Action added."


@act("change-action", title="Edit an action", pages=PLAN_PAGE, when=has_action)
def change(
    workshop: Workshop,
    action: OneAction,
    text: What,
    kind: ForWhom,
    owner: Owner,
    due: Due,
    next_meeting: NextMeeting,
    status: Annotated[
        ActionStatus,
        Ask(
            label="Status",
            help="The progress so far.",
            options=enum_options(ActionStatus),
            start=status_now,
        ),
    ],
    evidence: Annotated[str, EVIDENCE],
    from_step: FromStep,
) -> str:
    """Edit an action."""
    with workshop.as_one_change():
        day = _with_meeting(workshop, due, next_meeting)
        changed = replace(
            action,
            text=text,
            kind=kind,
            owner=owner,
            due=day,
            status=status,
            evidence=evidence,
            item=from_step,
        )
        workshop.save(actions.change_action(workshop.session, changed, workshop.now().date()))
    return "Action changed."


@act(
    "reference-letters",
    title="Letters of references",
    pages=PLAN_PAGE,
    when=lambda workshop, given: has_action(workshop, given) and not workshop.session.details.letters,
)
def change_letters(
    workshop: Workshop,
    letters: Annotated[
        str,
        Ask(
            label="Letters",
            help=f"1 to {MOST_LETTERS} letters that references begin with. They can be changed once.",
            start=lambda workshop, _given: letters(workshop.session.details),
        ),
    ],
) -> str:
    """Change the letters that the references of actions begin with, once, before a recommendation is sent."""
    workshop.save(set_letters(workshop.session, letters))
    return f"References now begin with {workshop.session.details.letters}."


def _read_place(_workshop: Workshop, _given: Given, typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and int(typed[:4])):
        raise InputError("Type its new place in the list as a number, for example 1.")
    return int(typed[:4])


@act("move-action", title="Move an action", pages=PLAN_PAGE, when=has_action)
def move(
    workshop: Workshop,
    action: OneAction,
    to: Annotated[
        int, Ask(label="To", help="Its new place in the action plan, counted from 1.", read=_read_place)
    ],
) -> str:
    """Move an action up or down the action plan."""
    at = [*workshop.session.actions].index(action.id) + 1
    workshop.save(actions.move_action(workshop.session, action.id, to - at))
    return "Action moved."


def _before_removing(_workshop: Workshop, action: Action) -> Iterator[Question]:
    yield Question(
        "Delete this action?",
        "Delete action",
        "Keep action",
        f"{action.text}\n\nDo this only if it was a mistake. If it is no longer needed, mark it so instead.",
    )


@act(
    "remove-action",
    key="delete,backspace",
    title="Delete an action",
    pages=PLAN_PAGE,
    when=has_action,
    confirm=_before_removing,
)
def remove(workshop: Workshop, action: OneAction) -> str:
    """Delete an action that was added by mistake."""
    workshop.save(actions.remove_action(workshop.session, action.id))
    return "Action deleted."


def _read_hands(workshop: Workshop, _given: Given, typed: str) -> Mapping[int, int]:
    steps = [item.number for item in workshop.session.wording.items]
    parts = [part.strip() for part in typed.split(",")] if typed else ["0"] * len(steps)
    if len(parts) != len(steps) or not all(part.isascii() and part.isdecimal() for part in parts):
        raise InputError(f"Type {len(steps)} numbers, one for each step, for example 4,2,9,0,8,7.")
    return {step: int(part[:9]) for step, part in zip(steps, parts, strict=True)}


def _hands_now(workshop: Workshop, _given: Given) -> str:
    counted, steps = workshop.session.priorities, workshop.session.wording.items
    return ",".join(str(counted.get(item.number, 0)) for item in steps) if counted else ""


def _before_counting(workshop: Workshop, hands: Mapping[int, int]) -> Iterator[Question]:
    if told := actions.too_many(workshop.session, hands):
        yield Question("Save these votes?", "Save these votes", "Count again", told)


@act(
    "priorities",
    key="2",
    title="Priorities",
    pages=_LAST_PAGES,
    footer=_LAST_PAGES,
    confirm=_before_counting,
)
def prioritise(
    workshop: Workshop,
    hands: Annotated[
        Mapping[int, int],
        Ask(
            label="Votes",
            help="How many votes each step got, from Step 1 on, for example 4,2,9,0,8,7.",
            read=_read_hands,
            start=_hands_now,
            is_optional=True,
        ),
    ],
) -> str:
    """Count a show of hands for the steps to work on first, two votes each; only numbers are saved."""
    workshop.save(actions.record_hands(workshop.session, hands))
    return "Priorities saved." if workshop.session.priorities else "There are no priorities now."
