"""What the program is called and which one it is, for whoever asks before anything else is loaded."""

from scrutiny_tui import __version__

PROGRAM = "scrutiny-tui"
VERSION = f"{PROGRAM} {__version__}"
