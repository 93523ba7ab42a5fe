"""Recovers a session from all its files and says what is wrong with them and what is missing. Changes no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.errors import InputError, Problem
from scrutiny_tui.domain.rounds import ROUNDS_AN_ITEM, RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import PROMPTS_A_STEP
from scrutiny_tui.store.documents import VOTERS_A_ROUND
from scrutiny_tui.store.journal.shapes import Tables
from scrutiny_tui.store.journal.system import System
from scrutiny_tui.store.salvage.mending import Mended, mend
from scrutiny_tui.store.salvage.merging import SPARE, Key, Merged, merge
from scrutiny_tui.store.salvage.pieces import DAMAGED, Layer, Pieces, read_pieces

_MADE_AGAIN: Final = frozenset({"schema"})
"""Tables that are written anew, so that nothing is lost with them."""
_NAMES: Final = {
    "session": "the details of the workshop",
    "wording": "the title and the levels",
    "items": "the wording of step {}",
    "voters": "person {} on the list",
    "sittings": "sitting {}",
    "notes": "note {}",
    "agreed_levels": "the shared view on {}",
    "actions": "action {}",
    "trail": "line {} of the record",
    "earlier_judgements": "the earlier judgement on {}",
    "marks": "the mark on {}",
}


@dataclass(frozen=True, slots=True)
class Recovery:
    """What can be recovered of a session."""

    session: Session
    faults: tuple[Problem, ...]
    """What is wrong with the files, and where."""
    missing: tuple[str, ...]
    """What could not be recovered or is not as it was, a sentence each; nothing about how anybody answered."""

    def is_damaged(self, file: str) -> bool:
        """Say whether a file could only be read line by line."""
        return any(each.file == file and each.reason.startswith(DAMAGED) for each in self.faults)


def recover(
    path: Path, mirrors: tuple[Path, ...], spare: Tables, now: datetime, system: System | None = None
) -> Recovery:
    """Recover what is sound of the session at `path`, of its second copies in `mirrors` and of its dated copies.

    `spare` are documents that stand in for lost ones, such as the wording of the pack. Raises `InputError` where
    nothing of a session is there or too little is left, and `NewerFormatError` or `NewerSchemaError` where a later
    version wrote it.
    """
    pieces = read_pieces(path, mirrors, system)
    if not pieces.session or not (pieces.layers or pieces.records):
        raise InputError(
            f"Nothing of a workshop can be made out in {path.name} or its copies. Nothing was changed."
        )
    merged = merge(pieces, spare)
    mended = mend(merged, pieces.session, path.name, now)
    return Recovery(mended.session, tuple(pieces.faults), tuple(_missing(pieces, merged, mended)))


def _missing(pieces: Pieces, merged: Merged, mended: Mended) -> Iterator[str]:
    gone = mended.gone | {key for key in merged.doubtful if key not in merged.versions}
    earlier = mended.earlier | {key for key in merged.doubtful if key in merged.versions}
    spare = {key for key, versions in merged.versions.items() if versions[-1].sequence == SPARE}
    if not pieces.layers:
        yield "No file of the workshop is left but its journal."
    yield from _begun_again(mended.session)
    if merged.gaps:
        yield f"{_numbers(merged.gaps)} cannot be found in any copy."
    yield from _strayed(pieces)
    gone = {key for key in gone - spare - mended.made if key[0] not in _MADE_AGAIN}
    yield from (f"Lost: {words}." for words in _described(gone))
    yield from (f"Lost; something else was put in its place: {words}." for words in _described(spare))
    yield from (f"Lost; a stand-in keeps what belongs to it: {words}." for words in _described(mended.made))
    yield from (
        f"Only an earlier version was found: {words}." for words in _described(earlier - spare - mended.made)
    )


def _strayed(pieces: Pieces) -> Iterator[str]:
    """Yield a sentence where documents of a file cannot be told apart and no other file makes up for them."""
    astray = max((each.astray for each in pieces.layers if not _is_made_up_for(each, pieces)), default=0)
    if astray == 1:
        yield "Lost: 1 line of which it cannot be told what it is about."
    elif astray:
        yield f"Lost: {astray} lines of which it cannot be told what they are about."


def _is_made_up_for(layer: Layer, pieces: Pieces) -> bool:
    """Say whether a sound file holds all that a damaged one held, together with the changes after it."""
    return any(
        each.sealed
        and all(number in pieces.records for number in range(each.sequence + 1, layer.sequence + 1))
        for each in pieces.layers
    )


def _begun_again(session: Session) -> Iterator[str]:
    """Yield a sentence where votes were open of which only totals are kept: they are in no file that can be recovered."""
    if session.details.secrecy is not Secrecy.TOTALS:
        return
    votes = [_time(each.id) for each in session.rounds.values() if each.state is RoundState.OPEN]
    if len(votes) == 1:
        yield f"The vote on {votes[0]}, was open and begins again: everybody answers once more."
    elif votes:
        yield f"The votes on {'; '.join(votes)} were open and begin again: everybody answers once more."


def _described(keys: Iterable[Key]) -> Iterator[str]:
    """Yield words for documents; answers of one vote come together, and nobody is joined to one."""
    answers: Counter[int] = Counter()
    for table, number in sorted(keys):
        if table == "ballots":
            answers[number // VOTERS_A_ROUND] += 1
        elif table == "rounds":
            yield f"the vote on {_time(number)}"
        elif table in _NAMES:
            yield _NAMES[table].format(
                _item(number) if table in {"agreed_levels", "earlier_judgements", "marks"} else number
            )
    for vote, many in sorted(answers.items()):
        yield f"{many} {'answer' if many == 1 else 'answers'} on {_time(vote)}"


def _time(vote: int) -> str:
    item, number = divmod(vote, ROUNDS_AN_ITEM)
    return f"{_item(item)}, time {number}"


def _item(number: int) -> str:
    step, prompt = divmod(number, PROMPTS_A_STEP)
    return f"prompt {step}.{prompt}" if step and prompt else f"step {number}"


def _numbers(gaps: tuple[int, ...]) -> str:
    if len(gaps) == 1:
        return f"Change {gaps[0]}"
    return f"{len(gaps)} changes, the first of them number {gaps[0]},"
