"""A workshop with the shipped pack, and its printed pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from scrutiny_tui.domain.pack import Pack
from scrutiny_tui.domain.session import Session
from scrutiny_tui.domain.wording import pin
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.paper.options import PaperOptions
from scrutiny_tui.view.paper.writing import write_paper
from tests.support.sessions import SHIPPED
from tests.support.sessions import session as made_up_session

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
