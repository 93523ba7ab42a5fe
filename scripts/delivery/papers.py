"""What is read beside the program: documents as HTML, the page for IT, licences, the list of parts, checksums."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path
from textwrap import fill
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from markdown_it import MarkdownIt

from scripts.delivery.interpreter import Package
from scripts.delivery.wheels import ROOT, Wheel
from scrutiny_tui import __version__

SUMS: Final = "SHA256SUMS.txt"
_WIDTH: Final = 78
_ALONG: Final = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs")
_LINK_TO_TEXT: Final = re.compile(r'(href="[^":]+)\.md(["#])')
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)]*)\.md\)")
_PAGE: Final = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.5 Arial, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }}
code, pre {{ font-family: Consolas, monospace; background: #f2f2f2 }}
pre {{ padding: 0.7rem; overflow-x: auto }}
table {{ border-collapse: collapse }}
th, td {{ overflow-wrap: anywhere; border: 1px solid #767676; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top }}
img {{ max-width: 100% }}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def write_documents(folder: Path) -> None:
    """Write the README, the guides and their pictures as they lie in the project, each text as a page."""
    folder.mkdir()
    for name in _ALONG:
        source = ROOT / name
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            target = folder / path.relative_to(ROOT)
            if path.is_dir():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".md":
                target.with_suffix(".html").write_text(_page(path), encoding="utf-8")
            else:
                shutil.copyfile(path, target)


def _page(path: Path) -> str:
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(path.read_text(encoding="utf-8"))
    headings = [(token, text) for token, text in pairwise(tokens) if token.type == "heading_open"]
    for token, text in headings:
        token.attrSet("id", _anchor(text.content))
    body = reader.renderer.render(tokens, reader.options, {})
    title = escape(headings[0][1].content.replace("`", ""))
    return _PAGE.format(title=title, body=_LINK_TO_TEXT.sub(r"\1.html\2", body))


def _anchor(heading: str) -> str:
    """Return what links in Markdown call a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page_for_it() -> str:
    """Return the page for IT as plain text."""
    lines = (ROOT / "docs" / "for-it.md").read_text(encoding="utf-8").splitlines()
    return "\n".join(_plain(line) for line in lines) + f"\n\nThis is version {__version__}.\n"


def _plain(line: str) -> str:
    bare = _LINK.sub(r"\1 (Documents/docs/\2.html)", line).replace("**", "").replace("`", "")
    if bare.startswith("#"):
        return bare.lstrip("# ").upper()
    indent = "  " if bare.startswith("- ") else ""
    return fill(bare, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def licences(wheels: Iterable[Wheel], interpreter: Package | None) -> str:
    """Return the licence of each part, first by name, then in full."""
    parts = [*wheels]
    listed = [f"{each.name} {each.version}: {each.licence}" for each in parts]
    if interpreter:
        listed.append(f"Python {interpreter.version}: PSF-2.0 (its text is python\\LICENSE.txt)")
    texts = [
        f"{'=' * _WIDTH}\n{each.name} {each.version}\n{'=' * _WIDTH}\n\n{text}"
        for each in parts
        for text in each.licence_texts
    ]
    return "\n".join(listed) + "\n\n" + "\n\n".join(texts) + "\n"


def bill_of_materials(wheels: Iterable[Wheel], interpreter: Package | None) -> str:
    """Return the list of parts as CycloneDX 1.6, with the SHA-256 of the file that each came in."""
    parts = [_component(each) for each in wheels]
    if interpreter:
        python = {
            "type": "application",
            "name": "Python",
            "version": interpreter.version,
            "hashes": _hashes(interpreter.checksum),
        }
        parts.append({**python, "licenses": [{"license": {"id": "PSF-2.0"}}]})
    program = next(each for each in parts if each["name"] == "scrutiny-tui")
    rest = [each for each in parts if each is not program]
    told = {"metadata": {"component": {**program, "type": "application"}}, "components": rest}
    number = uuid5(NAMESPACE_URL, json.dumps(told, sort_keys=True))
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
    }
    return json.dumps(head | told, indent=2) + "\n"


def _component(wheel: Wheel) -> Mapping[str, Any]:
    reference = f"pkg:pypi/{re.sub(r'[-_.]+', '-', wheel.name).lower()}@{wheel.version}"
    return {
        "type": "library",
        "bom-ref": wheel.path.name,
        "name": wheel.name,
        "version": wheel.version,
        "description": wheel.summary,
        "hashes": _hashes(wheel.checksum),
        "licenses": [
            {"expression": wheel.licence}
            if wheel.has_licence_expression
            else {"license": {"name": wheel.licence}}
        ],
        "purl": reference,
    }


def _hashes(checksum: str) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": checksum}]


def checksums(folder: Path) -> str:
    """Return the SHA-256 of every file below a folder, as `sha256sum` writes and checks them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return "".join(
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    )
