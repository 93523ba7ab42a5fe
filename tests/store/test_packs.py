"""Packs: what comes out of the shipped one, and every problem of a broken one told with its file, key and reason."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.errors import InputError, Problem, ProblemsError
from scrutiny_tui.domain.pack import Questions, ReportPart
from scrutiny_tui.store.pack_files import FILE_BYTES
from scrutiny_tui.store.packs import check_pack, read_pack
from tests.support.files import needs_links

SHIPPED = Path(__file__).parents[2] / "content" / "six-steps"
KNOWLEDGE = "steps/1-knowledge.toml"

Break: TypeAlias = Callable[[Path], object]
"""A way to break a copy of the shipped pack."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack, to be broken."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


def changed(file: str, change: Callable[[str], str]) -> Break:
    def break_it(pack: Path) -> None:
        path = pack / file
        text = path.read_text(encoding="utf-8")
        assert change(text) != text
        path.write_text(change(text), encoding="utf-8")

    return break_it


def replace(file: str, old: str, new: str) -> Break:
    """Change the first place where `old` stands in a file."""
    return changed(file, lambda text: text.replace(old, new, 1))


def cut(file: str, begin: str, end: str = "") -> Break:
    """Drop everything in a file from the first place where `begin` stands, or up to where `end` does."""
    return changed(file, lambda text: text[: text.index(begin)] + (text[text.index(end) :] if end else ""))


def write(file: str, data: bytes) -> Break:
    """Put other bytes in a file."""
    return lambda pack: (pack / file).write_bytes(data)


def rename(file: str, new: str) -> Break:
    return lambda pack: (pack / file).rename(pack / new)


# What comes out


def test_the_shipped_pack_reads_without_a_problem() -> None:
    assert check_pack(SHIPPED) == ()
    pack = read_pack(SHIPPED)
    assert [step.id for step in pack.steps] == ["1", "2", "3", "4", "5", "6"]
    assert [level.number for level in pack.levels] == [1, 2, 3]
    assert pack.thresholds == Thresholds()
    assert [each.part for each in pack.headings] == [*ReportPart]
    assert (pack.steps[1].prompts[3].id, pack.steps[1].opener) == ("2.4", "2.1")
    assert pack.steps[0].statement == (
        "A clear understanding of children's services is used to effectively challenge and scrutinise policy, "
        "practice and executive decisions."
    )
    page = pack.pages[0]
    assert (page.id, "Two minutes." in page.notes, "Two minutes." in page.body) == ("purpose", True, False)
    assert pack.day is not None
    assert pack.day.minutes == 150
    assert [key for key, _part in pack.day.keyed] == [
        "welcome", "briefing", "step 1", "step 2", "step 3", "break 1", "step 4", "step 5", "step 6", "plan",
        "read-back",
    ]  # fmt: skip


def test_parts_that_a_pack_does_not_need_can_be_left_out(pack: Path) -> None:
    for name in (
        "lessons.toml",
        "signs.toml",
        "examples.toml",
        "headings.toml",
        "briefing/01-purpose.notes.md",
    ):
        (pack / name).unlink()
    unneeded = ("signs", "examples", "lesson", "shared", "[[less", "opener")
    for step in (pack / "steps").iterdir():
        lines = step.read_text(encoding="utf-8").split("\n")
        step.write_text("\n".join(line for line in lines if not line.startswith(unneeded)), encoding="utf-8")
    replace("pack.toml", "consensus_percent = 75", "")(pack)
    cut("pack.toml", "[questions]", "# The timetable")(pack)
    cut("pack.toml", "[[day]]", "# The briefing, in the order")(pack)
    read = read_pack(pack)
    assert (read.lessons, read.signs, read.examples, read.headings, read.pages[0].notes) == (
        (),
        (),
        (),
        (),
        "",
    )
    assert (read.thresholds, read.questions, read.day) == (Thresholds(), Questions(), None)
    assert read.warm_up is None
    cut("pack.toml", "[[pages]]")(pack)
    assert read_pack(pack).pages == ()


def test_a_pack_can_ask_in_its_own_words_and_name_a_part_of_the_day(pack: Path) -> None:
    replace("pack.toml", 'part = "break"', 'part = "break"\ntitle = "Lunch"')(pack)
    ask(pack, 'lead = "Who would say {level}?"')
    read = read_pack(pack)
    assert read.questions == Questions(lead="Who would say {level}?")
    assert read.day is not None
    assert dict(read.day.keyed)["break 1"].title == "Lunch"


