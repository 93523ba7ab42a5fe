"""The looks that a council's own Word file gives a report: what is taken of its styles and lists.

Such a file holds much that nobody sees, and a report may be published. So nothing of it is copied as it stands: what is
on the lists below is built anew, element by element, and everything else stays behind, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from scrutiny_tui.view.template_headings import TemplateHeading

_VALUE: Final = qn("w:val")
_ID: Final = qn("w:styleId")
_KIND: Final = qn("w:type")
_USUAL: Final = qn("w:default")

Allowed: TypeAlias = Mapping[str, str]
"""The elements that may be taken in, each with its attributes."""


def _each(elements: str, attributes: str = "") -> dict[str, str]:
    return dict.fromkeys(elements.split(), attributes)


_LOOKS: Final[Allowed] = {
    **_each("docDefaults rPrDefault pPrDefault pPr rPr pBdr tabs numPr tblPr tblBorders"),
    **_each(
        "keepNext keepLines pageBreakBefore widowControl suppressAutoHyphens kinsoku wordWrap overflowPunct "
        "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid contextualSpacing mirrorIndents jc "
        "textAlignment outlineLvl ilvl numId b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint w "
        "kern position sz szCs highlight vertAlign em rtl cs vAlign",
        "val",
    ),
    **_each(
        "top left start bottom right end insideH insideV between bar bdr",
        "val color sz space shadow frame themeColor themeTint themeShade",
    ),
    **_each(
        "color u shd", "val color fill themeColor themeTint themeShade themeFill themeFillTint themeFillShade"
    ),
    **_each(
        "spacing", "val before beforeLines beforeAutospacing after afterLines afterAutospacing line lineRule"
    ),
    **_each(
        "ind",
        "left start right end firstLine hanging "
        "leftChars startChars rightChars endChars firstLineChars hangingChars",
    ),
    **_each("tab", "val leader pos"),
    **_each("rFonts", "hint ascii hAnsi eastAsia cs asciiTheme hAnsiTheme eastAsiaTheme cstheme"),
}

_LISTS: Final[Allowed] = {
    **_LOOKS,
    **_each("multiLevelType start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc", "val"),
    **_each("lvl", "ilvl"),
}

TEXT: Final[Allowed] = {
    **_LOOKS,
    **_each("noBreakHyphen softHyphen cr tblGrid tcPr tcBorders"),
    **_each("pStyle rStyle gridSpan vMerge", "val"),
    **_each("tblW tblInd tcW tblLayout", "w type"),
    **_each("gridCol", "w"),
    **_each("sym", "font char"),
    **_each("ptab", "relativeTo alignment leader"),
}
"""Those of headers and footers, but for the letters themselves and what tables are made of."""

_TERM: Final = re.compile(r"[a-z][A-Za-z0-9]{0,23}|-?\d{1,6}(\.\d+)?(%|pt|cm|mm|in|pi|pc)?|[0-9A-Fa-f]{2,6}")
"""What an attribute may say: a term of the standard, a measure or a colour, never a name or a sentence."""

FONT: Final = re.compile(r"[\w .,&+@()-]{0,31}")
"""What a font may be called; Windows takes no longer name."""

_MOST_SIGNS: Final = 3
"""So many characters can stand before an item beside its number, such as "(1)"."""

_HEADING: Final = re.compile("heading ([1-9])")

_UNFIT: Final = {"List Bullet": ("",), "List Number": ("", "none", "bullet")}
"""The styles of lists in the order of the report's own lists, and what may not stand before their items."""

_DEEPEST: Final = 50
"""So many styles may stand on one another."""

_OFF: Final = ("0", "false", "off")


def related(source: WordFile, kind: str) -> Any | None:
    """Return the content of the part of this kind that belongs to a document; None if it has none."""
    for each in source.part.rels.values():
        if each.reltype == kind and not each.is_external:
            return parse_xml(each.target_part.blob)
    return None


def local_name(element: Any) -> str:
    """Return the name of one of Word's own elements; empty for others, for comments and the like."""
    space, name = qn("w:"), element.tag
    return name.removeprefix(space) if isinstance(name, str) and name.startswith(space) else ""


def said(element: Any, *path: str) -> str:
    """Return the value of what is found on a path below an element; empty if there is none."""
    for name in path:
        element = None if element is None else element.find(qn(f"w:{name}"))
    return "" if element is None else str(element.get(_VALUE, ""))


