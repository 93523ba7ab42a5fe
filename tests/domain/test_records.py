"""Records are what frozen dataclasses are, and are made sooner."""

from __future__ import annotations

from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace

import pytest

from scrutiny_tui.domain.records import record


@record
class Person:
    """Somebody in a room that was made up."""

    name: str
    role: str = "member"
    answer: int = field(default=2, repr=False)
    notes: dict[str, str] = field(default_factory=dict, metadata={"kept_as": "nothing"})


@record
class Official(Person):
    """Somebody who does not sit on the committee."""

    post: str = ""


@record
class Seat:
    """Has the first two fields of a person."""

    name: str
    role: str = "member"


@record
class Table:
    """Has a seat for somebody."""

    seats: int

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError("a table has at least one seat")


@record
class Empty:
    """Says nothing."""


def test_fields_are_filled_in_by_place_or_by_name_or_made_for_one_value_or_refused() -> None:
    assert Person("A", "chair") == Person(role="chair", name="A")
    assert (Person("A").role, Person("A").answer, Person("A").notes) == ("member", 2, {})
    assert Official("A", post="clerk").post == "clerk"
    assert Empty() == Empty()
    for _once_more in range(2):
        with pytest.raises(ValueError, match="at least one"):
            Table(0)
    assert Table(4).seats == 4
    assert Person("A").notes is not Person("A").notes


@pytest.mark.parametrize("given", [{}, {"name": "A", "nmae": "B"}])
def test_a_field_too_few_or_too_many_is_a_mistake(given: dict[str, str]) -> None:
    for _once_more in range(2):
        with pytest.raises(TypeError):
            Person(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["role", "rank"])
def test_a_value_never_changes(name: str) -> None:
    person = Person("A")

    with pytest.raises(FrozenInstanceError):
        setattr(person, name, "chair")
    with pytest.raises(FrozenInstanceError):
        delattr(person, name)

    assert person == Person("A")


def test_a_value_is_compared_copied_and_shown_like_a_dataclass() -> None:
    assert Seat("A") == Seat("A")
    assert hash(Seat("A")) == hash(Seat("A"))
    assert Seat("A") != Seat("A", "chair")
    assert Person("A") != Person("A", notes={"1": "x"})
    others: tuple[object, ...] = (Official("A"), Seat("A"), ("A", "member"))
    assert Person("A") not in others
    assert Seat("A") not in others[2:]
    person = Person("A")
    assert [each.name for each in fields(Official)] == ["name", "role", "answer", "notes", "post"]
    assert fields(Person)[3].metadata == {"kept_as": "nothing"}
    assert replace(person, role="chair") == Person("A", "chair")
    assert copy(person) == deepcopy(person) == person
    assert is_dataclass(person)
    assert repr(Person("A", answer=3)) == "Person(name='A', role='member', notes={})"
    assert repr(Empty()) == "Empty()"
