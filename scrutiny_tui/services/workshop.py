"""A workshop that is going on: everything that can be done in it, each act saved before it is acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from scrutiny_tui.domain import mending, recording, voting
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.removing import remove_person
from scrutiny_tui.domain.rounds import Round, Turnout
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.services.forgetting import ForgettingSession
from scrutiny_tui.services.history import Act, before

if TYPE_CHECKING:
    from scrutiny_tui.services.importing import ImportedBallot


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back."""

    voter: Voter | None
    """Whom it was about; None for a headcount."""
    answered: bool
    """Whether it was an answer or a count; otherwise it was being marked absent or here."""
    whole_slip: bool = False
    """Whether it was a whole slip, on several items at once."""
    earlier_back: bool = False
    """Whether an answer that the person had given before counts again."""


class Workshop(ForgettingSession):
    """An open session with its votes: answers, absences, counts, results, corrections."""

    def open_round(self, item: int) -> Round:
        """Return the item's open round, opening one where none is."""
        if self.session.open_round(item) is None:
            self._save(voting.open_round(self.session, item))
        return voting.opened(self.session, item)

    def cast(self, item: int, voter: int, answer: Answer) -> None:
        """Record an answer in the item's open round, in place of the same person's earlier one."""
        self._act((item,), voter, True, lambda session: voting.cast(session, item, voter, answer))

    def cast_slip(self, voter: int, answers: Mapping[int, Answer], *, keep_earlier: bool = False) -> None:
        """Record one person's answers on several items as one act, opening the votes that are not open yet.

        With `keep_earlier`, what is in of this person stays, and only the rest of the slip is taken.
        """
        kept = self.answered_by(voter, answers) if keep_earlier else frozenset()
        taken = {item: answer for item, answer in answers.items() if item not in kept}
        if not taken:
            return

        def move(session: Session) -> Session:
            for item, answer in taken.items():
                ready = session if session.open_round(item) else voting.open_round(session, item)
                session = voting.cast(ready, item, voter, answer)
            return session

        # What is kept belongs to the act too, so that on every step of the slip undo reaches this slip first.

        self._act(tuple(answers), voter, True, move)

    def answered_by(self, voter: int, items: Iterable[int]) -> frozenset[int]:
        """Return on which of these items the person has an answer in that nobody has seen; never what it is."""
        rounds = {item: self.session.open_round(item) for item in items}
        return frozenset(item for item, found in rounds.items() if found and voter in found.is_in)

    def clear(self, item: int, voter: int) -> None:
        """Take one person's answer out of the item's open round, whoever answered since; it can be undone."""
        self._act((item,), voter, True, lambda session: voting.withdraw(session, item, voter))

    def take_headcount(self, item: int, totals: Mapping[Answer, int]) -> None:
        """Record a count of hands or cards; everybody here who was not yet in counts as in it.

        Raises `CountError` where more were counted than are here and not yet in.
        """
        self._act((item,), None, True, lambda session: voting.take_headcount(session, item, totals))

    def with_headcount(self, item: int, totals: Mapping[Answer, int]) -> Turnout:
        """Return how far the item's vote would be with this count; nothing is changed.

        Raises `CountError` where more were counted than are here and not yet in.
        """
        return voting.turnout(voting.take_headcount(self.session, item, totals), item)

    def reveal_headcount(self, item: int, totals: Mapping[Answer, int]) -> None:
        """Record a count and show the result as one change: whatever happens between, no count is left half done.

        Raises `CountError` where more were counted than are here and not yet in.
        """
        self._save(voting.reveal(voting.take_headcount(self.session, item, totals), item))
        self._history.forget(item)
        self._has_new_result = True

    def set_absent(self, item: int, voter: int, *, absent: bool) -> None:
        """Mark a person as not here, or as here again, while the item's round is open; it can be undone."""
        move = partial(voting.set_absent, item=item, voter=voter, absent=absent)
        self._act((item,), voter, False, move)

    def set_away(self, voter: int, *, away: bool) -> None:
        """Mark a person as not here, or as here again; where they have not answered, they count as absent."""
        self._save(voting.set_away(self.session, voter, away=away))

    def add_people(self, text: str) -> tuple[str, ...]:
        """Put more people on the list, typed like "1 member, 1 officer"; return what was understood unexpectedly.

        They count in votes that are open and in those to come; the base of an earlier result does not change.
        Raises `InputError` too, where the text cannot be read.
        """
        session = self.session
        already = session.voters.values()
        if session.details.mode is Mode.GROUPS:
            from scrutiny_tui.services.tables import read_tables

            read = read_tables(text, already, session.gone)
        else:
            from scrutiny_tui.services.people import read_people

            read = read_people(text, session.details.secrecy, after=already, gone=session.gone)
        self._save(recording.add_people(session, read.voters))
        return read.notices

    def remove_person(self, voter: int) -> None:
        """Take somebody off the list who was put there by mistake; undo does not reach behind it.

        Raises `RuleError` with the reason where they have to stay, for example because they have answered.
        """
        self._save(remove_person(self.session, voter))
        self._history.forget_person(voter)

    def import_people(self, voters: Iterable[Voter]) -> None:
        """Put people who were read from a file on the list."""
        self._save(recording.add_people(self.session, voters))

    def import_ballots(self, ballots: Iterable[ImportedBallot]) -> None:
        """Take answers that came back before the day, all as one change; undo does not reach behind it."""
        from scrutiny_tui.services.importing import take_ballots

        taken = tuple(ballots)
        self._save(take_ballots(self.session, taken))
        for item in {ballot.item for ballot in taken}:
            self._history.forget(item)

    def undo(self, item: int) -> Undone | None:
        """Take back the latest answer or absence of the item's open round; None where there is nothing to take back.

        What "latest" is lives in memory only: no file holds the order of answers.
        """
        act = self._history.latest(item)
        if act is None or self.session.open_round(item) is None:
            return None
        self._save(before(self.session, act))
        self._history.drop(act)
        if act.voter is None:
            return Undone(None, act.answered)
        back = act.answered and act.voter in voting.opened(self.session, item).is_in
        return Undone(self.session.voters[act.voter], act.answered, len(act.rounds) > 1, back)

    def turnout(self, item: int) -> Turnout:
        """Return how far the vote on the item is: who is in, asked and absent, in numbers."""
        return voting.turnout(self.session, item)

    def waiting(self, item: int) -> tuple[int, ...]:
        """Return who is here and has not answered in the item's open round, in the order of the list."""
        found = self.session.open_round(item)
        return voting.waiting(self.session, found) if found else ()

    def reveal(self, item: int) -> None:
        """Show the result of the item's open round to the room. There is no way back but answering again."""
        self._save(voting.reveal(self.session, item))
        self._history.forget(item)
        self._has_new_result = True

    def set_aside(self, item: int, reason: str) -> None:
        """Set the item's latest round aside, for a reason that is kept."""
        self._save(mending.set_aside(self.session, item, reason))
        self._history.forget(item)

    def correct(self, item: int, voter: int, answer: Answer, reason: str) -> None:
        """Correct an answer after the result, for a reason that is kept; the trail says that it was done."""
        self._save(mending.correct(self.session, item, voter, answer, reason))

    def vote_on(self, prompts: frozenset[int]) -> None:
        """Vote on these prompts beside the steps; one that has answers stays."""
        left_out = self.session.prompts - prompts
        self._save(recording.vote_on(self.session, prompts))
        for item in left_out:
            self._history.forget(item)

    def _act(
        self, items: tuple[int, ...], voter: int | None, answered: bool, move: Callable[[Session], Session]
    ) -> None:
        away = voter in self.session.sitting.away
        rounds = tuple(
            self.session.open_round(item)
            or Round(item, self.session.next_round(item), self.session.sitting.id)
            for item in items
        )
        self._save(move(self.session))
        only = self.session.details.secrecy is Secrecy.TOTALS
        self._history.add(Act(voter, answered, rounds, away), only=only)
