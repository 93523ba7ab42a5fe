"""The open vote of a page that takes answers, and how a result is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from typing import Final

from textual.events import Key as KeyPress
from textual.timer import Timer
from textual.widgets import Static

from scrutiny_tui.acts.desk import SLOW_SECONDS, Press
from scrutiny_tui.acts.vote_acts import show_result
from scrutiny_tui.domain import phrases, voting
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.rounds import Answer, Round, Turnout
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.domain.voting import turnout, ways, why_not
from scrutiny_tui.store.card_reader import NO_CAMERA_PART, camera_ready
from scrutiny_tui.tui.commands import Command, letter
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.navigation import EVERYWHERE
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import retell

SHOW_IT: Final = "Show the result"


def ask_result(page: WorkshopPage, item: int) -> None:
    """Show an item's result; ask first which one where there are two, or where somebody has not answered."""
    if not phrases.answers_wait(page.workshop.session, item):
        page.go(PageName.RESULT, item)
    elif page.workshop.session.revealed(item):
        _ask_which(page, item)
    else:
        _ask_missing(page, item)


def _ask_which(page: WorkshopPage, item: int) -> None:
    turnout = voting.turnout(page.workshop.session, item)
    new = f"The new answers: {phrases.turnout_line(turnout)}"
    choices = {
        "The result shown before": partial(page.go, PageName.RESULT, item),
        new: partial(_ask_missing, page, item),
    }
    ask(page, "Which result?", choices)


def _ask_missing(page: WorkshopPage, item: int) -> None:
    turnout = voting.turnout(page.workshop.session, item)
    ask_to_show(page, turnout, partial(show, page, item), "Wait")


def ask_to_show(
    page: WorkshopPage, turnout: Turnout, shown: Callable[[], None], stay: str, lost: str = ""
) -> None:
    """Show a result, asking first if somebody is missing, or what was keyed would be lost: `lost` is a sentence about it."""
    question = phrases.ask_anyway(turnout) or ("Show the result?" if lost else "")
    if not question:
        shown()
        return
    few = phrases.exposed(page.workshop.session, turnout) if turnout.missing else ""
    ask(page, question, {stay: None, SHOW_IT: shown}, " ".join(filter(None, (lost, few))))


def show(page: WorkshopPage, item: int, totals: Mapping[Answer, int] | None = None) -> None:
    """Show an item's result, after a count of hands or cards was saved if there is one."""
    if page.attempt(show_result, page.workshop, item, totals):
        page.go(PageName.RESULT, item)


def ask_again(page: WorkshopPage, item: int) -> None:
    """Ask whether an item is to be answered again; its results so far are kept."""
    asked = page.workshop.session.wording.item(item)
    question = f"Answer {phrases.item_name(asked)} again? Earlier results are kept."
    choices = {"Keep the result": None, "Answer again": partial(page.lead_to_answers, item)}
    ask(page, question, choices)


VOTING: Final = (
    Command("reveal", letter("r"), "Result", "Show the result to everyone.", footer=True),
    Command(
        "ways", letter("m"), "Ways to answer", "Answer in another way. Answers already entered are kept."
    ),
    *EVERYWHERE,
    Command("back", "escape", "Leave answering", "Go back to the step. Answers already entered are kept."),
)
"""What every page that takes answers offers."""

GO_ON: Final = "Keep entering answers"
"""The safe choice of every question whether to leave."""

_LEAVE: Final = "Leave"

HELD_ONCE: Final = "A key was held down: it counted once."

_MOVING: Final = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end"})
"""The keys that answer nothing and may be held down."""

ALL_ABSENT: Final = "Everyone is marked absent. Press w to mark who is here."

_MOST_NAMED: Final = 3
"""How many absent people a line names."""


