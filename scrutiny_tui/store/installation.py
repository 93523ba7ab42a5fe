"""Where the program itself is, how it came onto this computer, and what it can do here."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

from scrutiny_tui import PROGRAM
from scrutiny_tui.store.system import is_file, is_there

PACKAGE: Final = Path(__file__).resolve().parent.parent

_MARKS: Final = {"pipx_metadata.json": "pipx", "uv-receipt.toml": "uv"}
"""What tools leave in the environment that they make for a program."""


def checkout() -> Path | None:
    """Return the checkout the program runs from, recognised by our own project file beside the package."""
    project = PACKAGE.parent / "pyproject.toml"
    if is_file(project) and f'name = "{PROGRAM}"' in project.read_text(encoding="utf-8"):
        return PACKAGE.parent
    return None


def has_installed_copy() -> bool:
    """Say whether this Python has a copy of the program besides the checkout, as `pip install .` makes one.

    In the checkout's folder `python -m` takes the checkout's package, anywhere else the copy; both find the same sessions.
    """
    copies = (Path(entry, PACKAGE.name).resolve() for entry in sys.path)
    return any(
        is_there(copy / "__init__.py") and not is_there(copy.parent / "pyproject.toml") for copy in copies
    )


def how_installed() -> str:
    """Say how the program came onto this computer and where it is, for whoever helps with it."""
    if source := checkout():
        return f"from its own source, in {source}"
    app = PACKAGE.parent.parent
    if is_there(app / "start.py"):
        by_installer = any(part.startswith("Program Files") for part in app.parts)
        return f"{'by the installer' if by_installer else 'as a folder'}, in {app.parent}"
    tool = next((tool for mark, tool in _MARKS.items() if is_there(Path(sys.prefix, mark))), "pip")
    return f"by {tool}, in {sys.prefix}"


def can_make_word() -> bool:
    """Say whether Word files can be made. They need lxml, which has no twin in Python alone."""
    return _can_load("lxml.etree")


def can_make_pdf() -> bool:
    """Say whether PDF files can be made. They need typst, which comes only if the program is installed with it."""
    return _can_load("typst")


def _can_load(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def with_ctrl(sign: str) -> str:
    """Return what to do while Ctrl is held, so that this terminal makes letters larger ("+") or smaller ("-").

    Windows' old console knows no keys for it; Windows Terminal tells that it is none by a variable.
    """
    is_old_console = sys.platform == "win32" and "WT_SESSION" not in os.environ
    return "turn the mouse wheel" if is_old_console else f"press {sign}"


def for_the_back_row() -> str:
    """Return what to do if a projected page is too small to read."""
    return f"If the back row cannot read this, hold Ctrl and {with_ctrl('+')}"
