"""Gives back the memory of what pages that have gone had drawn.

Textual 8 remembers two colours for up to a thousand widgets, and with each of them the widget's whole picture, however
long the widget has gone: an hour of pages comes to some 40 MB. This uses a private part of Textual, as there is no
public way to let it forget.
"""

from __future__ import annotations

from textual._styles_cache import StylesCache


def forget_drawn() -> None:
    """Let everything that is no longer shown go; what is shown works its two colours out again."""
    StylesCache.get_inner_outer.cache_clear()