class OpenVote:
    """The vote on the item of a page that takes answers. Nothing it says tells how anybody answered."""

    def __init__(
        self,
        page: WorkshopPage,
        way: PageName,
        what_is_in: Callable[[], str] | None = None,
        act_on_key: Callable[[str], Awaitable[None] | None] | None = None,
    ) -> None:
        """Take the page and which way to answer it is.

        Then what says how much is in, if that is not answers, and what does what a key does, if that is no binding.
        """
        self._page = page
        self._way = way
        self._what_is_in = what_is_in or self._answers_in
        self._act_on_key = act_on_key or self._act_on_binding
        self._unsure: tuple[str, Timer | None] = ("", None)
        """The key that acts in a moment, unless it turns out to be held down."""
        self.items: tuple[Item, ...] = (page.item,)
        """What is answered here: the item of the page, or each that a slip has a line for."""

    def begin(self, opened: Callable[[], None]) -> None:
        """Open the vote, let the page show it, and say if nobody knows whose answers are in."""
        page = self._page
        page.desk.begin_way(self._way)
        if page.attempt(page.workshop.open_round, page.place.item):
            opened()
            if told := phrases.from_before(page.workshop.session, page.place.item):
                page.tell(told)

    @property
    def heading(self) -> str:
        """What is answered, and in which round if it was answered before."""
        item, before = self._page.item, len(self._page.workshop.session.revealed(self._page.place.item))
        return f"{item.id}  {item.title}{f' · {phrases.round_name(before + 1)}' if before else ''}"

    @property
    def round(self) -> Round:
        return self._page.workshop.open_round(self._page.place.item)

    @property
    def turnout(self) -> Turnout:
        return turnout(self._page.workshop.session, self._page.place.item)

    @property
    def may_skip(self) -> bool:
        """Whether anything that is answered here may be left out."""
        return any(voting.may_skip(self._page.workshop.session, item.number) for item in self.items)

    @property
    def voters(self) -> tuple[Voter, ...]:
        """The people who answer, in the order of the list."""
        return tuple(voter for voter in self._page.workshop.session.voters.values() if voter.casts)

    def absent_line(self) -> str:
        """Return who is absent, such as "1 absent: Member 6"; empty if nobody is."""
        number = self.turnout.absent
        away = self._page.workshop.session.sitting.away - self.round.is_in
        named = [voter.label for voter in self.voters if voter.id in away]
        if not number or len(named) != number:
            # If nobody knows whose answers these are, some who are away may have answered.
            return f"{number} absent" if number else ""
        more = f" and {number - _MOST_NAMED} more" if number > _MOST_NAMED else ""
        return f"{number} absent: {', '.join(named[:_MOST_NAMED])}{more}"

    def echo(self, text: str) -> None:
        """Say what was just done, until the next key; never how anybody answered."""
        retell(self._page.query_one("#echo", Static), text)

    def takes(
        self, event: KeyPress, *, echoes: bool = False, repeats: bool = False, waits: bool = True
    ) -> bool:
        """Tell if a key is to act now: not if it is held down, and not before that is sure.

        One that `repeats` acts as often as it comes; one that does not wait acts if it is not sure. What was echoed
        goes with any other key, before that key does anything; but for a key that always `echoes` something itself, for
        which the line is drawn once instead of twice.
        """
        press = self._page.desk.press_of(event.key, event.time)
        if repeats or event.key in _MOVING or (press is Press.UNSURE and not waits):
            press = Press.AGAIN
        if press is Press.HELD:
            self._forget_unsure()
            # What the key did when it was pressed may still wait with the app.
            self._page.app.call_later(self.echo, HELD_ONCE)
        else:
            self._act_on_unsure()
        if press is Press.AGAIN:
            if not echoes:
                self.echo("")
            return True
        event.stop()
        event.prevent_default()
        if press is Press.UNSURE:
            self._unsure = event.key, self._page.set_timer(SLOW_SECONDS, self._act_on_unsure)
        return False

    def act_later(self, key: str) -> None:
        """Do what a key does on this page, after all that was pressed before it."""
        self._page.app.call_later(self._act_on_key, key)

    def _act_on_unsure(self) -> None:
        key = self._forget_unsure()
        if key:
            self.act_later(key)

    def _forget_unsure(self) -> str:
        (key, timer), self._unsure = self._unsure, ("", None)
        if timer is not None:
            timer.stop()
        return key

    async def _act_on_binding(self, key: str) -> None:
        bound = self._page.active_bindings.get(key)
        if bound is not None and bound.enabled:
            await self._page.app.run_action(bound.binding.action, bound.node)

    def private_notes(self) -> str:
        """Return who is missing, or that nobody knows whose answers are in."""
        session, item = self._page.workshop.session, self._page.place.item
        if told := phrases.from_before(session, item):
            return told
        missing = [session.voters[voter].label for voter in self._page.workshop.waiting(item)]
        return f"Not answered yet: {', '.join(missing)}." if missing else phrases.EVERYONE_IN

    def _answers_in(self) -> str:
        answered = self.turnout.given
        return f"{phrases.several(answered, 'answer is', 'answers are')} saved" if answered else ""

    def ask_way(self) -> None:
        """Ask for another way to answer, and go on in it."""

        def take(way: PageName) -> None:
            self._ask_to_drop("Answer in another way?", "Change the way", lambda: self._page.go(way))

        ask_way(self._page, take, now=self._way)

    def ask_result(self) -> None:
        """Show the result to the room, or say why there is none."""
        turnout = self.turnout
        if turnout.given:
            shown = partial(show, self._page, self._page.place.item)
            ask_to_show(self._page, turnout, shown, GO_ON, self._page.unkept())
        else:
            nobody = "Nobody has answered yet, so there is no result to show."
            self.echo(ALL_ABSENT if turnout.everybody_absent else nobody)

    def before_leaving(self, leave: Callable[[], None], *, closes: bool) -> None:
        """Leave the page, asking first if somebody has answered or something that was keyed would be lost."""
        is_in = self._what_is_in()
        if closes:
            self._ask_to_drop("Close this workshop?", "Close it", leave)
        elif is_in and not self._page.workshop.session.is_warm_up:
            choices = {GO_ON: None, _LEAVE: leave}
            ask(self._page, f"Leave this page? {is_in}.", choices, self._page.unkept())
        else:
            self._ask_to_drop("Leave this page?", _LEAVE, leave)

    def _ask_to_drop(self, question: str, verb: str, act: Callable[[], None]) -> None:
        """Do something that leaves the page; ask first if something that was keyed would be lost."""
        if lost := self._page.unkept():
            ask(self._page, question, {GO_ON: None, verb: act}, lost)
        else:
            act()


