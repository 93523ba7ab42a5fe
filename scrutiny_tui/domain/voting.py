"""The moves of a vote, the ways to answer, and answers as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from scrutiny_tui.domain.errors import CountError, RuleError
from scrutiny_tui.domain.pack import Item, Level, WarmUp
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import WARM_UP, item_name
from scrutiny_tui.domain.printable import plain
from scrutiny_tui.domain.rounds import Answer, Round, RoundState, Turnout
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise
from scrutiny_tui.domain.session import WARM_UP_ID, Details, PageName, Place, Session

_DOES_NOT_ANSWER: Final = "This person is not on the list of those who answer."
COUNTED: Final = "The count has been saved. Undo it first."
"""Why no answer is taken after a headcount."""


def open_round(session: Session, item: int) -> Session:
    """Return the session with an open round on the item.

    Raises `RuleError` if a round is open already, nobody casts a ballot, the item is not voted on, or the room
    agrees as a collective.
    """
    if session.wording.item(item) not in session.items:
        raise RuleError(f"{name_of(session, item).capitalize()} is not answered in this workshop.")
    if session.details.mode is Mode.COLLECTIVE:
        raise RuleError("In this workshop the committee agrees together, so nobody answers alone.")
    if session.open_round(item):
        raise RuleError(f"{name_of(session, item).capitalize()} is already being answered.")
    if not session.electorate:
        raise RuleError("Nobody on the list answers. Add people first.")
    return session.with_round(Round(item, session.next_round(item), session.sitting.id))


def cast(session: Session, item: int, voter: int, answer: Answer) -> Session:
    """Return the session with the voter's answer in the item's open round, in place of an earlier one.

    Whoever answers is here: they are no longer away. Where only totals are kept, an answer is added to them and can
    not be replaced. Raises `RuleError` if no round is open, where a headcount has closed the list, where the voter
    casts no ballot, and where the answer does not fit.
    """
    found = opened(session, item)
    if voter not in session.electorate:
        raise RuleError(_DOES_NOT_ANSWER)
    check_fits(session, item, answer)
    if found.closed and voter not in found.ballots:
        raise RuleError(COUNTED)
    if session.details.secrecy is Secrecy.TOTALS:
        return session.with_round(_counted(session, found, voter, answer))
    changed = replace(found, ballots={**found.ballots, voter: answer}, prepared=False)
    return set_away(session.with_round(changed), voter, away=False)


def cast_slip(session: Session, voter: int, answers: Mapping[int, Answer]) -> Session:
    """Return the session with the voter's answers on several items, the votes opened that are not open yet.

    Raises what `open_round` and `cast` do.
    """
    for item, answer in answers.items():
        ready = session if session.open_round(item) else open_round(session, item)
        session = cast(ready, item, voter, answer)
    return session


def exchange(session: Session, item: int, earlier: Answer, answer: Answer) -> Session:
    """Return the session with another answer in place of an earlier one of the same person, of whom nobody knows who it is.

    For totals alone, and for whoever still knows what the earlier answer was. Raises `RuleError` if no round is open, a
    headcount has closed the list, the earlier answer is not in it, or the new one does not fit.
    """
    found = opened(session, item)
    check_fits(session, item, answer)
    if found.closed:
        raise RuleError(COUNTED)
    if not found.totals.get(earlier):
        raise RuleError("The earlier answer is not there any more.")
    moved = {**found.totals, earlier: found.totals[earlier] - 1}
    moved[answer] = moved.get(answer, 0) + 1
    return session.with_round(replace(found, totals={each: n for each, n in moved.items() if n}))


def withdraw(session: Session, item: int, voter: int) -> Session:
    """Return the session without the voter's answer in the item's open round; whether they are here stays as it is.

    Raises `RuleError` if only totals are kept, a headcount has closed the list, or the voter has not answered.
    """
    found = opened(session, item)
    if session.details.secrecy is Secrecy.TOTALS:
        raise RuleError(
            "This workshop keeps totals only, so an answer can't be cleared. You can undo the last one only."
        )
    if voter not in found.ballots:
        raise RuleError("This person has not answered, so there is nothing to clear.")
    if found.closed:
        raise RuleError(COUNTED)
    kept = {key: answer for key, answer in found.ballots.items() if key != voter}
    return session.with_round(replace(found, ballots=kept))


def set_absent(session: Session, item: int, voter: int, *, absent: bool) -> Session:
    """Return the session with the voter away, or here again, while the item's round is open.

    Raises `RuleError` if the voter has answered in it already, or casts no ballot.
    """
    found = opened(session, item)
    if voter in found.is_in:
        raise RuleError("This person has answered. Clear the answer first.")
    if absent and found.unknown and turnout(session, item).missing < 1:
        raise RuleError("Everyone else has answered or is absent, so this person has answered.")
    if voter not in session.electorate:
        raise RuleError(_DOES_NOT_ANSWER)
    return set_away(session, voter, away=absent)


def set_away(session: Session, voter: int, *, away: bool) -> Session:
    """Return the session with the voter away, or here, in this sitting; they count as absent where they have not answered.

    Raises `RuleError` if nobody with that number is on the list.
    """
    person(session, voter)
    sitting = session.sitting
    now = sitting.away | {voter} if away else sitting.away - {voter}
    return session if now == sitting.away else session.with_sitting(replace(sitting, away=now))


def take_headcount(session: Session, item: int, totals: Mapping[Answer, int]) -> Session:
    """Return the session with a count of hands or cards in the item's open round; it closes the list.

    Everybody here who was not yet in counts as in it, and whoever is away is absent, even if somebody comes or leaves
    before the reveal. Raises `CountError` if more were counted than are here and not yet in, and `RuleError` if nothing
    was counted or an answer does not fit.
    """
    found = opened(session, item)
    if session.details.mode is Mode.GROUPS:
        raise RuleError(_ONE_BY_ONE)
    if found.closed:
        raise RuleError("A count has already been saved. Undo it to count again.")
    counted = {answer: number for answer, number in totals.items() if number}
    if not counted or min(counted.values()) < 0:
        raise RuleError("Nothing was counted.")
    check_fits(session, item, *counted)
    here = turnout(session, item).missing
    number = sum(counted.values())
    if number > here:
        raise CountError(number, here, found.given)
    merged = {answer: found.totals.get(answer, 0) + counted.get(answer, 0) for answer in Answer}
    kept = {answer: total for answer, total in merged.items() if total}
    absent = _absent(session, found)
    return session.with_round(replace(found, totals=kept, closed=True, prepared=False, absent=absent))


def reveal_headcount(session: Session, item: int, totals: Mapping[Answer, int]) -> Session:
    """Return the session with a count and its result as one change: whatever happens between, no count is half done.

    Raises what `take_headcount` and `reveal` do.
    """
    return reveal(take_headcount(session, item, totals), item)


def reveal(session: Session, item: int) -> Session:
    """Return the session with the item's open round revealed, its base and who was absent fixed.

    Raises `RuleError` if nobody has answered.
    """
    found = opened(session, item)
    if not found.given:
        raise RuleError("Nobody has answered yet, so there is no result to show.")
    base = session.electorate
    absent = _absent(session, found)
    shown = replace(found, state=RoundState.REVEALED, base=base, absent=absent, answered=frozenset())
    return session.with_round(shown)


def restore(session: Session, earlier: Round, voter: int | None, *, away: bool) -> Session:
    """Return the session with an open round as it was before one act, and whether its voter was away then.

    Only the answer of that voter, or the count that was taken, is put back. Raises `RuleError` if the item has no
    open round.
    """
    found = opened(session, earlier.item)
    if voter is None or session.details.secrecy is Secrecy.TOTALS:
        before = replace(
            found,
            totals=earlier.totals,
            answered=earlier.answered,
            closed=earlier.closed,
            prepared=earlier.prepared,
            absent=earlier.absent,
        )
    else:
        others = {key: answer for key, answer in found.ballots.items() if key != voter}
        own = {voter: earlier.ballots[voter]} if voter in earlier.ballots else {}
        before = replace(found, ballots=others | own, prepared=earlier.prepared)
    back = session.with_round(before)
    return back if voter is None else set_away(back, voter, away=away)


def waiting(session: Session, found: Round) -> tuple[int, ...]:
    """Return the voters who are here and have not answered in this round, in the order of the list."""
    if found.closed:
        return ()
    here = session.electorate - session.sitting.away - found.is_in
    return tuple(voter for voter in session.voters if voter in here)


def turnout(session: Session, item: int) -> Turnout:
    """Return how far the vote on the item is, as if it had just been opened where none is going on."""
    found = session.open_round(item) or Round(item, session.next_round(item), session.sitting.id)
    return Turnout(found.given, len(session.electorate), len(_absent(session, found)))


def answered_by(session: Session, voter: int, items: Iterable[int]) -> frozenset[int]:
    """Return on which of these items the person has an answer in that nobody has seen; never what it is."""
    rounds = {item: session.open_round(item) for item in items}
    return frozenset(item for item, found in rounds.items() if found and voter in found.is_in)


def has_new_result(earlier: Session, now: Session) -> bool:
    """Say whether a result is shown that was not shown at an earlier moment of the session."""
    if earlier.rounds is now.rounds:
        return False
    before, shown = (
        {key for key, each in then.rounds.items() if each.state is RoundState.REVEALED}
        for then in (earlier, now)
    )
    return bool(shown - before)


def opened(session: Session, item: int) -> Round:
    """Return the item's open round. Raises `RuleError` if no vote on it is going on."""
    found = session.open_round(item)
    if found is None:
        raise RuleError(f"{name_of(session, item).capitalize()} is not being answered now.")
    return found