def is_on(element: Any) -> bool:
    """Tell whether a switch is on, as it is unless it says otherwise."""
    return element.get(_VALUE) not in _OFF


class Looks:
    """The template's styles and lists on their way into a report's file, under ids and names of the report's own."""

    def __init__(self, word: WordFile, source: WordFile) -> None:
        """Take the report's file, which is still empty, and the template."""
        styles = related(source, RELATIONSHIP_TYPE.STYLES)
        lists = related(source, RELATIONSHIP_TYPE.NUMBERING)
        if styles is not None and local_name(styles) != "styles":
            raise ValueError("the part for styles holds something else")
        self._own = word.styles.element
        self._own_lists = word.part.numbering_part.element
        self._styles = {} if styles is None else {each.get(_ID): each for each in styles.iter(qn("w:style"))}
        # Of several styles of one name the first counts.
        theirs = [*reversed(self._styles.values())]
        self._named = {(_kind(each), said(each, "name").lower()): each for each in theirs}
        self._usual = {_kind(each): each for each in theirs if each.get(_USUAL, "0") not in _OFF}
        self._defaults = None if styles is None else styles.find(qn("w:docDefaults"))
        self._lists = [] if lists is None else list(lists)
        self._ids: dict[str, str] = {}
        self._numbers = {"0": "0"}

    def take_in(self, headings: Sequence[TemplateHeading]) -> None:
        """Give every style of the report the looks of the template's style of the same name, if it has one.

        A style of headings looks as the template's headings of its level do, whatever their style is called.
        """
        for level in {each.level for each in headings}:
            used = [each.style for each in headings if each.level == level and each.style]
            usual = self._named.get(("paragraph", f"heading {level}"))
            if used and (usual is None or usual.get(_ID) not in used):
                self._named["paragraph", f"heading {level}"] = self._styles[used[0]]
        own = list(self._own.style_lst)
        pairs = [(each, theirs) for each in own if (theirs := self._same(each)) is not None]
        self._ids |= {theirs.get(_ID): each.styleId for each, theirs in pairs}
        for each, theirs in pairs:
            self._fill(each, theirs)
        if self._defaults is not None:
            self._take_defaults(self._defaults)
        for number, (name, unfit) in enumerate(_UNFIT.items(), start=1):
            items = next(each for each in own if each.name_val == name)
            if self._sign(items) in unfit:
                numbers = items.get_or_add_pPr().get_or_add_numPr()
                numbers.get_or_add_ilvl().val, numbers.get_or_add_numId().val = 0, number

    def _sign(self, own: Any) -> str:
        """Return what stands before the items of a style, such as "bullet" or "decimal"; empty if nothing does."""
        found = list_of(own)
        if found is None:
            return ""
        levels = self._own_lists.xpath(
            f"./w:abstractNum[@w:abstractNumId=../w:num[@w:numId='{said(found, 'numId')}']/w:abstractNumId/@w:val]"
            f"/w:lvl[@w:ilvl='{said(found, 'ilvl') or 0}']"
        )
        return (said(levels[0], "numFmt") or "decimal") if levels else ""

    def _same(self, own: Any) -> Any | None:
        """Return the template's style of this kind and name, in any capitals, or else the usual one of this kind."""
        kind = _kind(own)
        usual = self._usual.get(kind) if own.get(_USUAL) else None
        return self._named.get((kind, own.name_val.lower()), usual)

    def _take_defaults(self, theirs: Any) -> None:
        """Take in what holds for all text, but for its language."""
        before, made = self._own.find(qn("w:docDefaults")), self.kept(theirs, _LOOKS)
        holder = made
        for name in ("w:rPrDefault", "w:rPr"):
            if holder.find(qn(name)) is None:
                holder.insert(0, OxmlElement(name))
            holder = holder.find(qn(name))
        holder.append(before.find(f".//{qn('w:lang')}"))
        self._own.replace(before, made)

    def style(self, theirs: str, kind: str) -> str:
        """Return the id that a style of the template has in the report, and take it in if it is not there yet.

        Empty if the template has no such style of this kind.
        """
        found = self._styles.get(theirs)
        if found is None or _kind(found) != kind:
            return ""
        if theirs not in self._ids:
            number = len(self._ids)
            own = self._own.add_style()
            own.set(_KIND, kind)
            own.styleId, own.name_val = f"Template{number}", f"Template {number}"
            self._ids[theirs] = own.styleId
            self._fill(own, found)
        return self._ids[theirs]

    def _fill(self, own: Any, theirs: Any) -> None:
        """Give a style of the report the looks of one of the template, based on what that is based on."""
        for name in map(qn, ("w:pPr", "w:rPr", "w:tblPr")):
            for each in own.findall(name):
                own.remove(each)
            own.extend(self.kept(each, _LOOKS) for each in theirs.findall(name))
        chain = self.chain(theirs.get(_ID))
        ends = len(chain) < _DEEPEST and said(chain[-1], "basedOn") not in {each.get(_ID) for each in chain}
        base = self.style(said(theirs, "basedOn"), _kind(theirs)) if ends else ""
        own.basedOn_val = base or None

    def outline(self, paragraph: Any) -> tuple[int, str]:
        """Return the level of a paragraph of the template, 0 if it is no heading, and the id of the style that says so."""
        own, style = said(paragraph, "pPr", "outlineLvl"), said(paragraph, "pPr", "pStyle")
        levels = [own]
        for each in self.chain(style):
            name = _HEADING.fullmatch(said(each, "name").lower())
            levels.append(said(each, "pPr", "outlineLvl") or (str(int(name[1]) - 1) if name else ""))
        level = next(filter(None, levels), "")
        return int(level) + 1 if level.isdecimal() else 0, "" if own else style

    def chain(self, theirs: str) -> list[Any]:
        """Return a style of the template and those that it is based on, each once and only so many."""
        chain: dict[str, Any] = {}
        while theirs in self._styles and theirs not in chain and len(chain) < _DEEPEST:
            chain[theirs] = self._styles[theirs]
            theirs = said(chain[theirs], "basedOn")
        return list(chain.values())

    def kept(self, element: Any, allowed: Allowed) -> Any:
        """Return an element built anew with what is allowed of it; None if it is not, or says what it never can."""
        name = local_name(element)
        if name not in allowed:
            return None
        made = OxmlElement(f"w:{name}")
        for key in (qn(f"w:{each}") for each in allowed[name].split()):
            if element.get(key) is not None:
                value = self._value(name, element.get(key))
                if value is None:
                    return None
                made.set(key, value)
        made.extend(each for child in element if (each := self.kept(child, allowed)) is not None)
        return made

    def _value(self, name: str, value: str) -> str | None:
        if name in {"pStyle", "rStyle"}:
            return self._ids.get(value)
        if name == "numId":
            return self._number(value)
        if name == "lvlText":
            return _without_words(value)
        return value if (FONT if name in {"rFonts", "sym"} else _TERM).fullmatch(value) else None

    def _number(self, theirs: str) -> str | None:
        """Return the number of a list in the report, and take it in if it is not there yet; None if there is none."""
        if theirs not in self._numbers and (found := self._list(theirs)) is not None:
            # A list that belongs to itself is not taken in over and over.
            self._numbers[theirs] = "0"
            own = OxmlElement("w:abstractNum")
            before = self._own_lists.findall(own.tag)
            own.set(qn("w:abstractNumId"), str(len(before)))
            own.extend(each for child in found if (each := self.kept(child, _LISTS)) is not None)
            before[-1].addnext(own)
            self._numbers[theirs] = str(self._own_lists.add_num(len(before)).numId)
        return self._numbers.get(theirs)

    def _list(self, number: str) -> Any | None:
        """Return what a list of the template looks like; it can leave that to a style, which names another list."""
        for _turn in range(2):
            looks = {
                each.get(qn("w:abstractNumId")): each
                for each in self._lists
                if each.tag == qn("w:abstractNum")
            }
            named = {each.get(qn("w:numId")): said(each, "abstractNumId") for each in self._lists}
            found = looks.get(named.get(number, ""))
            if found is None or found.find(qn("w:lvl")) is not None:
                return found
            number = said(self._styles.get(said(found, "numStyleLink")), "pPr", "numPr", "numId")
        return None


def _kind(style: Any) -> str:
    return str(style.get(_KIND, "paragraph"))


def list_of(style: Any) -> Any | None:
    """Return what makes the paragraphs of a style of the report items of a list; None if they are none."""
    while style is not None and not said(style, "pPr", "numPr", "numId"):
        style = style.base_style
    return None if style is None else style.pPr.numPr


def _without_words(mark: str) -> str:
    """Return what stands before an item or a heading: a sign, or numbers with signs around them."""
    numbers = re.findall("%[1-9]", mark)
    is_short = len(mark) - 2 * len(numbers) <= _MOST_SIGNS
    return mark if is_short else ".".join(numbers) or "•"
