"""A wheel that is made from the sources that are handed out works far from any checkout, with all that it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from scripts.delivery.wheels import Wheel

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(not os.environ.get("THOROUGH"), reason="takes minutes and a network: THOROUGH=1"),
    pytest.mark.skipif(sys.platform == "win32", reason="the folders of an environment are called otherwise"),
]

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


def run(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the sdist, and that from the checkout."""
    folder = tmp_path_factory.mktemp("made")
    tools = folder / "tools" / "bin" / "python"
    venv.create(folder / "tools", with_pip=True)
    run(tools, "-m", "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", "hatchling")
    run(tools, "-m", "hatchling", "build", "--target", "sdist", "--directory", folder, cwd=ROOT)
    (sources,) = folder.glob("*.tar.gz")
    run(tools, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, sources)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def environment(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment in which the wheel is installed; what it needs is borrowed from that of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps", made)
    (packages,) = folder.glob("lib/python*/site-packages")
    borrowed = [entry for entry in sys.path if entry.endswith("site-packages")]
    (packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return folder


@pytest.fixture
def installed(environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the installed command in a folder that has nothing to do with the checkout."""
    for name in ("SCRUTINY_SESSIONS", "SCRUTINY_MIRROR", "PYTHONPATH"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words: run(environment / "bin" / "scrutiny-tui", *words, cwd=tmp_path)


def test_it_brings_steps_example_styles_templates_guides_and_man_pages(environment: Path) -> None:
    (package,) = environment.glob("lib/python*/site-packages/scrutiny_tui")
    assert (package / "_content" / "six-steps" / "pack.toml").is_file()
    assert (package / "_sessions" / "example.json").is_file()
    for ending in ("tcss", "xml", "html", "css", "docx"):
        wanted = {path.relative_to(ROOT) for path in (ROOT / "scrutiny_tui").rglob(f"*.{ending}")}
        assert {path.relative_to(package.parent) for path in package.rglob(f"*.{ending}")} == wanted
    guides = environment / "share" / "doc" / "scrutiny-tui"
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.*")):
        assert (guides / path.relative_to(ROOT)).read_bytes() == path.read_bytes()
    assert (environment / "share" / "man" / "man1" / "scrutiny-tui.1").is_file()


def test_a_workshop_is_held_and_reported(installed: Run, tmp_path: Path) -> None:
    path = Path(
        installed("new", "--council", "Exampleshire", "--people", "5 members").stdout.splitlines()[-1]
    )
    assert path.parent == tmp_path / "data" / "scrutiny-tui" / "sessions"
    assert "nothing wrong" in installed("check").stdout
    assert "Step 1" in installed("results", "last").stdout
    assert len(installed("report", "last", "--out", tmp_path / "out").stdout.splitlines()) == 1
    assert installed("paper", "last", "--out", tmp_path / "paper").stdout
    assert "Exampleshire" in installed("demo").stdout


def test_checkout_and_installed_command_find_the_same_workshops(environment: Path, installed: Run) -> None:
    installed("new", "--council", "Exampleshire", "--people", "5 members")
    python = environment / "bin" / "python"
    assert run(python, "-m", "scrutiny_tui", "list", cwd=ROOT).stdout == installed("list").stdout != ""


def test_two_builds_are_the_same(made: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT)
    (second,) = tmp_path.glob("*.whl")
    assert Wheel(second).checksum == Wheel(made).checksum
