"""The parameters that several acts ask for in the same way: a step, a person, a level, an answer; and who a label is."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Annotated, Final, TypeAlias
from unicodedata import normalize

from scrutiny_tui.acts.act import Ask, Given, Option
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.printable import plain, printable, unguarded
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import ANSWERS, read_answer

ABOUT_STEP: Final = frozenset({PageName.STEP, PageName.RESULT, PageName.READ_BACK})
"""The pages about one step on which something can be written down."""
EVIDENCE_PAGE: Final = "evidence"
"""The page of what could show a step, on which notes are written down."""


def level_options(workshop: Workshop, _given: Given) -> Iterator[Option]:
    """Yield the three levels, each under its digit."""
    for level in workshop.session.wording.levels:
        yield Option(str(level.number), level.label, level.number, level.number)


def as_it_is(name: str, field: str) -> Callable[[Workshop, Given], str]:
    """Return what tells a field of the note or action that is changed; empty if one is added."""
    return lambda _workshop, given: str(getattr(given.get(name), field, ""))


_LONGEST_SHOWN: Final = 30


def shown(text: str) -> str:
    """Return text from a file as a message may show it: harmless, one line, not long."""
    one_line = printable(" ".join(text.split()))
    return one_line if len(one_line) <= _LONGEST_SHOWN else f"{one_line[: _LONGEST_SHOWN - 1]}…"


_MOST_SUGGESTIONS: Final = 20
"""Comparing spellings is slow; whoever has more unknown names than this has the wrong file."""

_LONGEST_NAME: Final = 100
"""Longer text is no misspelt name, and would take long to compare."""


class People:
    """The people of a session, found by label."""

    def __init__(self, voters: Iterable[Voter]) -> None:
        listed = tuple(voters)
        self._exact = {normalize("NFC", " ".join(voter.label.split())): voter for voter in listed}
        found = Counter(plain(voter.label) for voter in listed)
        self._plain = {name: voter for voter in listed if found[name := plain(voter.label)] == 1}
        self._suggested: dict[str, str] = {}

    def find(self, label: str) -> Voter | None:
        """Return whoever has this label, in any letters where that is clear; None if nobody has."""
        surname, _comma, forename = label.partition(",")
        names = (unguarded(label), label, label.removeprefix("'"), f"{forename} {surname}".strip())
        found = (self._exact.get(name) or self._plain.get(plain(name)) for name in names)
        return next((voter for voter in found if voter), None)

    def unknown(self, label: str) -> str:
        """Return the sentence that nobody has this label, with those most like it if there are any."""
        near = [each for each in self._exact if plain(each) == plain(label)] or [self._nearest(label)]
        meant = " or ".join(f'"{shown(each)}"' for each in near if each)
        question = f". Did you mean {meant}?" if meant else "."
        return f'"{shown(label)}" is not on the list of people{question}'

    def _nearest(self, label: str) -> str:
        word = plain(label)
        if word not in self._suggested:
            if len(self._suggested) == _MOST_SUGGESTIONS or len(word) > _LONGEST_NAME:
                return ""
            near = difflib.get_close_matches(word, self._plain, n=1)
            self._suggested[word] = self._plain[near[0]].label if near else ""
        return self._suggested[word]


def _find_person(workshop: Workshop, _given: Given, typed: str) -> Voter:
    people = People(workshop.session.voters.values())
    found = people.find(typed)
    if found is None:
        raise InputError(people.unknown(typed))
    return found


def _find_voter(workshop: Workshop, given: Given, typed: str) -> Voter:
    found = _find_person(workshop, given, typed)
    if not found.casts:
        raise RuleError(f"{found.label} does not answer.")
    return found


def _read_answer(workshop: Workshop, _given: Given, typed: str) -> Answer:
    found = read_answer(typed, workshop.session.wording.levels)
    if found is None:
        raise InputError(f"That is not an answer. Type one of: {ANSWERS}.")
    return found


PERSON: Final = Ask(
    label="Person",
    help='Their label, for example "Member 3".',
    offers=lambda workshop, _given: (voter.label for voter in workshop.session.voters.values()),
    read=_find_person,
    is_here=True,
)
AboutItem: TypeAlias = Annotated[
    Item,
    Ask(
        label="Step",
        help="The number of the step or prompt, for example 1 or 2.4.",
        offers=lambda workshop, _given: (item.id for item in workshop.session.items),
        read=lambda workshop, _given, typed: workshop.session.wording.find(typed),
        is_here=True,
    ),
]
Person: TypeAlias = Annotated[Voter, PERSON]
VotingPerson: TypeAlias = Annotated[Voter, replace(PERSON, read=_find_voter)]
AnswerGiven: TypeAlias = Annotated[
    Answer, Ask(label="Answer", help=f"{ANSWERS}.", read=_read_answer, is_hidden=True)
]
