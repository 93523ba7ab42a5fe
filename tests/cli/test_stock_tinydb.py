"""A workshop that was closed is a plain TinyDB file: TinyDB alone, and nothing of ours, shows who answered what."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sessions import answers, workshop

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.tui.test_crash_page import CTRL_Q, started

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


def test_after_the_program_has_run_the_ballots_of_each_person_can_be_read(tmp_path: Path) -> None:
    going_on = workshop(tmp_path)
    going_on.open_round(1)
    for voter, answer in enumerate(answers("1 2 d 3 a"), start=1):
        going_on.cast(1, voter, answer)
    going_on.reveal(1)
    going_on.close()
    with started(tmp_path, "", "open", "last") as shown:
        shown.wait_for("Exampleshire")
        shown.press(CTRL_Q)
        assert shown.end() == 0
    told = subprocess.run(
        [sys.executable, "-I", "-c", WITH_NOTHING_OF_OURS, str(going_on.path)],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert json.loads(told.stdout) == {
        "Member 1": 1,
        "Member 2": 2,
        "Member 3": "dont_know",
        "Member 4": 3,
        "Member 5": "abstain",
    }
