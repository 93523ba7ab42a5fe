from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final

import pytest

from scrutiny_tui.acts.catalogue import CATALOGUE
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.tui import screens
from scrutiny_tui.tui.app import ScrutinyApp
from scrutiny_tui.tui.commands import Command, PageCommands, act_command, available, letter
from scrutiny_tui.tui.screens.home import HomePage
from scrutiny_tui.tui.screens.navigation import SHOWN, named
from scrutiny_tui.tui.screens.page import Page
from tests.support.screens import at, make_desk, running
from tests.support.sessions import room_of
from tests.tui.scenes import full_desk


def page_classes() -> tuple[type[Page], ...]:
    """Return every class of a page that is in the folder of pages."""
    modules = [import_module(f"{screens.__name__}.{found.name}") for found in iter_modules(screens.__path__)]
    classes = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Page) and each.commands
    }
    return tuple(sorted(classes, key=lambda each: each.__name__))


CLASSES: Final = page_classes()

MEANINGS: Final = {
    "1": {"answer '1'"},
    "2": {"answer '2'", "priorities"},
    "3": {"answer '3'"},
    "d": {"answer 'dont_know'"},
    "a": {"answer 'abstain'", "where-next"},
    "i": {"answer 'interest'", "type-words"},
    "x": {"answer 'not_applicable'"},
    "minus": {"absent", "skip"},
    "slash": {"jump"},
    "m": {"ways", "shorten"},
    "u": {"undo", "park"},
    "v": {"answer", "again"},
    "r": {"result", "reveal"},
    "s": {"steps", "staircase", "sort-words", "slips"},
    "h": {"how"},
    "l": {"lesson", "back"},
    "j": {"evidence", "back"},
    "n": {"note"},
    "g": {"agree"},
    "k": {"words", "room", "back"},
    "y": {"reason", "begin warm-up"},
    "w": {"who"},
    "z": {"larger", "back"},
    "f": {"facilitator", "fit"},
    "o": {"overview"},
    "p": {"plan", "back"},
    "e": {"close_up"},
    "asterisk": {"pin"},
    "c": {"later", "trial(True)"},
    "t": {"clock", "break"},
    "b": {"blank"},
    "f9": {"blank"},
    "question_mark": {"help"},
    "f1": {"help"},
    "q": {"quit_twice"},
    "ctrl+q": {"quit"},
}
"""What each key of the product may mean; a letter that is not here means nothing on any page.

On the start page a letter goes straight to a line of the menu.

`l` on the page of the lesson, `j` on that of the evidence, `k` on that of what people wrote, `z` in the larger view, and `p` on the plan go back, as the keys that opened them.
"""


ANSWERING: Final = ("cast", "choose", "write")
"""The actions that take an answer, one for each way to answer."""


def meaning(command: Command) -> str:
    """Return what a command does, the same for every way to answer."""
    action, _bracket, given = command.action.rstrip(")").partition("(")
    if action in {"act", "errand", "over", "leave_for"}:
        return given.strip("'")
    return f"answer {given}" if action in ANSWERING else command.action


def commands_of(owner: Any) -> tuple[Command, ...]:
    """Return the commands that a page declares, and those that the acts make for it."""
    page = getattr(owner, "page_name", "")
    return (*owner.commands, *(act_command(act, page) for act in CATALOGUE.on(page)))


def all_commands() -> list[tuple[Any, Command]]:
    """Return every command with the page, or the program, that has it."""
    owners: list[Any] = [*CLASSES, ScrutinyApp]
    return [(owner, command) for owner in owners for command in commands_of(owner)]


def keys_of(command: Command) -> list[str]:
    """Return the keys of a command."""
    return [key for key in command.keys.split(",") if key]


def test_every_key_and_page_is_there_and_letters_act_in_either_case() -> None:
    for owner, command in all_commands():
        assert command.title.strip() == command.title != ""
        assert command.help.endswith("."), command.title
        assert callable(getattr(owner, f"action_{command.action.split('(')[0]}"))
        letters = [key for key in keys_of(command) if len(key) == 1 and key.isalpha()]
        assert {key.swapcase() for key in letters} == set(letters), f"{owner.__name__} {command.title}"
    assert all(callable(named(name)) for name in SHOWN)
    bound = {key for _owner, command in all_commands() for key in keys_of(command)}

    assert set(MEANINGS) <= bound
    assert {
        key for key in bound if "shift+" in key or key in {"ctrl+enter", "ctrl+f", "f11", "alt+f4"}
    } == set()


@pytest.mark.parametrize("owner", CLASSES, ids=lambda owner: owner.__name__)
def test_no_two_commands_of_a_page_share_a_key_or_a_name(owner: type[Page]) -> None:
    commands = (*commands_of(owner), *ScrutinyApp.commands)
    keys = [key for command in commands for key in keys_of(command)]

    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert len({command.action for command in commands}) == len(commands)
    assert len({command.title for command in commands}) == len(commands)


@pytest.mark.parametrize(
    "owner", [each for each in CLASSES if each is not HomePage], ids=lambda owner: owner.__name__
)
def test_every_key_means_the_same_on_every_page(owner: type[Page]) -> None:
    for command in (*commands_of(owner), *ScrutinyApp.commands):
        for key in keys_of(command):
            plain = key.lower() if len(key) == 1 else key
            if owner.__name__ == "HeadcountPage" and plain == "minus":
                # The issue asks for plus and minus where heads are counted: one more, one less.
                continue
            if plain in MEANINGS:
                assert meaning(command) in MEANINGS[plain]
            else:
                assert len(key) > 1, f"{key} of {command.title} is not in the table of keys"


@pytest.mark.parametrize("page", [PageName.ANSWERS, PageName.STEP, PageName.RESULT])
async def test_a_title_typed_whole_is_found_first(tmp_path: Path, page: PageName) -> None:
    item = 5 if page is PageName.ANSWERS else 1
    wrong = []
    async with running(at(full_desk(tmp_path), Place(page, item))) as pilot:
        for command in available(pilot.screen):
            if command.only_moves:
                continue
            found = [hit async for hit in PageCommands(pilot.screen).search(command.title)]
            best = max(found, key=lambda hit: hit.score)
            if str(best.prompt) != command.title:
                wrong.append((command.title, str(best.prompt)))

    assert wrong == []


async def test_a_key_that_does_nothing_here_and_scattered_letters_find_nothing(tmp_path: Path) -> None:
    desk = at(make_desk(tmp_path), Place(PageName.STEP))
    async with running(desk) as pilot:
        await pilot.keys("r")

        assert pilot.page == "StepPage"
    assert room_of(desk).session.rounds == {}
    async with running(at(full_desk(tmp_path), Place(PageName.BRIEFING))) as pilot:
        for typed in ("straight", "fit print", "xyz", "…", "oesn"):
            found = [hit async for hit in PageCommands(pilot.screen).search(typed)]
            assert "private notes" not in "".join(str(hit.prompt) for hit in found)

        await pilot.keys("o")
        hits = [hit async for hit in PageCommands(pilot.screen).search("rep fin")]
        assert str(max(hits, key=lambda hit: hit.score).prompt) == "Finish and report"


@pytest.mark.parametrize(
    ("keys", "shown_as"),
    [
        ("right,pagedown,enter", "→ Enter"),
        (letter("v"), "v"),
        ("question_mark,f1", "? F1"),
        ("minus", "-"),
        ("ctrl+q", "Ctrl+Q"),
        ("", ""),
    ],
)
def test_keys_are_shown_as_people_read_them(keys: str, shown_as: str) -> None:
    assert Command("act", keys, "Title", "Help.").shown_keys == shown_as
