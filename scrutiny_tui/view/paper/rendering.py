"""Fills in the templates of the printed pages; everything that is filled in comes out harmless."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scrutiny_tui.domain.printable import printable


def render(template: str, **values: Any) -> str:
    """Return a template filled in with these values, ending with a line break."""
    return environment(__package__ or "").get_template(template).render(values).rstrip() + "\n"


def environment(package: str) -> Environment:
    """Return what fills in the templates of a package, with everything filled in escaped and without controls."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Return what may be put on a page: other people's text without control characters, still to be escaped."""
    return value if isinstance(value, Markup) else printable(str(value))
