"""What a public report cannot tell, and what a full one says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from scrutiny_tui.domain import moves
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.view.record.files import Format
from scrutiny_tui.view.record.options import Kind, RecordOptions
from tests.support.sessions import answered, answers
from tests.view.record.conftest import Make
from tests.view.record.reading import word_file, word_text
from tests.view.record.workshops import (
    FULL,
    KINDS,
    NAMES,
    by_name,
    collectively,
    deep,
    in_tables,
    individually,
    only_totals,
    swapped,
    unfinished,
)

SAYS = "Full report: it holds personal data."

ANSWERS = "Annex: the answers one by one"


def texts(make: Make, session: Session, options: RecordOptions | None = None) -> dict[str, str]:
    """Return all that can be read in each file."""
    report = make(session, options or RecordOptions())
    return {
        suffix: word_text(data) if suffix == ".docx" else data.decode() for suffix, data in report.items()
    }


@pytest.mark.parametrize("build", [individually, by_name, deep])
@pytest.mark.parametrize("pair", [(1, 10), (4, 7)])
def test_two_voters_may_swap_all_their_answers_and_no_byte_changes(
    make: Make, build: Callable[[], Session], pair: tuple[int, int]
) -> None:
    now = build()
    assert swapped(now, *pair).rounds != now.rounds
    assert make(swapped(now, *pair), RecordOptions(quotations=True)) == make(
        now, RecordOptions(quotations=True)
    )


def test_by_groups_two_of_one_group_may_swap_all_their_answers(make: Make) -> None:
    now = individually(8, *[Role.CO_OPTEE] * 6)
    shown = RecordOptions(by_groups=True)
    assert "by group" in make(now, shown)[".txt"].decode()
    assert make(swapped(now, 1, 8), shown) == make(now, shown)


def test_groups_are_told_only_where_it_is_asked_for(make: Make) -> None:
    now = individually(8, *[Role.CO_OPTEE] * 6)
    assert "by group" not in make(now, RecordOptions())[".txt"].decode()


def test_no_name_of_a_voter_stands_in_a_public_report(make: Make) -> None:
    now = by_name()
    leading = replace(now.details, facilitator=NAMES[2], sponsor=f"{NAMES[3]}, chair", completed_by=NAMES[4])
    now = moves.begin_sitting(replace(now, details=leading), now.sitting.started, NAMES[5])
    parts = {part for name in NAMES for part in name.split()[1:]}
    for text in texts(make, moves.show_promise(now)).values():
        assert [part for part in parts if re.search(rf"\b{part}\b", text)] == []


def test_whose_answer_was_corrected_stands_in_a_full_report_only(make: Make) -> None:
    now = by_name()
    public, full = texts(make, now)[".txt"], texts(make, now, FULL)[".txt"]
    assert "Step 1, time 1: one answer was corrected after the result: it was keyed wrongly." in public
    assert f"Step 1, time 1: the answer of {NAMES[2]} was corrected after the result" in full


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_report_has_no_list_of_answers(make: Make, kind: str) -> None:
    text = make(KINDS[kind](), RecordOptions(), formats=[Format.TEXT])[".txt"].decode()
    assert ANSWERS not in text
    assert SAYS not in text


def test_a_full_report_says_on_every_page_that_it_holds_personal_data(make: Make) -> None:
    report = make(by_name(), FULL)
    assert SAYS in word_file(report[".docx"]).sections[0].header.paragraphs[0].text
    page = report[".html"].decode()
    assert f'content: "Draft – not council policy. {SAYS} Not for publication."' in page
    for suffix in (".html", ".md", ".txt"):
        lines = [line for line in report[suffix].decode().splitlines() if SAYS in line]
        assert len(lines) >= 2


def test_a_full_report_lists_who_gave_which_answer_to_every_result(make: Make) -> None:
    text = make(by_name(), FULL)[".txt"].decode()
    lines = text[text.index(ANSWERS) :].splitlines()
    assert f"- {NAMES[0]}: 2 Developing" in lines
    third = lines.index("Step 3: the answers one by one:")
    assert lines[third + 1 : third + 4] == [
        f"- {NAMES[0]}",
        "  First time: 1 Beginning",
        "  Second time: 2 Developing",
    ]


def test_answers_that_were_counted_together_are_nobodys(make: Make) -> None:
    now = individually()
    first = now.rounds[1001]
    own = {voter: answer for voter, answer in first.ballots.items() if voter <= 4}
    counted = replace(first, ballots=own, totals={answers("3")[0]: 5}, absent=frozenset({10}))
    lines = make(replace(now, rounds={**now.rounds, 1001: counted}), FULL)[".txt"].decode().splitlines()
    place = lines.index("Step 1: the answers one by one:")
    assert lines[place + 4 : place + 6] == ["- Member 4: 3 Strong", "- Member 5: counted together"]
    assert lines[place + 10] == "- Member 10: absent"
    assert "Step 1, first time: 5 answers were counted together." in lines


@pytest.mark.parametrize("build", [only_totals, collectively])
def test_where_nothing_joins_people_to_answers_a_full_report_lists_none(
    make: Make, build: Callable[[], Session]
) -> None:
    text = make(build(), FULL)[".txt"].decode()
    assert "Nothing in the workshop's file joins a person to an answer" in text
    assert SAYS not in text
    assert "Member 1" not in text


def test_tables_are_told_in_a_public_report_as_they_were_promised(make: Make) -> None:
    lines = make(in_tables(), RecordOptions())[".txt"].decode().splitlines()
    place = lines.index("- Table 2")
    assert lines[place + 1 : place + 4] == [
        "  People: 5",
        "  Answer: Developing",
        "  Reason: We see it on visits.",
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_tells_answers_that_are_not_shown(make: Make, kind: Kind) -> None:
    shown = RecordOptions(kind=kind, by_groups=True)
    open_again = answered(unfinished(), 1, answers("1 1 1"))
    other = answered(open_again, 1, answers("3 3 d"))
    other = answered(other, 2, answers("3 2 d"))
    rounds = {key: each for key, each in other.rounds.items() if each.item == 3}
    aside = {
        key: replace(each, ballots=dict.fromkeys(each.ballots, answers("1")[0]))
        for key, each in rounds.items()
    }
    other = replace(other, rounds={**other.rounds, **aside})
    assert other.rounds != open_again.rounds
    assert make(other, shown) == make(open_again, shown)


def test_a_tables_reason_is_not_told_before_the_result(make: Make) -> None:
    now = answered(in_tables(), 3, answers("1 1 1"))
    now = moves.add_note(now, 3, NoteKind.REASON, "A secret reason.", table=1)
    for text in texts(make, now, FULL).values():
        assert "secret" not in text