_WORDS: Final[Mapping[PageName, str]] = {
    PageName.ANSWERS: "Answer slips: this step",
    PageName.SLIPS: "Answer slips: all steps, one {one} at a time",
    PageName.ALONE: "Pass the laptop round (up to six {many})",
    PageName.COUNT: "Show of hands or cards",
    PageName.CARDS: "Cards read by a camera",
}


def ask_way(page: WorkshopPage, take: Callable[[PageName], None], *, now: PageName | None = None) -> None:
    """Ask for a way to answer and take it; the way that the room answers in `now` is not among those offered."""
    details = page.workshop.session.details
    question, told = (
        ("Another way to answer", "Answers already entered are kept.") if now else ("How do we answer?", "")
    )
    one, many = ("table", "tables") if details.mode is Mode.GROUPS else ("person", "people")
    others = {way: _WORDS[way].format(one=one, many=many) for way in ways(details) if way is not now}
    offered = {words: partial(take, way) for way, words in others.items()}
    if PageName.CARDS in others and not camera_ready():
        del offered[others[PageName.CARDS]]
        offered[f"{others[PageName.CARDS]} (not installed)"] = partial(page.warn, NO_CAMERA_PART)
    ask(page, question, offered, " ".join(filter(None, (told, why_not(details)))))


def ask_first_way(page: WorkshopPage, answer: Callable[[], None]) -> None:
    """Ask for a way to answer before anybody does, and go on in it with `answer`."""

    def take(way: PageName) -> None:
        page.desk.way = way
        answer()

    ask_way(page, take)


OTHER_ANSWERS: Final = {
    Answer.DONT_KNOW: "d don't know",
    Answer.ABSTAIN: "a prefer not to say",
    Answer.INTEREST: "i interest declared",
}
"""What can be answered beside a level, with its key, as the pages name it."""

_KEYS: Final = (
    ("1", Answer.LEVEL_1, "Statement 1", "The slip says 1."),
    ("2", Answer.LEVEL_2, "Statement 2", "The slip says 2."),
    ("3", Answer.LEVEL_3, "Statement 3", "The slip says 3."),
    (letter("d"), Answer.DONT_KNOW, "Don't know", "The slip says don't know."),
    (letter("a"), Answer.ABSTAIN, "Prefer not to say", "The slip is blank or says prefer not to say."),
    (letter("i"), Answer.INTEREST, "Interest", "The person has declared an interest in this step."),
)


def answer_keys(action: str, told: str = "") -> Iterator[Command]:
    """Yield the commands that key an answer by this action; `told` is about each that does not come from a slip."""
    for keys, answer, title, of_slip in _KEYS:
        yield Command(f"{action}('{answer.value}')", keys, title, told or of_slip)
    yield Command(
        f"{action}('{Answer.NOT_APPLICABLE.value}')",
        letter("x"),
        "Not applicable",
        "The prompt does not apply, or the table did not discuss the step.",
        when=lambda page: page.vote.may_skip,
    )
