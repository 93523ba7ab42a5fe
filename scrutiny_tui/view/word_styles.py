"""The styles and lists that a Word report uses, and the empty file it is written into without a template.

It holds next to nothing: whatever style is missing is added from `styles`, as it is for a template that lacks one.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from scrutiny_tui.view.blocks import LANGUAGE

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


TABLE_TEXT: Final = "Scrutiny table text"
TABLE: Final = "Table Grid"


def _heading(level: int, half_points: int, before: int) -> str:
    """Return a heading style; sizes are in half points, distances in twentieths of a point."""
    return (
        f'<w:next w:val="NORMAL"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
        f'<w:spacing w:before="{before}" w:after="120" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>'
        f'</w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val="000000"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


_PLAIN_LINE: Final = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'

_PARAGRAPHS: Final = {
    "heading 1": _heading(1, 40, 0),
    "heading 2": _heading(2, 32, 400),
    "heading 3": _heading(3, 27, 320),
    "heading 4": _heading(4, 24, 160),
    "caption": (
        '<w:next w:val="NORMAL"/><w:uiPriority w:val="35"/><w:qFormat/><w:pPr><w:keepNext/>'
        '<w:spacing w:before="200" w:after="80" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:b/><w:bCs/><w:color w:val="000000"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>'
    ),
    "List Bullet": (
        '<w:uiPriority w:val="99"/><w:qFormat/><w:pPr><w:numPr><w:numId w:val="BULLET"/></w:numPr>'
        '<w:spacing w:after="80"/><w:ind w:left="360" w:hanging="360"/></w:pPr>'
    ),
    "Quote": (
        '<w:uiPriority w:val="29"/><w:qFormat/><w:pPr><w:pBdr>'
        '<w:left w:val="single" w:sz="18" w:space="8" w:color="595959"/></w:pBdr><w:spacing w:after="80"/>'
        '<w:ind w:left="400"/></w:pPr>'
    ),
    "header": _PLAIN_LINE,
    "footer": _PLAIN_LINE,
    TABLE_TEXT: '<w:qFormat/><w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>',
}
"""Each paragraph style by its name, without name and base."""

_GRID: Final = (
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="595959"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles in the file that is being written."""

    headings: tuple[str, str, str, str]
    caption: str
    bullet: str
    quote: str
    header: str
    footer: str
    table_text: str
    table: str


def prepared_styles(word: WordFile) -> Styles:
    """Return the ids of the styles that a report uses, after adding those that the file lacks, and set its language."""
    _set_language(word)
    ids = {name: _paragraph_style(word, name) for name in _PARAGRAPHS}
    return Styles(
        (ids["heading 1"], ids["heading 2"], ids["heading 3"], ids["heading 4"]),
        ids["caption"],
        ids["List Bullet"],
        ids["Quote"],
        ids["header"],
        ids["footer"],
        ids[TABLE_TEXT],
        _found(word, "table", TABLE) or _added(word, "table", TABLE, _GRID),
    )


def _paragraph_style(word: WordFile, name: str) -> str:
    found = _found(word, "paragraph", name)
    if found:
        return found
    content = _PARAGRAPHS[name]
    if "BULLET" in content:
        content = content.replace("BULLET", str(bullet_number(word)))
    normal = _default(word)
    base = f'<w:basedOn w:val="{normal}"/>' if normal else ""
    return _added(word, "paragraph", name, base + content.replace("NORMAL", normal or "Normal"))


def _found(word: WordFile, kind: str, name: str) -> str:
    """Return the id of the style with this name, in any capitals; empty if there is none."""
    for style in word.styles.element.iterchildren(qn("w:style")):
        title = style.find(qn("w:name"))
        same = title is not None and (title.get(qn("w:val")) or "").lower() == name.lower()
        if same and style.get(qn("w:type")) == kind:
            return str(style.get(qn("w:styleId")) or "")
    return ""


def _default(word: WordFile) -> str:
    for style in word.styles.element.iterchildren(qn("w:style")):
        if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}:
            return str(style.get(qn("w:styleId")) or "")
    return ""


def _added(word: WordFile, kind: str, name: str, content: str) -> str:
    taken = {style.get(qn("w:styleId")) for style in word.styles.element.iterchildren(qn("w:style"))}
    plain = name.title().replace(" ", "")
    style_id = plain if plain not in taken else f"Scrutiny{plain}"
    word.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{content}</w:style>'
        )
    )
    return style_id


def _set_language(word: WordFile) -> None:
    """Set the language of everything that does not say another one."""
    styles = word.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {nsdecls('w')}/>")
        styles.insert(0, defaults)
    holder = defaults
    for name in ("w:rPrDefault", "w:rPr"):
        found = holder.find(qn(name))
        if found is None:
            found = parse_xml(f"<{name} {nsdecls('w')}/>")
            holder.insert(0, found)
        holder = found
    language = holder.find(qn("w:lang"))
    if language is None:
        language = parse_xml(f"<w:lang {nsdecls('w')}/>")
        holder.append(language)
    language.set(qn("w:val"), LANGUAGE)


_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_TYPES}.settings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/relationships/settings" Target="settings.xml"/>'
        "</Relationships>"
    ),
    "word/document.xml": (
        f'<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"><w:body><w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1247" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        f'<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="140" w:line="271" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
    ),
    "word/settings.xml": (
        f'<w:settings xmlns:w="{_WORD}"><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/></w:settings>'
    ),
}


def empty_file() -> bytes:
    """Return a Word file with an A4 page, a plain font at 12 points, and nothing on it."""
    told = BytesIO()
    with ZipFile(told, "w", ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, f"{_HEAD}{content}")
    return told.getvalue()
