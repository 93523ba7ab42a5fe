"""Scrutiny TUI: a facilitated self-assessment of children's services scrutiny."""

__version__ = "0.1.0"
PROGRAM = "scrutiny-tui"
