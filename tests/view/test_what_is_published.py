"""What may leave the room tells nothing that joins a person to an answer, and nothing of answers that are not shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest

from scrutiny_tui.acts.bundle import Packing
from scrutiny_tui.domain import moves
from scrutiny_tui.domain.deletion import forget_ballots, forget_names
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.personal_names import HIDDEN
from scrutiny_tui.domain.session import EarlierJudgement, NoteKind, Session
from scrutiny_tui.view.data import results_data, results_json
from scrutiny_tui.view.document_files import DATA, Documents, Format
from scrutiny_tui.view.handover_files import Contents, pack_up
from scrutiny_tui.view.plain_text import results_text
from scrutiny_tui.view.report_view import Edition, Kind, RecordOptions
from tests.support.groups import of_two_groups
from tests.support.sessions import answered, answers, revealed, session
from tests.view.report_files import readable
from tests.view.report_workshops import (
    EVERYTHING,
    FULL,
    KINDS,
    MADE,
    NAMES,
    by_name,
    collectively,
    deep,
    in_tables,
    individually,
    swapped,
    unfinished,
)


def files(now: Session, *, by_groups: bool = False) -> dict[str, bytes]:
    """Return the files that may be published: every paper in every format, and all data in the zip file."""
    options = replace(EVERYTHING, by_groups=by_groups)
    return {
        **Documents(now, MADE, options=options, editions=(*Edition,)).files(),
        "hand-over.zip": pack_up(Packing(now, b"the session's file", None, None), MADE, Contents.PUBLIC),
    }


def published(now: Session, *, by_groups: bool = False) -> dict[str, bytes]:
    """Return everything that may leave the room, what is printed on a screen too."""
    return {
        **files(now, by_groups=by_groups),
        "results": results_text(now, by_groups=by_groups).encode(),
        "results --json": results_json(now, by_groups=by_groups).encode(),
    }


def in_full(now: Session) -> dict[str, bytes]:
    """Return the report and the export with each person's answers."""
    return {
        **Documents(now, MADE, options=FULL).files(),
        **Documents(now, MADE, DATA, RecordOptions(Kind.FULL)).files(),
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


@pytest.mark.parametrize("build", [by_name, in_tables, collectively])
def test_the_same_workshop_makes_the_same_bytes(build: Callable[[], Session]) -> None:
    one, other = (published(now) | in_full(now) for now in (build(), build()))
    assert differing(one, other) == []
    for data in one.values():
        if data.startswith(b"PK"):
            with ZipFile(BytesIO(data)) as archive:
                assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("build", "pair"), [(individually, (1, 10)), (by_name, (4, 7)), (deep, (1, 10))])
def test_two_voters_may_swap_all_their_answers(build: Callable[[], Session], pair: tuple[int, int]) -> None:
    now = build()
    assert swapped(now, *pair).rounds != now.rounds
    assert differing(published(swapped(now, *pair)), published(now)) == []


def test_by_groups_two_of_one_group_may_swap_all_their_answers() -> None:
    now = individually(8, *[Role.CO_OPTEE] * 6)
    assert differing(published(swapped(now, 1, 8), by_groups=True), published(now, by_groups=True)) == []


SLIPS = {
    5: ("1 1 2 3 3", "2 2 2 3 d", "1 3 3 3 3", "1 1 1 2 a", "2 2 3 3 3", "1 2 2 2 2"),
    6: ("1 1 2 2 3 3", "2 2 2 3 3 d", "1 1 3 3 3 3", "1 1 1 2 2 i", "3 3 3 3 3 3", "1 2 2 2 2 3"),
}
"""The answers to six items by how many people gave them."""


def dealt(people: int, seed: int) -> Session:
    """Return the workshop with the answers to each item dealt out anew among its people."""
    deal = Random(seed)  # noqa: S311 - a made-up room, no secret
    now = session(people)
    for item, given in enumerate(SLIPS[people], start=1):
        keys = given.split()
        now = revealed(now, item, answers(" ".join(deal.sample(keys, len(keys)))))
    return now


@pytest.mark.parametrize("people", SLIPS)
def test_whoever_gave_which_answer_the_same_bytes_are_published(people: int) -> None:
    one, other = dealt(people, 1), dealt(people, 2)
    assert one != other
    assert differing(published(one, by_groups=True), published(other, by_groups=True)) == []


