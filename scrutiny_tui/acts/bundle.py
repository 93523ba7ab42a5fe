"""A workshop on its way to another laptop: read to be packed up, and unpacked among the workshops here."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.library import Library
from scrutiny_tui.acts.rescue import NewFile, write_workshop
from scrutiny_tui.domain.errors import InputError, MachineError, ScrutinyError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.records import record
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.archives import read_zip
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.store.session_copies import chosen_state
from scrutiny_tui.store.session_paths import SUFFIX, free_path, session_stem
from scrutiny_tui.store.session_tables import DamageError, read_state, session_of
from scrutiny_tui.store.system import is_there

SESSION: Final = "session.json"
"""What a session's file is called in a zip file."""
PACK: Final = "pack"
"""The folder of the pack in a zip file."""
_PACK_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""The id of a pack that may become the name of a folder."""


@record
class Packing:
    """A workshop as it is on the disk, to be packed up."""

    session: Session
    file: bytes
    """Its file, whole."""
    pack: Pack | None
    """The pack that it was set up with; None if it is not here."""
    pack_folder: Path | None


def to_pack(library: Library, path: Path) -> Packing:
    """Read a workshop to pack it up, open elsewhere or not. Changes nothing.

    Raises `InputError` or `MachineError` if it cannot be read.
    """
    found = chosen_state(path, library.places.mirror)
    session = session_of(found.state, path.name)
    pack = own_pack(library, session)
    folder = library.places.pack_of(session.wording.pack) if pack else None
    return Packing(session, found.state.data, pack, folder)


def own_pack(library: Library, session: Session) -> Pack | None:
    """Return the pack that a workshop was set up with; None if it is not here, or cannot be read."""
    with suppress(ScrutinyError):
        pack = read_pack(library.places.pack_of(session.wording.pack))
        return pack if pack.id == session.wording.pack else None
    return None


def unpack(
    library: Library, file: Path, into: Path | None = None, *, with_pack: bool = False, password: str = ""
) -> NewFile:
    """Put the workshop of a zip file under a free name among the workshops, or into a folder.

    Everything is checked before anything is written. The pack of the zip file is taken `with_pack` only, and only
    where there is none of its name here. Raises `PasswordError` if it has another password, `InputError` if the file cannot
    be used, and `MachineError` if it cannot be read or nothing can be written.
    """
    manifest, members = read_zip(file, password)
    if manifest.get("kind") == "public" or SESSION not in members:
        raise InputError(
            f"{file.name} has the report and the counts of a workshop, but not the workshop "
            "itself. Open it like any other zip file."
        )
    session = _session_in(members[SESSION], f"{SESSION} in {file.name}")
    if session.id in library.known or any(path.stem == session.id for path in library.lost_copies()):
        session = replace(session, id=library.new_id())
    start = f"{PACK}/"
    pack = {name.removeprefix(start): data for name, data in members.items() if name.startswith(start)}
    with _pack_taken(library, pack if with_pack else {}, session, file) as notices:
        path = free_path(into or library.places.sessions, session_stem(session.details), SUFFIX)
        written = write_workshop(library, path, session)
    return replace(written, notices=(*notices, *written.notices))


def _session_in(data: bytes, file: str) -> Session:
    """Return the session that a whole file holds; `file` is named in every problem.

    Raises `InputError` if it is damaged, was changed by hand, is newer than this program or no session.
    """
    try:
        found = read_state(data)
    except DamageError as error:
        raise InputError(f"{file} is damaged: {error}. Nothing was opened.") from error
    if not found.is_genuine:
        raise InputError(f"{file} was changed by hand. Nothing was opened.")
    return session_of(found, file)


@contextmanager
def _pack_taken(
    library: Library, files: Mapping[str, bytes], session: Session, file: Path
) -> Iterator[tuple[str, ...]]:
    """Put a pack among the packs, and take it away again where what is done meanwhile fails."""
    name, content = session.wording.pack, library.places.content
    if not files:
        yield ()
        return
    if not _PACK_ID.fullmatch(name) or is_there(content / "pack.toml"):
        raise InputError(
            f"There is no folder for the content pack of {file.name}. Name one with --content. "
            "Nothing was opened."
        )
    target = content / name
    if is_there(target):
        yield (f"There is already a content pack {name}. It was not changed.",)
        return
    with _staged(content, files) as stage:
        try:
            pack = read_pack(stage)
        except ScrutinyError as error:
            raise InputError(
                f"The content pack of {file.name} can't be used. Nothing was opened.\n{error}"
            ) from error
        if pack.id != name:
            raise InputError(
                f"The content pack in {file.name} belongs to another workshop. Nothing was opened."
            )
        stage.replace(target)
    try:
        yield (f"The content pack {name} was saved to {target}.",)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


@contextmanager
def _staged(content: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Write a pack's files into a folder beside the packs, which goes where it was not moved."""
    stage = None
    try:
        stage = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=content))
        for name, data in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(data)
        yield stage
    except OSError as error:
        raise MachineError(
            f"The content pack could not be saved to {content}: {error.strerror or error}. Nothing "
            "was opened."
        ) from error
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)
