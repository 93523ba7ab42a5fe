"""An older file is read as one of now; the first write changes it and keeps the original. Made up: there is no older one yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.recording import leave_note
from scrutiny_tui.store import migrations
from scrutiny_tui.store.documents import Tables
from scrutiny_tui.store.migrations import changes_between, migrate
from scrutiny_tui.store.sessions import create_session, open_session, read_session
from tests.support.sessions import answers, revealed, session

OURS = ("scrutiny_tui.store.migrations", "scrutiny_tui.store.parse", "scrutiny_tui.store.documents")


def renamed_labels(tables: Tables) -> Tables:
    """Stand for a change of shape: every label ends in a full stop since."""
    tables["voters"] = {key: {**each, "label": f"{each['label']}."} for key, each in tables["voters"].items()}
    return tables


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A session file that the version before wrote."""
    path = tmp_path / "sessions" / "day.json"
    create_session(path, revealed(session(3), 1, answers("1 2 3")), tmp_path / "mirror").close()
    return path


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch, older: Path) -> None:
    """Turn this program into one that writes version 2, after `older` was written."""
    for module in OURS:
        monkeypatch.setattr(f"{module}.SCHEMA_VERSION", 2)
    monkeypatch.setitem(migrations.MIGRATIONS, 1, renamed_labels)


@pytest.mark.usefixtures("newer_program")
def test_an_older_file_is_read_as_one_of_now_and_not_changed(older: Path) -> None:
    before = older.read_bytes()

    assert [each.label for each in read_session(older).voters.values()] == [
        "Member 1.",
        "Member 2.",
        "Member 3.",
    ]
    assert older.read_bytes() == before


@pytest.mark.usefixtures("newer_program")
def test_looking_at_an_older_file_leaves_its_version(tmp_path: Path, older: Path) -> None:
    open_session(older, tmp_path / "mirror").close()

    with TinyDB(older, access_mode="r") as stock:
        assert stock.table("schema").get(doc_id=1)["version"] == 1


@pytest.mark.usefixtures("newer_program")
def test_the_first_write_brings_the_file_to_now_and_keeps_the_original(tmp_path: Path, older: Path) -> None:
    before = older.read_bytes()
    file = open_session(older, tmp_path / "mirror")
    file.save(leave_note(file.session, "Go on with step 2."))
    file.save(leave_note(file.session, "Go on with step 3."))
    file.close()

    [kept] = older.parent.glob("day.json.before-*")
    assert kept.read_bytes() == before
    with TinyDB(older, access_mode="r") as stock:
        assert stock.table("schema").get(doc_id=1)["version"] == 2
        assert stock.table("voters").get(doc_id=1)["label"] == "Member 1."
    assert read_session(older).sitting.handover == "Go on with step 3."
    assert read_session(older).revealed(1)


def test_a_version_that_is_no_longer_known_is_told(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrutiny_tui.store.migrations.SCHEMA_VERSION", 3)

    with pytest.raises(
        InputError, match=r"day.json is of version 1, which this program cannot bring to version 3"
    ):
        read_session(older)


def test_a_file_of_now_needs_nothing(older: Path) -> None:
    documents = {"schema": {1: {"version": 1}}}

    assert migrate(documents, "x") is documents
    assert changes_between(documents, documents) == {}
