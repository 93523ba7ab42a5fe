"""What the import rules cannot say: what is loaded at start, and how long things may get."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "scrutiny_tui"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_MODULE = 400
DEEPEST_CLASS = 3
"""How many classes of the program stand above one another, the class itself among them."""
LONGEST_FUNCTION = 40
MOST_LINES = 39_178
"""Of the whole program. May only fall, unless the commit says why."""
MOST_LATE_IMPORTS = 25
"""Inside functions. May only fall, unless the commit says why."""
MOST_MODULES = 180
"""Of the whole program. May only fall, unless the commit says why."""


def loaded_by(*modules: str) -> set[str]:
    """Return the top-level packages that a new interpreter loads for these imports."""
    program = "import sys; before = {*sys.modules}\n"
    program += "".join(f"import {module}\n" for module in modules)
    program += "print(*{name.partition('.')[0] for name in {*sys.modules} - before})"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {*done.stdout.split()}


def modules_in(folder: str) -> list[str]:
    """Return the dotted names of all modules of a part of the package."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((PACKAGE / folder).rglob("*.py"))
    ]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every function of a module with its length in lines, decorators left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def by_name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    loaded = loaded_by("scrutiny_tui.domain", *modules_in("domain"))

    assert loaded - sys.stdlib_module_names == {"scrutiny_tui"}


@pytest.mark.parametrize("module", ["scrutiny_tui.acts.library", "scrutiny_tui.cli"])
def test_nothing_of_the_screens_is_loaded_before_a_screen_is_wanted(module: str) -> None:
    assert not loaded_by(module) & {"textual", "rich", "markdown_it"}


@pytest.mark.parametrize("part", ["domain", "store", "acts", "view"])
def test_the_parts_below_the_screens_load_nothing_of_them(part: str) -> None:
    assert not loaded_by(*modules_in(part)) & {"textual", "rich", "markdown_it"}


def test_what_reads_cards_is_not_loaded_before_a_picture_is_wanted() -> None:
    parts = ("card_reader", "cameras", "rendered_room")
    pages = ("scrutiny_tui.tui.app", "scrutiny_tui.tui.screens.camera")
    loaded = loaded_by(*pages, *(f"scrutiny_tui.store.{part}" for part in parts))

    assert not loaded & {"cv2", "numpy"}


@pytest.mark.parametrize("path", MODULES, ids=by_name)
def test_a_module_stays_short(path: Path) -> None:
    assert lines_of(path) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=by_name)
def test_a_function_stays_short(path: Path) -> None:
    assert [name for name, length in functions(path) if length > LONGEST_FUNCTION] == []


def test_no_class_stands_on_a_tower_of_others() -> None:
    towers = [
        f"{kind.__module__}.{kind.__qualname__}"
        for name in modules_in(".")
        if not name.endswith("__main__")
        for kind in vars(import_module(name)).values()
        if isinstance(kind, type) and kind.__module__ == name and depth(kind) > DEEPEST_CLASS
    ]

    assert not towers


def test_few_imports_wait_inside_functions() -> None:
    late = [
        node
        for path in MODULES
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert len(late) <= MOST_LATE_IMPORTS


def test_the_program_stays_small() -> None:
    assert sum(map(lines_of, MODULES)) <= MOST_LINES
    assert len(MODULES) <= MOST_MODULES


def test_values_that_do_not_change_are_records() -> None:
    """A frozen dataclass takes many times as long to be made, and a start makes some eighty of them."""
    frozen = [by_name(path) for path in MODULES if "dataclass(frozen" in path.read_text(encoding="utf-8")]

    assert not frozen


def test_only_one_module_asks_the_operating_system_to_keep_something() -> None:
    """Whatever keeps a session goes through `System`, so that tests can put a failing disk under it."""
    kept = [path for part in ("domain", "store", "acts") for path in (PACKAGE / part).rglob("*.py")]
    syncing = [by_name(path) for path in kept if "os.fsync" in path.read_text(encoding="utf-8")]

    assert syncing == ["store/system.py"]


@pytest.mark.parametrize("part", ["store", "acts", "view", "tui", "cli"])
def test_what_a_path_leads_to_is_asked_in_one_place(part: str) -> None:
    """From Python 3.14 on these methods say of a folder that nobody may look into that it is not there."""
    silent = [
        f"{by_name(path)}:{node.lineno} {node.attr}"
        for path in sorted((PACKAGE / part).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"exists", "is_dir", "is_file", "isdir", "isfile"}
    ]

    assert not silent


def depth(kind: type) -> int:
    return sum(each.__module__.startswith("scrutiny_tui.") for each in kind.__mro__)
