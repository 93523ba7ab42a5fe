"""What is typed for cards that a camera reads: the paper, and what stands in for the camera; and what is said without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store.card_reader import HOW_TO_INSTALL
from tests.cli.conftest import Shell


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer on which what reads the cards is not installed."""

    def not_there(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("scrutiny_tui.store.card_reader.find_spec", lambda _name: None)
    monkeypatch.setattr("scrutiny_tui.store.card_reader.import_module", not_there)
    from scrutiny_tui.store.card_reader import load_cv2

    load_cv2.cache_clear()


def test_the_cards_alone_are_made_and_their_path_is_printed(three: Shell, folder: Path) -> None:
    pytest.importorskip("cv2", reason="the patterns come from OpenCV")
    told = three("paper", "last", "--out", str(folder / "out"), "--camera-cards", "a5")
    assert told.stdout.splitlines() == [str(folder / "out" / "camera-cards.html")]
    assert [path.name for path in (folder / "out").iterdir()] == ["camera-cards.html"]
    again = three("paper", "last", "--out", str(folder / "out"), "--camera-cards", "a4")
    assert again.exit_code == 1
    assert (
        three("paper", "last", "--out", str(folder / "out"), "--camera-cards", "a4", "--overwrite").exit_code
        == 0
    )


@pytest.mark.usefixtures("without_extra")
@pytest.mark.parametrize(
    "words",
    [("paper", "last", "--out", "out", "--camera-cards", "a5"), ("run", "last", "--camera", "practice")],
)
def test_without_the_extra_the_command_to_install_it_is_told(
    three: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("scrutiny_tui.cli.terminal.has_screen", lambda: True)
    monkeypatch.setattr("scrutiny_tui.cli.terminal.shows_screens", lambda: True)
    monkeypatch.chdir(folder)
    told = three(*words)
    assert told.exit_code == 3
    assert HOW_TO_INSTALL in " ".join(told.stderr.split())
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--camera", "nowhere.avi"), 1, "There is no file nowhere.avi."),
        (("--camera", "practice", "--plain"), 2, "Cards are read on the screens only."),
    ],
)
def test_what_cannot_stand_in_for_a_camera_is_said_before_the_screens_come(
    three: Shell, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], status: int, said: str
) -> None:
    monkeypatch.setattr("scrutiny_tui.store.card_reader.find_spec", lambda _name: object())
    monkeypatch.setattr("scrutiny_tui.cli.terminal.has_screen", lambda: True)
    monkeypatch.setattr("scrutiny_tui.cli.terminal.shows_screens", lambda: True)
    told = three("run", "last", *words)
    assert (told.exit_code, said in told.stderr) == (status, True), told.stderr
