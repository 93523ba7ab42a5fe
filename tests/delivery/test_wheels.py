"""Wheels are collected from the lock: only the very files it names, and as Python alone where there is a choice."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.delivery import wheels
from scripts.delivery.wheels import Wheel, collect, lock_for
from tests.delivery.conftest import make_wheel

Lock = Callable[..., Path]


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lock:
    """Write a lock of wheels that lie in a folder, which is all that pip finds, and return where to collect them."""

    def write(*there: Wheel) -> Path:
        checksums: dict[str, list[str]] = {}
        for each in there:
            checksums.setdefault(f"{each.name}=={each.version}", []).append(f"--hash=sha256:{each.checksum}")
        lines = [" \\\n    ".join((name, *hashes)) for name, hashes in checksums.items()]
        path = tmp_path / "lock.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.setattr(wheels, "LOCK", path)
        target = tmp_path / "collected"
        target.mkdir()
        return target

    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return write


def names(found: tuple[Wheel, ...]) -> list[str]:
    return [each.path.name for each in found]


def test_a_wheel_for_windows_is_collected_on_any_computer(lock: Lock, tmp_path: Path) -> None:
    fast = make_wheel(tmp_path, "fast", "cp313-cp313-win_amd64", {"fast.pyd": "compiled"})
    found = collect(lock(fast), "windows", "3.13")
    assert names(found) == ["fast-1.0-cp313-cp313-win_amd64.whl"]
    assert not found[0].runs_everywhere


def test_of_a_compiled_wheel_and_one_in_python_alone_the_second_is_taken(lock: Lock, tmp_path: Path) -> None:
    fast = make_wheel(tmp_path, "fast", "cp313-cp313-win_amd64", {"fast.pyd": "compiled"})
    slow = make_wheel(tmp_path, "fast", "py3-none-any", {"fast.py": ""})
    assert names(collect(lock(fast, slow), "windows", "3.13")) == ["fast-1.0-py3-none-any.whl"]


def test_what_only_pdf_files_need_is_collected_if_it_is_asked_for(lock: Lock, tmp_path: Path) -> None:
    small = make_wheel(tmp_path, "small", "py3-none-any", {"small.py": ""})
    large = make_wheel(tmp_path, "typst", "cp38-abi3-win_amd64", {"typst.pyd": "compiled"})
    target = lock(small, large)
    assert names(collect(target, "windows", "3.13")) == ["small-1.0-py3-none-any.whl"]
    assert "typst" not in lock_for(pdf=False)
    found = names(collect(target, "windows", "3.13", pdf=True))
    assert found == ["small-1.0-py3-none-any.whl", "typst-1.0-cp38-abi3-win_amd64.whl"]
    assert "typst" in lock_for(pdf=True)


def test_a_wheel_that_is_not_the_one_in_the_lock_is_refused(lock: Lock, tmp_path: Path) -> None:
    target = lock(make_wheel(tmp_path, "fast", "py3-none-any", {"fast.py": ""}))
    make_wheel(tmp_path, "fast", "py3-none-any", {"fast.py": "changed on the way"})
    with pytest.raises(subprocess.CalledProcessError) as error:
        collect(target, "windows", "3.13")
    assert "DO NOT MATCH THE HASHES" in error.value.stderr
    assert [*target.iterdir()] == []
