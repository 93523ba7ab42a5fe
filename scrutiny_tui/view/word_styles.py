"""The styles and lists that a Word report uses, and the empty file it is written into without a template."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from scrutiny_tui.store.archives import packed
from scrutiny_tui.view.blocks import LANGUAGE
from scrutiny_tui.view.markup import render

_PARTS: Final = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package.rels",
    "word/_rels/document.xml.rels": "document.rels",
    "word/document.xml": "document.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
"""The parts of an empty Word file, and their templates."""

_VALUE: Final = qn("w:val")
_ID: Final = qn("w:styleId")
_KIND: Final = qn("w:type")


def empty_file() -> bytes:
    """Return a Word file with an A4 page, a plain font at 12 points, and nothing on it."""
    return packed({name: _template(template) for name, template in _PARTS.items()})


def _template(name: str) -> bytes:
    return render(f"word/{name}").encode()


def prepared_styles(word: WordFile) -> Mapping[str, str]:
    """Return the ids of the styles that a report uses, by name, and set the file's language.

    A style that the file lacks is added as it is in the empty file.
    """
    _set_language(word)
    own = parse_xml(_template("styles.xml")).findall(qn("w:style"))
    return {_name(style): _found(word, style) or _added(word, style) for style in own}


def _styles(word: WordFile) -> list[Any]:
    return list(word.styles.element.findall(qn("w:style")))


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(_VALUE))


def _found(word: WordFile, wanted: Any) -> str:
    """Return the id of the style of the same kind and name, in any capitals; empty if there is none."""
    for style in _styles(word):
        if _name(style).lower() == _name(wanted).lower() and style.get(_KIND) == wanted.get(_KIND):
            return str(style.get(_ID) or "")
    return ""


def _added(word: WordFile, wanted: Any) -> str:
    """Add a style on the file's own usual style, with a list of its own if it has one, and return its id."""
    style = deepcopy(wanted)
    if style.get(_ID) in {each.get(_ID) for each in _styles(word)}:
        style.set(_ID, f"Scrutiny{style.get(_ID)}")
    normal = next((each.get(_ID) for each in _styles(word) if _is_usual(each)), None)
    for name in ("w:basedOn", "w:next"):
        for reference in style.findall(qn(name)):
            reference.set(_VALUE, normal or "Normal")
            if normal is None and name == "w:basedOn":
                style.remove(reference)
    for number in style.iter(qn("w:numId")):
        number.set(_VALUE, _bullet_number(word))
    word.styles.element.append(style)
    return str(style.get(_ID))


def _is_usual(style: Any) -> bool:
    return style.get(_KIND) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}


def _bullet_number(word: WordFile) -> str:
    """Add the bulleted list of the empty file to a file and return its number there."""
    own = parse_xml(_template("numbering.xml"))
    lists = [each for each in word.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if not lists:
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, own, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return "1"
    there, (kind, number) = lists[0].target_part.element, own
    kinds, numbers = there.findall(kind.tag), there.findall(number.tag)
    kind.set(qn("w:abstractNumId"), _next(kinds, "w:abstractNumId", 0))
    number.set(qn("w:numId"), _next(numbers, "w:numId", 1))
    number[0].set(_VALUE, kind.get(qn("w:abstractNumId")))
    # Every list comes before the first number that refers to one.
    there.insert(len(kinds), kind)
    there.append(number)
    return str(number.get(qn("w:numId")))


def _next(elements: list[Any], attribute: str, least: int) -> str:
    return str(max((1 + int(each.get(qn(attribute)) or 0) for each in elements), default=least))


def _set_language(word: WordFile) -> None:
    """Set the language of everything that does not say another one."""
    holder = word.styles.element
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        found = holder.find(qn(name))
        if found is None:
            found = parse_xml(f"<{name} {nsdecls('w')}/>")
            holder.insert(len(holder) if name == "w:lang" else 0, found)
        holder = found
    holder.set(_VALUE, LANGUAGE)
