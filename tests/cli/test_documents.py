"""Paper, reports, data and zip files are made from the command line; what is personal is asked about first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import docx
import pytest

from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.view.document_files import NO_PDF, NO_WORD, ONLY_THE_RECORD
from tests.cli.conftest import Shell
from tests.support.sessions import details, library, people

ONE_FILE: Final = {"report": "text", "export": "json"}
"""Each command with a format in which typed text stands."""

FULL: Final = {"report": "full-record-personal-data", "export": "full-export-personal-data"}
"""What the names of files with each person's answers end with."""

COMMANDS: Final = tuple(ONE_FILE)
TEXT: Final = ("--format", "text")


def wanted(command: str, folder: Path, *more: str) -> tuple[str, ...]:
    """Return the words that ask for one file of the last workshop."""
    return command, "last", "--out", str(folder / "out"), "--format", ONE_FILE[command], *more


@pytest.mark.parametrize("command", ["paper", *COMMANDS])
def test_files_are_named_and_replaced_if_asked(shell: Shell, held: Path, folder: Path, command: str) -> None:
    before, words = held.read_bytes(), (command, "last", "--out", str(folder / "out"))
    told = shell(*words)
    paths = [Path(line) for line in told.stdout.splitlines()]
    assert (told.exit_code, told.stderr, {*paths}) == (0, "", {*(folder / "out").iterdir()})
    paths[0].write_text("mine", encoding="utf-8")
    told = shell(*words)
    assert (told.exit_code, told.stdout, f"already holds {paths[0].name}" in told.stderr) == (1, "", True)
    assert paths[0].read_text(encoding="utf-8") == "mine"
    assert shell(*words, "--overwrite").exit_code == 0
    assert paths[0].read_bytes() != b"mine"
    told = shell(command, "last", "--out", str(folder / "stick" / "out"))
    assert (told.exit_code, told.stdout, "could not be written to" in told.stderr) == (3, "", True)
    assert held.read_bytes() == before


# --- what is personal


@pytest.mark.parametrize("command", COMMANDS)
def test_full_files_have_to_be_confirmed(shell: Shell, held: Path, folder: Path, command: str) -> None:
    told = shell(*wanted(command, folder, "--full"))
    assert (told.exit_code, told.stdout) == (2, "")
    assert "has personal data" in told.stderr
    assert "add --yes" in told.stderr
    made = shell(*wanted(command, folder, "--full"), "--yes")
    assert (made.exit_code, FULL[command] in made.stdout) == (0, True)


@pytest.mark.usefixtures("held", "asked")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("typed", "status"), [("n\n", 1), ("y\nn\n", 1), ("y\ny\n", 0)])
def test_full_files_are_asked_about_twice(
    shell: Shell, folder: Path, command: str, typed: str, status: int
) -> None:
    told = shell(*wanted(command, folder, "--full"), typed=typed)
    assert told.exit_code == status
    assert (folder / "out").exists() == (status == 0)


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("command", COMMANDS)
def test_names_in_notes_are_listed_first(shell: Shell, folder: Path, command: str) -> None:
    told = shell(*wanted(command, folder))
    assert told.exit_code == 0
    assert "  Anne Smith 3 (a note on step 1)\n" in told.stderr


@pytest.mark.usefixtures("named", "asked")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("typed", "status"), [("n\n", 1), ("y\n", 0)])
def test_files_with_names_are_asked_about(
    shell: Shell, folder: Path, command: str, typed: str, status: int
) -> None:
    assert shell(*wanted(command, folder), typed=typed).exit_code == status
    assert (folder / "out").exists() == (status == 0)


@pytest.mark.usefixtures("named", "asked")
def test_a_table_of_counts_holds_nothing_typed_so_no_name_is_listed(shell: Shell, folder: Path) -> None:
    told = shell("export", "last", "--out", str(folder / "out"), "--format", "csv")
    assert (told.exit_code, told.stderr) == (0, "")
    assert b"Anne" not in next((folder / "out").iterdir()).read_bytes()


# --- the report


def test_the_committee_report_is_made_unless_others_are_named(shell: Shell, held: Path, folder: Path) -> None:
    words = (*TEXT, "--quotations", "--groups", "--not-before", "1/12/2026")
    path = Path(shell("report", "last", "--out", str(folder), *words).stdout.strip())
    text = path.read_text(encoding="utf-8")
    assert "Not for publication before 1 December 2026." in text
    assert "belongs to nobody" in text
    assert "Answers by group: none." in text
    [line] = shell("report", "last", "--out", str(folder / "out")).stdout.splitlines()
    assert line.endswith("-committee-report.docx")
    told = shell("report", "last", "--out", str(folder / "out"), *TEXT, "--paper", "all")
    endings = ("one-page", "committee-report", "record", "children-in-care-draft")
    assert [path[path.index("shire-") + 6 :] for path in told.stdout.splitlines()] == [
        f"{ending}.txt" for ending in endings
    ]


@pytest.mark.parametrize("which", ["one-page", "committee", "children", "all"])
def test_only_the_record_can_have_all_answers(shell: Shell, held: Path, folder: Path, which: str) -> None:
    told = shell("report", "last", "--out", str(folder / "out"), "--full", "--yes", "--paper", which)
    assert (told.exit_code, told.stderr) == (1, f"{ONLY_THE_RECORD}\n")
    assert not (folder / "out").exists()


def test_the_appendix_can_be_left_out(shell: Shell, held: Path, folder: Path) -> None:
    words = ("report", "last", "--out", str(folder), *TEXT, "--no-appendix")
    assert "Appendix" not in Path(shell(*words).stdout.strip()).read_text(encoding="utf-8")


