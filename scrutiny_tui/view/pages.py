"""The pages of a workshop: one builder each, whoever looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.groups import step_tally
from scrutiny_tui.domain.pack import PROMPTS_A_STEP, Example, Item, Lesson, LessonLink, Pack, Page, Step
from scrutiny_tui.domain.personal_names import sealed
from scrutiny_tui.domain.phrases import answers_wait, are_in, day, item_name, turnout_line
from scrutiny_tui.domain.results import item_result, level_words, results
from scrutiny_tui.domain.secrecy import Mode, promise
from scrutiny_tui.domain.sentences import standing
from scrutiny_tui.domain.session import PageName, Session
from scrutiny_tui.domain.voting import EVERY_WAY, turnout
from scrutiny_tui.view import page_view as on_page
from scrutiny_tui.view.blocks import BulletList, Heading, Paragraph, Quotation
from scrutiny_tui.view.page_view import Block, PageView, Shown
from scrutiny_tui.view.result_pages import overview_page, plan_page, read_back_page, result_page
from scrutiny_tui.view.result_words import (
    NOBODY_NEEDS,
    credit,
    no_result_yet,
    prompts_words,
    sponsor,
    view_of,
    who_answers,
)

QUESTION: Final = "Which statement best describes us?"
NOTE_FIRST: Final = "A content note comes before the quotations. Press l for both."
"""Stands where the quotations will, as long as the content note was not shown."""
_LARGEST: Final = 5
_LARGE: Final = 2


def welcome_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield whose workshop it is."""
    details = session.details
    yield on_page.Banner("Welcome")
    yield on_page.Lead(details.council)
    if details.committee:
        yield Paragraph(details.committee)
    yield Paragraph(session.wording.title)
    yield Paragraph("\n".join(_facts(session)))


def _facts(session: Session) -> Iterator[str]:
    details = session.details
    yield day(details.date)
    if details.facilitator:
        yield f"Facilitator: {details.facilitator}"
    if details.sponsor:
        yield f"Sponsor: {sponsor(details)}"
    if details.completed_by:
        yield f"Completed by: {details.completed_by}"
    if details.mode is not Mode.COLLECTIVE:
        yield who_answers(session)


def promise_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield what is kept of an answer."""
    details = session.details
    individual = details.mode is Mode.INDIVIDUAL
    kept = f" Answers are kept {details.secrecy.manner}." if individual else ""
    yield on_page.Banner("Before we answer")
    yield on_page.Lead(f"We answer {details.mode.value}.{kept}")
    yield Paragraph(promise(details.secrecy, details.mode))
    if individual:
        yield Paragraph(f"Answers are never spoken aloud. {NOBODY_NEEDS}")


def break_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield when the room is to be back."""
    back_at = session.sitting.today.back_at
    yield Heading("Back at", 1)
    if back_at is not None:
        yield on_page.Banner(f"{back_at:%H.%M}", _LARGEST)


def step_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield a step to talk about: its statement, the prompts, and the three levels to choose from."""
    item = session.wording.item(shown.place.item)
    stands = _standing(session, shown)
    yield on_page.Twin(item.short)
    yield from on_page.about(item)
    yield on_page.Gap()
    yield from _prompts(session, item, shown)
    if stands or not shown.together:
        yield on_page.Gap()
        yield Heading(stands or QUESTION, 2)
    if not shown.together:
        yield from _choices(session, item)


def large_step_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what the back row must read of a step."""
    item = session.wording.item(shown.place.item)
    yield on_page.Twin(item.short)
    yield on_page.Title(item.id, item.title)
    yield on_page.Banner(item.statement, _LARGE)
    yield on_page.Lead(QUESTION)
    yield from (on_page.Choice(level) for level in session.wording.levels)


def _choices(session: Session, item: Item) -> Iterator[Block]:
    for level, description in zip(session.wording.levels, item.sentences, strict=True):
        if level.number > 1:
            yield on_page.Gap(is_spare=True)
        yield on_page.Choice(level)
        if description:
            yield on_page.Description(description)


def answered_next(session: Session, shown: Shown) -> int:
    """Return the number of what is answered next: the step, or the prompt that is pointed at if it is voted on."""
    number = shown.place.item * PROMPTS_A_STEP + shown.prompt + 1
    return number if shown.together and number in session.prompts else shown.place.item


def with_result(session: Session, shown: Shown) -> int:
    """Return the number of what has a result to show: what is answered next if it has one, else the step."""
    number = answered_next(session, shown)
    return number if has_result(session, number) else shown.place.item


def has_result(session: Session, item: int) -> bool:
    """Say whether an item has a result, or answers of which the result can be shown."""
    return bool(session.revealed(item)) or answers_wait(session, item)


def _standing(session: Session, shown: Shown) -> str:
    """Return that answers wait, or the shared view of a collective; empty before either.

    It takes the place of the question, which is answered then.
    """
    if session.details.mode is Mode.COLLECTIVE:
        item = session.wording.item(shown.place.item)
        return f"Our shared view: {view_of(session, item)}" if item.number in session.agreed else ""
    number = with_result(session, shown)
    if not answers_wait(session, number):
        return ""
    return f"{are_in(turnout(session, number))}. {shown.hint}".strip()


