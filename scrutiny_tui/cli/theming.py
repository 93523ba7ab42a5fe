"""The option that says which colours the screens begin with."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_KEY: Final = "scrutiny_tui.theme"
"""Under this name the theme is kept in click's context, which the group and its commands share."""


def theme_option(command: Command) -> Command:
    """Add `--theme` to a command that opens the screens."""
    return click.option(
        "--theme",
        expose_value=False,
        callback=_keep,
        metavar="NAME",
        help="projector-light, projector-dark or high-contrast, for this time only.",
    )(command)


def theme_asked_for() -> str:
    """Return the theme that the option or `SCRUTINY_THEME` names; empty if neither does."""
    asked: str = click.get_current_context().meta.get(_KEY, "")
    return asked or os.environ.get("SCRUTINY_THEME", "")


def _keep(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    if value:
        context.meta[_KEY] = value
