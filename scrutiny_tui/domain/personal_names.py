"""Voters' names in what somebody typed, and a session as the room may see it."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from scrutiny_tui.domain.actions import CHANGED, TEXTS
from scrutiny_tui.domain.own_words import shown_lines
from scrutiny_tui.domain.people import TITLES, Role, Voter
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.printable import unaccented
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.rounds import Answer, LineState, OwnLine, Round, RoundState, TrailEntry
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Action, Note, Session
from scrutiny_tui.domain.voting import name_of

HIDDEN: Final = "one of those who answer"
"""Stands for whoever led or supported the workshop and answers too, where no name may be told."""

WHO_LED: Final = ("facilitator", "sponsor", "completed_by")
"""The details that name somebody, who may answer too."""

_TITLES: Final = TITLES | {"the", "and"}
"""Words of a name that name nobody."""

_SHORTEST: Final = 3
"""Letters that a part of a name has at least to be looked for alone."""

_CORRECTED: Final = r"(?s)the answer of .+ was corrected after the result:"


_UNBROKEN: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that are written without blanks between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_WORD: Final = r"[^\W\d_](?:[\w']*\w)?"


def name_search(session: Session, voter: Voter) -> Callable[[str], bool]:
    """Return what says if a voter is named in a text; never if the label is a role or a table and picks out nobody.

    Accents, the kind of apostrophe and hyphen, and invisible characters make no difference. The whole name is found in
    capitals and small letters; a part of it alone if it begins with a capital, so that the price of something is not
    Councillor Price. Parts of fewer than three letters are not looked for alone, nor are titles.
    """
    by_name = session.details.secrecy is Secrecy.BY_NAME
    numbered = voter.label[-1:].isdigit()
    label = unaccented(voter.label).strip()
    if voter.role is Role.TABLE or not label or not (by_name or numbered):
        return lambda _text: False
    whole = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", label)))
    parts = _parts(label) if by_name else ()
    # A part begins with a capital, and may go on in capitals or small letters.
    alone = (re.compile(_bounded(f"(?=[^a-z])(?i:{re.escape(part)})")) for part in parts)
    patterns = (re.compile(_bounded(whole), re.IGNORECASE), *alone)

    def is_named(text: str) -> bool:
        folded = unaccented(text)
        return any(pattern.search(folded) for pattern in patterns)

    return is_named


def _bounded(pattern: str) -> str:
    """Return a pattern that finds whole words; in scripts without blanks a name may stand within a word."""
    unbroken = re.search(f"[{_UNBROKEN}]", pattern)
    return pattern if unbroken else rf"(?<!\w)(?:{pattern})(?!\w)"


def name_hidden(session: Session, typed: str) -> str:
    """Return what was typed as somebody's name or role, or a phrase where a voter's name is in it."""
    if session.details.secrecy is not Secrecy.BY_NAME:
        return typed
    searches = (name_search(session, voter) for voter in session.voters.values())
    return HIDDEN if any(is_named(typed) for is_named in searches) else typed


def like_a_person(session: Session, text: str) -> str:
    """Return what in a text may name somebody, such as "Member 4, Cllr Price"; empty if nothing does.

    That is names and labels of the list, whatever follows a title, and words with a capital that begin no sentence and
    are neither words of the pack or the council's name nor months and days of the week.
    """
    wording = session.wording
    said = [*month_name, *day_name, session.details.council, *(each.label for each in wording.levels)]
    for item in wording.items:
        said += (item.title, item.statement, *item.sentences, *(each.text for each in item.prompts))
    known = {word for each in said for word in re.findall(_WORD, each.casefold())}
    listed = [each.label for each in session.voters.values() if name_search(session, each)(text)]
    likely = [
        found[0] for found in re.finditer(_LIKELY, text) if {*re.findall(_WORD, found[0].casefold())} - known
    ]
    return ", ".join(dict.fromkeys((*listed, *likely)))


_NAMED: Final = r"(?![^\Wa-z]+['’]s\b)[^\W\d_a-z][\w'’-]*[a-z][\w'’-]*"
_LIKELY: Final = (
    rf"\b(?i:{'|'.join(sorted(TITLES, key=len, reverse=True))})\b\.?(?: {_NAMED})+"
    rf"|\b{_NAMED}(?: {_NAMED})+"
    rf"|(?<![.!?:] )(?<!^)\b{_NAMED}|\b{_NAMED}(?<=['’]s)"
)
"""A title and a name, several words with a capital, or one such word within a sentence or in the genitive; compiled with the first text."""


def without_whose(line: str) -> str:
    """Return a line of the trail without whose answer was corrected."""
    return re.sub(_CORRECTED, "one answer was corrected after the result:", line)


def _parts(name: str) -> Iterator[str]:
    for part in re.findall(_WORD, name):
        # A name such as O'Neil is known by what follows its apostrophe too.
        for each in {part, part.rpartition("'")[2]}:
            if len(each) >= _SHORTEST and each.casefold() not in _TITLES:
                yield each


MENDED: Final = "what was corrected or cancelled"
"""Where a name stands that is in a line of the trail."""


@record
class NameFound:
    """A name or label of the list of people that stands in typed text."""

    name: str
    """As it stands in the list."""
    where: str
    """Where it was found, such as "a note on step 2"."""

    def __str__(self) -> str:
        return f"{self.name} ({self.where})"


def names_found(session: Session) -> tuple[NameFound, ...]:
    """Return every name or numbered label of a voter that stands in what a public report publishes as it was typed.

    Where answers are kept by name, a part of a name counts too where it is spelled with the same capitals.
    """
    return tuple(dict.fromkeys(_found_in(session, _published(session))))


def where_named(session: Session, most: int = 1_000) -> str:
    """Return a sentence about where people of the list are named, the first few places; empty if nobody is.

    Names themselves are left out: the room may see it.
    """
    by_name = session.details.secrecy is Secrecy.BY_NAME
    places = list(dict.fromkeys(found.where if by_name else str(found) for found in names_found(session)))
    if not places:
        return ""
    more = several(len(places) - most, "more place", "more places") if len(places) > most else ""
    return f"What was typed names people on the list: {'; '.join(filter(None, (*places[:most], more)))}."


def _found_in(session: Session, typed: Iterable[tuple[str, str]]) -> Iterator[NameFound]:
    wanted = [(voter.label, name_search(session, voter)) for voter in session.voters.values()]
    for where, text in typed:
        yield from (NameFound(name, where) for name, is_named in wanted if is_named(text))


def trail_text(session: Session, entry: TrailEntry, *, full: bool) -> str:
    """Return a line of the trail; whose answer was corrected is told in a full report only."""
    if full or session.details.secrecy is not Secrecy.BY_NAME:
        return entry.text
    return without_whose(entry.text)


def whose_judgement(session: Session, item: int) -> str:
    """Return what is said of a name that stands where it is told whose judgement it was."""
    return f"whose rating it was on {name_of(session, item)}"


def _published(session: Session) -> Iterator[tuple[str, str]]:
    """Yield everything of a public report that somebody typed, and where it stands; nothing about open votes."""
    items = {*(item.number for item in session.items), *(note.item for note in session.notes.values())}
    for item in sorted(items):
        for note in session.notes_of(item):
            yield f"a {'reason' if note.table else 'note'} on {name_of(session, item)}", note.told
    yield from (
        (f"what people wrote on {name_of(session, step.number)}", text)
        for step in session.wording.items
        for text in shown_lines(session, step.number)
    )
    for item, view in session.agreed.items():
        yield f"a different view on {name_of(session, item)}", view.different_view
    for each in results(session):
        if each.earlier:
            yield whose_judgement(session, each.item.number), each.earlier.whose
    yield from (("a parked question", each.text) for each in session.parked.values())
    for action in session.actions.values():
        where = f"an action on {name_of(session, action.item)}" if action.item else "an action"
        yield where, "\n".join(getattr(action, name) for name in TEXTS)
    yield from ((CHANGED.lower(), each.changed) for each in session.sittings.values())
    for entry in session.trail.values():
        yield MENDED, trail_text(session, entry, full=False)


_STAY = "These names are in text that someone typed. They are kept until you edit it:"


_FIXED = "The reason for a correction or a cancelled result can't be changed."


def typed_names(session: Session) -> Iterator[str]:
    """Yield a sentence and a line for each name of the list that stays in typed text; nothing if there is none."""
    if session.details.secrecy is not Secrecy.BY_NAME:
        return
    found = dict.fromkeys((*names_found(session), *_unpublished(session)))
    if found:
        yield _STAY
        yield from (f"  {each}" for each in found)
    if any(each.where == MENDED for each in found):
        yield _FIXED


def _unpublished(session: Session) -> Iterator[NameFound]:
    """Return names in what no report holds: notes to the next facilitator, judgements and lines that are not shown."""
    handovers = "\n".join(sitting.handover for sitting in session.sittings.values())
    typed = [("a note to the next facilitator", handovers)]
    typed += [(whose_judgement(session, each.item), each.whose) for each in session.earlier.values()]
    typed += [
        (f"what people wrote on {name_of(session, each.item)}", each.text) for each in session.words.values()
    ]
    return _found_in(session, typed)


QUESTION_NAMES_SOMEBODY: Final = "A question that names someone"
TEXT_NAMES_SOMEBODY: Final = "A text that names someone"
NAMES_SOMEBODY: Final = "An action that names someone"
"""Stands for the words of an action in which somebody typed a voter's name."""
_RECORDED: Final = "recorded beside it"
"""Stands for the words of a different view, in which somebody may have typed a name."""


