"""Windows' own Python for the folder: python.org's embeddable package, checked before it is unpacked."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import ZipFile


@dataclass(frozen=True, slots=True)
class Package:
    """An embeddable package for 64-bit Windows."""

    version: str
    checksum: str
    """Its SHA-256."""

    @property
    def file(self) -> str:
        """What python.org calls it."""
        return f"python-{self.version}-embed-amd64.zip"

    @property
    def python(self) -> str:
        """The version that compiled files depend on, such as "3.13"."""
        return self.version.rpartition(".")[0]


PACKAGES: Final = (
    Package("3.11.9", "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"),
    Package("3.12.10", "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"),
    Package("3.13.15", "d1f04d990aee1253d8569e8e5104e30fa9f5fa830899f14843448872d936a2cf"),
    Package("3.14.6", "df901e84a896ff1ee720ad03377e0c8d8c2244fda79808aeeaff6316df1cb75c"),
)
"""The packages that are taken. Beside each on python.org a file with the ending .spdx.json says its SHA-256."""


class UnknownPackageError(Exception):
    """A file is none of the packages."""


def recognise(path: Path) -> Package:
    """Return which package a file is. Raises `UnknownPackageError` if it is none, whatever its name."""
    checksum = sha256(path.read_bytes()).hexdigest()
    found = next((each for each in PACKAGES if each.checksum == checksum), None)
    if found is None:
        known = "\n".join(f"  {each.file}  {each.checksum}" for each in PACKAGES)
        raise UnknownPackageError(
            f"{path} has the SHA-256 {checksum}, so it was not used. It can be one of these from python.org:\n{known}"
        )
    return found


def unpack(path: Path, folder: Path) -> None:
    """Unpack a package that was recognised."""
    with ZipFile(path) as archive:
        archive.extractall(folder)


def invitation(pythons: tuple[str, ...]) -> str:
    """Say what to put into the folder that is still empty."""
    wanted = [each for each in PACKAGES if each.python in pythons]
    lines = [f"{each.file}\n  SHA-256 {each.checksum}" for each in wanted]
    start = (
        "Unpack this file from python.org here"
        if len(lines) == 1
        else "Unpack one of these files from python.org here"
    )
    told = f"{start}, so that python.exe is beside this text.\nCheck its SHA-256 first:"
    return "\n".join((told, "", *lines, ""))
