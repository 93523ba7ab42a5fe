"""What a file or a word may hold when somebody means harm, or a disk has gone wrong."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "clears the screen": "\x1b[2J\x1b]0;title\x07",
    "controls of eight bits": "\x9b2J\x85",
    "right to left": "\u202eabc\u2066",
    "a lone half": "\udc9b\udcff",
    "markup": "[red]x[/x] [@click=app.quit]y[/]",
    "two lines": "one\r\ntwo\u2028three",
    "a path out": "../../../etc/passwd",
    "very long": "é" * 20_000,
    "longer than a name": "n" * 300,
    "a formula": "=cmd|' /C calc'!A0",
    "many digits": "9" * 5_000,
    "not a number": "NaN",
    "nobody's home": "~nobody-of-this-name/x",
    "blanks": " \t ",
    "nothing": "",
    "a device": "/dev/zero",
    "format": "{0.__class__} %s%n ${HOME}",
}
"""By what each would do."""

DEEP: Final = 100_000

BYTES: Final[Mapping[str, bytes]] = {
    "empty": b"",
    "NULs": bytes(1000),
    "noise": bytes(range(256)) * 20,
    "deep lists": b"[" * DEEP,
    "deep objects": b'{"a":' * DEEP,
    "deep and closed": b"[" * DEEP + b"]" * DEEP,
    "not a number": b'{"file": {"1": {"version": NaN, "x": -Infinity, "y": 1e999}}}',
    "many digits": b'{"file": {"1": {"version": ' + b"9" * 10_000 + b"}}}",
    "twins": b'{"file": {}, "file": {}}',
    "a path out": b'{"file": {"1": {"session": "../x", "sequence": 1, "sha256": "0", "version": 2, "program": "1"}}}',
    "no number": b'{"file": {"1": {}}, "voters": {"one": {}}}',
    "no document": b'{"file": {"1": []}, "voters": []}',
    "escapes": b'{"\x1b[2J": {"\\u001b[2J": {"\\u202e": "\\ud800"}}}',
    "seal of escapes": b'{"seal": {"1": {"format": "\\u001b[2J", "session": "\\u001b", "sequence": 1e400}}}',
    "a list": b"[1, 2]",
    "a word": b'"x"',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "half a letter": b'{"a": "\xc3"}',
    "a web page": b"<html><script>alert(1)</script>",
    "deep table": b"a" + b".a" * DEEP + b" = 1",
    "deep TOML": b"a = " + b"[" * DEEP,
    "deep heading": b"[a" + b".a" * DEEP + b"]",
    "hex digits": b"version = 0x" + b"f" * 10_000 + b"\nid = 0x" + b"f" * 10_000,
    "TOML digits": b"a = " + b"9" * 10_000,
    "TOML not a number": b"version = nan\nid = inf\ntitle = 1979-05-27",
    "quotes": b'voter,item,answer\n"Member 1,1,2\n',
    "a cell without end": b"voter,item,answer\n" + b"x" * 300_000 + b",1,2\n",
    "escapes in cells": b"voter,item,answer\nMember \x9b1,\xc2\x9b,2\n",
    "pickle": b"\x80\x04cos\nsystem\n(S'true'\ntR.",
    "old office": b"\xd0\xcf\x11\xe0" + bytes(500),
    "end of a zip": b"PK\x03\x04" + b"\xff" * 500,
}
"""By what is wrong."""


def endless(path: Path) -> None:
    """Make a file of a terabyte that takes no room."""
    with path.open("wb") as file:
        file.truncate(1 << 40)


def pipe(path: Path) -> None:
    """Make a pipe, which Windows knows nothing of."""
    os.mkfifo(path)


KINDS: Final[Mapping[str, Callable[[Path], object]]] = {
    "a pipe": pipe,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to(path.with_name("nowhere")),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
    "a link to another file": lambda path: path.symlink_to("/etc/passwd"),
    "a terabyte": endless,
}
"""What may be there in place of a file."""


def acted_on(text: str) -> set[str]:
    """Return what in the text a terminal would act on rather than show."""
    return {
        character
        for character in text
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }
