"""The blocks of a page as widgets: each kind of block is drawn in one way, in either window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

from textual.await_complete import AwaitComplete
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.tui.text import FILLS, SYMBOLS, clean, level_line, lines, words
from scrutiny_tui.tui.widgets.big import BigCounts, BigText, BigTwin
from scrutiny_tui.tui.widgets.texts import Gap, PromptList, Rest, RowList, TopicLine, TurnoutLine, retell
from scrutiny_tui.view import page_blocks as blocks
from scrutiny_tui.view.blocks import BulletList, Heading, Paragraph, Quotation
from scrutiny_tui.view.page_blocks import Bars, Block, Stair, Stairs

WHEN: Final = len("time 1  ")
ROOMY: Final = 28
"""Lines of a screen from which on there is room for empty ones between the levels of several rounds."""
FLAT: Final = 24
"""Lines of a screen below which there is none between those of one round either."""


class CountBars(Widget):
    """One line a level: digit, symbol, label, the count, and a bar whose fill tells the level without colour."""

    DEFAULT_CSS = "CountBars { height: auto; }"

    _bars: Bars

    def show(self, bars: Bars) -> None:
        """Show the counts of one result, or of several, each below the one before."""
        self._bars = bars
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines needed: those of the rounds for each level, and a gap between levels where there is room."""
        levels = len(self._bars.levels)
        return levels * len(self._bars.rounds) + (levels - 1) * _gap(self._bars, viewport)

    def render(self) -> Content:
        """Draw the bars; the longest fills what the widest label leaves."""
        between = Content("\n" * (1 + _gap(self._bars, self.app.size)))
        return between.join(
            _level_bars(self._bars, place, self.size.width) for place in range(len(self._bars.levels))
        )


def _gap(bars: Bars, viewport: Size) -> int:
    """Return the empty lines between two levels: none where everything has to fit a small screen."""
    return 0 if bars.is_close or viewport.height < (ROOMY if len(bars.rounds) > 1 else FLAT) else 1


def _level_bars(bars: Bars, place: int, width: int) -> Content:
    level, several = bars.levels[place], len(bars.rounds) > 1
    label_width = max(len(each.label) for each in bars.levels)
    room = max(width - 5 - 6 - label_width - 2 - (WHEN if several else 0), 4)
    most = max((max(each.counts) for each in bars.rounds), default=0) or 1
    rows: list[Content] = []
    for each in bars.rounds:
        count = each.counts[place]
        length = max(round(count * room / most), 1) if count else 0
        head = f"{level.number} {SYMBOLS[place]} {clean(level.label):<{label_width}}" if not rows else ""
        rows.append(
            Content.assemble(
                (f"{head:<{6 + label_width}}  ", "bold"),
                f"time {each.number}  " if several else "",
                (f"{count:>3}  ", "bold"),
                (FILLS[place] * length, f"$level-{place + 1}"),
            )
        )
    return Content("\n").join(rows)


LONGEST_BAR: Final = 24
"""Columns up to which a bar has more than one mark for each answer."""

MOST_MARKS: Final = 30
"""Up to so many answers, the most that a committee has, each has a mark of its own."""

_RISES: Final = ((92, 4), (74, 2), (0, 0))
"""From so many columns on, each step stands this far to the right of the one below."""