def test_a_file_from_a_windows_editor_reads_alike(pack: Path) -> None:
    for path in (pack / "signs.toml", pack / "briefing" / "09-signs.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_pack(pack) == read_pack(SHIPPED)


# What is told

PROBLEMS = [
    # Files
    ("page that is not UTF-8", write("briefing/09-signs.md", b"one\ntwo\nchildren\x92s services"),
     "briefing/09-signs.md", "line 3", "This file is not UTF-8 text; save it as UTF-8."),
    ("broken TOML", write("signs.toml", b'[[signs]]\nid = "children\n'),
     "signs.toml", "line 2", "This is not valid TOML: Illegal character '\\n'."),
    ("key written twice", replace("signs.toml", "id =", 'id = "first"\nid ='),
     "signs.toml", "line 5", "This is not valid TOML: Cannot overwrite a value."),
    ("TOML nested too deeply", write("signs.toml", b"signs = " + b"[" * 100_000),
     "signs.toml", "", "This file nests lists or tables too deeply."),
    ("file too large", write("signs.toml", b"#" * (FILE_BYTES + 1)),
     "signs.toml", "", "This file has 1000001 bytes; at most 1000000 are read."),
    ("step file without a number", rename("steps/6-culture.toml", "steps/culture.toml"),
     "steps/culture.toml", "", 'A step file is called by its number, 1 to 9, and a name, such as "2-role.toml"; rename it.'),
    ("gap in the steps", rename("steps/6-culture.toml", "steps/8-culture.toml"),
     "steps/8-culture.toml", "", "There is no step 6 before this one; count from 1."),
    ("two steps with one number", rename("steps/6-culture.toml", "steps/5-culture.toml"),
     "steps/5-influence.toml", "", "Step 5 is also steps/5-culture.toml; use each number once."),
    ("no steps", lambda pack: shutil.rmtree(pack / "steps"),
     "steps", "", 'There is no step; write at least one file such as "1-knowledge.toml".'),
    ("a folder in place of a file", lambda pack: (pack / "steps" / "7-more.toml").mkdir(),
     "steps/7-more.toml", "", "This is not a file; write one."),
    # Pages
    ("missing page", rename("briefing/09-signs.md", "briefing/09-sings.md"),
     "pack.toml", "pages[9].file", 'There is no file "briefing/09-signs.md"; write it or correct the name.'),
    ("page outside the pack", replace("pack.toml", "briefing/09-signs.md", "../signs.md"),
     "pack.toml", "pages[9].file", 'A page lies inside the pack\'s folder and is written with "/"; "../signs.md" does not.'),
    ("page that is not Markdown", replace("pack.toml", "briefing/09-signs.md", "signs.toml"),
     "pack.toml", "pages[9].file", 'A page is a Markdown file, ending in ".md"; "signs.toml" is not.'),
    ("empty page", write("briefing/09-signs.md", b"\n"),
     "briefing/09-signs.md", "", "This page is empty; write its text or take it off the list in pack.toml."),
    ("page too long", write("briefing/09-signs.md", b"word " * 300),
     "briefing/09-signs.md", "", "This page has 1499 characters; at most 1300 fit."),
    ("heading in a page", write("briefing/09-signs.md", b"Signs\n\n## More signs\n"),
     "briefing/09-signs.md", "line 3", 'Pages hold paragraphs, "- " lists, "> " quotations and **bold** only; write this line so.'),
    ("direction mark in a page", replace("briefing/09-signs.md", "Scrutiny is impartial", "Scrutiny is \u202eimpartial"),
     "briefing/09-signs.md", "line 4", "This line holds the control character U+202E; take it out."),
    # Links
    ("duplicate id", replace("lessons.toml", 'id = "challenge"', 'id = "role"'),
     "lessons.toml", "lessons[2].id", '"role" is used twice; give each entry its own.'),
    ("dangling lesson", replace("steps/6-culture.toml", 'lesson = "culture"', 'lesson = "cultur"'),
     "steps/6-culture.toml", "lessons[1].lesson", 'There is no lesson with the id "cultur"; did you mean "culture"?'),
    ("lesson shared with a step that is not there",
     replace("steps/3-planning.toml", 'shared_with = "2"', 'shared_with = "7"'),
     "steps/3-planning.toml", "lessons[1].shared_with", 'There is no other step with the id "7"; known here: 1, 2, 4, 5, 6.'),
    ("dangling sign", replace("steps/3-planning.toml", '"planned"', '"planed"'),
     "steps/3-planning.toml", "signs[1]", 'There is no sign with the id "planed"; did you mean "planned"?'),
    ("dangling example", replace("steps/6-culture.toml", '"essex"', '"wessex"'),
     "steps/6-culture.toml", "examples[1]", 'There is no example with the id "wessex"; did you mean "essex"?'),
    ("page listed twice", replace("pack.toml", "briefing/09-signs.md", "briefing/05-superpowered.md"),
     "pack.toml", "pages[9].file", '"superpowered" is used twice; give each entry its own.'),
    ("two levels with one word", replace("pack.toml", 'short = "Strong"', 'short = "Developing"'),
     "pack.toml", "levels[3].short", '"Developing" is used twice; give each entry its own.'),
    # Levels and thresholds
    ("levels out of order", replace("pack.toml", "number = 2", "number = 3"),
     "pack.toml", "levels[2].number", "Levels are numbered 1, 2, 3 in this order; this one should be 2."),
    ("two levels", replace("pack.toml", '[[levels]]\nnumber = 3\nlabel = "Strong and embedded"\nshort = "Strong"\n', ""),
     "pack.toml", "levels", "This has 2 entries; write exactly 3."),
    ("threshold over a hundred", replace("pack.toml", "hollow_percent = 50", "hollow_percent = 101"),
     "pack.toml", "thresholds.hollow_percent", "This is out of bounds; write a whole number from 0 to 100."),
    ("result of no rating", replace("pack.toml", "fewest_ratings = 5", "fewest_ratings = 0"),
     "pack.toml", "thresholds.fewest_ratings", "Write at least 1; nothing can be summed up of no rating."),
    ("consensus easier than broad agreement", replace("pack.toml", "consensus_percent = 75", "consensus_percent = 55"),
     "pack.toml", "thresholds.consensus_percent", "Clear agreement asks for at least as much as broad agreement; write broad_percent or more."),
    ("broad agreement that two levels can have", replace("pack.toml", "broad_percent = 60", "broad_percent = 50"),
     "pack.toml", "thresholds.broad_percent", "Write more than 50, so that only one level can hold that share."),
    ("split that cannot happen", replace("pack.toml", "split_percent = 30", "split_percent = 51"),
     "pack.toml", "thresholds.split_percent", "Write at most 50; two ends cannot each hold more than half."),
    ("agreement that overlaps a split", replace("pack.toml", "minority_percent = 15", "minority_percent = 31"),
     "pack.toml", "thresholds.minority_percent", "An end small enough for agreement cannot be large enough for a split; write split_percent or less."),
    ("warm-up with its statements out of order", replace("pack.toml", 'number = 2\nlabel = "We are', 'number = 3\nlabel = "We are'),
     "pack.toml", "warm_up.levels[2].number", "Levels are numbered 1, 2, 3 in this order; this one should be 2."),
    ("warm-up that asks about no statement", replace("pack.toml", "What would we pour a visitor to make the case for {level}?", "What would we pour?"),
     "pack.toml", "warm_up.questions.case", "Write {level} where the level's short word belongs."),
    # Values
    ("unknown key", replace(KNOWLEDGE, 'statement = """', 'statment = "A slip"\nstatement = """'),
     KNOWLEDGE, "statment", 'There is no such key; did you mean "statement"?'),
    ("unknown key in an entry", replace("signs.toml", "text =", 'colour = "red"\ntext ='),
     "signs.toml", "signs[1].colour", "There is no such key; known here: id, text."),
    ("missing key", replace("pack.toml", 'version = "1.1"', ""),
     "pack.toml", "version", "This key is missing; write a text in quotation marks, at most 20 characters."),
    ("number instead of text", replace("examples.toml", 'inspected = "2018"', "inspected = 2018"),
     "examples.toml", "examples[1].inspected", "This is a whole number; write a text in quotation marks, at most 60 characters."),
    ("true instead of a number", replace("lessons.toml", "year = 2014", "year = true"),
     "lessons.toml", "lessons[1].year", "This is true or false; write a whole number from 1900 to 2100."),
    ("text instead of true or false", replace("pack.toml", "short = true", 'short = "yes"'),
     "pack.toml", "pages[1].short", "This is a text; write true or false."),
    ("text instead of a list", replace(KNOWLEDGE, 'signs = ["learning"]', 'signs = "learning"'),
     KNOWLEDGE, "signs", "This is a text; write a list."),
    ("number in a list of texts", replace(KNOWLEDGE, 'signs = ["learning"]', 'signs = ["learning", 5]'),
     KNOWLEDGE, "signs[2]", "This is a whole number; write a text in quotation marks, at most 40 characters."),
    ("text where an entry should be", write("signs.toml", b'signs = ["children"]'),
     "signs.toml", "signs[1]", "This is a text; write a table of keys."),
    ("more entries than fit", write("signs.toml", b"[[signs]]\n" * 51),
     "signs.toml", "signs", "This has 51 entries; at most 50 fit."),
    ("id with a blank", replace("pack.toml", 'id = "six-steps"', 'id = "Six steps"'),
     "pack.toml", "id", 'An id has small letters, digits and hyphens only, such as "clear-role".'),
    ("empty text", replace("signs.toml", "Scrutiny is impartial and transcends party politics", "  "),
     "signs.toml", "signs[4].text", "This is empty; write a text in quotation marks, at most 160 characters."),
    ("over-long prompt", replace(KNOWLEDGE, "What do we learn from", "What " + 20 * "indeed " + "do we learn from"),
     KNOWLEDGE, "prompts[1].text", "This has 244 characters; at most 150 fit."),
    ("escape character in a text", replace(KNOWLEDGE, "What do we learn from", "What\\u001b[2J do we learn from"),
     KNOWLEDGE, "prompts[1].text", "This holds the control character U+001B; take it out."),
    ("escape character in an unknown key", replace("pack.toml", "version =", '"\\u001b]2;x" = 1\nversion ='),
     "pack.toml", "\\x1b]2;x", "There is no such key; known here: about, content_note, day, id, levels, pages, prompts_label, questions, thresholds, title, version, warm_up."),
    ("thresholds that are not a table", write("pack.toml", b"thresholds = 75"),
     "pack.toml", "thresholds", "This is a whole number; write a table of keys."),
    ("step without a question", cut(KNOWLEDGE, "[[prompts]]"),
     KNOWLEDGE, "prompts", "There is no question; write at least one under [[prompts]]."),
    ("two prompts to begin with", replace(KNOWLEDGE, "opener = true\n\n[[prompts]]\n", "opener = true\n\n[[prompts]]\nopener = true\n"),
     KNOWLEDGE, "prompts[2].opener", "Prompt 1 opens this step already; mark only one."),
    ("two sentences", replace(KNOWLEDGE, '    "We are still', '    # "We are still'),
     KNOWLEDGE, "sentences", "This has 2 entries; write exactly 3."),
    ("day instead of text", replace("examples.toml", 'inspected = "2018"', "inspected = 2018-03-01"),
     "examples.toml", "examples[1].inspected", "This is a day; write a text in quotation marks, at most 60 characters."),
    ("unknown list in a file of one list", replace("signs.toml", "[[signs]]", "[[sings]]"),
     "signs.toml", "sings", 'There is no such key; did you mean "signs"?'),
    ("part of the report that is none", replace("headings.toml", '"next-steps"', '"next-step"'),
     "headings.toml", "headings[9].part", 'This is none of the words for it; did you mean "next-steps"?'),
    ("part of the report twice", replace("headings.toml", '"summary"', '"purpose"'),
     "headings.toml", "headings[3].part", '"purpose" is used twice; give each entry its own.'),
    ("empty pack.toml", write("pack.toml", b""),
     "pack.toml", "title", "This key is missing; write a text in quotation marks, at most 70 characters."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "file", "key", "reason"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS]
)
def test_a_fault_is_told_with_its_place(pack: Path, change: Break, file: str, key: str, reason: str) -> None:
    change(pack)
    assert Problem(file, key, reason) in check_pack(pack)


def ask(pack: Path, text: str) -> None:
    """Put other questions in a pack."""
    cut("pack.toml", "[questions]", "# The timetable")(pack)
    replace("pack.toml", "# The timetable", f"[questions]\n{text}\n# The timetable")(pack)


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('case = "What would we show?"', "questions.case", "Write {level} where"),
        ('low = "Why {level}?"', "questions.low", "take {level} out"),
        ('low = ""', "questions.low", "This is empty"),
        (f'low = "{"x" * 121}"', "questions.low", "at most 120 fit"),
        ("low = 3", "questions.low", "a whole number"),
        ('lwo = "Why?"', "questions.lwo", "There is no such key"),
    ],
)
def test_a_question_that_would_not_work_is_a_problem(pack: Path, text: str, key: str, reason: str) -> None:
    ask(pack, text)
    (problem,) = check_pack(pack)
    assert (problem.file, problem.key) == ("pack.toml", key)
    assert reason in problem.reason


