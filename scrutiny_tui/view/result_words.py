"""Phrases that results, the plan, the day and the topics share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from scrutiny_tui.domain import results
from scrutiny_tui.domain.day_plan import Part, PartKind
from scrutiny_tui.domain.groups import NO_GROUPS, ONLY_TOTALS, Tally, group_results, groups_differ, tally
from scrutiny_tui.domain.pack import SYMBOLS, Item, Lesson, Pack, Wording
from scrutiny_tui.domain.personal_names import name_hidden
from scrutiny_tui.domain.phrases import (
    action_step,
    capitalised,
    day,
    due,
    how_many_in,
    item_name,
    reply_words,
    round_name,
    several,
    status_since,
    time_of_day,
)
from scrutiny_tui.domain.references import reference
from scrutiny_tui.domain.rounds import Answer, Round
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.sentences import Words
from scrutiny_tui.domain.session import Action, ActionStatus, AgreedLevel, Details, EarlierJudgement, Session
from scrutiny_tui.domain.standing import Day

_MINUTES_AN_ANSWER: Final = 2
"""How long asking, answering and showing one result takes, without the talk."""

NOBODY_NEEDS: Final = "You never have to say what you chose."
_NO_LEVEL: Final = {
    Answer.DONT_KNOW: "doesn't know",
    Answer.ABSTAIN: "prefers not to say",
    Answer.NOT_APPLICABLE: "did not discuss this step",
    Answer.INTEREST: "declared an interest",
}
"""What is said of a table that chose no level."""


def how_many(session: Session, voters: Collection[int]) -> str:
    """Return how many people these voters are, such as "15 people"; tables with their people: "3 tables, 17 people"."""
    people = several(sum(session.voters[voter].size for voter in voters), "person", "people")
    if session.details.mode is Mode.GROUPS:
        return f"{several(len(voters), 'table', 'tables')}, {people}"
    return people


def who_answers(session: Session) -> str:
    """Return how many answer, such as "15 people answer" or "3 tables answer, 17 people"."""
    seated = sum(session.voters[voter].size for voter in session.electorate)
    if session.details.mode is Mode.GROUPS:
        tables = several(len(session.electorate), "table answers", "tables answer")
        return f"{tables}, {several(seated, 'person', 'people')}"
    return several(seated, "person answers", "people answer")


def how_long(answers: int) -> str:
    """Return how long so many answers of each person take, such as "about 84 minutes"."""
    return f"about {several(answers * _MINUTES_AN_ANSWER, 'minute', 'minutes')}"


def what_to_answer(pack: Pack) -> tuple[str, ...]:
    """Return what people can be asked to answer in a pack: its steps, and their prompts too if it has any."""
    steps, prompts = len(pack.steps), sum(len(step.prompts) for step in pack.steps)
    both = f"Steps and prompt questions, {how_long(steps + prompts)}"
    return (f"The {several(steps, 'step', 'steps')}", *((both,) if prompts else ()))


def no_result_yet(session: Session, item: int) -> str:
    """Return how far a vote is that is going on, such as "14 of 15 have answered, no result yet."; empty if nobody has."""
    told = how_many_so_far(session, item)
    return f"{told}, no result yet." if told else ""


def how_many_so_far(session: Session, item: int) -> str:
    """Return how many have answered in a vote that is going on; empty if nobody has."""
    found = session.open_round(item)
    return how_many_in(session, found) if found and found.given else ""


def progress(session: Session) -> str:
    """Return how many steps have come to something, such as "5 of 6 steps have a result"."""
    steps, is_collective = session.wording.items, session.details.mode is Mode.COLLECTIVE
    settled = {number for number, view in session.agreed.items() if view.level}
    done = sum(
        step.number in settled if is_collective else bool(session.revealed(step.number)) for step in steps
    )
    what = "an agreed position" if is_collective else "a result"
    return f"{done} of {several(len(steps), 'step', 'steps')} {'has' if done == 1 else 'have'} {what}"


def findings(found: results.RoundResult) -> tuple[str, ...]:
    """Return what a result says first: the sentence about its counts, and what stands out beside it."""
    if found.finding:
        return found.finding, found.sentence
    return tuple(filter(None, (found.sentence, found.caution)))


def counted(words: Iterable[str], counts: Iterable[int]) -> str:
    """Return counts in words, such as "Beginning 1, Developing 10, Strong 3"."""
    return ", ".join(f"{word} {count}" for word, count in zip(words, counts, strict=True))


def said(found: results.RoundResult) -> str:
    """Return everything that is said of a result in sentences."""
    return " ".join(findings(found))


def together(*parts: str) -> str:
    """Return the parts that are not empty as one paragraph."""
    return " ".join(filter(None, parts))


def went_on(session: Session, found: results.ItemResult) -> Iterator[str]:
    """Yield how the latest result went on from the one before, and a caution; nothing if it is the first."""
    yield from moved_on(session, found)
    if len(found.rounds) > 1 and found.rounds[-1].verdict.agrees:
        yield results.CAUTION


def moved_on(session: Session, found: results.ItemResult) -> Iterator[str]:
    """Yield how the latest result and the answers differ from the ones before; nothing if it is the first."""
    if len(found.rounds) > 1:
        before, latest = found.rounds[-2:]
        yield results.turn(before, latest, results.level_words(session))
        pair = session.revealed(found.item.number)[-2:]
        if not results.why_no_movement(session, *pair):
            yield moved(session, *pair)


def table_lines(session: Session, found: results.ItemResult, result: results.RoundResult) -> Iterator[str]:
    """Yield each table's answer with its reason, behind the time if it is not the latest; nothing if people answer."""
    when = "" if result is found.latest else f"{round_name(result.number)}, "
    for table in result.tables:
        chose = table_word(results.level_words(session), table)
        reason = f"Reason: {table.reason}" if table.reason else "No reason noted."
        yield f"{when}{table.label}, {several(table.size, 'person', 'people')}: {chose}. {reason}"


