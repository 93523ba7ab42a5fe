"""A workshop with the shipped pack, its printed pages, and reports of every kind of workshop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import pin
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.paper import PaperOptions
from scrutiny_tui.view.paper_files import write_paper
from scrutiny_tui.view.report import ReportRequest, report_files
from scrutiny_tui.view.report_view import RecordOptions
from tests.support.sessions import SHIPPED
from tests.support.sessions import session as made_up_session
from tests.view.report_workshops import EVERYTHING, FULL, KINDS, MADE

Printed: TypeAlias = Mapping[str, bytes]
"""The files by name."""

Press: TypeAlias = Callable[..., Printed]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(SHIPPED / "six-steps")


@pytest.fixture
def session(pack: Pack) -> Session:
    """A workshop of five members that has just begun."""
    return replace(made_up_session(5), wording=pin(pack))


@pytest.fixture
def press(pack: Pack, tmp_path: Path) -> Press:
    """Print the paper of a workshop with these options and return the files."""
    made = iter(range(100))

    def printing(session: Session, **options: Any) -> Printed:
        folder = tmp_path / f"paper-{next(made)}"
        written = write_paper(session, pack, folder, PaperOptions(**options))
        return {path.name: path.read_bytes() for path in written}

    return printing


Report: TypeAlias = Mapping[str, bytes]
"""The files by suffix, such as ".html"."""

Make: TypeAlias = Callable[..., Report]

Every: TypeAlias = Callable[[str], Report]


@pytest.fixture(scope="session")
def every(make: Make) -> Every:
    """Return the full report of a kind of workshop in every format; each is made once."""
    return cache(lambda kind: make(KINDS[kind](), FULL))


@pytest.fixture(scope="session")
def make(pack: Pack) -> Make:
    """Make the report of a workshop and return its files by suffix."""

    def making(session: Session, options: RecordOptions = EVERYTHING, **request: Any) -> Report:
        files = report_files(session, MADE, ReportRequest(options, **{"pack": pack, **request}))
        return {name[name.rindex(".") :]: content for name, content in files.items()}

    return making