class Staircase(Widget):
    """Step 6 on top, step 1 at the base, a cursor that the page's keys move; a click goes to a step.

    Where there is room each step shows its sentence; where there is not, the one under the cursor does, and as many as
    there is room for of those nearest to it. Where there is no room for all steps, those around the cursor are shown.
    """

    DEFAULT_CSS = "Staircase { height: 1fr; }"

    stairs: reactive[tuple[Stair, ...]] = reactive(())
    """The steps, the first one first."""
    cursor: reactive[int] = reactive(0)
    """The place of the step under the cursor, counted from 0."""

    def show(self, block: Stairs) -> None:
        """Show these steps with the cursor on the one that is pointed at."""
        self.stairs, self.cursor = block.stairs, min(max(block.at, 0), max(len(block.stairs) - 1, 0))

    @dataclass
    class Chosen(Message):
        """Sent when a step is clicked."""

        place: int

    def render(self) -> Content:
        """Draw the steps from the top one down."""
        return Content("\n").join(line for _place, line in self._lines())

    def on_click(self, event: Click) -> None:
        """Tell which step was clicked."""
        drawn = self._lines()
        if event.y < len(drawn):
            self.post_message(self.Chosen(drawn[event.y][0]))

    def _lines(self) -> list[tuple[int, Content]]:
        """Return the lines with the step that each belongs to, as generous as the height allows."""
        places = sorted(range(len(self.stairs)), key=lambda place: abs(place - self.cursor))
        for gap in (True, False):
            if len(found := self._drawn(places, gap=gap)) <= self.size.height:
                return found
        whole, found = places[:1], self._drawn(places[:1])
        for place in places[1:]:
            more = self._drawn([*whole, place])
            if len(more) <= self.size.height:
                whole, found = [*whole, place], more
        return self._around_cursor(found)

    def _drawn(self, whole: Sequence[int], *, gap: bool = False) -> list[tuple[int, Content]]:
        """Return the lines of every step, from the top one down, with the sentences of those that are drawn whole."""
        return [
            (place, line)
            for place in reversed(range(len(self.stairs)))
            for line in self._stair(place, full=place in whole, gap=gap and place > 0)
        ]

    def _around_cursor(self, lines: list[tuple[int, Content]]) -> list[tuple[int, Content]]:
        """Return as many lines as there is room for, those of the step under the cursor as near the middle as can be."""
        if len(lines) <= self.size.height:
            return lines
        rows = [row for row, (place, _line) in enumerate(lines) if place == self.cursor]
        room = self.size.height
        middle = rows[0] - max(room - len(rows), 0) // 2
        first = max(min(middle, len(lines) - room), 0)
        return lines[first : first + room]

    def _stair(self, place: int, *, full: bool, gap: bool) -> list[Content]:
        stair = self.stairs[place]
        here = place == self.cursor
        cursor = "► " if here else "  "
        title = Content(clean(f"{stair.id} {stair.title}")).stylize("bold reverse" if here else "bold")
        rise = self._rise() * place
        if not full:
            return [self._one_line(Content.assemble(" " * rise, cursor, title), stair)]
        under = " " * (rise + 4)
        rows = [*self._head(Content.assemble(" " * rise, cursor, title), under, stair)]
        bar = distribution(stair.counts, LONGEST_BAR)
        row = Content.assemble(under, bar, "  " if stair.counts else "", stair.sentence)
        rows += [row] if row.cell_length <= self.size.width else self._broken(stair, bar, under)
        return [*rows, *([Content("")] if gap else [])]

    def _one_line(self, start: Content, stair: Stair) -> Content:
        """Return title and answers; the counts as numbers where a mark for each answer does not fit on every line."""
        bar = distribution(stair.counts, 0) if self._marks_fit else numbers(stair.counts)
        if not stair.counts:
            bar = Content(stair.sentence.rstrip("."))
        left = max(self.size.width - bar.cell_length - 2, 10)
        mark = f" ({stair.mark})" if stair.mark else ""
        marked = Content.assemble(start, mark)
        shown = marked if marked.cell_length <= left else start
        return Content.assemble(shown.truncate(left, ellipsis=True), "  ", bar)

    @property
    def _marks_fit(self) -> bool:
        """Whether every step has room for a mark for each answer beside its title."""
        return all(
            self._rise() * place + len(clean(stair.title)) + 6 + distribution(stair.counts, 0).cell_length
            <= self.size.width
            for place, stair in enumerate(self.stairs)
        )

    def _head(self, title: Content, under: str, stair: Stair) -> list[Content]:
        """Return the title with the mark and the shared view, which go below it where they do not fit beside."""
        mark = f" ({stair.mark})" if stair.mark else ""
        view = f"our shared view: {stair.view}" if stair.view else ""
        whole = Content.assemble(title, mark, f" — {view}" if view else "")
        if whole.cell_length <= self.size.width:
            return [whole]
        beside = Content.assemble(title, mark).truncate(self.size.width, ellipsis=True)
        return [beside, Content(f"{under}{view}")] if view else [beside]

    def _broken(self, stair: Stair, bar: Content, under: str) -> list[Content]:
        told = wrap(stair.sentence, max(self.size.width - len(under), 20))
        return [Content.assemble(under, bar), *(Content(under + line) for line in told)]

    def _rise(self) -> int:
        return next(rise for least, rise in _RISES if self.size.width >= least)