def table_word(words: Words, table: results.TableAnswer) -> str:
    """Return what a table chose in words."""
    level = table.answer.level
    return words[level - 1] if level else _NO_LEVEL[table.answer]


def settled_lines(session: Session, found: results.ItemResult) -> Iterator[str]:
    """Yield what was written down about an item: the shared view, what was judged beforehand, the notes."""
    if found.agreed:
        yield shared_view(session, found.agreed)
        if found.agreed.different_view:
            yield f"A different view: {found.agreed.different_view}"
    if found.earlier:
        yield judged_beforehand(session, found.earlier)
    yield from (f"Note, {note.kind.value}: {note.told}" for note in found.notes if note.text)


COULD_SHOW: Final = "What could show it: examples, not a list to complete"


def evidence_noted(found: results.ItemResult) -> str:
    """Return how much evidence is noted on a step or prompt, such as "Evidence: 2 noted"."""
    return f"Evidence: {len(found.evidence) or 'none'} noted"


def shared_view(session: Session, view: AgreedLevel) -> str:
    """Return the level that the room settled on and how, without a different view."""
    label = agreed_level([level.label for level in session.wording.levels], view)
    position = f"Agreed position, for the committee to confirm: {label}"
    agreed = f"{position if view.level else capitalised(NOT_AGREED)} ({view.how.value})."
    return together(agreed, where_next(session, view))


def where_next(session: Session, view: AgreedLevel) -> str:
    """Return where the room wants to be in a year, and which way it is going, in a sentence each; empty if it said neither."""
    target = (
        f"In a year we want to be: {session.wording.levels[view.target - 1].label}." if view.target else ""
    )
    return together(target, f"We are {view.direction.value}." if view.direction else "")


NOT_AGREED: Final = "no agreed position"
NO_POSITION: Final = "Agreed position: none recorded yet."


