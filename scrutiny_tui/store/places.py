"""Where packs, sessions and mirrors are on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scrutiny_tui import PROGRAM
from scrutiny_tui.store.plain_file import is_folder, is_there
from scrutiny_tui.store.settings import settings_file
from scrutiny_tui.store.system import System

DEFAULT_PACK: Final = "six-steps"

_PACKAGE: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that the program uses."""

    content: Path
    """A folder of packs, or one pack."""
    sessions: Path
    """Where new sessions are kept."""
    mirror: Path
    """Where the second copy of every change and the dated copies go."""
    usual_mirror: Path | None = None
    """Where they go while no other folder is named; None if that is the same."""
    usual_sessions: Path | None = None
    """Where new sessions are kept while no other folder is named; None if that is the same."""
    settings: Path | None = None
    """The file of what is remembered between two runs; None if nothing is."""

    @property
    def mirrors(self) -> tuple[Path, ...]:
        """Every folder that may hold second copies, the one in use first."""
        usual = self.usual_mirror or self.mirror
        return (self.mirror,) if usual == self.mirror else (self.mirror, usual)

    def make_mirror(self, *, for_new: bool) -> None:
        """Make the folder of second copies if it is the program's own, or is named for a new workshop.

        A folder that somebody named is never made again by itself: if a stick was pulled out, its path is another
        disk's. What cannot be made is told when the second copy is written.
        """
        with suppress(OSError):
            if self.usual_mirror in {None, self.mirror} or (for_new and self.mirror.parent.is_dir()):
                System().make_folder(self.mirror)

    @property
    def pack(self) -> Path:
        """The pack that new sessions are set up with."""
        return self.content if _holds_pack(self.content) else self.content / DEFAULT_PACK

    def pack_of(self, pack_id: str) -> Path:
        """Return the folder of the pack with this id, or the default one where there is no such folder."""
        found = self.content / pack_id
        return found if found.parent == self.content and _holds_pack(found) else self.pack


def find_places(
    environment: Mapping[str, str],
    content: Path | None = None,
    sessions: Path | None = None,
    backup: Path | None = None,
) -> Places:
    """Return the folders to use: what was asked for, else the environment's, else where the program is installed."""
    checkout = _checkout()
    usual = _named(environment, "SCRUTINY_MIRROR") or _data_folder() / "mirror"
    named = backup or _named(environment, "SCRUTINY_BACKUP")
    own = _named(environment, "SCRUTINY_SESSIONS") or _own_sessions(checkout)
    return Places(
        content=content or _named(environment, "SCRUTINY_CONTENT") or _shipped_content(checkout),
        sessions=sessions or own,
        mirror=named or usual,
        usual_mirror=usual if named else None,
        usual_sessions=own if sessions else None,
        settings=settings_file(environment),
    )


def reports_folder() -> Path:
    """Return where reports about mistakes in the program go."""
    return _data_folder() / "reports"


def audience_folder() -> Path:
    """Return where the files are that audience windows follow."""
    return _data_folder() / "audience"


def example_session() -> Path:
    """Return the example that is shipped."""
    checkout = _checkout()
    return (checkout / "sessions" if checkout else _PACKAGE / "_sessions") / "example.json"


def _named(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name)
    return Path(value) if value else None


def _checkout() -> Path | None:
    """Return the checkout the program runs from, recognised by our own project file beside the package."""
    project = _PACKAGE.parent / "pyproject.toml"
    if project.is_file() and f'name = "{PROGRAM}"' in project.read_text(encoding="utf-8"):
        return _PACKAGE.parent
    return None


def _shipped_content(checkout: Path | None) -> Path:
    return checkout / "content" if checkout else _PACKAGE / "_content"


def _own_sessions(checkout: Path | None) -> Path:
    return (checkout or _data_folder()) / "sessions"


def _data_folder() -> Path:
    # Loaded only here because half of the commands are told every folder and need no platform lookup.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path(PROGRAM, appauthor=False)


def finished_folder(home: Path) -> Path:
    """Return where people look for a file that was made for them: the desktop, else the documents, else `home`."""
    wanted = (home / "Desktop", home / "OneDrive" / "Desktop", home / "Documents")
    return next(filter(is_folder, wanted), home)


def _holds_pack(folder: Path) -> bool:
    """Say whether there is a pack in a folder; reading it tells why a folder cannot be looked into."""
    return is_there(folder / "pack.toml")
