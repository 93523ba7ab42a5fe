"""Says what survived of a killed workshop: python tests/crash/checker.py DIR LOG.

Exit status: 0 everything acknowledged is there, 1 something is lost, 2 the session cannot be opened, 3 there is
something that was neither acknowledged nor tried last, 4 a file tells more than the totals although only these are kept.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.crash.checking import main

    sys.exit(main())
