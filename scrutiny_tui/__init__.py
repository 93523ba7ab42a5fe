"""Scrutiny TUI: a facilitated self-assessment of children's services scrutiny."""

from typing import Final

__version__: Final = "0.1.0"
