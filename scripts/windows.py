"""Try the program on Windows, from Linux: python -m scripts.windows FOLDER [PART ...].

What that needs is put into the folder once: wine, a Windows that runs on Linux, and a Windows Python with the packages that
the tests need. That Python is the Python Software Foundation's own, which a package for games brings along.
"""

from __future__ import annotations

import compileall
import json
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Sequence
from os import environ
from pathlib import Path
from time import monotonic
from typing import Final
from zipfile import ZipFile

from scripts.delivery.installer import SHORTCUTS, make_installer
from scripts.delivery.stick import NAME, make_stick

ROOT: Final = Path(__file__).parents[1]
VERSION: Final = f"{sys.version_info.major}.{sys.version_info.minor}"
"""That of the Python which runs this: its standard library is copied, so the Windows one is of the same version."""
LIBRARY: Final = f"python{VERSION.replace('.', '')}"
BRINGS_PYTHON: Final = "panda3d==1.10.16"
"""A package whose Windows wheels hold Python's libraries as they were published."""
NEEDED: Final = {
    "wine": "wine wine64",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "wixl": "wixl",
}
"""Commands, with the Debian packages that they come from."""
NOT_NEEDED: Final = re.compile(r"scrutiny-tui|ruff|mypy|types-|import-linter|krippendorff|click-man")
"""What the tests do without there. The program itself is the one in this folder. NumPy, which krippendorff needs, does not
load under wine."""
LEFT_OUT: Final = ("api-ms-", "_wmi.")
"""Libraries that wine has itself, and one that asks it for what it cannot say; Python finds out otherwise without it."""
ONLY_ON_WINDOWS: Final = ("colorama",)
START: Final = """
#include <wchar.h>
__declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
"""
FORWARDED: Final = "python3.dll"
"""What libraries load that are compiled for every Python 3. The package for games lacks it."""
RANDOM: Final = "bcryptprimitives.dll"
"""Where typst gets random numbers. Wine 8 lacks it."""
RANDOM_NUMBERS: Final = """
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);
int __stdcall ProcessPrng(void *data, unsigned long long size) { return SystemFunction036(data, (unsigned long)size); }
"""
IN_EVERY_LIBRARY: Final = "int DllMainCRTStartup(void *library, int reason, void *rest) { return 1; }"
TESTS: Final = {
    "domain": (
        "tests/domain",
        "--deselect=tests/domain/test_agreement.py::test_alpha_is_that_of_the_krippendorff_package",
    ),
    "store": (
        "tests/store",
        "--deselect=tests/store/test_places.py::test_a_checkout_beside_an_installed_copy_keeps_sessions_where_the_copy_does",
    ),
    "acts": ("tests/acts",),
    "view": ("tests/view", "--ignore=tests/view/test_schema.py"),
    "screens": ("tests/tui/test_walks.py", "tests/cli/test_windows.py"),
}
"""What pytest is given, by part. What is left out needs NumPy or rpds, which do not load under wine, or lets Python forget
what it has found, which the libraries do otherwise than the standard library of another patch release."""
PYTEST: Final = (
    *("-m", "pytest", "-q", "-rfE", "--tb=short", "-p", "no:cacheprovider"),
    # What pytest itself does when it removes the folders of earlier runs.
    *("-W", "ignore:unclosed scandir iterator:ResourceWarning"),
    *("-W", "ignore:(rm_rf) error removing:pytest.PytestWarning"),
)
_COUNTS: Final = re.compile(r"\d+ (?:passed|failed|errors?|skipped)\b")
KILLS: Final = "kills"
FOLDERS: Final = 40
"""How many workshops are killed, one after the other."""
KILLS_OF_EACH: Final = 5
STICK: Final = "stick"
INSTALLER: Final = "installer"
WORDS: Final = (
    ("--version",),
    ("--version",),
    ("new", "--council", "Exampleshire", "--people", "5 members", "--sessions", "C:\\kept"),
    ("import", "last", "C:\\answers.csv", "--sessions", "C:\\kept"),
    ("paper", "last", "--sessions", "C:\\kept", "--out", "C:\\papers"),
    ("results", "{example}"),
    ("report", "{example}", "--format", "all", "--out", "C:\\papers"),
    ("check", "{example}"),
)
"""What is asked of the folder that is handed over, in this order; the first twice, to see what a second start takes."""
ANSWERS: Final = "person,step,answer\nMember 1,1,2\nMember 2,1,d\n"
ASIDE: Final = "My Stick & Co"
"""A folder whose name a careless batch file stumbles over."""
IN_MENU: Final = f"users/*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/{NAME}*.lnk"
"""Where wine puts an entry of the Start menu, though the installer asks for everybody's."""
LONGEST: Final = 0.6
"""Seconds from the first thing that the program tells to the latest kill; under wine it takes so long to save some."""