def _prompts(session: Session, step: Item, shown: Shown) -> Iterator[Block]:
    at = min(max(shown.prompt, 0), max(len(step.prompts) - 1, 0))
    if not shown.together:
        yield Heading(f"To talk about ({at + 1} of {len(step.prompts)})", 2)
        yield on_page.Prompts(step.prompts[at : at + 1])
        return
    yield Heading("To talk about", 2)
    tally = step_tally(results(session), step.number) if session.prompts else None
    if tally and tally.labels:
        yield Paragraph(prompts_words(tally))
    numbers = range(step.number * PROMPTS_A_STEP + 1, step.number * PROMPTS_A_STEP + len(step.prompts) + 1)
    yield on_page.Prompts(
        step.prompts, at, tuple(_known(session, each) for each in numbers if session.prompts)
    )
    yield Paragraph(session.wording.prompts_label)


def _known(session: Session, number: int) -> str:
    """Return how a prompt stands that is voted on; empty for one that is only talked about."""
    if number not in session.prompts:
        return ""
    latest = item_result(session, number).latest
    if latest:
        return standing(latest.counts, latest.verdict, level_words(session))
    return no_result_yet(session, number).rstrip(".") or "to be answered"


def answering_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what is answered, and how many answers are in; nothing tells what they are."""
    item, now = session.wording.item(shown.place.item), turnout(session, shown.place.item)
    yield from on_page.about(item)
    yield on_page.Gap()
    yield from _choices(session, item)
    yield on_page.Gap()
    yield on_page.Twin(f"{now.given} of {now.asked} in")
    yield on_page.Progress(turnout_line(now), now.given, now.asked)


def leaf_page(leaf: Page, *, quotations: bool) -> Iterator[Block]:
    """Yield a page of the briefing, with what it quotes from the reports or without."""
    left_out = ">" if leaf.quotes and not quotations else None
    told = (line for line in leaf.body.splitlines() if left_out is None or not line.startswith(left_out))
    yield Heading(leaf.title, 1)
    yield on_page.Reading("\n".join(told))


def lesson_page(session: Session, pack: Pack, item: Item, *, noted: bool) -> Iterator[Block]:
    """Yield the lessons, signs and examples of a step; before the content note was shown (`noted`) only that."""
    yield on_page.Title(item.id, item.title)
    if not noted and quotes(session, pack, item):
        yield Paragraph(" ".join(pack.content_note.split()))
        return
    yield from lessons_beside(session, pack, item, noted=True)
    step = _step(pack, item)
    signs = tuple(sign.text for sign in pack.signs if step and sign.id in step.signs)
    if signs:
        yield Heading("Signs that scrutiny works", 2)
        yield BulletList(signs)
    for example in pack.examples:
        if step and example.id in step.examples:
            yield from _example(example)


def lessons_beside(session: Session, pack: Pack, item: Item, *, noted: bool) -> Iterator[Block]:
    """Yield the lessons that bear on a step, with the quotations once the content note was shown (`noted`)."""
    step = _step(pack, item)
    if step is None:
        yield Paragraph("The pack on this machine has no lessons for this step.")
        return
    for link in step.lessons:
        yield from _lesson(session, pack.lesson(link.lesson), link, noted)
    if step.context:
        yield Paragraph(step.context)
    if not noted and quotes(session, pack, item):
        yield Paragraph(NOTE_FIRST)


def quotes(session: Session, pack: Pack, item: Item) -> bool:
    """Say whether the lessons of a step quote the reports, so that the content note has to come first."""
    step = _step(pack, item)
    return session.details.quotations and step is not None and bool(step.lessons)


def _step(pack: Pack, item: Item) -> Step | None:
    return next((each for each in pack.steps if each.id == item.id), None)


def _lesson(session: Session, lesson: Lesson, link: LessonLink, noted: bool) -> Iterator[Block]:
    yield Heading(lesson.heading, 3)
    if link.shared_with:
        yield Paragraph(f"Shared with Step {link.shared_with}: the source ties no lesson to this step alone.")
    if not session.details.quotations:
        yield Paragraph("The quotation is left out, as was chosen for this workshop.")
    elif noted:
        yield Quotation(lesson.quotation, credit(lesson))


def _example(example: Example) -> Iterator[Block]:
    yield Heading(f"When it works well: {example.council}", 2)
    about_it = f"{example.judgement}; inspected: {example.inspected}. {example.since}"
    yield Quotation(example.quotation, f"{about_it}\n{example.credit}")


BREAK: Final = "break"
_ANSWERING: Final = "answering"
_LESSON: Final = "lesson"
_BUILDERS: Final[Mapping[str, Callable[[Session, Shown], Iterable[Block]]]] = {
    PageName.WELCOME: welcome_page,
    PageName.PROMISE: promise_page,
    PageName.STEP: step_page,
    PageName.RESULT: result_page,
    PageName.OVERVIEW: overview_page,
    PageName.PLAN: plan_page,
    PageName.READ_BACK: read_back_page,
    _ANSWERING: answering_page,
    BREAK: break_page,
}
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
    return replace(view, blocks=shown.read or tuple(_BUILDERS[view.name](session, shown)))


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
    return name.value if name in _BUILDERS else PageName.WELCOME.value
