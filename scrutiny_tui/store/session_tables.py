"""A session as the tables of its TinyDB file, and back: which tables there are follows from the fields of `Session`.

A mapping from numbers to records is a table of its own, everything else is in the one document of the table `session`.
A ballot is a document whose number is worked out from item, round and voter. So a file holds neither the time nor the
order of answers. The table `file` says which session it is, how often it was saved, and the digest of all the rest.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import islice, takewhile
from typing import Annotated, Any, Final, NamedTuple, get_args, get_origin

from scrutiny_tui import __version__
from scrutiny_tui.domain.errors import Problem, ProblemsError
from scrutiny_tui.domain.fields import (
    HIGHEST_VOTER,
    IN_ORDER,
    KEY,
    Between,
    ItemNumber,
    RoundNumber,
    Text,
    VoterNumber,
)
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.rounds import Answer, Round, round_id
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store import codec
from scrutiny_tui.store.disk_errors import NewerFormatError
from scrutiny_tui.store.session_checks import Tables, brought_up, inconsistencies, split_stamp
from scrutiny_tui.store.system import FILE_LIMIT

VERSION: Final = 2
"""The shape of session files that this program writes."""
VOTERS_A_ROUND: Final = HIGHEST_VOTER + 1
"""What a round's id is multiplied by in the ids of its ballots."""
FILE: Final = "file"
BALLOTS: Final = "ballots"
_SESSION: Final = "session"
_BALLOTS_OF_ROUNDS: Final = "ballots of rounds"
"""Under which the text of all ballots of a round is kept, by the round."""
_PLACE: Final = "place_in_order"
"""The field of a document that says which one it is, if the order of its table means something."""
_NOT_OURS: Final = "it was not written by this program"
_IN_ONE_WAY: Final = json.JSONEncoder(separators=(",", ":"), sort_keys=True, allow_nan=False)


@record
class Stamp:
    """Which state of which session a file holds."""

    session: Annotated[str, Text(64)]
    """The session's id."""
    sequence: Annotated[int, Between(0, 1_000_000_000)]
    """How often it was saved before."""
    sha256: Annotated[str, Text(64)]
    """The digest of all other tables, the id and the sequence."""
    version: Annotated[int, Between(1, 1_000_000_000)]
    """The shape of the file."""
    program: Annotated[str, Text(40)]
    """The version of the program that wrote it."""


@record
class Ballot:
    """A ballot as a document: neither when it was cast nor in which order."""

    item: ItemNumber
    round: RoundNumber
    voter: VoterNumber
    answer: Answer


@record
class SavedState:
    """One whole file as it was read."""

    tables: Tables
    stamp: Stamp
    is_genuine: bool
    """Whether the tables are those that the stamp was made for; otherwise somebody changed them by hand."""
    data: bytes = b""
    """The whole file; empty if it must be written anew, because a person accepted what was changed by hand."""


class DamageError(ValueError):
    """A file cannot be used at all; the message says why, to follow "it is damaged: "."""


class Encoder:
    """Encodes one session again and again; parts that are the same object as the last time keep their text."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, object], tuple[object, str]] = {}

    def encode(self, session: Session, sequence: int) -> bytes:
        """Return the whole file of a session that was saved so often before."""
        parts = {name: self._table(name, getattr(session, name)) for name in _tables()}
        parts[BALLOTS] = self._lines(_BALLOTS_OF_ROUNDS, session.rounds, self._ballots)
        parts[_SESSION] = f"\n{self._document(session)}\n"
        body = ",\n".join(f'"{name}": {{{parts[name]}}}' for name in sorted(parts))
        stamp = Stamp(session.id, sequence, _digest(session.id, sequence, body), VERSION, __version__)
        return f'{{"{FILE}": {{"1": {_IN_ONE_WAY.encode(codec.plain(stamp))}}},\n{body}\n}}\n'.encode("ascii")

    def _table(self, name: str, records: Mapping[int, Any]) -> str:
        if _tables()[name].is_ordered:
            places = {key: place for place, key in enumerate(records, start=1)}
            return _joined(
                _line(key, {**codec.plain(records[key]), _PLACE: places[key]}) for key in sorted(records)
            )
        return self._lines(name, records, lambda key, each: _line(key, codec.plain(each)))

    def _document(self, session: Session) -> str:
        names = set(codec.kept_fields(Session)) - _tables().keys()
        values = {name: getattr(session, name) for name in names}
        told = self._texts(
            _SESSION, values, lambda name, value: f'"{name}":{_IN_ONE_WAY.encode(codec.plain(value))}'
        )
        return f'"1": {{{",".join(told)}}}'

    def _ballots(self, _key: int, found: Round) -> str:
        first = found.id * VOTERS_A_ROUND
        answers = {first + voter: answer for voter, answer in found.ballots.items()}

        def write(key: int, answer: Answer) -> str:
            return _line(key, codec.plain(Ballot(found.item, found.number, key - first, answer)))

        return ",\n".join(self._texts(BALLOTS, answers, write))

    def _lines(self, name: str, records: Mapping[int, Any], write: Callable[[int, Any], str]) -> str:
        return _joined(filter(None, self._texts(name, records, write)))

    def _texts(
        self, name: str, records: Mapping[Any, Any], write: Callable[[Any, Any], str]
    ) -> Iterator[str]:
        for key in sorted(records):
            entry = records[key]
            known = self._kept.get((name, key))
            if known is None or known[0] is not entry:
                known = self._kept[name, key] = (entry, write(key, entry))
            yield known[1]


class _Table(NamedTuple):
    """A field of a session that is a table of its own."""

    kind: Any
    """The class of its records."""
    key: str
    """The field of a record that a document's number stands for; empty if there is none."""
    is_ordered: bool
    """Whether the order of the table means something."""


