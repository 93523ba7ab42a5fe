"""What is done while nobody presses a key, so that nobody waits for it."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable

from textual.app import App
from textual.timer import Timer


class IdleApp(App[None]):
    """An app that does small jobs, one after another, at moments when nobody presses a key."""

    def __init__(self) -> None:
        super().__init__()
        self.idle_seconds = 0.0
        """How long nobody has to have pressed a key before something is done. 0: nothing is, as where nobody waits."""
        self._jobs: deque[Callable[[], object]] = deque()
        self._watch: Timer | None = None

    def on_mount(self) -> None:
        # A page that was left is thousands of objects that hold one another. Python finds out only when it looks that
        # they are rubbish, and while the next page is built is the wrong time.
        self.screen_change_signal.subscribe(self, lambda _screen: self.do_when_idle((gc.collect,)))

    def do_when_idle(self, jobs: Iterable[Callable[[], object]]) -> None:
        """Do these things later, none of which may take long; one that is to be done already is not done twice."""
        if not self.idle_seconds:
            return
        self._jobs.extend(job for job in jobs if job not in self._jobs)
        if self._jobs and self._watch is None:
            self._wait()

    def note_busy(self) -> None:
        """Take note that a key was pressed: what is to be done later waits for another quiet moment."""
        if self._watch is not None:
            self._watch.reset()

    def _wait(self) -> None:
        # Not one timer that repeats: Textual may let that tick once more after it was stopped, with nothing left to do.
        self._watch = self.set_timer(self.idle_seconds, self._do_one)

    def _do_one(self) -> None:
        self._watch = None
        job = self._jobs.popleft()
        job()
        if self._jobs and self._watch is None:
            self._wait()
