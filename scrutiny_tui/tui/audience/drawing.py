"""A public view as widgets: the same as the facilitator's pages are made of, with room for what must be read far away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Final, TypeAlias

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown, Static

from scrutiny_tui.domain.pack import Level
from scrutiny_tui.domain.public_view import PublicPage, PublicView
from scrutiny_tui.tui.text import QUESTION, clean, level_line, lines, styled_lines, words
from scrutiny_tui.tui.widgets.big import BigCounts, BigText, BigTwin
from scrutiny_tui.tui.widgets.charts import CountBars, Stair, Staircase
from scrutiny_tui.tui.widgets.texts import Gap, Progress, Rest, Told
from scrutiny_tui.view.phrases import NO_ACTION

_LEVELS: Final = 3
_SCALE: Final = 5
_SHARE: Final = 0.7
"""How large the end of a break may be drawn, and how much of the height it may take."""

_Drawing: TypeAlias = Callable[[PublicView], Iterator[Widget]]


def drawn(view: PublicView) -> list[Widget]:
    """Return the widgets of a page, from the top down; none for a blank one."""
    return [*_DRAWINGS[view.page](view)]


def _blank(_view: PublicView) -> Iterator[Widget]:
    yield from ()


def _welcome(view: PublicView) -> Iterator[Widget]:
    yield BigText(view.heading)
    first, *rest = view.told or ("",)
    yield Static(words(first), classes="lead gap")
    yield from (Static(words(line)) for line in rest)


def _break(view: PublicView) -> Iterator[Widget]:
    times = (BigText(line, tall=0, scale=_SCALE, share=_SHARE) for line in view.said)
    yield Vertical(Static(words(view.heading), classes="heading"), *times, id="break")


def _briefing(view: PublicView) -> Iterator[Widget]:
    yield Static(words(view.heading), classes="heading after")
    yield Markdown(clean(view.text), open_links=False)


def _lesson(view: PublicView) -> Iterator[Widget]:
    yield Static(words(view.heading), classes="heading after")
    yield Static(styled_lines(view.text), classes="reading")


def _promise(view: PublicView) -> Iterator[Widget]:
    yield BigText(view.heading)
    yield from (Static(words(line), classes="lead gap") for line in view.said)
    yield from (Static(words(line), classes="gap reading") for line in view.told)


def _step(view: PublicView) -> Iterator[Widget]:
    yield BigTwin(_short(view), id="short")
    yield from _statement(view)
    yield Gap()
    yield Static("To talk about", classes="subheading")
    yield Static(lines(_prompt(text, place == view.prompt) for place, text in enumerate(view.prompts)))
    yield Gap()
    yield from (Static(words(line), classes="strong") for line in view.told)
    if len(view.prompts) <= 1:
        yield Static(QUESTION, classes="subheading")
        yield from _levels(view)
    yield Rest()


def _prompt(text: str, here: bool) -> Content:
    return Content.assemble("► " if here else "  ", words(text, "bold" if here else ""))


def _answering(view: PublicView) -> Iterator[Widget]:
    yield from _statement(view)
    yield Gap()
    yield from _levels(view)
    big, line, progress = BigTwin(id="big-in"), Static("", id="in", classes="strong"), Progress()
    _put_turnout(view, big, line, progress)
    yield from (Gap(), big, line, progress, Rest())


def show_turnout(page: Widget, view: PublicView) -> None:
    """Bring a page on which answers come in to how many are in; other pages have nothing of it."""
    for big in page.query("#big-in").results(BigTwin):
        _put_turnout(view, big, page.query_one("#in", Static), page.query_one(Progress))


def _put_turnout(view: PublicView, big: BigTwin, line: Static, progress: Progress) -> None:
    big.text = f"{view.given} of {view.asked} in"
    line.update(f"{big.text} · {view.absent} absent" if view.absent else big.text)
    progress.done, progress.total = view.given, view.asked


def _result(view: PublicView) -> Iterator[Widget]:
    yield from _statement(view)
    rounds, levels = view.rounds, _three(view.levels)
    if rounds and levels:
        if len(rounds) == 1:
            yield BigCounts(levels, rounds[0].counts)
        counts, numbers = tuple(each.counts for each in rounds), tuple(each.number for each in rounds)
        yield CountBars(levels, counts, numbers)
    yield Vertical(
        Static(words("\n".join(view.said)), classes="strong"),
        Static(words("\n".join(view.told))),
        id="verdict",
    )
    yield Static("To ask next" if view.asks else "", classes="subheading")
    yield Static(words("\n".join(view.asks)))
    yield Rest()


def _overview(view: PublicView) -> Iterator[Widget]:
    stairs = Staircase()
    stairs.stairs = tuple(
        Stair(each.number, each.title, each.counts, clean(each.sentence), clean(each.view), clean(each.mark))
        for each in view.stairs
    )
    stairs.cursor = min(max(view.step - 1, 0), max(len(view.stairs) - 1, 0))
    yield stairs
    next_up = Told("Talk about next:")
    next_up.text = " · ".join(view.told)
    next_up.display = bool(view.told)
    yield next_up


def _plan(view: PublicView) -> Iterator[Widget]:
    yield Static(words(view.heading), classes="heading after")
    yield from _actions(view)


def _read_back(view: PublicView) -> Iterator[Widget]:
    yield Static(words(view.heading), classes="heading after")
    yield from (Static(words(line)) for line in view.asks)
    yield Gap()
    yield from _actions(view)


def _actions(view: PublicView) -> Iterator[Widget]:
    """Yield each action with what there is about it; one that lacks either has only the other."""
    for number, (text, about) in enumerate(zip_longest(view.said, view.told, fillvalue=""), start=1):
        yield Static(words(f"{number}  {text}"), classes="strong")
        yield Static(words(f"   {about}"))
    if not view.said and not view.told:
        yield Static(NO_ACTION)


def _statement(view: PublicView) -> Iterator[Widget]:
    yield Static(words(view.heading), classes="heading")
    yield Static(words(view.statement), id="statement")


def _levels(view: PublicView) -> Iterator[Widget]:
    sentences = (*view.sentences, *[""] * len(view.levels))
    for level, sentence in zip(view.levels, sentences, strict=False):
        yield Static(level_line(level), classes="level")
        yield Static(words(sentence), classes="level-sentence")


def _short(view: PublicView) -> str:
    """Return the short title of the step that the page is about."""
    return view.steps[view.step - 1] if 0 < view.step <= len(view.steps) else ""


def _three(levels: tuple[Level, ...]) -> tuple[Level, Level, Level] | None:
    return (levels[0], levels[1], levels[2]) if len(levels) == _LEVELS else None


_DRAWINGS: Final[dict[PublicPage, _Drawing]] = {
    PublicPage.WELCOME: _welcome,
    PublicPage.BREAK: _break,
    PublicPage.BRIEFING: _briefing,
    PublicPage.LESSON: _lesson,
    PublicPage.PROMISE: _promise,
    PublicPage.STEP: _step,
    PublicPage.ANSWERING: _answering,
    PublicPage.RESULT: _result,
    PublicPage.OVERVIEW: _overview,
    PublicPage.PLAN: _plan,
    PublicPage.READ_BACK: _read_back,
    PublicPage.BLANK: _blank,
}
