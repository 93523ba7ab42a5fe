"""The blocks of a page as widgets: each kind of block is drawn in one way, in either window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Final

from textual import widgets
from textual.await_complete import AwaitComplete
from textual.containers import VerticalScroll
from textual.content import Content

from scrutiny_tui.tui.text import clean, lines, retell, words
from scrutiny_tui.tui.widgets import texts
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view.blocks import Heading, ItemList, Paragraph, Quotation
from scrutiny_tui.view.page_view import Block

_TEXTS: Final[dict[type, tuple[str, Callable[[Any], Content]]]] = {
    blocks.Title: ("heading", lambda block: words(f"{block.id}  {block.title}")),
    blocks.Lead: ("lead", lambda block: words(block.lead)),
    blocks.Statement: ("statement", lambda block: words(block.statement)),
    blocks.Account: ("account", lambda block: lines(_lines(block.told))),
    blocks.Asks: (
        "asks",
        lambda block: lines((Content.styled("ASK NEXT", "bold $primary"), *_lines(block.asks))),
    ),
    blocks.Settled: ("settled", lambda block: lines(map(_with_lead, block.lines))),
    Paragraph: ("paragraph", lambda block: words(f"{block.lead} {block.text}".strip())),
    Quotation: (
        "paragraph",
        lambda block: words(f"‘{block.text}’\n\n{block.credit}"),
    ),
    ItemList: ("bullets", lambda block: lines(_lines(map(" ".join, block.signed("•"))))),
}
"""The class in style sheets and the text of each kind of block that is text alone."""
_HEADINGS: Final = {1: "heading", 2: "subheading"}
"""The class of a heading by its level; lower ones are like what is read first."""
_WIDGETS: Final[dict[type, str]] = {
    blocks.Banner: "big:BigText",
    blocks.Twin: "big:BigTwin",
    blocks.Choices: "texts:ChoiceList",
    blocks.Prompts: "texts:PromptList",
    blocks.Progress: "slips:TurnoutLine",
    blocks.Figures: "big:BigCounts",
    blocks.Marks: "marks:PeopleMarks",
    blocks.Standings: "marks:StandingList",
    blocks.Stairs: "marks:Staircase",
    blocks.Pointers: "texts:PointerList",
    blocks.Why: "texts:WhyNote",
    blocks.Rows: "texts:RowList",
    blocks.Gap: "texts:Gap",
}
"""The module beside this one and the name of each kind of block's own widget, loaded with the first page that has one."""


def _lines(parts: Iterable[str], style: str = "") -> Iterable[Content]:
    return (words(part, style) for part in parts)


def _with_lead(line: str) -> Content:
    """Return a line with what it is about, before its colon, in bold."""
    about, colon, told = line.partition(": ")
    return Content.assemble((clean(f"{about}{colon}"), "bold $primary"), clean(told))


class _Text(widgets.Static):
    """A block that is text alone."""

    def __init__(self, block: Block) -> None:
        super().__init__(_content(block), markup=False)
        self.add_class(
            _HEADINGS.get(block.level, "lead") if isinstance(block, Heading) else _TEXTS[type(block)][0]
        )

    def show(self, block: Block) -> None:
        retell(self, _content(block))


def _content(block: Block) -> Content:
    if isinstance(block, Heading):
        return words(block.text, "bold $primary" if block.level in _HEADINGS else "bold")
    return _TEXTS[type(block)][1](block)


def drawn(block: Block) -> Any:
    """Return the widget of a block, whose `show` takes another block of the same kind."""
    if isinstance(block, blocks.Reading):
        # Textual loads Markdown when it is named here, which takes as long as all other blocks' widgets together.
        leaf: Any = widgets.Markdown(clean(block.markdown), open_links=False)
        leaf.show = lambda now: leaf.update(clean(now.markdown))
        return leaf
    if type(block) not in _WIDGETS:
        return _Text(block)
    module, _, name = _WIDGETS[type(block)].partition(":")
    widget = getattr(import_module(f".{module}", __package__), name)()
    widget.show(block)
    return widget


class BlockView(VerticalScroll, can_focus=False):
    """The blocks of a page below one another; it scrolls if they do not all fit."""

    def __init__(
        self, shown: Iterable[Block] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        self._blocks = tuple(shown)
        self._drawn = [*map(drawn, self._blocks)]
        super().__init__(*self._drawn, texts.Rest(), id=id, classes=classes)

    def show(self, shown: Iterable[Block]) -> AwaitComplete:
        """Show other blocks. Those of the same kinds change in place, which takes a fraction of the time."""
        before, self._blocks = self._blocks, tuple(shown)
        if [*map(_kind, before)] == [*map(_kind, self._blocks)]:
            changes = zip(self._drawn, before, self._blocks, strict=True)
            waits = [widget.show(now) for widget, earlier, now in changes if now != earlier]
            return AwaitComplete(*filter(None, waits))
        self._drawn = [*map(drawn, self._blocks)]
        with self.app.batch_update():
            return AwaitComplete(self.remove_children(), self.mount(*self._drawn, texts.Rest()))


def _kind(block: Block) -> tuple[type, int]:
    return type(block), block.level if isinstance(block, Heading) else 0
