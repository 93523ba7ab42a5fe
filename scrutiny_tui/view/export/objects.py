"""The results as one JSON object with what was written down, and in full each ballot: see docs/results-json.md."""

from __future__ import annotations

import json
from dataclasses import asdict

from scrutiny_tui.domain.printable import safe_json
from scrutiny_tui.domain.session import Action
from scrutiny_tui.view.data import results_data
from scrutiny_tui.view.data_figures import Data
from scrutiny_tui.view.export.lines import ballot_lines
from scrutiny_tui.view.record.names import trail_text
from scrutiny_tui.view.record.view import View

_PEOPLE = ("facilitator", "sponsor", "completed_by")
"""What is typed about single people when a workshop is set up."""


def export_json(view: View) -> bytes:
    """Return the object as UTF-8, ending with a line break."""
    return f"{safe_json(json.dumps(export_data(view), indent=2, ensure_ascii=False))}\n".encode()


def export_data(view: View) -> Data:
    """Return the object as values that JSON knows."""
    data = results_data(view.session)
    data["session"] |= {name: view.person(data["session"][name]) for name in _PEOPLE}
    for item, each in zip(data["items"], view.found, strict=True):
        if each.earlier:
            item["earlier_judgement"]["whose"] = view.person(each.earlier.whose)
    for told, entry in zip(data["trail"], view.session.told_trail, strict=True):
        told["text"] = trail_text(view.session, entry, full=view.is_full)
    data["exported"] = {"kind": view.options.kind.value, "on": view.made.isoformat()}
    data["actions"] = [_action(view, each) for each in view.session.actions.values()]
    data["written_down"] = [
        {"item": each.item.id, "kind": note.kind.value, "text": note.text}
        for each in view.found
        for note in each.notes
    ]
    return data | ({"ballots": [asdict(line) for line in ballot_lines(view)]} if view.is_full else {})


def _action(view: View, action: Action) -> Data:
    return {
        "item": view.session.wording.item(action.item).id if action.item else None,
        "text": action.text,
        "kind": action.kind.value,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else None,
        "status": action.status.value,
        "evidence": action.evidence,
        "carried": action.carried,
    }
