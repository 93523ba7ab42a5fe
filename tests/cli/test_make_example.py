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


def test_it_is_what_is_made_now_and_a_check_tells_if_a_file_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.json"
    made.write_text("{}", encoding="utf-8")
    assert main(["--check", str(made)]) == 1
    assert "is not up to date" in capsys.readouterr().err
    assert made.read_text(encoding="utf-8") == "{}"
    assert main([str(made)]) == 0
    assert made.read_bytes() == example_session().read_bytes()


def test_every_step_has_a_result_and_every_kind_is_shown(example: Session) -> None:
    rounds = [found for each in results(example) for found in each.rounds]
    assert all(each.latest for each in results(example))
    assert {found.verdict.label for found in rounds} == set(Label) - {Label.NO_VOTES, Label.TOO_FEW}
    assert {found.verdict.reason for found in rounds} == set(Reason)


def test_one_step_was_answered_twice_and_moved(example: Session) -> None:
    assert [len(each.rounds) for each in results(example)] == [1, 1, 2, 1, 1, 1]


def test_it_names_roles_and_nobody(example: Session) -> None:
    assert {voter.label for voter in example.voters.values()} == {
        "Chair",
        "Vice-chair",
        *(f"Member {number}" for number in range(1, 12)),
        "Co-optee 1",
        "Co-optee 2",
    }


def test_it_opens_at_the_overview_with_the_promise_read_out(example: Session) -> None:
    assert example.place.page is PageName.OVERVIEW
    assert example.sitting.promised


def test_notes_views_and_actions_are_written_down(example: Session) -> None:
    assert {note.kind.value for note in example.notes.values()} >= {"evidence", "a different view"}
    assert any(view.level is None and view.different_view for view in example.agreed.values())
    assert all(action.owner and action.due for action in example.actions.values())
