"""Word templates with the word SECRET in every kind of place that nobody sees, or that is no part of how they look."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any, Final, TypeAlias

import docx
from docx.document import Document as WordFile
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn

WORD: Final = "SECRET"
"""Stands in no part of any report."""

Leak: TypeAlias = Callable[[WordFile], object]
"""Puts the word into a template."""

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES: Final = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        **nsmap,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "x": "urn:exampleshire",
    }.items()
)


def template() -> WordFile:
    """Return a plain template whose header says who it is from, with a heading for recommendations."""
    word = docx.Document()
    word.add_heading("Recommendations", 1)
    word.sections[0].header.paragraphs[0].text = "Exampleshire Council"
    return word


def saved(word: WordFile) -> bytes:
    """Return a Word file as it is on the disk."""
    told = BytesIO()
    word.save(told)
    return told.getvalue()


def elements(text: str) -> list[Any]:
    """Return the elements of a piece of XML, with the prefixes that Word uses."""
    return list(parse_xml(f"<w:p {_SPACES}>{text}</w:p>"))


def header(word: WordFile) -> Any:
    return word.sections[0].header._element


def in_header(text: str) -> Leak:
    """Put a piece of XML into the paragraph of the header."""
    return lambda word: header(word)[0].extend(elements(text))


def above_header(text: str) -> Leak:
    """Put a piece of XML before the paragraph of the header."""
    return lambda word: [header(word)[0].addprevious(each) for each in elements(text)]


def in_style(text: str, style: str = "Heading 1") -> Leak:
    """Put a piece of XML into a style."""
    return lambda word: word.styles[style].element.extend(elements(text))


def in_settings(text: str) -> Leak:
    """Put a piece of XML into the settings."""
    return lambda word: word.settings.element.extend(elements(text))


def in_body(text: str) -> Leak:
    """Put a piece of XML before everything else."""
    return lambda word: [word.element.body.insert(0, each) for each in elements(text)]


def as_part(name: str, kind: str, data: bytes = b"<x>SECRET</x>") -> Leak:
    """Add a part that belongs to the document."""

    def add(word: WordFile) -> None:
        part = Part(PackURI(f"/word/{name}"), "application/xml", data, word.part.package)
        word.part.relate_to(part, f"{_OFFICE}/{kind}")

    return add


def as_link(kind: str, address: str, of: str = "document") -> Leak:
    """Add a relationship with something outside the file."""

    def add(word: WordFile) -> None:
        parts = {
            "document": word.part,
            "header": word.sections[0].header.part,
            "settings": word.part._settings_part,
        }
        part = parts[of]
        part.relate_to(address, f"{_OFFICE}/{kind}", is_external=True)

    return add


def in_part(kind: str, before: bytes, after: bytes) -> Leak:
    """Change the content of a part that every Word file has."""

    def change(word: WordFile) -> None:
        relations = (*word.part.rels.values(), *word.part.package.rels.values())
        [part] = [each.target_part for each in relations if each.reltype.endswith(f"/{kind}")]
        assert before in part.blob
        part._blob = part.blob.replace(before, after, 1)

    return change


def in_numbering(before: str, after: str) -> Leak:
    """Change the list of the usual bullets."""

    def change(word: WordFile) -> None:
        [number] = word.styles["List Bullet"].element.xpath(".//w:numId/@w:val")
        lists = word.part.numbering_part.element
        [found] = lists.xpath(
            f"./w:abstractNum[@w:abstractNumId=../w:num[@w:numId='{number}']/w:abstractNumId/@w:val]"
        )
        [place] = found.iter(qn(before))
        for each in elements(after):
            place.addprevious(each)
        place.getparent().remove(place)

    return change


def field(instruction: str, result: str = WORD) -> Leak:
    """Put a field into the header, as Word writes it."""
    parts = "".join(f"<w:r>{each}</w:r>" for each in (
        '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{instruction}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{result}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    ))  # fmt: skip
    return in_header(parts)


def _about(name: str, word: WordFile) -> None:
    setattr(word.core_properties, name, WORD)


def _own_style(word: WordFile) -> None:
    base = word.styles.add_style(f"{WORD} base", 1)
    word.styles["Heading 1"].base_style = base


def _used_style(word: WordFile) -> None:
    style = word.styles.add_style(f"{WORD} header", 1)
    word.sections[0].header.paragraphs[0].style = style


def _unused_style(word: WordFile) -> None:
    word.styles.add_style(f"{WORD} unused", 1)


def _of_style(kind: int, looks: str, word: WordFile) -> None:
    """Put the word into a paragraph, of kind 1, or a run, of kind 2, whose style is based on one with these looks."""
    style = word.styles.add_style("Kept back", kind)
    style.element.get_or_add_rPr().extend(elements(looks))
    above = word.styles.add_style("Kept back too", kind)
    above.base_style = style
    paragraph = word.sections[0].header.add_paragraph(style=above if kind == 1 else None)
    paragraph.add_run(WORD, above if kind == 2 else None)


def _later_section(word: WordFile) -> None:
    word.add_section().header.is_linked_to_previous = False
    word.sections[1].header.paragraphs[0].text = WORD


def _theme_elsewhere(word: WordFile) -> None:
    [own] = [key for key, each in word.part.rels.items() if each.reltype == f"{_OFFICE}/theme"]
    del word.part.rels[own]
    as_link("theme", r"file:///\\server\SECRET\theme.thmx")(word)


def _no_such_page(page: str, word: WordFile) -> None:
    getattr(word.sections[0], f"{page}_page_header").paragraphs[0].text = WORD


_TABLE: Final = "<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr>{row}</w:trPr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
_BY: Final = 'w:id="1" w:author="SECRET" w:date="2026-11-21T10:00:00Z"'
_SENTENCE: Final = "SECRET and longer than a name can be"
_RUN: Final = "<w:r><w:t>SECRET</w:t></w:r>"
_DELETED: Final = "<w:r><w:delText>SECRET</w:delText></w:r>"
_BOX: Final = f"<w:txbxContent><w:p>{_RUN}</w:p></w:txbxContent>"
_PICTURE: Final = (
    '<w:drawing><wp:inline><wp:docPr id="1" name="SECRET" descr="SECRET" title="SECRET"/><a:graphic><a:graphicData uri="SECRET">'
    '<pic:pic><pic:blipFill><a:blip r:embed="SECRET" r:link="SECRET"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
)

UNSEEN: Final = {
    "hidden text": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>",
    "white text": '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>SECRET</w:t></w:r>',
    "tiny text": '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>SECRET</w:t></w:r>',
    "text that is to go": f"<w:del {_BY}>{_DELETED}</w:del>",
    "text that is to come": f"<w:ins {_BY}>{_RUN}</w:ins>",
    "text that is to move": f"<w:moveFrom {_BY}>{_RUN}</w:moveFrom><w:moveTo {_BY}>{_RUN}</w:moveTo>",
    "comment": f'<w:commentRangeStart w:id="1"/><w:r {_BY}><w:annotationRef/></w:r><w:commentRangeEnd {_BY}/>',
    "bookmark": '<w:bookmarkStart w:id="1" w:name="SECRET"/><w:bookmarkEnd w:id="1"/>',
    "who may edit": '<w:permStart w:id="1" w:ed="SECRET"/><w:permEnd w:id="1"/>',
    "picture": f"<w:r>{_PICTURE}</w:r>",
    "box of text": f"<w:r><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></w:r>",
    "two forms of a box": f"<w:r><mc:AlternateContent><mc:Choice Requires='x'>{_PICTURE}</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback></mc:AlternateContent></w:r>",
    "object": '<w:r><w:object><o:OLEObject ProgID="SECRET" r:id="SECRET"/></w:object></w:r>',
    "property in a box": f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="SECRET"/></w:sdtPr><w:sdtContent>{_RUN}</w:sdtContent></w:sdt>',
    "what a box asks for": f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_RUN}</w:sdtContent></w:sdt>",
    "simple field": f'<w:fldSimple w:instr=" INCLUDETEXT SECRET ">{_RUN}</w:fldSimple>',
}  # fmt: skip
"""What can stand in a line of text without being read there, by what it is."""

LEAKS: Final[dict[str, Leak]] = {
    **{
        name: partial(_about, name)
        for name in ("author", "category", "comments", "content_status", "identifier", "keywords", "language",
                     "last_modified_by", "subject", "title", "version")
    },
    "company": in_part("extended-properties", b"<Company/>", b"<Company>SECRET</Company>"),
    "manager": in_part("extended-properties", b"<Manager/>", b"<Manager>SECRET</Manager>"),
    "path of the template": in_part("extended-properties", b"Normal.dotm", b"SECRET.dotm"),
    "thumbnail": in_part("thumbnail", b"", WORD.encode()),
    "custom properties": as_part("custom.xml", "custom-properties"),
    "custom XML": as_part("item9.xml", "customXml"),
    "comments part": as_part("comments9.xml", "comments"),
    "people": as_part("people.xml", "people"),
    "footnotes": as_part("footnotes.xml", "footnotes"),
    "endnotes": as_part("endnotes.xml", "endnotes"),
    "building blocks": as_part("glossary/document.xml", "glossaryDocument"),
    "embedded object": as_part("embeddings/oleObject1.bin", "oleObject", b"SECRET"),
    "embedded font": as_part("fonts/font1.odttf", "font", b"SECRET"),
    "picture": as_part("media/image1.png", "image", b"SECRET"),
    "printer": as_part("printerSettings1.bin", "printerSettings", b"SECRET"),
    "keys": as_part("customizations.xml", "keyMapCustomizations"),
    "name of a part": as_part("SECRET.xml", "webSettings", b"<x/>"),
    "font table": in_part("fontTable", b"<w:font ", b"<!--SECRET--><w:font "),
    "web settings": in_part("webSettings", b"?>", b"?><!--SECRET-->"),
    **{
        f"link from the {of}: {kind}": as_link(kind, address, of)
        for of, kind, address in (
            ("document", "hyperlink", "https://intranet.example/SECRET"),
            ("document", "image", "https://intranet.example/SECRET.png"),
            ("document", "oleObject", r"file:///\\server\SECRET\table.xlsx"),
            ("document", "subDocument", "SECRET.docx"),
            ("document", "frame", "SECRET.htm"),
            ("header", "hyperlink", "mailto:SECRET@exampleshire.example"),
            ("header", "image", r"file:///\\server\SECRET\logo.png"),
            ("settings", "attachedTemplate", r"file:///\\server\SECRET\council.dotx"),
            ("settings", "mailMergeSource", r"file:///C:\SECRET\addresses.xlsx"),
            ("settings", "transform", "https://intranet.example/SECRET.xslt"),
        )
    },
    "earlier text": in_body(f"<w:p>{_RUN}</w:p>"),
    "earlier table": in_body(_TABLE.format(about="", row="", text=WORD)),
    "box to fill in": in_body(f"<w:sdt><w:sdtContent><w:p>{_RUN}</w:p></w:sdtContent></w:sdt>"),
    "deleted text": in_body(f"<w:p><w:del {_BY}>{_DELETED}</w:del></w:p>"),
    "bookmark": in_body('<w:p><w:bookmarkStart w:id="1" w:name="SECRET"/><w:bookmarkEnd w:id="1"/></w:p>'),
    "document variable": in_settings('<w:docVars><w:docVar w:name="SECRET" w:val="SECRET"/></w:docVars>'),
    "protection": in_settings('<w:documentProtection w:edit="readOnly" w:hashValue="SECRET"/>'),
    "mail merge": in_settings('<w:mailMerge><w:query w:val="SECRET"/></w:mailMerge>'),
    "identity": in_settings('<w15:docId w15:val="SECRET"/>'),
    "setting with a value of its own": in_settings('<w:evenAndOddHeaders w:val="SECRET" x:y="SECRET"/>'),
    "language of the theme": in_settings('<w:themeFontLang w:val="SECRET"/>'),
    "name of a style": _own_style,
    "name of a header's style": _used_style,
    "style not in use": _unused_style,
    "other names of a style": in_style('<w:aliases w:val="SECRET"/>'),
    "link of a style": in_style('<w:link w:val="SECRET"/>'),
    "session of a style": in_style('<w:rsid w:val="SECRET"/>'),
    "change to a style": in_style(f'<w:rPr><w:b/><w:rPrChange {_BY}><w:rPr/></w:rPrChange></w:rPr>'),
    "change to a paragraph": in_style(f"<w:pPr><w:pPrChange {_BY}><w:pPr/></w:pPrChange></w:pPr>"),
    "language of a style": in_style('<w:rPr><w:lang w:val="SECRET"/></w:rPr>'),
    "value of a style": in_style('<w:pPr><w:jc w:val="SECRET"/></w:pPr>'),
    "foreign attribute": in_style('<w:pPr x:y="SECRET"><w:jc w:val="left" x:y="SECRET"/></w:pPr>'),
    "foreign element": in_style('<w:rPr><x:y z="SECRET">SECRET</x:y></w:rPr>'),
    "namespace": in_header('<w:r xmlns:z="urn:SECRET"><z:a/><w:t>Draft</w:t></w:r>'),
    "remark": in_style("<w:rPr><!--SECRET--><?SECRET x?></w:rPr>"),
    "text in a style": in_style("<w:rPr>SECRET<w:b/>SECRET</w:rPr>"),
    "change to a table's style": in_style(f"<w:tblPr><w:tblPrChange {_BY}/></w:tblPr>", "Table Grid"),
    "name of a table's style": in_style('<w:tblPr><w:tblCaption w:val="SECRET"/></w:tblPr>', "Table Grid"),
    "name of a list": in_numbering("w:multiLevelType", '<w:name w:val="SECRET"/>'),
    "words before an item": in_numbering("w:lvlText", '<w:lvlText w:val="SECRET %1"/>'),
    "picture before an item": in_numbering("w:lvlJc", '<w:lvlPicBulletId w:val="SECRET"/>'),
    "theme that is elsewhere": _theme_elsewhere,
    "sentence for a font": in_style(f'<w:rPr><w:rFonts w:ascii="{_SENTENCE}"/></w:rPr>'),
    "sentence for a font of the theme": in_part("theme", b'typeface="Calibri"', f'typeface="{_SENTENCE}"'.encode()),
    "name of the theme": in_part("theme", b'name="Office Theme"', b'name="SECRET"'),
    "name of the colours": in_part("theme", b'<a:clrScheme name="', b'<a:clrScheme name="SECRET'),
    "colour of the theme": in_part("theme", b'<a:srgbClr val="', b'<a:srgbClr val="SECRET'),
    "rest of the theme": in_part("theme", b"</a:theme>", b"<a:extLst><a:ext uri='SECRET'/></a:extLst></a:theme>"),
    **{f"{name} in the header": in_header(text) for name, text in UNSEEN.items()},
    "header of a later section": _later_section,
    "header of a first page that is none": partial(_no_such_page, "first"),
    "header of even pages that are none": partial(_no_such_page, "even"),
    **{
        f"{name} by the style of its {('paragraph', 'run')[kind - 1]}": partial(_of_style, kind, looks)
        for kind in (1, 2)
        for name, looks in (
            ("hidden", "<w:vanish/>"), ("white", '<w:color w:val="ffffff"/>'), ("tiny", '<w:sz w:val="3"/>')
        )
    },
    "change to a run": in_header(
        f"<w:r><w:rPr><w:b/><w:rPrChange {_BY}><w:rPr/></w:rPrChange></w:rPr><w:t>Draft</w:t></w:r>"
    ),
    "address": in_header(
        '<w:hyperlink r:id="SECRET" w:anchor="SECRET" w:tooltip="SECRET"><w:r><w:t>our pages</w:t></w:r></w:hyperlink>'
    ),
    "tag": in_header('<w:smartTag w:uri="SECRET" w:element="SECRET"><w:r><w:t>Exampleshire</w:t></w:r></w:smartTag>'),
    "form field": in_header('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="SECRET"/></w:ffData></w:fldChar></w:r>'),
    "name of a box": above_header(
        '<w:sdt><w:sdtPr><w:alias w:val="SECRET"/><w:tag w:val="SECRET"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    ),
    "table's title": above_header(
        _TABLE.format(about='<w:tblCaption w:val="SECRET"/><w:tblDescription w:val="SECRET"/>', row="", text="Town Hall")
    ),
    "hidden row": above_header(_TABLE.format(about="", row="<w:hidden/>", text=WORD)),
    "row that is to come": above_header(_TABLE.format(about="", row=f"<w:ins {_BY}/>", text=WORD)),
    **{
        f"field: {name}": field(f' {name} "SECRET" ')
        for name in ("AUTHOR", "DATE", "DDE", "DDEAUTO", "DOCPROPERTY", "DOCVARIABLE", "FILENAME", "INCLUDEPICTURE",
                     "INCLUDETEXT", "LINK", "MERGEFIELD", "STYLEREF", "TITLE", "USERNAME")
    },
    "switch of a field": field(" PAGE \\* SECRET "),
    "address of a field": field(' HYPERLINK "https://intranet.example/SECRET" ', "our pages"),
    "field in a field": field(
        'IF</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE SECRET</w:instrText></w:r>'
        '<w:r><w:t>SECRET</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>SECRET'
    ),
}  # fmt: skip
"""Each kind of place, and how the word gets there."""
