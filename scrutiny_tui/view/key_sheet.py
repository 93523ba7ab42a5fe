"""The keys of each page, for the facilitator's run sheet: those of the acts, and those of moves that are no acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from scrutiny_tui.acts.act import EVERY_PAGE, key_name
from scrutiny_tui.acts.asks import EVIDENCE_PAGE
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.word_acts import WORDS_PAGE
from scrutiny_tui.domain.own_words import PEOPLE_WROTE
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import EVERY_WAY

Keys: TypeAlias = tuple[tuple[str, str], ...]
"""Each key as it is written on the keyboard, and what it does."""

EVERYWHERE: Final = "Everywhere"
_CHOICES: Final = (
    "1 first statement · 2 second statement · 3 third statement · d don't know · a prefer not to say · "
    "i interest declared · x not applicable (prompts), not discussed (tables)"
)
_VOTE: Final = "r show result · m other ways to answer"
_CLOSE: Final = "e finish and report"
_LESSON: Final = "l lesson · j evidence · k what people wrote · z big text, and back"

MOVES: Final = {
    "where you got to": ("Where you got to", "→ next"),
    PageName.WELCOME: ("Welcome", "→ briefing · s skip to Step 1 · y warm-up"),
    PageName.BRIEFING: ("Briefing", "→ next page · ← back · m short briefing · s skip to Step 1"),
    PageName.PROMISE: ("How your answers are kept", "→ first step · y warm-up"),
    "warm-up": ("Warm-up", f"v answer · {_VOTE} · → go on"),
    PageName.STEP: (
        "Step",
        f"↓ next question · Enter all questions · v answer · m ways to answer · r show result · {_LESSON} · y warm-up · → next step",
    ),
    "lesson": ("Lesson", "Enter next, after the content note · ↓ more · l back"),
    EVIDENCE_PAGE: ("Evidence", "↓ more · j back"),
    WORDS_PAGE: (PEOPLE_WROTE, "→ more lines · k back"),
    PageName.ANSWERS: (
        "Answer slips: this step",
        f"{_CHOICES} · - absent, or here again · ↑ previous person · ↓ next person · / go to a person · u undo · "
        f"Delete clear this answer · k what people wrote · {_VOTE}",
    ),
    PageName.SLIPS: (
        "Answer slips: all steps",
        f"{_CHOICES} · Enter save the slip · - absent, or here again · ↑ previous person · ↓ next person · / go to a person · u undo · {_VOTE}",
    ),
    PageName.ALONE: (
        "Pass the laptop round",
        f"Space wake the page · {_CHOICES} · Enter confirm, and blank the page · - absent · {_VOTE}",
    ),
    PageName.COUNT: (
        "Show of hands or cards",
        "0-9 how many · Tab show the numbers · Enter next row · ↑ previous row · + one more · "
        f"- one less · u clear it, or undo the count · {_VOTE}",
    ),
    PageName.CARDS: (
        "Cards read by a camera",
        f"Enter end the trial · c try again how well cards are seen · s slips for those who were not read · {_VOTE}",
    ),
    PageName.RESULT: ("Result", f"h how this is worked out · v answer again · {_LESSON} · → next step"),
    PageName.OVERVIEW: (
        "Overview",
        f"↑ step above · ↓ step below · Enter open the step · s staircase · {_CLOSE}",
    ),
    PageName.PLAN: (
        "Action plan",
        f"Enter edit the action, or add one · < move it up · > move it down · → check the record · {_CLOSE}",
    ),
    PageName.FOLLOW_UP: (
        "Six months on, and actions from last time",
        f"Enter what happened · → next · End skip the rest of last time · {_CLOSE}",
    ),
    PageName.READ_BACK: ("Check the record", f"Enter open the step · {_CLOSE}"),
    "close": ("Finish and report", "Enter save the report, then close"),
    "list of people": (
        "Who is here",
        "Enter here or absent · Tab add people · Delete remove from the list · Esc close the list",
    ),
    "timetable": ("Timetable", "f does it fit? · Esc back"),
    EVERYWHERE: (
        EVERYWHERE,
        "b blank the screen; any key shows it again (F9 even while typing) · w who is here · "
        "t timer, break, timetable, finish time · o overview · p action plan, and an action for this step · "
        "? explain this page · Esc back · q twice: quit; everything is saved · "
        "Ctrl+Q quit; asks first if something is half entered · Ctrl+P all commands",
    ),
}
"""By the name under which acts say that they are offered there, in the order of the workshop: what a page is called,
and the keys on it that belong to no act. The last acts wherever the room is in the workshop."""


def pages_for(mode: Mode) -> dict[str, Keys]:
    """Return the keys of each page that a workshop has which is completed in this mode, and those that act everywhere."""
    unused: dict[Mode, frozenset[str]] = {
        Mode.COLLECTIVE: frozenset({*EVERY_WAY, "warm-up"}),
        Mode.GROUPS: frozenset({PageName.COUNT}),
    }
    skipped = unused.get(mode, frozenset())
    return {
        title: (*_moves(moves), *_act_keys(name))
        for name, (title, moves) in MOVES.items()
        if name not in skipped
    }


def _moves(line: str) -> Iterator[tuple[str, str]]:
    for move in line.split(" · "):
        key, _, does = move.partition(" ")
        yield key, does


def _act_keys(page: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of a page's acts, then the acts that are chosen by title; those of every page stand once."""
    everywhere = [act for act in CATALOGUE.acts.values() if act.pages == EVERY_PAGE]
    here = [act for act in CATALOGUE.on(page) if act not in everywhere]
    acts = everywhere if page == EVERYWHERE else here
    yield from ((key_name(act.key.split(",")[0]), _inside(act.title)) for act in acts if act.key)
    by_title = "; ".join(_inside(act.title) for act in acts if not act.key)
    if by_title:
        yield "Ctrl+P", by_title


def _inside(title: str) -> str:
    """Return a title as it stands inside a line."""
    return f"{title[:1].lower()}{title[1:]}"