class Windows:
    """A folder with a Windows Python in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._python = self.folder / "python" / "python.exe"
        self._library = self._python.parent / "Lib"
        self._temporary = self.folder / "temporary"
        self._ready = self.folder / "ready"
        self.command = ("wine", str(self._python))
        self.environment = {
            **environ,
            "TMPDIR": str(self._temporary),
            "WINEPREFIX": str(self.folder / "wine"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # Wine would put the program into the menu of whoever runs this.
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d",
            "PYTHONDONTWRITEBYTECODE": "1",
            "CI": "1",
        }

    def set_up(self) -> None:
        """Put everything into the folder, unless it is there and nothing has changed since."""
        made_of = VERSION + (ROOT / "constraints.txt").read_text(encoding="utf-8")
        if self._ready.exists() and self._ready.read_text(encoding="utf-8") == made_of:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self._python.parent.mkdir(parents=True)
        self._temporary.mkdir()
        self._put_libraries()
        self._put_program()
        self._put_stand_ins()
        self._put_packages()
        compileall.compile_dir(self._library, quiet=2)
        self._run("wineboot", "--init")
        self._ready.write_text(made_of, encoding="utf-8")

    def run(self, *words: str) -> Iterator[str]:
        """Yield the lines that the Windows Python prints. Under wine it can print into a pipe but not into a file."""
        with subprocess.Popen(
            [*self.command, *words],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as running:
            yield from running.stdout or ()

    @property
    def drive(self) -> Path:
        """What Windows takes for drive C."""
        return self.folder / "wine" / "drive_c"

    @property
    def stick(self) -> Path:
        """Where the folder that is handed over is made."""
        return self.folder / "stick"

    def path(self, path: Path) -> str:
        """Return what Windows calls a path: wine shows the whole computer as drive Z."""
        return "Z:" + str(path.resolve()).replace("/", "\\")

    def delivered(self) -> Path:
        """Return the folder that is handed over, with this Windows Python in the place of python.org's."""
        folder = self.stick / NAME
        if not folder.exists():
            make_stick(self.stick, (VERSION,), None)
            shutil.copytree(
                self._python.parent,
                folder / "python",
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns("site-packages"),
            )
        return folder

    def call(self, *words: str) -> tuple[int, str]:
        """Run a Windows program and return its exit status and what it prints."""
        done = subprocess.run(
            [self.command[0], *words],
            cwd=self.drive,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        return done.returncode, done.stdout

    def _put_libraries(self) -> None:
        """Bring Python's own: what is written in Python from here, what is compiled from the package for games."""
        left_out = ("site-packages", "dist-packages", "lib-dynload", "lib2to3", "test", "__pycache__")
        shutil.copytree(sysconfig.get_path("stdlib"), self._library, ignore=shutil.ignore_patterns(*left_out))
        pip("download", "--no-deps", "--dest", str(self.folder), BRINGS_PYTHON)
        compiled = self._python.parent / "DLLs"
        compiled.mkdir()
        [wheel] = self.folder.glob("*.whl")
        with ZipFile(wheel) as packed:
            for name in packed.namelist():
                folder, _, file = name.rpartition("/")
                if folder == "deploy_libs" and not file.startswith(LEFT_OUT):
                    target = self._python.parent if file == f"{LIBRARY}.dll" else compiled
                    (target / file).write_bytes(packed.read(name))
        wheel.unlink()

    def _put_program(self) -> None:
        """Make a python.exe, which does nothing but call the library."""
        (self.folder / "start.c").write_text(START, encoding="ascii")
        (self.folder / "start.def").write_text(f"LIBRARY {LIBRARY}.dll\nEXPORTS\nPy_Main\n", encoding="ascii")
        self._run("x86_64-w64-mingw32-dlltool", "-d", "start.def", "-l", "start.a")
        self._run("x86_64-w64-mingw32-gcc", "-municode", "-o", str(self._python), "start.c", "start.a")

    def _put_stand_ins(self) -> None:
        """Make the libraries that are missing: one passes all calls on to Python's own, one makes random numbers."""
        told = self._run("x86_64-w64-mingw32-objdump", "-p", str(self._python.parent / f"{LIBRARY}.dll"))
        names = re.findall(r"^\t\[ *\d+\] (\w+)$", told, re.MULTILINE)
        self._make_library(FORWARDED, "", *(f"{name} = {LIBRARY}.{name}" for name in names))
        self._make_library(RANDOM, RANDOM_NUMBERS, "ProcessPrng")

    def _make_library(self, name: str, source: str, *exports: str) -> None:
        (self.folder / "library.c").write_text(source + IN_EVERY_LIBRARY, encoding="ascii")
        lines = (f"LIBRARY {name}", "EXPORTS", *exports, "")
        (self.folder / "library.def").write_text("\n".join(lines), encoding="ascii")
        words = ("-shared", "-nostdlib", "-e", "DllMainCRTStartup", "-o", str(self._python.parent / name))
        self._run("x86_64-w64-mingw32-gcc", *words, "library.c", "library.def", "-ladvapi32")

    def _put_packages(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        extras = project["optional-dependencies"]
        wanted = [*project["dependencies"], *extras["pdf"], *extras["dev"], *ONLY_ON_WINDOWS]
        packages = ("--target", str(self._library / "site-packages"), "--constraint", "constraints.txt")
        pip("install", *packages, *(each for each in wanted if not NOT_NEEDED.match(each)))

    def _run(self, *command: str) -> str:
        """Run a command and return what it prints."""
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


def pip(act: str, *words: str) -> None:
    """Have pip get packages for Windows, and stop if it cannot."""
    windows = ("--only-binary=:all:", "--platform", "win_amd64", "--python-version", VERSION)
    command = [sys.executable, "-m", "pip", act, "-qq", "--disable-pip-version-check", *windows, *words]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit("pip could not get what Windows needs.")


def passes(windows: Windows, part: str) -> bool:
    """Run the tests of a part and say whether all passed; a line is printed about them and one for each that failed."""
    began, told, wrong = monotonic(), "no test ran", []
    with (windows.folder / f"{part}.txt").open("w", encoding="utf-8") as record:
        for line in windows.run(*PYTEST, *TESTS[part]):
            print(line, end="", file=record, flush=True)
            if counts := _COUNTS.findall(line):
                told = ", ".join(counts)
            if line.startswith(("FAILED", "ERROR ")):
                wrong.append(line)
    tell(part, f"{told}, {monotonic() - began:.0f} s")
    print(*wrong, sep="", end="", flush=True)
    return "passed" in told and not wrong


def survives(windows: Windows) -> bool:
    """Kill workshops that the Windows Python holds, and say whether nothing was lost; a line is printed about it."""
    options = {
        "runs": FOLDERS,
        "generations": KILLS_OF_EACH,
        "longest": LONGEST,
        "findings": windows.folder / KILLS,
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.crash.harness",
            "kill",
            "--python",
            shlex.join(windows.command),
            *words,
        ],
        cwd=ROOT,
        env=windows.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    summary, *reasons = done.stdout.splitlines() or ["{}"]
    told = json.loads(summary)
    names = ("checked", "landed", "acks", "lost", "unreadable", "phantom", "telling")
    tell(KILLS, ", ".join(f"{told.get(name, 0)} {name}" for name in names) + f", {told.get('seconds')} s")
    print(*reasons, sep="\n", end="")
    return done.returncode == 0


def starts_from_stick(windows: Windows) -> bool:
    """Do all that a council does with the folder that is handed over, from its .cmd file, and say whether all of it works."""
    drive, folder = windows.drive, windows.drive / ASIDE / NAME
    shutil.rmtree(folder.parent, ignore_errors=True)
    for left in ("kept", "papers"):
        shutil.rmtree(drive / left, ignore_errors=True)
    shutil.copytree(windows.delivered(), folder)
    (drive / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    # The words go through a batch file, as a double click does: cmd.exe cuts a command line at "&".
    (drive / "start.bat").write_text(f'@"C:\\{ASIDE}\\{NAME}\\{NAME}.cmd" %*\n', encoding="ascii")
    example = "app\\common\\scrutiny_tui\\_sessions\\example.json"
    taken = []
    for words in WORDS:
        spoken = [word.format(example=f"C:\\{ASIDE}\\{NAME}\\{example}") for word in words]
        began = monotonic()
        status, told = windows.call("cmd", "/c", "C:\\start.bat", *spoken)
        taken.append(monotonic() - began)
        if status:
            tell(STICK, f"{words[0]} stopped with status {status}:\n{told}")
            return False
    made = sorted({path.suffix for path in (drive / "papers").iterdir()})
    size = next(windows.stick.glob("*.zip")).stat().st_size / 1e6
    tell(
        STICK,
        f"{size:.1f} MB, {len(WORDS)} commands, first start {taken[0]:.1f} s, second {taken[1]:.1f} s, "
        f"made {' '.join(made)}",
    )
    return True


def installs(windows: Windows) -> bool:
    """Install the program silently, start it, remove it, and say whether nothing of it is left."""
    made = make_installer(windows.delivered(), windows.stick)
    place = windows.drive / "Program Files" / NAME
    began = monotonic()
    windows.call("msiexec", "/i", windows.path(made), "/qn")
    start = str(place / "app" / "start.py")
    status, told = windows.call(
        str(place / "python" / "python.exe"), "-I", "-B", windows.path(Path(start)), "--version"
    )
    shortcuts = len([*windows.drive.glob(IN_MENU)])
    windows.call("msiexec", "/x", windows.path(made), "/qn")
    left = len([path for path in place.rglob("*") if path.is_file()]) + len([*windows.drive.glob(IN_MENU)])
    tell(
        INSTALLER,
        f"{told.strip() or 'did not start'}, {shortcuts} entries in the Start menu, {left} files left after its removal, "
        f"{monotonic() - began:.0f} s",
    )
    return not status and shortcuts == len(SHORTCUTS) and not left


def tell(part: str, what: str) -> None:
    """Print the line about a part."""
    print(f"{part:8} {what}", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Set everything up, try the parts that are named, or all of them, and return the exit status."""
    folder, *parts = arguments
    if lacking := [packages for command, packages in NEEDED.items() if not shutil.which(command)]:
        sys.exit(f"First: sudo apt-get install --no-install-recommends {' '.join(lacking)}")
    windows, began = Windows(Path(folder)), monotonic()
    windows.set_up()
    tell("set up", f"Python {VERSION}, {monotonic() - began:.0f} s")
    others = {KILLS: survives, STICK: starts_from_stick, INSTALLER: installs}
    results = [
        others[part](windows) if part in others else passes(windows, part)
        for part in parts or (*TESTS, *others)
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
