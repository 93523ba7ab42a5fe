"""The command that makes paper to print."""

from __future__ import annotations

from pathlib import Path

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library, out_option
from scrutiny_tui.domain.printable import printable


@click.command(short_help="Make cards, slips, forms and more to print.", epilog=SESSION_IS)
@click.argument("session")
@out_option
@click.option(
    "--copies",
    type=click.IntRange(1, 200),
    help="How many sets of cards, and how many blank slips; as many as people answer unless said.",
)
@click.option("--blank", is_flag=True, help="Slips with a line to write on instead of a label or name.")
@click.option("--replace", is_flag=True, help="Replace the files of an earlier time.")
@folder_options
def paper(session: str, folder: Path, *, copies: int | None, blank: bool, replace: bool) -> None:
    """Make cards, slips, labels, forms and a run sheet to print for the workshop SESSION.

    \b
    Examples:
      scrutiny-tui paper last --out paper
      scrutiny-tui paper 2026-11-21-exampleshire --out paper --blank --copies 20
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.view.paper import PaperOptions, notices
    from scrutiny_tui.view.paper_files import write_paper

    shelf = library()
    found = shelf.read(shelf.find(session))
    written = write_paper(found, shelf.pack_of(found), folder, PaperOptions(copies, blank, replace))
    for notice in notices(found):
        click.echo(notice, err=True)
    for path in written:
        click.echo(printable(str(path)))
