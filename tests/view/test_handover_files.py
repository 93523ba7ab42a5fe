"""What is handed over: everything to whoever goes on, and to the sponsor nothing that joins anybody to an answer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from scrutiny_tui.acts.bundle import Packing
from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.session import Session
from scrutiny_tui.store.archives import read_zip
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.data import results_json
from scrutiny_tui.view.handover_files import Contents, pack_up, write_zip
from tests.support.sessions import SHIPPED
from tests.view.report_files import readable
from tests.view.report_workshops import MADE, by_name, individually

PACK = SHIPPED / "six-steps"


def packed(now: Session, contents: Contents) -> bytes:
    return pack_up(Packing(now, b"the session's file", read_pack(PACK), PACK), MADE, contents)


def test_a_whole_zip_holds_what_somebody_needs_to_go_on(tmp_path: Path) -> None:
    now = individually()
    path = write_zip(packed(now, Contents.WHOLE), tmp_path / "w.zip", overwrite=False)
    manifest, members = read_zip(path)
    assert manifest["kind"] == "whole"
    assert members["session.json"] == b"the session's file"
    assert members["results.json"].decode() == results_json(now)
    assert members["pack/pack.toml"] == (PACK / "pack.toml").read_bytes()
    assert {
        "README.txt",
        "wording.json",
        "report/2026-11-21-exampleshire-committee-report.docx",
    } <= members.keys()


def test_a_public_zip_holds_no_session_and_no_answer() -> None:
    data = packed(by_name(), Contents.PUBLIC)
    with ZipFile(BytesIO(data)) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
    assert folders == {"README.txt", "manifest.json", "data", "report"}
    assert "the session's file" not in readable(data)


def test_another_kind_of_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"must end in .zip"):
        write_zip(b"", tmp_path / "w.json", overwrite=True)
