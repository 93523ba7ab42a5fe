"""The files of a session that is open: where they are, how many copies there are, and going on when a disk fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from scrutiny_tui.domain.mending import with_trail
from scrutiny_tui.domain.session import Session
from scrutiny_tui.services.pathless import without_paths
from scrutiny_tui.store.finding import SUFFIX
from scrutiny_tui.store.journal.errors import NotSavedError
from scrutiny_tui.store.names import free_path
from scrutiny_tui.store.sessions import SessionFile
from scrutiny_tui.store.viewing import ViewedFile

TWO_AGAIN: Final = "Two copies are kept again."


class FiledSession:
    """A session in its files."""

    def __init__(self, file: SessionFile | ViewedFile) -> None:
        self._file = file
        self._refusal = ""

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._file.path

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about the state of the files, for the facilitator."""
        return self._file.notices

    @property
    def read_only(self) -> bool:
        """Whether the session is only looked at, and every change but where the room is raises `RuleError`."""
        return self._file.read_only

    @property
    def is_stuck(self) -> bool:
        """Whether nothing more can be saved in this file, because the disk failed or somebody else touched it."""
        return self._file.is_stuck

    @property
    def one_copy(self) -> str:
        """A sentence saying that only one copy is kept, and why; empty while there are two."""
        return f"Only one copy is kept now: {self._file.lacks}." if self._file.lacks else ""

    def without_paths(self, told: str) -> str:
        """Return a sentence about the files as it may be projected: with words in place of paths."""
        folders = {self.path.parent: "the folder of this workshop"}
        if isinstance(self._file, SessionFile):
            folders[self._file.mirror] = "the second folder"
        return without_paths(told, self.path, folders)

    def renew_copy(self) -> bool:
        """Make a lost second copy again, whole, where its folder is back; return whether there are two copies again."""
        return self._file.renew_mirror()

    def take_refusal(self) -> str:
        """Return once why the last change could not be saved, as a sentence; empty where it was saved."""
        reason, self._refusal = self._refusal, ""
        return reason

    def carry_on(self, folder: Path, mirror: Path, note: Callable[[Path], bool] | None = None) -> bool:
        """Write everything up to the last answer into a new file in another folder, and go on there.

        The old file stays as it is; the trail of the new one names it. `mirror` is where the second copy goes. `note`
        is told the new file before it is there, and says whether the next start will look for it; so does what is
        returned. Raises `MachineError` or `InputError` where that folder cannot be written; then the session is where
        it was.
        """
        old = self.path.name
        target = free_path(folder, self.path.stem, SUFFIX)
        line = f"Carried on in a new file, {target.name}, because {old} could not be written any more."
        listed = note is None or note(target)
        self._file.carry_on(target, with_trail(self._file.session, line), mirror, listed=listed)
        return listed

    def _put(self, after: Session) -> None:
        """Save this moment of the session; where it is refused, keep why until it is asked for."""
        try:
            self._file.save(after)
        except NotSavedError as error:
            self._refusal = error.reason
            raise
        self._refusal = ""
