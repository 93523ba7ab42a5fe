"""The command that checks packs and session files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.domain.errors import InputError, ProblemsError
from scrutiny_tui.domain.printable import safe


@click.command(short_help="Check a pack, a folder of packs or a workshop.", epilog=SESSION_IS)
@click.argument("what", required=False, metavar="[PATH|SESSION]")
@folder_options
def check(what: str | None) -> None:
    """Check a pack or a folder of packs by its PATH, or the workshop SESSION; else the content in use.

    Prints one line a problem, with file, key and reason, and ends with status 1; or says that nothing is wrong. Of a
    pack that can be used it also names the text that does not fit a terminal of 80 columns and 24 rows.

    \b
    Examples:
      scrutiny-tui check
      scrutiny-tui check content/six-steps
      scrutiny-tui check last
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    wrong = False
    for line, is_problem in _findings(_meant(what)):
        wrong = wrong or is_problem
        click.echo(safe(line))
    if wrong:
        click.get_current_context().exit(1)


def _meant(what: str | None) -> Path:
    """Return the folder or file to check. Raises `InputError` if there is none."""
    from scrutiny_tui.acts.library import LAST
    from scrutiny_tui.store.system import is_folder

    shelf = library()
    if what is None:
        return shelf.places.content
    if what != LAST and is_folder(Path(what)):
        return Path(what)
    try:
        return shelf.find(what)
    except InputError:
        if what == LAST:
            raise
        folder = shelf.places.sessions
        raise InputError(
            f"There is no file or folder called {what}, and no such workshop in {folder}."
        ) from None


def _findings(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield lines, and whether each is about a problem."""
    if path.is_dir():
        packs = _packs_in(path)
        for pack in packs:
            yield from _in_pack(pack, f"{pack.name}/" if len(packs) > 1 else "")
    elif path.exists() or path.suffix == ".json":
        yield from _in_session(path)
    else:
        raise InputError(f"There is no folder called {path}.")


def _packs_in(folder: Path) -> list[Path]:
    """Return the packs in a folder, or the folder itself where it is a pack or holds none."""
    if (folder / "pack.toml").exists():
        return [folder]
    return sorted(each for each in folder.iterdir() if (each / "pack.toml").exists()) or [folder]


def _in_pack(folder: Path, prefix: str) -> Iterator[tuple[str, bool]]:
    from scrutiny_tui.store.packs import check_pack, read_pack
    from scrutiny_tui.view.notices import pack_line
    from scrutiny_tui.view.pack_fit import unfit

    problems = check_pack(folder)
    for problem in problems:
        yield f"{prefix}{problem}", True
    if problems:
        return
    pack = read_pack(folder)
    too_long = [f"{prefix}{line}" for line in unfit(pack)]
    yield from ((line, True) for line in too_long)
    if not too_long:
        yield pack_line(pack), False


def _in_session(path: Path) -> Iterator[tuple[str, bool]]:
    from scrutiny_tui.store.session_file import chosen_state
    from scrutiny_tui.view.notices import session_line

    shelf = library()
    try:
        session = shelf.read(path)
        found = chosen_state(path, shelf.places.mirror)
    except ProblemsError as error:
        yield from ((str(problem), True) for problem in error.problems)
    except InputError as error:
        yield str(error), True
    else:
        notes = [*(each.told for each in found.set_aside), *found.notices]
        yield from ((note, True) for note in notes)
        yield session_line(path.name, session), False
