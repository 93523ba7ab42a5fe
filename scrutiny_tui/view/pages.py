"""The pages of a workshop: one builder each, whoever looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain import phrases
from scrutiny_tui.domain.pack import PROMPTS_A_STEP, Example, Item, Lesson, LessonLink, Pack, Page
from scrutiny_tui.domain.personal_names import sealed
from scrutiny_tui.domain.results import item_result, level_words, step_results
from scrutiny_tui.domain.secrecy import Mode, promise_in_short, promise_parts
from scrutiny_tui.domain.session import PageName, Session
from scrutiny_tui.domain.voting import EVERY_WAY, turnout
from scrutiny_tui.view import page_view as blocks
from scrutiny_tui.view import result_pages, result_words
from scrutiny_tui.view.answering_pages import NO_PICTURE, QUESTION, answering_page
from scrutiny_tui.view.blocks import Heading, ItemList, Paragraph, Quotation
from scrutiny_tui.view.page_view import Block, PageView, Shown

NOTE_FIRST: Final = "l: a content note, then the quotation."
"""Stands where the quotation will, as long as the content note was not shown."""
_TO_COME: Final = "The quotation comes after a content note."
"""Stands there for the room."""
START_HERE: Final = "start here"
"""Marks the prompt that the pack says to begin with."""
_LARGEST: Final = 5
_LARGER: Final = 3


def welcome_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield whose workshop it is, with the six steps and the content note."""
    details, steps = session.details, session.wording.items
    yield blocks.Banner(details.council, blocks.LARGE)
    if details.committee:
        yield blocks.Lead(details.committee)
    yield blocks.Statement(session.wording.title)
    yield blocks.Stairs(tuple(blocks.Stair(item.id, item.title, None, "", "") for item in steps), at=-1)
    yield Paragraph(" · ".join(_facts(session)))
    if shown.note:
        yield Paragraph(shown.note)


def _facts(session: Session) -> Iterator[str]:
    details = session.details
    begun = session.sitting.started.date() if session.sittings else details.date
    yield phrases.day(max(begun, details.date))
    if details.mode is Mode.COLLECTIVE:
        yield phrases.several(len(session.voters), "person takes part", "people take part")
    else:
        yield result_words.who_answers(session)


def content_note(session: Session, pack: Pack) -> str:
    """Return what is shown before the first quotation; empty if quotations are left out in this workshop."""
    return " ".join(pack.content_note.split()) if session.details.quotations else ""


def promise_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what is kept of an answer, and the content note if it was not shown before."""
    details = session.details
    yield Heading(_WHERE[PageName.PROMISE], 1)
    yield blocks.Banner(promise_in_short(details.secrecy, details.mode))
    kept, always = promise_parts(details.secrecy, details.mode)
    yield blocks.Lead(kept)
    yield Paragraph(always)
    if details.mode is Mode.INDIVIDUAL:
        yield Paragraph(f"Please do not say your answer aloud. {result_words.NOBODY_NEEDS}")
    if shown.cards:
        yield Paragraph(f"If we raise cards: {NO_PICTURE}")
    if shown.note:
        yield Paragraph(shown.note)


def break_page(session: Session, _shown: Shown) -> Iterator[Block]:
    """Yield when the room is to be back."""
    back_at = session.sitting.today.back_at
    yield Heading("Back at", 1)
    if back_at is not None:
        yield blocks.Banner(phrases.time_of_day(back_at), _LARGEST)


def step_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield a step to talk about: its statement, the prompts, and the three levels to choose from."""
    item = session.wording.item(shown.place.item)
    stands = _standing(session, shown)
    yield from about(item)
    if not shown.together:
        yield from (each for each in shown.aside if isinstance(each, blocks.Why))
    yield blocks.Gap()
    yield from _prompts(session, item, shown)
    yield blocks.Gap()
    if stands or not shown.together:
        yield Heading(stands or QUESTION, 2)
    yield blocks.Choices(session.wording.levels, () if shown.together else item.sentences)
    if shown.together:
        yield Paragraph(session.wording.prompts_label)


