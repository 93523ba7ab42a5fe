"""Makes all text of a document harmless, in one place, before any format writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from scrutiny_tui.domain.printable import STAND_IN, safe
from scrutiny_tui.view.record.blocks import NOTHING, BulletList, Document, Paragraph

Part = TypeVar("Part")

_NOT_XML: Final = {0xFFFE: STAND_IN, 0xFFFF: STAND_IN}
"""Characters that no XML file may hold and that nothing else would stop."""


def harmless(document: Document) -> Document:
    """Return the document without control characters, and with line breaks only where a block may hold them.

    What says nothing then gets a dash where it is a cell or an item, and is left out where it is a paragraph.
    """
    cleaned = _part(document)
    kept = tuple(each for each in cleaned.blocks if not isinstance(each, Paragraph) or each.text or each.lead)
    return replace(cleaned, blocks=kept)


def _part(part: Part) -> Part:
    clean = _lines if isinstance(part, Paragraph | BulletList) else harmless_line
    found: Any = part
    changes = {field.name: _value(getattr(found, field.name), clean) for field in fields(found)}
    cleaned: Part = replace(found, **changes)
    return cleaned


def _value(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_value(each, clean) or (NOTHING if isinstance(each, str) else each) for each in value)
    return _part(value) if is_dataclass(value) and not isinstance(value, type) else value


def harmless_line(text: str) -> str:
    """Return the text as one line without control characters and what no XML file may hold."""
    return safe(text).translate(_NOT_XML)


def _lines(text: str) -> str:
    """Return the text with its line breaks; empty lines are left out."""
    return "\n".join(line for each in text.splitlines() if (line := harmless_line(each)))
