"""Whatever a file, a variable or a word holds, the program answers with a sentence: nothing else, and soon."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.acts.shelf_acts import SHELF
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.store.pack_files import Folder
from tests.cli.conftest import Shell
from tests.support.hostile import BYTES, KINDS, WORDS, acted_on
from tests.support.hostile_workbooks import WORKBOOKS, workbook
from tests.support.sessions import SHIPPED, filled, workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and devices among files")

PATIENCE = 20
"""Seconds after which a command is taken to wait without end."""

THINGS = (*BYTES, *KINDS)


@pytest.fixture(autouse=True)
def never_waiting() -> Iterator[None]:
    """Fail rather than wait for somebody to write into a pipe."""

    def waited(number: int, frame: object) -> None:
        raise AssertionError("it waits without end")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(PATIENCE * 6)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def assert_calm(told: Result) -> None:
    """Fail where a mistake in the program was told, or something a terminal would act on."""
    assert "stopped because of a fault" not in told.stderr, told.stderr
    assert acted_on(told.stdout + told.stderr) == set()
    assert told.exit_code in {0, 1, 2, 3}
    assert told.exit_code == 0 or told.stdout + told.stderr


def put(path: Path, thing: str) -> None:
    """Put something hostile in place of a file."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if thing in BYTES:
        path.write_bytes(BYTES[thing])
    else:
        KINDS[thing](path)


def as_after_a_crash(folder: Path, secrecy: Secrecy = Secrecy.LABELS) -> Path:
    """Leave every file of a workshop with a vote going on, as a killed program does; return the session file."""
    going_on = workshop(folder, secrecy=secrecy)
    filled(going_on, 1, "1 2 3")
    shutil.copytree(folder, folder / "kept")
    going_on.close()
    for part in ("sessions", "mirror"):
        shutil.rmtree(folder / part)
        shutil.move(folder / "kept" / part, folder / part)
    return going_on.path


ACTS = (
    ("check", "last"),
    ("results", "last"),
    ("do", "last", "note", "--same-session", "--step", "1", "--kind", "evidence", "--text", "x"),
)


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("secrecy", [Secrecy.LABELS, Secrecy.TOTALS])
def test_a_file_of_a_workshop(shell: Shell, folder: Path, secrecy: Secrecy, thing: str) -> None:
    session = as_after_a_crash(folder, secrecy)
    put(session, thing)
    assert_calm(shell("check", str(session)))
    for words in ACTS:
        assert_calm(shell(*words))


@pytest.mark.parametrize("thing", [*KINDS, "NULs", "deep lists", "escapes", "noise"])
@pytest.mark.parametrize("suffix", ["lock", "opened"])
def test_what_says_who_has_it_open(shell: Shell, folder: Path, suffix: str, thing: str) -> None:
    session = as_after_a_crash(folder)
    put(session.with_suffix(f".{suffix}"), thing)
    for words in (*ACTS, ("do", "last", "rename", "--name", "another")):
        assert_calm(shell(*words))


@pytest.mark.parametrize("thing", THINGS)
def test_a_second_copy(shell: Shell, folder: Path, thing: str) -> None:
    as_after_a_crash(folder)
    put(folder / "mirror" / "session-1.json", thing)
    for words in (*ACTS, ("list",)):
        assert_calm(shell(*words))


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("name", ["pack.toml", "lessons.toml", "steps/1-knowledge.toml"])
def test_a_file_of_a_pack(shell: Shell, folder: Path, name: str, thing: str) -> None:
    pack = folder / "pack"
    shutil.copytree(SHIPPED / "six-steps", pack)
    found = pack / name if (pack / name).exists() else next((pack / "steps").glob("1-*.toml"))
    put(found, thing)
    told = shell("check", str(pack))
    assert_calm(told)
    assert told.exit_code == 1
    assert_calm(shell("--content", str(pack), "new", "--council", "x", "--people", "3 members"))


@pytest.mark.parametrize("word", WORDS)
def test_words_in_a_pack(shell: Shell, folder: Path, word: str) -> None:
    pack = folder / "pack"
    shutil.copytree(SHIPPED / "six-steps", pack)
    text = (pack / "pack.toml").read_text(encoding="utf-8")
    escaped = json.dumps(WORDS[word].encode("utf-8", "replace").decode(), ensure_ascii=False)
    put_in = text.replace("title =", f"title = {escaped} #", 1) + f"\n[{escaped}]\n{escaped} = 1\n"
    (pack / "pack.toml").write_text(put_in, encoding="utf-8")
    assert_calm(shell("check", str(pack)))


@pytest.mark.parametrize("name", ["\x1b[2J.toml", "1-\u202e.toml", "\udcff\udcfe.toml", "a\nb.toml"])
def test_names_of_files_in_a_pack(shell: Shell, folder: Path, name: str) -> None:
    pack = folder / "pack"
    shutil.copytree(SHIPPED / "six-steps", pack)
    (pack / "steps" / name).write_text("x = 1", encoding="utf-8")
    told = shell("check", str(pack))
    assert_calm(told)
    assert told.exit_code == 1


