"""Two workshops that differ only in answers not yet shown print the same, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import set_aside
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.voting import reveal
from tests.cli.conftest import Shell
from tests.support.sessions import answers, workshop

ONE, OTHER = answers("1 1 1 1 1 1 1"), answers("3 d 2 3 3 a 3")


def begin(folder: Path, unseen: tuple[Answer, ...]) -> Workshop:
    """Hold a workshop: step 1 shown and being answered again, step 2 set aside, step 3 being answered."""
    going_on = workshop(folder, 8)
    cast(going_on, 1, answers("2 2 2 2 2 3 3"))
    going_on.save(reveal(going_on.session, 1))
    cast(going_on, 1, unseen)
    cast(going_on, 2, unseen)
    going_on.save(set_aside(going_on.session, 2, "the wrong step"))
    cast(going_on, 3, unseen)
    return going_on


def cast(going_on: Workshop, step: int, given: tuple[Answer, ...]) -> None:
    """Have the first voters answer a step."""
    going_on.open_round(step)
    for voter, answer in enumerate(given, start=1):
        going_on.cast(step, voter, answer)


PRINTING = (
    ("results", "last"),
    ("results", "last", "--json"),
    ("list",),
    ("check", "FILE"),
    ("compare", "FOLDER"),
)


@pytest.mark.parametrize("closed", [False, True], ids=["going on", "closed"])
def test_nothing_tells_answers_that_are_not_shown(shell: Shell, folder: Path, closed: bool) -> None:
    printed = []
    for name, unseen in (("one", ONE), ("other", OTHER)):
        going_on = begin(folder / name, unseen)
        if closed:
            going_on.close()
        paths = {"FILE": going_on.path, "FOLDER": going_on.path.parent}
        for words in PRINTING:
            asked = [str(paths.get(word, word)) for word in words]
            told = shell("--sessions", str(folder / name / "sessions"), *asked)
            assert told.exit_code == 0
            printed.append((words, told.stdout_bytes, told.stderr_bytes))
        if not closed:
            going_on.close()
    assert printed[: len(PRINTING)] == printed[len(PRINTING) :]


def test_a_mistake_is_told_without_words(shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going_on = begin(folder, ONE)
    going_on.close()

    def broken(*_given: object, **_more: object) -> None:
        raise ValueError("Member 3 chose Strong")

    monkeypatch.setattr("scrutiny_tui.cli.shelf.results_text", broken)
    told = shell("results", str(going_on.path))
    assert told.exit_code == 3
    assert "Everything saved before is safe" in told.stderr
    (report,) = (folder / "data" / "scrutiny-tui" / "reports").iterdir()
    assert told.stderr.endswith(f"{report}\n")
    written = report.read_text(encoding="ascii")
    assert "scrutiny-tui results" in written
    for secret in ("Member 3", "Strong", str(folder), going_on.path.stem):
        assert secret not in written
    assert "Member 3" not in told.stderr
