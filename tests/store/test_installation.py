"""Whoever helps is told how the program came onto a computer, and which policies may stop it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scrutiny_tui.store import installation
from scrutiny_tui.store.installation import how_installed, policies

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("mark", "told"),
    [("pipx_metadata.json", "by pipx"), ("uv-receipt.toml", "by uv"), ("pyvenv.cfg", "by pip")],
)
def test_an_environment_is_told_with_the_tool_that_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, told: str
) -> None:
    package = tmp_path / "lib" / "python3.13" / "site-packages" / "scrutiny_tui"
    package.mkdir(parents=True)
    (tmp_path / mark).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(installation, "PACKAGE", package)
    assert how_installed() == f"{told}, in {tmp_path}"


@pytest.mark.parametrize(
    ("name", "told"), [("My Stick & Co", "as a folder"), ("Program Files/Scrutiny TUI", "by the installer")]
)
def test_the_folder_for_windows_is_told_apart_from_the_installer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    folder = tmp_path / name
    (folder / "app" / "common" / "scrutiny_tui").mkdir(parents=True)
    (folder / "app" / "start.py").touch()
    monkeypatch.setattr(installation, "PACKAGE", folder / "app" / "common" / "scrutiny_tui")
    assert how_installed() == f"{told}, in {folder}"


def test_policies_in_force_are_told_and_others_are_not() -> None:
    settings = {
        ("HKCU", r"Software\Policies\Microsoft\Windows\System", "DisableCMD"): 2,
        ("HKLM", r"System\CurrentControlSet\Control\CI\Policy", "VerifiedAndReputablePolicyState"): 2,
        ("HKLM", r"Software\Policies\Microsoft\Windows\SrpV2\Dll", "EnforcementMode"): 1,
        ("HKLM", r"Software\Policies\Microsoft\Windows\SrpV2\Exe", "EnforcementMode"): 0,
    }
    told = policies(lambda root, key, name: settings.get((root, key, name)))
    assert [*told] == ["cmd.exe is forbidden", "AppLocker has rules for libraries"]
    assert [*policies(lambda _root, _key, _name: None)] == []
    assert how_installed() == f"from its own source, in {ROOT}"
