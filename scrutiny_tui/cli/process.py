"""The program as a process: everything that can go wrong becomes a sentence and an exit status."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, NoReturn

import click

from scrutiny_tui import PROGRAM
from scrutiny_tui.cli.program import COMMANDS, answer_shell, program
from scrutiny_tui.domain.errors import MachineError, ScrutinyError
from scrutiny_tui.domain.printable import printable

if sys.platform != "win32":
    import resource

_STOPPED: Final = 130
"""Exit status after Ctrl+C, as shells have it."""

_ASKED_BY_SHELL: Final = "_SCRUTINY_TUI_COMPLETE"
"""The variable in which a shell asks what a word can be completed to."""

_LONGEST_LINE: Final = 800
"""Characters of a line of an error that are told in full; a word of the command line may have any number."""
_SHOWN_OF_LINE: Final = 300
"""Characters that are shown of a longer one at its beginning and at its end."""

_SAFE: Final = "Everything saved before is safe. What you asked for last may not have been saved."
"""What is said of the answers if a command stopped at a mistake in the program."""


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program with these arguments, else those it was started with, and exit.

    Exit statuses: 0 done, 1 the input is at fault, 2 wrong use, 3 the machine or another program prevented it,
    or the program has a mistake, 130 stopped with Ctrl+C.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its code rather than an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # A program that calls this one keeps its own say over what is printed.
    own = arguments is None
    if own:
        _write_no_core()
        if _ASKED_BY_SHELL in os.environ:
            sys.exit(answer_shell(_ASKED_BY_SHELL))
    sys.exit(_status(sys.argv[1:] if arguments is None else list(arguments), hushed=own))


def _write_no_core() -> None:
    """Keep what is in memory, such as who has answered, out of a file that the system writes if the program is killed."""
    if sys.platform != "win32":
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _status(arguments: list[str], *, hushed: bool) -> int:
    try:
        return _outcome(arguments, hushed=hushed)
    except BrokenPipeError:
        # The reader, such as `head`, has had enough; there is nothing more to do and nothing went wrong.
        _give_up_output()
        return 0
    except OSError as error:
        _give_up_output()
        where = f"{error.filename}: " if error.filename else ""
        _tell(f"{where}{error.strerror or error}.")
        return MachineError.exit_status
    except Exception as error:  # noqa: BLE001 - the last place that can tell it in words, and without a value
        _give_up_output()
        _tell(_unexpected(error, arguments))
        return MachineError.exit_status


def _outcome(arguments: list[str], *, hushed: bool) -> int:
    try:
        with program.make_context(PROGRAM, [*arguments]) as context:
            if hushed:
                from scrutiny_tui.cli.terminal import watch_work

                _hush()
                watch_work()
            program.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        _tell(_wrong_use(error))
        return error.exit_code
    except ScrutinyError as error:
        _tell(str(error))
        return error.exit_status
    except (KeyboardInterrupt, click.Abort):
        _tell("Stopped. Everything saved is safe.")
        return _STOPPED
    return 0


def _hush() -> None:
    """Let Python and the libraries print nothing on their own: such lines may hold an answer.

    With `python -X dev` everything is printed.
    """
    if sys.flags.dev_mode:
        return
    # Only a command that does something pays for this import.
    import logging

    logging.disable(logging.CRITICAL)
    sys.unraisablehook = _say_nothing
    threading.excepthook = _say_nothing


def _say_nothing(_about: Any) -> None:
    """Take what cannot be raised any more, and print neither its message nor the way to it."""


def _unexpected(error: Exception, arguments: list[str]) -> str:
    from scrutiny_tui.acts.crash_report import Doing, calm_words, kept_sentence
    from scrutiny_tui.store.system import local_time

    # Only a word that is a command's name, because any other may be a path or a name.
    command = next((word for word in arguments if word in COMMANDS), "no command")
    kept = kept_sentence(error, Doing(f"{PROGRAM} {command}"), local_time())
    return calm_words(error, _SAFE, "", kept)


def _wrong_use(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    return f"{error.format_message()}\nTry: {command} --help"


def _tell(text: str) -> None:
    # Nobody is left to tell if even the errors cannot be written.
    with suppress(OSError):
        click.echo("\n".join(map(_shortened, printable(text).split("\n"))), err=True)


def _shortened(line: str) -> str:
    if len(line) <= _LONGEST_LINE:
        return line
    return f"{line[:_SHOWN_OF_LINE]}…{line[-_SHOWN_OF_LINE:]}"


def _give_up_output() -> None:
    """Send what is still to be written nowhere, so that Python does not try again and complain while it ends."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