def person(session: Session, voter: int) -> Voter:
    """Return somebody on the list. Raises `RuleError` if nobody has that number."""
    if voter not in session.voters:
        raise RuleError("That person is not on the list.")
    return session.voters[voter]


def name_of(session: Session, item: int) -> str:
    """Return how a sentence calls an item, such as "step 2" or "prompt 2.4"."""
    return item_name(session.wording.item(item)).lower()


def _absent(session: Session, found: Round) -> frozenset[int]:
    """Return who has not answered in an open round and is away, or was when a headcount closed the list.

    If nobody knows whose answers are in, some who have answered and left may be among those who are away.
    """
    if found.closed:
        return found.absent
    away = (session.sitting.away & session.electorate) - found.is_in
    return frozenset(sorted(away)[: len(session.electorate) - found.given]) if found.unknown else away


def check_fits(session: Session, item: int, *given: Answer) -> None:
    """Raise `RuleError` if one of these cannot be an answer on the item."""
    if Answer.NOT_APPLICABLE in given and not may_skip(session, item):
        raise RuleError('"Not applicable" can\'t be used for a step.')


def may_skip(session: Session, item: int) -> bool:
    """Say whether an item may be left out: a prompt by anybody, a step by a table that did not discuss it."""
    return bool(session.wording.item(item).step) or session.details.mode is Mode.GROUPS


