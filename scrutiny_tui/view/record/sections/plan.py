"""What comes next: the priorities of the room and the actions."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny_tui.domain.phrases import action_step, due, several
from scrutiny_tui.domain.session import Action
from scrutiny_tui.view.record.blocks import Block, BulletList, Heading, Paragraph, table
from scrutiny_tui.view.record.sections.wordings import named
from scrutiny_tui.view.record.view import View


def priorities(view: View) -> Iterator[Block]:
    """Yield how many hands each item got, the most first; nothing if nobody was asked."""
    hands = view.session.priorities
    if not hands:
        return
    yield Heading("Priorities", 2)
    yield Paragraph(
        "Each person had two hands to raise for what to work on first. Only the numbers were kept."
    )
    ordered = sorted(hands.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [(named(view.session.wording.item(item)), str(number)) for item, number in ordered]
    yield table("Hands raised for each step", ("Step", "Hands"), rows)


def plan(view: View) -> Iterator[Block]:
    """Yield the actions."""
    yield Heading("Plan", 2)
    actions = tuple(view.session.actions.values())
    if not actions:
        yield Paragraph("No action is recorded so far.")
        return
    header = ("Step", "What will be done", "For whom", "Owner (role)", "Due", "Status")
    yield table(several(len(actions), "action", "actions"), header, [_row(view, each) for each in actions])
    shown = [each for each in actions if each.evidence]
    if shown:
        yield Paragraph("What shows that it was done:")
        yield BulletList(tuple(f"{each.text} – {each.evidence}" for each in shown))


def _row(view: View, action: Action) -> tuple[str, ...]:
    step = action_step(view.session, action)
    return (
        step,
        _what(action),
        action.kind.value,
        action.owner or "not given",
        due(action),
        action.status.value,
    )


def _what(action: Action) -> str:
    return f"{action.text} (from the earlier workshop)" if action.carried else action.text