def distribution(counts: Counts | None, room: int) -> Content:
    """Return the counts as one bar with a gap between the levels: a mark for each answer, or more where there is room.

    For more answers than a committee has, the bar is drawn to scale.
    """
    if not counts or not sum(counts):
        return Content("")
    answers = sum(counts)
    scale = max(room // answers, 1) if answers <= MOST_MARKS else MOST_MARKS / answers
    parts = [
        Content.styled(FILLS[place] * max(round(count * scale), 1), f"$level-{place + 1}")
        for place, count in enumerate(counts)
        if count
    ]
    return Content(" ").join(parts)


def numbers(counts: Counts | None) -> Content:
    """Return the counts as numbers, each behind a mark of its level."""
    told = enumerate(counts or ())
    return Content("  ").join(
        Content.assemble((FILLS[place], f"$level-{place + 1}"), f" {count}") for place, count in told
    )


_TEXTS: Final[dict[type, tuple[str, Callable[[Any], Content]]]] = {
    blocks.Title: ("heading", lambda block: words(f"{block.id}  {block.title}")),
    blocks.Lead: ("lead", lambda block: words(block.lead)),
    blocks.Statement: ("statement", lambda block: words(block.statement)),
    blocks.Choice: ("choice", lambda block: level_line(block.level)),
    blocks.Description: ("description", lambda block: words(block.description)),
    blocks.Verdict: (
        "verdict",
        lambda block: lines((*_lines(block.said, "bold"), *_lines(block.told))),
    ),
    blocks.Asks: (
        "asks",
        lambda block: lines((Content.styled("To ask next", "bold $primary"), *_lines(block.asks))),
    ),
    blocks.Settled: ("settled", lambda block: lines(_lines(block.lines))),
    Paragraph: ("paragraph", lambda block: words(f"{block.lead} {block.text}".strip())),
    Quotation: (
        "paragraph",
        lambda block: words(f"‘{block.text}’\n\n{block.credit}"),
    ),
    BulletList: ("bullets", lambda block: lines(_lines(f"• {item}" for item in block.items))),
}
"""The class in style sheets and the text of each kind of block that is text alone."""
_HEADINGS: Final = {1: "heading", 2: "subheading"}
"""The class of a heading by its level; lower ones are like what is read first."""
_WIDGETS: Final[dict[type, Callable[[], Any]]] = {
    blocks.Banner: BigText,
    blocks.Twin: BigTwin,
    blocks.Prompts: PromptList,
    blocks.Progress: TurnoutLine,
    blocks.Figures: BigCounts,
    blocks.Bars: CountBars,
    blocks.Stairs: Staircase,
    blocks.Topics: TopicLine,
    blocks.Rows: RowList,
    blocks.Gap: Gap,
}


def _lines(parts: Iterable[str], style: str = "") -> Iterable[Content]:
    return (words(part, style) for part in parts)


class _Text(Static):
    """A block that is text alone."""

    def __init__(self, block: Block) -> None:
        super().__init__(_content(block), markup=False)
        self.add_class(
            _HEADINGS.get(block.level, "lead") if isinstance(block, Heading) else _TEXTS[type(block)][0]
        )

    def show(self, block: Block) -> None:
        """Show another text of the same kind."""
        retell(self, _content(block))


def _content(block: Block) -> Content:
    if isinstance(block, Heading):
        return words(block.text, "bold $primary" if block.level in _HEADINGS else "bold")
    return _TEXTS[type(block)][1](block)


def as_one_text(shown: Iterable[Block]) -> Content:
    """Return blocks that are text alone as one text, which is drawn anew several times sooner than each of them."""
    return Content("\n\n").join(map(_content, shown))


def drawn(block: Block) -> Any:
    """Return the widget of a block, whose `show` takes another block of the same kind."""
    if isinstance(block, blocks.Reading):
        # Markdown takes as long to load as all other widgets of a page together, and only the briefing has any.
        from scrutiny_tui.tui.widgets.leaf import Leaf  # noqa: PLC0415

        return Leaf(block)
    if type(block) not in _WIDGETS:
        return _Text(block)
    widget = _WIDGETS[type(block)]()
    widget.show(block)
    return widget


class BlockView(VerticalScroll, can_focus=False):
    """The blocks of a page below one another; it scrolls if they do not all fit."""

    def __init__(
        self, shown: Iterable[Block] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        self._blocks = tuple(shown)
        self._drawn = [*map(drawn, self._blocks)]
        super().__init__(*self._drawn, Rest(), id=id, classes=classes)

    def show(self, shown: Iterable[Block]) -> AwaitComplete:
        """Show other blocks. Those of the same kinds change in place, which takes a fraction of the time."""
        before, self._blocks = self._blocks, tuple(shown)
        if [*map(_kind, before)] == [*map(_kind, self._blocks)]:
            changes = zip(self._drawn, before, self._blocks, strict=True)
            waits = [widget.show(now) for widget, earlier, now in changes if now != earlier]
            return AwaitComplete(*filter(None, waits))
        self._drawn = [*map(drawn, self._blocks)]
        with self.app.batch_update():
            return AwaitComplete(self.remove_children(), self.mount(*self._drawn, Rest()))


def _kind(block: Block) -> tuple[type, int]:
    return type(block), block.level if isinstance(block, Heading) else 0
