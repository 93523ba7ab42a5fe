"""The program's commands, each loaded when it is asked for, and what a shell is told that completes them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, shell_complete

from scrutiny_tui import PROGRAM, __version__
from scrutiny_tui.cli import VERSION

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)

SESSION_IS: Final = "WORKSHOP is a path, the name of a file in the folder of workshops, or the word last."
"""The last line of the help of every command that takes a WORKSHOP."""

_GROUPS: Final = {
    "Run a workshop": {
        "open": ("windows:open_session", "Open a workshop where you left off."),
        "run": ("windows:run_session", "Run a workshop, with --plain as text only."),
        "audience": ("windows:audience", "Open a second window for the projector."),
        "rehearse": ("windows:rehearse", "Practise on a copy that is deleted afterwards."),
        "demo": ("windows:demo", "Look round in an example."),
    },
    "Prepare": {
        "new": ("intake:new", "Set up a workshop."),
        "paper": ("documents:paper", "Print slips, cards and forms."),
        "doctor": ("inspection:doctor", "Check that this computer is ready."),
    },
    "Record answers and notes": {
        "import": ("intake:import_file", "Import answers, or a list of people."),
        "do": ("act_commands:do", "Do one thing in a workshop, for example save a note."),
    },
    "After the workshop": {
        "results": ("shelf:results", "Print the results of a workshop as plain text."),
        "report": ("documents:report", "Make the report for the agenda pack."),
        "export": ("documents:export", "Export the data as CSV, Excel or JSON."),
        "compare": ("shelf:compare", "Compare workshops."),
    },
    "Files and safety": {
        "list": ("shelf:list_sessions", "List your workshops."),
        "backups": ("shelf:backups", "List backups, or restore one."),
        "pack-up": ("documents:pack_up", "Hand over a workshop (zip file)."),
        "unpack": ("intake:unpack", "Open a handed-over workshop (zip file)."),
        "check": ("inspection:check", "Check a content pack or a workshop file."),
    },
}
"""Each command with where it is in this package, and what the list of commands says of it without loading it."""

COMMANDS: Final = {name: where for group in _GROUPS.values() for name, where in group.items()}
"""The same for every command."""

FOLDER: Final = click.Path(file_okay=False, path_type=Path)

_FOLDERS: Final = {
    "--content": "The content pack, or folder of packs, to use.",
    "--sessions": "The folder your workshops are saved in.",
    "--backup": "Folder for backups, for example on a USB stick.",
}
"""Each option with its help."""

_MEANS_SOMETHING: Final = re.compile(r"[^\w@%+=:,./-]")
"""Characters to which a shell gives a meaning unless a backslash stands before them."""


def kept_option(name: str, **how: Any) -> Callable[[Command], Command]:
    """Return what adds an option whose value `kept` returns, whether it stands before or after a command's name."""

    def keep(context: click.Context, option: click.Parameter, value: object) -> None:
        if value is not None:
            context.meta[str(option.name)] = value

    return click.option(name, expose_value=False, callback=keep, default=None, **how)


def kept(name: str) -> Any:
    """Return what was given for such an option, which a group shares with its commands; None if it was not given."""
    return click.get_current_context().meta.get(name)


def folder_options(command: click.Command) -> click.Command:
    """Add `--content`, `--sessions` and `--backup` to a command."""
    for name, told in _FOLDERS.items():
        kept_option(name, type=FOLDER, metavar="DIR", help=told)(command)
    return command


theme_option: Final = kept_option(
    "--theme", metavar="NAME", help="projector-light, projector-dark or high-contrast, for this run only."
)
"""Says which colours the screens begin with."""


class LateGroup(click.Group):
    """Knows its commands by where they are: a short one must not wait for all the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name is click's
        """Return the names of the commands, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the name is click's
        """Load a command, which takes the options of the folders too; None if there is none of that name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            where, told = COMMANDS[cmd_name]
            module, name = where.split(":")
            command = folder_options(getattr(import_module(f"scrutiny_tui.cli.{module}"), name))
            command.short_help = told
            self.add_command(command)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the name is click's
        """List the commands without loading them."""
        for title, group in _GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, told) for name, (_where, told) in group.items()], col_max=12)


@click.group(
    cls=LateGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=SESSION_IS,
)
@click.version_option(__version__, message=VERSION)
@theme_option
@click.pass_context
def program(context: click.Context) -> None:
    """Run a self-assessment of children's services scrutiny from one laptop, on the projector, without internet.

    Without a command the start page opens.

    \b
    Examples:
      scrutiny-tui                      open the start page
      scrutiny-tui demo                 look round in an example
      scrutiny-tui open last            open the last workshop again
      scrutiny-tui results last         print its results as plain text
    """
    if context.invoked_subcommand is None:
        from scrutiny_tui.cli.windows import show_home

        show_home()


folder_options(program)


@add_completion_class
class Bash(BashComplete):
    """Bash puts what it is told into the line as it is, so blanks and quotes get a backslash."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return an item as click's script for Bash reads it, which takes one backslash of two away."""
        word = os.environ.get("COMP_WORDS", "").rpartition("\n")[2]
        if item.type == "plain" and not word.startswith(("'", '"')):
            item = CompletionItem(_MEANS_SOMETHING.sub(r"\\\\\g<0>", item.value))
        return super().format_completion(item)


def answer_shell(variable: str) -> int:
    """Print what a shell asks for in a variable, and return the exit status; a word that cannot be completed is no error."""
    try:
        return shell_complete(program, {}, PROGRAM, variable, os.environ[variable])
    except Exception:  # noqa: BLE001 - a sentence would stand in the middle of the line that somebody types
        return 1
