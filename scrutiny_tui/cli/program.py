"""The program's commands, each loaded when it is asked for: a short one must not wait for all the others."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from scrutiny_tui import __version__
from scrutiny_tui.cli import VERSION
from scrutiny_tui.cli.options import SESSION_IS, folder_options, theme_option

COMMANDS: Final = {
    "new": "new_workshop:new",
    "open": "windows:open_session",
    "run": "windows:run_session",
    "audience": "windows:audience",
    "demo": "windows:demo",
    "do": "act_commands:do",
    "list": "shelf:list_sessions",
    "results": "shelf:results",
    "compare": "shelf:compare",
    "backups": "shelf:backups",
    "import": "intake:import_file",
    "unpack": "intake:unpack",
    "paper": "documents:paper",
    "report": "documents:report",
    "export": "documents:export",
    "pack-up": "documents:pack_up",
    "check": "inspection:check",
    "doctor": "inspection:doctor",
}
"""Each command with its module in this package and what it is called there."""


class LateGroup(click.Group):
    """Knows its commands by where they are."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name is click's
        """Return the names of the commands, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the name is click's
        """Load a command, which takes the options of the folders too; None if there is none of that name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module, name = COMMANDS[cmd_name].split(":")
            self.add_command(folder_options(getattr(import_module(f"scrutiny_tui.cli.{module}"), name)))
        return self.commands.get(cmd_name)


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
    """Run a self-assessment of children's services scrutiny, offline, from one projected laptop.

    Without a command the start page opens. What is done in a workshop is done with: scrutiny-tui do

    \b
    Examples:
      scrutiny-tui                      open the start page
      scrutiny-tui demo                 look around in an example
      scrutiny-tui open last            go on with the last workshop
      scrutiny-tui results last         print its results as plain text
    """
    if context.invoked_subcommand is None:
        from scrutiny_tui.cli.windows import show_home

        show_home()


folder_options(program)