@cache
def _tables() -> Mapping[str, _Table]:
    """Return the tables of a session by the names of their fields."""
    found = {}
    for each in fields(Session):
        hint = codec.hints(Session)[each.name]
        kind = get_args(hint)[1] if get_origin(hint) is Mapping else None
        if is_dataclass(kind):
            key = next((part.name for part in fields(kind) if part.metadata == KEY), "")
            found[each.name] = _Table(kind, key, each.metadata == IN_ORDER)
    return found


def read_state(data: bytes) -> SavedState:
    """Read a session file that anybody may have written. Raises `DamageError`."""
    if not data:
        raise DamageError("it is empty")
    if len(data) > FILE_LIMIT:
        raise DamageError("it is too large")
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_without_twins)
        written, rest = split_stamp(_checked(found))
        stamp = _stamp(written)
        is_genuine = _digest_of(rest, stamp) == stamp.sha256
        return SavedState(brought_up(rest, stamp.version), stamp, is_genuine, data)
    except DamageError:
        raise
    except RecursionError as error:
        raise DamageError("it is nested too deeply") from error
    except ValueError as error:  # among them numbers that are none, or have thousands of digits
        raise DamageError("it is not JSON text") from error
    except (AttributeError, KeyError, TypeError) as error:
        raise DamageError(_NOT_OURS) from error


def session_of(state: SavedState, file: str, *, lenient: bool = False) -> Session:
    """Return the session that a file holds; `file` is named in every problem.

    `lenient` leaves out what is not known, as a newer program may have added it. Raises `NewerFormatError` if a newer
    program wrote the file, and `ProblemsError` with every problem otherwise.
    """
    if state.stamp.version > VERSION and not lenient:
        raise NewerFormatError(
            f"{file} was saved by a newer version of the program, Scrutiny TUI "
            f"{state.stamp.program} (file version {state.stamp.version}; this one can read up to "
            f"{VERSION}). Install the newer version to open it. Nothing was changed."
        )
    reading = codec.Reading(file, lenient=lenient)
    session = _session(state, reading)
    problems = reading.problems
    if session is not None and not problems:
        found = islice(inconsistencies(session), codec.MOST_PROBLEMS)
        problems = [Problem(file, key, reason) for key, reason in found]
    if session is None or problems:
        raise ProblemsError(f"{file} can't be opened as a workshop. Nothing was changed.", tuple(problems))
    return session


def _session(state: SavedState, reading: codec.Reading) -> Session | None:
    tables = state.tables
    known = frozenset({*_tables(), BALLOTS, _SESSION})
    for name in sorted(tables.keys() - known - {"_default"}):
        if not reading.lenient and not reading.is_full:
            reading.wrong(name[:60], f"There is no such table; {codec.suggestion(name, known)}")
    ballots = _ballots(tables.get(BALLOTS, {}), reading)
    found: dict[str, Any] = {"id": state.stamp.session}
    for name in _tables():
        given = {"ballots": ballots} if name == "rounds" else {}
        found[name] = _records(name, tables.get(name, {}), reading, given)
    for key in sorted(ballots.keys() - map(int, tables.get("rounds", {}))):
        reading.wrong(BALLOTS, f"An answer names round {key}, which is not in the file.")
    documents = tables.get(_SESSION, {})
    if documents.keys() != {"1"}:
        reading.wrong(_SESSION, "This table must have one document, with the number 1.")
        return None
    return codec.read(Session, documents["1"], reading, f"{_SESSION}[1]", **found)


