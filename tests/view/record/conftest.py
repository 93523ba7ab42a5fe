"""Reports of every kind of workshop, in every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

import pytest

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.record.files import ReportRequest, report_files
from scrutiny_tui.view.record.options import RecordOptions
from tests.support.sessions import SHIPPED
from tests.view.record.workshops import EVERYTHING, FULL, KINDS, MADE

Report: TypeAlias = Mapping[str, bytes]
"""The files by suffix, such as ".html"."""

Make: TypeAlias = Callable[..., Report]

Every: TypeAlias = Callable[[str], Report]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(SHIPPED / "six-steps")


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
