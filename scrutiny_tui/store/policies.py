"""Settings of Windows by which an organisation keeps programs from starting; nothing else has them, and nothing is changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final, TypeAlias

ReadSetting: TypeAlias = Callable[[str, str, str], object]
"""Takes HKLM or HKCU, a key and the name of a value, and returns the value; None if there is none."""

if sys.platform == "win32":
    import winreg

    _ROOTS: Final = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}

    def _read_registry(root: str, key: str, name: str) -> object:
        with suppress(OSError), winreg.OpenKey(_ROOTS[root], key) as opened:
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