def _counted(session: Session, found: Round, voter: int, answer: Answer) -> Round:
    if voter in found.answered:
        raise RuleError("This workshop keeps totals only, so an answer already entered can't be changed.")
    if voter in session.sitting.away:
        raise RuleError("This person is marked absent. Press - first.")
    if found.unknown and not turnout(session, found.item).missing:
        raise RuleError(
            f"All {found.given} who are here have answered. You can undo only the last answer entered."
        )
    totals = {**found.totals, answer: found.totals.get(answer, 0) + 1}
    return replace(found, totals=totals, answered=found.answered | {voter})


EVERY_WAY: Final = (PageName.ANSWERS, PageName.SLIPS, PageName.ALONE, PageName.COUNT, PageName.CARDS)
"""The pages that take answers, the usual one first."""

NO_BALLOTS: Final = "The committee agrees together, so there are no answers to enter."
_ONE_BY_ONE: Final = "Tables answer one by one, because each table's answer is shown under its label."
NO_COUNT: Final = f"{_ONE_BY_ONE} There is no show of hands."
NO_FILE: Final = (
    "This workshop keeps totals only, so answers can't be imported: a file shows who gave which answer."
)


def ways(details: Details) -> tuple[PageName, ...]:
    """Return the pages on which answers can be taken in such a workshop, the usual one first."""
    if details.mode is Mode.COLLECTIVE:
        return ()
    return tuple(way for way in EVERY_WAY if way is not PageName.COUNT or details.mode is not Mode.GROUPS)


