"""Takes a session apart into facts, each with a name and a value, so that what is there can be compared with what was.

It goes by the session itself and not by its documents, so that a field which is never written counts as lost, but for those
that live in memory only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeAlias

from scrutiny_tui.domain.fields import IN_MEMORY, IN_ORDER
from scrutiny_tui.domain.rounds import Round
from scrutiny_tui.domain.session import Session

Facts: TypeAlias = dict[str, str]
"""Name of a fact to its value, such as "ballots/1001/3" to "2"."""
Changes: TypeAlias = dict[str, str | None]
"""Facts that are new or different; nothing for one that is gone."""

_LONGEST: Final = 120
"""A longer value is told by its checksum."""


def facts(session: Session) -> Facts:
    """Return everything that a session holds."""
    return {name: _told(value) for name, value in _parts(session, None)}


def changes(before: Session | None, after: Session) -> Changes:
    """Return what differs between two moments; the cost is that of the change where both share their parts."""
    if before is None:
        return dict(facts(after))
    old, new = dict(_parts(before, after)), dict(_parts(after, before))
    gone: Changes = dict.fromkeys(old.keys() - new.keys())
    for name, value in new.items():
        told = _told(value)
        if name not in old or _told(old[name]) != told:
            gone[name] = told
    return gone


def changed(known: Facts, done: Changes) -> Facts:
    """Return the facts after these changes."""
    after: Mapping[str, str | None] = {**known, **done}
    return {name: value for name, value in after.items() if value is not None}


def _parts(session: Session, other: Session | None) -> Iterator[tuple[str, Any]]:
    """Yield what a session holds, part by part, but not what it shares with the other moment."""
    for field in fields(session):
        value = getattr(session, field.name)
        twin = getattr(other, field.name) if other else None
        if value is twin and other is not None:
            continue
        if not isinstance(value, Mapping):
            yield field.name, value
            continue
        if field.metadata == IN_ORDER:
            yield field.name, tuple(value)
        for key, each in value.items():
            if twin is not None and twin.get(key) is each:
                continue
            yield from _entry(f"{field.name}/{key}", each)


def _entry(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Round):
        for voter, answer in value.ballots.items():
            yield f"ballots/{value.id}/{voter}", answer
        value = replace(value, ballots={})
    yield name, value


def _told(value: Any) -> str:
    text = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"))
    return text if len(text) <= _LONGEST else hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Return a value as JSON that is the same whenever the value is."""
    if is_dataclass(value):
        kept = (field.name for field in fields(value) if field.metadata != IN_MEMORY)
        return {name: _plain(getattr(value, name)) for name in kept}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(each) for each in value), key=str)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
