"""The shipped pack, printed pages, and reports of every kind of workshop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from scrutiny_tui import __version__
from scrutiny_tui.domain.pack import Pack, pin
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.document_files import Documents
from scrutiny_tui.view.paper import write_paper
from scrutiny_tui.view.report_view import Edition, RecordOptions
from tests.support.sessions import SHIPPED
from tests.support.sessions import session as made_up_session
from tests.view.report_workshops import EVERYTHING, FULL, KINDS, MADE

Files: TypeAlias = Mapping[str, bytes]
Press: TypeAlias = Callable[..., Files]
Make: TypeAlias = Callable[..., Files]
Every: TypeAlias = Callable[..., Files]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(SHIPPED / "six-steps")


@pytest.fixture
def session(pack: Pack) -> Session:
    """A workshop of five members that has just begun."""
    return replace(made_up_session(5), wording=pin(pack))


@pytest.fixture
def press(pack: Pack, tmp_path: Path) -> Press:
    """Print the paper of a workshop with these options and return the files by name."""
    made = iter(range(100))

    def printing(session: Session, **options: Any) -> Files:
        folder = tmp_path / f"paper-{next(made)}"
        written = write_paper(session, pack, folder, **options)
        return {path.name: path.read_bytes() for path in written}

    return printing


@pytest.fixture(scope="session")
def make(pack: Pack) -> Make:
    """Make the report of a workshop and return its files by suffix, such as ".html"."""

    def making(session: Session, options: RecordOptions = EVERYTHING, **request: Any) -> Files:
        asked = Documents(session, MADE, options=options, **{"pack": pack, **request})
        return {name[name.rindex(".") :]: content for name, content in asked.files().items()}

    return making


@pytest.fixture(scope="session")
def every(make: Make) -> Every:
    """Return a paper about a kind of workshop in every format, the record in full; each is made once."""

    @cache
    def making(kind: str, edition: Edition = Edition.RECORD) -> Files:
        options = FULL if edition is Edition.RECORD else replace(EVERYTHING, edition=edition)
        return make(KINDS[kind](), options)

    return making


class TextExtension(SingleFileSnapshotExtension):
    """Stores a text as a file."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def same_text(snapshot: SnapshotAssertion) -> Callable[[str], None]:
    """Compare a text with the stored one, whatever the program's version; look at what `--snapshot-update` changes."""
    stored = snapshot.use_extension(TextExtension)

    def compare(text: str) -> None:
        assert text.replace(__version__, "VERSION") == stored

    return compare
