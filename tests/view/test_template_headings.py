"""The headings of a council's template are kept, and the committee report stands under those that mean its parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import docx
import pytest
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from scrutiny_tui.domain.pack import Pack, PartHeadings, ReportPart
from scrutiny_tui.view.blocks import Block, Document, Heading, PageBreak, Paragraph, table
from scrutiny_tui.view.document_files import Documents, Format
from scrutiny_tui.view.report_view import Edition, RecordOptions
from scrutiny_tui.view.template_headings import TO_COMPLETE, Template, strangers, under_headings
from scrutiny_tui.view.word_writer import read_template, template_of, word_bytes
from tests.view.report_files import readable, word_file
from tests.view.report_workshops import MADE, individually
from tests.view.word_leaks import UNSEEN, WORD, elements, saved

TITLE: Final = "Six steps: committee report"

PARTS: Final = {
    "recommendations": "Recommendations", "summary": "Summary", "findings": "What we found", "evidence": "Evidence",
    "next-steps": "Next steps", "financial": "Financial implications", "legal": "Legal implications",
    "equality": "Equality implications", "appendix": "Appendix: the answers",
}  # fmt: skip


def report(parts: dict[str, str] = PARTS) -> Document:
    """Return a committee report with a sentence in each part, and one part that no template has a heading for."""
    blocks: list[Block] = [Heading(TITLE, 1), Paragraph("Draft.", "Status:")]
    for part, heading in parts.items():
        blocks += [PageBreak()] if part == "appendix" else []
        blocks += [Heading(heading, 2, part), Paragraph(f"We say this of {part}.")]
        if part == "findings":
            blocks += [Heading("Where we agree", 3), table("Agreed", ("Step", "Answer"), [("1", "Strong")])]
    blocks += [Heading("About this report", 2), Paragraph("Made today.")]
    return Document(TITLE, ("Draft.",), "Exampleshire", date(2026, 11, 22), tuple(blocks))


def outline(word: WordFile) -> list[str]:
    """Return each paragraph of a file as it is read, headings with their level before them and 0 for the title."""
    return [f"{_level(each)} {each.text}".strip() for each in word.paragraphs]


def _level(paragraph: Any) -> str:
    name = paragraph.style.name
    return "0" if name == "Title" else name.removeprefix("Heading ") if name.startswith("Heading") else ""


def filled(word: WordFile, pack: Pack, document: Document | None = None) -> WordFile:
    """Return the committee report in a template."""
    return word_file(word_bytes(document or report(), template_of(saved(word)), pack.headings))


def exampleshire() -> WordFile:
    """Return a template whose sections are of the first level and numbered by their style."""
    word = docx.Document()
    word.styles["Heading 1"].font.color.rgb = RGBColor(0x5B, 0x2C, 0x83)
    lists = word.part.numbering_part.element
    lists.insert(0, *elements('<w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'))  # fmt: skip
    lists.extend(elements('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    word.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 90
    word.add_paragraph("Report to the Children and Families Scrutiny Committee", "Title")
    word.add_paragraph("Report author: Democratic services officer")
    for text in (
        "Purpose of the Report", "Recommendation(s)", "Main Considerations", "Consultation & Engagement",
        "Financial Implications", "Legal implications:", "Equality Impact Assessment", "Climate implications",
        "Appendices",
    ):  # fmt: skip
        word.add_heading(text, 1)
        word.add_paragraph("Guidance: write this in plain English. Delete this line.")
    return word


def test_exampleshires_sections_are_filled_in_their_order_and_with_their_numbers(pack: Pack) -> None:
    made = filled(exampleshire(), pack)
    assert outline(made) == [
        f"0 {TITLE}", "Status: Draft.",
        "1 Purpose of the Report", TO_COMPLETE,
        "1 Recommendation(s)", "We say this of recommendations.",
        "1 Main Considerations", "We say this of findings.", "2 Where we agree", "Agreed",
        "1 Consultation & Engagement", TO_COMPLETE,
        "1 Financial Implications", "We say this of financial.",
        "1 Legal implications:", "We say this of legal.",
        "1 Equality Impact Assessment", "We say this of equality.",
        "1 Climate implications", TO_COMPLETE,
        "1 Appendices", "We say this of appendix.",
        "1 Summary", "We say this of summary.", "1 Evidence", "We say this of evidence.",
        "1 Next steps", "We say this of next-steps.", "1 About this report", "Made today.",
    ]  # fmt: skip
    assert made.styles["Heading 1"].font.color.rgb == RGBColor(0x5B, 0x2C, 0x83)
    assert made.styles["Heading 1"].element.xpath(".//w:numId/@w:val")
    begins = [each.text for each in made.paragraphs if each.paragraph_format.page_break_before]
    assert begins == ["Appendices"]


def sampleton() -> WordFile:
    """Return a template with styles of its own for its sections, numbers typed, and one heading for all implications."""
    word = docx.Document()
    section = word.styles.add_style("Sampleton section", WD_STYLE_TYPE.PARAGRAPH)
    section.font.name, section.font.size = "Georgia", Pt(17)
    section.element.get_or_add_pPr().extend(elements('<w:outlineLvl w:val="0"/>'))
    for text in (
        "1.0 EXECUTIVE SUMMARY", "2.0 DECISION REQUIRED", "3.0 Details", "4.0 Implications", "5.0 Next Steps & Timetable",
    ):  # fmt: skip
        word.add_paragraph(text, section)
    word.add_paragraph("The Sampleton Promise").paragraph_format.element.get_or_add_pPr().extend(
        elements('<w:outlineLvl w:val="1"/>')
    )
    return word


def test_sampletons_own_styles_are_those_of_the_reports_headings(pack: Pack) -> None:
    made = filled(sampleton(), pack)
    assert outline(made) == [
        f"0 {TITLE}", "Status: Draft.",
        "1 1.0 EXECUTIVE SUMMARY", "We say this of summary.",
        "1 2.0 DECISION REQUIRED", "We say this of recommendations.",
        "1 3.0 Details", "We say this of findings.", "2 Where we agree", "Agreed",
        "1 4.0 Implications", "2 Financial implications", "We say this of financial.",
        "2 Legal implications", "We say this of legal.", "2 Equality implications", "We say this of equality.",
        "1 5.0 Next Steps & Timetable", "We say this of next-steps.",
        "2 The Sampleton Promise", TO_COMPLETE,
        "1 Evidence", "We say this of evidence.", "1 Appendix: the answers", "We say this of appendix.",
        "1 About this report", "Made today.",
    ]  # fmt: skip
    looks = made.styles["Heading 1"].font
    assert (looks.name, looks.size) == ("Georgia", Pt(17))
    assert "Sampleton section" not in readable(saved(made))


def combined() -> WordFile:
    """Return a template whose sections are of the second level, some in boxes to fill in and some below others."""
    word = docx.Document()
    word.styles["Heading 3"].font.italic = True
    for level, text in (
        (2, "Decision sought"),
        (2, "Key findings"),
        (2, "Implications of the report"),
        (3, "Finance"),
    ):
        word.add_heading(text, level)
    boxed = '<w:sdt><w:sdtPr><w:alias w:val="Box"/></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="Heading{}"/></w:pPr>{}</w:p></w:sdtContent></w:sdt>'
    run = "<w:r><w:t>{}</w:t></w:r>"
    for level, text in ((3, "Law and governance"), (2, "Annexes")):
        word.element.body.sectPr.addprevious(*elements(boxed.format(level, run.format(text))))
    return word


def test_sections_of_the_second_level_keep_those_below_them(pack: Pack, tmp_path: Path) -> None:
    file = tmp_path / "council.dotx"
    file.write_bytes(saved(combined()))
    made = word_file(word_bytes(report(), read_template(file), pack.headings))
    assert outline(made) == [
        f"1 {TITLE}", "Status: Draft.",
        "2 Decision sought", "We say this of recommendations.",
        "2 Key findings", "We say this of findings.", "3 Where we agree", "Agreed",
        "2 Implications of the report", "3 Equality implications", "We say this of equality.",
        "3 Finance", "We say this of financial.", "3 Law and governance", "We say this of legal.",
        "2 Annexes", "We say this of appendix.",
        "2 Summary", "We say this of summary.", "2 Evidence", "We say this of evidence.",
        "2 Next steps", "We say this of next-steps.", "2 About this report", "Made today.",
    ]  # fmt: skip
    assert made.styles["Heading 3"].font.italic


def test_a_heading_with_others_below_it_is_not_one_to_be_completed(pack: Pack) -> None:
    word = docx.Document()
    for level, text in ((1, "Group A"), (2, "Recommendations"), (2, "Risks"), (1, "Group B")):
        word.add_heading(text, level)
    told = outline(filled(word, pack, report({"recommendations": "Recommendations"})))
    assert told[2:] == [
        "1 Group A", "2 Recommendations", "We say this of recommendations.", "2 Risks", TO_COMPLETE, "1 Group B",
        TO_COMPLETE, "1 About this report", "Made today.",
    ]  # fmt: skip


def test_a_heading_above_all_others_is_a_title_and_no_level_is_left_out(pack: Pack) -> None:
    word = docx.Document()
    for level, text in ((1, "Report to a committee"), (2, "Recommendations"), (3, "Reasons")):
        word.add_heading(text, level)
    told = outline(filled(word, pack, report({"recommendations": "Recommendations"})))
    assert told == [
        f"1 {TITLE}", "Status: Draft.", "2 Recommendations", "We say this of recommendations.", "3 Reasons", TO_COMPLETE,
        "2 About this report", "Made today.",
    ]  # fmt: skip
    word = docx.Document()
    for level, text in ((1, "Purpose"), (3, "Aims"), (2, "Limits")):
        word.add_heading(text, level)
    levels = [
        each[0] for each in outline(filled(word, pack)) if each.split()[-1] in {"Purpose", "Aims", "Limits"}
    ]
    assert levels == ["1", "2", "2"]


def looks_only(word: WordFile, pack: Pack, document: Document) -> bool:
    """Say whether nothing but the looks of a template is in a report."""
    template = template_of(saved(word))
    assert not strangers(document, template, pack.headings)
    return under_headings(document, template, pack.headings) == document


def test_a_template_or_a_paper_without_known_parts_gives_looks_only(pack: Pack) -> None:
    word = docx.Document()
    word.add_heading("Minutes of the meeting", 1)
    assert looks_only(word, pack, report())
    assert looks_only(docx.Document(), pack, report())
    assert under_headings(report(), template_of(saved(exampleshire())), ()) == report()
    bare = tuple(replace(each, part="") if isinstance(each, Heading) else each for each in report().blocks)
    assert looks_only(exampleshire(), pack, replace(report(), blocks=bare))


@pytest.mark.parametrize(
    "typed",
    ["Next steps", "NEXT STEPS", "4. Next steps", "4.1 Next steps:", "(b) Next steps", "iv) Next steps", "Next\u00a0steps",
     "  Next   steps  ", "Next-steps", "Next steps and timetable", "Next steps & timetable", "7a Next steps"],
)  # fmt: skip
def test_capitals_numbers_and_punctuation_make_no_difference(typed: str, pack: Pack) -> None:
    word = docx.Document()
    word.add_heading(typed, 2)
    told = outline(filled(word, pack, report({"next-steps": "What next"})))
    assert told[3] == "We say this of next-steps."


@pytest.mark.parametrize("typed", ["Steps", "Next steps for officers", "Nextsteps", "Not next steps"])
def test_another_heading_is_none_of_ours(typed: str, pack: Pack) -> None:
    word = docx.Document()
    word.add_heading(typed, 2)
    assert looks_only(word, pack, report())


def test_several_sections_of_one_part_keep_their_names(pack: Pack) -> None:
    blocks = (
        *report({"appendix": "Appendix A"}).blocks,
        Heading("Appendix B", 2, "appendix"),
        Paragraph("More."),
    )
    word = docx.Document()
    word.add_heading("Appendices", 1)
    told = outline(filled(word, pack, replace(report(), blocks=blocks)))
    assert told[2:] == [
        "1 Appendices", "2 Appendix A", "We say this of appendix.", "2 Appendix B", "More.", "1 About this report",
        "Made today.",
    ]  # fmt: skip


def test_a_heading_for_the_part_alone_comes_before_one_for_several() -> None:
    names = (
        PartHeadings(ReportPart.LEGAL, ("Implications", "Legal")),
        PartHeadings(ReportPart.FINANCIAL, ("Implications",)),
    )
    word = docx.Document()
    for text in ("Implications", "Legal"):
        word.add_heading(text, 1)
    made = word_bytes(report({"legal": "Law", "financial": "Money"}), template_of(saved(word)), names)
    assert outline(word_file(made))[2:6] == [
        "1 Implications", "2 Money", "We say this of financial.", "1 Legal",
    ]  # fmt: skip


TEMPLATES: Final[dict[str, tuple[Callable[[], WordFile], str]]] = {
    "Exampleshire": (exampleshire, "Climate implications"),
    "Sampleton": (sampleton, "The Sampleton Promise"),
    "third": (combined, ""),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_lost_in_a_councils_template_and_headings_that_the_pack_does_not_know_are_told(
    name: str, pack: Pack
) -> None:
    make, stranger = TEMPLATES[name]
    options = RecordOptions(edition=Edition.COMMITTEE, quotations=True)
    plainly = Documents(individually(), MADE, (Format.WORD,), options, pack)
    asked = replace(plainly, template=template_of(saved(make())))
    [plain], [made] = (map(word_file, each.files().values()) for each in (plainly, asked))

    def texts(word: WordFile) -> list[str]:
        return sorted(each.text for each in word.paragraphs if not _level(each) and each.text != TO_COMPLETE)

    assert texts(made) == texts(plain)
    assert len(made.tables) == len(plain.tables)
    headings = [each.text for each in made.paragraphs if _level(each)]
    kept = [each.text for each in make().paragraphs if each.text in headings]
    assert [each for each in headings if each in kept] == kept
    told = [
        f"These headings of the template were kept as they are: {stranger}. Check that they are not from an earlier report."
    ]
    assert [*asked.missing()] == (told if stranger else [])


def test_the_guide_names_every_part_and_headings_that_mean_it(pack: Pack) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([A-Z][^|]*) \|$", guide, re.MULTILINE)
    told = {part: phrases.split(", ") for part, phrases in rows if part in [*ReportPart]}
    assert [*told] == [*ReportPart]
    for part, phrases in told.items():
        for phrase in phrases:
            word = docx.Document()
            word.add_heading(phrase, 1)
            made = under_headings(report({part: "Ours"}), template_of(saved(word)), pack.headings).blocks
            assert next(each.text for each in made[2:4] if isinstance(each, Heading)) == phrase, part
            assert Paragraph(TO_COMPLETE) not in made, phrase


Hide: TypeAlias = Callable[[WordFile], object]


def beside(text: str) -> Hide:
    """Put a piece of XML into a heading."""
    return lambda word: word.paragraphs[-1]._p.extend(elements(text))


_RUN: Final = f"<w:r><w:t>{WORD}</w:t></w:r>"
_MARK: Final = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'

HIDDEN: Final[dict[str, Hide]] = {
    **{name: beside(text) for name, text in UNSEEN.items()},
    "field": beside(
        f"{_MARK.format('begin')}<w:r><w:instrText>DOCPROPERTY {WORD}</w:instrText></w:r>{_MARK.format('separate')}{_RUN}{_MARK.format('end')}"
    ),
    "page number": beside(f'<w:fldSimple w:instr=" PAGE \\* {WORD} ">{_RUN}</w:fldSimple>'),
    "address": beside(f'<w:hyperlink r:id="{WORD}" w:tooltip="{WORD}"/>'),
    "earlier style": lambda word: word.paragraphs[-1]._p.get_or_add_pPr().extend(
        elements(f'<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="{WORD}"/></w:pPr></w:pPrChange>')
    ),
    "text below": lambda word: word.add_paragraph(WORD),
    "heading in a table": lambda word: setattr(
        word.add_table(1, 1).cell(0, 0).paragraphs[0], "text", WORD
    ),
    "as long as a paragraph": lambda word: word.add_heading(f"{WORD} {'and so on ' * 12}", 2),
    "fourth level": lambda word: word.add_heading(WORD, 4),
    "title": lambda word: word.add_paragraph(WORD, "Title"),
    "name of a style": lambda word: setattr(
        word.paragraphs[-1], "style", styled(word)
    ),
}  # fmt: skip


def styled(word: WordFile) -> Any:
    """Return a style of headings with a name that stays behind."""
    made = word.styles.add_style(f"{WORD} heading", WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = word.styles["Heading 2"]
    return made


@pytest.mark.parametrize("name", HIDDEN)
def test_only_what_can_be_read_of_a_heading_comes_along(name: str, pack: Pack) -> None:
    word = docx.Document()
    for text in ("Key points", "Decision required"):
        word.add_heading(text, 2)
    HIDDEN[name](word)
    assert WORD in readable(saved(word))
    made = word_bytes(report(), template_of(saved(word)), pack.headings)
    assert outline(word_file(made))[2:6] == [
        "2 Key points", "We say this of summary.", "2 Decision required", "We say this of recommendations.",
    ]  # fmt: skip
    assert WORD not in readable(made)


def test_a_field_over_several_paragraphs_hides_the_headings_in_it(
    pack: Pack,
) -> None:
    word = docx.Document()
    word.add_paragraph()._p.extend(
        elements(
            f"{_MARK.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{_MARK.format('separate')}"
        )
    )
    word.add_heading(WORD, 2)
    word.add_paragraph()._p.extend(elements(_MARK.format("end")))
    word.add_heading("Recommendations", 2)
    assert template_of(saved(word)).headings == (found(word, "Recommendations"),)


def found(word: WordFile, text: str) -> Any:
    [only] = (each for each in template_of(saved(word)).headings if each.text == text)
    return only


def test_a_heading_is_one_line_of_plain_text(pack: Pack) -> None:
    word = docx.Document()
    word.add_heading("", 2).add_run("Recommen-\tdations\nand \u202emore\u2066")
    word.paragraphs[-1].runs[0].bold = True
    [only] = template_of(saved(word)).headings
    assert only.text.replace("□", "") == "Recommen- dations and more"
    assert {*only.text} & {"\u202e", "\u2066", "\n", "\t"} == set()


def test_a_report_from_a_template_is_the_same_each_time_and_a_template_itself(pack: Pack) -> None:
    one, other = (word_bytes(report(), template_of(saved(sampleton())), pack.headings) for _turn in "ab")
    assert one == other
    first = word_bytes(report(), None)
    again = word_file(word_bytes(report(), template_of(first), pack.headings))
    assert outline(again)[2:4] == ["2 Recommendations", "We say this of recommendations."]
    assert isinstance(template_of(first), Template)
    assert all(each.get(qn("w:val")) == "en-GB" for each in again.styles.element.iter(qn("w:lang")))