def sealed(session: Session) -> Session:
    """Return the session as the room may see it, so that no page made from it can show anything else.

    How many answers are in stays; what they are, and what only the facilitator is to see, is left out.
    """
    unnamed: dict[str, Any] = dict.fromkeys(WHO_LED, "")
    return replace(
        session,
        details=replace(session.details, **unnamed),
        rounds={key: _sealed_round(each) for key, each in session.rounds.items()},
        notes={note.id: note for note in _sealed_notes(session)},
        words=_sealed_words(session),
        agreed={
            key: replace(each, different_view=_RECORDED if each.different_view else "")
            for key, each in session.agreed.items()
        },
        parked={
            key: replace(each, text=_unless_named(session, each.text, QUESTION_NAMES_SOMEBODY))
            for key, each in session.parked.items()
        },
        actions={key: _sealed_action(session, each) for key, each in session.actions.items()},
        sittings={
            key: replace(each, changed=_unless_named(session, each.changed, TEXT_NAMES_SOMEBODY))
            for key, each in session.sittings.items()
        },
        trail={},
    )


def _sealed_round(found: Round) -> Round:
    """Return a round in which every answer is the same one, unless its result was shown."""
    if found.state is RoundState.REVEALED:
        return found
    if found.state is RoundState.VOID:
        return replace(found, ballots={}, totals={}, answered=frozenset())
    ballots = dict.fromkeys(sorted(found.ballots), Answer.ABSTAIN)
    counted = sum(found.totals.values())
    return replace(found, ballots=ballots, totals={Answer.ABSTAIN: counted} if counted else {})


def _sealed_notes(session: Session) -> Iterator[Note]:
    """Yield the notes: what they are stays, and the reasons that tables gave for a result; not what else they say."""
    for item in {note.item for note in session.notes.values()}:
        yield from (
            note if note.table else replace(note, text="", source="", date="")
            for note in session.notes_of(item)
        )


def _sealed_words(session: Session) -> dict[int, OwnLine]:
    """Return as many lines as there are; only those that everyone may read say anything."""
    shown = {step.number: shown_lines(session, step.number) for step in session.wording.items}
    return {
        key: line if line.state is LineState.SHOWN and shown.get(line.item) else replace(line, text="")
        for key, line in session.words.items()
    }


def _unless_named(session: Session, typed: str, instead: str) -> str:
    """Return what was typed, or a phrase in its place if a voter's name is in it."""
    return instead if name_hidden(session, typed) == HIDDEN else typed


def _sealed_action(session: Session, action: Action) -> Action:
    text = _unless_named(session, action.text, NAMES_SOMEBODY)
    return replace(action, text=text, owner=name_hidden(session, action.owner), evidence="", reason="")
