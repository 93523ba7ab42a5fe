"""The command that puts what is sound of a damaged workshop into a new file."""

from __future__ import annotations

from pathlib import Path

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.report.safe import safe


@click.command(short_help="Recover what is sound of a damaged workshop.", epilog=SESSION_IS)
@click.argument("session")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="NEW", help="The new file; it must not be there yet."
)
@folder_options
def repair(session: str, out: Path | None) -> None:
    """Put all that is sound of the workshop SESSION into a new file and print its path.

    Its journal, its second copy and its dated copies are used too, and none of them is changed. What is missing is
    listed. Look first with: scrutiny-tui check SESSION

    \b
    Example:
      scrutiny-tui repair 2026-11-21-exampleshire --out recovered.json
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.report.recovered import recovered_line
    from scrutiny_tui.services import repairing

    shelf = library()
    made = repairing.repair(shelf, repairing.find(shelf, session), out)
    click.echo(safe(recovered_line(made.session)), err=True)
    for missing in made.missing or ("Nothing is missing.",):
        click.echo(safe(missing), err=True)
    click.echo(printable(str(made.path)))
