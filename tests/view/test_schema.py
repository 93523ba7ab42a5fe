"""The JSON of results keeps to its published schema, whatever a workshop went through."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from scrutiny_tui.domain.session import Session
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.report_view import Kind
from tests.store.random_sessions import sessions
from tests.support.sessions import counted, revealed, session
from tests.view.export_files import export
from tests.view.report_workshops import by_name, collectively, in_tables

DOCS: Final = Path(__file__).parents[2] / "docs"

SCHEMA: Final = json.loads((DOCS / "results.schema.json").read_text(encoding="utf-8"))
Draft202012Validator.check_schema(SCHEMA)


def problems(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


@given(sessions())
@settings(max_examples=25)
def test_any_session_keeps_to_the_schema(now: Session) -> None:
    assert problems(json.loads(json.dumps(results_data(now, by_groups=True)))) == []


@pytest.mark.parametrize("build", [by_name, in_tables, collectively])
def test_an_export_keeps_to_the_schema(build: Callable[[], Session]) -> None:
    public, full = export(build()).data, export(build(), Kind.FULL).data
    assert problems(public) == problems(full) == []
    assert "ballots" not in public
    assert "ballots" in full


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("items", 0, "label"), "agreed"),
        (("items", 0, "voter"), "Member 4"),
        (("items", 0, "rounds", 0, "mean"), 2.0),
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
