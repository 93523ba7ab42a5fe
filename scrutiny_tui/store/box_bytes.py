"""What a box holds, as bytes with a checksum, and back again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.limits import HIGHEST_VOTER
from scrutiny_tui.domain.rounds import Round

DAMAGED: Final = (AttributeError, KeyError, RecursionError, TypeError, ValueError)
"""What Python raises where a box is not of the shape that this program writes."""


class Left(NamedTuple):
    """A box that was left where a workshop was carried on from."""

    path: str
    """Where it is, seen from the folder of the new box."""
    sha256: str
    """Of all its bytes: one that was written again since is another workshop's business."""


class Content(NamedTuple):
    """What a box holds."""

    rounds: Mapping[str, Any]
    """By the id of the open round, what is in."""
    left: tuple[Left, ...] | None = None
    """The boxes to take away once the session's file is there; None for a box that was not begun by carrying on."""


def encode(session: str, content: Content) -> bytes:
    """Return the bytes of a session's box."""
    inner: dict[str, Any] = {"session": session, "rounds": content.rounds}
    if content.left is not None:
        inner["left"] = [[each.path, each.sha256] for each in content.left]
    text = json.dumps(inner, sort_keys=True)
    return json.dumps({"box": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}).encode()


def decode(session: str, data: bytes) -> Content | None:
    """Return what a box holds; None where it is another session's. Raises one of `DAMAGED` where it is not whole."""
    inner = _inner(data)
    if inner["session"] != session:
        return None
    rounds: dict[str, Any] = inner["rounds"]
    for round_id, content in rounds.items():
        filled(Round(int(round_id), 1, 1), content)
    return Content(rounds, _left(inner))


def was_begun_by_carrying_on(data: bytes) -> bool:
    """Say whether this is a whole box that was written for a session whose file was still to come."""
    try:
        return _left(_inner(data)) is not None
    except DAMAGED:
        return False


def filled(each: Round, content: Mapping[str, Any]) -> Round:
    """Return a round with what a box says of it; raises one of `DAMAGED`."""
    return replace(
        each,
        totals={Answer(answer): _whole(number) for answer, number in content["totals"].items()},
        answered=frozenset(_whole(voter) for voter in content["answered"]),
        closed=bool(content["closed"]),
        absent=frozenset(_whole(voter) for voter in content["absent"]),
    )


def _inner(data: bytes) -> dict[str, Any]:
    outer = json.loads(data)
    text = outer["box"]
    if hashlib.sha256(text.encode()).hexdigest() != outer["sha256"]:
        raise ValueError("checksum")
    inner: dict[str, Any] = json.loads(text)
    return inner


def _left(inner: Mapping[str, Any]) -> tuple[Left, ...] | None:
    found = inner.get("left")
    return None if found is None else tuple(Left(str(path), str(sha256)) for path, sha256 in found)


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= HIGHEST_VOTER:
        raise ValueError("not a number of people, or of a person")
    return value
