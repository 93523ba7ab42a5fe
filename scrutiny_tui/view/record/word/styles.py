"""The styles that a report uses: a template's own where it has them, else these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from scrutiny_tui.view.record.blocks import LANGUAGE
from scrutiny_tui.view.record.word.numbering import bullet_number

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
