"""The shipped example is what the program's own services make of it, and shows every kind of result."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.make_example import main
from scrutiny_tui.domain.agreement import Label, Reason
from scrutiny_tui.domain.results import results
from scrutiny_tui.domain.session import PageName, Session
from scrutiny_tui.store.places import example_session
from scrutiny_tui.store.session_file import read_session


@pytest.fixture(scope="module")
def example() -> Session:
    """The shipped example."""
    return read_session(example_session())


def test_it_is_made_now_and_a_check_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "made.json"
    made.write_text("{}", encoding="utf-8")
    assert main(["--check", str(made)]) == 1
    assert "is not up to date" in capsys.readouterr().err
    assert made.read_text(encoding="utf-8") == "{}"
    assert main([str(made)]) == 0
    assert made.read_bytes() == example_session().read_bytes()


def test_every_kind_of_result_is_shown_and_nobody_is_named(example: Session) -> None:
    found = results(example)
    rounds = [each for step in found for each in step.rounds]
    assert [len(each.rounds) for each in found] == [1, 1, 2, 1, 1, 1]
    assert {each.verdict.label for each in rounds} == set(Label) - {Label.NO_VOTES, Label.TOO_FEW}
    assert {each.verdict.reason for each in rounds} == set(Reason)
    members = {f"Member {number}" for number in range(1, 12)}
    assert {each.label for each in example.voters.values()} == {
        "Chair", "Vice-chair", "Co-optee 1", "Co-optee 2", *members,
    }  # fmt: skip
    assert (example.place.page, bool(example.sitting.promised)) == (PageName.OVERVIEW, True)
    assert {note.kind.value for note in example.notes.values()} >= {"evidence", "a different view"}
    assert any(view.level is None and view.different_view for view in example.agreed.values())
    assert all(action.owner and action.due for action in example.actions.values())
