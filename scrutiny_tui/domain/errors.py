"""Every error a person may read.

Each says what happened, where, and what to do next; the command line and the screens print `str(error)` as it is.
"""

from __future__ import annotations

from typing import Final

from scrutiny_tui.domain.records import record

BY_SIGNAL: Final = 128
"""What is added to the number of a signal in an exit status, as shells have it."""


class ScrutinyError(Exception):
    """Anything that went wrong and can be told to a person in words."""

    exit_status: int = 1
    """What the command line ends with: 1 the input is at fault, 2 wrong use, 3 the machine or another program."""


class InputError(ScrutinyError):
    """The input is at fault: a file, a field or an answer that cannot be used."""


class EditedError(InputError):
    """A session file was changed or copied outside the program: it opens as it is only if a person says so."""

    def __init__(self, told: str, *, has_twin: bool = False) -> None:
        """Take the sentences, and whether another file holds the same workshop."""
        super().__init__(told)
        self.has_twin = has_twin


class UseError(ScrutinyError):
    """What was asked for is not possible here, such as a screen without a terminal."""

    exit_status = 2


class MachineError(ScrutinyError):
    """The machine or another program prevented it: a full disk, a lock that is held, an unreadable drive."""

    exit_status = 3


class RuleError(ScrutinyError):
    """A move that the rules of the workshop do not allow now, such as an answer to a round that is revealed."""


class CountError(RuleError):
    """More were counted than are marked as here and not yet in."""

    def __init__(self, counted: int, here: int, already: int = 0) -> None:
        """Take how many were counted, how many of those here were to be counted, and how many answered before."""
        is_, has = ("is", "has") if here in {0, 1} else ("are", "have")
        left = f"here and {has} not answered" if already else "marked as here"
        super().__init__(f"You counted {counted}, but {here or 'nobody'} {is_} {left}.")
        self.counted = counted
        self.here = here


@record
class Problem:
    """One thing wrong in a file that somebody wrote."""

    file: str
    """The file, as a path relative to what was checked."""
    key: str
    """Where in the file, such as `levels[2].label`; empty when the whole file is meant."""
    reason: str
    """What is wrong and what is wanted, in a plain sentence."""

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


class ProblemsError(InputError):
    """A file or folder with problems, all of them at once."""

    def __init__(self, title: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(title)
        self.title = title
        self.problems = problems
        """Every problem found, in the order of files and keys."""

    def __str__(self) -> str:
        return "\n".join([self.title, *(f"  {problem}" for problem in self.problems)])