LAST = '[[day]]\npart = "read-back"\nminutes = 10\n'


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('part = "break"', 'part = "brake"', "day[6].part", 'This is none of the words for it; did you mean "break"?'),
        ('part = "break"', "part = 3", "day[6].part", "This is a whole number; write one of: welcome, briefing,"),
        ('part = "break"', 'part = "plan"', "day[10].part", '"plan" is in the timetable twice. Write it once.'),
        ('part = "break"\n', "", "day[6].part", "This key is missing"),
        ("step = 3\n", "", "day[5].step", "This key is missing"),
        ('part = "break"\n', 'part = "break"\nstep = 3\n', "day[6].step", "Only a step has a number"),
        ("step = 3\n", "step = 2\n", "day[5].step", "Step 2 is in the timetable twice. Write it once."),
        ("step = 3\n", "step = 7\n", "day[5].step", "There is no step 7."),
        ("step = 3\n", "step = 7\n", "day", "Step 3 has no minutes"),
        (LAST, LAST.replace("10", "0"), "day[11].minutes", "write a whole number from 1 to 240"),
        (LAST, LAST + "length = 3\n", "day[11].length", "There is no such key"),
    ],
)  # fmt: skip
def test_a_fault_of_a_plan_is_told_with_a_key(pack: Path, old: str, new: str, key: str, reason: str) -> None:
    replace("pack.toml", old, new)(pack)
    told = [problem.reason for problem in check_pack(pack) if problem.key == key]
    assert any(reason in each for each in told), check_pack(pack)


