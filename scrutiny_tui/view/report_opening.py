"""The beginning of the report: its title, its status, how it was run, and the steps at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.personal_names import HIDDEN
from scrutiny_tui.domain.phrases import day, item_name, several
from scrutiny_tui.domain.results import RoundResult
from scrutiny_tui.domain.rounds import answers_deleted
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Sitting
from scrutiny_tui.view.blocks import NOTHING, Bar, Block, Chart, Heading, Paragraph, Table, table
from scrutiny_tui.view.report_view import View, cells, named
from scrutiny_tui.view.result_words import counted, said

DRAFT: Final = "Draft – not council policy."

PERSONAL: Final = "Full report: it holds personal data. Not for publication."

ONLY_TOTALS: Final = "Full report. Only totals are kept, so it joins nobody to an answer."

NOBODY_ALONE: Final = "Full report. Nobody answered alone, so it joins nobody to an answer."

_NUMBERS: Final = "only how many gave it"
"""What is kept of an answer that nothing joins to anybody."""


def title(view: View) -> str:
    """Return what the report is called."""
    return f"{view.session.wording.title}: report of a self-assessment"


def status(view: View) -> tuple[str, ...]:
    """Return the sentences that stand on every page: they are this program's words, with a date at most."""
    told = [DRAFT]
    if view.options.not_before:
        told.append(f"Not for publication before {day(view.options.not_before)}.")
    if view.is_full:
        alone = ONLY_TOTALS if view.session.details.secrecy is Secrecy.TOTALS else PERSONAL
        told.append(NOBODY_ALONE if view.is_collective else alone)
    return tuple(told)


def _opening(view: View) -> Iterator[Block]:
    details = view.session.details
    yield Heading(title(view), 1)
    yield Paragraph(" ".join(status(view)), "Status:")
    yield Paragraph(", ".join(filter(None, (details.committee, details.council, day(details.date)))))


def _how_it_was_run(view: View) -> Iterator[Block]:
    yield Heading("How it was run", 2)
    known = [fact for fact in facts(view) if fact[1]]
    yield table("How the self-assessment was run", ("What", "Detail"), known)
    held = _held(view)
    if len(held) > 1:
        rows = [
            (str(number), day(each.started.date()), _time(each), view.person(each.facilitator))
            for number, each in enumerate(held, start=1)
        ]
        yield table("Sittings", ("Sitting", "Date", "Time", "Facilitator"), rows)
    told = next((each.promised for each in reversed(held) if each.promised), "")
    if told:
        yield Paragraph(told, "What was read out before the first answer:")
    if not view.is_collective:
        yield Paragraph("The rule behind the sentences, with its thresholds, is in the annex.")


def facts(view: View) -> Iterator[tuple[str, str]]:
    """Yield what is known of how the workshop was set up and run, some of it empty."""
    details = view.session.details
    days = sorted({each.started.date() for each in _held(view)}) or [details.date]
    facilitator = view.person(details.facilitator)
    answers_too = details.facilitator and details.facilitator_answers and facilitator != HIDDEN
    yield "Council", details.council
    yield "Committee", details.committee or "not given"
    yield "Date", ", ".join(map(day, days))
    yield "Held", details.setting.value
    yield "Facilitator", f"{facilitator or 'not given'}{' (who answers too)' if answers_too else ''}"
    yield "Sponsor", view.sponsor or "not given"
    yield "Completed", details.mode.value
    yield "Completed by", view.person(details.completed_by)
    if not view.is_collective:
        yield "Who answers", _people(view, casts=True)
        yield "Also on the list, without an answer", _people(view, casts=False)
        yield "What is kept of each answer", _kept(view)
    yield "What was asked", _asked(view)
    yield "How far it is", _progress(view)


def _held(view: View) -> list[Sitting]:
    """Return the sittings in which the room met: a workshop that is set up beforehand has one more."""
    session = view.session
    with_results = {each.sitting for item in session.items for each in session.revealed(item.number)}
    return [each for each in session.sittings.values() if each.promised or each.id in with_results]


