"""Small wheels, so that a stick is made in a moment and without a network."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from scripts.delivery import stick
from scripts.delivery.interpreter import Package
from scripts.delivery.wheels import Wheel


def make_wheel(folder: Path, name: str, tag: str, files: dict[str, str]) -> Wheel:
    """Make a wheel with these files and an MIT licence."""
    path = folder / f"{name}-1.0-{tag}.whl"
    about = (
        f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nSummary: For tests\nLicense-Expression: MIT\n"
    )
    with ZipFile(path, "w") as archive:
        told = {
            "METADATA": about,
            "WHEEL": f"Wheel-Version: 1.0\nTag: {tag}\n",
            "licenses/LICENSE": f"The licence of {name}.",
        }
        for inside, text in (files | {f"{name}-1.0.dist-info/{each}": told[each] for each in told}).items():
            archive.writestr(ZipInfo(inside), text)
    return Wheel(path)


def _collect(folder: Path, _platform: str, python: str, *, pdf: bool) -> tuple[Wheel, ...]:
    number = python.replace(".", "")
    binary = {"fast/__init__.py": "", f"fast/part.cp{number}-win_amd64.pyd": "compiled", "lxml/html/a.py": ""}
    return (
        make_wheel(folder, "slow", "py3-none-any", {"slow/__init__.py": ""}),
        make_wheel(folder, "fast", f"cp{number}-cp{number}-win_amd64", binary),
    )


def _make_own(folder: Path) -> Wheel:
    told = 'def run():\n    import sys\n    print("started with", *sys.argv)\n    sys.exit("--fail" in sys.argv and 3)\n'
    files = {
        "scrutiny_tui/cli.py": told,
        "scrutiny_tui/__init__.py": "",
        "scrutiny_tui/view/fonts/Regular.ttf": "",
        "scrutiny_tui-1.0.data/data/share/man/man1/a.1": "A man page.",
    }
    return make_wheel(folder, "scrutiny-tui", "py3-none-any", files)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have wheels that are made here instead of those that are collected, and no Python to compile them with."""
    monkeypatch.setattr(stick, "collect", _collect)
    monkeypatch.setattr(stick, "make_own", _make_own)
    monkeypatch.setattr(stick, "interpreter_of", lambda python: None)
    # The guides are rendered in a test of their own; each time would take a second.
    monkeypatch.setattr("scripts.delivery.papers.write_documents", Path.mkdir)


@pytest.fixture
def python_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is taken for python.org's package of Python 3.13."""
    path = tmp_path / "downloaded.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("python.exe", "the interpreter")
        archive.writestr("LICENSE.txt", "the licence")
    monkeypatch.setattr("scripts.delivery.interpreter.PACKAGES", (Package("3.13.99", Wheel(path).checksum),))
    return path
