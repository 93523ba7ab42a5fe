"""The commands that pack a workshop up for somebody else, and unpack it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from scrutiny_tui.cli.acting import tell
from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.publishing import may_make
from scrutiny_tui.domain.printable import printable

PERSONAL: Final = "It holds personal data: who gave which answer, as far as the workshop keeps it. For the sponsor use --public."
"""Told of a whole zip file."""


@click.command("pack-up", short_help="Pack a workshop into one zip file.", epilog=SESSION_IS)
@click.argument("session")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="F.zip", help="The zip file.")
@click.option("--public", is_flag=True, help="Only what may be published: the report and the counts.")
@click.option("--overwrite", is_flag=True, help="Replace a zip file of an earlier time.")
@click.option("--yes", is_flag=True, help="Answers the question about names in notes.")
@folder_options
def pack_up(session: str, out: Path, **typed: Any) -> None:
    """Pack the workshop SESSION into one zip file, with its wording, its report and checksums, and print its path.

    With --public it holds the report and the counts only: no answer of a person, no name, no session file. The
    workshop may be open meanwhile; nothing in it is changed.

    \b
    Examples:
      scrutiny-tui pack-up last --out handover.zip
      scrutiny-tui pack-up last --out sponsor.zip --public
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.bundle import to_pack
    from scrutiny_tui.view.handover_files import Contents, Handover, check_target, write_zip
    from scrutiny_tui.view.handover_files import pack_up as packed

    check_target(out)
    shelf = library()
    found = to_pack(shelf, shelf.find(session))
    if typed["public"]:
        may_make(found.session, {**typed, "really": False}, "zip file")
    contents = Contents.PUBLIC if typed["public"] else Contents.WHOLE
    data = packed(
        Handover(found.session, found.file, found.pack, found.pack_folder), shelf.today().date(), contents
    )
    written = write_zip(data, out, overwrite=typed["overwrite"])
    if contents is Contents.WHOLE:
        tell(PERSONAL)
    click.echo(printable(str(written)))


@click.command(short_help="Unpack a workshop from a zip file.")
@click.argument("file", metavar="F.zip", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder to put it into; the sessions folder where it is left out.",
)
@click.option("--with-pack", is_flag=True, help="Take its pack too, where there is none of that name.")
@folder_options
def unpack(file: Path, into: Path | None, *, with_pack: bool) -> None:
    """Put the workshop of the zip file F.zip among the workshops, under a free name, and print its path.

    Everything in the zip file is checked before anything is written, and no file is ever replaced.

    \b
    Examples:
      scrutiny-tui unpack handover.zip
      scrutiny-tui unpack handover.zip --into Desktop/workshops --with-pack
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts.bundle import unpack as take

    unpacked = take(library(), file, into, with_pack=with_pack)
    tell(*unpacked.notices)
    click.echo(printable(str(unpacked.path)))
