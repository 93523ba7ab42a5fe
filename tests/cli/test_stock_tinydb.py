"""At any moment of a workshop its file is a plain TinyDB file: TinyDB alone, and nothing of ours, shows who answered what."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.voting import reveal
from tests.support.sessions import answers, filled, workshop

WITH_NOTHING_OF_OURS = """
import json, sys
from tinydb import Query, TinyDB
with TinyDB(sys.argv[1]) as found:
    labels = {voter.doc_id: voter["label"] for voter in found.table("voters")}
    given = found.table("ballots").search(Query().item == 1)
    told = {labels[ballot["voter"]]: ballot["answer"] for ballot in given}
assert not [name for name in sys.modules if name.startswith("scrutiny")]
print(json.dumps(told))
"""


def read_alone(path: Path) -> dict[str, Any]:
    """Return who gave which answer on step 1, read by a Python that has TinyDB and nothing of ours."""
    told = subprocess.run(
        [sys.executable, "-I", "-c", WITH_NOTHING_OF_OURS, str(path)],
        cwd=path.parent,
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def ballots(room: Workshop) -> dict[int, object]:
    """Return the answers on step 1 by person, read while the workshop is open."""
    with TinyDB(room.path) as found:
        return {each["voter"]: each["answer"] for each in found.table("ballots").search(Query().item == 1)}


def test_each_answer_is_there_as_soon_as_it_is_in(tmp_path: Path) -> None:
    room = workshop(tmp_path)
    assert ballots(room) == {}
    room.open_round(1)
    kept: tuple[object, ...] = (1, 2, "dont_know", 3, "abstain")
    for voter, answer in enumerate(answers("1 2 d 3 a"), start=1):
        room.cast(1, voter, answer)
        assert ballots(room) == dict(enumerate(kept[:voter], start=1))
    room.clear(1, 5)
    assert 5 not in ballots(room)
    room.save(reveal(room.session, 1))
    assert ballots(room) == {1: 1, 2: 2, 3: "dont_know", 4: 3}
    room.close()
    assert ballots(room) == {1: 1, 2: 2, 3: "dont_know", 4: 3}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_while_the_program_has_it_open_and_afterwards(tmp_path: Path) -> None:
    from tests.tui.test_ending import CTRL_Q, started

    room = workshop(tmp_path)
    filled(room, 1, "1 2 d")
    room.close()
    expected = {"Member 1": 1, "Member 2": 2, "Member 3": "dont_know"}
    with started(tmp_path, "", "open", "last") as shown:
        shown.wait_for("Exampleshire")
        assert read_alone(room.path) == expected
        shown.press(CTRL_Q)
        assert shown.end() == 0
    assert read_alone(room.path) == expected