def _time(sitting: Sitting) -> str:
    start = f"{sitting.started:%H.%M}"
    if sitting.ended is None or sitting.ended.date() != sitting.started.date():
        return f"from {start}"
    return f"{start} to {sitting.ended:%H.%M}"


def _people(view: View, *, casts: bool) -> str:
    """Return the people of the list by role, such as "1 chair, 10 members: 11 people"; empty if there are none."""
    people = [voter for voter in view.session.voters.values() if voter.casts is casts]
    numbers = Counter(voter.role for voter in people)
    roles = ", ".join(several(numbers[role], role.value, role.plural) for role in Role if numbers[role])
    return f"{roles}: {several(sum(voter.size for voter in people), 'person', 'people')}" if people else ""


def _kept(view: View) -> str:
    if view.is_of_tables:
        return "each table's answer with its reason, under the table's name"
    session = view.session
    if session.told_secrecy is Secrecy.TOTALS:
        return _NUMBERS
    by_name = session.told_secrecy is Secrecy.BY_NAME
    kept = (
        "the answer with the person's name"
        if by_name
        else "the answer under a numbered label, without a name"
    )
    revealed = (found for item in session.items for found in session.revealed(item.number))
    counted_together = any(
        found.totals and not answers_deleted(session.forgotten, found) for found in revealed
    )
    return f"{kept}; of answers that were counted together, {_NUMBERS}" if counted_together else kept


def _asked(view: View) -> str:
    steps = several(len(view.steps), "step", "steps")
    prompts = len(view.found) - len(view.steps)
    return f"{steps} and {several(prompts, 'prompt', 'prompts')}" if prompts else steps


def _progress(view: View) -> str:
    """Return how many steps have come to something, such as "5 of 6 steps have a result"."""
    done = sum(bool(each.agreed if view.is_collective else each.latest) for each in view.steps)
    what = "a shared view" if view.is_collective else "a result"
    return f"{done} of {several(len(view.steps), 'step', 'steps')} {'has' if done == 1 else 'have'} {what}"


def _at_a_glance(view: View) -> Iterator[Block]:
    yield Heading("At a glance", 2)
    if view.is_collective:
        yield _settled(view)
        return
    caption = f"The steps at a glance: how many {view.who} chose each level, and the shared view"
    rows = [
        (named(each.item), *level_cells(view, each.latest), view.shared_word(each)) for each in view.steps
    ]
    yield table(caption, ("Step", *view.level_headings, "No level", "Shared view"), rows)
    bars = tuple(Bar(item_name(each.item), each.latest.counts) for each in view.steps if each.latest)
    if bars:
        yield chart(view, "How the answers are spread", bars)
    lines = [
        (named(each.item), said(each.latest) if each.latest else view.no_result(each.item))
        for each in view.steps
    ]
    yield table("The steps at a glance: in one sentence", ("Step", "In one sentence"), lines)


def level_cells(view: View, found: RoundResult | None) -> tuple[str, ...]:
    """Return the counts of each level and how many chose none; dashes if there is no result."""
    if found is None:
        return (NOTHING,) * (len(view.words) + 1)
    return cells((*found.counts, sum(found.not_rated.values())))


def chart(view: View, title: str, bars: tuple[Bar, ...]) -> Chart:
    """Return bars of counts with their description in words."""
    description = " ".join(f"{bar.label}: {counted(view.words, bar.counts)}." for bar in bars)
    return Chart(title, description, view.level_headings, bars)


def _settled(view: View) -> Table:
    rows = [
        (
            named(each.item),
            view.shared_word(each) or "not yet discussed",
            each.agreed.how.value if each.agreed else "",
            each.agreed.different_view if each.agreed else "",
        )
        for each in view.steps
    ]
    header = ("Step", "Shared view", "How it was reached", "A different view")
    return table("The steps at a glance: what the room settled on", header, rows)


SECTIONS: Final = (_opening, _how_it_was_run, _at_a_glance)
"""What the report begins with, in order."""
