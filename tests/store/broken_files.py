"""A session file to break, and what is told about it."""

from __future__ import annotations

from typing import Any

import pytest

from scrutiny_tui.domain import actions, recording, voting
from scrutiny_tui.domain.action import Action
from scrutiny_tui.domain.errors import ProblemsError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.session import AgreedLevel, EarlierJudgement, How, NoteKind
from scrutiny_tui.store.documents import Tables, tables
from scrutiny_tui.store.parse import parse_session
from scrutiny_tui.store.written import Document
from tests.support.sessions import answers, revealed, session

FILE = "2026-11-21-exampleshire.json"


def right_documents() -> Tables:
    """Return a session file with a record of every kind: step 1 revealed, step 2 open."""
    now = revealed(session(5, Role.OFFICER), 1, answers("1 2 3 d 2"))
    now = voting.cast(voting.open_round(now, 2), 2, 1, next(iter(answers("3"))))
    now = recording.add_note(now, 1, NoteKind.EVIDENCE, "The work programme.")
    now = recording.record_earlier(now, EarlierJudgement(1, 3, "officers"))
    now = recording.agree(now, AgreedLevel(1, 2, How.CHAIR))
    now = actions.add_action(now, Action(0, 1, "Ask for the data."))
    now = recording.begin_sitting(now, now.sitting.started)
    return tables(voting.open_round(now, 2), "1.2.3")


def put(documents: Tables, table: str, key: int, **fields: Any) -> None:
    """Change fields of a document."""
    document: Document = documents[table][key]
    documents[table][key] = {**document, **fields}


def found(documents: Any) -> list[tuple[str, str]]:
    """Return where the problems are and what they say."""
    with pytest.raises(ProblemsError) as caught:
        parse_session(documents, FILE)
    assert all(problem.file == FILE for problem in caught.value.problems)
    return [(problem.key, problem.reason) for problem in caught.value.problems]
