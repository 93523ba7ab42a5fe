"""A pack to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store.breaking import SHIPPED


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack, to be broken."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))
