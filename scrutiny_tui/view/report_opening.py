"""The beginning of the report: its title, its status, how it was run, and the steps at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.personal_names import HIDDEN
from scrutiny_tui.domain.phrases import day, item_name, several
from scrutiny_tui.domain.results import ItemResult
from scrutiny_tui.domain.rounds import answers_deleted
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Sitting
from scrutiny_tui.view.blocks import NOTHING, Bar, Block, Chart, Heading, Paragraph, Table, table
from scrutiny_tui.view.phrases import sponsor
from scrutiny_tui.view.report_view import (
    View,
    counted,
    counts,
    level_headings,
    named,
    no_result,
    said,
    shared_word,
    without_level,
)

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
        told.append(_about_data(view))
    return tuple(told)


def opening(view: View) -> Iterator[Block]:
    """Yield the title and status."""
    details = view.session.details
    yield Heading(title(view), 1)
    yield Paragraph(" ".join(status(view)), "Status:")
    yield Paragraph(
        ", ".join(each for each in (details.committee, details.council, day(details.date)) if each)
    )


def how_it_was_run(view: View) -> Iterator[Block]:
    """Yield who took part, when and in which manner."""
    yield Heading("How it was run", 2)
    facts = [(what, told) for what, told in _facts(view) if told]
    yield table("How the self-assessment was run", ("What", "Detail"), facts)
    held = _held(view)
    if len(held) > 1:
        yield table("Sittings", ("Sitting", "Date", "Time", "Facilitator"), _sittings(view, held))
    told = next((each.promised for each in reversed(held) if each.promised), "")
    if told:
        yield Paragraph(told, "What was read out before the first answer:")
    if not view.is_collective:
        yield Paragraph("The rule behind the sentences, with its thresholds, is in the annex.")


def _about_data(view: View) -> str:
    if view.is_collective:
        return NOBODY_ALONE
    return ONLY_TOTALS if view.session.details.secrecy is Secrecy.TOTALS else PERSONAL


def _facts(view: View) -> Iterator[tuple[str, str]]:
    details = view.session.details
    yield "Council", details.council
    yield "Committee", details.committee or "not given"
    yield "Date", _dates(view)
    yield "Held", details.setting.value
    yield "Facilitator", _facilitator(view)
    yield "Sponsor", _sponsor(view)
    yield "Completed", details.mode.value
    yield "Completed by", view.person(details.completed_by)
    if not view.is_collective:
        yield "Who answers", _who(view, casts=True)
        yield "Also on the list, without an answer", _who(view, casts=False)
        yield "What is kept of each answer", _kept(view)
    yield "What was asked", _asked(view)
    yield "How far it is", _progress(view)


def _dates(view: View) -> str:
    days = sorted({sitting.started.date() for sitting in _held(view)}) or [view.session.details.date]
    return ", ".join(day(each) for each in days)


def _held(view: View) -> list[Sitting]:
    """Return the sittings in which the room met: a workshop that is set up beforehand has one more."""
    session = view.session
    with_results = {each.sitting for item in session.items for each in session.revealed(item.number)}
    return [each for each in session.sittings.values() if each.promised or each.id in with_results]


def _sittings(view: View, held: list[Sitting]) -> list[tuple[str, ...]]:
    return [
        (str(number), day(each.started.date()), _time(each), view.person(each.facilitator))
        for number, each in enumerate(held, start=1)
    ]


def _time(sitting: Sitting) -> str:
    start = f"{sitting.started:%H.%M}"
    if sitting.ended is None or sitting.ended.date() != sitting.started.date():
        return f"from {start}"
    return f"{start} to {sitting.ended:%H.%M}"


def _facilitator(view: View) -> str:
    details = view.session.details
    if not details.facilitator:
        return "not given"
    shown = view.person(details.facilitator)
    return f"{shown} (who answers too)" if details.facilitator_answers and shown != HIDDEN else shown


def _sponsor(view: View) -> str:
    details = view.session.details
    shown = view.person(details.sponsor)
    return HIDDEN if shown == HIDDEN else sponsor(details) or "not given"


def _who(view: View, *, casts: bool) -> str:
    """Return the people of the list by role, such as "1 chair, 10 members: 11 people"; empty if there are none."""
    people = [voter for voter in view.session.voters.values() if voter.casts is casts]
    if not people:
        return ""
    total = several(sum(voter.size for voter in people), "person", "people")
    return f"{', '.join(_roles(people))}: {total}"


def _roles(people: list[Voter]) -> Iterator[str]:
    numbers = Counter(voter.role for voter in people)
    yield from (several(numbers[role], role.value, role.plural) for role in Role if numbers[role])


def _kept(view: View) -> str:
    if view.is_of_tables:
        return "each table's answer with its reason, under the table's name"
    secrecy, session = view.session.told_secrecy, view.session
    kept = {
        Secrecy.LABELS: "the answer under a numbered label, without a name",
        Secrecy.BY_NAME: "the answer with the person's name",
        Secrecy.TOTALS: _NUMBERS,
    }[secrecy]
    counted = any(
        found.totals and not answers_deleted(session.forgotten, found)
        for item in session.items
        for found in session.revealed(item.number)
    )
    return (
        f"{kept}; of answers that were counted together, {_NUMBERS}"
        if counted and secrecy is not Secrecy.TOTALS
        else kept
    )


def _asked(view: View) -> str:
    steps = several(len(view.steps), "step", "steps")
    prompts = len(view.found) - len(view.steps)
    return f"{steps} and {several(prompts, 'prompt', 'prompts')}" if prompts else steps


def _progress(view: View) -> str:
    """Return how many steps have come to something, such as "5 of 6 steps have a result"."""
    done = sum(bool(each.agreed if view.is_collective else each.latest) for each in view.steps)
    what = "a shared view" if view.is_collective else "a result"
    return f"{done} of {several(len(view.steps), 'step', 'steps')} {'has' if done == 1 else 'have'} {what}"


def at_a_glance(view: View) -> Iterator[Block]:
    """Yield the counts of all steps with a chart, then what they come to."""
    yield Heading("At a glance", 2)
    if view.is_collective:
        yield _settled(view)
        return
    yield _staircase(view)
    told = [each for each in view.steps if each.latest]
    if told:
        yield chart(view, "How the answers are spread", tuple(_bar(each) for each in told))
    yield table("The steps at a glance: in one sentence", ("Step", "In one sentence"), _sentences(view))


def chart(view: View, title: str, bars: tuple[Bar, ...]) -> Chart:
    """Return bars of counts with their description in words."""
    description = " ".join(f"{bar.label}: {counted(view, bar.counts)}." for bar in bars)
    return Chart(title, description, level_headings(view), bars)


def _staircase(view: View) -> Table:
    header = ("Step", *level_headings(view), "No level", "Shared view")
    who = "tables" if view.is_of_tables else "people"
    caption = f"The steps at a glance: how many {who} chose each level, and the shared view"
    return table(caption, header, [_row(view, each) for each in view.steps])


def _row(view: View, each: ItemResult) -> tuple[str, ...]:
    latest = each.latest
    if latest is None:
        nothing = (NOTHING,) * (len(view.words) + 1)
        return named(each.item), *nothing, shared_word(view, each)
    return named(each.item), *counts(latest), str(without_level(latest)), shared_word(view, each)


def _sentences(view: View) -> list[tuple[str, ...]]:
    return [
        (named(each.item), said(each.latest) if each.latest else no_result(view, each.item))
        for each in view.steps
    ]


def _bar(each: ItemResult) -> Bar:
    return Bar(item_name(each.item), each.latest.counts if each.latest else ())


def _settled(view: View) -> Table:
    rows = [
        (
            named(each.item),
            shared_word(view, each) or "not yet discussed",
            each.agreed.how.value if each.agreed else "",
            each.agreed.different_view if each.agreed else "",
        )
        for each in view.steps
    ]
    header = ("Step", "Shared view", "How it was reached", "A different view")
    return table("The steps at a glance: what the room settled on", header, rows)
