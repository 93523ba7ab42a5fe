"""Takes slips in the real program, which another process may kill; it needs a terminal.

Run it as: CRASH_ACK_FD=3 python tests/crash/tui_driver.py --data DIR --feed SEED [--moves N]
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.crash.driving import main
    from tests.crash.screens import take_slips

    sys.exit(main(take_slips))
