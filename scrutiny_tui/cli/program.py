"""The program's commands, put together."""

from __future__ import annotations

from typing import Final

import click

from scrutiny_tui import __version__
from scrutiny_tui.cli import VERSION
from scrutiny_tui.cli.folders import SESSION_IS, folder_options
from scrutiny_tui.cli.late import LateGroup
from scrutiny_tui.cli.theming import theme_option

COMMANDS: Final = {
    "new": "setting_up:new",
    "open": "screens:open_session",
    "run": "holding:run_session",
    "audience": "audience:audience",
    "demo": "screens:demo",
    "list": "reading:list_sessions",
    "results": "reading:results",
    "do": "act_commands:do",
    "import": "importing:import_answers",
    "voters": "importing:voters",
    "cast": "voting:cast",
    "clear": "mending:clear",
    "headcount": "voting:headcount",
    "reveal": "voting:reveal",
    "again": "voting:again",
    "set-aside": "mending:set_aside",
    "correct": "mending:correct",
    "agree": "recording:agree",
    "note": "recording:note",
    "notes": "noting:notes",
    "action": "planning:action",
    "priorities": "planning:priorities",
    "earlier": "recording:earlier",
    "paper": "papering:paper",
    "report": "reporting:report",
    "export": "exporting:export",
    "compare": "comparing:compare",
    "check": "checking:check",
    "doctor": "doctoring:doctor",
    "backups": "backups:backups",
    "restore": "backups:restore",
    "edit": "upkeep:edit",
    "rename": "upkeep:rename",
    "duplicate": "upkeep:duplicate",
    "delete": "upkeep:delete",
    "forget": "forgetting:forget",
    "pack-up": "packing:pack_up",
    "unpack": "packing:unpack",
}
"""Each command with its module in this package and what it is called there."""


@click.group(
    cls=LateGroup,
    places=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=SESSION_IS,
)
@click.version_option(__version__, message=VERSION)
@theme_option
@folder_options
@click.pass_context
def program(context: click.Context) -> None:
    """Run a self-assessment of children's services scrutiny, offline, from one projected laptop.

    Without a command the start page opens.

    \b
    Examples:
      scrutiny-tui                      open the start page
      scrutiny-tui demo                 look around in an example
      scrutiny-tui open last            go on with the last workshop
      scrutiny-tui results last         print its results as plain text
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    if context.invoked_subcommand is None:
        from scrutiny_tui.cli.screens import show_home

        show_home()
