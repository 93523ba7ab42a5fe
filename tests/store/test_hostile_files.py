"""Files that come back different or were made to harm: refused in words or made again from the second copy, never believed."""

from __future__ import annotations

import json
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.store.codec import MOST_PROBLEMS
from scrutiny_tui.store.disk_errors import DamagedError
from scrutiny_tui.store.session_file import open_session, read_session, view_session
from scrutiny_tui.store.session_tables import DamageError, Encoder, read_state, session_of
from tests.store.broken_files import full
from tests.support.hostile import BYTES
from tests.support.sessions import as_kept

WHOLE = Encoder().encode(full(), 5)
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    **{name: lambda _data, odd=odd: odd for name, odd in BYTES.items()},  # type: ignore[misc]
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "in UTF-16": lambda data: data.decode().encode("utf-16"),
    "all NULs": lambda data: bytes(len(data)),
    "NULs at the end": lambda data: data + bytes(512),
    "doubled": lambda data: data + data,
    "first half": lambda data: data[: len(data) // 2],
    "second half": lambda data: data[len(data) // 2 :],
    "one byte": lambda data: data[:1],
    "a bit of a mark": lambda data: data.replace(b'"', b"#", 1),
    "no stamp": lambda data: data.replace(b'"file"', b'"fiel"', 1),
    "no sequence": lambda data: data.replace(b'"sequence":5', b'"sequence":-5'),
    "no version": lambda data: data.replace(b'"version":2', b'"version":0'),
    "an id that is none": lambda data: data.replace(b'"session":"session-1"', b'"session":"../../x"', 1),
    "a key twice": lambda data: data.replace(b'"2": ', b'"1": ', 1),
    "a key as nobody writes it": lambda data: data.replace(b'"2": ', b'"02": ', 1),
    "a key of many digits": lambda data: data.replace(b'"2": ', b'"' + b"2" * 5000 + b'": ', 1),
    "not a number": lambda data: data.replace(b'"item":1', b'"item":NaN', 1),
    "too high a number": lambda data: data.replace(b'"item":1', b'"item":1e999', 1),
    "digits without end": lambda data: data.replace(b'"item":1', b'"item":' + b"1" * 5000, 1),
    "too deep": lambda data: data.replace(b'"item":1', b'"item":' + b"[" * 100_000 + b"]" * 100_000, 1),
}
if sys.version_info < (3, 12):  # later ones read it, and its digest does not fit
    DAMAGE["almost too deep"] = lambda data: data.replace(
        b'"item":1', b'"item":' + b"[" * 985 + b"]" * 985, 1
    )


def put(folder: Path, main: bytes | None, second: bytes | None) -> tuple[Path, Path]:
    """Write the two copies of a session; return the file and the folder of the second copy."""
    (folder / "mirror").mkdir()
    for path, data in ((folder / "x.json", main), (folder / "mirror" / "session-1.json", second)):
        if data is not None:
            path.write_bytes(data)
    return folder / "x.json", folder / "mirror"


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_refused_or_made_again_from_its_second_copy(tmp_path: Path, damage: str) -> None:
    bad = DAMAGE[damage](WHOLE)
    assert bad != WHOLE
    path, mirror = put(tmp_path, bad, None)
    for act in (open_session, read_session, view_session):
        with pytest.raises(DamagedError, match=r"^x\.json is damaged: (it|[a-z]+ has a|document) "):
            act(path, mirror)
    assert path.read_bytes() == bad
    assert list(mirror.iterdir()) == []
    named = path.rename(tmp_path / "2026-11-21-exampleshire.json")
    (mirror / "session-1.json").write_bytes(WHOLE)
    file = open_session(named, mirror)
    file.close()
    assert file.session == as_kept(full())
    (kept,) = tmp_path.glob("*.json.damaged-*")
    assert kept.read_bytes() == bad


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_second_copy_harms_nothing_and_is_kept(tmp_path: Path, damage: str) -> None:
    bad = DAMAGE[damage](WHOLE)
    path, mirror = put(tmp_path, WHOLE, bad)
    file = open_session(path, mirror)
    file.close()
    (kept,) = mirror.glob("*.json.damaged-*")
    assert kept.read_bytes() == bad
    assert file.session == as_kept(full())
    assert path.read_bytes() == (mirror / "session-1.json").read_bytes() == WHOLE


def many(what: str, count: int = 4_000) -> bytes:
    """Return a session file with very many of something."""
    tables: Any = json.loads(WHOLE)
    odd = {str(number): {"x": number} for number in range(1, count)}
    changes: dict[str, Callable[[], object]] = {
        "wrong entries": lambda: tables["sittings"]["1"].update(away=["x"] * count),
        "people away": lambda: tables["sittings"]["1"].update(away=list(range(count))),
        "keys": lambda: tables["session"]["1"].update(odd),
        "tables": lambda: tables.update({f"t{name}": {} for name in odd}),
        "documents": lambda: tables.update(notes=odd),
        "ballots of nobody": lambda: tables.update(ballots=odd),
        "priorities": lambda: tables["session"]["1"].update(priorities=dict.fromkeys(odd, 1)),
    }
    changes[what]()
    return json.dumps(tables).encode()


@pytest.mark.parametrize(
    "what", ["wrong entries", "people away", "keys", "tables", "documents", "ballots of nobody", "priorities"]
)
def test_of_very_many_of_anything_a_thousand_are_told_and_it_takes_little_room(what: str) -> None:
    data = many(what)
    tracemalloc.start()
    with pytest.raises((DamageError, InputError)) as caught:
        session_of(read_state(data), "x.json")
    told = str(caught.value)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told.count("\n") <= MOST_PROBLEMS
    assert most < 100 * len(data)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path, mirror = put(tmp_path, b"", None)
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(DamagedError, match="it is too large"):
        read_session(path, mirror)
