"""How much a pack may hold. Lengths are in characters; most are what an 80 by 24 screen has room for."""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 1_000_000
"""The largest file that is read at all, in bytes."""
ENTRIES: Final = 50
"""The most entries of one list, such as the prompts of a step or the pages of a briefing."""

IDENTIFIER: Final = 40
VERSION: Final = 20
TITLE: Final = 70
STEP_SHORT: Final = 16
LEVEL_LABEL: Final = 40
LEVEL_SHORT: Final = 12
STATEMENT: Final = 300
SENTENCE: Final = 140
PROMPT: Final = 150
QUESTION: Final = 120
SOURCE: Final = 160
HEADING: Final = 100
QUOTATION: Final = 500
REPORT: Final = 120
CREDIT: Final = 120
SIGN: Final = 160
NAME: Final = 60
SINCE: Final = 160
CONTEXT: Final = 600
ABOUT: Final = 900
CONTENT_NOTE: Final = 400
PROMPTS_LABEL: Final = 140
PAGE_BODY: Final = 1300
PAGE_NOTES: Final = 1500
