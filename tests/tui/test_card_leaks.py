"""Two rooms whose cards differ only in what they say look the same, and pictures of a room are kept nowhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cv2", reason="cards are read by OpenCV")

from scrutiny_tui.acts.card_watch import CardWatch
from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.domain.secrecy import Secrecy
from scrutiny_tui.domain.session import PageName
from scrutiny_tui.store.public_file import public_path
from tests.support.card_rooms import CardRoom
from tests.support.files import everything_in
from tests.support.screens import DETAILS, NORMAL, SMALL, Size, at_vote, make_desk, running
from tests.support.sessions import room_of

ONE_WAY = "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"
ANOTHER_WAY = "3 d 2 2 3 3 d 2 1 3 3 d 2 2 3"
TURNED_ONE_WAY = "2 2 2 2 2 2 2 1 1 1 1 1 1 1 1"
TURNED_ANOTHER_WAY = "d 1 1 3 2 d 3 2 1 3 3 d 2 2 3"
"""The first seven are turned."""


async def answered(desk: Desk, room: CardRoom, stages: tuple[str, ...], size: Size) -> list[str]:
    """Let people hold up one thing after another; return all pictures of the screen, and what is published, by stage."""
    seen = []
    async with running(desk, size) as pilot:
        for keys in stages:
            room.hold_up(keys)
            expected = len([key for key in keys.split() if key != "-"])
            await pilot.until(partial(_are_in, desk, max(expected, _given(desk))))
            await pilot.until(partial(_has_taken, room, room.pictures + 10))
            await pilot.settle()
            seen += [pilot.picture, public_path(room_of(desk).path).read_text(encoding="utf-8")]
        await pilot.keys("s")
        seen.append(pilot.picture)
        await pilot.keys("escape down enter o")
        seen.append(pilot.picture)
    return [re.sub(r'"(?:written|beat|sequence)":[^,}]+', "", each) for each in seen]


def _given(desk: Desk) -> int:
    found = room_of(desk).session.open_round(1)
    return found.given if found else 0


def _are_in(desk: Desk, number: int) -> bool:
    return _given(desk) == number


def _has_taken(room: CardRoom, number: int) -> bool:
    return room.pictures >= number


def without_answers(path: Path) -> Any:
    """Return what a session file holds but for the answers of the vote that is open, and the digest over them.

    How often it was saved depends on which cards are read from the same picture.
    """
    tables = json.loads(path.read_text(encoding="utf-8"))
    assert tables["file"]["1"].pop("sha256")
    assert tables["file"]["1"].pop("sequence")
    for row in tables.pop("ballots", {}).values():
        row["answer"] = ""
    for row in tables["rounds"].values():
        row["totals"] = sum(row.get("totals", {}).values())
    return tables


@pytest.mark.parametrize(
    ("secrecy", "size"), [(Secrecy.LABELS, NORMAL), (Secrecy.TOTALS, NORMAL), (Secrecy.LABELS, SMALL)]
)
async def test_rooms_that_differ_only_in_what_cards_say_look_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secrecy: Secrecy, size: Size
) -> None:
    walks, kept = [], []
    for name, given, turned in (
        ("one", ONE_WAY, TURNED_ONE_WAY),
        ("two", ANOTHER_WAY, TURNED_ANOTHER_WAY),
    ):
        room = CardRoom()
        monkeypatch.setattr("scrutiny_tui.tui.screens.camera.open_camera", room.switch_on)
        monkeypatch.setattr("scrutiny_tui.tui.screens.camera.CardWatch", partial(CardWatch, clock=room.clock))
        desk = at_vote(make_desk(tmp_path / name, replace(DETAILS, secrecy=secrecy)), PageName.CARDS)
        desk.cards.tried = True
        half = " ".join(given.split()[:7])
        walks.append(await answered(desk, room, (half, given, turned), size))
        kept.append(without_answers(room_of(desk).path))

    assert [at for at, (one, two) in enumerate(zip(*walks, strict=True)) if one != two] == []
    assert kept[0] == kept[1]


WATCHED = """
import asyncio, sys
touched = set()
def note(event, words):
    if event == "open" and isinstance(words[1], str) and set(words[1]) & set("wax+") :
        touched.add(f"writes {words[0]}")
    elif event == "open" and words[2] & 3:
        touched.add(f"writes {words[0]}")
    elif event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        touched.add(event)

from pathlib import Path
from tests.support.screens import PEOPLE, at_vote, make_desk, running
from tests.support.sessions import room_of
from scrutiny_tui.domain.session import PageName

folder, video = map(Path, sys.argv[1:])

async def answer():
    desk = at_vote(make_desk(folder), PageName.CARDS)
    desk.cards.tried, desk.cards.stand_in = True, video
    async with running(desk) as pilot:
        sys.addaudithook(note)
        await pilot.until(lambda: room_of(desk).session.open_round(1).given == 15, 60)
        await pilot.keys("r")
        assert pilot.page == "ResultPage", pilot.text
    desk.leave()

asyncio.run(answer())
print(*sorted(touched), sep="\\n")
"""


def test_pictures_of_a_room_are_kept_nowhere_and_sent_nowhere(tmp_path: Path) -> None:
    """What OpenCV itself would write is looked for in every folder that the program could find."""
    video = tmp_path / "video" / "room.avi"
    video.parent.mkdir()
    film(video)
    home = tmp_path / "home"
    folders = {name: str(home / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR")}
    for folder in folders.values():
        Path(folder).mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WATCHED, str(tmp_path / "desk"), str(video)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "HOME": str(home), **folders},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    written = {line.removeprefix("writes ") for line in done.stdout.splitlines()}
    own = (str(tmp_path / "desk"), str(home / "xdg_data_home" / "scrutiny-tui" / "audience"))
    assert written
    assert [path for path in written if not path.startswith(own)] == []
    left = everything_in(tmp_path)
    assert all(Path(path).suffix in {".json", ".lock", ".avi"} for path in left), [*left]
    pictures = (b"\xff\xd8\xff", b"\x89PNG", b"BM6")
    assert not [path for path, data in left.items() if path != str(video) and data.startswith(pictures)]
    assert len(max((d for p, d in left.items() if p != str(video)), key=len)) < 200_000


def film(path: Path, keys: str = ANOTHER_WAY) -> None:
    """Make a video of three seconds of a room in which people hold this up."""
    import cv2

    room, rate = CardRoom(keys), 10.0
    shape = room.next_frame().shape
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), rate, (shape[1], shape[0]))
    for _ in range(30):
        writer.write(room.next_frame())
    writer.release()
