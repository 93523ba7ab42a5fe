"""A session that is only looked at: whoever has it open goes on, and no byte of it changes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.store.journal.snapshot import render
from scrutiny_tui.store.sessions import create_session, open_session
from scrutiny_tui.store.viewing import view_session
from tests.support.sessions import answered, answers, revealed, session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the session is."""
    return tmp_path / "x.json"


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def written_by_a_newer_program(path: Path, **more: object) -> None:
    """Give a closed session the schema of a newer program, with a table and fields that this one does not know."""
    found = json.loads(path.read_text(encoding="utf-8"))
    seal = found.pop("seal")["1"]
    found["schema"]["1"] |= {"version": 2, "program": "9.0"}
    found["session"]["1"] |= {"mood": "good"}
    found["moods"] = {"1": {"mood": "good"}}
    found |= more
    tables = {name: {int(key): row for key, row in rows.items()} for name, rows in found.items()}
    path.write_bytes(render(tables, seal["session"], seal["sequence"])[0])


def test_an_open_session_can_be_looked_at_and_the_writer_goes_on(path: Path, tmp_path: Path) -> None:
    file = create_session(path, session(), tmp_path / "mirror")
    now = revealed(session(), 1, answers("1 2 3 1 2"))
    file.save(now)
    before = everything_in(tmp_path)

    view = view_session(path, tmp_path / "mirror")

    assert view.session == now
    assert everything_in(tmp_path) == before
    file.save(answered(now, 2, answers("1")))
    file.close()


def test_nothing_but_the_place_can_be_changed(path: Path, tmp_path: Path) -> None:
    create_session(path, session(), tmp_path / "mirror").close()
    before = everything_in(tmp_path)
    view = view_session(path)

    view.save(replace(view.session, place=Place(PageName.STEP, 3)))
    with pytest.raises(RuleError, match="read only"):
        view.save(answered(view.session, 1, answers("1")))
    view.close()

    assert view.session.place == Place(PageName.STEP, 3)
    assert everything_in(tmp_path) == before


def test_what_a_newer_program_wrote_can_be_looked_at_and_both_versions_are_named(
    path: Path, tmp_path: Path
) -> None:
    create_session(path, session(), tmp_path / "mirror").close()
    written_by_a_newer_program(path)

    with pytest.raises(InputError, match=r"by Scrutiny TUI 9\.0 \(file version 2\).*up to version 1"):
        open_session(path, tmp_path / "none")
    view = view_session(path)

    assert view.session == session()
    assert "9.0 (file version 2)" in view.notices[-1]


def test_what_a_newer_program_wrote_in_another_way_is_refused_naming_both_versions(
    path: Path, tmp_path: Path
) -> None:
    create_session(path, session(), tmp_path / "mirror").close()
    written_by_a_newer_program(path, voters={"1": {"label": ["a", "list"]}})

    with pytest.raises(InputError, match=r"9\.0 \(file version 2\)"):
        view_session(path)
