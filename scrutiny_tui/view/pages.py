"""The pages of a workshop: one builder each, whoever looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.personal_names import sealed
from scrutiny_tui.domain.phrases import item_name
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName, Session
from scrutiny_tui.domain.voting import EVERY_WAY
from scrutiny_tui.view import talk_pages
from scrutiny_tui.view.page_blocks import Block
from scrutiny_tui.view.page_view import PageView, Shown

BREAK: Final = "break"
_ANSWERING: Final = "answering"
_LESSON: Final = "lesson"
_TALK: Final[Mapping[str, Callable[[Session, Shown], Iterable[Block]]]] = {
    PageName.WELCOME: talk_pages.welcome_page,
    PageName.PROMISE: talk_pages.promise_page,
    PageName.STEP: talk_pages.step_page,
    _ANSWERING: talk_pages.answering_page,
    BREAK: talk_pages.break_page,
}
_LATER: Final = (PageName.RESULT, PageName.OVERVIEW, PageName.PLAN, PageName.READ_BACK)
_ABOUT_A_STEP: Final = frozenset({PageName.STEP, PageName.RESULT, _ANSWERING, _LESSON})
_WHERE: Final = {
    PageName.OVERVIEW: "Overview",
    PageName.PLAN: "Plan",
    PageName.READ_BACK: "Read-back",
    BREAK: "Break",
}


def public_page(session: Session, shown: Shown) -> PageView:
    """Return what the room sees of a page. Of a vote that is not shown it holds how many are in, and nothing else."""
    return PageView() if shown.blank else page(sealed(session), replace(shown, hint=""))


def page(session: Session, shown: Shown) -> PageView:
    """Return a page with everything that the session holds for it."""
    view = frame(session, shown)
    return replace(view, blocks=shown.read or tuple(_builder(view.name)(session, shown)))


def _builder(name: str) -> Callable[[Session, Shown], Iterable[Block]]:
    if name in _TALK:
        return _TALK[name]
    # A workshop is opened on none of them before the first result.
    from scrutiny_tui.view import result_pages  # noqa: PLC0415

    return {
        PageName.RESULT.value: result_pages.result_page,
        PageName.OVERVIEW.value: result_pages.overview_page,
        PageName.PLAN.value: result_pages.plan_page,
        PageName.READ_BACK.value: result_pages.read_back_page,
    }[name]


def frame(session: Session, shown: Shown) -> PageView:
    """Return a page without what is on it: what it is called, and where in the workshop it is."""
    name, item, items = _name(session, shown), session.wording.item(shown.place.item), session.wording.items
    view = PageView(
        name,
        session.wording.title,
        session.details.council,
        shown.where or _WHERE.get(name, ""),
        scrolled=shown.scrolled,
        clock=None if shown.on_break else shown.clock,
    )
    if name not in _ABOUT_A_STEP:
        return view
    return replace(
        view,
        where=f"{item_name(item)} of {len(items)}",
        steps=tuple(each.short for each in items),
        step=item.step or item.number,
        done=done_steps(session),
    )


def done_steps(session: Session) -> tuple[int, ...]:
    """Return the numbers of the steps that have a result, or a shared view if nobody answers alone."""
    agreed = session.agreed if session.details.mode is Mode.COLLECTIVE else {}
    steps = (item.number for item in session.wording.items)
    return tuple(number for number in steps if session.revealed(number) or number in agreed)


def _name(session: Session, shown: Shown) -> str:
    name = shown.place.page
    if shown.on_break:
        return BREAK
    if shown.read:
        return name.value if name is PageName.BRIEFING else _LESSON
    if name in EVERY_WAY:
        return _ANSWERING
    if name is PageName.RESULT and not session.revealed(shown.place.item):
        name = PageName.STEP
    return name.value if name in _TALK or name in _LATER else PageName.WELCOME.value