@pytest.mark.parametrize("thing", [*THINGS, *WORKBOOKS])
def test_a_table_to_import(shell: Shell, folder: Path, thing: str) -> None:
    workshop(folder).close()
    table = folder / "x\x1b[2J\u202e.xlsx"
    if thing in THINGS:
        put(table, thing)
    else:
        table.write_bytes(workbook(WORKBOOKS[thing]))
    for words in (("import", "last", str(table)), ("import", "last", str(table), "--people", "--dry-run")):
        assert_calm(shell(*words))
    assert not (folder.parent / "out.txt").exists()


@pytest.mark.parametrize("word", WORDS)
def test_words_in_a_table(shell: Shell, folder: Path, word: str) -> None:
    workshop(folder).close()
    cell = '"{}"'.format(WORDS[word].replace('"', '""'))
    for line in (f"{cell},1,2", f"Member 1,{cell},2", f"Member 1,1,{cell}"):
        text = f"voter,item,answer\n{line}\n"
        (folder / "t.csv").write_bytes(text.encode("utf-8", "surrogateescape"))
        assert_calm(shell("import", "last", str(folder / "t.csv")))
    people = f"label,name,role\n{cell},{cell},{cell}\n"
    (folder / "t.csv").write_bytes(people.encode("utf-8", "surrogateescape"))
    assert_calm(shell("import", "last", str(folder / "t.csv"), "--people"))
    for words in (("list",), ("results", "last"), ("results", "last", "--json"), ("check", "last")):
        assert_calm(shell(*words))


def typed(word: str) -> tuple[tuple[str, ...], ...]:
    """Return commands with the word in every place where something can be typed."""
    do = ("do", "last")
    acts = (
        (
            *do,
            each.name,
            *(part for asked in each.parameters for part in (f"--{asked.name.replace('_', '-')}", word)),
        )
        for each in (*CATALOGUE.acts.values(), *SHELF.acts.values())
    )
    one = ("--step", "1", "--person", "Member 1", "--answer")
    return (
        (word,),
        ("list", word),
        ("results", word),
        ("check", word),
        ("open", word),
        ("do", word, "delete", "--yes"),
        ("backups", word),
        ("backups", "--restore", word),
        ("--sessions", word, "list"),
        ("--content", word, "check"),
        ("--backup", word, "list"),
        ("new", "--council", word, "--people", "3 members"),
        ("new", "--council", "x", "--people", word),
        ("new", "--council", "x", "--people", "3 members", "--date", word),
        ("new", "--council", "x", "--people", "3 members", "--facilitator", word, "--committee", word),
        (*do, word),
        *acts,
        (*do, "cast", "--same-session", *one, word),
        (*do, "note", "--same-session", "--step", "1", "--kind", "evidence", "--text", word),
        (*do, "agree", "--same-session", "--step", "1", "--level", "1", "--different-view", word),
        (*do, "details", "--council", word),
        (*do, "duplicate", "--date", word),
        ("paper", "last", "--out", word),
        ("import", "last", word),
        ("import", "last", word, "--people"),
        (*do, "rename", "--name", word),
        ("list",),
        ("results", "last"),
        ("results", "last", "--json"),
        ("check", "last"),
    )


@pytest.mark.parametrize("word", WORDS)
def test_words_that_are_typed(shell: Shell, folder: Path, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop(folder).close()
    monkeypatch.chdir(folder)
    for words in typed(WORDS[word]):
        assert_calm(shell(*words))


VARIABLES = ("SCRUTINY_CONTENT", "SCRUTINY_SESSIONS", "SCRUTINY_MIRROR", "XDG_DATA_HOME", "HOME")
READING = (("check",), ("new", "--council", "x", "--people", "3 members"), ("results", "last"))


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("word", WORDS)
def test_words_in_the_environment(
    shell: Shell, folder: Path, variable: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop(folder).close()
    monkeypatch.chdir(folder)
    monkeypatch.setenv(variable, WORDS[word])
    # An empty word names no folder, and then workshops would be kept where this checkout keeps its own.
    (folder / "own").mkdir()
    (folder / "own" / "content").symlink_to(SHIPPED)
    monkeypatch.setattr("scrutiny_tui.store.installation.checkout", lambda: folder / "own")
    for words in READING:
        assert_calm(shell(*words))


@pytest.mark.parametrize("variable", VARIABLES[:4])
@pytest.mark.parametrize("kind", KINDS)
def test_other_things_in_place_of_a_folder(
    shell: Shell, folder: Path, variable: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop(folder).close()
    KINDS[kind](folder / "thing")
    monkeypatch.setenv(variable, str(folder / "thing"))
    for words in READING:
        assert_calm(shell(*words))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=300) | st.text("[]{}.\"'=a1\n#\\ ", max_size=200).map(str.encode))
def test_any_bytes_as_a_part_of_a_pack_are_read_or_noted(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.toml").write_bytes(data)
    pack = Folder(tmp_path)
    assert (pack.table("t.toml") is None) == bool(pack.problems())


def test_names_in_the_sessions_folder(shell: Shell, folder: Path) -> None:
    session = workshop(folder)
    session.close()
    for name in ("\x1b[2J.json", "\u202e.json", "\udcff.json", "a\nb.json", "[red].json"):
        shutil.copyfile(session.path, session.path.with_name(name))
        (session.path.parent / f"odd{name}").write_bytes(os.fsencode(name))
    for words in (("list",), ("results", "last"), ("check", "last")):
        assert_calm(shell(*words))
