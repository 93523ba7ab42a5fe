"""What was set up, corrected: details, who facilitates, quotations, prompts voted on; and what is deleted on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Annotated, Any, Final

from scrutiny_tui.acts.act import Ask, Given, Option, Question, act, enum_key
from scrutiny_tui.acts.opening import check_details
from scrutiny_tui.acts.shelf_acts import WARNING
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain import moves
from scrutiny_tui.domain.actions import doubt_about, read_day
from scrutiny_tui.domain.deletion import forget_ballots, forget_names
from scrutiny_tui.domain.details import FIXED, edit_details, is_fixed, warnings
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.fields import LONGEST_NAME
from scrutiny_tui.domain.personal_names import typed_names
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting, promise
from scrutiny_tui.domain.session import Details, PageName, Session
from scrutiny_tui.store.session_upkeep import other_files

ALSO: Final = (
    Option("neither", "No", (False, False)),
    Option("sponsor", "The sponsor", (True, False)),
    Option("facilitator", "The facilitator", (False, True)),
    Option("both", "Both", (True, True)),
)
"""Who of sponsor and facilitator answers too."""
SHOWN: Final = (Option("shown", "Shown", True), Option("left-out", "Hidden", False))
MODES: Final = (
    Option(enum_key(Mode.INDIVIDUAL), "Everyone answers individually", Mode.INDIVIDUAL),
    Option(enum_key(Mode.GROUPS), "Small groups answer", Mode.GROUPS),
    Option(enum_key(Mode.COLLECTIVE), "The committee agrees together", Mode.COLLECTIVE),
)
SETTINGS: Final = (
    Option(enum_key(Setting.PRIVATE), "Private", Setting.PRIVATE),
    Option(enum_key(Setting.PUBLIC), "Public or webcast", Setting.PUBLIC),
)
KEPT: Final = (
    Option(enum_key(Secrecy.LABELS), "By label, not by name", Secrecy.LABELS),
    Option(enum_key(Secrecy.BY_NAME), "By name", Secrecy.BY_NAME),
    Option(enum_key(Secrecy.TOTALS), "Totals only", Secrecy.TOTALS),
)
READ_OUT: Final = "Read out before the first answer:"
_EVERY_PROMPT: Final = "all"


def _doubt(workshop: Workshop, given: Given) -> str:
    day = given.get("date")
    if day is None or day == workshop.session.details.date:
        return ""
    return doubt_about(day, workshop.now().date())


def _can_change(workshop: Workshop, _given: Given) -> bool:
    return not is_fixed(workshop.session)


def _what_is_fixed(workshop: Workshop, _given: Given) -> str:
    if not is_fixed(workshop.session):
        return ""
    now = workshop.session.details
    kept = "" if now.mode is Mode.COLLECTIVE else f"; {now.secrecy}"
    return f"How we answer and how answers are kept are {FIXED}: {now.mode}{kept}."


def _who_also(workshop: Workshop, _given: Given) -> str:
    now = workshop.session.details
    return next(each.key for each in ALSO if each.value == (now.sponsor_answers, now.facilitator_answers))


def _now(field: str, words: Callable[[Any], str] = str) -> Callable[[Workshop, Given], str]:
    """Return what tells what a detail is now."""
    return lambda workshop, _given: words(getattr(workshop.session.details, field))


def _line(field: str, label: str, help_text: str, *, is_optional: bool = True) -> Ask:
    return Ask(label=label, help=help_text, start=_now(field), longest=LONGEST_NAME, is_optional=is_optional)


def _choice(field: str, label: str, options: tuple[Option, ...], help_text: str, **rest: Any) -> Ask:
    return Ask(label=label, help=help_text, options=options, start=_now(field, enum_key), **rest)


_DATE: Final = Ask(
    label="Date",
    help="For example 21 November 2026.",
    start=lambda workshop, _given: day(workshop.session.details.date),
    read=lambda workshop, _given, typed: read_day(typed, workshop.now().date()),
    about=_doubt,
)
_ALSO: Final = Ask(
    label="Does either answer?",
    help="Whether the sponsor or the facilitator answers too.",
    options=ALSO,
    start=_who_also,
)
_QUOTATIONS: Final = Ask(
    label="Quotations",
    help="Show quotations from the reports, or hide them.",
    options=SHOWN,
    start=lambda workshop, _given: SHOWN[not workshop.session.details.quotations].key,
)
_COMPLETED: Final = _choice(
    "mode",
    "How we answer",
    MODES,
    "Each person gives one answer, each table does, or the committee agrees one.",
    when=_can_change,
)
_ANSWERS_KEPT: Final = _choice(
    "secrecy",
    "How answers are kept",
    KEPT,
    "By a label, for example Member 4, by name, or as totals.",
    when=lambda workshop, given: _can_change(workshop, given) and given.get("mode") is not Mode.COLLECTIVE,
    about=lambda _workshop, given: f"{READ_OUT} {promise(given['secrecy'], given['mode'])}",
)


@act("details", title="Details of this workshop", about=_what_is_fixed, rebuilds=True, is_of_sitting=False)
def details(
    workshop: Workshop,
    council: Annotated[str, _line("council", "Council", "The council's name.", is_optional=False)],
    committee: Annotated[str, _line("committee", "Committee", "The committee's name.")],
    date: Annotated[date, _DATE],
    facilitator: Annotated[str, _line("facilitator", "Facilitator", "Name or role.")],
    sponsor: Annotated[str, _line("sponsor", "Sponsor", "Name or role.")],
    also: Annotated[tuple[bool, bool], _ALSO],
    setting: Annotated[Setting, _choice("setting", "Meeting", SETTINGS, "Can others watch?")],
    mode: Annotated[Mode | None, _COMPLETED],
    secrecy: Annotated[Secrecy | None, _ANSWERS_KEPT],
    quotations: Annotated[bool, _QUOTATIONS],
    completed_by: Annotated[
        str, _line("completed_by", "Completed by", "For example: the chair and ten members.")
    ],
) -> str:
    """Change the details of this workshop."""
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
    return change_details(workshop, changed)


def change_details(workshop: Workshop, changed: Details) -> str:
    """Keep other details, and return sentences that say so and what else changed with them.

    Raises `InputError` if they cannot be used, `RuleError` if what was promised is fixed already, and
    `MachineError` if they could not be saved; then nothing was changed.
    """
    check_details(changed)
    before = workshop.session
    workshop.save(edit_details(before, changed))
    told = ["Details saved."]
    if before.details.secrecy is Secrecy.BY_NAME is not changed.secrecy:
        told.append("Names were replaced with labels. Copies elsewhere may still have the names.")
    if before.sitting.promised and (before.details.secrecy, before.details.mode) != (
        changed.secrecy,
        changed.mode,
    ):
        told.append("How answers are kept has changed. Read it out again before the first answer.")
    told.append(workshop.keep_copy())
    known = warnings(before.details, before.voters.values())
    told += (each for each in warnings(changed, workshop.session.voters.values()) if each not in known)
    return " ".join(filter(None, told))


@act(
    "facilitator",
    key="f",
    title="Who facilitates",
    pages=frozenset({"where you got to"}),
    footer=frozenset({"where you got to"}),
)
def facilitator(
    workshop: Workshop,
    name: Annotated[
        str,
        Ask(
            label="Name",
            help="Name or role (optional).",
            start=lambda workshop, _given: workshop.session.sitting.facilitator,
            longest=LONGEST_NAME,
            is_optional=True,
        ),
    ],
) -> str:
    """Enter who facilitates now. Earlier records do not change."""
    workshop.save(edit_details(workshop.session, replace(workshop.session.details, facilitator=name)))
    return f"Facilitator: {name or 'not named'}."


def _prompts_now(workshop: Workshop, _given: Given) -> str:
    return ", ".join(workshop.session.wording.item(number).id for number in sorted(workshop.session.prompts))


def _read_prompts(workshop: Workshop, _given: Given, typed: str) -> frozenset[int]:
    wording = workshop.session.wording
    if typed == _EVERY_PROMPT:
        return frozenset(prompt.number for step in wording.items for prompt in wording.prompts_of(step))
    chosen = [wording.find(part) for part in typed.split(",")] if typed else []
    if steps := [item.id for item in chosen if not item.step]:
        raise InputError(
            f"{steps[0]} is a step, and steps are always answered. Name prompts, for example 1.2."
        )
    return frozenset(item.number for item in chosen)


@act(
    "vote-on",
    title="What we answer",
    pages=frozenset({PageName.STEP}),
    when=lambda workshop, _given: workshop.session.details.mode is not Mode.COLLECTIVE,
)
def vote_on(
    workshop: Workshop,
    prompts: Annotated[
        frozenset[int],
        Ask(
            label="Prompts",
            help="Their numbers, for example 2.1, 2.4; or all. Leave it empty to answer the steps only.",
            read=_read_prompts,
            start=_prompts_now,
            is_optional=True,
        ),
    ],
) -> str:
    """Choose prompt questions to answer too."""
    workshop.save(moves.vote_on(workshop.session, prompts))
    chosen = _prompts_now(workshop, {})
    return f"Prompts we answer: {chosen}." if chosen else "We answer the steps only."


_BEYOND: Final = (
    "Copies elsewhere are not deleted: USB sticks (except the one that backups go to), zip files, full reports "
    "and exports, renamed copies, other computers, sent files and system backups."
)
"""What forgetting leaves where it is."""


class What(Enum):
    """What can be deleted once the totals are fixed."""

    BALLOTS = (
        "Totals and results will not change. Answers by group, and how people moved between "
        "rounds, are deleted too. You can't undo this.",
        "Individual answers deleted. Totals and results have not changed.",
    )
    NAMES = (
        "Totals, results and reports will not change. You can't undo this.",
        "Names deleted and replaced with labels, such as Member 4.",
    )

    def __init__(self, stays: str, done: str) -> None:
        self.stays = stays
        """What stays and what goes, as it is read before the first answer."""
        self.done = done
        """The sentence that says that it is done."""


def _without(session: Session, what: What, today: date) -> Session:
    return forget_ballots(session, today) if what is What.BALLOTS else forget_names(session, today)


def _is_done(session: Session, what: What) -> bool:
    """Say whether this was deleted already, and nothing of it has come since."""
    forgotten = session.forgotten
    if forgotten is None:
        return False
    if what is What.NAMES:
        return forgotten.names
    return forgotten.ballots and not session.holds_ballots


def forget(workshop: Workshop, what: What) -> tuple[str, ...]:
    """Delete this from a workshop and all its files; return a sentence for each place that could not be reached.

    What was deleted before is taken out again of every file that can be reached now, such as on a stick that was not
    plugged in then. Raises `RuleError` if it cannot be deleted, and `MachineError` if that could not be saved; then
    nothing was.
    """
    session = workshop.session
    after = session if _is_done(session, what) else _without(session, what, workshop.now().date())
    told = workshop.forget(after)
    places = workshop.places
    folders = (places.sessions, *places.mirrors) if places else ()
    others = other_files(workshop.path, workshop.session, folders)
    workshop.unreached = (
        *told,
        *(f"{path} is another copy of this workshop. It was not changed." for path in others),
    )
    return workshop.unreached


def _before_deleting(what: What, subject: str) -> Callable[[Workshop], Iterator[Question]]:
    def questions(workshop: Workshop) -> Iterator[Question]:
        if not _is_done(workshop.session, what):
            _without(workshop.session, what, workshop.now().date())
        typed = tuple(typed_names(workshop.session)) if what is What.NAMES else ()
        told = "\n".join((WARNING, what.stays, *typed, _BEYOND))
        yield Question(f"Delete {subject}?", "Continue", "Keep", told)
        yield Question("You can't undo this. Delete now?", "Delete for good", "Keep", WARNING)

    return questions


def _keeps_answers(workshop: Workshop, _given: Given) -> bool:
    return workshop.session.holds_ballots or _is_done(workshop.session, What.BALLOTS)


def _keeps_names(workshop: Workshop, _given: Given) -> bool:
    by_name = workshop.session.details.secrecy is Secrecy.BY_NAME
    return by_name or _is_done(workshop.session, What.NAMES)


@act(
    "delete-answers",
    title="Delete individual answers",
    when=_keeps_answers,
    is_of_sitting=False,
    confirm=_before_deleting(What.BALLOTS, "individual answers"),
)
def delete_answers(workshop: Workshop) -> str:
    """Delete individual answers. Totals and results are kept. Asks twice."""
    return " ".join((What.BALLOTS.done, *forget(workshop, What.BALLOTS)))


@act(
    "delete-names",
    title="Delete names",
    when=_keeps_names,
    is_of_sitting=False,
    confirm=_before_deleting(What.NAMES, "names"),
)
def delete_names(workshop: Workshop) -> str:
    """Replace people's names with labels for good. Asks twice."""
    return " ".join((What.NAMES.done, *forget(workshop, What.NAMES)))
