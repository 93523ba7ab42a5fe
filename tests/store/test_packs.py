"""The questions of a pack: the usual ones if it has none, its own if it has, and a word if one is wrong.

The plan of the day in a pack.

Ids used twice and links that lead nowhere.

Reading packs: what comes out, and how problems are told.

Levels and thresholds that make no sense together.

Values that are missing or are not what is wanted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.errors import InputError, ProblemsError
from scrutiny_tui.domain.pack import Questions
from scrutiny_tui.store.packs import check_pack, read_pack
from tests.store.breaking import KNOWLEDGE, SHIPPED, Case, cut, replace, write


def ask(pack: Path, text: str) -> None:
    """Put other questions in a pack."""
    file = pack / "pack.toml"
    old = file.read_text(encoding="utf-8")
    begin, end = old.index("[questions]"), old.index("# The plan of the day")
    file.write_text(f"{old[:begin]}{text}\n{old[end:]}", encoding="utf-8")


def test_a_pack_without_questions_asks_the_usual_ones(pack: Path) -> None:
    ask(pack, "")

    assert read_pack(pack).questions == Questions()


def test_a_pack_can_ask_in_its_own_words_and_leave_the_rest(pack: Path) -> None:
    ask(pack, '[questions]\nlead = "Who would say {level}?"')

    assert read_pack(pack).questions == Questions(lead="Who would say {level}?")


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
    ask(pack, f"[questions]\n{text}")

    (problem,) = check_pack(pack)
    assert (problem.file, problem.key) == ("pack.toml", key)
    assert reason in problem.reason


LAST = '[[day]]\npart = "read-back"\nminutes = 10\n'


def test_the_shipped_day_has_every_step_a_break_and_comes_to_three_hours() -> None:
    day = read_pack(SHIPPED).day

    assert day is not None
    assert day.minutes == 180
    assert [key for key, _part in day.keyed] == [
        "welcome", "briefing", "step 1", "step 2", "step 3", "break 1", "step 4", "step 5", "step 6", "plan",
        "read-back",
    ]  # fmt: skip


def test_a_pack_may_have_no_plan(pack: Path) -> None:
    file = pack / "pack.toml"
    text = file.read_text(encoding="utf-8")
    begin, end = text.index("[[day]]"), text.index("# The briefing, in the order")
    file.write_text(text[:begin] + text[end:], encoding="utf-8")

    assert read_pack(pack).day is None


def test_a_part_may_have_a_title_of_its_own(pack: Path) -> None:
    replace("pack.toml", 'part = "break"', 'part = "break"\ntitle = "Lunch"')(pack)

    day = read_pack(pack).day
    assert day is not None
    assert dict(day.keyed)["break 1"].title == "Lunch"


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        (
            'part = "break"',
            'part = "brake"',
            "day[6].part",
            'This is none of the words for it; did you mean "break"?',
        ),
        (
            'part = "break"',
            "part = 3",
            "day[6].part",
            "This is a whole number; write one of: welcome, briefing,",
        ),
        ('part = "break"', 'part = "plan"', "day[10].part", '"plan" is in the plan already; write it once.'),
        ('part = "break"\n', "", "day[6].part", "This key is missing"),
        ("step = 3\n", "", "day[5].step", "This key is missing"),
        ('part = "break"\n', 'part = "break"\nstep = 3\n', "day[6].step", "Only a step has a number"),
        ("step = 3\n", "step = 2\n", "day[5].step", "Step 2 is in the plan already; write it once."),
        ("step = 3\n", "step = 7\n", "day[5].step", "There is no step 7."),
        ("step = 3\n", "step = 7\n", "day", "Step 3 has no minutes"),
        (LAST, LAST.replace("10", "0"), "day[11].minutes", "write a whole number from 1 to 240"),
        (LAST, LAST + "length = 3\n", "day[11].length", "There is no such key"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told_with_its_key(
    pack: Path, old: str, new: str, key: str, reason: str
) -> None:
    replace("pack.toml", old, new)(pack)

    told = [problem.reason for problem in check_pack(pack) if problem.key == key]
    assert any(reason in each for each in told), check_pack(pack)


WRONG_LINKS = (
    Case(
        "duplicate id",
        replace("lessons.toml", 'id = "challenge"', 'id = "role"'),
        "lessons.toml",
        "lessons[2].id",
        '"role" is used twice; give each entry its own.',
    ),
    Case(
        "dangling lesson",
        replace("steps/6-culture.toml", 'lesson = "culture"', 'lesson = "cultur"'),
        "steps/6-culture.toml",
        "lessons[1].lesson",
        'There is no lesson with the id "cultur"; did you mean "culture"?',
    ),
    Case(
        "lesson shared with a step that is not there",
        replace("steps/3-planning.toml", 'shared_with = "2"', 'shared_with = "7"'),
        "steps/3-planning.toml",
        "lessons[1].shared_with",
        'There is no other step with the id "7"; known here: 1, 2, 4, 5, 6.',
    ),
    Case(
        "dangling sign",
        replace("steps/3-planning.toml", '"planned"', '"planed"'),
        "steps/3-planning.toml",
        "signs[1]",
        'There is no sign with the id "planed"; did you mean "planned"?',
    ),
    Case(
        "dangling example",
        replace("steps/6-culture.toml", '"essex"', '"wessex"'),
        "steps/6-culture.toml",
        "examples[1]",
        'There is no example with the id "wessex"; did you mean "essex"?',
    ),
    Case(
        "page listed twice",
        replace("pack.toml", "briefing/09-signs.md", "briefing/05-superpowered.md"),
        "pack.toml",
        "pages[9].file",
        '"superpowered" is used twice; give each entry its own.',
    ),
    Case(
        "two levels with one word",
        replace("pack.toml", 'short = "Strong"', 'short = "Developing"'),
        "pack.toml",
        "levels[3].short",
        '"Developing" is used twice; give each entry its own.',
    ),
)


@pytest.mark.parametrize("case", WRONG_LINKS, ids=lambda case: case.name)
def test_a_wrong_link_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)


def test_the_shipped_pack_has_no_problem() -> None:
    assert check_pack(SHIPPED) == ()


def test_the_shipped_pack_reads() -> None:
    pack = read_pack(SHIPPED)

    assert [step.id for step in pack.steps] == ["1", "2", "3", "4", "5", "6"]
    assert [level.number for level in pack.levels] == [1, 2, 3]
    assert pack.thresholds == Thresholds()
    assert pack.steps[1].prompts[3].id == "2.4"
    assert pack.pages[0].id == "purpose"


def test_text_over_several_lines_is_folded() -> None:
    assert read_pack(SHIPPED).steps[0].statement == (
        "A clear understanding of children's services is used to effectively challenge and scrutinise policy, "
        "practice and executive decisions."
    )


def test_notes_are_kept_apart_from_the_page() -> None:
    page = read_pack(SHIPPED).pages[0]

    assert "Two minutes." in page.notes
    assert "Two minutes." not in page.body


def test_problems_are_told_all_at_once_in_the_order_of_files_and_keys(pack: Path) -> None:
    replace("steps/2-role.toml", 'short = "Role"', "")(pack)
    replace("pack.toml", "briefing/09-signs.md", "briefing/lost.md")(pack)
    replace("pack.toml", "briefing/10-works-well.md", "briefing/gone.md")(pack)

    with pytest.raises(ProblemsError) as caught:
        read_pack(pack)

    places = [(problem.file, problem.key) for problem in caught.value.problems]
    assert places == [
        ("pack.toml", "pages[9].file"),
        ("pack.toml", "pages[10].file"),
        ("steps/2-role.toml", "short"),
    ]
    assert str(pack) in str(caught.value)
    assert "steps/2-role.toml: short: This key is missing" in str(caught.value)


def test_what_is_wrong_with_one_value_hides_nothing_about_the_others(pack: Path) -> None:
    replace("lessons.toml", 'heading = "', 'heading = 3 # "')(pack)
    replace("pack.toml", "number = 1\n", "")(pack)
    replace("pack.toml", "broad_percent = 60", "broad_percent = 40")(pack)
    replace("pack.toml", "hollow_percent = 50", 'hollow_percent = "half"')(pack)
    replace("pack.toml", "minutes = 10\n", "minutes = 0\n")(pack)
    replace("pack.toml", "step = 3\n", "step = 2\n")(pack)
    replace("steps/1-knowledge.toml", 'short = "Knowledge"', "")(pack)
    replace("steps/1-knowledge.toml", '["learning"]', '["learning", 5, "lerning"]')(pack)

    assert [(problem.file, problem.key) for problem in check_pack(pack)] == [
        ("lessons.toml", "lessons[1].heading"),
        ("pack.toml", "day"),
        ("pack.toml", "day[1].minutes"),
        ("pack.toml", "day[5].step"),
        ("pack.toml", "levels[1].number"),
        ("pack.toml", "thresholds.broad_percent"),
        ("pack.toml", "thresholds.hollow_percent"),
        ("steps/1-knowledge.toml", "short"),
        ("steps/1-knowledge.toml", "signs[2]"),
        ("steps/1-knowledge.toml", "signs[3]"),
    ]


def test_parts_that_a_pack_does_not_need_can_be_left_out(pack: Path) -> None:
    for name in ("lessons.toml", "signs.toml", "examples.toml", "briefing/01-purpose.notes.md"):
        (pack / name).unlink()
    for step in (pack / "steps").iterdir():
        lines = step.read_text(encoding="utf-8").split("\n")
        kept = [
            line for line in lines if not line.startswith(("signs", "examples", "lesson", "shared", "[[less"))
        ]
        step.write_text("\n".join(kept), encoding="utf-8")

    read = read_pack(pack)

    assert (read.lessons, read.signs, read.examples, read.pages[0].notes) == ((), (), (), "")


def test_a_pack_can_do_without_a_briefing(pack: Path) -> None:
    cut("pack.toml", "[[pages]]")(pack)

    assert read_pack(pack).pages == ()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no folder .*nowhere"):
        read_pack(tmp_path / "nowhere")


def test_a_folder_without_a_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is not a pack: it holds no pack\.toml"):
        check_pack(tmp_path)


WRONG_SCALES = (
    Case(
        "levels out of order",
        replace("pack.toml", "number = 2", "number = 3"),
        "pack.toml",
        "levels[2].number",
        "Levels are numbered 1, 2, 3 in this order; this one should be 2.",
    ),
    Case(
        "two levels",
        replace("pack.toml", '[[levels]]\nnumber = 3\nlabel = "Strong and embedded"\nshort = "Strong"\n', ""),
        "pack.toml",
        "levels",
        "This has 2 entries; write exactly 3.",
    ),
    Case(
        "threshold over a hundred",
        replace("pack.toml", "hollow_percent = 50", "hollow_percent = 101"),
        "pack.toml",
        "thresholds.hollow_percent",
        "This is out of bounds; write a whole number from 0 to 100.",
    ),
    Case(
        "result of no rating",
        replace("pack.toml", "fewest_ratings = 5", "fewest_ratings = 0"),
        "pack.toml",
        "thresholds.fewest_ratings",
        "Write at least 1; nothing can be summed up of no rating.",
    ),
    Case(
        "consensus easier than broad agreement",
        replace("pack.toml", "consensus_percent = 75", "consensus_percent = 55"),
        "pack.toml",
        "thresholds.consensus_percent",
        "Clear agreement asks for at least as much as broad agreement; write broad_percent or more.",
    ),
    Case(
        "broad agreement that two levels can have",
        replace("pack.toml", "broad_percent = 60", "broad_percent = 50"),
        "pack.toml",
        "thresholds.broad_percent",
        "Write more than 50, so that only one level can hold that share.",
    ),
    Case(
        "split that cannot happen",
        replace("pack.toml", "split_percent = 30", "split_percent = 51"),
        "pack.toml",
        "thresholds.split_percent",
        "Write at most 50; two ends cannot each hold more than half.",
    ),
    Case(
        "agreement that overlaps a split",
        replace("pack.toml", "minority_percent = 15", "minority_percent = 31"),
        "pack.toml",
        "thresholds.minority_percent",
        "An end small enough for agreement cannot be large enough for a split; write split_percent or less.",
    ),
)


@pytest.mark.parametrize("case", WRONG_SCALES, ids=lambda case: case.name)
def test_a_wrong_scale_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)


def test_thresholds_left_out_are_the_usual_ones(pack: Path) -> None:
    replace("pack.toml", "consensus_percent = 75", "")(pack)

    assert read_pack(pack).thresholds == Thresholds()


WRONG_VALUES = (
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


@pytest.mark.parametrize("case", WRONG_VALUES, ids=lambda case: case.name)
def test_a_wrong_value_is_told_with_file_key_and_reason(case: Case, pack: Path) -> None:
    case.change(pack)

    assert case.problem in check_pack(pack)
