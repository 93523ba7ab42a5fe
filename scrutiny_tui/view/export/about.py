"""The sheet about the workshop: what was set up, what is kept, when counts are called what, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Final, TypeAlias

from scrutiny_tui.domain.voting import name_of
from scrutiny_tui.view.phrases import sponsor
from scrutiny_tui.view.record.names import trail_text
from scrutiny_tui.view.record.sections.opening import status
from scrutiny_tui.view.record.view import View

Fact: TypeAlias = tuple[str, str | int | date]
"""What it is, and how it is."""

_THRESHOLDS: Final = {
    "fewest_ratings": "Fewest answers that are summed up",
    "consensus_percent": "Clear agreement, from this share on one level (%)",
    "broad_percent": "Most on one level, from this share (%)",
    "minority_percent": "A minority at an end, from this share (%)",
    "split_percent": "Two opposite views, from this share at each end (%)",
    "hollow_percent": "Two opposite views, up to this share of the smaller end between (%)",
}


def about_rows(view: View) -> Iterator[Fact]:
    """Yield each fact about the workshop that is known."""
    details, wording = view.session.details, view.session.wording
    facts: tuple[Fact, ...] = (
        ("Status", " ".join(status(view))),
        ("Council", details.council),
        ("Committee", details.committee),
        ("Date", details.date),
        ("Facilitator", view.person(details.facilitator)),
        ("Sponsor", view.person(sponsor(details))),
        ("Completed by", view.person(details.completed_by)),
        ("Held", details.setting.value),
        ("Completed", details.mode.value),
        ("What is kept", view.session.told_secrecy.value),
        ("How many answer", len(view.session.electorate)),
        ("Wording", f"{wording.title} ({wording.pack} {wording.version})"),
        ("Whose words", wording.prompts_label),
        ("Exported on", view.made),
        ("Session", view.session.id),
    )
    yield from (fact for fact in facts if fact[1] != "")
    yield from ((_THRESHOLDS[name], number) for name, number in asdict(wording.thresholds).items())
    for entry in view.session.told_trail:
        where = f", {name_of(view.session, entry.item)}" if entry.item else ""
        yield f"Corrected or set aside{where}", trail_text(view.session, entry, full=view.is_full)
