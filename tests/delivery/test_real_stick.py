"""The folder that is handed over, made of the real parts, is as small and as plain as its page for IT says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from scripts.delivery.papers import page_for_it
from scripts.delivery.stick import make_stick

pytestmark = pytest.mark.skipif(
    not os.environ.get("THOROUGH"), reason="takes a minute and a network: THOROUGH=1"
)

MOST_BYTES = 12_000_000
"""Of the zip file for one version of Python, without the interpreter."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stick(tmp_path_factory.mktemp("made"), ("3.13",), None)


def test_only_the_libraries_that_the_page_names_are_compiled_and_none_of_windows(folder: Path) -> None:
    compiled = {path.relative_to(folder).parts[2] for path in folder.rglob("*.pyd")}
    assert compiled == {"lxml", "markupsafe"}
    assert "Only two libraries have compiled files" in " ".join(page_for_it().split())
    assert "lxml and MarkupSafe" in " ".join(page_for_it().split())
    assert [
        path for path in folder.rglob("*") if path.suffix.lower() in {".exe", ".dll", ".msi", ".bat", ".ps1"}
    ] == []
    (zip_file,) = folder.parent.glob("*.zip")
    assert zip_file.stat().st_size <= MOST_BYTES


def test_every_licence_is_one_that_the_page_names_that_of_lxml_too(folder: Path) -> None:
    listed = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    parts = [listed["metadata"]["component"], *listed["components"]]
    licences = {
        each.get("expression") or each["license"]["name"] for part in parts for each in part["licenses"]
    }
    assert {name for name in licences if not name.startswith(("MIT", "BSD", "PSF"))} == set()
    assert "**iconv**: LGPL 2.1" in (folder / "LICENCES.txt").read_text(encoding="utf-8")
    assert "LGPL for libiconv" in " ".join(page_for_it().split())
