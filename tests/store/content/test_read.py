"""Reading packs: what comes out, and how problems are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.domain.agreement import Thresholds
from scrutiny_tui.domain.errors import InputError, ProblemsError
from scrutiny_tui.store.content.read import check_pack, read_pack
from tests.store.content.breaking import SHIPPED, cut, replace


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