def counted_last(session: Session) -> bool:
    """Say whether the result shown last was a count of hands or cards."""
    shown = (each for each in session.rounds.values() if each.state is RoundState.REVEALED)
    return any(each.closed for each in sorted(shown, key=lambda each: each.sitting)[-1:])


_TO_TRY: Final = "To try out how we answer. Nothing in this warm-up is kept."


def warm_up(session: Session, asked: WarmUp) -> Session:
    """Return what stands in for the session while the people who are here practise answering with a question of the pack's."""
    about = Item(1, WARM_UP, asked.title, "", _TO_TRY, ("", "", ""), ())
    wording = replace(session.wording, levels=asked.levels, items=(about,), questions=asked.questions)
    # How answers are kept is read out before those that are.
    now = replace(session.sitting, promised=promise(session.details.secrecy, session.details.mode))
    place = Place(PageName.STEP)
    return Session(WARM_UP_ID, session.details, wording, session.voters, {now.id: now}, place=place)


def keeps_apart(details: Details) -> bool:
    """Say whether each answer is kept with who gave it; only then a file is taken."""
    return details.mode is not Mode.COLLECTIVE and details.secrecy is not Secrecy.TOTALS


def why_not(details: Details) -> str:
    """Return why some ways are not offered; empty if all are."""
    if details.mode is Mode.COLLECTIVE:
        return NO_BALLOTS
    told = (
        NO_COUNT if details.mode is Mode.GROUPS else "",
        NO_FILE if details.secrecy is Secrecy.TOTALS else "",
    )
    return " ".join(each for each in told if each)


ANSWERS: Final = (
    "1, 2, 3 or a statement's name, don't know (d), prefer not to say (a), interest declared (i); for a "
    "prompt also not applicable (x), for a table also not discussed (x)"
)
"""The answers as they can be written."""

_NOT_LEVELS: Final = {
    Answer.DONT_KNOW: ("don't know", "dont know", "dk", "d"),
    Answer.ABSTAIN: ("prefer not to say", "abstain", "a"),
    Answer.INTEREST: ("interest declared", "interest", "i"),
    Answer.NOT_APPLICABLE: ("not applicable", "not discussed", "we did not discuss it", "x"),
}


def answers_by_name(levels: Iterable[Level]) -> Mapping[str, Answer]:
    """Return the answers by all that they may be called, such as "1", a level's label, or "don't know".

    The names are as `plain` writes them. A level's first word and its short word count where no other level has them.
    """
    named = {
        (plain(name), Answer(str(level.number)))
        for level in levels
        for name in (level.label, level.label.split()[0], level.short)
    }
    names = [name for name, _answer in named]
    found = {name: answer for name, answer in named if names.count(name) == 1}
    found |= {name: answer for answer, words in _NOT_LEVELS.items() for name in words}
    return found | {answer.value: answer for answer in Answer if answer.level}


def read_answer(text: str, levels: Iterable[Level]) -> Answer | None:
    """Return the answer that somebody wrote, in any letters; None if it is none."""
    return answers_by_name(levels).get(plain(text))


def skip_word(session: Session, item: int) -> str:
    """Return what leaving an item out is called, by a table or by anybody else; empty if it cannot be left out."""
    if not may_skip(session, item):
        return ""
    return "not discussed" if session.details.mode is Mode.GROUPS else "not applicable"
