"""Pictures come from a camera or a video, always the latest; a camera that gives none is told in words."""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.store.cameras import FoundCamera, LiveCamera, VideoFile, find_cameras

numpy = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

if TYPE_CHECKING:
    from scrutiny_tui.store.card_reader import Frame

ROOT = Path(__file__).parents[2]


def picture(brightness: int, size: tuple[int, int] = (36, 64)) -> Frame:
    taken: Frame = numpy.full((*size, 3), brightness, "uint8")
    return taken


class Driver:
    """A camera as OpenCV has it, which takes ten pictures a second, each a little brighter than the last."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: deque[Frame] = deque()
        """Pictures that were taken while nobody asked."""
        self.damaged = 0
        """How many of the next pictures are damaged on their way."""
        self.is_there = self.gives = self.is_open = True
        self.shows: int | None = None
        """How bright every picture is from now on."""
        self.asked: dict[int, float] = {}
        self._taken = 100
        self._held: Frame | None = None

    def grab(self) -> bool:
        if self.waiting:
            self._held = self.waiting.popleft()
            return True
        self.now += 0.1
        self._taken = 100 + (self._taken - 99) % 100
        self._held = picture(self._taken if self.shows is None else self.shows)
        if self.damaged:
            self.damaged, self._held = self.damaged - 1, None
        return self.gives

    def retrieve(self) -> tuple[bool, Frame | None]:
        return self.gives and self._held is not None, self._held

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self.is_there

    def set(self, what: int, value: float) -> None:
        self.asked[what] = value

    def release(self) -> None:
        self.is_open = False

    def clock(self) -> float:
        return self.now


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> Driver:
    found = Driver()
    monkeypatch.setattr(cv2, "VideoCapture", lambda *_: found)
    return found


def watch(camera: LiveCamera, seconds: float, driver: Driver) -> None:
    """Ask for pictures for so long."""
    until = driver.now + seconds
    while driver.now < until:
        camera.next_frame()


def test_pictures_that_came_meanwhile_are_dropped(driver: Driver) -> None:
    camera = LiveCamera(0, driver.clock)
    driver.waiting.extend(picture(brightness) for brightness in (10, 20, 30))

    assert camera.next_frame()[0, 0, 0] == 101
    assert not driver.waiting


def test_as_many_pixels_are_asked_for_as_are_of_use(driver: Driver) -> None:
    LiveCamera(0, driver.clock)

    assert driver.asked[cv2.CAP_PROP_FRAME_WIDTH] == 1920
    assert driver.asked[cv2.CAP_PROP_FRAME_HEIGHT] == 1080


def test_a_damaged_picture_is_passed_over(driver: Driver) -> None:
    camera = LiveCamera(0, driver.clock)
    driver.damaged = 2

    assert camera.next_frame()[0, 0, 0] == 103


def test_a_camera_that_another_program_has_is_told(driver: Driver) -> None:
    camera = LiveCamera(1, driver.clock)
    driver.gives = False

    with pytest.raises(MachineError, match=r"^Camera 1 gives no picture\. Another program may have it"):
        camera.next_frame()


def test_a_camera_that_is_pulled_out_is_told_and_may_come_back(driver: Driver) -> None:
    camera = LiveCamera(1, driver.clock)
    camera.next_frame()
    driver.gives = False
    with pytest.raises(
        MachineError, match=r"^Camera 1 has gone\. Plug it in again\. The answers so far are saved"
    ):
        camera.next_frame()

    driver.gives = True
    camera.next_frame()


def test_a_covered_camera_is_told_after_a_while_and_may_be_uncovered(driver: Driver) -> None:
    camera = LiveCamera(0, driver.clock)
    driver.shows = 3
    watch(camera, 2.0, driver)
    with pytest.raises(MachineError, match="nothing but black"):
        watch(camera, 3.0, driver)

    driver.shows = None
    watch(camera, 5.0, driver)


def test_a_camera_that_stands_still_is_told(driver: Driver) -> None:
    camera = LiveCamera(0, driver.clock)
    driver.shows = 120

    with pytest.raises(MachineError, match="the same picture again and again"):
        watch(camera, 5.0, driver)


def test_a_camera_that_is_not_there_is_told_and_switched_off(driver: Driver) -> None:
    driver.is_there = False

    with pytest.raises(MachineError, match=r"^Camera 77 is not there"):
        LiveCamera(77, driver.clock)
    assert not driver.is_open


def test_leaving_switches_the_camera_off(driver: Driver) -> None:
    camera = LiveCamera(0, driver.clock)
    camera.close()
    camera.close()

    assert not driver.is_open


def test_cameras_that_answer_are_found_and_switched_off_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drivers: list[Driver] = []

    def opened(number: int, _way: int) -> Any:
        found = Driver()
        found.is_there, found.gives = number in {0, 2, 5}, number != 2
        drivers.append(found)
        return found

    monkeypatch.setattr(cv2, "VideoCapture", opened)

    assert find_cameras() == (FoundCamera(0, 64, 36), FoundCamera(5, 64, 36))
    assert not any(each.is_open for each in drivers)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Make a video of two seconds, ten pictures each, that becomes brighter."""
    path = tmp_path / "room.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (64, 48))
    for number in range(20):
        writer.write(picture(10 * number + 20, (48, 64)))
    writer.release()
    return path


TROUBLE = """
import sys
from pathlib import Path
from scrutiny_tui.store.cameras import LiveCamera, VideoFile
from scrutiny_tui.store.card_reader import load_cv2
try:
    LiveCamera(77)
except Exception as error:
    print(error)
now = [0.0]
video = VideoFile(Path(sys.argv[1]), lambda: now[0])
for now[0] in (0.5, 1.0, 1.5, 9.0):
    print(video.next_frame().shape)
if sys.platform == "linux":
    whole = load_cv2().imencode(".jpg", video.next_frame())[1].tobytes()
    load_cv2().imdecode(__import__("numpy").frombuffer(whole[:600] + bytes(50) + whole[600:], "uint8"), 1)
print("The page goes on.", file=sys.stderr)
"""


def test_opencv_says_nothing_into_the_page_whatever_is_wrong(video: Path) -> None:
    """What it prints by itself would stand in the middle of the screen."""
    video.write_bytes(video.read_bytes()[: video.stat().st_size * 3 // 4])
    done = subprocess.run(
        [sys.executable, "-c", TROUBLE, video], cwd=ROOT, capture_output=True, text=True, check=True
    )

    missing, *shapes = done.stdout.splitlines()
    assert missing.startswith("Camera 77 is not there")
    assert shapes == ["(48, 64, 3)"] * 4
    assert done.stderr == "The page goes on.\n"


def test_a_video_runs_as_it_was_taken_and_stays_at_its_last_picture(video: Path) -> None:
    now = [0.0]
    shown = VideoFile(video, lambda: now[0])
    seen = []
    for now[0] in (0.0, 0.05, 0.55, 0.65, 1.95, 9.0, 10.0):
        seen.append(round(float(shown.next_frame().mean()), -1))
    shown.close()
    shown.close()

    assert seen == [20, 20, 70, 80, 210, 210, 210]


def test_a_file_that_is_no_video_is_told(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a video.\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"notes\.txt can't be shown"):
        VideoFile(text)
    with pytest.raises(InputError, match="There is no file"):
        VideoFile(tmp_path / "none.avi")
