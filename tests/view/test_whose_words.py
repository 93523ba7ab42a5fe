"""Whose words a line is nobody can tell: not from what is shown, kept, printed or exported, nor from the dated copies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from scrutiny_tui.acts.answer_import import plan_import, read_ballots, take_ballots
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.own_words import PEOPLE_WROTE, add_lines, remove_line, shown_lines, sort_line
from scrutiny_tui.domain.rounds import LineState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName, Place, Session
from scrutiny_tui.domain.voting import cast, open_round, reveal
from scrutiny_tui.store.public_file import write_view
from scrutiny_tui.store.session_file import read_session
from scrutiny_tui.view.document_files import DATA, REPORT, Documents
from scrutiny_tui.view.page_view import Shown
from scrutiny_tui.view.pages import page, public_page
from scrutiny_tui.view.plain_text import plain_lines, results_text
from scrutiny_tui.view.report_view import Edition, Kind, RecordOptions
from scrutiny_tui.view.result_pages import words_page
from tests.support.files import holding
from tests.support.sessions import FixedClock, answers, workshop
from tests.view.export_files import export
from tests.view.report_files import readable
from tests.view.report_workshops import FULL, MADE
from tests.view.test_what_is_published import published

LINES: Final = ("Minutes show it.", "Officers set the agenda.", "We never visit.", "Young people came once.")
LEVELS: Final = "1 2 3 3"
SECOND: Final = ("Still no visits.", "The plan was changed.")


def file_of(folder: Path, *, lines: tuple[str, ...], levels: str) -> Path:
    """Return a form that came back: four people, each with a level and a line on step 1."""
    rows = [
        f"Member {number},1,{level},{line}"
        for number, (level, line) in enumerate(zip(levels.split(), lines, strict=True), start=1)
    ]
    path = folder / "form.csv"
    path.write_text("\n".join(("voter,item,answer,words", *rows)), encoding="utf-8")
    return path


def imported(folder: Path, lines: tuple[str, ...] = LINES, levels: str = LEVELS) -> Workshop:
    """Return a workshop that took such a form in, showed the result and all lines but the last."""
    room = workshop(folder, clock=FixedClock())
    plan = plan_import(room.session, read_ballots(file_of(folder, lines=lines, levels=levels)))
    assert plan.problems == ()
    room.save_for_good(take_ballots(room.session, plan.ballots, plan.words))
    room.save(reveal(room.session, 1))
    for line in [*room.session.words.values()]:
        hidden = line.text == LINES[-1]
        room.save(sort_line(room.session, line, LineState.LEFT_OUT if hidden else LineState.SHOWN))
    return room


def typed(folder: Path, lines: tuple[str, ...] = LINES, levels: str = LEVELS) -> Workshop:
    """Return a workshop in which slips were entered, shown, and their lines typed, in two rounds, with a copy of each."""
    room = workshop(folder, clock=FixedClock())
    for step_lines in (lines, SECOND if lines == LINES else SECOND[::-1]):
        room.save(open_round(room.session, 1))
        for voter, answer in enumerate(answers(levels), start=1):
            room.save(cast(room.session, 1, voter, answer))
        room.save(reveal(room.session, 1))
        for text in step_lines:
            room.save(add_lines(room.session, 1, [text]))
        room.keep_copy()
        for line in [*room.session.words.values()]:
            room.save(sort_line(room.session, line, LineState.SHOWN))
    return room


def pages(now: Session) -> Iterator[bytes]:
    """Yield every page about step 1 as the facilitator and as the room sees it, and in words."""
    places = (PageName.STEP, PageName.ANSWERS, PageName.RESULT, PageName.OVERVIEW, PageName.READ_BACK)
    read = tuple(words_page(now, now.wording.item(1), 0))
    shown = [*(Shown(Place(name)) for name in places), Shown(Place(PageName.RESULT), read=read)]
    for each in shown:
        yield write_view(public_page(now, each))
        yield "\n".join(plain_lines(page(now, each))).encode()


def kept(room: Workshop) -> dict[str, Any]:
    """Return the tables of the session's file, without the ballots and the digest of the whole."""
    tables: dict[str, Any] = json.loads(room.path.read_bytes())
    digest = tables["file"]["1"].pop("sha256")
    assert digest
    tables.pop("ballots")
    return tables