def large_step_page(session: Session, shown: Shown) -> Iterator[Block]:
    """Yield what the back row must read of a step."""
    item = session.wording.item(shown.place.item)
    yield blocks.Title(item.id, item.title)
    yield blocks.Banner(item.statement, _LARGER)
    yield blocks.Lead(QUESTION)
    yield blocks.Twin("\n".join(f"{level.number} {level.short}" for level in session.wording.levels))


def about(item: Item) -> Iterator[Block]:
    """Yield the title of an item, and its statement if that says more."""
    yield blocks.Title(item.id, item.title)
    if item.statement != item.title:
        yield blocks.Statement(item.statement)


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
    return bool(session.revealed(item)) or phrases.answers_wait(session, item)


def _standing(session: Session, shown: Shown) -> str:
    """Return that answers wait, or the shared view of a collective; empty before either.

    It takes the place of the question, which is answered then.
    """
    if session.details.mode is Mode.COLLECTIVE:
        item = session.wording.item(shown.place.item)
        return (
            f"Agreed position: {result_words.view_of(session, item)}" if item.number in session.agreed else ""
        )
    number = with_result(session, shown)
    if not phrases.answers_wait(session, number):
        return ""
    return f"{phrases.turnout_line(turnout(session, number))}. {shown.hint}".strip()


def _prompts(session: Session, step: Item, shown: Shown) -> Iterator[Block]:
    if not step.prompts:
        return
    at = min(max(shown.prompt, 0), len(step.prompts) - 1)
    if not shown.together:
        now = step.prompts[at : at + 1]
        begins = f": {START_HERE}" if shown.opener in {each.id for each in now} else ""
        asked = f"To talk about ({at + 1} of {len(step.prompts)}){begins}"
        yield Heading(f"{asked} · {result_words.evidence_noted(item_result(session, step.number))}", 2)
        following = next((each.text for each in step.prompts[at + 1 : at + 2]), "")
        yield blocks.Prompts(now, following=following)
        return
    yield from map(Paragraph, result_pages.prompts_lines(session, step))
    known = (
        (START_HERE if each.id == shown.opener else "", _known(session, each.number))
        for each in session.wording.prompts_of(step)
    )
    yield blocks.Prompts(step.prompts, at, known=tuple(" · ".join(filter(None, each)) for each in known))


def _known(session: Session, number: int) -> str:
    """Return how a prompt stands that is voted on; empty for one that is only talked about."""
    if number not in session.prompts:
        return ""
    latest = item_result(session, number).latest
    if latest:
        return latest.standing(level_words(session))
    return result_words.no_result_yet(session, number).rstrip(".") or "to be answered"


def leaf_page(leaf: Page, *, quotations: bool) -> Iterator[Block]:
    """Yield a page of the briefing, with what it quotes from the reports or without."""
    left_out = ">" if leaf.quotes and not quotations else None
    told = (line for line in leaf.body.splitlines() if left_out is None or not line.startswith(left_out))
    yield Heading(leaf.title, 1)
    yield blocks.Reading("\n".join(told))


def lesson_page(session: Session, pack: Pack, item: Item, *, noted: bool) -> Iterator[Block]:
    """Yield the lessons, signs and examples of a step; before the content note was shown (`noted`) only that."""
    yield blocks.Title(item.id, item.title)
    if not noted and quotes(session, pack, item):
        yield blocks.Lead(content_note(session, pack))
        return
    step = pack.step(item)
    if step is None:
        yield Paragraph("The pack on this machine has no lessons for this step.")
        return
    for link in step.lessons:
        yield from _lesson(session, pack.lesson(link.lesson), link)
    if step.context:
        yield Paragraph(step.context)
    yield from _signs(pack, item)
    for example in pack.examples:
        if example.id in step.examples:
            yield from _example(example)


def why_it_matters(session: Session, pack: Pack, item: Item, *, noted: bool) -> Iterator[Block]:
    """Yield the lesson of a step: its quotation, or how to come to it if the content note was not shown (`noted`)."""
    step = pack.step(item)
    for link in step.lessons[:1] if step else ():
        lesson = pack.lesson(link.lesson)
        source = f"{lesson.short}, {lesson.year}"
        if not session.details.quotations:
            yield blocks.Why("The quotation is left out in this workshop.", source, lesson.heading)
        elif noted:
            yield blocks.Why(f"‘{lesson.quotation}’", source, lesson.heading)
        else:
            yield blocks.Why(NOTE_FIRST, source, lesson.heading)


