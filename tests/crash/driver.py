"""Holds a random workshop that another process may kill: python tests/crash/driver.py --data DIR --feed SEED [--moves N]."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.crash.driving import main
    from tests.crash.facilitator import hold

    sys.exit(main(hold))