def test_problems_are_told_all_at_once_in_order_and_none_hides_another(pack: Path) -> None:
    for change in (
        replace("lessons.toml", 'heading = "', 'heading = 3 # "'),
        replace("pack.toml", "number = 1\n", ""),
        replace("pack.toml", "broad_percent = 60", "broad_percent = 40"),
        replace("pack.toml", "hollow_percent = 50", 'hollow_percent = "half"'),
        replace("pack.toml", "minutes = 10\n", "minutes = 0\n"),
        replace("pack.toml", "step = 3\n", "step = 2\n"),
        replace("pack.toml", "briefing/09-signs.md", "briefing/lost.md"),
        replace("pack.toml", "briefing/10-works-well.md", "briefing/gone.md"),
        replace("steps/1-knowledge.toml", 'short = "Knowledge"', ""),
        replace("steps/1-knowledge.toml", '["learning"]', '["learning", 5, "lerning"]'),
    ):
        change(pack)
    with pytest.raises(ProblemsError) as caught:
        read_pack(pack)
    assert [(problem.file.partition(".")[0], problem.key) for problem in caught.value.problems] == [
        ("lessons", "lessons[1].heading"), ("pack", "day"), ("pack", "day[1].minutes"), ("pack", "day[5].step"),
        ("pack", "levels[1].number"), ("pack", "pages[9].file"), ("pack", "pages[10].file"),
        ("pack", "thresholds.broad_percent"), ("pack", "thresholds.hollow_percent"), ("steps/1-knowledge", "short"),
        ("steps/1-knowledge", "signs[2]"), ("steps/1-knowledge", "signs[3]"),
    ]  # fmt: skip
    assert str(pack) in str(caught.value)
    assert "steps/1-knowledge.toml: short: This key is missing" in str(caught.value)
    write("steps/5-influence.toml", b"title")(pack)
    later = [problem.file for problem in check_pack(pack) if problem.file > "steps/2"]
    assert later == ["steps/5-influence.toml"]


def test_a_folder_that_is_not_there_or_holds_no_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no folder .*nowhere"):
        read_pack(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"is not a pack: it holds no pack\.toml"):
        check_pack(tmp_path)


@needs_links
def test_a_link_is_not_followed_out_of_the_folder_nor_round_in_a_circle(pack: Path, tmp_path: Path) -> None:
    outside, page = tmp_path / "secret.toml", pack / "briefing" / "09-signs.md"
    outside.write_text("[[signs]]\n", encoding="utf-8")
    (pack / "signs.toml").unlink()
    (pack / "signs.toml").symlink_to(outside)
    reason = "This file is a link that leads out of the pack's folder; put the file itself here."
    assert Problem("signs.toml", "", reason) in check_pack(pack)
    page.unlink()
    page.symlink_to(page)
    assert "pages[9].file" in [problem.key for problem in check_pack(pack)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_file_name_that_is_not_utf8_is_told_in_printable_words(pack: Path) -> None:
    (pack / os.fsdecode(b"notes-\xff.txt")).write_text("", encoding="utf-8")
    assert check_pack(pack) == (
        Problem("notes-\\udcff.txt", "", "This file's name is not UTF-8; rename it."),
    )
