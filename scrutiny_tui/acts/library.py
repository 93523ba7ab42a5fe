"""The workshops on this machine: setting one up, finding, opening and comparing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from unicodedata import normalize
from uuid import uuid4

from scrutiny_tui.domain.errors import InputError, MachineError, ScrutinyError
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.disk_errors import GONE, in_words
from scrutiny_tui.store.places import Places, example_session, keep_workshops, read_workshops
from scrutiny_tui.store.session_paths import SUFFIX, is_same, read_head, session_paths, twins_of
from scrutiny_tui.store.system import Clock, PathKind, is_file, is_folder, kind_at, local_time, watched

if TYPE_CHECKING:
    from scrutiny_tui.acts.opening import Opening
    from scrutiny_tui.acts.workshop import Workshop
    from scrutiny_tui.domain.pack import Pack
    from scrutiny_tui.domain.people import Voter
    from scrutiny_tui.domain.session import Details, Session

LAST: Final = "last"
"""Stands for the workshop used last."""

NewId: TypeAlias = Callable[[], str]
"""Returns an id for a new session that no other session has."""


def new_id() -> str:
    """Return a random session id."""
    return uuid4().hex


@record
class Entry:
    """A session file as a list shows it: nothing about answers."""

    path: Path
    session: Session | None
    """None if the file cannot be read as a session."""
    problem: str = ""
    """Why it cannot be read; empty if it can."""

    @property
    def revealed(self) -> int:
        """How many steps have a result."""
        if self.session is None:
            return 0
        return sum(bool(self.session.revealed(item.number)) for item in self.session.wording.items)


class Library:
    """The packs and sessions of this machine."""

    def __init__(self, places: Places, clock: Clock = local_time, make_id: NewId = new_id) -> None:
        self.places = places
        self.today = clock
        """Returns the time in the room."""
        self.new_id = make_id
        """Returns an id that no other session has."""
        self._unkept: tuple[Path, ...] = ()

    @cached_property
    def opening(self) -> Opening:
        """What only workshops that are opened or read need; loaded with the first one, so that the start page is there at once."""
        from scrutiny_tui.acts.opening import Opening

        return Opening(self)

    def pack(self) -> Pack:
        """Return the pack that new workshops use. Raises `ProblemsError` or `InputError` if it is broken."""
        return self.opening.pack()

    def pack_of(self, session: Session) -> Pack:
        """Return the pack that a session was set up with, or that of new workshops if it is not here.

        Raises `ProblemsError` or `InputError` if it is broken.
        """
        return self.opening.pack_of(session)

    def create(self, details: Details, voters: tuple[Voter, ...]) -> Workshop:
        """Set up a workshop: check the details, write its file and open it."""
        return self.opening.create(details, voters)

    def open(self, path: Path, *, accept_edit: bool = False) -> Workshop:
        """Open a session for writing, with the pack it was set up with.

        Raises `ScrutinyError` with a sentence if it cannot be opened, `EditedError` if a person has to agree first.
        """
        refuse_example(path)
        return self.opening.open(path, accept_edit=accept_edit)

    def look(self, path: Path) -> Workshop:
        """Open a session to look at it only: also while another program has it open, and one that a newer one wrote.

        Raises `ScrutinyError` with a sentence if it cannot be read.
        """
        return self.opening.look(path)

    def can_look(self, path: Path) -> bool:
        """Say whether a session can be looked at."""
        try:
            self.look(path)
        except ScrutinyError:
            return False
        return True

    def read(self, path: Path) -> Session:
        """Return a session as it is on the disk, without opening it for writing."""
        return self.opening.read(path)

    def entry(self, path: Path) -> Entry:
        """Return a session, or why it cannot be read."""
        try:
            return Entry(path, self.read(path))
        except ScrutinyError as error:
            return Entry(path, None, str(error).splitlines()[0])

    def entries(self) -> Iterator[Entry]:
        """Return every session of the sessions folder, the one used last first, each read when it is come to.

        Raises `MachineError` if the folder cannot be looked into.
        """
        return map(self.entry, self.paths())

    def entries_in(self, folder: Path) -> Iterator[Entry]:
        """Return the sessions of a folder in the order of their names, each read when it is come to.

        Raises `InputError` if there is no such folder or no file of a session is in it, and `MachineError` if it
        cannot be looked into.
        """
        with in_words(folder):
            kind = kind_at(folder)
        if kind is not PathKind.FOLDER:
            raise InputError(f"There is no folder {folder}.")
        paths = sorted(session_paths(folder), key=lambda path: path.name)
        if not paths:
            raise InputError(f"There are no workshops in {folder}.")
        return map(self.entry, watched(paths))

    def last(self) -> Path | None:
        """Return the session used last; None if the sessions folder has none.

        Raises `MachineError` if the folder cannot be looked into.
        """
        return next(self.paths(), None)

    def paths(self) -> Iterator[Path]:
        """Return the files of the workshops, the one used last first.

        Raises `MachineError` if the folder cannot be looked into.
        """
        found, example = session_paths(self.places.sessions, self._elsewhere), example_session()
        return (path for path in found if not is_same(path, example))

    @property
    def known(self) -> frozenset[str]:
        """The ids of the sessions whose files are here, those in the usual folder included if another one is named.

        Raises `MachineError` if the folder cannot be looked into.
        """
        usual = self.places.usual_sessions
        paths = (*self.paths(), *(session_paths(usual) if usual else ()))
        return frozenset(head.session for path in paths if (head := read_head(path)))

    def lost_copies(self) -> tuple[Path, ...]:
        """Return the second copies of workshops whose own file is not here, the one saved last first.

        None if a folder cannot be looked into: then it is not known what is lost.
        """
        with suppress(MachineError):
            known = self.known
            copies = [path for mirror in self.places.mirrors for path in session_paths(mirror)]
            heads = ((path, read_head(path)) for path in copies)
            return tuple(
                path
                for path, head in heads
                if head and path.stem == head.session and head.session not in known
            )
        return ()

    def copies_of(self, path: Path) -> tuple[Path, ...]:
        """Return the folders in which a workshop has copies of its own: none if another file here holds it too.

        Raises `MachineError` if the folder of workshops cannot be looked into.
        """
        return () if twins_of(path, self.paths()) else self.places.mirrors

    @property
    def _elsewhere(self) -> tuple[Path, ...]:
        """The workshops outside the sessions folder that are remembered, and those of this run that could not be."""
        return tuple(dict.fromkeys((*self._unkept, *read_workshops(self.places.settings))))

    def remember(self, path: Path) -> bool:
        """List a workshop from now on that is outside the sessions folder; return whether the next start knows it too."""
        if path.parent == self.places.sessions.resolve():
            return True
        elsewhere = (path, *(each for each in self._elsewhere if each != path))
        if keep_workshops(self.places.settings, elsewhere):
            return True
        self._unkept = (path, *self._unkept)
        return False

    def forget(self, path: Path) -> bool:
        """Take a workshop off the list of those outside the sessions folder; return whether it was on it."""
        path, before = path.resolve(), self._elsewhere
        if path not in before:
            return False
        self._unkept = tuple(each for each in self._unkept if each != path)
        keep_workshops(self.places.settings, tuple(each for each in before if each != path))
        return True

    def find(self, name: str) -> Path:
        """Return the session that a person means: a path, the name of a file in the sessions folder, or "last".

        Raises `InputError` if there is none, and `MachineError` if the folder cannot be looked into.
        """
        folder = self.places.sessions
        if name == LAST:
            if found := self.last():
                return found
            raise InputError(f"There are no workshops in {folder} yet.")
        for path in (Path(name), folder / name, folder / f"{name}{SUFFIX}"):
            if found := _file_called(path):
                return found
        if name not in {"", ".", ".."} and is_folder(Path(name)):
            raise InputError(f"{name} is a folder, not a workshop.")
        told = f"Can't find a workshop called {name} in {folder}."
        raise InputError(told if is_folder(Path(name).parent) and is_folder(folder) else f"{told} {GONE}")


def _file_called(path: Path) -> Path | None:
    """Return the file of this name, its letters composed or not, as other systems write them; None if there is none."""
    with suppress(OSError):  # a name that no file system takes
        if is_file(path):
            return path
        if not path.name.isascii():
            wanted, files = normalize("NFC", path.name), path.parent.iterdir()
            return next((each for each in files if normalize("NFC", each.name) == wanted), None)
    return None


def is_example(path: Path) -> bool:
    """Say whether this is the example that comes with the program."""
    return is_same(path, example_session())


def refuse_example(path: Path) -> None:
    """Raise `InputError` for the example that comes with the program."""
    if is_example(path):
        raise InputError(
            "The example that comes with the program can't be changed. To look round in a copy: "
            "scrutiny-tui demo"
        )


def to_compare(library: Library, going_on: Workshop | None = None) -> tuple[Entry, ...]:
    """Return every workshop that can be read, the one that is going on before the others."""
    own = (Entry(going_on.path, going_on.session),) if going_on else ()
    others = (each for each in library.entries() if each.session)
    return (*own, *(each for each in others if not going_on or not is_same(each.path, going_on.path)))
