"""What is right is summed up in one line."""

from __future__ import annotations

from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.checked import pack_line, session_line
from tests.support.sessions import SHIPPED, of_tables, session


def test_a_pack_is_summed_up() -> None:
    pack = read_pack(SHIPPED / "six-steps")
    assert pack_line(pack) == (
        f"six-steps: 6 steps, 36 prompts, 5 lessons, {len(pack.pages)} pages: nothing wrong."
    )


def test_a_session_is_summed_up() -> None:
    assert session_line("x.json", session(1)) == (
        "x.json: a workshop of Exampleshire, 6 steps, 1 person answers: nothing wrong."
    )


def test_tables_are_not_counted_as_people() -> None:
    assert ", 3 tables answer, 15 people: " in session_line("x.json", of_tables(6, 5, 4))