def aside_page(session: Session, pack: Pack, item: Item, *, noted: bool) -> Iterator[Block]:
    """Yield what stands beside a step: why it matters, and the signs that scrutiny works."""
    yield from why_it_matters(session, pack, item, noted=noted)
    yield from _signs(pack, item)


def opener(pack: Pack, item: Item) -> str:
    """Return the id of the prompt that the pack says to begin a step with; empty if it marks none."""
    step = pack.step(item)
    return step.opener if step else ""


def _signs(pack: Pack, item: Item) -> Iterator[Block]:
    step = pack.step(item)
    signs = tuple(sign.text for sign in pack.signs if step and sign.id in step.signs)
    if signs:
        yield Heading("Signs that scrutiny works", 2)
        yield ItemList(signs)


def quotes(session: Session, pack: Pack, item: Item) -> bool:
    """Say whether the lessons of a step quote the reports, so that the content note has to come first."""
    step = pack.step(item)
    return session.details.quotations and step is not None and bool(step.lessons)


def _lesson(session: Session, lesson: Lesson, link: LessonLink) -> Iterator[Block]:
    yield Heading(lesson.heading, 3)
    if link.shared_with:
        yield Paragraph(f"Shared with Step {link.shared_with}: the source ties no lesson to this step alone.")
    if not session.details.quotations:
        yield Paragraph("The quotation is left out, as was chosen for this workshop.")
    else:
        yield Quotation(lesson.quotation, result_words.credit(lesson))


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
    PageName.RESULT: result_pages.result_page,
    PageName.OVERVIEW: result_pages.overview_page,
    PageName.PLAN: result_pages.plan_page,
    PageName.READ_BACK: result_pages.read_back_page,
    PageName.FOLLOW_UP: result_pages.follow_up_page,
    _ANSWERING: answering_page,
    BREAK: break_page,
}
TIMED: Final = frozenset({PageName.STEP.value, _ANSWERING})
"""The pages on which people look at the timer, so that it is large there."""
_ABOUT_A_STEP: Final = frozenset({PageName.STEP, PageName.RESULT, _ANSWERING, _LESSON})
_WHERE: Final = {
    PageName.PROMISE: "How your answers are kept",
    PageName.OVERVIEW: "Where we agree and diverge",
    PageName.PLAN: "Action plan",
    PageName.FOLLOW_UP: "Six months on",
    PageName.READ_BACK: "Check the record",
    BREAK: "Break",
}


def public_page(session: Session, shown: Shown) -> PageView:
    """Return what the room sees of a page. Of a vote that is not shown it holds how many are in, and nothing else."""
    if shown.blank:
        return PageView()
    # The room has no keys, so none is named there.
    aside = (
        replace(each, why=_TO_COME) if isinstance(each, blocks.Why) and each.why == NOTE_FIRST else each
        for each in shown.aside
    )
    return page(sealed(session), replace(shown, hint="", aside=tuple(aside)))


def page(session: Session, shown: Shown) -> PageView:
    """Return a page with everything that the session holds for it."""
    view = frame(session, shown)
    return replace(view, blocks=shown.read or tuple(_BUILDERS[view.name](session, shown)), aside=shown.aside)


def frame(session: Session, shown: Shown) -> PageView:
    """Return a page without what is on it: what it is called, and where in the workshop it is."""
    name, item, items = _name(session, shown), session.wording.item(shown.place.item), session.wording.items
    view = PageView(
        name,
        session.details.council,
        session.details.committee,
        phrases.where_in(
            session, shown.where or (phrases.WARM_UP if session.is_warm_up else _WHERE.get(name, ""))
        ),
        scrolled=shown.scrolled,
        clock=None if shown.on_break else shown.clock,
    )
    if session.is_warm_up or name not in _ABOUT_A_STEP:
        return view
    return replace(
        view,
        where=phrases.where_in(session, f"{phrases.item_name(item)} of {len(items)}"),
        steps=tuple(each.short for each in items),
        step=item.step_number,
        signs=tuple(each.accord.sign for each in step_results(session)),
    )


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
