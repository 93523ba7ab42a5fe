"""A bulleted list in a Word file that has none."""

from __future__ import annotations

from typing import Final

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

_LIST: Final = (
    '<w:abstractNum {names} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)


def bullet_number(word: WordFile) -> int:
    """Add a bulleted list to the file and return its number."""
    numbering = _numbering(word)
    lists = numbering.findall(qn("w:abstractNum"))
    numbers = numbering.findall(qn("w:num"))
    kind = _next(lists, "w:abstractNumId")
    number = max(_next(numbers, "w:numId"), 1)
    # Every list comes before the first number that refers to one.
    numbering.insert(len(lists), parse_xml(_LIST.format(names=nsdecls("w"), number=kind)))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
    )
    return number


def _numbering(word: WordFile) -> BaseOxmlElement:
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            found: BaseOxmlElement = relation.target_part.element
            return found
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    part = NumberingPart(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, word.part.package
    )
    word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return element


def _next(elements: list[BaseOxmlElement], attribute: str) -> int:
    return 1 + max((int(each.get(qn(attribute)) or 0) for each in elements), default=-1)
