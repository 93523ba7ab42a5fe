"""Whole workshops line by line, from setting up to the overview, as the facilitator types them into a pipe."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scrutiny_tui.acts.library import Library, new_id
from scrutiny_tui.domain.secrecy import Mode, Secrecy, promise_parts
from scrutiny_tui.domain.session import How, NoteKind, Session
from tests.cli.conftest import Shell, saved
from tests.cli.plain_lines import ENTER, SLIPS, plain
from tests.support.sessions import FixedClock

AGREED = f"g 2 {ENTER * 2}"
"""The shared view on the second level, after discussion."""


def walked(shell: Shell, setting: str, typed: str) -> str:
    """Set up a workshop with these options and hold it; return what was said."""
    assert shell("new", "--council", "Exampleshire", *setting.split("|")).exit_code == 0
    return plain(shell, f"{typed} q")


def views(session: Session) -> list[int | None]:
    return [session.agreed[step].level for step in range(1, 7)]


def test_a_hundred_and_fifty_minutes_with_everything(shell: Shell, folder: Path) -> None:
    fifteen = "--people|1 chair, 1 vice-chair, 11 members, 2 co-optees|--sponsor|Lead member"
    apart = "1 " * 12 + "3 3 3 r"
    first = f"briefing {ENTER * 25} 'step 1' {SLIPS} {'2 ' * 15} r n e 'Minutes of the meeting in May' '' '' {AGREED} ''"
    second = f"v s {apart} n e 'The terms are being rewritten' '' '' v y s {'2 ' * 14} 3 r {AGREED} ''"
    others = "".join(f"v s {'2 ' * 14} d r {AGREED} '' " for _step in range(3, 7))
    closing = f"+ 'Ask for the data.' c chair '6 months' '' priorities 9,8,7,6,0,0 'step 3' * o read handover 'All is said.' e 1 {folder}"
    said = walked(shell, fifteen, f"{first} {second} {others} {closing}")

    now = saved(folder)
    assert [len(now.revealed(step)) for step in range(1, 7)] == [1, 2, 1, 1, 1, 1]
    assert views(now) == [2] * 6
    assert {view.how for view in now.agreed.values()} == {How.DISCUSSION}
    assert [note.kind for note in now.notes.values()] == [NoteKind.EVIDENCE] * 2
    assert said.count(promise_parts(Secrecy.LABELS, Mode.INDIVIDUAL)[0]) == 1
    for told in (
        "Everyone chose Developing.",
        "but 3 chose Strong",
        "12 moved up, 2 moved down",
        "We agree. Step 6, ",
    ):
        assert told in said
    assert "All is said." in now.sitting.handover
    assert now.sitting.ended
    assert [*folder.glob("*.docx")]


def test_forty_minutes_with_a_quick_start(shell: Shell, folder: Path) -> None:
    counts = ("2 5 1", "0 8 0", "3 3 2", "4 0 4", "1 7 0", "0 2 6")
    typed = "".join(f"v {'' if at else ENTER} c {each} {ENTER * 3} y '' " for at, each in enumerate(counts))
    said = walked(shell, "--people|8 members", typed)

    assert all(saved(folder).revealed(step) for step in range(1, 7))
    assert "We agree. Step 2, " in said
    assert "We diverge. Step 4, " in said
    assert "4 Beginning, 4 Strong, nobody between." in said


def test_three_tables(shell: Shell, folder: Path) -> None:
    first = f"v '' 1 2 2 r reason 'table 1' '' 'No training since the election' {AGREED} '' "
    others = "".join(f"v {given} r {AGREED} '' " for given in ("2 2 2", "x 2 3", "3 3 3", "1 1 d", "2 3 2"))
    said = walked(
        shell, "--mode|groups|--people|6; 5; 4 members and 2 co-optees", f"{first} {others} 'step 1' r"
    )

    assert promise_parts(Secrecy.LABELS, Mode.GROUPS)[0] in said
    assert "Table 1, 6 people: Beginning. Reason: No training since the election" in said
    assert views(saved(folder)) == [2] * 6
    assert "Everyone chose" not in said


def test_somebody_else_goes_on_a_month_later(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FixedClock()
    monkeypatch.setattr(Library.__init__, "__defaults__", (clock, new_id))
    walked(
        shell,
        "--people|6 members",
        f"{SLIPS} {'2 ' * 6} r {AGREED} handover 'Begin with step 2.' 'step 2' v s 3 stop",
    )
    clock.move_on(timedelta(days=30))
    others = "".join(f"v s {'3 ' * 5} r '' " for _step in range(3, 7))
    said = plain(shell, f"new y f Somebody absent 'member 2' {SLIPS} {'3 ' * 5} r y '' {others} q")

    assert said.index("Is this a new session?") < said.index("Note from that session: Begin with step 2.")
    assert said.index("Everyone chose Developing. ") < said.index("Step 2 of 6")
    now = saved(folder)
    assert [(sitting.away, bool(sitting.promised)) for sitting in now.sittings.values()] == [
        (frozenset(), True),
        (frozenset({2}), True),
    ]
    assert [len(now.revealed(step)) for step in range(1, 7)] == [1] * 6
    assert now.details.facilitator == "Somebody"
