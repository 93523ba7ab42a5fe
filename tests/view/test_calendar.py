"""The calendar of the action plan, as calendars read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scrutiny_tui.domain.actions import add_action
from scrutiny_tui.domain.moves import rehearsal
from scrutiny_tui.domain.session import Action, ActionKind, ActionStatus, Reply, Session
from scrutiny_tui.view.document_files import Documents, Format
from tests.support.sessions import NOW, session
from tests.view.report_workshops import HOSTILE, KINDS, MADE, hostile

LONG = "Bericht über Besuche; Fragen, Antworten \\ und 🙂 " * 6


def calendar(now: Session, made: date = MADE) -> bytes:
    [(name, data)] = Documents(now, made, (Format.CALENDAR,)).files().items()
    assert name.endswith("-export.ics")
    return data


def events(data: bytes) -> list[dict[str, str]]:
    """Return each event by the names of its properties, read as RFC 5545 says: unfolded, then without escapes."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line not in {"END:VEVENT", "END:VCALENDAR", ""}:
            name, _, value = line.partition(":")
            plain = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
            found[-1][name] = plain
    return found


def planned(*actions: Action) -> Session:
    now = session()
    for each in actions:
        now = add_action(now, each)
    return now


def test_open_actions_and_answers_that_are_due_and_the_review_are_in_it() -> None:
    sent, answer_due = date(2026, 12, 1), date(2027, 2, 1)
    now = planned(
        Action(0, 1, "Visit.", owner="Chair", due=date(2027, 1, 12)),
        Action(0, 1, "Done.", due=date(2027, 1, 12), status=ActionStatus.DONE),
        Action(0, 1, "Pay.", ActionKind.CABINET, sent=sent, answer_due=answer_due),
        Action(0, 1, "Meet.", ActionKind.PARTNER, sent=sent, answer_due=answer_due, reply=Reply.ACCEPTED),
        Action(0, 1, "Some day."),
    )
    told = [(each["DTSTART;VALUE=DATE"], each["SUMMARY"]) for each in events(calendar(now))]
    assert told == [
        ("20270521", "Review the actions: Children's scrutiny"),
        ("20270112", "C 26/27 01 is due"),
        ("20270201", "C 26/27 03: answer due"),
    ]
    assert events(calendar(now))[1]["DESCRIPTION"] == "Visit.\nChair"


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_is_short_ends_as_it_has_to_and_every_workshop_has_an_event(kind: str) -> None:
    data = calendar(hostile(KINDS[kind]()))
    assert data.endswith(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.replace(b"\r\n", b"").translate(None, b"\n\r") == data.replace(b"\r\n", b"")
    assert data.count(b"BEGIN:VEVENT") == data.count(b"END:VEVENT") >= 1


def test_long_text_of_any_language_comes_back() -> None:
    now = planned(Action(0, 1, LONG.strip(), due=date(2027, 1, 12)))
    assert events(calendar(now))[1]["DESCRIPTION"] == LONG.strip()


def test_no_text_makes_a_property_or_an_event_of_its_own() -> None:
    now = planned(Action(0, 1, f"{HOSTILE}\r\nEND:VEVENT\nDTSTART:20000101", due=date(2027, 1, 12)))
    assert [{*each} for each in events(calendar(now))] == [
        {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "TRANSP"},
        {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "TRANSP", "DESCRIPTION"},
    ]


def test_the_same_plan_on_the_same_day_is_the_same_file_and_events_keep_their_ids_for_good() -> None:
    now = planned(Action(0, 1, "Visit.", due=date(2027, 1, 12)))
    later = replace(now, actions={1: replace(now.actions[1], text="Go.", due=date(2027, 2, 1))})
    assert calendar(now) == calendar(now)
    before, after = events(calendar(now)), events(calendar(later, date(2027, 1, 1)))
    assert [each["UID"] for each in before] == [each["UID"] for each in after]
    assert before[1]["DTSTAMP"] < after[1]["DTSTAMP"]


def test_a_rehearsal_says_so_on_each_of_its_days() -> None:
    now = planned(Action(0, 1, "Visit.", due=date(2027, 1, 12), carried=True))
    found = events(calendar(rehearsal(now, "1", NOW)))
    assert all(each["SUMMARY"].startswith("PRACTICE · ") for each in found)
