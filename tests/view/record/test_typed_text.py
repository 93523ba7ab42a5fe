"""Whatever somebody typed stands in the report as it was typed, and does nothing there."""

from __future__ import annotations

import unicodedata

import pytest

from scrutiny_tui.domain.printable import is_harmful
from scrutiny_tui.view.record.writers.markdown import escaped
from tests.view.record.conftest import Make
from tests.view.record.reading import Page, read_markdown, read_word, word_file
from tests.view.record.workshops import FULL, HOSTILE, hostile, in_tables, individually

SHOWN = "<script>alert(1)</script><b>x</b> &amp; # 1. - * _u_ **b** `c` [l](http://evil.example)"


def test_nothing_typed_becomes_an_element_of_a_page(make: Make) -> None:
    plain, typed = (Page(make(now, FULL)[".html"]) for now in (individually(), hostile(individually())))
    assert {tag for tag, _ in typed.tags} <= {tag for tag, _ in plain.tags} | {"br"}
    assert (typed.unbalanced, typed.still_open) == ([], [])
    assert any(SHOWN in cell for table in typed.read.tables for row in table.rows for cell in row)


def test_nothing_typed_becomes_markdown(make: Make) -> None:
    now = hostile(individually())
    data = make(now, FULL)[".md"]
    assert read_markdown(data).headings == read_word(make(now, FULL)[".docx"]).headings
    assert "<" not in data.decode().replace("\\<", "")
    assert not any(
        line.startswith(("# Forged", "1. forged", "===", "| a |")) for line in data.decode().splitlines()
    )


def test_nothing_typed_becomes_a_line_of_its_own_in_plain_text(make: Make) -> None:
    lines = make(hostile(individually()), FULL)[".txt"].decode().splitlines()
    assert not any(
        line.startswith(("# Forged", "1. forged", "===", "| a")) for line in lines if {*line} != {"="}
    )


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_no_control_character_is_left(make: Make, suffix: str) -> None:
    for now in (hostile(individually()), hostile(in_tables())):
        text = make(now, FULL)[suffix].decode().replace("\n", "")
        assert {unicodedata.name(each, "?") for each in text if is_harmful(each)} == set()


def test_word_shows_what_was_typed(make: Make) -> None:
    word = word_file(make(hostile(individually()), FULL)[".docx"])
    assert SHOWN in "".join(paragraph.text for paragraph in word.paragraphs)
    assert SHOWN in word.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- one", "\\- one"),
        ("+ one", "\\+ one"),
        ("12. twelfth", "12\\. twelfth"),
        ("3) third", "3\\) third"),
        ("2026 was good", "2026 was good"),
        ("===", "\\==="),
        ("a_b*c", "a\\_b\\*c"),
        ("a | b", "a \\| b"),
        ("http://a.example", "http&#58;//a.example"),
        ("Step 1: 7 of 9", "Step 1: 7 of 9"),
        ("ends with \\", "ends with \\\\"),
    ],
)
def test_markdown_is_escaped(typed: str, written: str) -> None:
    assert escaped(typed) == written


def test_the_hostile_text_has_what_it_says() -> None:
    assert any(is_harmful(each) for each in HOSTILE if each != "\n")
