"""The folder for a Windows laptop holds all that it says, and starts from where it lies."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.delivery.__main__ import delivery
from scripts.delivery.interpreter import PACKAGES, UnknownPackageError
from scripts.delivery.papers import SUMS, page_for_it, write_documents
from scripts.delivery.stick import LEFT_OUT, make_stick
from scripts.delivery.wheels import PYTHONS

START = Path("app", "start.py")


@pytest.fixture
def folder(small_parts: None, tmp_path: Path) -> Path:
    """The folder for two versions of Python, without an interpreter."""
    return make_stick(tmp_path / "build", ("3.12", "3.13"), None)


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program out of the folder as the .cmd file does."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", str(folder / START), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def this_python() -> str:
    """Return what the folder calls the parts for the Python that runs the tests."""
    number = "".join(map(str, sys.version_info[:2]))
    return f"cp{number}-{sysconfig.get_platform().replace('-', '_')}"


def test_what_runs_everywhere_is_there_once_and_what_is_never_loaded_left_out(folder: Path) -> None:
    app = folder / "app"
    assert sorted(path.name for path in app.iterdir()) == [
        "common",
        "cp312-win_amd64",
        "cp313-win_amd64",
        "start.py",
    ]
    assert (app / "common" / "slow").is_dir()
    assert not (app / "common" / "fast").exists()
    for number in ("312", "313"):
        assert (app / f"cp{number}-win_amd64" / "fast" / f"part.cp{number}-win_amd64.pyd").exists()
    assert not list(folder.rglob("lxml"))
    assert not list(folder.rglob("*.data"))
    told = (folder / "python" / "PUT PYTHON HERE.txt").read_text(encoding="utf-8")
    wanted = [each for each in PACKAGES if each.python in {"3.12", "3.13"}]
    assert len(wanted) == 2
    assert all(each.file in told and each.checksum in told for each in wanted)
    assert tuple(each.python for each in PACKAGES) == PYTHONS


@pytest.mark.parametrize("pdf", [False, True])
def test_fonts_are_there_if_pdf_files_can_be_made(small_parts: None, tmp_path: Path, *, pdf: bool) -> None:
    folder = make_stick(tmp_path / "build", ("3.13",), None, pdf=pdf)
    assert bool([*folder.rglob("*.ttf")]) is pdf


def test_the_program_loads_nothing_of_what_is_left_out() -> None:
    """Not even for a report in every format, read as pages, with all of the program loaded."""
    names = sorted({re.split(r"[/*\[]", part)[1] for part in LEFT_OUT if part.startswith("lxml/")} - {""})
    report = (
        "import sys, pkgutil, importlib, scrutiny_tui\n"
        "for each in pkgutil.walk_packages(scrutiny_tui.__path__, 'scrutiny_tui.'):\n"
        "    each.name.endswith('__main__') or importlib.import_module(each.name)\n"
        "from datetime import date\n"
        "from scrutiny_tui.acts.library import Library\n"
        "from scrutiny_tui.store.places import example_session, find_places\n"
        "from scrutiny_tui.view.document_files import Documents\n"
        "read = Library(find_places({})).read(example_session())\n"
        "assert len(Documents(read, date(2026, 11, 21)).files()) == 5\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = {*done.stdout.split()}

    assert "lxml.etree" in loaded
    assert {f"lxml.{name}" for name in names} & loaded == set()
    lexers = {name for name in loaded if name.startswith(("pygments.lexers.", "pygments.styles."))}
    assert lexers <= {"pygments.lexers._mapping", "pygments.styles._mapping"}


def test_it_starts_from_a_path_with_blanks_and_an_ampersand(folder: Path, tmp_path: Path) -> None:
    stick = folder.rename(tmp_path / "My Stick & Co")
    (stick / "app" / "cp313-win_amd64").rename(stick / "app" / this_python())

    done = started(stick, "list", "--json")

    assert (done.returncode, done.stdout) == (0, "started with scrutiny-tui list --json\n")
    assert started(stick, "--fail").returncode == 3


def test_a_python_without_parts_is_told_before_anything_is_loaded(folder: Path) -> None:
    done = started(folder)
    assert done.returncode == 3
    assert done.stderr == (
        f"This folder is for cp312-win_amd64 or cp313-win_amd64, but the Python that was found is {this_python()}.\n"
        "Ask IT to read FOR IT.txt.\n"
    )


def test_starting_it_leaves_nothing_behind_in_the_folder(folder: Path) -> None:
    (folder / "app" / "cp313-win_amd64").rename(folder / "app" / this_python())
    before = sorted(folder.rglob("*"))
    assert started(folder).returncode == 0
    assert sorted(folder.rglob("*")) == before


def test_an_interpreter_decides_the_version(small_parts: None, tmp_path: Path, python_zip: Path) -> None:
    folder = make_stick(tmp_path / "build", ("3.11",), python_zip)
    assert (folder / "python" / "python.exe").read_text(encoding="utf-8") == "the interpreter"
    assert (folder / "app" / "cp313-win_amd64").is_dir()
    assert not (folder / "app" / "cp311-win_amd64").exists()
    assert "Python 3.13.99: PSF-2.0" in (folder / "LICENCES.txt").read_text(encoding="utf-8")


def test_a_file_that_is_not_from_python_org_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    forged = tmp_path / PACKAGES[-1].file
    forged.write_bytes(b"not Python")
    with pytest.raises(UnknownPackageError, match=f"(?s)was not used.*{PACKAGES[-1].checksum}"):
        make_stick(tmp_path / "build", ("3.13",), forged)
    assert not (tmp_path / "build").exists()


def test_what_the_program_loads_is_compiled_and_stays_valid_where_the_folder_is_copied(
    small_parts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.delivery.stick.interpreter_of", lambda python: sys.executable)
    monkeypatch.setattr("scripts.delivery.stick._LOADED", "print('scrutiny_tui', 'scrutiny_tui.cli')")
    folder = make_stick(tmp_path / "build", ("3.13",), None)
    compiled = {path.name.partition(".")[0]: path for path in folder.rglob("*.pyc")}
    assert {*compiled} == {"__init__", "cli"}

    (folder / "app" / "cp313-win_amd64").rename(folder / "app" / this_python())
    (folder / "app" / "common" / "scrutiny_tui" / "cli.py").write_text("never read", encoding="utf-8")
    assert started(folder).stdout == "started with scrutiny-tui\n"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_checksums_are_those_of_every_file(folder: Path) -> None:
    check = ["/usr/bin/env", "sha256sum", "-c", "--quiet", SUMS]
    listed = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS}
    assert {line.partition("  ")[2] for line in listed} == files
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0

    (folder / START).write_text("changed", encoding="utf-8")
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 1


def test_the_checksum_of_the_zip_file_is_told(
    small_parts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ROOT", "_BUILD"):
        monkeypatch.setattr(f"scripts.delivery.__main__.{name}", tmp_path)
    told = CliRunner().invoke(delivery, ["stick"])
    (zip_file,) = tmp_path.rglob("*.zip")
    assert told.stdout.endswith(
        f"{zip_file.name}: 0.0 MB\n  SHA-256 {sha256(zip_file.read_bytes()).hexdigest()}\n"
    )


def test_the_same_parts_make_the_same_zip_file(small_parts: None, tmp_path: Path) -> None:
    first, second = (
        make_stick(tmp_path / name, ("3.13",), None).parent.glob("*.zip") for name in ("one", "two")
    )
    assert next(first).read_bytes() == next(second).read_bytes()


def test_texts_end_their_lines_as_windows_does_and_name_every_package_and_licence(folder: Path) -> None:
    texts = [*folder.glob("*.cmd"), *folder.glob("*.txt"), *folder.glob("python/*.txt")]
    for path in texts:
        if path.name != SUMS:
            data = path.read_bytes()
            assert data.count(b"\n") == data.count(b"\r\n") > 0, path.name
    assert {path.name for path in texts} >= {
        "Scrutiny TUI.cmd",
        "Audience window.cmd",
        "FOR IT.txt",
        "LICENCES.txt",
    }
    licences = (folder / "LICENCES.txt").read_text(encoding="utf-8")
    listed = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert listed["metadata"]["component"]["name"] == "scrutiny-tui"
    assert {each["name"] for each in listed["components"]} == {"slow", "fast"}
    for name in ("scrutiny-tui", "slow", "fast"):
        assert f"{name} 1.0: MIT" in licences
        assert f"The licence of {name}." in licences
    page = page_for_it()
    assert len(page.splitlines()) <= 75
    assert max(map(len, page.splitlines())) <= 78
    for name in ("LICENCES.txt", "sbom.cdx.json", SUMS, "Documents", "python", "app", "Scrutiny TUI.cmd"):
        assert name in page
        assert (folder / name).exists()


def test_every_link_of_the_documents_leads_somewhere(tmp_path: Path) -> None:
    write_documents(tmp_path / "Documents")
    told = re.findall(r"Documents/[\w/-]+\.html", page_for_it())
    assert told
    assert all((tmp_path / each).exists() for each in told)
    pages = [*(tmp_path / "Documents").rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert '<html lang="en-GB">' in text
        for target, anchor in re.findall(r'(?:href|src)="([^"#:]*)(?:#([^"]*))?"', text):
            there = page.parent / target if target else page
            assert there.exists(), f"{page.name}: {target}"
            assert not anchor or f'id="{anchor}"' in there.read_text(encoding="utf-8"), (
                f"{page.name}: #{anchor}"
            )
