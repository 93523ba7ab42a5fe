"""Checks one line of an imported table of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from scrutiny_tui.acts.import_columns import shown
from scrutiny_tui.acts.import_matching import People, items_by_name
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.voting import ANSWERS, answers_by_name, name_of
from scrutiny_tui.domain.wording import Item
from scrutiny_tui.store.tables import Row

_SPOKEN: Final = {"voter": "voter", "item": "step", "answer": "answer"}
"""How sentences call the columns."""


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line with an answer, and what is wrong with it."""

    number: int
    reasons: tuple[str, ...]
    """Whole sentences; empty if the line is right."""
    key: tuple[int, int] | None
    """Item and voter; None if one of them is not known."""
    about: str
    """Item and voter in words, such as "Member 4 on step 2"; empty if one of them is not known."""
    answer: Answer | None = field(repr=False)
    is_second: bool
    """Whether there is an earlier answer, whose place it takes where that is wanted."""


@dataclass(frozen=True, slots=True)
class _ItemState:
    """What an imported answer meets at its item."""

    name: str
    shown: bool
    """Whether the item has a result."""
    round: Round | None
    """Its open round."""


class LineCheck:
    """Checks the lines of one table against one session."""

    def __init__(self, session: Session, columns: Mapping[str, int], *, replace: bool) -> None:
        self._columns = columns
        self._replace = replace
        self._people = People(session.voters.values())
        self._items = items_by_name(session.items)
        self._answers = answers_by_name(session.wording.levels)
        self._groups = session.details.mode is Mode.GROUPS
        self._states = {
            item.number: _ItemState(
                name_of(session, item.number).capitalize(),
                bool(session.revealed(item.number)),
                session.open_round(item.number),
            )
            for item in session.items
        }

    def line(self, row: Row) -> CheckedLine | None:
        """Return what the line says and what is wrong with it; None if it has no answer."""
        column = self._columns["answer"]
        if not row.cell(column) and column not in row.faults:
            return None
        voter = self._people.find(row.cell(self._columns["voter"]))
        item = self._items.get(plain(row.cell(self._columns["item"])))
        answer = self._answer(row.cell(column), item)
        reasons = [*self._about_voter(row, voter), *self._about_item(row, item)]
        if answer is None:
            reasons += [self._fault(row, "answer") or _no_answer()]
        if voter is None or item is None:
            return CheckedLine(row.number, tuple(reasons), None, "", answer, is_second=False)
        state = self._states[item.number]
        is_in = state.round is not None and voter.id in state.round.is_in
        reasons += self._about_earlier(voter, state, is_in=is_in)
        about = f"{shown(voter.label)} on {state.name.lower()}"
        key = (item.number, voter.id)
        return CheckedLine(
            row.number, tuple(reasons), key, about, answer, is_second=is_in and not state.shown
        )

    def _answer(self, text: str, item: Item | None) -> Answer | None:
        answer = self._answers.get(plain(text))
        may_skip = item is None or bool(item.step) or self._groups
        return None if answer is Answer.NOT_APPLICABLE and not may_skip else answer

    def _about_voter(self, row: Row, voter: Voter | None) -> Iterator[str]:
        label = row.cell(self._columns["voter"])
        if fault := self._fault(row, "voter"):
            yield fault
        elif not label:
            yield "The voter is missing."
        elif voter is None:
            near = self._people.nearest(label)
            question = f'; did you mean "{shown(near)}"?' if near else "."
            yield f'"{shown(label)}" is not on the list of people{question}'
        elif not voter.casts:
            yield f"{shown(voter.label)} casts no ballot."

    def _about_item(self, row: Row, item: Item | None) -> Iterator[str]:
        text = row.cell(self._columns["item"])
        if fault := self._fault(row, "item"):
            yield fault
        elif not text:
            yield "The step is missing."
        elif item is None:
            yield f'"{shown(text)}" is neither the number nor the title of a step that is voted on here.'

    def _about_earlier(self, voter: Voter, state: _ItemState, *, is_in: bool) -> Iterator[str]:
        if state.shown:
            yield f"{state.name} has a result; answers after it are not taken."
        elif state.round and state.round.closed and not is_in:
            yield f"A count was taken on {state.name.lower()}, so no more answers go in."
        elif is_in and not self._replace:
            yield f"{shown(voter.label)} has answered {state.name.lower()} already. The earlier answer stays."

    def _fault(self, row: Row, kind: str) -> str:
        fault = row.faults.get(self._columns[kind])
        return f"The {_SPOKEN[kind]} {fault}." if fault else ""


def _no_answer() -> str:
    # What stands there may still tell what the person meant, so it is not repeated.
    return f"The answer is not one that can be taken here. Answers are: {ANSWERS}."
