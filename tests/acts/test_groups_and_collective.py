"""Small groups answer as tables; a collective agrees without ballots."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.corrections import correct, set_aside
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import add_note, agree, record_earlier
from scrutiny_tui.domain.results import item_result, level_words, results
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, How, NoteKind
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.domain.voting import reveal
from tests.acts.rooms import filled
from tests.support.sessions import details, library, people, workshop_of_tables

OFFICERS = EarlierJudgement(1, 3, "officers")


@pytest.fixture
def room(tmp_path: Path) -> Workshop:
    """A workshop of three tables: of five, seven and six people."""
    return workshop_of_tables(tmp_path, 5, 7, 6)


@pytest.fixture
def collective(tmp_path: Path) -> Workshop:
    """A workshop in which the room agrees as a collective."""
    return library(tmp_path).create(details(mode=Mode.COLLECTIVE), people(8))


def test_the_base_line_counts_tables_and_the_people_at_those_that_answered(room: Workshop) -> None:
    filled(room, 1, "1 3 x")
    room.save(reveal(room.session, 1))

    found = item_result(room.session, 1).rounds[0]

    assert found.base_line == "2 of 3 tables answered, 12 people · 1 did not discuss this step"


def test_tables_are_shown_with_their_answers_and_reasons(room: Workshop) -> None:
    filled(room, 1, "1 3 x")
    room.save(add_note(room.session, 1, NoteKind.REASON, "Nobody sees the data.", table=1))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "A visit."))
    room.save(reveal(room.session, 1))

    found = item_result(room.session, 1)

    assert [(each.label, each.size, each.answer, each.reason) for each in found.rounds[0].tables] == [
        ("Table 1", 5, Answer.LEVEL_1, "Nobody sees the data."),
        ("Table 2", 7, Answer.LEVEL_3, ""),
        ("Table 3", 6, Answer.NOT_APPLICABLE, ""),
    ]
    assert [note.text for note in found.notes] == ["A visit."]


def test_three_tables_of_one_mind_are_too_few_to_sum_up(room: Workshop) -> None:
    filled(room, 1, "2 2 2")
    room.save(reveal(room.session, 1))

    assert item_result(room.session, 1).rounds[0].sentence == "3 tables, each with its own answer."


def test_what_a_table_wrote_down_is_not_told_before_the_result(room: Workshop) -> None:
    before = results(room.session)

    filled(room, 1, "1 3 x")
    room.save(add_note(room.session, 1, NoteKind.REASON, "Nobody sees the data.", table=1))

    assert results(room.session) == before


def test_a_reason_stays_with_the_answer_that_it_explains(room: Workshop) -> None:
    filled(room, 1, "1 3 2")
    room.save(reveal(room.session, 1))
    room.save(add_note(room.session, 1, NoteKind.REASON, "Nobody sees the data.", table=1))
    filled(room, 1, "2 3 2")
    room.save(reveal(room.session, 1))

    first, second = item_result(room.session, 1).rounds

    assert [table.reason for table in first.tables] == ["Nobody sees the data.", "", ""]
    assert [table.reason for table in second.tables] == ["", "", ""]


def test_a_reason_is_among_the_notes_only_while_its_round_is_shown(room: Workshop) -> None:
    filled(room, 1, "1 3 2")
    room.save(add_note(room.session, 1, NoteKind.REASON, "Nobody sees the data.", table=1))
    room.save(add_note(room.session, 1, NoteKind.EVIDENCE, "A visit."))
    assert [note.text for note in room.session.notes_of(1)] == ["A visit."]

    room.save(reveal(room.session, 1))
    assert [note.text for note in room.session.notes_of(1)] == ["Nobody sees the data.", "A visit."]

    room.save(set_aside(room.session, 1, "the question was misunderstood"))
    assert [note.text for note in room.session.notes_of(1)] == ["A visit."]


def test_tables_come_back_with_size_and_makeup(room: Workshop, tmp_path: Path) -> None:
    filled(room, 1, "1 3 x")
    room.save(add_note(room.session, 1, NoteKind.REASON, "Nobody sees the data.", table=1))
    room.close()

    assert library(tmp_path).read(room.path) == room.session


def test_a_table_can_be_corrected_to_not_having_discussed_a_step(room: Workshop) -> None:
    filled(room, 1, "1 3 2")
    room.save(reveal(room.session, 1))

    room.save(correct(room.session, 1, 3, Answer.NOT_APPLICABLE, "it was keyed wrongly"))

    assert item_result(room.session, 1).rounds[0].ratings == 2


def test_a_collective_casts_no_ballots(collective: Workshop) -> None:
    with pytest.raises(RuleError, match="agrees as a collective; there are no ballots"):
        collective.open_round(1)
    with pytest.raises(RuleError, match="agrees as a collective"):
        collective.cast_slip(1, {1: Answer.LEVEL_1})


def test_a_collective_keeps_shared_views(collective: Workshop, tmp_path: Path) -> None:
    collective.save(
        agree(collective.session, AgreedLevel(1, 2, How.DISCUSSION, "One table sees it at Strong."))
    )

    found = library(tmp_path).read(collective.path)

    assert found.agreed == {1: AgreedLevel(1, 2, How.DISCUSSION, "One table sees it at Strong.")}
    assert item_result(collective.session, 1).rounds == ()
    assert talk_next(results(collective.session), level_words(collective.session)) == ()


def test_an_earlier_judgement_waits_for_the_shared_view_of_a_collective(collective: Workshop) -> None:
    collective.save(record_earlier(collective.session, OFFICERS))
    assert item_result(collective.session, 1).earlier is None

    collective.save(agree(collective.session, AgreedLevel(1, 2, How.DISCUSSION)))

    assert item_result(collective.session, 1).earlier == OFFICERS


def test_an_earlier_judgement_waits_for_the_result(room: Workshop) -> None:
    before = results(room.session)
    room.save(record_earlier(room.session, OFFICERS))
    room.save(agree(room.session, AgreedLevel(2, 2, How.DISCUSSION)))
    filled(room, 1, "2 2 2")
    assert results(room.session)[0] == before[0]

    room.save(reveal(room.session, 1))

    assert item_result(room.session, 1).earlier == OFFICERS
    assert item_result(room.session, 1).rounds[0].ratings == 3


def test_an_earlier_judgement_is_hidden_again_when_the_result_is_set_aside(room: Workshop) -> None:
    room.save(record_earlier(room.session, OFFICERS))
    filled(room, 1, "2 2 2")
    room.save(reveal(room.session, 1))

    room.save(set_aside(room.session, 1, "the question was misunderstood"))

    assert item_result(room.session, 1).earlier is None


@pytest.mark.parametrize(
    "judgement", [EarlierJudgement(1, 4, "officers"), EarlierJudgement(9, 2, "officers")]
)
def test_an_earlier_judgement_is_of_a_step_and_a_level_that_are_there(
    room: Workshop, judgement: EarlierJudgement
) -> None:
    with pytest.raises(RuleError, match="There is no"):
        room.save(record_earlier(room.session, judgement))
