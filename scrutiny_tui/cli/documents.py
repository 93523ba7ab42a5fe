"""The commands that make files for others: paper to print, the report, the data, a zip file to hand over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from scrutiny_tui.acts.bundle import own_pack, to_pack
from scrutiny_tui.acts.library import Library
from scrutiny_tui.cli import terminal
from scrutiny_tui.cli.options import (
    ALL,
    FILE,
    format_option,
    library,
    out_option,
    overwrite_option,
    session_command,
    yes_option,
)
from scrutiny_tui.cli.terminal import ask, tell
from scrutiny_tui.domain.actions import read_day
from scrutiny_tui.domain.errors import InputError, UseError
from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.personal_names import names_found
from scrutiny_tui.domain.phrases import several
from scrutiny_tui.domain.printable import printable
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.archives import load_pyzipper
from scrutiny_tui.view.camera_cards import CardSize, write_camera_cards
from scrutiny_tui.view.document_files import EXPORT, REPORT, Documents, Format, papers_of, word_template
from scrutiny_tui.view.handover_files import Contents, check_target, write_zip
from scrutiny_tui.view.handover_files import pack_up as packed
from scrutiny_tui.view.paper import notices, write_paper
from scrutiny_tui.view.report_view import Edition, Kind, RecordOptions

_PERSONAL: Final = "This file has personal data: who gave which answer. For the sponsor, use --public."
"""Told of a whole zip file."""

_SHORTEST_PASSWORD: Final = 12
_ABOUT_PASSWORDS: Final = (
    f"Choose a password of at least {_SHORTEST_PASSWORD} characters, for example three words. It is kept nowhere: without it "
    "nobody can open the file, not even you."
)
_TO_OPEN: Final = (
    "To open it on Windows without this program, people need 7-Zip. The names of the files in it can be read without the "
    "password. Say the password on the telephone; do not send it with the file."
)

_BEFORE_FULL: Final = (
    "The full {what} has personal data: who gave which answer. Make it?",
    "It must not be published or sent to anyone. Make it?",
)

_kind_option = click.option(
    "--public/--full",
    "public",
    default=True,
    help="Counts only, or each person's answers too (asks twice).",
)


@session_command()
@out_option
@click.option(
    "--copies",
    type=click.IntRange(1, 200),
    help="How many sets of cards and blank slips to print. One for each person who answers, if "
    "you leave it out.",
)
@click.option("--blank", is_flag=True, help="Print slips with an empty line instead of a label or name.")
@click.option(
    "--camera-cards",
    "card_size",
    type=click.Choice([each.value for each in CardSize]),
    help="Only the cards that a camera reads: two on a page (a5), or one for a large room (a4).",
)
@overwrite_option
def paper(
    session: str,
    folder: Path,
    *,
    copies: int | None,
    blank: bool,
    card_size: str | None,
    overwrite: bool,
) -> None:
    """Make cards, slips, labels, forms and a run sheet to print.

    \b
    Examples:
      scrutiny-tui paper last --out paper
      scrutiny-tui paper 2026-11-21-exampleshire --out paper --blank --copies 20
      scrutiny-tui paper last --out paper --camera-cards a5
    """
    shelf = library()
    found = shelf.read(shelf.find(session))
    if card_size is not None:
        _print_paths((write_camera_cards(found, folder, CardSize(card_size), replace=overwrite),))
        return
    pack = shelf.pack_of(found)
    written = write_paper(found, pack, folder, copies=copies, blank=blank, replace=overwrite)
    tell(*notices(found))
    _print_paths(written)


@session_command()
@out_option
@click.option(
    "--paper",
    "papers",
    type=click.Choice([*(each.value for each in Edition), ALL]),
    help="The paper to make: the committee report, if you leave it out; with --full, the record.",
)
@format_option("word", "pdf", "html", "markdown", "text", default="word")
@_kind_option
@click.option("--groups", "by_groups", is_flag=True, help="Add answers by role, if nobody can be picked out.")
@click.option(
    "--quotations/--no-quotations", default=True, help="Quote the lessons, unless the workshop went without."
)
@click.option(
    "--appendix/--no-appendix",
    default=True,
    help="End the committee report with an appendix, and the record with the wording used.",
)
@click.option(
    "--template", type=FILE, metavar="FILE", help="Your council's Word file, for its styles and page layout."
)
@click.option(
    "--not-before", metavar="DAY", help="The date from which it may be published, for example 1/12/2026."
)
@overwrite_option
@yes_option
def report(session: str, folder: Path, **typed: Any) -> None:
    """Make the papers of a workshop and print the paths of their files.

    The papers are one page to take away, the committee report, the record, what became of it six months on, and a
    draft page for the children in care council. For steps that are still being answered, they show only how many people have answered.

    \b
    Examples:
      scrutiny-tui report last --out Desktop
      scrutiny-tui report last --out pack --template council.docx --not-before 1/12/2026
      scrutiny-tui report last --out pack --paper six-months-on
      scrutiny-tui report last --out everything --paper all --format all
    """
    if typed["template"] and typed["wanted"] not in {"word", ALL}:
        raise UseError("--template works with Word only. Leave it out, or add --format word.")
    shelf = library()
    made = shelf.today().date()
    found = shelf.read(shelf.find(session))
    asked = _report(found, shelf, made, typed)
    _ask_before(found, "report", public=typed["public"], yes=typed["yes"])
    written = asked.write(folder, overwrite=typed["overwrite"])
    tell(*asked.missing())
    _print_paths(written)


def _report(session: Session, shelf: Library, made: date, typed: dict[str, Any]) -> Documents:
    try:
        not_before = read_day(typed["not_before"], made) if typed["not_before"] is not None else None
    except InputError as error:
        raise InputError(f"--not-before: {error}") from error
    options = RecordOptions(
        Kind.PUBLIC if typed["public"] else Kind.FULL,
        by_groups=typed["by_groups"],
        quotations=typed["quotations"],
        not_before=not_before,
        appendix=typed["appendix"],
    )
    chosen = typed["papers"] or (Edition.COMMITTEE if typed["public"] else Edition.RECORD)
    editions = papers_of(session) if chosen == ALL else (Edition(chosen),)
    formats = REPORT if typed["wanted"] == ALL else (Format(typed["wanted"]),)
    template = word_template(typed["template"]) if typed["template"] else None
    return Documents(session, made, formats, options, _pack(session, shelf), template, editions)


def _pack(session: Session, shelf: Library) -> Pack | None:
    """Return the pack that the workshop was set up with; None, and a sentence beside, if it is not here."""
    found = own_pack(shelf, session)
    if found is None:
        tell("The content pack of this workshop is not on this computer, so the lessons are left out.")
    return found


@session_command()
@out_option
@format_option(*(each.value for each in EXPORT))
@_kind_option
@overwrite_option
@yes_option
def export(session: str, folder: Path, *, wanted: str, public: bool, overwrite: bool, yes: bool) -> None:
    """Export the data of a workshop and print the paths of its files.

    For steps that are still being answered, it shows only how many people have answered.

    \b
    Examples:
      scrutiny-tui export last --out Desktop
      scrutiny-tui export last --out data --format csv
    """
    shelf = library()
    formats = EXPORT if wanted == ALL else (Format(wanted),)
    options = RecordOptions(Kind.PUBLIC if public else Kind.FULL)
    asked = Documents(shelf.read(shelf.find(session)), shelf.today().date(), formats, options)
    _ask_before(asked.session, "export", public=public, yes=yes, holds_typed_text=asked.holds_typed_text)
    written = asked.write(folder, overwrite=overwrite)
    tell(*asked.missing())
    _print_paths(written)


@session_command("pack-up")
@click.option("--out", required=True, type=FILE, metavar="F.zip", help="The zip file to make.")
@click.option("--public", is_flag=True, help="The report and the counts only, for the sponsor.")
@click.option(
    "--password", "locked", is_flag=True, help="Ask for a password, without which it can't be opened."
)
@overwrite_option
@yes_option
def pack_up(session: str, out: Path, *, public: bool, locked: bool, overwrite: bool, yes: bool) -> None:
    """Hand over a workshop as one zip file, with its wording and its report, and print its path.

    With --public the zip file has the report and the counts only: no individual answers, no names, no workshop file.
    The workshop may be open at the same time. It is not changed.

    \b
    Examples:
      scrutiny-tui pack-up last --out handover.zip
      scrutiny-tui pack-up last --out sponsor.zip --public
      scrutiny-tui pack-up last --out handover.zip --password
    """
    check_target(out)
    shelf = library()
    found = to_pack(shelf, shelf.find(session))
    if public:
        _ask_before(found.session, "zip file", public=True, yes=yes)
    contents = Contents.PUBLIC if public else Contents.WHOLE
    password = _new_password() if locked else ""
    written = write_zip(packed(found, shelf.today().date(), contents, password), out, overwrite=overwrite)
    tell("" if public else _PERSONAL, _TO_OPEN if locked else "")
    _print_paths([written])


def _new_password() -> str:
    """Ask for a password twice, until it can be typed into any program and is hard to guess."""
    load_pyzipper()
    tell(_ABOUT_PASSWORDS)
    while True:
        password = terminal.ask_hidden("Password", twice=True)
        if len(password) < _SHORTEST_PASSWORD:
            tell(f"That is too short: {several(len(password), 'character', 'characters')}.")
        elif not (password.isascii() and password.isprintable() and password == password.strip()):
            # Other programs turn other letters into other bytes.
            tell(
                "Use only letters without accents, digits and signs of the keyboard, and blanks between them."
            )
        else:
            return password


def _ask_before(
    session: Session, what: str, *, public: bool, yes: bool, holds_typed_text: bool = True
) -> None:
    """Ask what has to be asked before files are made, and list names of people in what somebody typed."""
    declined = f"No {what} was made."
    if not public:
        for question in _BEFORE_FULL:
            ask(question.format(what=what), yes=yes, declined=declined)
    elif holds_typed_text and (found := names_found(session)):
        tell(f"Notes or other text name people on the list, so this {what} does too:")
        tell(*(f"  {each}" for each in found))
        tell("To take the names out first: scrutiny-tui do WORKSHOP change-note")
        ask(f"Make the {what} with these names?", yes=yes or not terminal.has_keyboard(), declined=declined)


def _print_paths(written: Iterable[Path]) -> None:
    for path in written:
        click.echo(printable(str(path)))