@pytest.mark.parametrize("build", [imported, typed])
def test_lines_of_other_people_with_other_levels_leave_the_same_behind(
    tmp_path: Path, build: Callable[..., Workshop]
) -> None:
    whole: list[Any] = []
    others = (LINES[2], LINES[0], LINES[3], LINES[1])
    for name, lines, levels in (("one", LINES, LEVELS), ("other", others, "3 1 3 2")):
        (tmp_path / name).mkdir()
        with closing(build(tmp_path / name, lines, levels)) as room:
            now = room.session
            assert shown_lines(now, 1)
            whole.append((kept(room), [*pages(now)], published(now), results_text(now)))
    assert whole[0] == whole[1]


def test_the_full_export_joins_answers_to_people_and_no_line_to_either(tmp_path: Path) -> None:
    with closing(imported(tmp_path)) as room:
        found = export(room.session, Kind.FULL)
        record = b"".join(Documents(room.session, MADE, options=FULL).files().values())
    assert found.sheets[PEOPLE_WROTE] == [
        {"Item": "1", "Title": room.session.wording.items[0].title, "In people's own words": line}
        for line in LINES[:3]
    ]
    assert found.data["items"][0]["own_words"] == {"shown": [*LINES[:3]], "left_out": 1}
    assert LINES[-1].encode() not in record


def test_no_dated_copy_holds_a_line_so_that_two_of_them_cannot_be_compared(tmp_path: Path) -> None:
    with closing(typed(tmp_path)) as room:
        copies = [*(tmp_path / "mirror" / "backups").iterdir()]
        assert len(copies) >= 2
        for copy in copies:
            found = read_session(copy)
            assert not found.words
            assert found.rounds
    assert len(read_session(room.path).words) == len(LINES) + len(SECOND)


def test_a_line_that_was_withdrawn_is_in_no_file_of_the_workshop(tmp_path: Path) -> None:
    room = typed(tmp_path)
    line = next(each for each in room.session.words.values() if each.text == LINES[1])
    assert holding(tmp_path, LINES[1])
    room.save(remove_line(room.session, line))
    room.keep_copy()
    assert "erased from all files" in room.take_erased()
    room.close()
    assert not holding(tmp_path, LINES[1])


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.BY_NAME])
def test_the_words_of_one_or_two_people_are_not_taken_from_a_file(tmp_path: Path, secrecy: Secrecy) -> None:
    with closing(workshop(tmp_path, secrecy=secrecy)) as room:
        path = file_of(tmp_path, lines=LINES[:2], levels="1 2")
        plan = plan_import(room.session, read_ballots(path))
        assert (len(plan.ballots), plan.words) == (2, ())
        assert [told for told in plan.notices if "fewer than three people" in told] == [
            "What people wrote on step 1 is left out: this file has answers from fewer than three people there, so they "
            "would show who wrote them."
        ]


def test_nothing_that_is_told_of_an_import_says_what_anybody_wrote(tmp_path: Path) -> None:
    with closing(workshop(tmp_path)) as room:
        plan = plan_import(room.session, read_ballots(file_of(tmp_path, lines=LINES, levels=LEVELS)))
    assert plan.summary == "4 answers from 4 people on 1 step, and 4 lines in people's own words"
    assert not any(line in f"{plan!r} {plan.notices} {plan.summary}" for line in LINES)


@pytest.mark.parametrize("edition", [Edition.RECORD, Edition.COMMITTEE])
def test_the_same_lines_are_in_every_format_but_the_table_of_counts(tmp_path: Path, edition: Edition) -> None:
    with closing(imported(tmp_path)) as room:
        papers = Documents(room.session, MADE, options=RecordOptions(edition=edition)).files()
        data = Documents(room.session, MADE, DATA).files()
    texts = [readable(each) for each in papers.values()]
    texts += [readable(each) for name, each in data.items() if not name.endswith(".csv")]
    assert len(texts) == len(REPORT) + len(DATA) - 1
    for text in texts:
        assert all(line in text for line in LINES[:3])
        assert LINES[3] not in text
    assert all("1 line was left out." in text for text in texts[: len(REPORT)])
    assert not any(
        line.encode() in each for name, each in data.items() if name.endswith(".csv") for line in LINES
    )
