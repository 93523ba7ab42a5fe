"""The commands that look for what is wrong: in packs and workshops, and on this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

import click

from scrutiny_tui.acts.doctor import GLYPHS, Terminal, examine
from scrutiny_tui.acts.library import LAST
from scrutiny_tui.cli import terminal
from scrutiny_tui.cli.options import complete_session, library
from scrutiny_tui.cli.program import SESSION_IS
from scrutiny_tui.cli.terminal import fills_screen, font
from scrutiny_tui.domain.errors import InputError, MachineError, ProblemsError
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.store.packs import check_pack, read_pack
from scrutiny_tui.store.places import settings_file
from scrutiny_tui.store.session_copies import chosen_state
from scrutiny_tui.store.system import PathKind, is_folder, is_there, kind_at
from scrutiny_tui.tui.sizes import window_size
from scrutiny_tui.view.notices import pack_line, session_line
from scrutiny_tui.view.pack_fit import unfit


@click.command(epilog=SESSION_IS)
@click.argument("what", required=False, metavar="[PATH|WORKSHOP]", shell_complete=complete_session)
def check(what: str | None) -> None:
    """Check a content pack, a folder of packs or a workshop file. Without a name, check the content in use.

    Lists every problem it finds, and any text of a pack that is too long for a terminal of 80 columns and 24 rows. The
    exit status is 1 if there are problems.

    \b
    Examples:
      scrutiny-tui check
      scrutiny-tui check content/six-steps
      scrutiny-tui check last
    """
    wrong = False
    for line, is_problem in _findings(_meant(what)):
        wrong = wrong or is_problem
        click.echo(safe(line))
    if wrong:
        click.get_current_context().exit(1)


def _meant(what: str | None) -> Path:
    """Return the folder or file to check. Raises `InputError` if there is none."""
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
            f"Can't find a file or folder called {what}, or a workshop of that name in {folder}."
        ) from None


def _findings(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield lines, and whether each is about a problem."""
    kind = kind_at(path)
    if kind is PathKind.FOLDER:
        packs = _packs_in(path)
        for pack in packs:
            yield from _in_pack(pack, f"{pack.name}/" if len(packs) > 1 else "")
    elif kind or path.suffix == ".json":
        yield from _in_session(path)
    else:
        raise InputError(f"There is no folder called {path}.")


def _packs_in(folder: Path) -> list[Path]:
    """Return the packs in a folder, or the folder itself if it is a pack or holds none."""
    if is_there(folder / "pack.toml"):
        return [folder]
    return sorted(each for each in folder.iterdir() if is_there(each / "pack.toml")) or [folder]


def _in_pack(folder: Path, prefix: str) -> Iterator[tuple[str, bool]]:
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


@click.command
def doctor() -> None:
    """Check that this computer is ready: the program, the terminal, the content and the folders. Changes nothing.

    The exit status is 3 if you can't run a workshop yet.

    \b
    Examples:
      scrutiny-tui doctor
      scrutiny-tui --backup /media/stick/scrutiny doctor
    """
    columns, rows = window_size()
    encoding = getattr(sys.stdout, "encoding", "") or ""
    here = Terminal(
        terminal.has_screen(),
        columns,
        rows,
        encoding,
        os.environ,
        shows_screens=terminal.shows_screens(),
        fills_screen=fills_screen(),
        font=font(),
    )
    found = list(examine(here, library().places, settings_file(os.environ)))
    for each in found:
        _say(f"{each.what}: {each.told}")
        if each.advice:
            _say(f"  To change: {each.advice}")
    _say("Check that each of these is a drawing, not a box or a question mark:")
    click.echo(f"  {GLYPHS}")
    _say("  If one is not, choose another font, for example Cascadia Mono, Consolas or DejaVu Sans Mono.")
    changes = sum(bool(each.advice) for each in found)
    click.echo(f"{several(changes, 'thing', 'things')} to change." if changes else "Everything is ready.")
    if any(each.prevents for each in found):
        click.get_current_context().exit(MachineError.exit_status)


def _say(line: str) -> None:
    """Print a line, broken between words if a terminal shows it; a file or another program gets it whole."""
    told = printable(line)
    width, _ = window_size()
    click.echo(
        fill(told, width, subsequent_indent="    ", break_long_words=False) if terminal.has_screen() else told
    )