def agreed_level(names: Sequence[str], view: AgreedLevel) -> str:
    """Return the level that the room settled on, as these names call it."""
    return names[view.level - 1] if view.level else NOT_AGREED


PARKED: Final = "Questions for later"


def parked_lines(session: Session) -> Iterator[str]:
    """Yield the questions that are parked, each with the step at which it came up."""
    for each in session.parked.values():
        where = f" ({item_name(session.wording.item(each.item))})" if each.item else ""
        yield f"{each.text}{where}"


def credit(lesson: Lesson) -> str:
    """Return where a quotation stands, with title and year, and how far it was checked."""
    return f"{source(lesson)}. {lesson.credit}"


def source(lesson: Lesson) -> str:
    """Return where a lesson stands, with title and year."""
    return f"{lesson.report} ({lesson.short}, {lesson.year})"


def position_and_aim(session: Session, view: AgreedLevel | None) -> str:
    """Return the shared view in a word, with the sign of where the room wants to be, such as "Developing → ■■■"."""
    word = view_word(session, view)
    return f"{word} → {SYMBOLS[view.target - 1]}" if view and view.target else word


def view_word(session: Session, view: AgreedLevel | None) -> str:
    """Return the shared view in a word; empty if there is none."""
    return agreed_level(results.level_words(session), view) if view else ""


def judged_beforehand(session: Session, judgement: EarlierJudgement, *, full: bool = False) -> str:
    """Return what was judged beforehand and by whom, as no answer; a voter's name only where it is a `full` report."""
    whose = judgement.whose if full else name_hidden(session, judgement.whose)
    by = f" by {whose}" if whose else ""
    return f"Rated beforehand{by}: {session.wording.levels[judgement.level - 1].short}. Not an answer."


def hands(session: Session, step: int) -> str:
    """Return how many hands a step got, such as "12 hands"; empty if it got none or nobody was asked."""
    number = session.priorities.get(step, 0)
    return several(number, "hand", "hands") if number else ""


def by_step(found: Iterable[results.ItemResult]) -> list[results.ItemResult]:
    """Return results in reading order: each step, then its prompts."""
    return sorted(found, key=lambda each: (each.item.step_number, each.item.number))


def about_workshop(details: Details, *further: str) -> str:
    """Return which workshop it is and more about it in one line, without parts that are empty."""
    return ", ".join(filter(None, (day(details.date), details.council, details.committee, *further)))


def sponsor(details: Details) -> str:
    """Return the sponsor and whether they took part in the choosing; empty if none was named."""
    part = "answered too" if details.sponsor_answers else "did not answer"
    return f"{details.sponsor} ({part})" if details.sponsor else ""


FAIR: Final = "Is this a fair record?"
NO_ACTION: Final = "No action is recorded so far."
NO_VIEW: Final = "no agreed position yet"
EARLIER: Final = "from the earlier workshop"

MARKS: Final = {ActionStatus.OPEN: "□", ActionStatus.DONE: "■", ActionStatus.DROPPED: "-"}
"""How far an action is, as a shape beside the word."""


def about_action(session: Session, action: Action) -> str:
    """Return everything about an action but its words, such as "CF 26/27 03 · Step 2 · for us · chair · no date · open"."""
    told = (reference(session, action), action_step(session, action), action.kind.value)
    return " · ".join((*told, action.owner or "no owner", due(action), *progress_of(action)))


def progress_of(action: Action) -> Iterator[str]:
    """Yield how far an action is, in a few words each."""
    told = (status_since(action), reply_words(action), EARLIER if action.carried else "")
    yield from filter(None, told)


def view_of(session: Session, item: Item) -> str:
    """Return the agreed position on a step and how it was reached, or that there is none; without the words of a different view."""
    view = session.agreed.get(item.number)
    if view is None:
        return NO_VIEW
    beside = "; a different view is recorded beside it" if view.different_view else ""
    return together(f"{view_word(session, view)} ({view.how.value}{beside})", where_next(session, view))


