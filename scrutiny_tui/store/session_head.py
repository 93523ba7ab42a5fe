"""What a file says it holds, without a look at the rest of it: lists and twins need no more, and it is read at once."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ID: Final = re.compile(rb'"session":\s*"([A-Za-z0-9_-]{1,64})"')
_SEQUENCE: Final = re.compile(rb'"sequence":\s*([0-9]{1,10})')
HEAD_BYTES: Final = 512
"""Bytes in which a file says which state of which session it holds."""


class Head(NamedTuple):
    """What a file says it holds, without a look at the rest of it."""

    session: str
    sequence: int


def head_of(data: bytes) -> Head | None:
    """Return what the beginning of a file says it holds; None if it says nothing."""
    found, sequence = _ID.search(data[:HEAD_BYTES]), _SEQUENCE.search(data[:HEAD_BYTES])
    return Head(found[1].decode(), int(sequence[1])) if found and sequence else None
