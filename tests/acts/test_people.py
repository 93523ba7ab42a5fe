"""The list of people as a facilitator types it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tui.domain.errors import InputError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.people_list import MOST_PEOPLE, PeopleRead, read_people, read_tables
from scrutiny_tui.domain.secrecy import Secrecy


def read(text: str, secrecy: Secrecy = Secrecy.LABELS, *, chair_is_member: bool = False) -> PeopleRead:
    return read_people(text, secrecy, chair_is_member=chair_is_member)


def labels(text: str, secrecy: Secrecy = Secrecy.LABELS) -> list[str]:
    return [voter.label for voter in read(text, secrecy).voters]


def test_a_committee_is_typed_as_it_is_said() -> None:
    found = read("12 members, 2 co-optees, 1 chair")

    assert found.asked == 15
    assert [voter.label for voter in found.voters] == [
        "Chair",
        *(f"Member {number}" for number in range(1, 13)),
        "Co-optee 1",
        "Co-optee 2",
    ]
    assert [voter.id for voter in found.voters] == [*range(1, 16)]
    assert found.notices == ()


@pytest.mark.parametrize("text", ["15", " 15 ", "15 members", "15 people", "15 councillors", "15members"])
def test_a_number_alone_is_members(text: str) -> None:
    assert [voter.role for voter in read(text).voters] == [Role.MEMBER] * 15


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("1 member", Role.MEMBER),
        ("1 Chair", Role.CHAIR),
        ("chair", Role.CHAIR),
        ("1 chairwoman", Role.CHAIR),
        ("1 vice-chair", Role.VICE_CHAIR),
        ("1 vice chair", Role.VICE_CHAIR),
        ("2 vice-chairs", Role.VICE_CHAIR),
        ("2 vice chairs", Role.VICE_CHAIR),
        ("1 co-opted member", Role.CO_OPTEE),
        ("2 co-opted members", Role.CO_OPTEE),
        ("2 cooptees", Role.CO_OPTEE),
        ("1 young person", Role.YOUNG_PERSON),
        ("3 young people", Role.YOUNG_PERSON),
        ("2 PARTNERS", Role.PARTNER),
    ],
)
def test_roles_are_read_in_singular_and_plural(text: str, role: Role) -> None:
    assert {voter.role for voter in read(text).voters} == {role}


@pytest.mark.parametrize(
    "text",
    [
        "3 members, 1 chair",
        "3 members; 1 chair",
        "3 members\n1 chair\n",
        "3 members and 1 chair",
        "1 chair,,3",
    ],
)
def test_parts_are_parted_in_any_usual_way(text: str) -> None:
    assert labels(text) == ["Chair", "Member 1", "Member 2", "Member 3"]


def test_one_of_a_kind_needs_no_number_but_a_member_does() -> None:
    assert labels("1 member, 1 co-optee, 2 partners") == ["Member 1", "Co-optee", "Partner 1", "Partner 2"]


def test_whoever_does_not_cast_is_on_the_list_without_being_asked() -> None:
    found = read("3 members, 2 officers")

    assert (len(found.voters), found.asked) == (5, 3)


def test_the_chair_may_have_been_counted_twice() -> None:
    found = read("12 members, 2 co-optees, 1 chair")

    assert found.chair_question == "That makes 15. Is the chair one of the 12?"
    assert read("12 members, 2 co-optees, 1 chair", chair_is_member=True).asked == 14


@pytest.mark.parametrize("text", ["15", "1 chair, 2 co-optees", "12 members, 1 vice-chair"])
def test_there_is_no_question_where_the_chair_cannot_be_counted_twice(text: str) -> None:
    assert read(text).chair_question == ""


def test_there_is_no_question_where_everybody_is_named() -> None:
    assert read("Ann Ash, Bob Birch (chair)", Secrecy.BY_NAME).chair_question == ""


def test_names_are_kept_by_name() -> None:
    found = read("Ann Ash, Bob Birch (co-optee), Cyd Cedar (chair)", Secrecy.BY_NAME)

    assert [(voter.label, voter.role) for voter in found.voters] == [
        ("Cyd Cedar", Role.CHAIR),
        ("Ann Ash", Role.MEMBER),
        ("Bob Birch", Role.CO_OPTEE),
    ]
    assert found.notices == ()


def test_names_are_never_kept_under_labels() -> None:
    found = read("Ann Ash, Bob Birch (co-optee)")

    assert [voter.label for voter in found.voters] == ["Member 1", "Co-optee"]
    assert found.notices == ("2 names were read and not kept: people get labels.",)


def test_one_name_is_told_in_the_singular() -> None:
    assert read("Ann Ash, 3 members").notices == ("1 name was read and not kept: people get labels.",)


@pytest.mark.parametrize("secrecy", Secrecy)
def test_a_young_persons_name_is_never_kept(secrecy: Secrecy) -> None:
    found = read("Ann Ash, Dee Damson (young person)", secrecy)

    assert "Dee Damson" not in repr(found)
    assert found.voters[1].label == "Young person"


def test_a_young_persons_missing_name_is_told() -> None:
    assert read("Ann Ash, Dee Damson (young person)", Secrecy.BY_NAME).notices == (
        "A young person's name is never kept: a label stands for it.",
    )


def test_people_without_a_name_get_labels_by_name_too() -> None:
    found = read("Ann Ash, 2 members", Secrecy.BY_NAME)

    assert [voter.label for voter in found.voters] == ["Ann Ash", "Member 1", "Member 2"]
    assert found.notices == ("2 without a name got labels.",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Say who answers"),
        (" , ;\n", "Say who answers"),
        ("0", "Say who answers"),
        ("3 mayors", '"mayors" is not a role. Roles are: chair, vice-chair, member'),
        ("Ann Ash (mayor)", '"mayor" is not a role'),
        ("twelve members and a wizard", '"wizard" is not a role'),
        ("the chair, two mayors", '"mayors" is not a role'),
        ("3 tables", '"tables" is not a role'),
        ("2 officers, 1 observer", "Nobody in this list casts a ballot"),
        (f"{MOST_PEOPLE + 1}", f"{MOST_PEOPLE + 1} is more people than this program takes"),
        ("1000000 members", "1000000 is more people than this program takes (200)."),
        ("12 members, 999999999 officers", "999999999 is more people than this program takes (200)."),
        ("150 members, 60 partners", "That makes 210 people; this program takes up to 200"),
    ],
)
def test_what_cannot_be_used_is_told(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("6; 1000000", "1000000 is not a number of people that can sit at a table."),
        ("6; 1000000 members", "1000000 is more people than this program takes (200)."),
        ("1000 tables of 6", "1000 is more tables than this program takes people (200)."),
        ("3 tables of 1000", "1000 is not a number of people that can sit at a table."),
    ],
)
def test_a_table_or_number_of_tables_that_is_too_large_is_told_as_it_was_written(
    text: str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_tables(text)
    assert str(caught.value) == told


def test_the_most_people_are_taken() -> None:
    assert read(str(MOST_PEOPLE)).asked == MOST_PEOPLE


def test_a_number_beyond_all_measure_is_told() -> None:
    with pytest.raises(InputError):
        read("9" * 5000)


@given(st.text(alphabet="0123456789abcmyoung ,;()\n-", max_size=40), st.sampled_from(Secrecy), st.booleans())
def test_any_text_is_read_or_refused_with_a_sentence(text: str, secrecy: Secrecy, chair: bool) -> None:
    try:
        found = read(text, secrecy, chair_is_member=chair)
    except InputError:
        return
    assert 0 < found.asked <= len(found.voters) <= MOST_PEOPLE
    assert [voter.id for voter in found.voters] == [*range(1, len(found.voters) + 1)]
    assert all(voter.label.strip() for voter in found.voters)


def test_labels_are_never_given_twice() -> None:
    told = labels("3 members, Ann Ash, 2 chairs, 2 co-optees, 1 partner, 1 young person")

    assert len(told) == len(set(told)) == 10


def test_numbers_and_labels_go_on_from_those_already_on_the_list() -> None:
    first = read("2 members, 1 chair").voters

    later = read_people("1 member, 1 chair, 1 officer", Secrecy.LABELS, after=first).voters

    assert [(voter.id, voter.label) for voter in later] == [(4, "Chair 2"), (5, "Member 3"), (6, "Officer")]


def test_two_people_of_one_name_are_told_apart() -> None:
    assert labels("Ann Ash, Ann Ash", Secrecy.BY_NAME) == ["Ann Ash", "Ann Ash 2"]


def test_people_without_a_ballot_can_join_a_list_that_has_voters() -> None:
    first = read("2 members").voters

    later = read_people("1 observer", Secrecy.LABELS, after=first)

    assert later.asked == 0


@pytest.mark.parametrize(
    "text",
    ["a dozen members", "-3 members", "12 members, a chair of some kind", "members 12"],
)
def test_a_miswritten_number_of_people_is_not_taken_for_a_name(text: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(text)


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("12 members, 1 chair, 2 co-optees", "15 people: 1 chair, 12 members, 2 co-optees"),
        ("12 members and a chair", "13 people: 1 chair, 12 members"),
        (
            "Twelve members, the chair and two co-optees.",
            "15 people: 1 chair, 12 members, 2 co-optees",
        ),
        ("chair, vice-chair, 10 members", "12 people: 1 chair, 1 vice-chair, 10 members"),
        (
            "one chair, an officer & thirty members",
            "32 people: 1 chair, 30 members, 1 officer; 31 of them answer",
        ),
        ("twenty-one members", "21 people: 21 members"),
        ("Twenty Two members + a chair", "23 people: 1 chair, 22 members"),
        ("a member", "1 person: 1 member"),
        ("fifteen", "15 people: 15 members"),
    ],
)
def test_a_list_is_read_as_it_is_said_and_summed_up(text: str, summary: str) -> None:
    assert read(text).summary == summary


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.BY_NAME])
def test_an_initial_is_no_article(secrecy: Secrecy) -> None:
    assert [voter.role for voter in read("A Smith, An Nguyen", secrecy).voters] == [Role.MEMBER] * 2


def test_by_name_a_title_may_be_a_name() -> None:
    assert labels("the Lord Mayor, a chair", Secrecy.BY_NAME) == ["Chair", "the Lord Mayor"]


def test_a_label_that_is_gone_is_not_given_again() -> None:
    first = read("3 members").voters

    later = read_people("2 members", Secrecy.LABELS, after=first[:2], gone=frozenset({"Member 3"})).voters

    assert [voter.label for voter in later] == ["Member 4", "Member 5"]
