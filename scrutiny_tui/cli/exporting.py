"""The command that writes the data of a workshop for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from scrutiny_tui.cli.acting import tell
from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library, out_option
from scrutiny_tui.cli.publishing import (
    ALL,
    confirming_options,
    format_option,
    kind_asked,
    kind_option,
    may_make,
)
from scrutiny_tui.domain.printable import printable

if TYPE_CHECKING:
    from pathlib import Path

    from scrutiny_tui.view.export import ExportRequest

_FORMATS: Final = ("csv", "excel", "json")
_WHAT: Final = "export"


@click.command(short_help="Write the data as CSV, Excel and JSON.", epilog=SESSION_IS)
@click.argument("session")
@out_option
@format_option(_FORMATS)
@kind_option
@confirming_options(_WHAT)
@folder_options
def export(session: str, folder: Path, **typed: Any) -> None:
    """Write the data of the workshop SESSION and print the paths of its files. Nothing of a vote that is open is in it.

    \b
    Examples:
      scrutiny-tui export last --out Desktop
      scrutiny-tui export last --out data --format csv
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.view.export import missing, write_export

    shelf = library()
    request = _request(typed)
    found, made = shelf.read(shelf.find(session)), shelf.today().date()
    may_make(found, typed, _WHAT, holds_typed_text=request.holds_typed_text)
    written = write_export(found, made, request, folder)
    tell(*missing(found, made, request))
    for path in written:
        click.echo(printable(str(path)))


def _request(typed: dict[str, Any]) -> ExportRequest:
    from scrutiny_tui.view.export import DataFormat, ExportRequest

    formats = tuple(DataFormat) if typed["wanted"] == ALL else (DataFormat(typed["wanted"]),)
    return ExportRequest(kind_asked(typed), formats, typed["overwrite"])
