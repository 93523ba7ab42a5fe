"""The program's commands, put together."""

from __future__ import annotations

from typing import Final

import click

from scrutiny_tui import __version__
from scrutiny_tui.cli.backups import backups, restore
from scrutiny_tui.cli.checking import check
from scrutiny_tui.cli.folders import SESSION_IS, folder_options
from scrutiny_tui.cli.importing import import_answers, voters
from scrutiny_tui.cli.mending import clear, correct, set_aside
from scrutiny_tui.cli.noting import notes
from scrutiny_tui.cli.papering import paper
from scrutiny_tui.cli.reading import list_sessions, results
from scrutiny_tui.cli.recording import agree, earlier, note
from scrutiny_tui.cli.repairing import repair
from scrutiny_tui.cli.screens import demo, open_session, show_home
from scrutiny_tui.cli.setting_up import new
from scrutiny_tui.cli.upkeep import delete, duplicate, edit, rename
from scrutiny_tui.cli.voting import again, cast, headcount, reveal

PROGRAM: Final = "scrutiny-tui"


@click.group(
    commands=[
        new,
        open_session,
        demo,
        list_sessions,
        results,
        import_answers,
        voters,
        cast,
        clear,
        headcount,
        reveal,
        again,
        set_aside,
        correct,
        agree,
        note,
        notes,
        earlier,
        paper,
        check,
        repair,
        backups,
        restore,
        edit,
        rename,
        duplicate,
        delete,
    ],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=SESSION_IS,
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
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
        show_home()
