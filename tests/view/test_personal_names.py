"""Names of voters are found in what somebody typed, before it is published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scrutiny_tui.domain import actions, moves
from scrutiny_tui.domain.personal_names import HIDDEN, NameFound, name_hidden, names_found, sealed
from scrutiny_tui.domain.session import (
    Action,
    ActionKind,
    AgreedLevel,
    EarlierJudgement,
    How,
    NoteKind,
    Reply,
    Session,
)
from tests.support.sessions import answered, answers
from tests.view.report_workshops import NAMES, by_name, in_tables, individually


def noted(now: Session, text: str) -> tuple[str, ...]:
    """Return whose names are found in a note."""
    return tuple(each.name for each in names_found(moves.add_note(now, 1, NoteKind.EVIDENCE, text)))


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Anne Smith said so.",
        "cllr anne  SMITH",
        "as Anne said",
        "(Smith)",
        "Smith's view",
        "Cllr Anne\nSmith",
    ],
)
def test_a_name_and_its_parts_are_found(text: str) -> None:
    assert noted(by_name(), text) == (NAMES[0],)


def test_the_room_gets_neither_the_words_of_evidence_nor_their_source_nor_its_date() -> None:
    credit = "Ofsted report", "July 2025"
    shown = sealed(
        moves.add_note(by_name(), 1, NoteKind.EVIDENCE, "Challenge is well prepared.", credit=credit)
    )
    assert [word for word in ("Challenge", "Ofsted", "July") if word in repr(shown.notes)] == []
    assert [each.kind for each in shown.notes_of(1)][-1:] == [NoteKind.EVIDENCE]


def test_the_room_gets_no_reason_of_cabinet_and_no_name_in_what_changed() -> None:
    refused = Action(0, 4, "Pay.", ActionKind.CABINET, reply=Reply.REFUSED, reason="Too dear.")
    now = actions.begin_follow_up(actions.add_action(by_name(), refused))
    shown = sealed(actions.set_changed(now, "Homes are visited."))
    assert "Too dear." not in repr(shown)
    assert shown.sitting.changed == "Homes are visited."
    assert "Farah" not in repr(sealed(actions.set_changed(now, "Farah went there.")).sittings)


def test_a_name_in_the_source_or_the_date_of_evidence_is_found() -> None:
    for credit in (("Letter from Anne Smith", "May"), ("A letter", "Anne's day")):
        now = moves.add_note(by_name(), 1, NoteKind.EVIDENCE, "Challenge is well prepared.", credit=credit)
        assert names_found(now) == (NameFound(NAMES[0], "a note on step 1"),)


@pytest.mark.parametrize(
    "text", ["the blacksmith", "Smithson", "a smith", "Cllr", "JoWyndham", "the price of it"]
)
def test_other_words_are_not_taken_for_names(text: str) -> None:
    assert noted(by_name(), text) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoë Exemplar", "Zoe\u0308 said so"), ("Zoë Exemplar", "Zoe said so"), ("Zoe Exemplar", "Zoë said so"),
        ("ZOË EXEMPLAR", "as Exemplar said"), ("Zoë Exemplar", "AS EXEMPLAR SAID"), ("Zoë Exemplar", "zoë exemplar"),
        ("Bob O’Sample", "O'Sample disagreed"), ("Bob O'Sample", "O’Sample"), ("Bob O'Sample", "Sample disagreed"),
        ("Ann Muster-Beispiel", "Muster"), ("Ann Muster-Beispiel", "Beispiel"), ("Ann Muster-Beispiel", "Muster\u2011Beispiel"),
        ("Ann Muster-Beispiel", "ann muster beispiel"), ("Ann Muster", "Mus\u00adter said"), ("Ann Muster", "A\u200bnn"),
        ("王小明", "我同意王小明的看法"), ("สมชาย ใจดี", "คุณสมชายพูด"), ("Łukasz Øster", "Oster"), ("Ærø Løve", "AERO LOVE"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    now = by_name()
    now = replace(now, voters={**now.voters, 1: replace(now.voters[1], label=name)})
    assert noted(now, text) == (name,)


@pytest.mark.parametrize(
    ("name", "text"), [("Bo Li", "Li said"), ("Cllr Dr Ann Lee", "Dr"), ("Zoë Day", "a day")]
)
def test_short_parts_titles_and_small_words_are_not_looked_for(name: str, text: str) -> None:
    now = by_name()
    now = replace(now, voters={**now.voters, 1: replace(now.voters[1], label=name)})
    assert noted(now, text) == ()


def test_labels_and_facilitators_are_found_and_tables_are_not() -> None:
    assert noted(individually(), "Member 4 and member 10 disagreed.") == ("Member 4", "Member 10")
    assert noted(individually(), "All 10 members agreed, and the chair.") == ()
    assert noted(in_tables(), "Table 2 saw it otherwise.") == ()
    assert name_hidden(by_name(), "Cllr Anne Smith, chair") == HIDDEN
    assert name_hidden(by_name(), "A. Facilitator") == "A. Facilitator"
    assert name_hidden(individually(), "Cllr Anne Smith") == "Cllr Anne Smith"


def test_every_kind_of_typed_text_is_looked_through_if_it_is_published() -> None:
    now = moves.agree(by_name(), AgreedLevel(1, 2, How.CHAIR, "Anne sees it otherwise."))
    now = moves.record_earlier(now, EarlierJudgement(2, 1, "Ben Okafor"))
    now = actions.add_action(now, Action(0, 3, "Meet.", owner="Cllr Carys Price"))
    refused = Action(0, 4, "Pay.", ActionKind.CABINET, reply=Reply.REFUSED, reason="Royle is against it.")
    now = actions.set_changed(actions.begin_follow_up(actions.add_action(now, refused)), "Ask Farah.")
    now = moves.park(now, 1, "What would Anne ask?")
    now = moves.correct(now, 1, 4, answers("3")[0], "the slip was Quill's")
    assert names_found(now) == (
        NameFound(NAMES[0], "a different view on step 1"),
        NameFound(NAMES[1], "whose rating it was on step 2"),
        NameFound(NAMES[0], "a parked question"),
        NameFound(NAMES[2], "an action on step 3"),
        NameFound(NAMES[4], "an action on step 4"),
        NameFound(NAMES[5], "what changed for children"),
        NameFound(NAMES[3], "what was corrected or cancelled"),
    )
    now = answered(by_name(), 1, answers("1"))
    unseen = {number: each for number, each in now.rounds.items() if each.item != 2}
    hidden = moves.record_earlier(replace(now, rounds=unseen), EarlierJudgement(2, 1, "Ben Okafor"))
    assert names_found(hidden) == ()
