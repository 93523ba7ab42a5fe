"""The facilitator's desk: the library, the one workshop that is open, and whether a key was pressed or is held down."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, suppress
from enum import Enum
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrutiny_tui.acts.card_vote import CardMemory
from scrutiny_tui.acts.library import Library
from scrutiny_tui.domain.errors import ScrutinyError
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.session import PRACTICE_ID, PageName
from scrutiny_tui.domain.voting import EVERY_WAY, counted_last, warm_up, ways
from scrutiny_tui.store import places
from scrutiny_tui.store.disk_errors import NotSavedError
from scrutiny_tui.store.system import DISK, Refuge, find_sticks, is_folder, refuges

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from scrutiny_tui.acts.workshop import Workshop
    from scrutiny_tui.domain.people import Voter
    from scrutiny_tui.domain.session import Details, Place, Session


MACHINE_SECONDS: Final = 0.06
"""Nobody presses a key again so soon; a held key repeats every 15 to 40 ms on most machines."""

SLOW_SECONDS: Final = 0.11
"""The longest usual time between two repeats: 90 ms on macOS, 92 ms on the console of Linux."""

FIRST_SECONDS: Final = 0.2
"""The shortest usual delay before a held key repeats at all: 225 ms on macOS, 250 ms elsewhere."""

LATEST_SECONDS: Final = 0.8
"""The longest usual delay before it does: 750 ms on Windows, 660 ms under X."""

RELEASED_SECONDS: Final = 0.3
"""A key that was held down and does not come for so long was let go."""


class Press(Enum):
    """What a key is that came."""

    AGAIN = "again"
    """Somebody pressed it."""
    UNSURE = "unsure"
    """Somebody pressed it, unless it comes once more within `SLOW_SECONDS`."""
    HELD = "held"
    """It repeats because it is held down; so did the one before if that was unsure."""


@record
class LastKey:
    """The key that came last."""

    key: str = ""
    moment: float = -inf
    """When it came, in seconds that only go forward."""
    press: Press = Press.AGAIN


def judge(last: LastKey, key: str, moment: float, machine_seconds: float = MACHINE_SECONDS) -> Press:
    """Return what a key is that comes after `last`.

    A held key comes once, after a delay again, and then quickly. So the same key before that delay was pressed; after
    it nobody can know before the next one comes or does not. Where both could be, as after two presses of which the
    second came quickly after the delay, it is held: an answer that nobody gave is worse than one to be keyed again.
    """
    gap = moment - last.moment
    if key != last.key:
        return Press.AGAIN
    if last.press is Press.HELD and gap < max(RELEASED_SECONDS, machine_seconds):
        return Press.HELD
    if gap < (SLOW_SECONDS if last.press is Press.UNSURE else machine_seconds):
        return Press.HELD
    return Press.UNSURE if FIRST_SECONDS <= gap < LATEST_SECONDS else Press.AGAIN


class Desk:
    """Opens one workshop at a time, and closes it before another is opened."""

    _behind: Workshop | None = None
    """The workshop that a warm-up stands in for; None without one."""

    def __init__(self, library: Library, held_key_seconds: float = MACHINE_SECONDS) -> None:
        self.library = library
        self.held_key_seconds = held_key_seconds
        """The same key again within this time is held down. 0: no key ever is, as for a test that presses them."""
        self.way: PageName | None = None
        """The way to answer that was used last, with which the next step begins; None before the first answer."""
        self._noted: str | None = None
        """For which occasion the content note was gone past last; None if for none that is known."""
        self.briefed: int | None = None
        """The page that the briefing was left on, counted from 0; None if it was not shown since the workshop was opened."""
        self.short_briefing = False
        """Whether only the ten-minute briefing is gone through."""
        self.came_from: dict[PageName, Place] = {}
        """Where the room was before it went to a page about all steps: the overview, the plan, the read-back."""
        self.cards = CardMemory(library.places.settings)
        """What is known of raised cards from one page to the next."""
        self.home_row = ""
        """The line of the start page that was chosen last; empty before the first one."""
        self._last_key = LastKey()
        self.workshop: Workshop | None = None
        """The workshop that is open; None at the home page."""
        self.original: Path | None = None
        """What the workshop that is open is a copy of, which goes away: the example or, in a rehearsal, a workshop."""
        self._copy_kept = ExitStack()
        """Closed, it removes that copy."""

    def beside(self, path: Path) -> Path:
        """Return beside what path files about the workshop at `path` are put: never where a copy goes away."""
        return places.finished_folder() / path.name if self.original else path

    @property
    def _occasion(self) -> str:
        """What the content note is shown for: one session of a workshop on one day, or a briefing without a workshop."""
        if self.workshop is None:
            return ""
        now = self.workshop.session
        return f"{now.id} {max(now.sittings, default=0)} {self.library.today().date()}"

    @property
    def noted(self) -> bool:
        """Whether the content note was gone past on this occasion, also before a restart; it comes before quotations."""
        return self._noted == self._occasion

    @noted.setter
    def noted(self, noted: bool) -> None:
        if noted == self.noted:
            return
        self._noted = self._occasion if noted else None
        if noted and self.workshop and not self.original:
            places.remember(self.library.places.settings, places.CONTENT_NOTE, self._occasion)

    @property
    def told_at_leaving(self) -> str:
        """What becomes of what was done, in a sentence."""
        practises = self.workshop is not None and self.workshop.session.is_practice
        if self.original is None:
            return f"Everything{' but the warm-up' if practises else ''} is saved."
        return f"Nothing in {'this practice' if practises else 'the example'} is saved."

    def begin_way(self, way: PageName) -> None:
        """Note that answers are taken in this way now, and are on the next step."""
        if not self.cards.rest_on_slips or way is not PageName.ANSWERS:
            self.way = way
        self.cards.rest_on_slips = False

    def reads_cards(self, session: Session) -> bool:
        """Say whether a camera reads cards in this workshop, as far as is known: one was chosen on this computer, or the way."""
        is_likely = (
            self.way is PageName.CARDS or self.cards.stand_in is not None or self.cards.camera is not None
        )
        return is_likely and PageName.CARDS in ways(session.details)

    def way_in(self, session: Session) -> PageName:
        """Return the way to answer that was used last, or the usual one if that does not suit this workshop."""
        last = self.way or (PageName.COUNT if counted_last(session) else None)
        return last if last and last in ways(session.details) else EVERY_WAY[0]

    def press_of(self, key: str, moment: float) -> Press:
        """Return whether a key that comes now was pressed or is held down; seconds only go forward."""
        seconds = self.held_key_seconds
        press = judge(self._last_key, key, moment, seconds) if seconds else Press.AGAIN
        self._last_key = LastKey(key, moment, press)
        return press

    def open(self, path: Path, *, accept_edit: bool = False) -> Workshop:
        """Open a session in place of the one that is open. Raises `ScrutinyError` if it cannot be opened."""
        self.leave()
        self.workshop = self.library.open(path, accept_edit=accept_edit)
        self._noted = places.remembered(self.library.places.settings, places.CONTENT_NOTE)
        return self.workshop

    def look(self, path: Path) -> Workshop:
        """Look at a session in place of the one that is open; nothing in it can be changed.

        Raises `ScrutinyError` if it cannot be read.
        """
        self.leave()
        self.workshop = self.library.look(path)
        return self.workshop

    def look_again(self) -> Workshop | None:
        """Read the workshop that is only looked at once more, where the room was; None if none is looked at.

        Raises `ScrutinyError` if it cannot be read now; then it is as it was read before.
        """
        before = self.workshop
        if before is None or not before.read_only:
            return None
        self.workshop = self.library.look(before.path)
        self.workshop.move_to(before.session.place)
        return self.workshop

    def create(self, details: Details, voters: tuple[Voter, ...]) -> Workshop:
        """Set up a workshop in place of the one that is open. Raises `ScrutinyError` if it cannot be written."""
        self.leave()
        self.workshop = self.library.create(details, voters)
        return self.workshop

    def open_example(self) -> Workshop:
        """Open a copy of the shipped example in a folder that goes away; the shipped file is never changed.

        Raises `ScrutinyError` if it cannot be copied or opened.
        """
        self.leave()
        example = places.example_session()
        return self._open_copy(example, example.name, self.library.read(example))

    def rehearse(self, path: Path) -> Workshop:
        """Open a workshop without answers that is set up like the one at this path, in a folder that goes away.

        Until it is left, nobody can open the workshop itself, which is never changed: the room's window of both is the
        same. Raises `ScrutinyError` if it is open elsewhere or cannot be read.
        """
        self.leave()
        opening = self.library.opening
        name, session = f"{PRACTICE_ID}{path.name}", opening.rehearsal(path)
        return self._open_copy(path, name, session, opening.reserve(path))

    def begin_warm_up(self) -> Workshop | None:
        """Let a twin stand in for the open workshop in which its people practise with the pack's question.

        Nothing of it is kept, but for the way to answer that the first step then begins with.
        """
        real = self.workshop
        if real and real.pack.warm_up:
            self.way, self._behind = self.way_in(real.session), real
            self.workshop = real.rehearsed(warm_up(real.session, real.pack.warm_up))
        return self.workshop

    def end_warm_up(self) -> Workshop | None:
        """Return to the workshop itself, which stands where it stood."""
        if self._behind:
            self.workshop, self._behind = self._behind, None
        return self.workshop

    def _open_copy(
        self, original: Path, name: str, session: Session, *needs: AbstractContextManager[None]
    ) -> Workshop:
        with ExitStack() as kept:
            for each in needs:
                kept.enter_context(each)
            folder = kept.enter_context(places.folder_that_goes_away())
            self.workshop = self.library.opening.open_copy(folder / name, session)
            self._copy_kept = kept.pop_all()
        self.original = original
        self.workshop.continue_sitting()
        return self.workshop

    def refuges(self) -> tuple[Refuge, ...]:
        """Return folders in which the workshop that is open could be carried on, the best first."""
        if self.workshop is None:
            return ()
        mirrors = self.library.places.mirrors
        mirror = next(filter(is_folder, mirrors), mirrors[-1])
        return refuges(self.workshop.path, mirror, Path.home(), find_sticks())

    def carry_on(self, folder: Path) -> str:
        """Go on with the open workshop in a new file in this folder, and return a sentence about it.

        Raises `ScrutinyError` if that folder cannot be written; then the workshop is where it was.
        """
        workshop = self.workshop
        if workshop is None:
            return ""
        if self.original:
            workshop.carry_on(folder, folder / "mirror")
            listed = True
        else:
            # Listed first: if the program dies once the new file is there, the next start goes on with it.
            target = workshop.new_path(folder)
            listed = self.library.remember(target)
            try:
                workshop.carry_on(folder, self._mirror_of(folder))
            except ScrutinyError:
                self.library.forget(target)
                raise
        told = f"You are now working in a new file, {workshop.path.name}. Nothing is missing."
        if listed:
            return told
        return f"{told} Write down where it is, in case the start page can't find it: {workshop.path}"

    def _mirror_of(self, folder: Path) -> Path:
        """Return where the second and the dated copies go of a workshop that is carried on in a folder.

        Where they went until now, unless that is gone or the folder is in it; then where they usually go.
        """
        self.library.places.make_mirror(for_new=False)
        *_named, usual = mirrors = self.library.places.mirrors
        going_on = folder.resolve()
        apart = (each for each in mirrors if is_folder(each) and not going_on.is_relative_to(each.resolve()))
        if found := next(apart, None):
            return found
        with suppress(OSError):  # told as the second copy that is missing
            DISK.make_folder(usual)
        return usual

    def leave(self) -> str:
        """Close the workshop that is open; return a sentence where closing met a problem, else nothing.

        Whatever it is, nothing that was acknowledged is lost.
        """
        workshop, self.workshop = self.end_warm_up(), None
        self.way = None
        self._noted = None
        self.briefed, self.short_briefing = None, False
        self.came_from = {}
        self.cards.forget()
        self.original = None
        try:
            if workshop is not None:
                workshop.close()
        except ScrutinyError as error:
            # What it says beyond the reason is meant for somebody who has just given an answer.
            reason = error.reason if isinstance(error, NotSavedError) else error
            return f"{reason} All answers shown as entered are safe."
        finally:
            self._copy_kept.close()
            _remove_abandoned_copies()
        return ""


def _remove_abandoned_copies() -> None:
    """Remove copies that programs which were killed have left, with what was keyed in them. One in use holds its lock."""
    with suppress(OSError):
        for lock in places.copies_folder().glob("*/*.lock"):
            if free := DISK.lock(lock):
                free()
                shutil.rmtree(lock.parent, ignore_errors=True)
