"""How a session's fields are kept: how much each may hold, and which of them a file holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Self, TypeAlias, TypeVar

from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.records import record


class WordedChoice(StrEnum):
    """A choice whose words people read, while files and exports hold a word that does not change with them.

    A member is its words, or its words and what files hold where that is another word.
    """

    stored: str

    def __new__(cls, words: str, stored: str = "") -> Self:
        """Make the member; `stored` is what files hold if that is not its words."""
        member = str.__new__(cls, words)
        member._value_, member.stored = words, stored or words
        return member


LONGEST_TEXT: Final = 20_000
"""Characters that any text of a session may have."""

LONGEST_NAME: Final = 120
"""Characters of a council's name, as many as its line in the form takes."""

LONGEST_OWN_LINE: Final = 300
"""Characters of a line in somebody's own words."""

HIGHEST_VOTER: Final = 999
"""Voter ids stay up to this, so that a ballot's id can be worked out from round and voter."""

HANDS_EACH: Final = 2
MOST_HANDS: Final = HANDS_EACH * HIGHEST_VOTER
"""As many hands as the longest list of people has."""

_MOST_DIGITS: Final = 4
"""Longer counts of people are a slip of the finger."""


def read_count(typed: str) -> int | None:
    """Return a number of people as it is typed in digits; None if it is none."""
    is_count = typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS
    return int(typed) if is_count else None


def too_long(text: str, what: str, longest: int = LONGEST_TEXT) -> str:
    """Return the sentence that says that a text is too long to keep; empty if it is not."""
    if len(text) <= longest:
        return ""
    return f"{what} is longer than {longest} characters. Nothing was saved. Make it shorter."


def check_text(text: str, what: str) -> str:
    """Return the text without white space at its ends. Raises `RuleError` if it is too long to keep."""
    if told := too_long(text, what):
        raise RuleError(told)
    return text.strip()


HIGHEST_ITEM: Final = 9_999
"""Higher than the number of any step or prompt."""
ROUNDS_AN_ITEM: Final = 1000
"""Round numbers of an item stay below this, so that a round's id can be worked out from item and number."""


@record
class Between:
    """A whole number from `lowest` to `highest`, both included."""

    lowest: int
    highest: int


@record
class Text:
    """A text of at most `longest` characters."""

    longest: int
    may_be_empty: bool = False


@record
class Id(Text):
    """A text of small letters, digits and hyphens, by which other parts of a pack mean an entry."""


@record
class AtMost:
    """A list of at most so many entries."""

    entries: int


LevelNumber: TypeAlias = Annotated[int, Between(1, 3)]
ItemNumber: TypeAlias = Annotated[int, Between(1, HIGHEST_ITEM)]
ItemOrNone: TypeAlias = Annotated[int, Between(0, HIGHEST_ITEM)]
"""0 stands for no item."""
RoundNumber: TypeAlias = Annotated[int, Between(1, ROUNDS_AN_ITEM - 1)]
RoundOrNone: TypeAlias = Annotated[int, Between(0, ROUNDS_AN_ITEM)]
"""0 stands for no round."""
VoterNumber: TypeAlias = Annotated[int, Between(1, HIGHEST_VOTER)]
VoterOrNone: TypeAlias = Annotated[int, Between(0, HIGHEST_VOTER)]
"""0 stands for nobody."""
PeopleCount: TypeAlias = Annotated[int, Between(1, HIGHEST_VOTER)]
HandCount: TypeAlias = Annotated[int, Between(0, MOST_HANDS)]
Count: TypeAlias = Annotated[int, Between(0, 1_000_000)]
Percent: TypeAlias = Annotated[int, Between(0, 100)]
FilledText: TypeAlias = Annotated[str, Text(LONGEST_TEXT)]

Entry = TypeVar("Entry")
Entries: TypeAlias = Annotated[tuple[Entry, ...], AtMost(50)]
"""A list in a pack, such as the prompts of a step or the pages of a briefing."""
Identifier: TypeAlias = Annotated[str, Id(40)]
Link: TypeAlias = Annotated[str, Text(40)]
"""The id of an entry somewhere else in a pack."""

KEY: Final = {"kept_as": "key"}
"""Metadata of the field that a document's number stands for, or a number in a file's name."""
IN_MEMORY: Final = {"kept_as": "nothing"}
"""Metadata of a field that no file holds."""
APART: Final = {"kept_as": "table"}
"""Metadata of a field whose entries are documents of a table of their own, or stand in files of their own."""
IN_ORDER: Final = {"order": "kept"}
"""Metadata of a mapping whose order means something; that of every other follows from its keys."""