def test_a_pack_that_is_gone_leaves_out_the_lessons(shell: Shell, held: Path, folder: Path) -> None:
    told = shell("report", "last", "--out", str(folder), "--content", str(folder), *TEXT)
    assert (told.exit_code, "lessons are left out" in told.stderr) == (0, True)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--not-before", "soon"), 1, '--not-before: "soon" is not a date'),
        (("--template", "nothing.docx"), 1, "There is no template nothing.docx."),
        ((*TEXT, "--template", "council.docx"), 2, "--template works with Word"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    shell: Shell, held: Path, folder: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    told = shell("report", "last", "--out", str(folder / "out"), *words)
    assert (told.exit_code, said in told.stderr) == (status, True)
    assert not (folder / "out").exists()


def test_headings_of_a_template_that_nobody_knows_are_told(shell: Shell, held: Path, folder: Path) -> None:
    council = docx.Document()
    for text in ("Recommendations", "Our promise"):
        council.add_heading(text, 1)
    council.save(str(folder / "council.docx"))
    told = shell("report", "last", "--out", str(folder / "out"), "--template", str(folder / "council.docx"))
    assert (told.exit_code, "kept as they are: Our promise." in told.stderr) == (0, True)
    assert "only its styles" not in told.stderr


@pytest.mark.parametrize("heading", ["Our promise", ""])
def test_that_a_template_gave_its_looks_only_is_told_of_a_committee_report(
    shell: Shell, held: Path, folder: Path, heading: str
) -> None:
    council = docx.Document()
    if heading:
        council.add_heading(heading, 1)
    council.save(str(folder / "council.docx"))
    words = ("report", "last", "--out", str(folder / "out"), "--template", str(folder / "council.docx"))
    told = shell(*words)
    looks_only = "The template has no heading that we know, so only its styles and page layout were used.\n"
    assert (told.exit_code, told.stderr.endswith(looks_only)) == (0, True)
    other = shell(*words, "--paper", "record")
    assert (other.exit_code, looks_only in other.stderr) == (0, False)


# --- paper


def test_what_is_left_out_of_the_paper_is_told_apart(shell: Shell, folder: Path) -> None:
    library(folder).create(details(secrecy=Secrecy.BY_NAME), people(5)).close()
    told = shell("paper", "last", "--out", str(folder / "paper"))
    assert (told.exit_code, told.stderr) == (0, "You don't need labels: answers are kept by name.\n")
    assert not (folder / "paper" / "labels.html").exists()


def test_copies_and_blank_slips(shell: Shell, held: Path, folder: Path) -> None:
    shell("paper", "last", "--out", str(folder / "paper"), "--blank", "--copies", "9")
    assert (folder / "paper" / "slips.html").read_text(encoding="utf-8").count('class="slip"') == 9
    assert (folder / "paper" / "cards.html").read_text(encoding="utf-8").count('class="card"') == 45


@pytest.mark.parametrize("words", [["last"], ["last", "--out", "paper", "--copies", "0"], ["--out", "paper"]])
def test_wrong_use_is_status_2(shell: Shell, held: Path, words: list[str]) -> None:
    assert shell("paper", *words).exit_code == 2


# --- where a policy refuses lxml

WITHOUT_LXML: Final = """
import sys
sys.modules["lxml"] = None
from scrutiny_tui.cli import run
run()
"""


def without_lxml(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a Python in which lxml cannot be loaded."""
    command = [sys.executable, "-c", WITHOUT_LXML, *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_without_lxml_every_other_format_is_made_and_one_sentence_says_so(held: Path, folder: Path) -> None:
    told = without_lxml("report", "last", "--out", str(folder / "out"), "--format", "all")

    assert (told.returncode, told.stderr.splitlines()) == (0, [NO_WORD])
    assert {path.suffix for path in (folder / "out").iterdir()} == {".pdf", ".html", ".md", ".txt"}
    assert len(told.stdout.splitlines()) == 4


def test_without_typst_a_report_as_pdf_is_made_for_word_and_says_how_to_get_pdf(
    shell: Shell, held: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    told = shell("report", "last", "--out", str(folder / "out"), "--format", "pdf")

    assert (told.exit_code, told.stderr) == (0, f"{NO_PDF}\n")
    assert 'pip install "scrutiny-tui[pdf]"' in told.stderr
    assert [path.suffix for path in (folder / "out").iterdir()] == [".docx"]


def test_without_typst_all_formats_are_the_others_and_nobody_is_told(
    shell: Shell, held: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    told = shell("report", "last", "--out", str(folder / "out"), "--format", "all")

    assert (told.exit_code, told.stderr) == (0, "")
    assert {path.suffix for path in (folder / "out").iterdir()} == {".docx", ".html", ".md", ".txt"}


def test_without_lxml_a_template_is_refused_and_what_is_for_word_is_made_as_html(
    shell: Shell, held: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "council.docx").write_bytes(b"never read")
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    word = ("report", "last", "--out", str(folder / "out"), "--format", "word")

    told = shell(*word, "--template", str(folder / "council.docx"))
    assert (told.exit_code, told.stderr) == (3, f"{NO_WORD}\n")
    assert not (folder / "out").exists()

    told = shell(*word)
    assert (told.exit_code, told.stderr) == (0, f"{NO_WORD}\n")
    assert [path.suffix for path in (folder / "out").iterdir()] == [".html"]

    assert shell("pack-up", "last", "--out", str(folder / "handover.zip")).exit_code == 0
    with ZipFile(folder / "handover.zip") as archive:
        reports = [name for name in archive.namelist() if name.startswith("report/")]
    assert [Path(name).suffix for name in reports] == [".html", ".html"]