def told_of(open_answers: str, again: str, aside: str) -> Session:
    """Return a workshop with answers that nobody has seen, and some that were set aside."""
    now = answered(answered(unfinished(), 1, answers(again)), 2, answers(open_answers))
    rounds = {
        key: replace(each, ballots=dict.fromkeys(each.ballots, answers(aside)[0]))
        for key, each in now.rounds.items()
        if each.item == 3
    }
    return replace(now, rounds={**now.rounds, **rounds})


def test_nothing_tells_what_is_not_shown_a_reason_or_a_name() -> None:
    one, other = told_of("1 1 1", "1 1 1", "3"), told_of("3 2 d", "3 3 d", "1")
    assert one.rounds != other.rounds
    assert differing(published(one, by_groups=True), published(other, by_groups=True)) == []
    assert differing(in_full(one), in_full(other)) == []
    now = answered(in_tables(), 3, answers("1 1 1"))
    now = moves.add_note(now, 3, NoteKind.REASON, "A secret reason.", reason_of=(1, 1))
    for data in (published(now) | in_full(now)).values():
        assert "secret" not in readable(data)
    parts = "|".join(part for name in NAMES for part in name.split()[1:])
    for data in files(led_by_voters()).values():
        assert re.findall(rf"\b(?:{parts})\b", readable(data)) == []


def led_by_voters(judged_by: str = NAMES[1]) -> Session:
    """Return a workshop by name in which those who answer lead and support it, and judged beforehand."""
    now = by_name()
    leading = replace(now.details, facilitator=NAMES[2], sponsor=f"{NAMES[3]}, chair", completed_by=NAMES[4])
    now = moves.begin_sitting(replace(now, details=leading), now.sitting.started, NAMES[5])
    return moves.show_promise(moves.record_earlier(now, EarlierJudgement(1, 2, judged_by)))


@pytest.mark.parametrize("kind", KINDS)
def test_no_label_of_a_person_stands_in_a_public_file(kind: str) -> None:
    now = KINDS[kind]()
    labels = "|".join(voter.label for voter in now.voters.values() if voter.label.startswith("Member"))
    for data in files(now).values():
        assert re.findall(rf"\b(?:{labels or 'Member 1'})\b", readable(data)) == []


WORKSHOPS: dict[str, Callable[[], Session]] = {
    "in one go": lambda: deep(12),
    "by name": lambda: moves.set_aside(by_name(), 3, "the wrong step was answered"),
    "few": lambda: dealt(5, 1),
}
"""Workshops in which no two results of an item stand beside each other, and no groups are told apart."""


@pytest.mark.parametrize("kind", WORKSHOPS)
def test_the_same_is_published_after_the_answers_were_deleted(kind: str) -> None:
    now = WORKSHOPS[kind]()
    assert differing(published(now), published(forget_ballots(now, MADE))) == []


def test_the_same_is_in_public_files_after_the_names_were_deleted() -> None:
    now = led_by_voters(judged_by="officers")
    assert differing(files(now, by_groups=True), files(forget_names(now, MADE), by_groups=True)) == []


def test_once_deleted_results_differ_in_names_alone_and_full_files_say_so() -> None:
    now = by_name()
    now = replace(now, details=replace(now.details, facilitator=NAMES[0], sponsor="Gwen Tudor"))
    told = results_json(now, by_groups=True).replace(f"the answer of {NAMES[2]} was", "one answer was")
    for name in (NAMES[0], "Gwen Tudor"):
        told = told.replace(f'"{name}"', f'"{HIDDEN}"')
    assert results_json(forget_names(now, MADE), by_groups=True) == told
    gone = forget_ballots(individually(), MADE)
    [data] = Documents(gone, MADE, (Format.TEXT,), FULL).files().values()
    text = data.decode()
    assert "Step 3, Round 2: individual answers were deleted from the workshop's file." in text
    assert "Individual answers deleted on 22 November 2026. The totals were kept." in text
    assert [*Documents(gone, MADE, DATA, RecordOptions(Kind.FULL)).missing()] == [
        "Individual answers were deleted from the workshop's file, so they are not in these files."
    ]
    now = moves.set_aside(in_tables(), 2, "the wrong step was answered")
    assert results_text(forget_ballots(now, MADE)) == results_text(now)
    assert "Table 2" in results_text(now)
    now = of_two_groups()
    before, after = (
        results_data(each, by_groups=True)["items"][0] for each in (now, forget_ballots(now, MADE))
    )
    assert (len(before["groups"]["shown"]), after["groups"]["shown"]) == (2, [])
    assert before["rounds"][1]["movement"] is not None
    assert after["rounds"][1]["movement"] is None
    assert "Totals do not show who moved" in after["rounds"][1]["no_movement_because"]
