"""Runs Scrutiny TUI out of the folders beside this file, with whichever Python this is."""

import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent


def find() -> str:
    """Put the program's folders on the path; return what is wrong if none of them is for this Python."""
    kind = sysconfig.get_platform().replace("-", "_")
    wanted = f"cp{sys.version_info[0]}{sys.version_info[1]}-{kind}"
    there = sorted(folder.name for folder in HERE.glob("cp*"))
    if wanted not in there:
        return f"This folder is for {' or '.join(there)}, but the Python that was found is {wanted}."
    sys.path[:0] = [str(HERE / "common"), str(HERE / wanted)]
    return ""


def start() -> int:
    """Run the program with the words that were typed behind it; return its exit status."""
    wrong = find()
    if wrong:
        print(wrong, "Ask IT to read FOR IT.txt.", sep="\n", file=sys.stderr)
        return 3
    from scrutiny_tui.cli import run

    sys.argv[0] = "scrutiny-tui"
    try:
        run()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


status = start()
if status and len(sys.argv) == 1 and sys.stdin is not None and sys.stdin.isatty():
    # The window was opened for the program alone and would close before anybody could read why.
    input("Press Enter to close this window. ")
sys.exit(status)
