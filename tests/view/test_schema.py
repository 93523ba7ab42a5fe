"""The JSON of results keeps to its published schema, whatever a workshop went through."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from scrutiny_tui.domain.moves import toggle_mark
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import MarkKind, Session
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.report_view import Kind
from tests.store.random_sessions import sessions
from tests.support.sessions import answers, counted, of_tables, revealed, session
from tests.view.export_files import export
from tests.view.report_workshops import KINDS

DOCS: Final = Path(__file__).parents[2] / "docs"

SCHEMA: Final = json.loads((DOCS / "results.schema.json").read_text(encoding="utf-8"))


def problems(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_schema_is_itself_in_order() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(sessions())
@settings(max_examples=60)
def test_any_session_keeps_to_the_schema(now: Session) -> None:
    assert problems(json.loads(json.dumps(results_data(now, by_groups=True)))) == []


def test_a_workshop_with_everything_keeps_to_the_schema() -> None:
    now = replace(session(6, *[Role.PARTNER] * 5), prompts=frozenset({101}))
    now = revealed(revealed(now, 1, answers("3 3 3 3 3 3 1 1 1 1 1")), 1, counted((0, 11, 0)))
    now = toggle_mark(revealed(now, 101, answers("1 x 2 3 3 3 d a i")), 2, MarkKind.PINNED)

    assert problems(results_data(now, by_groups=True)) == []
    assert problems(results_data(revealed(of_tables(5, 6, 4), 1, answers("1 x 3")))) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("holds", list(Kind))
def test_an_export_keeps_to_the_schema(kind: str, holds: Kind) -> None:
    data = export(KINDS[kind](), holds).data
    assert problems(data) == []
    assert ("ballots" in data) == (holds is Kind.FULL)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("items", 0, "label"), "agreed"),
        (("items", 0, "counts"), [1, 2]),
        (("items", 0, "shown_score"), "+047"),
        (("items", 0, "voter"), "Member 4"),
        (("items", 0, "rounds", 0, "mean"), 2.0),
        (("overall", "alpha", "alpha"), 1.5),
        (("format",), 2),
        (("ballots",), []),
        (("actions",), [{"text": "Go on visits."}]),
    ],
)
def test_what_does_not_keep_to_the_schema_is_seen(path: tuple[Any, ...], value: Any) -> None:
    data = results_data(revealed(session(6), 1, counted((1, 2, 3))))
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value

    assert problems(data) != []


def test_every_field_of_the_schema_is_described() -> None:
    described = (DOCS / "results-json.md").read_text(encoding="utf-8")
    names = {name for part in (SCHEMA, *SCHEMA["$defs"].values()) for name in part.get("properties", {})}

    assert sorted(name for name in names if f"`{name}`" not in described) == []
