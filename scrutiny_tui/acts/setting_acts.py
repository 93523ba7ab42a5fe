"""What was set up, corrected: details, who facilitates, quotations, prompts voted on; and what is deleted on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Annotated, Any, Final, TypeAlias

from scrutiny_tui.acts.act import (
    Ask,
    EnumOptions,
    FixedOptions,
    Given,
    Option,
    Question,
    WrongError,
    act,
    enum_key,
)
from scrutiny_tui.acts.upkeep import (
    BEYOND_FORGETTING,
    WARNING,
    What,
    change_details,
    forget,
    is_done,
    without,
)
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import doubt_about, read_day, written_day
from scrutiny_tui.domain.details import FIXED, edit_details, faults, is_fixed, warnings
from scrutiny_tui.domain.fields import LONGEST_NAME
from scrutiny_tui.domain.moves import vote_on as choose_prompts
from scrutiny_tui.domain.personal_names import typed_names
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details, PageName

_LINE: Final = 120
ALSO: Final = FixedOptions(
    Option("neither", "neither sponsor nor facilitator", (False, False)),
    Option("sponsor", "the sponsor", (True, False)),
    Option("facilitator", "the facilitator", (False, True)),
    Option("both", "both", (True, True)),
)
"""Who of sponsor and facilitator casts a ballot too."""
SHOWN: Final = FixedOptions(Option("shown", "shown", True), Option("left-out", "left out", False))


def _of_details(field: str) -> Callable[[Workshop, Given], str]:
    return lambda workshop, _given: str(getattr(workshop.session.details, field))


def _name_of(field: str) -> Callable[[Workshop, Given], str]:
    return lambda workshop, _given: enum_key(getattr(workshop.session.details, field))


def _date_now(workshop: Workshop, _given: Given) -> str:
    return written_day(workshop.session.details.date)


def _read_date(workshop: Workshop, _given: Given, typed: str) -> date:
    return read_day(typed, workshop.now().date())


def _doubt(workshop: Workshop, given: Given) -> str:
    day = given.get("date")
    if day is None or day == workshop.session.details.date:
        return ""
    return doubt_about(day, workshop.now().date())


def _can_change(workshop: Workshop, _given: Given) -> bool:
    return not is_fixed(workshop.session)


def _keeps_answers_of(workshop: Workshop, given: Given) -> bool:
    return _can_change(workshop, given) and given.get("mode") is not Mode.COLLECTIVE


def _what_is_fixed(workshop: Workshop, _given: Given) -> str:
    if not is_fixed(workshop.session):
        return ""
    now = workshop.session.details
    kept = "" if now.mode is Mode.COLLECTIVE else f"; {now.secrecy}"
    return f"How answers are given and what is kept of them is {FIXED}: {now.mode}{kept}."


def _who_also(workshop: Workshop, _given: Given) -> str:
    now = workshop.session.details
    also = (now.sponsor_answers, now.facilitator_answers)
    return next(each.key for each in ALSO.every if each.value == also)


def _promise(_workshop: Workshop, given: Given) -> str:
    return f"Read out before the first answer: {promise(given['secrecy'], given['mode'])}"


def _quotations_now(workshop: Workshop, _given: Given) -> str:
    return SHOWN.every[not workshop.session.details.quotations].key


def _line(field: str, label: str, help_text: str = "", *, is_optional: bool = True) -> Ask:
    """Return how a line of the details is asked for."""
    return Ask(
        label=label, help=help_text, start=_of_details(field), longest=LONGEST_NAME, is_optional=is_optional
    )


def _choice(field: str, label: str, kind: type[Enum], help_text: str, **rest: Any) -> Ask:
    """Return how a choice of the details is asked for."""
    return Ask(label=label, help=help_text, options=EnumOptions(kind), start=_name_of(field), **rest)


Completed: TypeAlias = Annotated[
    Mode | None,
    _choice(
        "mode",
        "Completed",
        Mode,
        "Who gives one answer: each person, each table, or nobody, and the room settles on a level.",
        when=_can_change,
    ),
]
AnswersKept: TypeAlias = Annotated[
    Secrecy | None,
    _choice(
        "secrecy",
        "Answers kept",
        Secrecy,
        "Under labels such as Member 4, by name, or only their totals.",
        when=_keeps_answers_of,
        about=_promise,
    ),
]
AlsoAnswer: TypeAlias = Annotated[
    tuple[bool, bool],
    Ask(label="They also answer", help="Whether they cast a ballot too.", options=ALSO, start=_who_also),
]
Quotations: TypeAlias = Annotated[
    bool,
    Ask(
        label="Quotations",
        help="Whether the quotations from the reports are shown.",
        options=SHOWN,
        start=_quotations_now,
    ),
]


@act(
    "details",
    title="Details of this workshop",
    help="Correct the council, the date and what else was set up.",
    about=_what_is_fixed,
    rebuilds=True,
    is_of_sitting=False,
)
def details(
    workshop: Workshop,
    council: Annotated[str, _line("council", "Council", "The council's name.", is_optional=False)],
    committee: Annotated[str, _line("committee", "Committee", "The committee's name.")],
    date: Annotated[
        date, Ask(label="Date", help="Such as 21/11/2026.", start=_date_now, read=_read_date, about=_doubt)
    ],
    facilitator: Annotated[str, _line("facilitator", "Facilitator", "Name or role.")],
    sponsor: Annotated[str, _line("sponsor", "Sponsor", "Name or role of whoever supports it.")],
    also: AlsoAnswer,
    setting: Annotated[Setting, _choice("setting", "Held", Setting, "Whether others may be watching.")],
    mode: Completed,
    secrecy: AnswersKept,
    quotations: Quotations,
    completed_by: Annotated[
        str, _line("completed_by", "Completed by", 'Who completes it, such as "the chair and ten members".')
    ],
) -> str:
    """Correct what set-up asked for. Mode and secrecy change only until the first answer."""
    now = workshop.session.details
    changed = replace(
        now,
        council=council,
        committee=committee,
        date=date,
        facilitator=facilitator,
        sponsor=sponsor,
        sponsor_answers=also[0],
        facilitator_answers=also[1],
        setting=setting,
        mode=mode or now.mode,
        secrecy=secrecy or now.secrecy,
        quotations=quotations,
        completed_by=completed_by,
    )
    return _kept(workshop, changed)


def _kept(workshop: Workshop, changed: Details) -> str:
    """Keep other details, and say what else changed with them."""
    for name, told in faults(changed).items():
        raise WrongError(name, told)
    known = _warnings(workshop)
    notices = change_details(workshop, changed)
    new = (each for each in _warnings(workshop) if each not in known)
    return " ".join(("The details are kept.", *notices, *new))


def _warnings(workshop: Workshop) -> tuple[str, ...]:
    return warnings(workshop.session.details, workshop.session.voters.values())


def _facilitator_now(workshop: Workshop, _given: Given) -> str:
    return workshop.session.sitting.facilitator


@act(
    "facilitator",
    key="f",
    title="Who facilitates",
    help="Say who facilitates now; earlier records keep whoever did then.",
    pages=frozenset({"where you got to"}),
    footer=frozenset({"where you got to"}),
)
def facilitator(
    workshop: Workshop,
    name: Annotated[
        str,
        Ask(
            label="Name",
            help="Name or role; it may stay empty.",
            start=_facilitator_now,
            longest=_LINE,
            is_optional=True,
        ),
    ],
) -> str:
    """Keep who facilitates, with the details and for now."""
    workshop.save(edit_details(workshop.session, replace(workshop.session.details, facilitator=name)))
    return f"{name or 'Nobody'} is recorded as the facilitator."


def _prompts_now(workshop: Workshop, _given: Given) -> str:
    return ", ".join(workshop.session.wording.item(number).id for number in sorted(workshop.session.prompts))


def _read_prompts(workshop: Workshop, _given: Given, typed: str) -> frozenset[int]:
    ids = (part.strip() for part in typed.split(","))
    return frozenset(workshop.session.wording.find(each).number for each in ids if each)


def _takes_ballots(workshop: Workshop, _given: Given) -> bool:
    return workshop.session.details.mode is not Mode.COLLECTIVE


@act(
    "vote-on",
    title="What is voted on",
    help="Choose prompts that are voted on beside the steps.",
    pages=frozenset({PageName.STEP}),
    when=_takes_ballots,
)
def vote_on(
    workshop: Workshop,
    prompts: Annotated[
        frozenset[int],
        Ask(
            label="Prompts",
            help="Their numbers with commas between, such as 2.1, 2.4; nothing votes on the steps alone.",
            read=_read_prompts,
            start=_prompts_now,
            is_optional=True,
        ),
    ],
) -> str:
    """Choose the prompts that are voted on beside the steps."""
    workshop.save(choose_prompts(workshop.session, prompts or frozenset()))
    chosen = _prompts_now(workshop, {})
    return f"Prompts voted on: {chosen}." if chosen else "Only the steps are voted on."


def _keeps_answers(workshop: Workshop, _given: Given) -> bool:
    return any(each.ballots for each in workshop.session.rounds.values()) or _is_done(workshop, What.BALLOTS)


def _keeps_names(workshop: Workshop, _given: Given) -> bool:
    return workshop.session.details.secrecy is Secrecy.BY_NAME or _is_done(workshop, What.NAMES)


def _is_done(workshop: Workshop, what: What) -> bool:
    return is_done(workshop.session, what)


def _before_deleting(what: What, subject: str) -> Callable[[Workshop], Iterator[Question]]:
    def questions(workshop: Workshop) -> Iterator[Question]:
        if not is_done(workshop.session, what):
            without(workshop.session, what, workshop.now().date())
        typed = tuple(typed_names(workshop.session)) if what is What.NAMES else ()
        told = "\n".join((WARNING, what.stays, *typed, BEYOND_FORGETTING))
        yield Question(f"Delete {subject}?", "Go on", "Leave it", told)
        yield Question("There is no way back. Delete it?", "Delete it for good", "Leave it", WARNING)

    return questions


def _delete(workshop: Workshop, what: What) -> str:
    return " ".join((what.done, *forget(workshop, what)))


@act(
    "delete-answers",
    title="Delete who answered what",
    help="Delete who answered what; totals and results stay. Asks twice.",
    when=_keeps_answers,
    is_of_sitting=False,
    confirm=_before_deleting(What.BALLOTS, "who answered what"),
)
def delete_answers(workshop: Workshop) -> str:
    """Delete who answered what, from every file that can be reached."""
    return _delete(workshop, What.BALLOTS)


@act(
    "delete-names",
    title="Delete people's names",
    help="Put labels in place of people's names for good. Asks twice.",
    when=_keeps_names,
    is_of_sitting=False,
    confirm=_before_deleting(What.NAMES, "people's names"),
)
def delete_names(workshop: Workshop) -> str:
    """Put labels in place of people's names, in every file that can be reached."""
    return _delete(workshop, What.NAMES)
