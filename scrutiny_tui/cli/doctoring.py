"""The command that says whether this machine is ready, and what to change."""

from __future__ import annotations

import os
import sys
from shutil import get_terminal_size

import click

from scrutiny_tui.cli.folders import folder_options, library
from scrutiny_tui.cli.terminal import has_screen
from scrutiny_tui.domain.errors import MachineError
from scrutiny_tui.domain.printable import printable


@click.command(short_help="Say whether this machine is ready, and what to change.")
@folder_options
def doctor() -> None:
    """Look at the terminal, the content and the folders, and say what to change before the meeting.

    Nothing is left behind. Exit status 3 where no workshop can be held as things are.

    \b
    Examples:
      scrutiny-tui doctor
      scrutiny-tui --backup /media/stick/scrutiny doctor
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.services.doctor import GLYPHS, Terminal, examine
    from scrutiny_tui.store.settings import settings_file

    size = get_terminal_size()
    encoding = getattr(sys.stdout, "encoding", "") or ""
    terminal = Terminal(has_screen(), size.columns, size.lines, encoding, os.environ)
    found = list(examine(terminal, library().places, settings_file(os.environ)))
    for each in found:
        click.echo(printable(f"{each.what}: {each.told}"))
        if each.advice:
            click.echo(printable(f"  To change: {each.advice}"))
    click.echo(
        f"Every one of these has to look like a drawing, not like a box or a question mark:\n  {GLYPHS}"
    )
    click.echo("  If one does not, choose another font, such as Cascadia Mono, Consolas or DejaVu Sans Mono.")
    changes = sum(bool(each.advice) for each in found)
    click.echo(
        "All is well." if not changes else f"{changes} to change." if changes > 1 else "1 thing to change."
    )
    if any(each.prevents for each in found):
        click.get_current_context().exit(MachineError.exit_status)
