"""Workshops side by side: the same committee over time, or several. Like with like, and never in an order of merit.

Only what was worded the same is compared. Workshops stand in the order in which they were named; nothing is averaged,
and nothing is sorted by how far anybody is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.pack import Item, Wording
from scrutiny_tui.domain.phrases import listed
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.results import RoundResult, item_result, level_words
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import Words
from scrutiny_tui.domain.session import AgreedLevel, Details, Session

MOST: Final = 26
"""Workshops that are set side by side at most: each is called by a letter."""

TOO_FEW: Final = "Name at least two workshops to compare."

TOO_MANY: Final = f"You can compare up to {MOST} workshops. For a whole folder, use: compare --folder DIR"

TABLES_AND_PEOPLE: Final = (
    "In some workshops tables answered, in others people, so the counts can't be "
    "compared. Only the agreed positions are shown side by side."
)

OTHER_THRESHOLDS: Final = (
    "These workshops used different rules for what counts as agreement. Compare the "
    "counts, not the sentences."
)


@record
class Side:
    """One of the workshops."""

    letter: str
    """How it is called in the comparison, "A" for the first that was named."""
    details: Details
    voters: int
    """How many answer; tables where tables answer."""
    words: Words
    """The levels' short words."""


@record
class Stand:
    """How an item stands in one workshop."""

    voted_on: bool
    """Whether it is voted on there at all."""
    result: RoundResult | None
    """The latest result; None if there is none, or counts cannot be compared."""
    agreed: AgreedLevel | None


@record
class Compared:
    """An item that is worded the same in every workshop."""

    item: Item
    stands: tuple[Stand, ...]
    """One for each workshop, in their order."""


@record
class Changed:
    """An item that is not compared."""

    item_id: str
    title: str
    why: str
    """A sentence, such as "The prompts are worded otherwise in B."."""


@record
class Comparison:
    """Workshops side by side."""

    sides: tuple[Side, ...]
    items: tuple[Compared, ...]
    changed: tuple[Changed, ...]
    cautions: tuple[str, ...]
    """Sentences about what cannot be compared."""


def compare(sessions: Sequence[Session]) -> Comparison:
    """Set workshops side by side. Raises `InputError` if they are fewer than two, too many, or one is named twice."""
    _check(sessions)
    sides = tuple(
        Side(_letter(place), each.details, len(each.electorate), level_words(each))
        for place, each in enumerate(sessions)
    )
    counted = not {Mode.GROUPS, Mode.INDIVIDUAL} <= {each.details.mode for each in sessions}
    items: list[Compared] = []
    changed: list[Changed] = []
    for item_id, title in _voted_on(sessions).items():
        found = [each.wording.every.get(item_id) for each in sessions]
        why = _why_not(sessions, found)
        if why or found[0] is None:
            changed.append(Changed(item_id, title, why))
            continue
        stands = tuple(
            _stand(each, item, counted=counted) for each, item in zip(sessions, found, strict=True) if item
        )
        items.append(Compared(found[0], stands))
    cautions = () if counted else (TABLES_AND_PEOPLE,)
    if counted and len({each.wording.thresholds for each in sessions}) > 1:
        cautions = (OTHER_THRESHOLDS,)
    return Comparison(sides, tuple(items), tuple(changed), cautions)


def wording_of(wording: Wording, item: Item) -> Mapping[str, tuple[str, ...]]:
    """Return what people read before they answered, under what each part is called; white space does not count."""
    parts = {
        "The three statements are": tuple(
            text for level in wording.levels for text in (level.label, level.short)
        ),
        "The statement is": (item.statement,),
        "The sentences of its three statements are": item.sentences,
        "The prompts are": tuple(prompt.text for prompt in item.prompts),
    }
    return {name: tuple(" ".join(text.split()) for text in texts) for name, texts in parts.items()}


def stands_of(session: Session, like: Wording) -> dict[str, Stand | None]:
    """Return how each step of a wording stands in a session, by its id; None where it is worded otherwise."""
    found = ((step, session.wording.every.get(step.id)) for step in like.items)
    return {
        step.id: _stand(session, item, counted=True)
        if item and wording_of(session.wording, item) == wording_of(like, step)
        else None
        for step, item in found
    }


def _check(sessions: Sequence[Session]) -> None:
    if len(sessions) < 2:  # noqa: PLR2004 - one has nothing beside it
        raise InputError(TOO_FEW)
    if len(sessions) > MOST:
        raise InputError(TOO_MANY)
    if len({each.id for each in sessions}) < len(sessions):
        raise InputError("A workshop is named twice. Name different workshops.")


def _voted_on(sessions: Sequence[Session]) -> Mapping[str, str]:
    """Return id and title of everything that is voted on in any of them: as in the first, then what others add."""
    titles: dict[str, str] = {}
    for session in sessions:
        ordered = sorted(session.items, key=lambda item: (item.step_number, item.number))
        titles |= {item.id: item.title for item in ordered if item.id not in titles}
    return titles


def _why_not(sessions: Sequence[Session], found: Sequence[Item | None]) -> str:
    """Return why an item is not compared; empty if it is."""
    missing = [_letter(place) for place, item in enumerate(found) if item is None]
    if missing:
        return f"It is not in {listed(missing)}."
    parts = [wording_of(each.wording, item) for each, item in zip(sessions, found, strict=True) if item]
    for name, texts in parts[0].items():
        other = [_letter(place) for place, each in enumerate(parts) if each[name] != texts]
        if other:
            return f"{name} worded differently in {listed(other)}."
    voted = [_letter(place) for place, each in enumerate(sessions) if found[place] in each.items]
    return "" if len(voted) > 1 else f"It is answered in {voted[0]} only."


def _stand(session: Session, item: Item, *, counted: bool) -> Stand:
    known = item_result(session, item.number)
    return Stand(item in session.items, known.latest if counted else None, known.agreed)


def _letter(place: int) -> str:
    return chr(ord("A") + place)