def _records(
    name: str, documents: Mapping[str, Any], reading: codec.Reading, parts: Mapping[str, Mapping[int, Any]]
) -> dict[int, Any]:
    """Read a table; `parts` are fields of its records that are kept in another table, by the number of the record."""
    kind, keyed, is_ordered = _tables()[name]
    found: dict[int, Any] = {}
    places: dict[int, int] = {}
    for text, document in _while_told(documents, reading):
        key, where, content = int(text), f"{name}[{text}]", document
        if is_ordered:
            content = {field: value for field, value in document.items() if field != _PLACE}
            place = document.get(_PLACE)
            places[key] = place if type(place) is int else len(documents)
        given = {keyed: key} if keyed else {}
        given |= {field: values.get(key, {}) for field, values in parts.items()}
        entry = codec.read(kind, content, reading, where, **given)
        if entry is not None:
            found[key] = entry
    return {key: found[key] for key in sorted(found, key=lambda key: (places.get(key, key), key))}


def _ballots(documents: Mapping[str, Any], reading: codec.Reading) -> dict[int, dict[int, Answer]]:
    """Return the ballots by round and voter."""
    found: dict[int, dict[int, Answer]] = {}
    for text, document in _while_told(documents, reading):
        ballot = codec.read(Ballot, document, reading, f"{BALLOTS}[{text}]")
        if ballot is None:
            continue
        key = round_id(ballot.item, ballot.round)
        if int(text) != key * VOTERS_A_ROUND + ballot.voter:
            reading.wrong(f"{BALLOTS}[{text}]", "Its number does not belong to its item, round and voter.")
        found.setdefault(key, {})[ballot.voter] = ballot.answer
    return found


def _in_order(documents: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return iter(sorted(documents.items(), key=lambda pair: int(pair[0])))


def _while_told(documents: Mapping[str, Any], reading: codec.Reading) -> Iterator[tuple[str, Any]]:
    """Yield documents in order as long as their problems are told: a hostile file could have millions."""
    return takewhile(lambda _pair: not reading.is_full, _in_order(documents))


def _line(key: int, document: Mapping[str, Any]) -> str:
    return f'"{key}": {_IN_ONE_WAY.encode(document)}'


def _joined(lines: Any) -> str:
    rows = ",\n".join(lines)
    return f"\n{rows}\n" if rows else ""


def _digest(session: str, sequence: int, body: str) -> str:
    found = hashlib.sha256(f"{session}\n{sequence}\n".encode("ascii"))
    found.update(body.encode("ascii"))
    return found.hexdigest()


def _digest_of(tables: Tables, stamp: Stamp) -> str:
    """Return the digest of tables however they are written, as long as they say the same."""
    body = ",\n".join(
        f"{_IN_ONE_WAY.encode(name)}: "
        f"{{{_joined(_line(int(key), document) for key, document in _in_order(tables[name]))}}}"
        for name in sorted(tables)
    )
    return _digest(stamp.session, stamp.sequence, body)


def _stamp(document: Mapping[str, Any]) -> Stamp:
    found = codec.read(Stamp, dict(document), codec.Reading(FILE, lenient=True))
    if (
        found is None
        or not found.session.replace("-", "").replace("_", "").isalnum()
        or not found.session.isascii()
    ):
        raise DamageError(_NOT_OURS)
    return found


def _checked(found: object) -> Tables:
    """Return what was read as tables. Raises `DamageError` if it is anything else."""
    if not isinstance(found, dict) or not all(isinstance(table, dict) for table in found.values()):
        raise DamageError("it has no tables")
    for name, table in found.items():
        for key, document in table.items():
            if codec.number(key) is None:
                raise DamageError(f"{name[:60]} has a document without a number")
            if not isinstance(document, dict):
                raise DamageError(f"document {key} of {name[:60]} has no fields")
    return found


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise DamageError("it has the same entry twice")
    return found
