"""The installer holds the folder, starts it from the Start menu, and replaces an older one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from scripts.delivery.installer import UPGRADE_CODE, MissingToolError, make_installer
from scripts.delivery.stick import make_stick
from scrutiny_tui import __version__

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"

needs_wixl = pytest.mark.skipif(not shutil.which("wixl"), reason="needs wixl")


@pytest.fixture
def folder(small_parts: None, tmp_path: Path, python_zip: Path) -> Path:
    """A folder with an interpreter."""
    return make_stick(tmp_path / "build", ("3.13",), python_zip)


def described(folder: Path) -> Element:
    """Make the installer and return what wixl was told."""
    made = make_installer(folder, folder.parent)
    assert made.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    return fromstring((folder.parent / "scrutiny-tui.wxs").read_text(encoding="utf-8"))  # noqa: S314 - it is our own


@needs_wixl
def test_every_file_of_the_folder_is_in_it(folder: Path) -> None:
    files = {each.get("Source") for each in described(folder).iter(f"{WIX}File")}
    assert files == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@needs_wixl
def test_the_start_menu_starts_python_itself_as_the_folder_does(folder: Path) -> None:
    flags = "-I -B -X utf8"
    assert f"{flags} " in (folder / "Scrutiny TUI.cmd").read_text(encoding="ascii")
    shortcuts = {each.get("Name"): each for each in described(folder).iter(f"{WIX}Shortcut")}
    assert {*shortcuts} == {"Scrutiny TUI", "Scrutiny TUI Audience window"}
    for each in shortcuts.values():
        assert each.get("Target") == r"[INSTALLDIR]python\python.exe"
        assert str(each.get("Arguments")).startswith(rf'{flags} "[INSTALLDIR]app\start.py"')


@needs_wixl
def test_a_newer_one_is_the_same_product_and_what_stays_the_same_keeps_its_number(folder: Path) -> None:
    first = described(folder)
    (folder / "SHA256SUMS.txt").write_text("another version\n", encoding="utf-8")
    second = described(folder)
    products = [each.find(f"{WIX}Product") for each in (first, second)]
    assert [product.get("UpgradeCode") for product in products if product is not None] == [
        "6F0C2D4E-7A51-4B7C-9B56-0D8E1C2A9F43"
    ] * 2
    assert str(UPGRADE_CODE).upper() == "6F0C2D4E-7A51-4B7C-9B56-0D8E1C2A9F43"
    assert len({product.get("Id") for product in products if product is not None}) == 2
    parts = [[each.get("Guid") for each in root.iter(f"{WIX}Component")] for root in (first, second)]
    assert parts[0] == parts[1]
    assert len({*parts[0]}) == len(parts[0])


@needs_wixl
@pytest.mark.skipif(not shutil.which("msiinfo"), reason="needs msiinfo")
def test_it_replaces_the_same_version_and_older_ones_and_refuses_to_replace_a_newer(folder: Path) -> None:
    made = make_installer(folder, folder.parent)
    command = ["/usr/bin/env", "msiinfo", "export", str(made), "Upgrade"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[3:]
    least, below, only_told = 256, 0, 2
    rows = {line.split("\t")[6]: line.split("\t")[1:5] for line in told}
    after = f"{__version__.rpartition('.')[0]}.{int(__version__.rpartition('.')[2]) + 1}"
    assert rows["SAME_VERSION"] == [__version__, after, "", str(least)]
    assert rows["WIX_UPGRADE_DETECTED"][:2] == ["", __version__]
    assert int(rows["WIX_UPGRADE_DETECTED"][3]) & only_told == below
    assert int(rows["WIX_DOWNGRADE_DETECTED"][3]) & only_told == only_told


@needs_wixl
@pytest.mark.skipif(not shutil.which("msiextract"), reason="needs msiextract")
def test_what_is_installed_is_what_was_in_the_folder(folder: Path, tmp_path: Path) -> None:
    made = make_installer(folder, folder.parent)
    subprocess.run(
        ["/usr/bin/env", "msiextract", "-C", tmp_path / "out", made], check=True, capture_output=True
    )
    (start,) = (tmp_path / "out").rglob("start.py")
    assert start.read_bytes() == (folder / "app" / "start.py").read_bytes()


def test_a_folder_without_an_interpreter_is_refused(
    small_parts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_stick(tmp_path / "build", ("3.13",), None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(MissingToolError, match="make stick PYTHON_ZIP="):
        make_installer(folder, tmp_path)


def test_without_wixl_it_says_where_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(MissingToolError, match="apt install wixl"):
        make_installer(tmp_path, tmp_path)
