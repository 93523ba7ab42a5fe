"""Puts a workshop into one zip file for somebody else: whole, or only what may be published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from scrutiny_tui import __version__
from scrutiny_tui.acts.bundle import PACK, SESSION, Packing
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.phrases import day
from scrutiny_tui.domain.printable import safe
from scrutiny_tui.store.archives import locked, zip_bytes
from scrutiny_tui.store.codec import plain
from scrutiny_tui.store.pack_files import pack_files
from scrutiny_tui.view.data import results_json
from scrutiny_tui.view.document_files import DATA, Documents, Format
from scrutiny_tui.view.report_view import Edition
from scrutiny_tui.view.written_files import place_files

SUFFIX: Final = ".zip"

_WHOLE: Final = """{title}
{council}, {date}

This zip file holds a whole workshop of Scrutiny TUI. It was made on {made}.
IT HOLDS PERSONAL DATA: who gave which answer, unless the workshop keeps totals only.
Do not publish it or send it round. The council could be asked for it.

  session.json    the workshop; plain TinyDB JSON
  wording.json    the wording that people answered
  pack/           the content that it was set up with, if it was found
  report/         the committee report and the record, without names and without any person's answers
  results.json    the results for other programs
  manifest.json   a SHA-256 checksum of every file

To open it on another laptop:  scrutiny-tui unpack FILE.zip
"""

_PUBLIC: Final = """{title}
{council}, {date}

This zip file holds what may be published of a workshop run with Scrutiny TUI. It was made on {made}.
It does not show who gave which answer. The workshop's own file is not in it.

  report/         the committee report and the record, for Word and for a browser
  data/           the counts as CSV, Excel and JSON
  manifest.json   a SHA-256 checksum of every file
"""


class Contents(StrEnum):
    """What is packed."""

    WHOLE = "whole"
    """The session's file with everything in it."""
    PUBLIC = "public"
    """The report and the counts, for the sponsor: no answer of a person, no name, no session file."""


def pack_up(packing: Packing, made: date, contents: Contents, password: str = "") -> bytes:
    """Return the zip file, behind a password if there is one; without, the same bytes for the same workshop and day.

    Raises `InputError` or `MachineError` if the pack cannot be read, and `MachineError` if no password can be set here.
    """
    session, details = packing.session, packing.session.details
    editions = (Edition.COMMITTEE, Edition.RECORD)
    papers = Documents(session, made, (Format.WORD, Format.HTML), pack=packing.pack, editions=editions)
    members = _inside("report", papers.files())
    if contents is Contents.PUBLIC:
        about, inside = _PUBLIC, _inside("data", Documents(session, made, DATA).files())
    else:
        about, inside = _WHOLE, _whole(packing)
    title, council = safe(session.wording.title), safe(details.council)
    about = about.format(title=title, council=council, date=day(details.date), made=day(made))
    members |= {"README.txt": about.encode(), **inside}
    data = zip_bytes(members, {"kind": contents.value, "program": f"Scrutiny TUI {__version__}"})
    return locked(data, password) if password else data


def _inside(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": data for name, data in files.items()}


def write_zip(data: bytes, target: Path, *, overwrite: bool) -> Path:
    """Write the zip file, whole or not at all, and return it.

    Raises `InputError` if it is there already and is not to be replaced, or its name does not end in .zip, and
    `MachineError` if it cannot be written.
    """
    check_target(target)
    files = {target.name: data}
    [placed] = place_files(target.parent, files, replace=overwrite, what="The zip file")
    return placed


def check_target(target: Path) -> None:
    """Raise `InputError` if a zip file cannot have this name."""
    if target.suffix.lower() != SUFFIX:
        raise InputError(f"{target.name} cannot be a zip file: its name must end in {SUFFIX}.")


def _whole(packing: Packing) -> dict[str, bytes]:
    wording = json.dumps(plain(packing.session.wording), indent=2, ensure_ascii=False)
    pack = pack_files(packing.pack_folder) if packing.pack_folder else {}
    return {
        SESSION: packing.file,
        "wording.json": f"{wording}\n".encode(),
        "results.json": results_json(packing.session).encode(),
        **_inside(PACK, pack),
    }
