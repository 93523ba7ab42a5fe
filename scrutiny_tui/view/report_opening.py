"""What the papers begin with: what the committee saw; and how the workshop was run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from scrutiny_tui.domain.day_plan import Sitting
from scrutiny_tui.domain.people_list import count_people
from scrutiny_tui.domain.personal_names import HIDDEN
from scrutiny_tui.domain.phrases import (
    PRACTICE,
    capitalised,
    day,
    item_name,
    round_name,
    several,
    time_of_day,
)
from scrutiny_tui.domain.results import ItemResult, RoundResult, sittings_held
from scrutiny_tui.domain.rounds import answers_deleted
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.sentences import Accord
from scrutiny_tui.view.accords import at_odds, bar_signs, in_short, most_marks, signs, standings
from scrutiny_tui.view.blocks import (
    NOTHING,
    Block,
    Chart,
    ChartLine,
    ChartPart,
    Heading,
    ItemList,
    Paragraph,
    table,
)
from scrutiny_tui.view.page_view import Standing
from scrutiny_tui.view.report_view import Edition, View, cells, named, position_words
from scrutiny_tui.view.result_words import counted, progress, together, topic_name


def status(view: View) -> tuple[str, ...]:
    """Return the sentences that stand on every page: they are this program's words, with a date at most."""
    told = [f"{PRACTICE}: these answers are nobody's judgement."] if view.session.is_practice else []
    if view.options.edition is Edition.CHILDREN:
        told.append("Draft, to be rewritten with children and young people.")
    else:
        told.append("Draft – not council policy.")
    if view.options.not_before:
        told.append(f"Not for publication before {day(view.options.not_before)}.")
    if view.is_full and view.is_collective:
        told.append("Full report. The committee answered together, so it shows nobody's own answer.")
    elif view.is_full and view.session.details.secrecy is Secrecy.TOTALS:
        told.append("Full report. Only totals were saved, so it does not show who gave which answer.")
    elif view.is_full:
        told.append("Full report: it holds personal data. Not for publication.")
    return tuple(told)


def opening(view: View) -> Iterator[Block]:
    """Yield whose workshop it was when, and the status."""
    details = view.session.details
    whose = ", ".join(filter(None, (details.committee, details.council, day(details.date))))
    yield Paragraph(f"{whose}. {' '.join(status(view))}")


def how_it_was_run(view: View) -> Iterator[Block]:
    """Yield who took part, when, and how answers were kept."""
    yield Heading("How it was run", 2)
    # The paper begins with the first two.
    known = [fact for fact in facts(view) if fact[1] and fact[0] not in {"Council", "Committee"}]
    yield table("How the self-assessment was run", ("What", "Detail"), known)
    held = sittings_held(view.session)
    if len(held) > 1:
        rows = [
            (str(number), day(each.started.date()), _time(each), view.person(each.facilitator))
            for number, each in enumerate(held, start=1)
        ]
        yield table(
            f"When the committee met: {len(held)} sessions", ("Session", "Date", "Time", "Facilitator"), rows
        )
    told = next((each.promised for each in reversed(held) if each.promised), "")
    if told:
        yield Paragraph(told, "Read out before the first answer:")


def facts(view: View) -> Iterator[tuple[str, str]]:
    """Yield what is known of how the workshop was set up and run, some of it empty."""
    details = view.session.details
    days = sorted({each.started.date() for each in sittings_held(view.session)}) or [details.date]
    facilitator = view.person(details.facilitator)
    answers_too = details.facilitator and details.facilitator_answers and facilitator != HIDDEN
    yield "Council", details.council
    yield "Committee", details.committee or "not given"
    yield "Date", ", ".join(map(day, days))
    yield "Meeting", details.setting.value
    yield "Facilitator", f"{facilitator or 'not given'}{' (answered too)' if answers_too else ''}"
    yield "Sponsor", view.sponsor or "not given"
    yield "Completed", details.mode.value
    yield "Completed by", view.person(details.completed_by)
    if not view.is_collective:
        yield "Who answers", _people(view, casts=True)
        yield "Also on the list, not answering", _people(view, casts=False)
        yield "How answers were kept", kept(view)
    yield "What people answered", asked(view)
    yield "Progress", progress(view.session)


def _time(sitting: Sitting) -> str:
    start = time_of_day(sitting.started)
    if sitting.ended is None or sitting.ended.date() != sitting.started.date():
        return f"from {start}"
    return f"{start} to {time_of_day(sitting.ended)}"


def _people(view: View, *, casts: bool) -> str:
    """Return the people of the list by role, such as "11 people: 1 chair, 10 members"; empty if there are none."""
    people = [voter for voter in view.session.voters.values() if voter.casts is casts]
    return count_people(people) if people else ""


