"""The list of people as a facilitator types it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.moves import add_people
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.people_list import MOST_PEOPLE, PeopleRead, read_people, read_tables
from scrutiny_tui.domain.secrecy import Secrecy
from tests.support.sessions import session

NAMED = "Ann Ash, Bob Birch (co-optee), Cyd Cedar (chair)"
NOT_KEPT = "A young person's name is never saved. They get a label."


def read(text: str, secrecy: Secrecy = Secrecy.LABELS, *, chair_is_member: bool = False) -> PeopleRead:
    return read_people(text, secrecy, chair_is_member=chair_is_member)


def labels(text: str, secrecy: Secrecy = Secrecy.LABELS) -> list[str]:
    return [voter.label for voter in read(text, secrecy).voters]


@pytest.mark.parametrize("text", ["15", " 15 ", "15 members", "15 people", "15 councillors", "15members"])
def test_a_number_alone_is_members(text: str) -> None:
    assert [voter.role for voter in read(text).voters] == [Role.MEMBER] * 15


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        ("1 member", Role.MEMBER),
        ("1 Chair|chair|1 chairwoman", Role.CHAIR),
        ("1 vice-chair|1 vice chair|2 vice-chairs|2 vice chairs", Role.VICE_CHAIR),
        ("1 co-opted member|2 co-opted members|2 cooptees", Role.CO_OPTEE),
        ("1 young person|3 young people", Role.YOUNG_PERSON),
        ("2 PARTNERS", Role.PARTNER),
    ],
)
def test_roles_are_read_in_singular_and_plural(texts: str, role: Role) -> None:
    for text in texts.split("|"):
        assert {voter.role for voter in read(text).voters} == {role}, text


@pytest.mark.parametrize(
    "text", ["3 members, 1 chair", "3 members; 1 chair", "3 members\n1 chair\n", "3 members and 1 chair", "1 chair,,3"]
)  # fmt: skip
def test_parts_are_parted_in_any_usual_way(text: str) -> None:
    assert labels(text) == ["Chair", "Member 1", "Member 2", "Member 3"]


@pytest.mark.parametrize("text", ["15", "1 chair, 2 co-optees", "12 members, 1 vice-chair"])
def test_whether_the_chair_was_counted_twice_is_asked_only_where_that_can_be(text: str) -> None:
    assert read(text).chair_question == read(NAMED, Secrecy.BY_NAME).chair_question == ""
    found = read("12 members, 2 co-optees, 1 chair")
    assert found.chair_question == "That makes 15. Is the chair one of the 12?"
    assert read("12 members, 2 co-optees, 1 chair", chair_is_member=True).asked == 14


@pytest.mark.parametrize(
    ("text", "secrecy", "told", "notices"),
    [
        (NAMED, Secrecy.BY_NAME, ["Cyd Cedar", "Ann Ash", "Bob Birch"], []),
        (NAMED, Secrecy.LABELS, ["Chair", "Member 1", "Co-optee"], ["3 names were not saved. People get labels."]),
        ("Ann Ash, 3 members", Secrecy.LABELS, ["Member 1", "Member 2", "Member 3", "Member 4"], ["1 name was not saved. People get labels."]),
        ("Ann Ash, 2 members", Secrecy.BY_NAME, ["Ann Ash", "Member 1", "Member 2"], ["2 people without a name got labels."]),
        ("Ann Ash, Dee Damson (young person)", Secrecy.BY_NAME, ["Ann Ash", "Young person"], [NOT_KEPT]),
        ("the Lord Mayor, a chair", Secrecy.BY_NAME, ["Chair", "the Lord Mayor"], ["1 person without a name got a label."]),
    ],
)  # fmt: skip
def test_names_are_kept_by_name(text: str, secrecy: Secrecy, told: list[str], notices: list[str]) -> None:
    assert (labels(text, secrecy), [*read(text, secrecy).notices]) == (told, notices)


@pytest.mark.parametrize("secrecy", Secrecy)
def test_a_young_persons_name_is_never_kept_and_an_initial_is_no_article(secrecy: Secrecy) -> None:
    assert "Dee Damson" not in repr(read("Ann Ash, Dee Damson (young person)", secrecy))
    assert [voter.role for voter in read("A Smith, An Nguyen", secrecy).voters] == [Role.MEMBER] * 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Type who will answer"),
        (" , ;\n", "Type who will answer"),
        ("0", "Type who will answer"),
        ("3 mayors", '"mayors" is not a role. The roles are: chair, vice-chair, member'),
        ("Ann Ash (mayor)", '"mayor" is not a role'),
        ("twelve members and a wizard", '"wizard" is not a role'),
        ("the chair, two mayors", '"mayors" is not a role'),
        ("3 tables", '"tables" is not a role'),
        ("2 officers, 1 observer", "Nobody on this list answers"),
        (f"{MOST_PEOPLE + 1}", f"{MOST_PEOPLE + 1} is too many"),
        ("1000000 members", "1000000 is too many. A workshop can have up to 200 people."),
        ("12 members, 999999999 officers", "999999999 is too many. A workshop can have up to 200 people."),
        ("150 members, 60 partners", "That makes 210 people. A workshop can have up to 200"),
        ("9" * 5000, ""),
        ("a dozen members", "is not clear"),
        ("-3 members", "is not clear"),
        ("12 members, a chair of some kind", "is not clear"),
        ("members 12", "is not clear"),
    ],
)
def test_what_cannot_be_used_is_told_and_a_miswritten_number_is_no_name(text: str, told: str) -> None:
    assert read(str(MOST_PEOPLE)).asked == MOST_PEOPLE
    with pytest.raises(InputError) as caught:
        read(text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("6; 1000000", "1000000 people can't sit at one table."),
        ("6; 1000000 members", "1000000 is too many. A workshop can have up to 200 people."),
        ("1000 tables of 6", "1000 is too many tables. A workshop can have up to 200 people."),
        ("3 tables of 1000", "1000 people can't sit at one table."),
    ],
)
def test_a_number_of_tables_that_is_too_large_is_told_as_it_was_written(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_tables(text)
    assert str(caught.value) == told


@given(st.text(alphabet="0123456789abcmyoung ,;()\n-", max_size=40), st.sampled_from(Secrecy), st.booleans())
def test_any_text_is_read_or_refused_with_a_sentence(text: str, secrecy: Secrecy, chair: bool) -> None:
    try:
        found = read(text, secrecy, chair_is_member=chair)
    except InputError:
        return
    assert 0 < found.asked <= len(found.voters) <= MOST_PEOPLE
    assert [voter.id for voter in found.voters] == [*range(1, len(found.voters) + 1)]
    assert all(voter.label.strip() for voter in found.voters)


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("12 members, 1 chair, 2 co-optees", "15 people: 1 chair, 12 members, 2 co-optees"),
        ("12 members and a chair", "13 people: 1 chair, 12 members"),
        ("Twelve members, the chair and two co-optees.", "15 people: 1 chair, 12 members, 2 co-optees"),
        ("chair, vice-chair, 10 members", "12 people: 1 chair, 1 vice-chair, 10 members"),
        ("one chair, an officer & thirty members", "32 people: 1 chair, 30 members, 1 officer, 31 of whom answer"),
        ("twenty-one members", "21 people: 21 members"),
        ("Twenty Two members + a chair", "23 people: 1 chair, 22 members"),
        ("a member", "1 person: 1 member"),
        ("fifteen", "15 people: 15 members"),
    ],
)  # fmt: skip
def test_a_list_is_read_as_it_is_said_and_summed_up(text: str, summary: str) -> None:
    assert read(text).summary == summary


@pytest.mark.parametrize("secrecy", Secrecy)
@pytest.mark.parametrize(
    "text", ["Cllr Ann Lee, Cllr Bob Ray", "Cllr. Ann Lee and Dr Bob Ray", "Councillor A. Lee; Mrs B Ray", "Ten Example, Bo Example", "Seven Sample, ONE EXAMPLE", "- Ann Lee\n- Bob Ray", "1. Ann Lee\n2. Bob Ray"]
)  # fmt: skip
def test_titles_number_words_and_bullets_make_names_in_every_mode(text: str, secrecy: Secrecy) -> None:
    found = read(text, secrecy)
    assert [voter.role for voter in found.voters] == [Role.MEMBER] * 2
    if secrecy is Secrecy.BY_NAME:
        assert found.names == f"Names: {', '.join(voter.label for voter in found.voters)}."
        assert not re.search(r"[-\d]", found.names)
    else:
        assert found.notices == ("2 names were not saved. People get labels.",)
        assert found.names == ""


@pytest.mark.parametrize("text", ["Twelve members", "Twenty Two Members", "Two Officers, ten members"])
def test_a_number_word_before_a_role_is_a_number(text: str) -> None:
    assert read(text, Secrecy.BY_NAME).names == ""


def test_who_answers_is_told_by_name_and_role_and_labels_go_on() -> None:
    found = read("Ann Lee (chair), Bob Ray, 2 officers, Cat Fox (young person)", Secrecy.BY_NAME)
    assert found.names == "Names: Ann Lee (chair), Bob Ray."
    asked = [read_people(f"{number} members", Secrecy.LABELS).few_question for number in (2, 3)]
    assert asked == ["Only 2 people answer. Is that right?", ""]
    found = read("12 members, 2 co-optees, 1 chair, 2 officers")
    members = [f"Member {number}" for number in range(1, 13)]
    assert labels("12 members, 2 co-optees, 1 chair") == ["Chair", *members, "Co-optee 1", "Co-optee 2"]
    assert [voter.id for voter in found.voters] == [*range(1, 18)]
    assert (found.asked, found.notices) == (15, ())
    assert labels("1 member, 1 co-optee, 2 partners") == ["Member 1", "Co-optee", "Partner 1", "Partner 2"]
    told = labels("3 members, Ann Ash, 2 chairs, 2 co-optees, 1 partner, 1 young person")
    assert len(told) == len(set(told)) == 10
    assert labels("Ann Ash, Ann Ash", Secrecy.BY_NAME) == ["Ann Ash", "Ann Ash 2"]
    first = add_people(session(0), read("2 members, 1 chair").voters)
    later = read_people("1 member, 1 chair, 1 officer", Secrecy.LABELS, joined=first).voters
    assert [(voter.id, voter.label) for voter in later] == [(4, "Chair 2"), (5, "Member 3"), (6, "Officer")]
    without = replace(first, gone=frozenset({"Member 3"}))
    after = read_people("2 members", Secrecy.LABELS, joined=without).voters
    assert [voter.label for voter in after] == ["Member 4", "Member 5"]
    assert read_people("1 observer", Secrecy.LABELS, joined=first).asked == 0
