"""What can be asked for at a step line by line comes from the descriptions of the acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest

from scrutiny_tui.acts.act import CATALOGUE, Act, Ask, act
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.moves import add_note
from scrutiny_tui.domain.session import MarkKind, NoteKind
from tests.cli.conftest import Shell, saved
from tests.cli.plain_lines import ENTER, SLIPS, plain


@pytest.fixture
def toy() -> Iterator[Act]:
    @act("wave", title="Greet the gallery")
    def wave(workshop: Workshop, who: Annotated[str, Ask(label="Who", help="Anybody.")]) -> str:
        """Keep who waved."""
        workshop.save(add_note(workshop.session, 1, NoteKind.EVIDENCE, f"{who} waved."))
        return f"{who} waves."

    yield wave
    del CATALOGUE.acts[wave.name]


@pytest.mark.parametrize("called", ["wave", "greet", "gallery", "'Greet the gallery'"])
def test_an_act_that_is_added_can_be_asked_for(three: Shell, folder: Path, toy: Act, called: str) -> None:
    said = plain(three, f"? {called} Everybody q")

    assert "wave: Greet the gallery" in said
    assert "Keep who waved. Type stop to cancel.\nWho: Anybody.\nEnter to cancel." in said
    assert "Everybody waves." in said
    assert [note.text for note in saved(folder).notes.values()] == ["Everybody waved."]


def test_everything_has_a_name_of_its_own_and_nothing_unchangeable_is_asked(three: Shell) -> None:
    listed = plain(three, "? q").partition("> v: ")[2].partition("\nstep and a number")[0].splitlines()

    names = [line.partition(": ")[0] for line in listed]
    assert len(names) == len(set(names))
    assert {"n: Note", "*: Discuss first", "+: Add an action", "break: Break", "f: Who facilitates"} <= {
        *listed
    }
    assert "reveal" not in names
    said = plain(three, f"details {ENTER * 11} {SLIPS} 2 stop details {ENTER * 9} q")

    assert said.count("Details saved.") == 2
    assert said.count("Read out before the first answer: ") == 1


def test_a_note_too_early_is_not_lost_and_several_meanings_are_listed(three: Shell, folder: Path) -> None:
    plain(three, "n 'The visits are minuted.' 1 '' '' '' q")

    assert [note.text for note in saved(folder).notes.values()] == ["The visits are minuted."]
    said = plain(three, "n e Minutes '' '' + Ask '' '' '' '' change q")

    assert "Which of these do you mean?\nchange-note: Edit a note\nchange-action: Edit an action\n" in said


def test_evidence_is_asked_whose_words_it_is_and_when_and_nothing_else_is(three: Shell, folder: Path) -> None:
    said = plain(three, "n 1 'Challenge is well prepared.' 'Ofsted report' 'July 2025' n 2 'We saw it.' q")

    assert said.count("Source: ") == said.count("Date: ") == 1
    evidence, reason = saved(folder).notes.values()
    assert (evidence.source, evidence.date) == ("Ofsted report", "July 2025")
    assert (reason.text, reason.source, reason.date) == ("We saw it.", "", "")


def test_what_could_show_a_step_is_heard_with_the_evidence_that_is_noted(three: Shell) -> None:
    said = plain(three, "j n 1 'Members prepare well.' 'Peer review' May j q")

    first, second = said.split("What could show it")[1:]
    assert "Minutes in which a member asked about something the report did not say" in first
    assert "Evidence: none noted" in first
    assert "Evidence: 1 noted\nNoted: Members prepare well. (Peer review, May)\n" in second


def test_a_source_that_is_corrected_is_erased_from_every_file(three: Shell, folder: Path) -> None:
    said = plain(three, "n 1 Minutes Wrongsource May change-note 1 '' 'Right source' '' q")

    assert "The deleted text was erased from all files of this workshop." in said
    assert "Wrongsource" not in "".join(path.read_text() for path in folder.rglob("*.json"))
    assert [note.told for note in saved(folder).notes.values()] == ["Minutes (Right source, May)"]


def test_a_step_is_pinned_and_kept_for_later(three: Shell, folder: Path) -> None:
    plain(three, "* 'step 2' c q")

    marked = {item: mark.kind for item, mark in saved(folder).marks.items()}
    assert marked == {1: MarkKind.PINNED, 2: MarkKind.LATER}


def test_enter_takes_what_a_line_holds_and_stop_leaves_it(three: Shell, folder: Path) -> None:
    said = plain(three, "g '' n e stop g 2 d Some g '' '' '' g 3 clear - q")

    assert said.count("Nothing was changed.") == 2
    assert (
        "The committee will confirm this later. It is shown next to the answers and does not "
        "change them.\nStatement: "
    ) in said
    assert said.count("Enter for: Developing its practice") == 2
    assert not saved(folder).notes
    assert (saved(folder).agreed[1].level, saved(folder).agreed[1].different_view) == (3, "")


def test_what_is_wrong_is_asked_for_again_and_nothing_else_is_lost(three: Shell, folder: Path) -> None:
    said = plain(
        three,
        "p + 'Ask for the data.' c chair soon 12/1/2027 '' + Visit. '' '' 'next meeting' '' 1/2/2027 none "
        "action-status 2 done 'Minute 14.' p q",
    )

    assert "No action is recorded so far.\nYou can type: add-action, priorities." in said
    assert '"soon" is not a date.' in said
    assert said.count("Next meeting: please fill this in.") == 1
    assert (
        "Ask for the data. (recommend to cabinet · chair · 12 January 2027 · E 26/27 01 · Step 1 · open)"
        in said
    )
    assert "> Visit.\nNo names of children, families or staff. This may be published.\nEvidence: " in said
    assert (
        "Visit. (for the committee · no owner · 1 February 2027 · E 26/27 02 · No step · done since " in said
    )


def test_a_question_offers_both_verbs_and_says_that_words_are_erased(three: Shell, folder: Path) -> None:
    said = plain(three, "n 1 Minutes '' '' withdraw-note 1 '' withdraw 1 y q")

    assert "Withdraw this note on Step 1?\nn: Keep note (or Enter); y: Withdraw note." in said
    told = "Note withdrawn.\nThe deleted text was erased from all files of this workshop."
    assert told in said
    assert "Minutes" not in "".join(path.read_text() for path in folder.rglob("*.json"))


def test_an_answer_is_corrected_unseen_if_the_projector_is_off(three: Shell, folder: Path) -> None:
    said = plain(three, f"{SLIPS} 1 2 2 r correct '' correct y 'member 1' 2 1 y q")

    assert (
        said.count("Is the projector off?\nn: Go back (or Enter); y: Carry on: it is off, muted or frozen.")
        == 2
    )
    assert saved(folder).revealed(1)[0].counts == (0, 3, 0)


def test_who_is_here_is_said_and_changed(three: Shell, folder: Path) -> None:
    said = plain(three, "absent 'member 2' add-people '1 officer' w q")

    assert "Member 2 is absent." in said
    assert "Member 2: absent" in said
    assert "Officer: here" in said
    assert saved(folder).sitting.away == {2}


def test_hands_are_counted_and_more_than_there_are_asked_about(three: Shell, folder: Path) -> None:
    said = plain(three, "priorities 7,0,0,0,0,0 '' priorities 1,2,0,0,0,0 q")

    assert "That makes 7 votes. 3 people are here and have 6." in said
    assert dict(saved(folder).priorities) == {1: 1, 2: 2, 3: 0, 4: 0, 5: 0, 6: 0}
