"""What the next pages need, to be loaded while nobody presses a key: then they are there as soon when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Final

from scrutiny_tui.domain.session import PageName
from scrutiny_tui.tui.base_app import BaseApp
from scrutiny_tui.tui.screens.navigation import page_class

_TO_OPEN: Final = (
    "scrutiny_tui.store.session_file",
    "scrutiny_tui.acts.workshop",
    "scrutiny_tui.store.packs",
    "scrutiny_tui.acts.opening",
    "scrutiny_tui.tui.screens.opening",
)
"""What opening a workshop needs, in parts that take about as long each."""

_PAGES: Final = (
    PageName.STEP,
    PageName.ANSWERS,
    PageName.RESULT,
    PageName.OVERVIEW,
    PageName.WELCOME,
    PageName.BRIEFING,
    PageName.PROMISE,
    PageName.SLIPS,
    PageName.COUNT,
    PageName.PLAN,
    PageName.READ_BACK,
)
"""Those that a workshop comes to, the soonest first."""


def ahead(app: BaseApp) -> Iterator[Callable[[], object]]:
    """Yield small jobs that load, one after another, what a workshop comes to."""
    for module in (*_TO_OPEN, "scrutiny_tui.tui.dialogs.ask"):
        yield partial(import_module, module)
    for page in _PAGES:
        yield partial(_load, app, page)


def _load(app: BaseApp, name: PageName) -> None:
    paths = page_class(name).CSS_PATH
    app.read_styles(paths if isinstance(paths, list) else ())
