"""What is sound of a damaged session is found in all its files, what is missing is told, and no file is changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.domain.action import Action
from scrutiny_tui.domain.ballot import Answer
from scrutiny_tui.domain.errors import InputError, ScrutinyError
from scrutiny_tui.domain.rounds import RoundState
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import NoteKind, Session
from scrutiny_tui.services.workshop import Workshop
from scrutiny_tui.store.journal.errors import NewerFormatError
from scrutiny_tui.store.parse import NewerSchemaError
from scrutiny_tui.store.salvage.recovering import Recovery, recover
from scrutiny_tui.store.sessions import read_session
from scrutiny_tui.store.written import write_item, write_session, write_wording
from tests.support.sessions import NOW, details, wording, workshop

NOTE = "The work programme [/x]"


def held(folder: Path, secrecy: Secrecy = Secrecy.LABELS) -> Workshop:
    """Return a workshop with two results, an open vote, a note and an action; it is still open."""
    room = workshop(folder, 5, secrecy=secrecy)
    for step in (1, 2):
        room.open_round(step)
        for voter in range(1, 6):
            room.cast(step, voter, Answer.LEVEL_2)
        room.reveal(step)
        room.keep_copy()
    room.open_round(3)
    room.cast(3, 1, Answer.LEVEL_3)
    room.add_note(1, NoteKind.EVIDENCE, NOTE)
    room.add_action(Action(0, 2, "Ask for the data."))
    return room


@pytest.fixture
def path(tmp_path: Path) -> Path:
    room = held(tmp_path)
    room.close()
    return room.path


def only_the_file(path: Path) -> None:
    """Take away every copy."""
    for each in (path.parent.parent / "mirror").rglob("*.json"):
        each.unlink()


def contents(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def recovered(path: Path) -> Recovery:
    before = contents(path.parent.parent)
    words = wording()
    spare = {
        "wording": {1: write_wording(words)},
        "items": {item.number: write_item(item) for item in words.items},
        "session": {1: write_session(Session("", details("Stand-in"), words))},
    }
    try:
        return recover(path, (path.parent.parent / "mirror",), spare, NOW)
    finally:
        assert contents(path.parent.parent) == before


def change(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def line_with(path: Path, text: bytes) -> bytes:
    return next(line for line in path.read_bytes().split(b"\n") if text in line)


def test_a_sound_session_is_recovered_as_it_is(path: Path) -> None:
    found = recovered(path)

    assert found.session == read_session(path)
    assert (found.faults, found.missing) == ((), ())


def test_a_line_that_cannot_be_read_costs_only_what_is_in_it(path: Path) -> None:
    only_the_file(path)
    whole = read_session(path)
    change(path, line_with(path, NOTE.encode()), b'"1": {"item":1,"kind":"evid')

    found = recovered(path)

    assert found.session.rounds == whole.rounds
    assert found.session.actions == whole.actions
    assert found.session.notes == {}
    assert found.missing == ("Lost: note 1.",)
    assert any("cannot be read" in each.reason and each.key.startswith("line ") for each in found.faults)


def test_what_the_file_lost_comes_from_the_second_copy(path: Path) -> None:
    whole = read_session(path)
    path.write_bytes(path.read_bytes()[:400])

    found = recovered(path)

    assert found.session == whole
    assert found.missing == ()


def test_what_the_file_lost_comes_from_the_dated_copies(path: Path) -> None:
    whole = read_session(path)
    for each in (path.parent.parent / "mirror").glob("*.json"):
        each.unlink()
    path.write_bytes(b"")

    found = recovered(path)

    assert found.session.revealed(1) == whole.revealed(1)
    assert found.session.revealed(2) == whole.revealed(2)


def test_changes_since_the_file_come_from_sound_lines_of_the_journal(tmp_path: Path) -> None:
    room = held(tmp_path)
    path = room.path
    only_the_file(path)
    for each in (tmp_path / "mirror").glob("*.journal"):
        each.unlink()
    lines = path.with_suffix(".journal").read_bytes().split(b"\n")
    note = next(number for number, line in enumerate(lines) if b'"notes"' in line)
    lines[note] = lines[note][:-3] + b"x}}"
    path.with_suffix(".journal").write_bytes(b"\n".join(lines))

    found = recovered(path)

    assert found.session.rounds == room.session.rounds
    assert found.session.actions == room.session.actions
    assert any("cannot be found in any copy" in each for each in found.missing)


def test_a_person_who_is_lost_is_kept_as_somebody_so_that_the_answers_count(path: Path) -> None:
    only_the_file(path)
    change(path, line_with(path, b'"label":"Member 3"'), b'"3": {"label":"Mem')

    found = recovered(path)

    assert found.session.voters[3].label == "Person 3"
    assert len(found.session.revealed(1)[0].ballots) == 5
    assert "Lost; a stand-in keeps what belongs to it: person 3 on the list." in found.missing


def test_a_vote_that_is_lost_is_open_again_with_its_answers_and_shows_no_result(path: Path) -> None:
    only_the_file(path)
    change(path, line_with(path, b'"state":"revealed"'), b'"1001": {"abs')

    found = recovered(path)

    assert found.session.rounds[1001].state is RoundState.OPEN
    assert len(found.session.rounds[1001].ballots) == 5


def test_lost_wording_is_the_packs_and_lost_details_are_a_stand_in_and_both_are_told(path: Path) -> None:
    only_the_file(path)
    change(path, line_with(path, b'"statement":"'), b'"1": {"id')
    change(path, line_with(path, b'"council":"Exampleshire"'), b'"1": {"cou')

    found = recovered(path)

    assert found.session.details.council == "Stand-in"
    assert found.session.wording.items[0].title == wording().items[0].title
    told = "Lost; something else was put in its place: "
    assert {f"{told}the details of the workshop.", f"{told}the wording of step 1."} <= {*found.missing}


def test_a_field_that_cannot_be_right_gives_way_to_an_earlier_version(path: Path) -> None:
    (path.parent.parent / "mirror").joinpath("x").write_bytes(b"")
    for each in (path.parent.parent / "mirror").glob("*.json"):
        each.unlink()
    change(path, b'"role":"member"', b'"role":"dragon"')

    found = recovered(path)

    assert found.session.voters[1].label == "Member 1"
    assert "Only an earlier version was found: person 1 on the list." in found.missing


@pytest.mark.parametrize("data", [b"", b"{}", b"\0" * 500, b"[" * 100_000, b"PK\x03\x04"])
def test_where_nothing_is_left_it_says_so(path: Path, data: bytes) -> None:
    only_the_file(path)
    path.write_bytes(data)

    with pytest.raises(InputError, match="Nothing of a workshop can be made out"):
        recovered(path)


@pytest.mark.parametrize("table", ["trail", "rounds", "sittings", "actions", "voters", "notes", "session"])
def test_what_has_lost_its_heading_is_kept(tmp_path: Path, table: str) -> None:
    room = held(tmp_path)
    room.set_aside(3, "The slips were mixed up.")
    room.add_action(Action(0, 2, "Ask once more.", carried=True))
    room.start_clock(10)
    room.close()
    path = room.path
    only_the_file(path)
    whole = read_session(path)
    change(path, f'"{table}": {{'.encode(), f'"{table}\x00 {{'.encode())

    found = recovered(path)

    assert found.session == whole
    assert found.missing == ()


@pytest.mark.parametrize("heading", [b'"notes": {', b'"notes\x00 {'], ids=["with a heading", "without one"])
@pytest.mark.parametrize("harm", [b'"1": {"it', b'1: {"item":1,"kind":"evid', b'"1": {"item":1},'])
def test_a_line_that_is_lost_is_told_as_missing_wherever_it_stands(
    path: Path, heading: bytes, harm: bytes
) -> None:
    only_the_file(path)
    change(path, line_with(path, NOTE.encode()), harm)
    change(path, b'"notes": {', heading)

    found = recovered(path)

    assert found.session.notes == {}
    assert len(found.missing) == 1
    assert found.missing[0].startswith("Lost: ")


def test_a_line_that_cannot_be_told_is_not_missing_where_another_copy_has_it(path: Path) -> None:
    whole = read_session(path)
    change(path, line_with(path, NOTE.encode()), b'1: {"item":1,"kind":"evid')

    found = recovered(path)

    assert found.session == whole
    assert found.missing == ()


def test_a_table_of_another_name_is_told_by_what_is_in_it(path: Path) -> None:
    only_the_file(path)
    whole = read_session(path)
    change(path, b'"notes": {', b'"nodes": {')

    found = recovered(path)

    assert found.session == whole
    assert found.missing == ()


def test_a_newer_programs_file_is_refused(path: Path) -> None:
    change(path, b'"format":1', b'"format":9')
    with pytest.raises(NewerFormatError):
        recovered(path)


def test_a_newer_schema_is_refused(path: Path) -> None:
    only_the_file(path)
    change(path, b'"version":1}', b'"version":9}')
    with pytest.raises(NewerSchemaError):
        recovered(path)


@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.TOTALS])
def test_what_is_told_of_a_damaged_file_is_the_same_whatever_is_in_an_open_vote(
    tmp_path: Path, secrecy: Secrecy
) -> None:
    told = []
    for name, answer in (("one", Answer.LEVEL_1), ("other", Answer.LEVEL_3)):
        room = held(tmp_path / name, secrecy)
        if secrecy is Secrecy.LABELS:
            room.cast(3, 2, answer)
        room.close()
        only_the_file(room.path)
        change(room.path, line_with(room.path, NOTE.encode()), b'"1": {"it')
        found = recovered(room.path)
        told.append((found.faults, found.missing))

    assert told[0] == told[1]


def test_a_document_that_is_nested_absurdly_deep_is_lost_and_nothing_else(path: Path) -> None:
    only_the_file(path)
    deep = b"[" * 900 + b"]" * 900
    change(
        path,
        line_with(path, NOTE.encode()),
        b'"1": {"item":1,"kind":"evidence","round":0,"table":0,"text":' + deep + b"},",
    )

    found = recovered(path)

    assert found.session.notes == {}
    assert found.session.revealed(1)


def test_an_open_vote_of_which_only_totals_were_kept_begins_again(tmp_path: Path) -> None:
    room = held(tmp_path, Secrecy.TOTALS)
    room.close()
    change(room.path, line_with(room.path, NOTE.encode()), b'"1": {"it')

    found = recovered(room.path)

    told = "The vote on step 3, time 1, was open and begins again: everybody answers once more."
    assert told in found.missing
    assert found.session.rounds[3001].given == 0


# --- hostile bytes

spots = st.floats(0, 1, exclude_max=True)
harm = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "swap", "drop line", "insert"]), spots, spots, st.integers(1, 255)
    ),
    min_size=1,
    max_size=4,
)


def harmed(data: bytes, moves: list[tuple[str, float, float, int]]) -> bytes:
    for kind, first, second, byte in moves:
        if not data:
            return data
        data = HARM[kind](data, int(first * len(data)), int(second * len(data)), byte)
    return data


def _swap(data: bytes, first: int, second: int, _byte: int) -> bytes:
    lines = data.split(b"\n")
    one, other = first % len(lines), second % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _drop(data: bytes, first: int, _second: int, _byte: int) -> bytes:
    lines = data.split(b"\n")
    del lines[first % len(lines)]
    return b"\n".join(lines)


HARM: dict[str, Callable[[bytes, int, int, int], bytes]] = {
    "flip": lambda data, at, _, byte: data[:at] + bytes([data[at] ^ byte]) + data[at + 1 :],
    "cut": lambda data, at, _, byte: data[: max(at, 1)],
    "insert": lambda data, at, _, byte: data[:at] + bytes([byte]) * byte + data[at:],
    "swap": _swap,
    "drop line": _drop,
}


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop as a killed program leaves it, with journals."""
    folder = tmp_path_factory.mktemp("stopped")
    return held(folder).path


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(moves=harm, journal=harm | st.none(), alone=st.booleans())
def test_hostile_files_give_a_session_or_a_sentence(
    stopped: Path, moves: list[tuple[str, float, float, int]],
    journal: list[tuple[str, float, float, int]] | None, alone: bool,
) -> None:  # fmt: skip
    kept = contents(stopped.parent.parent)
    try:
        stopped.write_bytes(harmed(stopped.read_bytes(), moves))
        if journal is not None:
            beside = stopped.with_suffix(".journal")
            beside.write_bytes(harmed(beside.read_bytes(), journal))
        if alone:
            for each in (stopped.parent.parent / "mirror").rglob("*.j*"):
                each.unlink()
        with suppress(ScrutinyError):
            assert recovered(stopped).session.wording.items
        with suppress(ScrutinyError):
            assert read_session(stopped).wording.items
    finally:
        for file, data in kept.items():
            file.write_bytes(data)


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_answered_in_words(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "x.json"
    path.write_bytes(data)
    for read in (lambda: recover(path, (), {}, NOW), lambda: read_session(path)):
        with pytest.raises(ScrutinyError):
            read()
    assert path.read_bytes() == data
