"""Where the program itself is, how it came onto this computer, what it can do here, and what may keep it from starting."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

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


ReadSetting: TypeAlias = Callable[[str, str, str], object]
"""Takes HKLM or HKCU, a key and the name of a value, and returns the value; None if there is none."""

if sys.platform == "win32":
    import winreg

    def _read_registry(root: str, key: str, name: str) -> object:
        roots = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
        with suppress(OSError), winreg.OpenKey(roots[root], key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
        return None
else:

    def _read_registry(_root: str, _key: str, _name: str) -> object:
        return None


_VALUES: Final = (
    ("HKCU", r"Software\Policies\Microsoft\Windows\System", "DisableCMD", {1, 2}, "cmd.exe is forbidden"),
    ("HKLM", r"Software\Policies\Microsoft\Windows\Safer\CodeIdentifiers", "DefaultLevel", {0}, "only listed programs may start"),
    ("HKLM", r"System\CurrentControlSet\Control\CI\Policy", "VerifiedAndReputablePolicyState", {1}, "Smart App Control is on"),
    ("HKLM", r"Software\Policies\Microsoft\Windows\SrpV2\Exe", "EnforcementMode", {1}, "AppLocker has rules for programs"),
    ("HKLM", r"Software\Policies\Microsoft\Windows\SrpV2\Dll", "EnforcementMode", {1}, "AppLocker has rules for libraries"),
    ("HKLM", r"Software\Policies\Microsoft\Windows\SrpV2\Script", "EnforcementMode", {1}, "AppLocker has rules for .cmd files"),
)  # fmt: skip
"""Key, value, what it says if the policy is in force, and the policy in words. The names are Microsoft's."""


def policies(read: ReadSetting = _read_registry) -> Iterator[str]:
    """Yield, in words, the policies in force that may stop the program or a part of it."""
    for root, key, name, in_force, told in _VALUES:
        if read(root, key, name) in in_force:
            yield told
