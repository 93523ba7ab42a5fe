"""Correcting what set-up asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scrutiny_tui.domain import voting
from scrutiny_tui.domain.corrections import set_aside
from scrutiny_tui.domain.details import edit_details, faults
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.fields import LONGEST_NAME, LONGEST_TEXT
from scrutiny_tui.domain.moves import show_promise
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting
from scrutiny_tui.domain.session import Session
from tests.support.sessions import answered, answers, revealed, session

NAMES = ("A. Example", "B. Example", "C. Example", "D. Example", "E. Example")
ROLES = (Role.CHAIR, Role.MEMBER, Role.MEMBER, Role.CO_OPTEE, Role.CO_OPTEE)


def named() -> Session:
    """Return a session that keeps names, before its first answer."""
    voters = {
        number: Voter(number, name, role, True)
        for number, (name, role) in enumerate(zip(NAMES, ROLES, strict=True), start=1)
    }
    begun = session()
    return replace(begun, voters=voters, details=replace(begun.details, secrecy=Secrecy.BY_NAME))


def table(number: int) -> Voter:
    return Voter(number, f"Table {number}", Role.TABLE, True, 4)


def secrecy(begun: Session, kept: Secrecy) -> Session:
    return edit_details(begun, replace(begun.details, secrecy=kept))


def mode(begun: Session, given: Mode) -> Session:
    return edit_details(begun, replace(begun.details, mode=given))


def test_the_same_details_change_nothing() -> None:
    begun = session()

    assert edit_details(begun, replace(begun.details)) is begun


def test_details_can_be_corrected_after_a_result() -> None:
    known = revealed(session(), 1, answers("1 2 3"))
    wanted = replace(known.details, council="Sampleton", date=date(2027, 1, 2), setting=Setting.PUBLIC)

    edited = edit_details(known, wanted)

    assert edited.details == wanted
    assert (edited.rounds, edited.voters) == (known.rounds, known.voters)


def test_a_corrected_facilitator_leads_the_sitting_too() -> None:
    begun = session()

    edited = edit_details(begun, replace(begun.details, facilitator="B. Facilitator"))

    assert edited.sitting.facilitator == "B. Facilitator"


def test_a_sitting_that_somebody_else_leads_keeps_its_facilitator() -> None:
    begun = session()
    begun = begun.with_sitting(replace(begun.sitting, facilitator="Somebody else"))

    edited = edit_details(begun, replace(begun.details, facilitator="B. Facilitator"))

    assert edited.sitting.facilitator == "Somebody else"


@pytest.mark.parametrize("kept", [Secrecy.BY_NAME, Secrecy.TOTALS])
def test_secrecy_changes_before_the_first_answer(kept: Secrecy) -> None:
    assert secrecy(session(), kept).details.secrecy is kept


@pytest.mark.parametrize(
    "known",
    [
        answered(session(), 1, answers("2")),
        revealed(session(), 1, answers("2")),
        set_aside(answered(session(), 1, answers("2")), 1, "a wrong key"),
    ],
    ids=["in an open vote", "in a result", "in a vote set aside"],
)
def test_secrecy_is_fixed_at_the_first_answer(known: Session) -> None:
    with pytest.raises(RuleError, match="fixed at the first answer"):
        secrecy(known, Secrecy.BY_NAME)
    with pytest.raises(RuleError, match="fixed at the first answer"):
        mode(known, Mode.COLLECTIVE)


def test_secrecy_stays_fixed_where_totals_were_set_aside() -> None:
    known = set_aside(answered(secrecy(session(), Secrecy.TOTALS), 1, answers("2")), 1, "a wrong key")

    with pytest.raises(RuleError, match="fixed at the first answer"):
        secrecy(known, Secrecy.BY_NAME)


def test_names_become_labels_when_they_are_kept_no_longer() -> None:
    labels = [voter.label for voter in secrecy(named(), Secrecy.LABELS).voters.values()]

    assert labels == ["Chair", "Member 1", "Member 2", "Co-optee 1", "Co-optee 2"]


def test_no_name_stays_where_only_totals_are_kept() -> None:
    edited = secrecy(named(), Secrecy.TOTALS)

    assert not {voter.label for voter in edited.voters.values()} & {*NAMES}
    assert [*edited.voters] == [*named().voters]


def test_tables_keep_their_labels() -> None:
    begun = replace(named(), voters={1: replace(table(1), label="By the window")})
    begun = replace(begun, details=replace(begun.details, mode=Mode.GROUPS))

    assert secrecy(begun, Secrecy.LABELS).voters[1].label == "By the window"


def test_a_promise_that_no_longer_holds_is_to_be_shown_again() -> None:
    shown = show_promise(session())

    assert secrecy(shown, Secrecy.TOTALS).sitting.promised == ""
    assert edit_details(shown, replace(shown.details, council="X")).sitting == shown.sitting


def test_a_vote_that_nobody_has_answered_in_is_dropped_with_the_old_secrecy() -> None:
    opened = voting.open_round(session(), 2)

    assert secrecy(opened, Secrecy.TOTALS).rounds == {}
    assert edit_details(opened, replace(opened.details, council="X")).rounds == opened.rounds


def test_the_mode_changes_before_the_first_answer() -> None:
    assert mode(session(), Mode.COLLECTIVE).details.mode is Mode.COLLECTIVE
    assert mode(mode(session(), Mode.COLLECTIVE), Mode.INDIVIDUAL).details.mode is Mode.INDIVIDUAL


def test_people_do_not_become_tables_whose_answers_are_shown() -> None:
    with pytest.raises(RuleError, match="holds people, not tables"):
        mode(session(), Mode.GROUPS)


def test_tables_do_not_become_people() -> None:
    begun = replace(session(), voters={1: table(1), 2: table(2)})
    begun = replace(begun, details=replace(begun.details, mode=Mode.GROUPS))

    with pytest.raises(RuleError, match="holds tables, not people"):
        mode(begun, Mode.INDIVIDUAL)


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("council", LONGEST_NAME),
        ("committee", LONGEST_TEXT),
        ("facilitator", LONGEST_TEXT),
        ("sponsor", LONGEST_TEXT),
        ("completed_by", LONGEST_TEXT),
    ],
)
def test_a_text_too_long_to_keep_is_the_fault_of_its_field(field: str, longest: int) -> None:
    changes: dict[str, Any] = {field: "x" * (longest + 1)}
    long = replace(session().details, **changes)
    assert list(faults(long)) == [field]
    assert f"longer than {longest} characters" in faults(long)[field]


def test_what_does_not_go_together_is_the_fault_of_how_answers_are_kept() -> None:
    open_to_all = replace(session().details, secrecy=Secrecy.BY_NAME, setting=Setting.PUBLIC)
    assert list(faults(open_to_all)) == ["secrecy"]


def test_details_that_can_be_used_have_no_faults() -> None:
    assert faults(session().details) == {}


def test_a_sitting_without_a_facilitator_gets_the_new_one() -> None:
    nobody = session().with_sitting(replace(session().sitting, facilitator=""))
    changed = edit_details(nobody, replace(nobody.details, facilitator="B. Facilitator"))
    assert changed.sitting.facilitator == "B. Facilitator"
