"""One mark a person: the answers of one step, all steps under how far the room agrees, and the staircase of six steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from scrutiny_tui.domain.agreement import Counts
from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.domain.printable import wrapped
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.tui.sizes import HUGE
from scrutiny_tui.tui.text import clean, mark_style
from scrutiny_tui.tui.widgets.texts import Lines
from scrutiny_tui.view.page_view import MarkRow, Marks, Stair, Stairs, Standings

WIDEST: Final = 6
"""Columns of a mark in a small committee, the gap behind it included."""
_GREY: Final = {"?": "bold #000000 on #9e9e9e", "·": "bold on $quiet"}
"""The style of a mark that is no statement: that people do not know is a finding, and is seen from the back row."""
_ROOMY: Final = 28
"""Rows of a screen from which on there is an empty line between two answers."""
_COUNT: Final = 4
"""Columns that a number of people takes, with a blank before and behind it."""


@dataclass
class StepChosen(Message):
    """Sent when a step is clicked."""

    place: int
    """Its place among the steps, counted from 0."""


class PeopleMarks(Lines):
    """A line an answer: digit, symbol, word, how many, and as many marks."""

    _block: Marks

    def drawn(self, width: int, height: int) -> Content:
        block = self._block
        words = max(len(each.word) for each in block.marks)
        head = words + 8 + _COUNT + (_COUNT if any(each.before is not None for each in block.marks) else 0)
        wide = mark_width(width - head, block.scale, block.people_a_mark)
        lines: list[Content] = []
        for each in block.marks:
            if lines and height >= _ROOMY:
                lines.append(Content(""))
            lines.append(_answer(each, words, head, wide, block.people_a_mark))
            if height >= HUGE:
                lines.append(_blank(lines[-1], head))
            lines += _told(each.why, head, width)
        return Content("\n").join((*lines, *_told(block.based_on, head, width)))


def _told(text: str, head: int, width: int) -> list[Content]:
    """Return a text below the marks; further to the left if it does not fit there."""
    indent = max(min(head, width - len(text)), 0)
    return [Content(f"{'':{indent}}{line}") for line in wrapped(clean(text), max(width - indent, 20))]


def _answer(row: MarkRow, words: int, head: int, wide: int, people: int) -> Content:
    digit = f"{row.level} {SYMBOLS[row.level - 1]} " if row.level else " " * 6
    before = "" if row.before is None else f"({row.before})"
    start = f"{digit}{clean(row.word):<{words}} {row.people:>{_COUNT - 1}} {before}"
    return Content.assemble((f"{start:<{head}}", "bold"), *marks((row,), wide, people, gap=True))


def _blank(line: Content, head: int) -> Content:
    """Return the marks of a line without their digits, to stand below them."""
    below = line[head:]
    return Content.assemble(" " * head, Content(" " * below.cell_length, spans=list(below.spans)))


def mark_width(room: int, people: int, people_a_mark: int) -> int:
    """Return how many columns a mark may take, so that as many people as there are fit beside one another."""
    return min(max(room // max(-(-people // people_a_mark), 1), 1), WIDEST)


def marks(rows: Iterable[MarkRow], wide: int, people_a_mark: int, *, gap: bool) -> Iterator[tuple[str, str]]:
    """Yield the marks of people who answered, each with its style; with a gap behind each if there is room for one."""
    for row in rows:
        style = mark_style(row.level) if row.level else _GREY[row.sign]
        drawn = wide - 1 if gap and wide > 1 else wide
        for _mark in range(-(-row.people // people_a_mark)):
            yield f"{row.sign:^{drawn}}", style
            if drawn < wide:
                yield " ", ""


_HEADINGS: Final = (Accord.AGREE, Accord.MOST, Accord.DIVERGE, Accord.UNKNOWN, Accord.OPEN)
_POSITION: Final = "AGREED POSITION"
_WIDEST_IN_A_BAR: Final = 3


class StandingList(Lines):
    """The steps under how far the room agrees, one line each, a cursor that the page's keys move; a click goes to a step."""

    cursor: reactive[int] = reactive(0)
    """The place of the step under the cursor among the steps in their own order, counted from 0."""

    _block: Standings

    def show(self, block: Standings) -> None:
        self.set_reactive(StandingList.cursor, block.at)
        super().show(block)

    @property
    def order(self) -> list[int]:
        """The places of the steps from the top line down."""
        found = self._block.standings
        return [place for accord in _HEADINGS for place, each in enumerate(found) if each.accord is accord]

    def drawn(self, width: int, height: int) -> Content:
        return Content("\n").join(line for _place, line in self._lines(width, height))

    def on_click(self, event: Click) -> None:
        drawn = self._lines(self.size.width, self.app.size.height)
        place = drawn[event.y][0] if event.y < len(drawn) else None
        if place is not None:
            self.post_message(StepChosen(place))

    def _lines(self, width: int, height: int) -> list[tuple[int | None, Content]]:
        """Return each line with the place of its step, None for a line that is about no step."""
        columns = _columns(self._block, width)
        lines: list[tuple[int | None, Content]] = []
        for accord in _HEADINGS:
            places = [place for place in self.order if self._block.standings[place].accord is accord]
            if places:
                gap = [(None, Content(""))] if lines and height >= _ROOMY else []
                head = f"{accord.sign:<2} {accord.value.upper()}"
                heading = f"{head:<{columns.position}}{'' if lines else _POSITION}"
                lines += [*gap, (None, Content.styled(heading, "bold $primary"))]
                for place in places:
                    apart = [(None, Content(""))] if height >= HUGE and place != places[0] else []
                    lines += [*apart, (place, self._step(place, columns))]
        key = wrapped(clean(self._block.key), max(width - 2, 20))
        gap = [(None, Content(""))] if height >= _ROOMY else []
        return [*lines, *gap, *((None, Content(f"  {line}")) for line in key)]

    def _step(self, place: int, columns: _Columns) -> Content:
        standing, is_here = self._block.standings[place], place == self.cursor
        name = f"{'►' if is_here else ' '} {standing.item} {columns.names[place]}"
        verdict = f"  {clean(standing.verdict)}" if columns.tells_verdict else ""
        position = f"{clean(standing.position) or '–'}{' !' if standing.is_at_odds else ''}"
        line = Content.styled(f"{name:<{columns.bar - 1}}", "bold reverse" if is_here else "bold")
        drawn = marks(standing.row, columns.wide, self._block.people_a_mark, gap=False)
        line = Content.assemble(line, " ", *drawn)
        line = line.pad_right(max(columns.verdict - line.cell_length, 0))
        line = Content.assemble(line, verdict)
        line = line.pad_right(max(columns.position - line.cell_length, 0))
        return Content.assemble(line, (position, "bold"))


