"""What every printed page has in common: it is accessible, stands alone and shows typed text as it was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from scrutiny_tui.domain.session import Session
from tests.view.paper.conftest import Press
from tests.view.paper.outline import Outline

PAGES = ("cards", "slips", "labels", "table-sheets", "form", "run-sheet")
TYPED = "[/x] <script>alert(1)</script> 中文 🙂 \"&' \x1b[31m\x9b \u202e{{ 7 * 7 }}"
SHOWN = "[/x] <script>alert(1)</script> 中文 🙂 \"&' □[31m□ □{{ 7 * 7 }}"

each_page = pytest.mark.parametrize("name", PAGES)


def outline(press: Press, session: Session, name: str) -> Outline:
    return Outline(press(session)[f"{name}.html"].decode())


@each_page
def test_a_page_says_its_language_and_title(press: Press, session: Session, name: str) -> None:
    found = outline(press, session, name)
    assert found.page.startswith("<!DOCTYPE html>\n")
    assert found.values("html", "lang") == ["en-GB"]
    assert found.values("meta", "charset") == ["utf-8"]
    assert re.fullmatch(r"\w[\w ]+: Exampleshire, 21 November 2026", found.title)


@each_page
def test_a_page_has_one_main_heading_and_no_level_is_skipped(
    press: Press, session: Session, name: str
) -> None:
    found = outline(press, session, name)
    assert found.levels[0] == 1
    assert found.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found.levels))
    assert all(text.strip() for _level, text in found.headings)


@each_page
def test_a_page_is_well_formed(press: Press, session: Session, name: str) -> None:
    found = outline(press, session, name)
    assert found.unbalanced == []
    assert found.tags.count("table") == found.tags.count("caption")
    assert len(found.values("th", "scope")) == found.tags.count("th")


@each_page
def test_a_page_needs_nothing_from_elsewhere(press: Press, session: Session, name: str) -> None:
    found = outline(press, session, name)
    assert found.pointers == []
    assert not {*found.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not re.search(r"url\(|@import|://", found.page)


@each_page
def test_a_page_is_a4_and_its_letters_are_big_enough(press: Press, session: Session, name: str) -> None:
    page = press(session)[f"{name}.html"].decode()
    assert "@page { size: A4;" in page
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: (\d+)pt", page)]
    assert min(sizes) == 12
    assert len(re.findall(r"font-size:", page)) == len(re.findall(r"font-size: \d+pt", page))


@each_page
def test_typed_text_is_shown_and_does_nothing(press: Press, session: Session, name: str) -> None:
    details = replace(session.details, council=TYPED, committee=TYPED, facilitator=TYPED, sponsor=TYPED)
    people = {number: replace(voter, label=TYPED) for number, voter in session.voters.items()}
    plain = outline(press, session, name)
    found = outline(press, replace(session, details=details, voters=people), name)
    assert found.tags == plain.tags
    assert found.unbalanced == []
    assert SHOWN in found.title
    assert SHOWN in found.text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", found.page)


@pytest.mark.parametrize("name", ["table-sheets", "form", "run-sheet"])
def test_prompts_say_whose_words_they_are(press: Press, session: Session, name: str) -> None:
    found = outline(press, session, name)
    assert session.wording.prompts_label in found.text
    for step in session.wording.items:
        assert step.statement in found.text
        assert all(prompt.text in found.text for prompt in step.prompts)


@each_page
def test_no_quotation_is_printed(press: Press, session: Session, name: str) -> None:
    assert "belongs to nobody" not in outline(press, session, name).text
