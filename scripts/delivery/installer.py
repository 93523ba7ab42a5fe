"""The installer for laptops that IT manages: the folder with its interpreter, as a Windows Installer package."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from scripts.delivery.papers import SUMS
from scripts.delivery.stick import NAME
from scrutiny_tui import __version__

UPGRADE_CODE: Final = UUID("6f0c2d4e-7a51-4b7c-9b56-0d8e1c2a9f43")
"""Tells Windows which installations are this program. It must never change, or a new version would stand beside the old."""

_ENGLISH: Final = "2057"
"""Microsoft's number for English as in the United Kingdom."""

_START: Final = '-I -B -X utf8 "[INSTALLDIR]app\\start.py"'
"""Not the .cmd file: there are councils where a policy forbids cmd.exe."""

SHORTCUTS: Final = {NAME: _START, f"{NAME} Audience window": f"{_START} audience last"}


class MissingToolError(Exception):
    """Something that the installer is made with, or from, is not there."""


def make_installer(folder: Path, target: Path) -> Path:
    """Make the installer in `target` and return it. Raises `MissingToolError` if something is missing."""
    wixl = shutil.which("wixl")
    if wixl is None:
        raise MissingToolError("wixl is not on this computer. Debian and Ubuntu have it: apt install wixl")
    if not (folder / "python" / "python.exe").exists():
        raise MissingToolError(
            "The folder has no Python. First run: make stick PYTHON_ZIP=python-…-embed-amd64.zip"
        )
    source = target / "scrutiny-tui.wxs"
    made = target / f"scrutiny-tui-{__version__}-windows.msi"
    tree = ElementTree(_package(folder))
    indent(tree)
    tree.write(source, encoding="utf-8", xml_declaration=True)
    command = [wixl, "--arch", "x64", "--output", str(made.resolve()), str(source.resolve())]
    subprocess.run(command, cwd=folder, check=True)  # it takes paths of files for relative ones
    return made


def _package(folder: Path) -> Element:
    """Describe the installation. What is the same gets the same numbers, so that Windows can replace and remove it."""
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    contents = sha256((folder / SUMS).read_bytes()).hexdigest()
    product = SubElement(
        wix, "Product", Id=_number(f"{__version__} {contents}"), Name=NAME, Language=_ENGLISH,
        Version=__version__, Manufacturer=NAME, UpgradeCode=str(UPGRADE_CODE).upper(),
    )  # fmt: skip
    SubElement(product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine")
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage=f"A newer {NAME} is installed.")
    # Without this, the same version made again would stand beside the one before. wixl knows no upper end that counts.
    upgrade = SubElement(product, "Upgrade", Id=str(UPGRADE_CODE).upper())
    SubElement(
        upgrade, "UpgradeVersion", Property="SAME_VERSION", Minimum=__version__, IncludeMinimum="yes", Maximum=_next_version()
    )  # fmt: skip
    SubElement(product, "Media", Id="1", Cabinet="app.cab", EmbedCab="yes")
    SubElement(product, "Property", Id="ARPNOMODIFY", Value="1")
    root = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = SubElement(root, "Directory", Id="ProgramFiles64Folder")
    components: list[str] = []
    _put_in(
        SubElement(programs, "Directory", Id="INSTALLDIR", Name=NAME), folder, folder, components, count(1)
    )
    _put_in_menu(SubElement(root, "Directory", Id="ProgramMenuFolder"), components)
    feature = SubElement(product, "Feature", Id="Everything", Title=NAME, Level="1")
    for each in components:
        SubElement(feature, "ComponentRef", Id=each)
    return wix


def _put_in(directory: Element, folder: Path, root: Path, components: list[str], numbers: count[int]) -> None:
    for path in sorted(folder.iterdir()):
        identity = f"p{next(numbers)}"
        if path.is_dir():
            inner = SubElement(directory, "Directory", Id=identity, Name=path.name)
            _put_in(inner, path, root, components, numbers)
            continue
        name = path.relative_to(root).as_posix()
        component = SubElement(directory, "Component", Id=f"c{identity}", Guid=_number(name), Win64="yes")
        SubElement(component, "File", Id=identity, Source=name, Name=path.name, KeyPath="yes")
        components.append(f"c{identity}")


def _put_in_menu(menu: Element, components: list[str]) -> None:
    component = SubElement(menu, "Component", Id="Menu", Guid=_number("Start menu"), Win64="yes")
    for number, (name, words) in enumerate(SHORTCUTS.items()):
        SubElement(
            component, "Shortcut", Id=f"Start{number}", Name=name, Target="[INSTALLDIR]python\\python.exe",
            Arguments=words, WorkingDirectory="INSTALLDIR",
        )  # fmt: skip
    # Windows wants something that it can look for where a shortcut is all that a part has.
    SubElement(
        component, "RegistryValue", Root="HKLM", Key="Software\\Scrutiny TUI", Name="installed",
        Type="string", Value=__version__, KeyPath="yes",
    )  # fmt: skip
    components.append("Menu")


def _next_version() -> str:
    start, _, last = __version__.rpartition(".")
    return f"{start}.{int(last) + 1}"


def _number(name: str) -> str:
    return str(uuid5(UPGRADE_CODE, name)).upper()
