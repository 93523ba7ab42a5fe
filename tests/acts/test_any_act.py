"""Whatever act of the catalogue is done with whatever is typed for it, it is kept on the disk or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import InputError, RuleError
from scrutiny_tui.domain.people import Role
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.store.session_checks import inconsistencies
from tests.support.any_act import any_act, values_for
from tests.support.files import everything_in
from tests.support.sessions import as_kept, library, workshop

TRIES = 150
USUAL = {"cast": 12, "reveal": 4, "again": 3, "headcount": 4, "add-action": 3, "note": 3}


def refusal(act: Callable[[], object]) -> str:
    """Do something, and return why it is refused; empty if it is not."""
    try:
        act()
    except (InputError, RuleError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize("secrecy", Secrecy)
def test_any_act_is_kept_or_refused_as_checking_it_first_says(tmp_path: Path, secrecy: Secrecy) -> None:
    chance, done = Random(str(secrecy)), set()  # noqa: S311  nothing secret hangs on it
    room = workshop(tmp_path, 6, Role.OFFICER, secrecy=secrecy)
    for _ in range(TRIES):
        drawn = any_act(chance, room, USUAL)
        if drawn is None:
            continue
        (act, values), before, files = drawn, room.session, everything_in(tmp_path)
        why_not = refusal(lambda act=act, values=values: act.check(room, values))  # type: ignore[misc]
        assert room.session is before
        assert everything_in(tmp_path) == files
        assert refusal(lambda act=act, values=values: act.do(room, values)) == why_not  # type: ignore[misc]
        if why_not:
            assert room.session is before
            continue
        done.add(act.name)
        assert [*inconsistencies(room.session)] == []
        assert library(tmp_path).read(room.path) == as_kept(room.session)
    assert len(done) > len(CATALOGUE.acts) // 2


def test_no_act_changes_a_workshop_that_is_only_looked_at(tmp_path: Path) -> None:
    chance, tried = Random(1), 0  # noqa: S311  nothing secret hangs on it
    room = workshop(tmp_path, 6)
    for each in ("note", "add-action", "cast", "reveal"):
        given = CATALOGUE.acts[each]
        given.do(room, {**values_for(chance, room, given), **_about_step_1(room, each)})
    room.close()
    viewed = library(tmp_path).look(room.path)
    for act in CATALOGUE.acts.values():
        with suppress(InputError, RuleError):  # if there is nothing to choose from
            values = values_for(chance, viewed, act)
            tried += 1
            with pytest.raises(RuleError, match="open read-only"):
                act.do(viewed, values)
    assert tried > len(CATALOGUE.acts) * 2 // 3


def _about_step_1(room: Workshop, act: str) -> dict[str, object]:
    return {} if act == "add-action" else {"step": room.session.items[0]}
