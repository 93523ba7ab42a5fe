"""Values that are missing or are not what is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.store.content.read import check_pack
from tests.store.content.breaking import KNOWLEDGE, Case, cut, replace, write

CASES = (
    Case(
        "unknown key",
        replace(KNOWLEDGE, 'statement = """', 'statment = "A slip"\nstatement = """'),
        KNOWLEDGE,
        "statment",
        'There is no such key; did you mean "statement"?',
    ),
    Case(
        "unknown key in an entry",
        replace("signs.toml", "text =", 'colour = "red"\ntext ='),
        "signs.toml",
        "signs[1].colour",
        "There is no such key; known here: id, text.",
    ),
    Case(
        "missing key",
        replace("pack.toml", 'version = "1.0"', ""),
        "pack.toml",
        "version",
        "This key is missing; write a text in quotation marks, at most 20 characters.",
    ),
    Case(
        "number instead of text",
        replace("examples.toml", 'inspected = "2018"', "inspected = 2018"),
        "examples.toml",
        "examples[1].inspected",
        "This is a whole number; write a text in quotation marks, at most 60 characters.",
    ),
    Case(
        "true instead of a number",
        replace("lessons.toml", "year = 2014", "year = true"),
        "lessons.toml",
        "lessons[1].year",
        "This is true or false; write a whole number from 1900 to 2100.",
    ),
    Case(
        "text instead of true or false",
        replace("pack.toml", "short = true", 'short = "yes"'),
        "pack.toml",
        "pages[1].short",
        "This is a text; write true or false.",
    ),
    Case(
        "text instead of a list",
        replace(KNOWLEDGE, 'signs = ["learning"]', 'signs = "learning"'),
        KNOWLEDGE,
        "signs",
        "This is a text; write a list.",
    ),
    Case(
        "number in a list of texts",
        replace(KNOWLEDGE, 'signs = ["learning"]', 'signs = ["learning", 5]'),
        KNOWLEDGE,
        "signs[2]",
        "This is a whole number; write a text in quotation marks, at most 40 characters.",
    ),
    Case(
        "text where an entry should be",
        write("signs.toml", b'signs = ["children"]'),
        "signs.toml",
        "signs[1]",
        "This is a text; write a table of keys.",
    ),
    Case(
        "more entries than fit",
        write("signs.toml", b"[[signs]]\n" * 51),
        "signs.toml",
        "signs",
        "This has 51 entries; at most 50 fit.",
    ),
    Case(
        "id with a blank",
        replace("pack.toml", 'id = "six-steps"', 'id = "Six steps"'),
        "pack.toml",
        "id",
        'An id has small letters, digits and hyphens only, such as "clear-role".',
    ),
    Case(
        "empty text",
        replace("signs.toml", "Scrutiny is impartial and transcends party politics", "  "),
        "signs.toml",
        "signs[4].text",
        "This is empty; write a text in quotation marks, at most 160 characters.",
    ),
    Case(
        "over-long prompt",
        replace(KNOWLEDGE, "How well do we know", "How well " + 20 * "indeed " + "do we know"),
        KNOWLEDGE,
        "prompts[1].text",
        "This has 258 characters; at most 150 fit.",
    ),
    Case(
        "escape character in a text",
        replace(KNOWLEDGE, "How well do we know", "How well\\u001b[2J do we know"),
        KNOWLEDGE,
        "prompts[1].text",
        "This holds the control character U+001B; take it out.",
    ),
    Case(
        "escape character in an unknown key",
        replace("pack.toml", "version =", '"\\u001b]2;x" = 1\nversion ='),
        "pack.toml",
        "\\x1b]2;x",
        "There is no such key; known here: about, content_note, day, id, levels, pages, prompts_label, questions, thresholds, "
        "title, version.",
    ),
    Case(
        "thresholds that are not a table",
        write("pack.toml", b"thresholds = 75"),
        "pack.toml",
        "thresholds",
        "This is a whole number; write a table of keys.",
    ),
    Case(
        "step without a question",
        cut(KNOWLEDGE, "[[prompts]]"),
        KNOWLEDGE,
        "prompts",
        "There is no question; write at least one under [[prompts]].",
    ),
    Case(
        "two sentences",
        replace(KNOWLEDGE, '    "We are getting', '    # "We are getting'),
        KNOWLEDGE,
        "sentences",
        "This has 2 entries; write exactly 3.",
    ),
    Case(
        "day instead of text",
        replace("examples.toml", 'inspected = "2018"', "inspected = 2018-03-01"),
        "examples.toml",
        "examples[1].inspected",
        "This is a day; write a text in quotation marks, at most 60 characters.",
    ),
    Case(
        "unknown list in a file of one list",
        replace("signs.toml", "[[signs]]", "[[sings]]"),
        "signs.toml",
        "sings",
        'There is no such key; did you mean "signs"?',
    ),
    Case(
        "empty pack.toml",
        write("pack.toml", b""),
        "pack.toml",
        "title",
        "This key is missing; write a text in quotation marks, at most 70 characters.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)
