"""Carries out what the command line of a driver asks for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from scrutiny_tui.domain.errors import ScrutinyError
from tests.crash.facilitator import Facilitator
from tests.crash.plan import ROOMS, Plan, prepare
from tests.crash.variants import VARIANTS, broken
from tests.crash.witness import witness


def drive(plan: Plan, variant: str = "") -> None:
    """Hold a workshop, with a program that is broken in one of the `VARIANTS` where one is named."""
    prepare(plan)
    with ExitStack() as stack:
        if variant:
            stack.enter_context(broken(variant))
        Facilitator(plan, stack.enter_context(witness())).hold()


def read_plan(arguments: Sequence[str] | None = None) -> tuple[Plan, str]:
    """Return the plan and the variant that the command line asks for."""
    parser = argparse.ArgumentParser(description="Hold a random workshop and tell what is saved.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that everything is kept in")
    parser.add_argument("--feed", default="1", help="the same word gives the same workshop")
    parser.add_argument("--moves", type=int, help="how many moves are acknowledged; no end without it")
    parser.add_argument("--keeps", choices=[*ROOMS], default="", help="what the file keeps; drawn without it")
    parser.add_argument("--alone", action="store_true", help="keep no second copy")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between two moves, at most")
    parser.add_argument(
        "--carrying", type=float, default=0.0, help="how often it is carried on in a new file"
    )
    parser.add_argument("--variant", choices=[*VARIANTS], default="", help="break the program in one way")
    given = parser.parse_args(arguments)
    options = {**vars(given), "data": given.data.resolve()}
    variant: str = options.pop("variant")
    return Plan(**options), variant


def main(arguments: Sequence[str] | None = None, act: Callable[[Plan, str], None] = drive) -> int:
    """Do what the command line asks for and return the exit status."""
    plan, variant = read_plan(arguments)
    try:
        act(plan, variant)
    except ScrutinyError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a script
        return error.exit_status
    return 0