_NAMES: Final = {
    PartKind.WELCOME: "Welcome",
    PartKind.BRIEFING: "Briefing",
    PartKind.STEP: "Step",
    PartKind.BREAK: "Break",
    PartKind.PLAN: "Action plan",
    PartKind.READ_BACK: "Check the record",
}


def part_name(wording: Wording, part: Part) -> str:
    """Return how a part of the day is called, such as "Step 3 Planning" or "Break"."""
    if part.kind is PartKind.STEP:
        step = wording.item(part.step)
        return f"Step {step.id} {part.title or step.short}"
    return part.title or _NAMES[part.kind]


def over_words(day: Day) -> str:
    """Return whether the plan fits, in a sentence with both times."""
    ends = time_of_day(day.ends)
    if day.finish is None:
        return f"The timetable ends at {ends}. No finish time is set."
    finish = time_of_day(day.finish)
    if day.over > 0:
        minutes = several(day.over, "minute", "minutes")
        return f"The timetable is {minutes} too long: it ends at {ends}, and we finish at {finish}."
    spare = (
        f", {several(-day.over, 'minute', 'minutes')} before the finish time"
        if day.over
        else ", just in time"
    )
    return f"The timetable fits: it ends at {ends}{spare}."


def topic_name(item: Item) -> str:
    """Return how a topic is called, kept on one line with its number."""
    return f"Prompt\N{NO-BREAK SPACE}{item.id}" if item.step else f"{item.id}\N{NO-BREAK SPACE}{item.short}"


GROUPS_DIFFER: Final = "These groups differ: their middle answers are different statements."


def group_lines(session: Session, found: Round) -> Iterator[str]:
    """Yield a revealed round by role groups, a line each; nothing if they may not be shown: see `no_groups`."""
    groups = group_results(session, found)
    for group in groups:
        yield f"{group.name}: {counted(results.level_words(session), group.counts)}. {group.sentence}"
    if groups_differ(groups):
        yield GROUPS_DIFFER


def no_groups(found: Round) -> str:
    """Return why a revealed round is not shown by groups."""
    return ONLY_TOTALS if found.totals else NO_GROUPS


def moved(session: Session, before: Round, after: Round) -> str:
    """Return how people moved between two results of an item, or why that is not told."""
    hidden = results.why_no_movement(session, before, after)
    return hidden or f"Since {round_name(before.number)}: {results.movement(before, after)}."


def annex_lines(found: Sequence[results.ItemResult]) -> Iterator[str]:
    """Yield the figures of the whole workshop; nothing before the first result."""
    whole = tally(found)
    items = sum(whole.labels.values())
    if items:
        yield f"{several(items, 'result', 'results')}: {tally_words(whole)}."
    if whole.lowest and whole.lowest.latest:
        figure = whole.lowest.latest.shown_score
        yield f"People differ most on {item_name(whole.lowest.item)}: {figure}, on the scale from -100 to +100."


def unshown_movement(session: Session, found: Iterable[results.ItemResult]) -> Iterator[str]:
    """Yield each item of which it is not shown how people moved between its last two rounds, and why."""
    for each in found:
        pair = session.revealed(each.item.number)[-2:]
        if len(each.rounds) > 1 and (why := results.why_no_movement(session, *pair)):
            yield f"{item_name(each.item)}: {why}"


def tally_words(found: Tally) -> str:
    """Return a tally, such as "we agree 2, we diverge 1"."""
    return ", ".join(f"{accord.value} {number}" for accord, number in found.accords.items())


def prompts_words(found: Tally) -> str:
    """Return the tally of a step's prompts and which of them is furthest apart, never their answers together."""
    lowest = f" Furthest apart: {item_name(found.lowest.item)}." if found.lowest and found.scored > 1 else ""
    return f"Its prompts: {tally_words(found)}.{lowest}"
