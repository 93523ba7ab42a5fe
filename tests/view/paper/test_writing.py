"""Which paper is made for which workshop, and that no answer is on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.paper.choosing import notices
from tests.support.sessions import answered, answers, revealed
from tests.support.sessions import session as made_up_session
from tests.view.paper.conftest import Press

ALL = {
    "cards.html", "slips.html", "labels.html", "table-sheets.html", "form.html", "form.csv", "form.xlsx",
    "run-sheet.html",
}  # fmt: skip


def kept(session: Session, secrecy: Secrecy) -> Session:
    return replace(session, details=replace(session.details, secrecy=secrecy))


def held(session: Session, mode: Mode) -> Session:
    return replace(session, details=replace(session.details, mode=mode))


def test_numbered_labels_need_every_kind_of_paper(press: Press, session: Session) -> None:
    assert press(session).keys() == ALL
    assert notices(session) == ()


def test_by_name_nobody_needs_a_label(press: Press, session: Session) -> None:
    by_name = kept(session, Secrecy.BY_NAME)
    assert press(by_name).keys() == ALL - {"labels.html"}
    assert notices(by_name) == ("Labels are not needed: answers are kept by name.",)


def test_where_only_totals_are_kept_nothing_is_made_to_be_imported(press: Press, session: Session) -> None:
    totals = kept(session, Secrecy.TOTALS)
    assert press(totals).keys() == ALL - {"labels.html", "form.csv", "form.xlsx"}
    assert [notice.partition(":")[0] for notice in notices(totals)] == [
        "Labels are not needed",
        "form.csv and form.xlsx are left out",
    ]


def test_tables_draw_no_labels(press: Press, session: Session) -> None:
    tables = held(session, Mode.GROUPS)
    assert press(tables).keys() == ALL - {"labels.html"}
    assert notices(tables) == ("Labels are not needed: each table answers under its own name.",)


def test_where_nobody_answers_alone_there_is_nothing_to_answer_on(press: Press, session: Session) -> None:
    collective = replace(held(session, Mode.COLLECTIVE), voters={})
    assert press(collective).keys() == {"table-sheets.html", "run-sheet.html"}
    assert notices(collective) == ("Nobody answers alone, so cards, slips, labels and forms are not needed.",)


def test_a_list_on_which_nobody_answers_is_told(press: Press) -> None:
    with pytest.raises(InputError, match="Nobody on this workshop's list answers"):
        press(made_up_session(0, Role.OFFICER))


def test_the_paper_is_the_same_whatever_anybody_answered(press: Press, session: Session) -> None:
    one = answered(revealed(session, 1, answers("1 1 1 1 1")), 2, answers("1 2"))
    other = answered(revealed(session, 1, answers("3 3 d 2 a")), 2, answers("3 i"))
    assert press(one) == press(other) == press(session)
