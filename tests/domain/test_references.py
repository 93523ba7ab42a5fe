"""References of actions: the committee's letters, the municipal year, and a number that is never given twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scrutiny_tui.domain.actions import add_action, follow, remove_action
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.references import letters, municipal_year, reference, set_letters
from scrutiny_tui.domain.session import Action, ActionKind, Session
from tests.support.sessions import details, session


def held(
    day: date = date(2026, 11, 21), committee: str = "Children and Families Scrutiny Committee"
) -> Session:
    """Return a workshop of a committee on a day."""
    return replace(session(), details=replace(details(), committee=committee, date=day))


def with_actions(now: Session, number: int) -> Session:
    for _each in range(number):
        now = add_action(now, Action(0, 1, "Ask."))
    return now


def references(now: Session) -> list[str]:
    return [reference(now, each) for each in now.actions.values()]


@pytest.mark.parametrize(
    ("committee", "wanted"),
    [
        ("Children and Families Scrutiny Committee", "CF"),
        ("Children’s Services Overview & Scrutiny Panel", "CS"),
        ("CHILDREN, YOUNG PEOPLE AND SKILLS SELECT COMMITTEE", "CYPS"),
        ("Scrutiny Committee", "SC"),
        ("One Two Three Four Five Six", "OTTFF"),
        ("Educación y élan", "EYÉ"),
        ("", "E"),
        ("1 2 3", "A"),
    ],
)
def test_the_letters_say_what_the_committee_is_about(committee: str, wanted: str) -> None:
    assert letters(held(committee=committee).details) == wanted


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 4, 30), "25/26"),
        (date(2026, 5, 1), "26/27"),
        (date(2027, 4, 30), "26/27"),
        (date(2099, 12, 1), "99/00"),
    ],
)
def test_the_municipal_year_begins_in_may(day: date, year: str) -> None:
    assert municipal_year(day) == year


def test_a_number_is_never_given_twice_even_if_the_last_action_is_removed() -> None:
    now = with_actions(held(), 3)
    assert references(now) == ["CF 26/27 01", "CF 26/27 02", "CF 26/27 03"]
    now = with_actions(remove_action(remove_action(now, 3), 1), 1)
    assert references(now) == ["CF 26/27 02", "CF 26/27 04"]


def test_a_reference_stays_if_the_committee_or_the_date_is_corrected_and_numbers_go_on() -> None:
    now = with_actions(held(), 2)
    renamed = replace(now, details=replace(now.details, committee="Young People Scrutiny Committee"))
    assert references(with_actions(renamed, 1)) == ["CF 26/27 01", "CF 26/27 02", "YP 26/27 03"]
    moved = replace(now, details=replace(now.details, date=date(2027, 5, 20)))
    assert references(with_actions(moved, 1)) == ["CF 26/27 01", "CF 26/27 02", "CF 27/28 01"]


def test_the_workshop_that_follows_keeps_references_and_gives_none_of_the_earlier_one_again() -> None:
    earlier = remove_action(with_actions(replace(held(), id="earlier"), 4), 4)
    same_year = with_actions(follow(held(date(2027, 3, 1)), remove_action(earlier, 1)), 1)
    assert references(same_year) == ["CF 26/27 02", "CF 26/27 03", "CF 26/27 05"]
    next_year = with_actions(follow(held(date(2027, 6, 1)), earlier), 1)
    assert references(next_year) == ["CF 26/27 01", "CF 26/27 02", "CF 26/27 03", "CF 27/28 01"]


def test_actions_that_were_kept_without_references_have_them_too() -> None:
    now = with_actions(held(), 2)
    old = replace(now, actions={key: replace(each, reference="") for key, each in now.actions.items()})
    assert references(old) == ["CF 26/27 01", "CF 26/27 02"]
    assert references(with_actions(remove_action(old, 2), 1)) == ["CF 26/27 01", "CF 26/27 03"]


def test_the_letters_are_changed_once_for_all_actions_of_the_workshop() -> None:
    earlier = with_actions(replace(held(date(2026, 5, 1)), id="earlier"), 1)
    now = with_actions(follow(held(), earlier), 1)
    changed = set_letters(now, " cfs ")
    assert references(with_actions(changed, 1)) == ["CF 26/27 01", "CFS 26/27 02", "CFS 26/27 03"]
    with pytest.raises(RuleError, match="in use already"):
        set_letters(changed, "CF")


@pytest.mark.parametrize("typed", ["", "C F", "CF1", "ABCDEF", "C/F"])
def test_letters_are_letters(typed: str) -> None:
    with pytest.raises(RuleError, match="1 to 5 letters"):
        set_letters(held(), typed)


def test_letters_under_which_a_recommendation_was_sent_stay() -> None:
    sent = Action(0, 1, "Pay.", ActionKind.CABINET, sent=date(2026, 12, 1))
    with pytest.raises(RuleError, match="in use already"):
        set_letters(add_action(held(), sent), "CFS")