@record
class _Columns:
    """Where the columns of the list begin, and how wide a mark is."""

    names: tuple[str, ...]
    bar: int
    wide: int
    verdict: int
    position: int
    tells_verdict: bool


def _columns(block: Standings, width: int) -> _Columns:
    """Return the columns of a list; short names and no verdicts if there is no room for more."""
    people = max(-(-block.scale // block.people_a_mark), 1)
    verdicts = 2 + max((len(clean(each.verdict)) for each in block.standings), default=0)
    positions = 2 + max(len(_POSITION), *(len(each.position) + 2 for each in block.standings))
    for named, told in (("title", verdicts), ("short", verdicts), ("short", 0)):
        names = tuple(clean(getattr(each, named)) for each in block.standings)
        bar = 5 + max(map(len, names))
        if bar + people + told + positions <= width:
            break
    wide = mark_width(
        min(width - bar - told - positions, _WIDEST_IN_A_BAR * people), block.scale, block.people_a_mark
    )
    verdict = bar + wide * people
    return _Columns(names, bar, wide, verdict, verdict + told + 2, bool(told))


MOST_MARKS: Final = 30
"""Up to so many answers, the most that a committee has, each has a mark of its own."""

_RISES: Final = ((92, 4), (74, 2), (0, 0))
"""From so many columns on, each step stands this far to the right of the one below."""


class Staircase(Widget):
    """Step 6 on top, step 1 at the base, a cursor that the page's keys move; a click goes to a step.

    Where there is room each step shows its sentence; where there is not, the one under the cursor does, and as many as
    there is room for of those nearest to it. Where there is no room for all steps, those around the cursor are shown.
    """

    DEFAULT_CSS = "Staircase { height: 1fr; } Staircase.-picture { height: auto; }"

    stairs: reactive[tuple[Stair, ...]] = reactive(())
    """The steps, the first one first."""
    cursor: reactive[int] = reactive(0)
    """The place of the step under the cursor, counted from 0; -1 if it is only a picture."""

    def show(self, block: Stairs) -> None:
        """Show these steps with the cursor on the one that is pointed at."""
        self.stairs, self.cursor = block.stairs, min(block.at, len(block.stairs) - 1)
        self.set_class(block.at < 0, "-picture")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.stairs)

    def render(self) -> Content:
        return Content("\n").join(line for _place, line in self._lines())

    def on_click(self, event: Click) -> None:
        drawn = self._lines()
        if event.y < len(drawn):
            self.post_message(StepChosen(drawn[event.y][0]))

    def _lines(self) -> list[tuple[int, Content]]:
        """Return the lines with the step that each belongs to, as generous as the height allows."""
        places = sorted(range(len(self.stairs)), key=lambda place: abs(place - self.cursor))
        if self.cursor < 0:
            return self._drawn(())
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
        rows = [row for row, (place, _line) in enumerate(lines) if place == self.cursor]
        room = self.size.height
        middle = rows[0] - max(room - len(rows), 0) // 2
        first = max(min(middle, len(lines) - room), 0)
        return lines[first : first + room]

    def _stair(self, place: int, *, full: bool, gap: bool) -> list[Content]:
        stair, here, width = self.stairs[place], place == self.cursor, self.size.width
        title = Content(clean(f"{stair.id} {stair.title}")).stylize("bold reverse" if here else "bold")
        start = Content.assemble(" " * self._rise() * place, "► " if here else "  ", title)
        marked = Content.assemble(start, f" ({stair.mark})") if stair.mark else start
        if not full:
            return [self._one_line(start, marked, stair)]
        under = " " * (self._rise() * (len(self.stairs) - 1) + 4)
        rows = [Content.assemble(marked, f" – {stair.view}" if stair.view else "")]
        if rows[0].cell_length > width:
            # What does not fit beside the title goes below it.
            rows = [
                marked.truncate(width, ellipsis=True),
                *([Content(f"{under}{stair.view}")] * bool(stair.view)),
            ]
        bar = distribution(stair.counts)
        row = Content.assemble(under, bar, "  " if stair.counts else "", stair.sentence)
        if row.cell_length <= width:
            rows.append(row)
        else:
            told = wrapped(stair.sentence, max(width - len(under), 20))
            rows += [Content.assemble(under, bar), *(Content(under + line) for line in told)]
        return [*rows, *([Content("")] if gap else [])]

    def _one_line(self, start: Content, marked: Content, stair: Stair) -> Content:
        """Return title and answers; the counts as numbers where a mark for each answer does not fit on every line."""
        bar = distribution(stair.counts) if self._marks_fit else numbers(stair.counts)
        if not stair.counts:
            bar = Content(stair.sentence.rstrip("."))
        left = max(self.size.width - bar.cell_length - 2, 10)
        shown = marked if marked.cell_length <= left else start
        return Content.assemble(shown.truncate(left, ellipsis=True), "  ", bar)

    @property
    def _marks_fit(self) -> bool:
        """Whether every step has room for a mark for each answer beside its title."""
        return all(
            self._rise() * place + len(clean(stair.title)) + 6 + distribution(stair.counts).cell_length
            <= self.size.width
            for place, stair in enumerate(self.stairs)
        )

    def _rise(self) -> int:
        return next(rise for least, rise in _RISES if self.size.width >= least)


def distribution(counts: Counts | None) -> Content:
    """Return the counts as one bar with a mark for each answer; to scale for more answers than a committee has."""
    if not counts or not sum(counts):
        return Content("")
    scale = min(MOST_MARKS / sum(counts), 1)
    return Content.assemble(
        *(
            (str(level) * max(round(count * scale), 1), mark_style(level))
            for level, count in enumerate(counts, start=1)
            if count
        )
    )


def numbers(counts: Counts | None) -> Content:
    """Return the counts as numbers, each behind a mark of its level."""
    told = enumerate(counts or (), start=1)
    return Content("  ").join(
        Content.assemble((str(level), mark_style(level)), f" {count}") for level, count in told
    )
