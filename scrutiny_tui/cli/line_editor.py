"""Lines that can be edited, on a terminal whose cursor can be moved; a paste of several lines is one text."""

from __future__ import annotations

import re
import sys
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import click
from prompt_toolkit.application import Application
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import Input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.input.defaults import create_input
from prompt_toolkit.input.typeahead import store_typeahead
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.output import ColorDepth, DummyOutput, Output
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.shortcuts import PromptSession

from scrutiny_tui.cli.plain_console import PASTE_BEGINS, PASTE_ENDS, Keyboard, Lines

KNOWN: Final = frozenset({*ANSI_SEQUENCES, PASTE_ENDS})
"""The sequences of a terminal that the editor understands."""

_LONG_RUN: Final = re.compile(r"[^\x00-\x1f\x7f]{32,}")
_AS_PASTE: Final = rf"{PASTE_BEGINS}\g<0>{PASTE_ENDS}"
"""A long run of letters is put in at once: letter by letter takes so long that what is typed next seems to belong to it."""

if sys.platform != "win32":
    from prompt_toolkit.input.posix_utils import PosixStdinReader
    from prompt_toolkit.input.vt100 import Vt100Input
    from prompt_toolkit.output.vt100 import Vt100_Output

    class _Reader(PosixStdinReader):
        """Hands the editor what the keyboard has."""

        def __init__(self, keyboard: Keyboard) -> None:
            super().__init__(sys.stdin.fileno())
            self._keyboard = keyboard

        def read(self, count: int = 0) -> str:  # noqa: ARG002 - a line at most
            taken = self._keyboard.take()
            self.closed = self._keyboard.ended and not taken
            return taken if PASTE_BEGINS in taken else _LONG_RUN.sub(_AS_PASTE, taken)

    class _Keys(Vt100Input):
        """The keys of the keyboard as the editor wants them."""

        def __init__(self, keyboard: Keyboard) -> None:
            super().__init__(sys.stdin)
            self.stdin_reader = _Reader(keyboard)

    class _Quiet(Vt100_Output):
        """Sends the terminal letters and where its cursor goes, and nothing else that a screen reader might say."""

        def hide_cursor(self) -> None:
            """Leave it where it can be followed."""

        def show_cursor(self) -> None:
            """Leave it alone, as it was never hidden."""

        def reset_attributes(self) -> None:
            """Do nothing, as there are no colours."""

        def set_attributes(self, attrs: object, color_depth: object) -> None:
            """Use no colours."""


class EditedLines(Lines):
    """Lines with the usual keys of a command line; nothing that was typed before can be called back."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._input, self._output = _terminal(keyboard)
        self._seen = self._editor(self._output)
        # An editor of its own, so that no key brings what was typed unseen onto the screen.
        self._unseen = self._editor(DummyOutput())

    @contextmanager
    def held(self) -> Iterator[None]:
        """Leave the terminal at the end as it was before the first line."""
        try:
            yield
        finally:
            self._output.disable_bracketed_paste()
            self._output.flush()

    def line(self, prompt: str, *, unseen: bool) -> str:
        """Return what is typed up to Enter; lines that arrive at once are one text. Raises `EOFError`."""
        if self._keyboard.is_waiting:
            store_typeahead(self._input, self._input.read_keys())
        editor = self._unseen if unseen else self._seen
        editor.app.renderer.output = editor.app.output
        if unseen:
            click.echo(prompt, nl=False)
        try:
            return editor.prompt(
                prompt, pre_run=partial(_let_mistakes_out, editor.app), set_exception_handler=False
            )
        finally:
            click.echo()

    def _editor(self, output: Output) -> PromptSession[str]:
        keys = KeyBindings()
        keys.add("enter")(partial(self._enter, output))
        keys.add("c-d")(_delete_or_end)
        for key in ("c-c", "<sigint>"):
            keys.add(key)(partial(_leave, exception=KeyboardInterrupt()))
        for key in ("c-r", "c-s"):  # there is nothing to search in
            keys.add(key)(lambda _event: None)
        return PromptSession(
            input=self._input,
            output=output,
            history=DummyHistory(),
            key_bindings=keys,
            color_depth=ColorDepth.DEPTH_1_BIT,
            enable_suspend=True,
        )

    def _enter(self, output: Output, event: KeyPressEvent) -> None:
        """End the text, unless its next line arrived with this one."""
        if output is self._output and self._keyboard.goes_on():
            event.current_buffer.insert_text("\n")
            event.key_processor.feed_multiple(self._input.read_keys())
        else:
            _leave(event, result=event.current_buffer.text)


def _delete_or_end(event: KeyPressEvent) -> None:
    """Delete the letter at the cursor; without any letters, the input has ended."""
    if event.current_buffer.text:
        event.current_buffer.delete()
    else:
        _leave(event, exception=EOFError())


def _leave(event: KeyPressEvent, **outcome: Any) -> None:
    """End the question with its text as it is on the screen; else it would be written, and said, once more."""
    event.current_buffer.cursor_position = len(event.current_buffer.text)
    event.app.renderer.render(event.app, event.app.layout)
    event.app.renderer.output = DummyOutput()
    event.app.exit(**outcome)


def _terminal(keyboard: Keyboard) -> tuple[Input, Output]:
    if sys.platform == "win32":
        return create_input(), create_output()
    output = _Quiet.from_pty(sys.stdout)
    output.enable_cpr = False  # the answer would come as keys
    return _Keys(keyboard), output


def _let_mistakes_out(app: Application[str]) -> None:
    """Have a mistake in the program end the question, as it would end anything else."""

    def leave(_loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        if app.is_running and not app.is_done:
            app.exit(exception=context.get("exception") or RuntimeError())

    get_running_loop().set_exception_handler(leave)