def kept(view: View) -> str:
    """Return what the file of the workshop holds of the answers."""
    if view.is_of_tables:
        return "each table's answer with its reason, under the table's name"
    session = view.session
    if session.told_secrecy is Secrecy.TOTALS:
        return "totals only"
    by_name = session.told_secrecy is Secrecy.BY_NAME
    under = "by name" if by_name else "by label, not by name"
    revealed = (found for item in session.items for found in session.revealed(item.number))
    counted_together = any(
        found.totals and not answers_deleted(session.forgotten, found) for found in revealed
    )
    return f"{under}; for a show of hands or cards, totals only" if counted_together else under


def asked(view: View) -> str:
    """Return how much was to be answered, such as "6 steps"."""
    steps = several(len(view.steps), "step", "steps")
    prompts = len(view.found) - len(view.steps)
    return f"{steps} and {several(prompts, 'prompt', 'prompts')}" if prompts else steps


def _at_a_glance(view: View) -> Iterator[Block]:
    yield Heading("At a glance", 2)
    yield from in_brief(view)
    yield from counts_and_positions(view)
    if not view.is_collective:
        yield Paragraph(f"{SIMILAR} The annex explains how we decide what counts as agreement.")


SIMILAR: Final = (
    "Agreement shows that people gave similar answers. It does not show that the answers are right."
)


def in_brief(view: View, lines: Mapping[str, str] | None = None) -> Iterator[Block]:
    """Yield on how many steps the committee agrees, and the drawing that shows which; nothing before any result.

    `lines` has what stands beside the marks of each step, by its id; if it is None, that is the result in a few words.
    """
    if told := in_short(view.session):
        yield Paragraph(told)
        if not view.is_collective:
            yield _standings_chart(view, lines or {})


def counts_and_positions(view: View) -> Iterator[Block]:
    """Yield the counts of each step with its agreed position, and where the two differ."""
    if view.is_collective:
        agreed = [(named(each.item), view.shared_word(each) or "none yet") for each in view.steps]
        yield table("What the committee agreed on each step", ("Step", "Agreed position"), agreed)
        return
    rows = [
        (topic_name(each.item), *answer_cells(view, each.latest), view.shared_word(each) or "none")
        for each in view.steps
    ]
    header = ("Step", *view.level_headings, DONT_KNOW, NO_ANSWER, "Agreed position")
    yield table(f"How many {view.who} chose each statement, and the agreed position", header, rows)
    if different := tuple(at_odds(view.session)):
        yield Paragraph("The agreed position is not what most people chose:")
        yield ItemList(different)


def _standings_chart(view: View, lines: Mapping[str, str]) -> Chart:
    """Return every step under how far the committee agrees, as the overview draws them."""
    found = standings(view.session)
    parts, told = [], []
    for accord in Accord:
        here = [each for each in found.standings if each.accord is accord]
        if here:
            parts.append(
                ChartPart(
                    f"{accord.sign} {capitalised(accord)}",
                    tuple(_line(each, found.people_a_mark, lines.get(each.item)) for each in here),
                )
            )
            told += [f"{capitalised(accord)}.", *map(_described, here)]
    title, key = "Where we agree and where we diverge", found.key.replace("  ", ", ")
    return Chart(title, together(*told), tuple(parts), most_marks(view.session), key)


def _line(standing: Standing, people_a_mark: int, told: str | None) -> ChartLine:
    if told is None:
        told = " · ".join(filter(None, (standing.verdict, position_words(standing.position))))
    return ChartLine(f"{standing.item} {standing.short}", signs(standing.row, people_a_mark), told)


def _described(standing: Standing) -> str:
    counts = counted((row.word for row in standing.row), (row.people for row in standing.row))
    told = filter(None, (counts, standing.verdict, position_words(standing.position)))
    return f"{standing.item} {standing.short}: {'; '.join(told) or 'no result'}."


def rounds_chart(view: View, each: ItemResult) -> Chart:
    """Return a line for each round of an item."""
    name = item_name(each.item)
    lines = tuple(
        ChartLine(round_name(found.number), bar_signs(view.session, found), found.headline)
        for found in each.rounds
    )
    told = (f"{round_name(found.number)}: {counted(view.words, found.counts)}." for found in each.rounds)
    title = f"{name}: how the answers are spread"
    return Chart(title, together(*told), (ChartPart("", lines),), most_marks(view.session))


DONT_KNOW: Final = "Don't know"
NO_ANSWER: Final = "No answer"


def answer_cells(view: View, found: RoundResult | None) -> tuple[str, ...]:
    """Return the counts of each statement, of the don't knows and of no answers; dashes if there is no result."""
    if found is None:
        return (NOTHING,) * (len(view.words) + 2)
    unknown = found.not_rated["dont_know"]
    return cells((*found.counts, unknown, sum(found.not_rated.values()) - unknown))


SECTIONS: Final = (opening, _at_a_glance)
"""What the record begins with, in order."""
