"""The folder, and its zip file, from which the program runs on a Windows laptop where nothing is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scripts.delivery import papers
from scripts.delivery.interpreter import Package, invitation, recognise, unpack
from scripts.delivery.wheels import ROOT, Wheel, collect, make_own
from scrutiny_tui import __version__

NAME: Final = "Scrutiny TUI"
_FILES: Final = Path(__file__).with_name("files")
_PLATFORM: Final = "windows"
_TAG: Final = "win_amd64"
LEFT_OUT: Final = (
    "*.data/data/*", "*.data/scripts/*",
    "lxml/html/*", "lxml/includes/*", "lxml/isoschematron/*", "lxml/objectify*", "lxml/sax*", "lxml/*.px?", "lxml/*.h",
    "pygments/lexers/[a-z]*", "pygments/lexers/_*_builtins.py", "pygments/styles/[a-z]*",
)  # fmt: skip
"""Parts of wheels that need an installation, as man pages do, and parts of libraries that the program never loads. They
are a third of the zip file."""
FOR_PDF: Final = ("scrutiny_tui/view/fonts/*",)
"""What the program has for PDF files alone."""

_LOADED: Final = """
import sys, importlib, pkgutil, filelock, scrutiny_tui
for module in pkgutil.walk_packages(scrutiny_tui.__path__, "scrutiny_tui."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*sys.modules)
"""
"""Prints every module that the program may load on this computer."""

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip, so that the same parts make the same zip."""


def make_stick(build: Path, pythons: tuple[str, ...], python_zip: Path | None, *, pdf: bool = False) -> Path:
    """Make the folder in `build`, with what PDF files need if that is wanted, and return it. The zip file lies beside it.

    Raises `UnknownPackageError` if the file with the interpreter is not one of python.org's, and
    `subprocess.CalledProcessError` if a wheel cannot be had or is not what the lock says.
    """
    interpreter = recognise(python_zip) if python_zip else None
    wanted = (interpreter.python,) if interpreter else pythons
    folder = build / NAME
    shutil.rmtree(build, ignore_errors=True)
    (folder / "app").mkdir(parents=True)
    parts = _put_in_program(folder / "app", build / "wheels", wanted, pdf=pdf)
    _compile(folder / "app", wanted)
    (folder / "python").mkdir()
    if python_zip:
        unpack(python_zip, folder / "python")
    else:
        _write(folder / "python" / "PUT PYTHON HERE.txt", invitation(wanted))
    _put_in_papers(folder, parts, interpreter)
    _zip(folder, build / f"scrutiny-tui-{__version__}-windows.zip")
    return folder


def _put_in_program(app: Path, store: Path, pythons: tuple[str, ...], *, pdf: bool) -> list[Wheel]:
    """Unpack what runs everywhere once, and the rest for each version of Python; return every wheel."""
    found: dict[str, Wheel] = {}
    for python in pythons:
        folder = store / python
        folder.mkdir(parents=True)
        binary = app / f"cp{python.replace('.', '')}-{_TAG}"
        binary.mkdir()
        for wheel in collect(folder, _PLATFORM, python, pdf=pdf):
            if wheel.path.name not in found:
                found[wheel.path.name] = wheel
                _unpack(wheel, app / "common" if wheel.runs_everywhere else binary, LEFT_OUT)
    own = make_own(store)
    _unpack(own, app / "common", LEFT_OUT if pdf else LEFT_OUT + FOR_PDF)
    shutil.copyfile(_FILES / "start.py", app / "start.py")
    return [own, *found.values()]


def _unpack(wheel: Wheel, folder: Path, left_out: tuple[str, ...]) -> None:
    with ZipFile(wheel.path) as archive:
        names = [name for name in archive.namelist() if not any(fnmatch(name, part) for part in left_out)]
        archive.extractall(folder, names)


def _compile(app: Path, pythons: tuple[str, ...]) -> None:
    """Compile what the program loads, because nobody who starts it can write to Program Files, or to a stick for long.

    Compiled files hold no date and are not compared with their source, so copying the folder leaves them valid.
    """
    compilers = {python: interpreter_of(python) for python in pythons}
    wanted = "\n".join(map(str, _to_compile(app))) if any(compilers.values()) else ""
    for python, compiler in compilers.items():
        if compiler is None:
            print(
                f"Python {python} is not on this computer: nothing is compiled for it, and every start takes longer.",
                file=sys.stderr,
            )
            continue
        words = [compiler, "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash", "-i", "-"]
        subprocess.run(words, cwd=app, input=wanted, text=True, check=True)


def _to_compile(app: Path) -> list[Path]:
    """Return the files of the modules that are loaded, and of their twins for Windows, which are not loaded here."""
    told = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {*told.stdout.split()}
    found = []
    for path in sorted(app.rglob("*.py")):
        place = path.relative_to(app)
        module = ".".join(place.parts[1:]).removesuffix(".py").removesuffix(".__init__")
        if module in loaded or "win" in place.stem:
            found.append(place)
    return found


def interpreter_of(python: str) -> str | None:
    """Return a program of this version that works, or nothing."""
    for program in (sys.executable, shutil.which(f"python{python}")):
        told = "import sys; print('%d.%d' % sys.version_info[:2])"
        done = program and subprocess.run([program, "-c", told], capture_output=True, text=True, check=False)
        if done and done.stdout.strip() == python:
            return program
    return None


def _put_in_papers(folder: Path, parts: list[Wheel], interpreter: Package | None) -> None:
    for name in ("Scrutiny TUI.cmd", "Audience window.cmd"):
        _write(folder / name, (_FILES / name).read_text(encoding="ascii"))
    papers.write_documents(folder / "Documents")
    _write(folder / "FOR IT.txt", papers.page_for_it())
    _write(folder / "LICENCES.txt", papers.licences(parts, interpreter))
    (folder / "sbom.cdx.json").write_text(papers.bill_of_materials(parts, interpreter), encoding="utf-8")
    (folder / papers.SUMS).write_text(papers.checksums(folder), encoding="utf-8")


def _write(path: Path, text: str) -> None:
    """Write a text as Windows' own programs expect it."""
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8"))


def _zip(folder: Path, target: Path) -> None:
    with ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = ZipInfo(path.relative_to(folder.parent).as_posix(), _EARLIEST)
                archive.writestr(entry, path.read_bytes(), ZIP_DEFLATED, compresslevel=9)
