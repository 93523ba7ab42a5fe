"""The report is made from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

TEXT = ("--format", "text")


def test_options_reach_the_report(shell: Shell, held: Path, folder: Path) -> None:
    words = (*TEXT, "--quotations", "--groups", "--not-before", "1/12/2026")
    path = Path(shell("report", "last", "--out", str(folder), *words).stdout.strip())
    text = path.read_text(encoding="utf-8")
    assert "Not for publication before 1 December 2026." in text
    assert "belongs to nobody" in text
    assert "Told by groups: nothing." in text


def test_a_pack_that_is_gone_leaves_out_the_lessons(shell: Shell, held: Path, folder: Path) -> None:
    told = shell("report", "last", "--out", str(folder), "--content", str(folder), *TEXT)
    assert told.exit_code == 0
    assert "lessons are left out" in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--not-before", "soon"), '--not-before: "soon" is not a date'),
        (("--template", "nothing.docx"), "There is no template nothing.docx."),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    shell: Shell, held: Path, folder: Path, words: tuple[str, ...], said: str
) -> None:
    told = shell("report", "last", "--out", str(folder / "out"), *words)
    assert told.exit_code == 1
    assert said in told.stderr
    assert not (folder / "out").exists()


def test_a_template_for_another_format_is_wrong_use(shell: Shell, held: Path, folder: Path) -> None:
    told = shell("report", "last", "--out", str(folder / "out"), *TEXT, "--template", "council.docx")
    assert told.exit_code == 2
    assert "--template is for Word" in told.stderr
