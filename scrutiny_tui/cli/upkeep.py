"""The commands that look after workshops that are put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from scrutiny_tui.cli.folders import SESSION_IS, folder_options, library
from scrutiny_tui.cli.setting_up import read_date
from scrutiny_tui.cli.terminal import has_keyboard
from scrutiny_tui.domain.errors import UseError
from scrutiny_tui.domain.printable import printable, safe
from scrutiny_tui.domain.secrecy import Mode, Secrecy, Setting

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from scrutiny_tui.domain.session import Details

_SECRECY: Final = {each.name.lower().replace("_", "-"): each for each in Secrecy}
_MODES: Final = {each.name.lower(): each for each in Mode}
_DAY: Final = "Such as 21/11/2026."


@click.command(short_help="Correct the details of a workshop.", epilog=SESSION_IS)
@click.argument("session")
@click.option("--council", help="The council's name.")
@click.option("--committee", help="The committee's name.")
@click.option("--date", "day", metavar="DAY", help=_DAY)
@click.option("--facilitator", help="Name or role.")
@click.option("--sponsor", help="Name or role of whoever supports the self-assessment.")
@click.option("--completed-by", help='Who completes it, such as "the chair and ten members".')
@click.option("--in-public/--in-private", default=None, help="Whether others may be watching.")
@click.option("--secrecy", type=click.Choice(tuple(_SECRECY)), help="Changes only until the first answer.")
@click.option("--mode", type=click.Choice(tuple(_MODES)), help="Changes only until the first answer.")
@folder_options
def edit(session: str, **typed: Any) -> None:
    """Correct what set-up asked for in the workshop SESSION. What is not named stays as it is.

    \b
    Examples:
      scrutiny-tui edit last --date 5/12/2026
      scrutiny-tui edit 2026-11-21-exampleshire --committee "Children's scrutiny" --sponsor ""
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts import upkeep

    given = {name: value for name, value in typed.items() if value is not None}
    if not given:
        raise UseError("Say what is to change, for example: --date 5/12/2026.")
    shelf = library()
    changes = _changes(given, shelf.today().date())
    path = shelf.find(session)

    def change(details: Details) -> Details:
        from dataclasses import replace

        return replace(details, **changes)

    for notice in upkeep.edit(shelf, path, change):
        click.echo(safe(notice), err=True)
    click.echo(printable(str(path)))


@click.command(short_help="Give the file of a workshop another name.", epilog=SESSION_IS)
@click.argument("session")
@click.argument("name", metavar="NEWNAME")
@folder_options
def rename(session: str, name: str) -> None:
    """Give the file of the workshop SESSION the name NEWNAME and print its path.

    The name is made safe for every computer: small letters, digits and hyphens. The council's name is not changed;
    for that there is `scrutiny-tui edit`.

    \b
    Example:
      scrutiny-tui rename last exampleshire-autumn
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts import upkeep

    shelf = library()
    renamed = upkeep.rename(shelf, shelf.find(session), name)
    for notice in renamed.notices:
        click.echo(safe(notice), err=True)
    click.echo(printable(str(renamed.path)))


@click.command(short_help="Set up one more workshop like another.", epilog=SESSION_IS)
@click.argument("session")
@click.option("--date", "day", metavar="DAY", help=f"{_DAY} The same as before where it is left out.")
@folder_options
def duplicate(session: str, day: str | None) -> None:
    """Set up one more workshop like SESSION and print the path of its file.

    It has the same details and people and the wording that the pack has now; no answers and no notes. It follows SESSION:
    the actions that are still open there are gone through first when it is opened.

    \b
    Example:
      scrutiny-tui duplicate last --date 20/11/2027
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts import upkeep

    shelf = library()
    chosen = None if day is None else _day(day, shelf.today().date())
    path = upkeep.duplicate(shelf, shelf.find(session), chosen)
    click.echo(printable(str(path)))


@click.command(short_help="Delete a workshop with all its files.", epilog=SESSION_IS)
@click.argument("session")
@click.option("--yes", is_flag=True, help="Answers the first question.")
@click.option("--really", is_flag=True, help="Answers the second question, which asks for the name.")
@folder_options
def delete(session: str, *, yes: bool, really: bool) -> None:
    """Delete the workshop SESSION with every file that belongs to it. There is no way back.

    Asks twice; without a terminal both options are needed.

    \b
    Examples:
      scrutiny-tui delete 2026-11-21-exampleshire
      scrutiny-tui delete 2026-11-21-exampleshire --yes --really
    """  # noqa: D301 - the backslash tells click to leave the lines as they are
    from scrutiny_tui.acts import upkeep

    if not (yes and really) and not has_keyboard():
        raise UseError("This asks twice, which needs a terminal. Without one, add: --yes --really")
    shelf = library()
    path = shelf.find(session)
    _tell_what_goes(upkeep.files_to_delete(shelf, path))
    for text in (upkeep.BEYOND, upkeep.WARNING):
        click.echo(text, err=True)
    if not ((yes or _agrees()) and (really or _types_name(path))):
        click.echo("Nothing was deleted.", err=True)
        click.get_current_context().exit(1)
    upkeep.delete(shelf, path)
    click.echo("The workshop is deleted.", err=True)


def _changes(given: dict[str, Any], today: date) -> dict[str, Any]:
    """Return the typed options as fields of the details, without anything that a terminal would act on."""
    changes: dict[str, Any] = {
        name: safe(given[name])
        for name in ("council", "committee", "facilitator", "sponsor", "completed_by")
        if name in given
    }
    if "day" in given:
        changes["date"] = _day(given["day"], today)
    if "in_public" in given:
        changes["setting"] = Setting.PUBLIC if given["in_public"] else Setting.PRIVATE
    if "secrecy" in given:
        changes["secrecy"] = _SECRECY[given["secrecy"]]
    if "mode" in given:
        changes["mode"] = _MODES[given["mode"]]
    return changes


def _day(text: str, today: date) -> date:
    """Return the day that `--date` names, and ask on the side where its year may be wrong."""
    from scrutiny_tui.domain.actions import doubt_about

    day = read_date(text, today)
    if doubt := doubt_about(day, today):
        click.echo(doubt, err=True)
    return day


def _tell_what_goes(files: tuple[Path, ...]) -> None:
    click.echo("These files are deleted:", err=True)
    for file in files:
        click.echo(f"  {safe(str(file))}", err=True)


def _agrees() -> bool:
    return click.confirm("Delete them?", err=True)


def _types_name(path: Path) -> bool:
    typed: str = click.prompt(
        f"Type {safe(path.stem)} to delete it for good", default="", show_default=False, err=True
    )
    return typed.strip() in {safe(path.stem), safe(path.name)}
