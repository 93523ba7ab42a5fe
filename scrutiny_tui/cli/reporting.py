"""The command that makes the report for the agenda pack."""

from __future__ import annotations

from pathlib import Path
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
from scrutiny_tui.cli.setting_up import read_date
from scrutiny_tui.domain.errors import ScrutinyError, UseError
from scrutiny_tui.domain.printable import printable

if TYPE_CHECKING:
    from datetime import date

    from scrutiny_tui.acts.library import Library
    from scrutiny_tui.domain.pack import Pack
    from scrutiny_tui.domain.session import Session
    from scrutiny_tui.view.report import Format, ReportRequest

_FORMATS: Final = ("word", "html", "markdown", "text")

_WHAT: Final = "report"


@click.command(short_help="Make the report for the agenda pack.", epilog=SESSION_IS)
@click.argument("session")
@out_option
@format_option(_FORMATS)
@kind_option
@click.option("--groups", "by_groups", is_flag=True, help="Add results by role, where nobody is picked out.")
@click.option("--quotations", is_flag=True, help="Quote the reports in the lessons.")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A Word file of the council's, for styles and page.",
)
@click.option("--not-before", metavar="DAY", help="When it may be published, such as 1/12/2026.")
@confirming_options(_WHAT)
@folder_options
def report(session: str, folder: Path, **typed: Any) -> None:
    """Make the report of the workshop SESSION and print the paths of its files. Nothing of a vote that is open is in it.

    \b
    Examples:
      scrutiny-tui report last --out Desktop
      scrutiny-tui report last --out pack --format word --template council.docx --not-before 1/12/2026
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.view.report import write_report

    shelf = library()
    made = shelf.today().date()
    _check(typed)
    found = shelf.read(shelf.find(session))
    request = _request(found, shelf, made, typed)
    may_make(found, typed, _WHAT)
    for path in write_report(found, made, request, folder):
        click.echo(printable(str(path)))


def _check(typed: dict[str, Any]) -> None:
    """Raise `UseError` if options do not go together."""
    if typed["template"] and typed["wanted"] not in {"word", ALL}:
        raise UseError("--template is for Word. Leave it out, or use --format word.")


def _request(session: Session, shelf: Library, made: date, typed: dict[str, Any]) -> ReportRequest:
    from scrutiny_tui.view.report import ReportRequest
    from scrutiny_tui.view.report_view import RecordOptions

    not_before = typed["not_before"]
    options = RecordOptions(
        kind=kind_asked(typed),
        by_groups=typed["by_groups"],
        quotations=typed["quotations"],
        not_before=None if not_before is None else read_date(not_before, made, "--not-before"),
    )
    return ReportRequest(
        options,
        _formats(typed["wanted"]),
        _pack(session, shelf),
        _template(typed["template"]),
        typed["overwrite"],
    )


def _formats(wanted: str) -> tuple[Format, ...]:
    from scrutiny_tui.view.report import Format

    return tuple(Format) if wanted == ALL else (Format(wanted),)


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    from scrutiny_tui.view.word_template import read_template

    return read_template(path)


def _pack(session: Session, shelf: Library) -> Pack | None:
    """Return the pack that the workshop was set up with; None, and a sentence beside, where it cannot be read."""
    from scrutiny_tui.store.packs import read_pack

    try:
        found = read_pack(shelf.places.pack_of(session.wording.pack))
    except ScrutinyError:
        found = None
    if found is None or found.id != session.wording.pack:
        tell("The pack of this workshop is not on this machine, so the lessons are left out.")
        return None
    return found
