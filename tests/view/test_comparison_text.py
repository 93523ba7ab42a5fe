"""Workshops side by side as text and JSON, and a folder of them line by line as it is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from scrutiny_tui.acts.library import Entry
from scrutiny_tui.domain import moves
from scrutiny_tui.domain.comparison import compare
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, Direction, How, Session
from scrutiny_tui.view.comparison_text import (
    ABOUT_FOLDER,
    comparison_json,
    comparison_lines,
    folder_json,
    folder_lines,
)
from tests.support.sessions import answers, counted, details, of_tables, revealed, session


def people(name: str = "people", steps: int = 6) -> Session:
    """Return a workshop with a result and an agreed position."""
    now = replace(revealed(session(6, steps=steps), 1, counted((0, 5, 1))), id=name)
    return moves.agree(now, AgreedLevel(1, 2, How.DISCUSSION, "Some see it otherwise."))


def settled() -> Session:
    """Return a workshop in which the committee answered together."""
    now = replace(session(5), id="settled", details=details(mode=Mode.COLLECTIVE))
    return moves.agree(now, AgreedLevel(1, None, How.CHAIR))


def test_workshops_stand_side_by_side_and_what_is_not_compared_last(same_text: Callable[[str], None]) -> None:
    same_text("\n".join(comparison_lines(compare((people(), settled(), people("longer", steps=7))))))


def test_the_same_committee_sees_where_it_wanted_to_be_and_where_it_is_now() -> None:
    before = moves.aim(people(), 1, 3, Direction.FORWARD)
    later = replace(people("later"), details=replace(details(), date=date(2027, 5, 21)))
    others = replace(later, id="others", details=replace(later.details, council="Sampleton"))
    told = [line for line in comparison_lines(compare((before, later, others))) if "Aimed" in line]
    assert len(told) == 1
    assert told[0].startswith("  B: ")
    assert told[0].endswith("Aimed at Strong; now Developing.")


def test_a_workshop_that_was_not_asked_has_no_answer_and_typed_text_no_line_of_its_own() -> None:
    council = "Example\nStep 1: \x1b[31mForged"
    hostile = replace(people("other"), details=replace(details(), council=council))
    told = [*comparison_lines(compare((people(), hostile)))]
    assert not any(line.startswith("Step 1:") and "Forged" in line for line in told)
    assert "\x1b" not in f"{told}{comparison_json(compare((people(), hostile)), ('a', 'b'))}"
    second, third = (moves.vote_on(people(name), frozenset({101})) for name in ("second", "third"))
    told = [*comparison_lines(compare((people(), second, third)))]
    assert told[-4:] == [
        "Prompt 1.1: What about step 1?",
        "  A: not asked",
        "  B: no result yet",
        "  C: no result yet",
    ]


def test_json_holds_the_same_numbers_of_a_folder_without_a_workshop_too() -> None:
    found = json.loads(comparison_json(compare((people(), settled())), ("a.json", "b.json")))
    first, second = found["items"][0]["stands"]
    assert (first["n"], first["counts"], first["base"]) == (6, [0, 5, 1], 6)
    assert first["label"] == "consensus"
    assert first["agreed_level"] == {"level": 2, "how": "after discussion", "target": None}
    assert (second["n"], second["counts"], second["agreed_level"]["level"]) == (None, None, None)
    assert json.loads("\n".join(folder_json(entries(None)))) == {
        "format": 1,
        "workshops": [{"file": "0.json", "problem": "It is damaged."}],
        "compared_with": None,
    }


def entries(*sessions: Session | None) -> Iterator[Entry]:
    """Yield sessions as they are found in a folder; None is a file that cannot be read."""
    for number, each in enumerate(sessions):
        yield Entry(Path(f"{number}.json"), each, "" if each else "It is damaged.")


def test_a_folder_tells_each_workshop_in_a_line_before_the_next_is_read() -> None:
    tables = revealed(of_tables(5, 6, 4), 1, answers("1 2 3"))
    other = people("other")
    items = (replace(other.wording.items[0], statement="Something else."), *other.wording.items[1:])
    other = replace(other, wording=replace(other.wording, items=items))
    read: list[str] = []

    def reading() -> Iterator[Entry]:
        for entry in entries(None, people(), settled(), tables, other):
            read.append(entry.path.name)
            yield entry

    lines = folder_lines(reading())
    assert [next(lines), next(lines)] == [ABOUT_FOLDER, "0.json: It is damaged."]
    assert read == ["0.json"]
    told = [*lines]
    assert "1 we agree (n = 6); 2 no result yet;" in told[0]
    assert "1 no agreed position;" in told[1]
    assert "1 no single view (n = 3 tables);" in told[2]
    assert "1 worded differently; 2 no result yet;" in told[3]
    assert told[4] == "Steps are shown if they are worded as in 1.json."
