"""Run the program with `python -m scrutiny_tui`."""

from scrutiny_tui.cli import run

if __name__ == "__main__":
    run()
