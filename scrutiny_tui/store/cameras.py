"""Where pictures of the room come from: a camera, a video file, or a room that is drawn.

A picture is handed on when it is asked for and is always the latest: those that come meanwhile are dropped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Protocol

from scrutiny_tui.domain.errors import InputError, MachineError
from scrutiny_tui.domain.records import record
from scrutiny_tui.store.card_reader import load_cv2
from scrutiny_tui.store.system import is_file, is_there

if TYPE_CHECKING:
    from scrutiny_tui.store.card_reader import Frame

MOST_CAMERAS: Final = 8
"""So many numbers are tried: Linux gives a camera two of them, a laptop can have two, and another can be plugged in."""

_WIDTH, _HEIGHT = 1920, 1080
_PATIENCE: Final = 3.0
"""Seconds that pictures may be black or all the same; many cameras begin with some black ones."""

_BLACK: Final = 8
"""A picture that is nowhere brighter than this, from 0 to 255, shows nothing."""

_EVERY: Final = 16
"""Of so many rows and columns one is looked at to tell whether a picture is black or the same."""

_WAITED: Final = 0.004
"""Seconds. A picture that took longer to come was not waiting already."""

_MOST_WAITING: Final = 8
"""More pictures than any driver keeps waiting."""

_DAMAGED: Final = 3
"""So many pictures in a row do not come from a camera that is gone."""

_SAFE: Final = "The answers so far are saved. Type the others from slips, or choose another camera."


class FrameSource(Protocol):
    """Something that gives pictures of the room."""

    def next_frame(self) -> Frame:
        """Return the latest picture, which may take a moment.

        Raises `MachineError` if there is none, in words for the person at the laptop. It may be asked again: a camera that
        was covered may be uncovered.
        """

    def close(self) -> None:
        """Switch it off. It may be called again, and never fails."""


@record
class FoundCamera:
    """A camera that gives pictures."""

    number: int
    """By which it is opened."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""


def find_cameras() -> tuple[FoundCamera, ...]:
    """Return the cameras that give a picture; each is switched on for a moment, which can take seconds.

    Raises `MachineError` without OpenCV.
    """
    found = []
    load_cv2()
    for number in range(MOST_CAMERAS):
        with suppress(MachineError), closing(LiveCamera(number)) as camera:
            height, width = camera.next_frame().shape[:2]
            found.append(FoundCamera(number, width, height))
    return tuple(found)


class LiveCamera:
    """A camera of this computer."""

    def __init__(self, number: int, clock: Callable[[], float] = monotonic) -> None:
        """Switch a camera on. Raises `MachineError` if it is not there, or without OpenCV."""
        self._name = f"Camera {number}"
        self._clock = clock
        self._capture = _opened(number)
        if not self._capture.isOpened():
            self.close()
            raise MachineError(_why_closed(number))
        self._last = b""
        self._fresh = self._lit = clock()
        self._has_shown = False

    def next_frame(self) -> Frame:
        """Return the latest picture. Raises `MachineError` if none comes, or if they are black or always the same."""
        frame = self._latest()
        self._has_shown = True
        now, part = self._clock(), frame[::_EVERY, ::_EVERY]
        if part.max() > _BLACK:
            self._lit = now
        if (told := part.tobytes()) != self._last:
            self._last, self._fresh = told, now
        if now - self._lit > _PATIENCE:
            raise MachineError(
                f"{self._name} sees nothing but black. Open its cover, or switch on more light. {_SAFE}"
            )
        if now - self._fresh > _PATIENCE:
            raise MachineError(
                f"{self._name} gives the same picture again and again. See whether a cover or a key of the laptop "
                f"switches it off; if it has a cable, unplug it and plug it in again. {_SAFE}"
            )
        return frame

    def close(self) -> None:
        """Switch the camera off."""
        self._capture.release()

    def _latest(self) -> Frame:
        """Return a picture that had to be waited for: those that were waiting already are older.

        One that was damaged on its way is passed over, as it often happens with cameras at a cable.
        """
        for _ in range(_DAMAGED):
            for _ in range(_MOST_WAITING):
                before = self._clock()
                if not self._capture.grab() or self._clock() - before > _WAITED:
                    break
            came, frame = self._capture.retrieve()
            if came:
                latest: Frame = frame
                return latest
        raise MachineError(
            f"{self._name} has gone. Plug it in again. {_SAFE}"
            if self._has_shown
            else _no_picture(self._name)
        )


class VideoFile:
    """A video file in place of a camera, at the speed at which it was taken. Its last picture stays."""

    def __init__(self, path: Path, clock: Callable[[], float] = monotonic) -> None:
        """Open a file. Raises `InputError` if it is not there or is no video."""
        if not is_file(path):
            raise InputError(f"There is no file {path}.")
        cv2 = load_cv2()
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        came, frame = self._capture.read()
        if not came:
            self.close()
            raise InputError(f"{path.name} can't be shown: it is not a video that this program knows.")
        self._frame: Frame = frame
        self._rate = float(self._capture.get(cv2.CAP_PROP_FPS)) or 1.0
        self._clock = clock
        self._start = clock()
        self._shown = 0

    def next_frame(self) -> Frame:
        """Return the picture for this moment."""
        due, before = int((self._clock() - self._start) * self._rate), self._shown
        while self._shown < due and self._capture.grab():
            self._shown += 1
        if self._shown > before and (frame := self._capture.retrieve()[1]) is not None:
            self._frame = frame
        return self._frame

    def close(self) -> None:
        """Close the file."""
        self._capture.release()


def _opened(number: int) -> Any:
    """Return OpenCV's camera with as many pixels as it has, up to 1920 × 1080."""
    cv2 = load_cv2()
    # The newer way on Windows can take half a minute to open a camera.
    capture = cv2.VideoCapture(number, cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY)
    # Without compression, USB carries only few large pictures a second.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
    return capture


def _why_closed(number: int) -> str:
    name = f"Camera {number}"
    if sys.platform == "linux" and is_there(Path(f"/dev/video{number}")):
        return _no_picture(name)
    return (
        f"{name} is not there, or this computer does not let the program use it. Plug it in, or allow it under the "
        f"computer's settings for privacy. {_SAFE}"
    )


def _no_picture(name: str) -> str:
    return f"{name} gives no picture. Another program may have it: close those that show video, such as Teams or Zoom. {_SAFE}"
