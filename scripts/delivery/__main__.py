"""Make what is handed to a council: the stick, the installer, or wheels for computers without a network."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Final

import click

from scripts.delivery.installer import MissingToolError, make_installer
from scripts.delivery.interpreter import UnknownPackageError
from scripts.delivery.stick import NAME, make_stick
from scripts.delivery.wheels import LOCK, PLATFORMS, PYTHONS, ROOT, collect, lock_for, make_own

_BUILD: Final = ROOT / "build"
_USUAL: Final = "3.13"

pythons = click.option(
    "--python",
    "wanted",
    type=click.Choice(PYTHONS),
    multiple=True,
    default=(_USUAL,),
    help="A version of Python.",
)

with_pdf = click.option("--pdf", is_flag=True, help="With what PDF files need: 30 MB more, 80 MB unpacked.")


@click.group
def delivery() -> None:
    """Make what is handed to a council."""


@delivery.command
@pythons
@click.option(
    "--python-zip",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="python.org's embeddable package.",
)
@with_pdf
def stick(wanted: tuple[str, ...], python_zip: Path | None, *, pdf: bool) -> None:
    """Make the folder and the zip file for Windows."""
    try:
        folder = make_stick(_BUILD / "stick", wanted, python_zip, pdf=pdf)
    except UnknownPackageError as error:
        raise click.ClickException(str(error)) from error
    _tell(folder, *folder.parent.glob("*.zip"))


@delivery.command
def msi() -> None:
    """Make the installer from the folder, which must have its interpreter."""
    try:
        made = make_installer(_BUILD / "stick" / NAME, _BUILD / "stick")
    except MissingToolError as error:
        raise click.ClickException(str(error)) from error
    _tell(made)


@delivery.command
@pythons
@click.option(
    "--platform",
    "platforms",
    type=click.Choice([*PLATFORMS]),
    multiple=True,
    default=("windows",),
    help="What they are for.",
)
@with_pdf
def wheelhouse(wanted: tuple[str, ...], platforms: tuple[str, ...], *, pdf: bool) -> None:
    """Collect the wheels from which pip installs the program on computers without a network."""
    own = make_own(_fresh(_BUILD / "wheelhouse"))
    for platform in platforms:
        folder = own.path.parent / platform
        folder.mkdir()
        for python in wanted:
            collect(folder, platform, python, pdf=pdf)
        shutil.copy(own.path, folder)
        (folder / LOCK.name).write_text(lock_for(pdf=pdf), encoding="utf-8")
        _tell(folder)
    own.path.unlink()


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _tell(*paths: Path) -> None:
    for path in paths:
        files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
        size = sum(each.stat().st_size for each in files)
        click.echo(f"{path.relative_to(ROOT)}: {size / 1e6:.1f} MB")
        if path.is_file():
            # Nothing is signed, so this is how a council knows that it got this file.
            click.echo(f"  SHA-256 {sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    try:
        delivery(prog_name="python -m scripts.delivery")
    except subprocess.CalledProcessError as error:
        raise SystemExit(
            f"{error.stderr or ''}{error.cmd[0]} stopped with status {error.returncode}."
        ) from error
