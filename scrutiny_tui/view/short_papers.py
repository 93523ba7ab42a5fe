"""The papers of a side: one page to take away, a draft page for the children in care council, and what became of it.

The first says where the committee agrees, what it will do and what happens next; the second says it in plain words that
can be read aloud, in at most 250 words: what people typed is cut to fit. The last is for the agenda six months on: what
was recommended, what became of it, and what changed for children.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from scrutiny_tui.domain.actions import CHANGED, REVIEWED_AFTER, follow_ups, months_after, review_day
from scrutiny_tui.domain.phrases import capitalised, day, listed, status_since
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.domain.session import ActionKind, ActionStatus
from scrutiny_tui.view.blocks import Block, Chart, Heading, ItemList, Paragraph, table
from scrutiny_tui.view.committee_report import review_words, who_and_by_when, who_took_part
from scrutiny_tui.view.report_end import action_words, changed, made_with, reply
from scrutiny_tui.view.report_opening import in_brief, opening, status
from scrutiny_tui.view.report_steps import result_line
from scrutiny_tui.view.report_view import View, ended
from scrutiny_tui.view.result_words import NO_ACTION, together, topic_name


def _opening(view: View) -> Iterator[Block]:
    yield from opening(view)
    yield Paragraph(f"{capitalised(who_took_part(view))}.")


def _findings(view: View) -> Iterator[Block]:
    """Yield the result of each step, drawn if anything was counted."""
    yield Heading("Where we agree and where we diverge", 2)
    lines = {each.item.id: result_line(view, each) for each in view.steps}
    drawn = (*in_brief(view, lines),)
    yield from drawn
    if not any(isinstance(each, Chart) for each in drawn):
        yield ItemList(
            tuple(together(f"{topic_name(each.item)}:", lines[each.item.id]) for each in view.steps)
        )


def _actions(view: View) -> Iterator[Block]:
    yield Heading("What we will do", 2)
    lines = tuple(
        together(f"{reference(view.session, each)}:", ended(action_words(each)), who_and_by_when(each))
        for each in view.session.actions.values()
        if each.status is ActionStatus.OPEN
    )
    yield ItemList(lines) if lines else Paragraph(NO_ACTION)


def _next(view: View) -> Iterator[Block]:
    yield Heading("What happens next", 2)
    confirms = "The committee confirms the agreed positions, or changes them." if view.session.agreed else ""
    yield Paragraph(together(confirms, review_words(view)))


ONE_PAGE: Final = (_opening, _findings, _actions, _next)
"""What the page to take away consists of, in order."""


MOST_WORDS: Final = 250
"""Of the whole page, with what stands at its head and foot."""

_NAME_WORDS: Final = 8
_QUESTION_WORDS: Final = 10
_MOST_QUESTIONS: Final = 6
_MOST_ACTIONS: Final = 5
_LONGEST_WORD: Final = 30
"""A longer word is a link or has no blanks in it, and is cut."""

_LEVELS: Final = {1: "We are just starting.", 2: "We are getting better.", 3: "We do this well."}
"""The three statements in plain words, the first level first."""

_OTHERWISE: Final = {
    Accord.DIVERGE: "We do not agree yet.",
    Accord.UNKNOWN: "We do not know enough yet.",
    Accord.OPEN: "We have not talked about this yet.",
}


def _page(view: View) -> Iterator[Block]:
    before = (*_what_we_asked(view), *_what_we_think(view))
    after = (*_when_we_will_tell_you(view),)
    yield from before
    yield from _what_we_will_do(view, MOST_WORDS - sum(map(_words, (*before, *after))) - _OTHER_WORDS)
    yield from after


_OTHER_WORDS: Final = 40
"""At most in the title, the heading above the actions, and the head and foot of the page."""


def _words(block: Block) -> int:
    """Return how many words a block has."""
    match block:
        case Heading(text) | Paragraph(text):
            return len(text.split())
        case ItemList(items):
            return sum(len(item.split()) for item in items)
        case _:
            return 0


def _what_we_asked(view: View) -> Iterator[Block]:
    details = view.session.details
    council = _cut(details.council, _NAME_WORDS)
    yield Paragraph(" ".join(status(view)))
    yield Heading("What we asked ourselves", 2)
    yield Paragraph(
        f"We are a group of people in {ended(council)} We check that children get good help. On {day(details.date)} "
        "we asked ourselves how well we do this."
    )


def _what_we_think(view: View) -> Iterator[Block]:
    yield Heading("What we think", 2)
    plain = {step.id: step.plain for step in view.pack.steps} if view.pack else {}
    lines = [
        f"{ended(_cut(plain.get(each.item.id) or each.item.title, _QUESTION_WORDS))} {_answer(each)}"
        for each in view.steps
    ]
    yield _first(lines[:_MOST_QUESTIONS], len(lines))


def _answer(each: ItemResult) -> str:
    """Return the agreed position in plain words; if there is none, what most people chose."""
    if each.agreed:
        return _LEVELS[each.agreed.level] if each.agreed.level else _OTHERWISE[Accord.DIVERGE]
    if each.latest is None or each.accord in _OTHERWISE:
        return _OTHERWISE[each.accord]
    most = each.latest.counts.index(max(each.latest.counts)) + 1
    return f"Most say: {_LEVELS[most]}"


def _what_we_will_do(view: View, most: int) -> Iterator[Block]:
    """Yield as many actions as have room in so many words; the first is cut if it is longer."""
    yield Heading("What we will do", 2)
    to_do = [each for each in view.session.actions.values() if each.status is ActionStatus.OPEN]
    if not to_do:
        yield Paragraph("We have not decided yet. Please tell us what you want us to do.")
        return
    lines: list[str] = []
    left = most - _MORE_WORDS
    for each in to_do[:_MOST_ACTIONS]:
        asks = "" if each.kind is ActionKind.US else _OTHERS
        words = len(f"{asks}{each.text}".split())
        if lines and words > left:
            break
        lines.append(f"{asks}{ended(_cut(each.text, left - len(asks.split())))}")
        left -= words
    yield _first(lines, len(to_do))


_OTHERS: Final = "We will ask others: "
_MORE_WORDS: Final = 3
"""Of what is said if there are more actions."""


def _first(lines: Sequence[str], of: int) -> ItemList:
    """Return the first of so many lines, and how many more there are."""
    more = of - len(lines)
    return ItemList((*lines, *([f"And {more} more."] if more else [])))


def _when_we_will_tell_you(view: View) -> Iterator[Block]:
    yield Heading("When we will tell you", 2)
    yield Paragraph(
        f"We want to tell you by {day(months_after(view.session.details.date, REVIEWED_AFTER))} what has changed. Is this what you "
        "see too? Please tell us. You can ask us anything."
    )


def _cut(text: str, most: int) -> str:
    """Return the first words of a text, each at most so long that it fits a line."""
    found = [word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in text.split()]
    return " ".join(found) if len(found) <= most else f"{' '.join(found[:most])}…"


CHILDREN: Final = (_page,)
"""What the draft page for the children in care council consists of."""


def _recommendations(view: View) -> Iterator[Block]:
    held = [day(each.started) for each in follow_ups(view.session)]
    yield from opening(view)
    if held:
        yield Paragraph(f"{listed(held)}.", "Looked at again on:")
    yield Heading("Recommendations", 2, "recommendations")
    told = ["That the committee notes what became of its actions and recommendations."]
    if any(each.status is ActionStatus.OPEN for each in view.session.actions.values()):
        told.append(
            f"That the committee looks again on {day(review_day(view.session))} at those that are still open."
        )
    yield ItemList(tuple(told), is_numbered=True)


def _what_became(view: View) -> Iterator[Block]:
    """Yield every action with how far it is, what was answered and what was done."""
    session, actions = view.session, tuple(view.session.actions.values())
    yield Heading("What was recommended, and what became of it", 2)
    if not actions:
        yield Paragraph(NO_ACTION)
        return
    rows = [
        (
            reference(session, each),
            action_words(each),
            capitalised("; lead: ".join(filter(None, (each.kind.value, each.owner)))),
            together(
                f"{capitalised(status_since(each))}.", reply(each), each.evidence and ended(each.evidence)
            ),
        )
        for each in actions
    ]
    numbers = Counter(each.status for each in actions)
    counted = ", ".join(f"{numbers[each]} {each.value}" for each in ActionStatus if numbers[each])
    header = ("Reference", "What was recommended", "To whom, and lead", "What became of it")
    yield table(f"What became of it: {counted}", header, rows)


def _what_changed(view: View) -> Iterator[Block]:
    told = [*changed(view)]
    yield from told or (Heading(f"{CHANGED}?", 2), Paragraph("Nothing is written down yet."))


SIX_MONTHS_ON: Final = (_recommendations, _what_became, _what_changed, made_with)
"""What the paper for the agenda six months on consists of, in order."""
