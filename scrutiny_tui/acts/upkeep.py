"""Looking after workshops that are put away: another name, other details, one more like it, and deletion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

from scrutiny_tui.acts.library import LAST, Library, is_example
from scrutiny_tui.acts.opening import check_details
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.actions import follow
from scrutiny_tui.domain.deletion import forget_ballots, forget_names
from scrutiny_tui.domain.details import edit_details
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import vote_on
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import Details, Session
from scrutiny_tui.store.public_file import left_over, remove_left_over
from scrutiny_tui.store.session_paths import SUFFIX, plain_name
from scrutiny_tui.store.session_upkeep import other_files, own_files, remove_session, rename_session

BEYOND_FORGETTING: Final = (
    "Copies elsewhere are not deleted: USB sticks (except the one that backups go to), zip files, full reports "
    "and exports, renamed copies, other computers, sent files and system backups."
)
"""What forgetting leaves where it is."""


class What(Enum):
    """What can be deleted once the totals are fixed."""

    BALLOTS = (
        "Totals and results will not change. Answers by group, and how people moved between "
        "rounds, are deleted too. You can't undo this.",
        "Individual answers deleted. Totals and results have not changed.",
    )
    NAMES = (
        "Totals, results and reports will not change. You can't undo this.",
        "Names deleted and replaced with labels, such as Member 4.",
    )

    def __init__(self, stays: str, done: str) -> None:
        self.stays = stays
        """What stays and what goes, as it is read before the first answer."""
        self.done = done
        """The sentence that says that it is done."""


def without(session: Session, what: What, today: date) -> Session:
    """Return the session without this. Raises `RuleError` if it cannot be deleted now."""
    return forget_ballots(session, today) if what is What.BALLOTS else forget_names(session, today)


def forget(workshop: Workshop, what: What) -> tuple[str, ...]:
    """Delete this from a workshop and all its files; return a sentence for each place that could not be reached.

    What was deleted before is taken out again of every file that can be reached now, such as on a stick that was not
    plugged in then. Raises `RuleError` if it cannot be deleted, and `MachineError` if that could not be saved; then
    nothing was.
    """
    session = workshop.session
    after = session if is_done(session, what) else without(session, what, workshop.now().date())
    told = workshop.forget(after)
    places = workshop.places
    folders = (places.sessions, *places.mirrors) if places else ()
    others = other_files(workshop.path, workshop.session, folders)
    workshop.unreached = (
        *told,
        *(f"{path} is another copy of this workshop. It was not changed." for path in others),
    )
    return workshop.unreached


def is_done(session: Session, what: What) -> bool:
    """Say whether this was deleted already, and nothing of it has come since."""
    forgotten = session.forgotten
    if forgotten is None:
        return False
    if what is What.NAMES:
        return forgotten.names
    return forgotten.ballots and not any(each.ballots for each in session.rounds.values())


BEYOND: Final = (
    "Copies elsewhere are not deleted: USB sticks (except the one that backups go to), other computers, "
    "reports, sent files, system backups and the recycle bin of OneDrive or a similar program."
)
"""What deleting leaves where it is."""

WARNING: Final = "Do not delete if someone has asked for this information."
"""Read before the last answer."""


def change_details(workshop: Workshop, details: Details) -> tuple[str, ...]:
    """Change the details of a workshop that is open, and return sentences about what else changed with them.

    Raises `InputError` if they cannot be used, `RuleError` if what was promised is fixed already, and
    `MachineError` if they could not be saved; then nothing was changed.
    """
    check_details(details)
    before = workshop.session
    workshop.save(edit_details(workshop.session, details))
    told = _changed_too(before.details, details, promised=bool(before.sitting.promised))
    return tuple(filter(None, [*told, workshop.keep_copy()]))


def rename(library: Library, path: Path, name: str) -> tuple[Path, tuple[str, ...]]:
    """Give a session's file another name in its folder, made safe for every operating system.

    Returns where it is now, and sentences about files that stayed under the earlier name. Raises `InputError` if it is
    the example, or if there is a file of that name, and what opening does.
    """
    _refuse_what_is_not_its_own(path, "renamed")
    wanted = name.strip().removesuffix(SUFFIX)
    if not wanted:
        raise InputError("Type the new name of the file.")
    stem = plain_name(wanted)
    if stem == LAST:
        raise InputError('"last" means the workshop used last. Choose another name.')
    target = path.with_name(f"{stem}{SUFFIX}")
    if target.name == path.name:
        raise InputError(f"It is already called {path.name}.")
    notices = rename_session(path, target, library.places.mirror)
    if library.forget(path):
        library.remember(target.resolve())
    return target, notices


def duplicate(library: Library, path: Path, day: date | None = None) -> Path:
    """Set up another workshop that follows this one, with the same details and people, and return its file.

    It has no answers; the open actions are taken over, to be gone through when it is opened. The same prompts are voted
    on, as far as they are still there. The wording is the one that its pack has now. `day`
    takes the place of the date. Raises `InputError` if the session cannot be read or its pack is broken, and
    `MachineError` if the new file cannot be written.
    """
    session = library.read(path)
    details = replace(session.details, date=day or session.details.date)
    places = replace(library.places, content=library.places.pack_of(session.wording.pack))
    workshop = Library(places, library.today).create(details, tuple(session.voters.values()))
    try:
        wording, ids = workshop.session.wording, {session.wording.item(each).id for each in session.prompts}
        prompts = (each for step in wording.items for each in wording.prompts_of(step) if each.id in ids)
        workshop.save(vote_on(workshop.session, frozenset(each.number for each in prompts)))
        workshop.save(follow(workshop.session, session))
    finally:
        workshop.close()
    return workshop.path


def files_to_delete(library: Library, path: Path) -> tuple[Path, ...]:
    """Return every file that deleting a session removes, in that order.

    Raises `InputError` if it is the example or no workshop, and `MachineError` if that cannot be told.
    """
    _refuse_what_is_not_its_own(path, "deleted")
    return (*own_files(path, library.copies_of(path)), *left_over(path))


def delete(library: Library, path: Path) -> None:
    """Delete a session with all its files; there is no way back. If another file holds it too, its copies stay for that.

    Raises `InputError` if it is the example or no workshop, `LockedError` if another program has it open, and
    `MachineError` if a file cannot be removed: what is left can be opened, or deleted again.
    """
    _refuse_what_is_not_its_own(path, "deleted")
    remove_session(path, library.copies_of(path))
    remove_left_over(path)
    library.forget(path)


def _refuse_what_is_not_its_own(path: Path, act: str) -> None:
    if is_example(path):
        raise InputError(f"The example that comes with the program can't be {act}.")
    if path.is_symlink():
        raise InputError(f"{path.name} is a link to {path.resolve()}. Name that file instead.")


def _changed_too(before: Details, after: Details, *, promised: bool) -> list[str]:
    told = []
    if before.secrecy is Secrecy.BY_NAME and after.secrecy is not Secrecy.BY_NAME:
        told.append("Names were replaced with labels. Copies elsewhere may still have the names.")
    if promised and (before.secrecy, before.mode) != (after.secrecy, after.mode):
        told.append("How answers are kept has changed. Read it out again before the first answer.")
    return told
