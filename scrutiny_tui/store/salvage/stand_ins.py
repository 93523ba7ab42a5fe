"""Documents made anew for those that were lost, so that what names them can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import ROUNDS_AN_ITEM, Round, RoundState
from scrutiny_tui.domain.session import PageName, Sitting
from scrutiny_tui.domain.wording import PROMPTS_A_STEP
from scrutiny_tui.store.documents import VOTERS_A_ROUND
from scrutiny_tui.store.journal.shapes import Document, Tables
from scrutiny_tui.store.salvage.merging import Key
from scrutiny_tui.store.written import write_round, write_sitting, write_voter

_NO_VOTE: Final = "the record of the vote was damaged and could not be recovered"


def add_stand_ins(tables: Tables, now: datetime) -> set[Key]:
    """Put in what other documents name and what is not there; return what was put in."""
    made = {("rounds", number) for number in _add_rounds(tables)}
    made |= {("sittings", number) for number in _add_sittings(tables, now)}
    return made | {("voters", number) for number in _add_voters(tables)}


def trim(tables: Tables) -> None:
    """Take out of documents what they name and what is not there, where they are better kept without it."""
    voters, items = tables["voters"], _items(tables)
    for number, sitting in tables["sittings"].items():
        away = [each for each in _numbers(sitting, "away") if each in voters]
        tables["sittings"][number] = {**sitting, "away": away}
    for number, session in tables["session"].items():
        prompts = [each for each in _numbers(session, "prompts") if each in items]
        place = session.get("place")
        known = isinstance(place, dict) and place.get("item") in items
        start = {"page": PageName.WELCOME.value, "item": min(tables["items"], default=1), "leaf": 0}
        kept = place if known else start
        tables["session"][number] = {**session, "prompts": prompts, "place": kept}


def _add_rounds(tables: Tables) -> Iterator[int]:
    """Add votes of which only answers, or later votes on the same step, are left; none of them shows a result."""
    rounds = tables["rounds"]
    wanted = {key // VOTERS_A_ROUND for key in tables["ballots"]}
    wanted |= {each for key in rounds.keys() | wanted for each in range(_first_of(key), key)}
    sitting, items = max(tables["sittings"], default=1), _items(tables)
    for key in sorted(wanted - rounds.keys()):
        item, number = divmod(key, ROUNDS_AN_ITEM)
        if number and item in items:
            others = {each for each in rounds.keys() | wanted if each // ROUNDS_AN_ITEM == item}
            going_on = any(rounds.get(each, {}).get("state") == RoundState.OPEN for each in others)
            made = Round(item, number, sitting, RoundState.VOID, reason=_NO_VOTE)
            if key == max(others) and not going_on:
                made = Round(item, number, sitting)
            rounds[key] = write_round(made)
            yield key


def _first_of(key: int) -> int:
    return key - key % ROUNDS_AN_ITEM + 1


def _add_sittings(tables: Tables, now: datetime) -> Iterator[int]:
    sittings = tables["sittings"]
    wanted = {each.get("sitting") for each in tables["rounds"].values()} | ({1} if not sittings else set())
    for number in sorted(each for each in wanted if type(each) is int and each not in sittings):
        sittings[number] = write_sitting(Sitting(number, now, labels_kept=False))
        yield number


def _add_voters(tables: Tables) -> Iterator[int]:
    voters = tables["voters"]
    wanted = {key % VOTERS_A_ROUND for key in tables["ballots"]}
    for each in tables["rounds"].values():
        wanted |= {*_numbers(each, "base"), *_numbers(each, "absent")}
    of_tables = any(each.get("mode") == "in small groups" for each in tables["session"].values())
    role = Role.TABLE if of_tables else Role.MEMBER
    for number in sorted(wanted - voters.keys()):
        if 0 < number < VOTERS_A_ROUND:
            voters[number] = write_voter(Voter(number, f"Person {number}", role, True))
            yield number


def _items(tables: Tables) -> set[int]:
    """Return the numbers of the steps and of their prompts."""
    steps = tables["items"]
    prompts = {
        number * PROMPTS_A_STEP + place
        for number, step in steps.items()
        for place, _ in enumerate(_parts(step, "prompts"), start=1)
    }
    return {*steps} | prompts


def _parts(document: Document, name: str) -> list[Any]:
    found = document.get(name)
    return found if isinstance(found, list) else []


def _numbers(document: Document, name: str) -> list[int]:
    return [each for each in _parts(document, name) if type(each) is int]
