"""Blank rows that give way where there is no room for them.

Both are used together, the gaps between the parts of a page and the rest once at its end. Their heights are small
fractions because Textual takes a fraction for a whole row where no row is left to share, and where all are at their
most; so all gaps of a page together stay below one row, and the rest is never at its most.
"""

from __future__ import annotations

from textual.widget import Widget


class Gap(Widget):
    """Keeps two parts of a page apart as long as everything else has its place."""

    DEFAULT_CSS = "Gap { height: 0.15fr; max-height: 1; }"

    def render(self) -> str:
        """Draw nothing."""
        return ""


class Rest(Widget):
    """Takes the rows at the end of a page that nothing else needs."""

    DEFAULT_CSS = "Rest { height: 0.01fr; }"

    def render(self) -> str:
        """Draw nothing."""
        return ""
