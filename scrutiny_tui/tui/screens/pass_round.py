"""Pass the laptop round: each person answers alone, and hands on a blank page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import partial
from typing import ClassVar, Final

from textual.containers import Vertical
from textual.content import Content
from textual.events import Key as KeyPress
from textual.widget import Widget
from textual.widgets import Static

from scrutiny_tui.acts.desk import Desk
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.pack import SYMBOLS
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.phrases import EVERYONE_IN
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.session import PageName, Place
from scrutiny_tui.domain.voting import name_of, skip_word
from scrutiny_tui.tui.commands import Command, available
from scrutiny_tui.tui.dialogs import ask
from scrutiny_tui.tui.screens.open_vote import ALL_ABSENT, OTHER_ANSWERS, VOTING, OpenVote, answer_keys
from scrutiny_tui.tui.screens.workshop_page import WorkshopPage
from scrutiny_tui.tui.text import beside, lines, words
from scrutiny_tui.tui.themes import styles
from scrutiny_tui.tui.widgets.bars import Key
from scrutiny_tui.tui.widgets.big import MEDIUM, BigText
from scrutiny_tui.tui.widgets.texts import Gap, Lines, Paragraph, Rest


class Stage(StrEnum):
    """What the page shows."""

    BLANK = "blank"
    CHOOSING = "choosing"
    DONE = "done"


_ALONE: Final = (
    *answer_keys("choose", "Choose this, then press Enter."),
    Command("confirm", "enter", "Confirm", "Confirm the choice and blank the page.", footer=True),
    Command(
        "turn",
        "down,up",
        "The statements",
        "Show the three statements in full, or the step again.",
        footer=True,
        when=lambda page: page.is_cramped,
        now=lambda page: "The step" if page.in_full else "",
    ),
    Command("skip", "minus", "Absent", "Mark this person as absent and go to the next."),
)
"""What is for the person who answers."""
_BETWEEN: Final = tuple(each for each in VOTING if each.action in {"reveal", "ways"})
"""What is for the facilitator, between two people."""


class PassPage(WorkshopPage):
    """A page for one person, Enter to confirm, then a blank page until the next person presses a key.

    Unless the facilitator says that the projector is off, a choice shows as a neutral mark only. What was chosen is
    never shown after it was confirmed.
    """

    CSS_PATH = styles("voting")
    vote: OpenVote
    page_name = PageName.ALONE
    shows_place = False
    commands: ClassVar[tuple[Command, ...]] = (
        *_ALONE,
        *VOTING,
    )
    help_text = (
        "Turn the projector off. Each person presses Space, chooses 1, 2 or 3, presses Enter, and passes the laptop on. "
        "You can show the result or change the way to answer between two people."
    )

    def __init__(self, desk: Desk, workshop: Workshop, place: Place) -> None:
        super().__init__(desk, workshop, place)
        self.vote = OpenVote(self, PageName.ALONE)
        self.stage = Stage.BLANK
        self._projector_off = False
        self._chosen: Answer | None = None
        self.in_full = False
        """Whether the statements are shown in full where there is room for nothing else."""

    def body(self) -> Iterable[Widget]:
        yield Vertical(
            *(Static("", id="asked"), Gap(), BigText(tall=MEDIUM, scale=2, id="next")),
            *(Static("", id="press"), Lines(id="levels"), Gap(), Lines(id="others"), Gap()),
            *(Static("", id="chosen", classes="strong"), Static("", id="echo"), Rest()),
            id="page",
            classes="reading",
        )

    def withholds(self, command: Command) -> bool:
        others = _BETWEEN if self.stage is Stage.CHOOSING else _ALONE
        return command in others or super().withholds(command)

    def lead_keys(self) -> tuple[Key, ...]:
        keys = {Stage.BLANK: Key("Space", "Begin", ""), Stage.CHOOSING: Key("1 2 3", "Choose", "")}
        return (keys[self.stage],) if self.stage in keys else ()

    def opened(self) -> None:
        masked, shown = partial(self._begin, off=False), partial(self._begin, off=True)
        choices = {
            "Hide choices: everyone can see this screen": masked,
            "Show choices to the person answering": shown,
        }
        ask(self, "Is the projector showing this screen?", choices, left=masked)

    def _begin(self, *, off: bool) -> None:
        self._projector_off = off
        self._rest()

    def unkept(self) -> str:
        return "The choice on this page is not saved yet." if self._chosen else ""

    def private_notes(self) -> None:
        """Show nothing: the laptop is in other people's hands."""

    @property
    def _next(self) -> Voter | None:
        waiting = self.workshop.waiting(self.place.item)
        return self.workshop.session.voters[waiting[0]] if waiting else None

    def on_key(self, event: KeyPress) -> None:
        """Wake the page with Space, which does nothing else; a key that is held down counts once.

        Any other key that leads nowhere wakes it too: whoever takes the laptop may miss the one that is named. Not Enter,
        which may be pressed once more by the person who has just confirmed, and still has the laptop.
        """
        if not self.vote.takes(event, waits=False) or self.stage is not Stage.BLANK:
            return
        if any(event.key in command.keys.split(",") for command in available(self)):
            return
        event.stop()
        event.prevent_default()
        if event.key != "enter":
            self.stage = Stage.CHOOSING
            self._draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_turn(self) -> None:
        self.in_full = not self.in_full
        self._draw()

    def action_choose(self, value: str) -> None:
        self._chosen = Answer(value)
        self._draw()

    def action_confirm(self) -> None:
        voter = self._next
        if voter is None or self._chosen is None:
            self.vote.echo("Choose first: 1, 2 or 3.")
        elif self.attempt(self.workshop.cast, self.place.item, voter.id, self._chosen):
            self._rest()

    def action_skip(self) -> None:
        voter = self._next
        if voter and self.attempt(self.workshop.set_absent, self.place.item, voter.id, absent=True):
            self._rest()

    def _rest(self) -> None:
        self._chosen = None
        self.in_full = False
        self.stage = Stage.BLANK if self._next else Stage.DONE
        self.vote.echo("")
        self._draw()

    def people_changed(self, joined: int | None = None) -> None:
        self._rest()

    def _draw(self) -> None:
        choosing = self.stage is Stage.CHOOSING
        self.set_class(choosing, "-choosing")
        self.set_class(not choosing, "-resting")
        above, below = self._told()
        self.query_one("#asked", Static).update(above)
        upcoming = self.query_one("#next", BigText)
        upcoming.display = self.stage is Stage.BLANK
        upcoming.text = self._next.label if self._next else ""
        self.query_one("#press", Static).update(below)
        self.query_one("#levels", Lines).paragraphs = tuple(self._levels())
        others = self.query_one("#others", Lines)
        others.display = choosing and not self._alone
        others.paragraphs = (self._others(),)
        chosen = "■ Chosen. Enter confirms, another key changes it." if self._chosen else "□ Not chosen yet"
        self.query_one("#chosen", Static).update(chosen if choosing else "")
        self.refresh_keys()

    def _told(self) -> tuple[Content, Content]:
        """Return what is said at the top, and what to press between two people."""
        if self.stage is Stage.CHOOSING:
            return self._asked(), Content("")
        if self.stage is Stage.BLANK:
            return words("Please pass the laptop to"), words("Press Space to begin.", "bold")
        if self.vote.turnout.everybody_absent:
            return words(ALL_ABSENT, "bold"), Content("")
        return words(EVERYONE_IN, "bold"), words("Turn the projector on again. Press r for the result.")

    def _asked(self) -> Content:
        voter = self._next
        name = name_of(self.workshop.session, self.place.item)
        asked = name if self.item.step else f"{name}, {self.item.title}"
        heading = words(f"{voter.label if voter else ''}: {asked}", "bold $primary")
        return heading if self._alone else lines((heading, words(self.item.statement)))

    @property
    def _alone(self) -> bool:
        """Whether the statements in full have the page for themselves."""
        return self.in_full and self.is_cramped

    def _levels(self) -> Iterator[Paragraph]:
        in_full = self._alone or not self.is_cramped
        for level, sentence in zip(self.workshop.session.wording.levels, self.item.sentences, strict=True):
            mark = self._mark(Answer(str(level.number)))
            name = f"{mark}{level.number} {SYMBOLS[level.number - 1]} {level.label}"
            yield Paragraph(name, "")
            if sentence and in_full:
                yield Paragraph("", f"{'':8}{sentence}", 8)
            if self.has_class("-tall"):
                yield Paragraph("", "")

    def _others(self) -> Paragraph:
        skip = skip_word(self.workshop.session, self.place.item)
        skipped = ((Answer.NOT_APPLICABLE, f"x {skip}"),) if skip else ()
        return Paragraph(
            "", beside(f"{self._mark(answer)}{text}" for answer, text in (*OTHER_ANSWERS.items(), *skipped))
        )

    def _mark(self, answer: Answer) -> str:
        return "► " if self._chosen is answer and self._projector_off else "  "
