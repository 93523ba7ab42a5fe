"""What the pages of a workshop share: the step bar, where they lead, and what can be written down anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.binding import BindingsMap
from textual.events import ScreenResume
from textual.timer import Timer
from textual.widget import Widget

from scrutiny_tui.acts.act import ON_AGAIN, Act, Given
from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import TWO_AGAIN, Workshop
from scrutiny_tui.domain.clock import ClockFace, ClockState
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.pack import Item
from scrutiny_tui.domain.phrases import where_in
from scrutiny_tui.domain.printable import without_paths
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.domain.voting import EVERY_WAY
from scrutiny_tui.store.disk_errors import REFUSED
from scrutiny_tui.tui.commands import Command, act_command, bindings
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.navigation import WARM_UP_HELP, go, go_home, named, resumed_page
from scrutiny_tui.tui.screens.page import Page
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import StepBar, TitleBar
from scrutiny_tui.tui.widgets.big import BigTwin
from scrutiny_tui.tui.widgets.drawn_blocks import BlockView
from scrutiny_tui.view.page_view import Block, PageView, Shown
from scrutiny_tui.view.pages import frame, page
from scrutiny_tui.view.result_words import over_words

if TYPE_CHECKING:
    from scrutiny_tui.tui.screens.open_vote import OpenVote

SECOND: Final = 1.0
REDRAWN_EVERY: Final = 30
"""Seconds until a page tells anew how much time is left."""
MOVING: Final = frozenset({ClockState.RUNNING, ClockState.WARNING})
"""The states in which the clock shows something else a second later."""
READ_ONLY: Final = "Read only"


class WorkshopPage(Page):
    """A page of an open workshop. What could not be saved is met at once, and done again when it can be."""

    CSS_PATH = styles("pages")
    shows_place: bool = True
    """Whether it says where in the workshop the room is."""
    called: ClassVar[str] = ""
    """What stands in the title bar instead of where the room is."""
    is_over: ClassVar[bool] = False
    """Whether it is opened over another page, and going back shows that page again."""
    page_name: str = ""
    """Under this name the acts say that they are offered here; empty for a page that offers none."""
    shows_clock: ClassVar[bool] = True
    meets_break: ClassVar[bool] = True
    """Whether a break that is on is shown over this page, as after a restart."""
    vote: OpenVote | None = None
    """The vote that is open while the page takes answers."""

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk)
        self.workshop = workshop
        self.place = place
        self._ticking: Timer | None = None
        self._break_met: datetime | None = None
        self.act_commands = tuple(act_command(act, self.page_name) for act in CATALOGUE.on(self.page_name))
        """What can be asked for here, made from the descriptions of the acts."""
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(bindings(self.act_commands))])

    def title_bar(self) -> TitleBar:
        title, owner, place = self.heading()
        shown = (READ_ONLY, place) if self.workshop.read_only else (place,)
        return TitleBar(title, owner, " · ".join(filter(None, shown)))

    def withholds(self, command: Command) -> bool:
        if self.workshop.session.is_warm_up and (command.everywhere or command in self.act_commands):
            return True
        return command.changes and (self.workshop.read_only or self.workshop.session.is_warm_up)

    def begin(self) -> None:
        super().begin()
        if self.workshop.session.is_warm_up:
            self.help_text = WARM_UP_HELP
        if self.workshop.renew_copy():
            self.tell(TWO_AGAIN)
        self.show_copies()
        # The room sees the page before the disk is asked for a copy.
        self.call_after_refresh(self.keep_copy)
        if self.vote:
            self.vote.begin(self.opened)

    def opened(self) -> None:
        """Show the vote of the page, which is open now."""
        self.written()

    def on_screen_resume(self) -> None:
        """Meet what a question over this page could not save."""
        self.show_copies()
        if reason := self.workshop.take_refusal():
            named("trouble")(self, reason, lambda: None)

    def change(self, move: Callable[..., Session], *arguments: Any, **options: Any) -> bool:
        """Save what a move makes of the session; tell why and return False if it was refused."""
        return self.attempt(lambda: self.workshop.save(move(self.workshop.session, *arguments, **options)))

    def attempt(self, act: Any, *arguments: Any, **options: Any) -> bool:
        done = super().attempt(act, *arguments, **options)
        self.show_copies()
        return done

    def refused(self, error: ScrutinyError, again: Callable[[], bool]) -> None:
        if reason := self.workshop.take_refusal():
            named("refusal")(self, reason, again)
        else:
            super().refused(error, again)

    def show_copies(self) -> None:
        """Say for as long as it is so that only one copy is kept."""
        self.say_lasting(self.workshop.one_copy)

    def action_second_copy(self) -> None:
        self.tell(TWO_AGAIN if self.workshop.renew_copy() else self.workshop.one_copy)
        self.show_copies()

    def action_read_again(self) -> None:
        """Show a workshop that is only looked at as it is now: whoever has it open goes on meanwhile."""
        found = self.result_of(self.desk.look_again)
        if found is not None:
            self.tell("It is read again.")
            self.replace_with(resumed_page(self.desk, found))

    def keep_copy(self) -> None:
        """Make a dated copy where one is due, and take withdrawn words out of every file."""
        if told := self.workshop.keep_copy():
            self.warn(self.told_of_files(told))

    def told_of_files(self, told: str) -> str:
        """Return a sentence about the workshop's files, without paths if the room looks at the page while it answers."""
        return without_paths(told, self.workshop.path, self.workshop.folders) if self.vote else told

    def tell_first(self, *messages: str) -> None:
        super().tell_first(*map(self.told_of_files, messages))

    @on(ScreenResume)
    def _keep_time(self) -> None:
        self.show_clock()
        self.meet_break()

    def meet_break(self) -> None:
        """Show the break over this page where one is on."""
        back_at = None if self.workshop.read_only else self.workshop.session.sitting.today.back_at
        if back_at is None:
            self._break_met = None
        elif self.meets_break and back_at != self._break_met:
            # Once: where the end of the break cannot be saved, going on is still possible.
            self._break_met = back_at
            self.app.push_screen(named("break")(self.desk, self.workshop, self.workshop.session.place))

    def show_clock(self) -> None:
        """Show the clock as it is now, and go on showing it while it runs."""
        face = self.workshop.face()
        self.draw_clock(face)
        moving = face is not None and face.state in MOVING
        if moving and self._ticking is None:
            self._ticking = self.set_interval(SECOND, self.show_clock)
        elif not moving and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def draw_clock(self, face: ClockFace | None) -> None:
        """Draw the timer in the title bar; while people talk or answer also in big letters, if there is room."""
        shown = face if self.shows_clock else None
        self.query_one(TitleBar).clock = shown
        is_large = shown is not None and self.place.page in {PageName.STEP, *EVERY_WAY} and not self.is_over
        self.set_class(is_large, "-clock")
        big = self.query_one_optional("#big-clock", BigTwin)
        if big is None and is_large:
            big = BigTwin(id="big-clock")
            self.mount(big, after=self.query_one("#body"))
        if big is not None:
            up = shown is not None and shown.state is ClockState.UP
            big.text = (shown.words if up else shown.text) if shown else ""

    def here(self) -> Given:
        """Return what the page says about the parameters of an act."""
        return {"step": self.item}

    def action_act(self, name: str) -> None:
        self.begin_act(CATALOGUE.acts[name])

    def begin_act(self, act: Act, **known: Any) -> None:
        """Do an act, asking for what neither the page nor the caller says."""
        here = {**self.here(), **known}
        if act.rebuilds:
            self.before_leaving(lambda: named("act")(self, act, here))
        else:
            named("act")(self, act, here)

    def do(self, act: Act, values: Given) -> bool:
        """Do an act whose parameters are known, say that it is done, and show what came of it."""
        before, told = self.workshop.session, [""]
        if not self.attempt(lambda: told.append(act.do(self.workshop, values))):
            return False
        self.keep_copy()
        told += (self.workshop.take_erased(), ON_AGAIN if act.is_private else "")
        self.tell(" ".join(filter(None, told)))
        now = self.workshop.session
        same = (now.details, now.voters, now.rounds) == (before.details, before.voters, before.rounds)
        if same or act.leads_to:
            self.acted(act)
        else:
            self.set_up_anew()
        return True

    def set_up_anew(self) -> None:
        """Build the page again after a change of what was set up or answered, which may stand anywhere on it."""
        self.replace_with(resumed_page(self.desk, self.workshop))

    def acted(self, act: Act) -> None:
        """Show what came of an act, here or on the page that shows it."""
        if act.leads_to and act.leads_to != self.place.page:
            self.go(PageName(act.leads_to), self.item.step_number)
        else:
            self.written()
            self.show_clock()
            self.meet_break()

    @property
    def item(self) -> Item:
        """The item that the page is about."""
        return self.workshop.session.wording.item(self.place.item)

    @property
    def last_item(self) -> int:
        """The number of the last item."""
        return len(self.workshop.session.wording.items)

    def heading(self) -> tuple[str, str, str]:
        view = self.frame
        whole = self.shows_place and not self.called
        return view.title, view.council, view.where if whole else where_in(self.workshop.session, self.called)

    @property
    def frame(self) -> PageView:
        """The page without what is on it."""
        return frame(self.workshop.session, self.public() or Shown(self.place))

    def under_title(self) -> Iterable[Widget]:
        view = self.frame
        if view.steps and self.shows_place:
            yield StepBar(view)

    def blank(self) -> Shown:
        """Return what the room's window shows while the screen is blank."""
        return Shown(self.workshop.session.place, blank=True)

    def public(self) -> Shown | None:
        """Return what of this page is for the room, where the room has a window of its own; None: the page below."""
        return None if self.is_over else Shown(self.place)

    def blocks(self) -> Iterable[Block]:
        """Return what is on the page now, for those that are made of blocks."""
        return page(self.workshop.session, self.public() or Shown(self.place)).blocks

    def body(self) -> Iterable[Widget]:
        yield BlockView(self.blocks(), classes=self.frame.name)

    def private_notes(self) -> str | None:
        """Return what only the facilitator is to see, where the room has a window of its own; None: nothing may be."""
        return self.vote.private_notes() if self.vote else ""

    def told_in_private(self) -> str:
        """Return what is for the facilitator only: of the page, and that the plan of the day is over."""
        notes, day = self.private_notes(), self.workshop.day()
        if notes is None:
            return ""
        return "\n".join(filter(None, (over_words(day) if day.over > 0 else "", notes)))

    def go(self, page: PageName, item: int | None = None, leaf: int = 0) -> None:
        """Leave for another place of the workshop; `leaf` is the page of the briefing."""
        if self.workshop.read_only and page in EVERY_WAY:
            self.warn(REFUSED)
            return
        place = Place(page, self.place.item if item is None else item, leaf)
        self.attempt(go, self, self.desk, self.workshop, place)

    def lead_to_answers(self, item: int) -> None:
        """Go to where an item is answered; by the promise where it was not read out in this sitting."""
        session = self.workshop.session
        if session.sitting.promised:
            self.go(self.desk.way_in(session), item)
        elif self.attempt(self.workshop.open_round, item):
            # With the vote open, the promise leads on to the answers.
            self.go(PageName.PROMISE, item)

    @on(StepBar.Chosen)
    def _choose_step(self, event: StepBar.Chosen) -> None:
        """Go to a step that was clicked; from a page over another one, back to that."""
        if self.is_over:
            self.app.pop_screen()
        else:
            self.before_leaving(lambda: self.go(PageName.STEP, event.number))

    def leave_for(self, page: PageName) -> None:
        """Go to a page that is about all steps, or back to the step."""
        self.before_leaving(lambda: self.go(page, self.item.step or None))

    def before_leaving(self, leave: Callable[[], None], *, closes: bool = False) -> None:
        """Leave the page, for the start page if it `closes` the workshop; one that takes answers may ask first."""
        if self.vote:
            self.vote.before_leaving(leave, closes=closes)
        else:
            leave()

    def action_ways(self) -> None:
        if self.vote:
            self.vote.ask_way()

    def action_reveal(self) -> None:
        if self.vote:
            self.vote.ask_result()

    def action_back(self) -> None:
        if self.is_over:
            self.app.pop_screen()
        else:
            self.leave_for(PageName.STEP)

    def action_leave_for(self, page: str) -> None:
        self.leave_for(PageName(page))

    def action_over(self, name: str) -> None:
        self.app.push_screen(named(name)(self.desk, self.workshop, self.place))

    def action_home(self) -> None:
        self.before_leaving(lambda: go_home(self, self.desk), closes=True)

    def action_ask_home(self) -> None:
        """Ask first: a presenter's clicker sends Esc too."""
        choices = {"Keep it open": None, "Close it": self.action_home}
        again = "" if self.desk.original else " You can continue from the start page."
        ask(self, "Close this workshop?", choices, f"{self.desk.told_at_leaving}{again}")

    def action_who(self) -> None:
        self.app.push_screen(named("who")(self.workshop), self.people_changed)

    def people_changed(self, joined: int | None = None) -> None:
        """Bring the page to a changed list of people."""
        self.written()

    def answers_taken(self) -> None:
        """Bring the page to answers that just came in from a file."""
        self.people_changed()

    def action_compare_with(self) -> None:
        self.app.push_screen(named("compare")(self.desk, self.workshop))

    def written(self) -> None:
        """Bring the page to something that was just written down."""
        for shown in self.query(BlockView):
            shown.show(self.blocks())
        self.refresh_keys()

    def action_close_up(self) -> None:
        self.before_leaving(self._show_close, closes=True)

    def _show_close(self) -> None:
        """Show over the page what would be saved; from there go to the start page, or to what is still open."""

        def leave(chosen: object) -> None:
            if isinstance(chosen, Place):
                self.go(chosen.page, chosen.item)
            elif chosen:
                go_home(self, self.desk)

        self.app.push_screen(named("close")(self.desk, self.workshop, self.place), leave)

    def action_paper(self) -> None:
        path = self.desk.beside(self.workshop.path)
        named("paper")(self, self.workshop.session, self.workshop.pack, path.with_name(f"{path.stem}-paper"))
