"""The command line. Nothing heavy is loaded before the command that needs it."""

from scrutiny_tui.cli.running import run

__all__ = ["run"]
