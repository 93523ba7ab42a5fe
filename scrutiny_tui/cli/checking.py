"""The command that checks packs and session files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from scrutiny_tui.cli.folders import folder_options, library
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.report.safe import safe


@click.command(short_help="Check a pack, a folder of packs or a session file.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@folder_options
def check(path: Path | None) -> None:
    """Check a pack, a folder of packs or a session file: PATH, else the content in use.

    Prints one line a problem, with file, key and reason, and ends with status 1; or says that nothing is wrong.

    \b
    Examples:
      scrutiny-tui check
      scrutiny-tui check content/six-steps
      scrutiny-tui check sessions/2026-11-21-exampleshire.json
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    meant = library().places.content if path is None else path
    wrong = False
    for line, is_problem in _findings(meant):
        wrong = wrong or is_problem
        click.echo(safe(line))
    if wrong:
        click.get_current_context().exit(1)


def _findings(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield lines, and whether each is about a problem."""
    if path.is_dir():
        packs = _packs_in(path)
        for pack in packs:
            yield from _in_pack(pack, f"{pack.name}/" if len(packs) > 1 else "")
    elif path.exists():
        yield from _in_session(path)
    else:
        raise InputError(f"There is no file or folder called {path}.")


def _packs_in(folder: Path) -> list[Path]:
    """Return the packs in a folder, or the folder itself where it is a pack or holds none."""
    if (folder / "pack.toml").exists():
        return [folder]
    return sorted(each for each in folder.iterdir() if (each / "pack.toml").exists()) or [folder]


def _in_pack(folder: Path, prefix: str) -> Iterator[tuple[str, bool]]:
    from scrutiny_tui.report.checked import pack_line
    from scrutiny_tui.store.content.read import check_pack, read_pack

    problems = check_pack(folder)
    for problem in problems:
        yield f"{prefix}{problem}", True
    if not problems:
        yield pack_line(read_pack(folder)), False


def _in_session(path: Path) -> Iterator[tuple[str, bool]]:
    from scrutiny_tui.report.checked import session_line
    from scrutiny_tui.services.library import check_session
    from scrutiny_tui.store.sessions import read_session

    problems = check_session(path)
    for problem in problems:
        yield str(problem), True
    if not problems:
        yield session_line(path.name, read_session(path)), False
