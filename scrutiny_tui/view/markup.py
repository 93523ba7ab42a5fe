"""Fills in the templates of pages and of Word files, so that nothing that somebody typed is read as markup."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scrutiny_tui.domain.printable import printable
from scrutiny_tui.view.blocks import LANGUAGE


def render(template: str, **values: Any) -> str:
    """Return a template filled in with these values, ending with a line break."""
    return f"{_environment().get_template(template).render(values, language=LANGUAGE).rstrip()}\n"


@cache
def _environment() -> Environment:
    """Return what fills in the templates, with everything filled in escaped and without controls."""
    return Environment(
        loader=PackageLoader(__package__ or ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Return what may be put on a page: other people's text without control characters, still to be escaped."""
    return value if isinstance(value, Markup) else printable(str(value))
