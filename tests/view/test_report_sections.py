"""What each part of the report says of each kind of workshop.

Whatever somebody typed stands in the report as it was typed, and does nothing there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest

from scrutiny_tui.domain import moves, voting
from scrutiny_tui.domain.actions import record_hands
from scrutiny_tui.domain.printable import is_harmful
from scrutiny_tui.domain.rounds import Answer
from scrutiny_tui.domain.secrecy import Mode
from scrutiny_tui.domain.session import AgreedLevel, How, NoteKind, Session
from scrutiny_tui.view.report import Format
from scrutiny_tui.view.report_view import RecordOptions
from scrutiny_tui.view.text_writers import escaped
from tests.support.sessions import NOW, answered, answers, counted, of_tables, revealed, session
from tests.view.conftest import Make
from tests.view.report_files import Page, read_markdown, read_word, word_file
from tests.view.report_workshops import (
    EVERYTHING,
    FULL,
    HOSTILE,
    collectively,
    deep,
    hostile,
    in_tables,
    individually,
    only_totals,
    unfinished,
)


def part(make: Make, now: Session, heading: str, options: RecordOptions = EVERYTHING) -> list[str]:
    """Return the lines of the plain text under a heading."""
    lines = make(now, options, formats=[Format.TEXT])[".txt"].decode().splitlines()
    start = lines.index(heading)
    ends = [place for place, line in enumerate(lines) if {*line} in ({"-"}, {"="}) and place > start + 1]
    return [line for line in lines[start + 2 : (ends[0] - 1) if ends else None] if line]


def test_how_it_was_run(make: Make) -> None:
    assert part(make, individually(), "How it was run")[:12] == [
        "How the self-assessment was run:",
        "- Council: Exampleshire",
        "- Committee: Children's scrutiny",
        "- Date: 21 November 2026",
        "- Held: in private",
        "- Facilitator: A. Facilitator",
        "- Sponsor: not given",
        "- Completed: individually",
        "- Who answers: 10 members: 10 people",
        "- What is kept of each answer: the answer under a numbered label, without a name",
        "- What was asked: 6 steps",
        "- How far it is: 6 of 6 steps have a result",
    ]


def test_it_says_that_of_a_show_of_hands_only_the_numbers_are_kept(make: Make) -> None:
    now = voting.open_round(session(10), 1)
    now = voting.reveal(voting.take_headcount(now, 1, {Answer.LEVEL_1: 4, Answer.LEVEL_3: 6}), 1)
    assert (
        "- What is kept of each answer: the answer under a numbered label, without a name; of answers that were "
        "counted together, only how many gave it"
    ) in part(make, now, "How it was run")


def test_every_sitting_is_told_with_the_promise_that_was_read_out(make: Make) -> None:
    now = moves.begin_sitting(individually(), NOW + timedelta(days=7), "B. Facilitator")
    now = moves.show_promise(now)
    ended = now.with_sitting(replace(now.sitting, ended=NOW + timedelta(days=7, hours=2)))
    told = part(make, ended, "How it was run")
    assert "- Date: 21 November 2026, 28 November 2026" in told
    place = told.index("- 2")
    assert told[place + 1 : place + 4] == [
        "  Date: 28 November 2026",
        "  Time: 14.05 to 16.05",
        "  Facilitator: B. Facilitator",
    ]
    assert any(line.startswith("What was read out before the first answer: Answers are") for line in told)


def test_a_day_on_which_nobody_answered_is_no_sitting(make: Make) -> None:
    later = moves.begin_sitting(session(10), NOW + timedelta(days=7))
    told = part(make, revealed(later, 1, counted((0, 5, 5))), "How it was run")
    assert "- Date: 28 November 2026" in told


def test_where_we_agree_is_told_in_the_order_of_the_steps(make: Make) -> None:
    assert part(make, individually(), "Where we agree") == [
        "- Step 1: Step number 1. Clear agreement: 8 of 10 chose Strong.",
        "- Step 3: Step number 3. Clear agreement: 9 of 10 chose Developing; 1 chose Strong. Shared view: Developing.",
        "- Step 4: Step number 4. All 6 who chose a level chose Developing. 4 of 10 do not know. That is a finding.",
        "- Step 6: Step number 6. Everyone chose Developing.",
        "To agree is not to be right: it says how close the answers are, not how good things are.",
    ]


def test_where_we_diverge_begins_with_what_is_furthest_apart(make: Make) -> None:
    now = revealed(session(10), 1, counted((3, 4, 3)))
    now = revealed(now, 2, counted((5, 0, 5)))
    assert [line[:8] for line in part(make, now, "Where we diverge")] == ["- Step 2", "- Step 1"]


def test_not_enough_known_names_don_t_knows_too_few_answers_and_steps_without_a_result(make: Make) -> None:
    assert part(make, individually(), "Where not enough is known") == [
        "- Step 4: Step number 4. 4 of 10 do not know. That is a finding.",
        "- Step 5: Step number 5. 2 answers: too few to sum up.",
    ]
    assert part(make, unfinished(), "Where not enough is known")[:2] == [
        "- Step 2: Step number 2. 3 of 10 in, no result yet.",
        "- Step 3: Step number 3. Not yet discussed.",
    ]


def test_a_step_that_was_answered_twice_keeps_both_results(make: Make) -> None:
    text = "\n".join(part(make, individually(), "Step by step"))
    step = text[text.index("Step 3: Step number 3") : text.index("Step 4: Step number 4")]
    assert "- First time\n  1 Beginning: 3\n  2 Developing: 3\n  3 Strong: 4\n  On the list: 10" in step
    assert "- Second time\n  1 Beginning: 0\n  2 Developing: 9\n  3 Strong: 1\n  On the list: 10" in step
    assert "From one time to the next: No single view, then clear agreement at Developing." in step
    assert "Agreement after talking is not proof of being right." in step


def test_notes_views_and_earlier_judgements_stand_with_their_step(make: Make) -> None:
    told = part(make, individually(), "Step by step")
    assert "Judged beforehand by officers: Developing. Not an answer." in told
    assert told[told.index("- Evidence: The visits in May.") + 1] == "  And those in June."
    assert "Our shared view, for the committee to confirm: not agreed (summed up by the chair)." in told
    assert "A different view: Some see it otherwise." in told
    assert "- A minority view: Not everybody was asked." in told


def test_lessons_are_named_and_quoted_only_by_choice(make: Make) -> None:
    without = part(make, individually(), "Step by step", RecordOptions())
    heading = "A clearly defined role and place in wider governance system (Jay report, 2014)."
    assert f"The lesson that bears on it: {heading}" in without
    assert f"The lesson that bears on it: {heading} Shared with Step 2." in without
    assert not any("belongs to everybody" in line for line in without)
    quoted = part(make, individually(), "Step by step")
    assert (
        '    "An issue or responsibility that belongs to everybody effectively belongs to nobody."' in quoted
    )
    assert any(
        line.endswith("As quoted in the LGA presentation. Not checked against the report.") for line in quoted
    )


def test_without_the_workshops_own_pack_lessons_are_left_out(make: Make) -> None:
    now = individually()
    other = replace(now, wording=replace(now.wording, pack="another"))
    for text in (make(other)[".txt"], make(now, pack=None)[".txt"]):
        assert b"The lesson that bears on it" not in text
        assert b"is not on this machine any more" in text


def test_priorities_are_told_where_the_room_was_asked(make: Make) -> None:
    asked = record_hands(individually(), {1: 4, 2: 9, 3: 4})
    assert part(make, asked, "Priorities")[2:6] == [
        "- Step 2: Step number 2: 9",
        "- Step 1: Step number 1: 4",
        "- Step 3: Step number 3: 4",
        "- Step 4: Step number 4: 0",
    ]
    assert "Priorities" not in make(individually())[".txt"].decode().splitlines()


def test_the_plan_holds_every_action(make: Make) -> None:
    assert part(make, individually(), "Plan") == [
        "2 actions:",
        "- Step 1",
        "  What will be done: Go on visits.",
        "  For whom: for us",
        "  Owner (role): Chair",
        "  Due: 31 January 2027",
        "  Status: open",
        "- Step 3",
        "  What will be done: Share the plan.",
        "  For whom: recommend to cabinet",
        "  Owner (role): not given",
        "  Due: no date",
        "  Status: open",
        "What shows that it was done:",
        "- Go on visits. – Three visits.",
    ]
    assert part(make, session(), "Plan") == ["No action is recorded so far."]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (session(10), "; 10 people on the list, and no step has a result yet."),
        (revealed(session(10), 1, answers("1 2 3 d a 1 2 3 3 3")), " by 10 people."),
        (
            revealed(session(10), 1, answers("1 2 3 d a 1 2 3 3")),
            "; of 10 people on the list, 9 answered each step that has a result.",
        ),
        (revealed(of_tables(6, 5, 4), 1, answers("1 2 3")), " by 3 tables, 15 people."),
        (
            revealed(of_tables(6, 5, 4), 1, answers("1 2")),
            "; of 3 tables, 15 people on the list, 2 tables answered each step that has a result.",
        ),
    ],
)
def test_only_as_many_are_said_to_have_answered_as_did(make: Make, now: Session, told: str) -> None:
    text = " ".join(part(make, now, "For the author of the committee report"))
    assert f"in private; completed {now.details.mode.value}{told}" in text


def test_the_page_for_the_author_can_be_pasted(make: Make) -> None:
    told = part(make, individually(), "For the author of the committee report")
    assert (
        "Children's scrutiny, Exampleshire, 21 November 2026, in private; completed individually; of 10 people on the "
        "list, 2 to 10 answered each step that has a result." in told
    )
    assert "- They diverge on Step 2, Step number 2." in told
    assert "- Shared views, for the committee to confirm: Step 2: not agreed; Step 3: Developing." in told
    assert "- That the committee notes the outcome of the self-assessment of 21 November 2026." in told
    assert "- That the committee recommends to cabinet the actions that the plan addresses to it." in told
    assert told[-1].endswith("Six months after the self-assessment is 21 May 2027.")


def test_the_annex_holds_thresholds_and_figures(make: Make) -> None:
    told = part(make, individually(), "Annex: how it is worked out")
    assert "- Clear agreement: at least 75 % on one level, and under 15 % at the smaller end." in told
    place = told.index("- Step 2")
    assert told[place + 1 : place + 4] == [
        "  Chose a level: 10 of 10",
        "  How close the answers are: -100",
        "  In short: two opposite views",
    ]
    assert not any(word in line.lower() for line in told for word in ("alpha", "median"))


def test_corrections_and_set_aside_votes_are_told_without_their_answers(make: Make) -> None:
    assert part(make, unfinished(), "Annex: corrections and results set aside") == [
        "- Step 3, time 1: set aside: the wrong step was answered."
    ]


def test_the_wording_used_is_told(make: Make) -> None:
    told = part(make, individually(), "Annex: the wording used")
    assert "Six steps, version 1.0. Written for this project" in told
    assert "- Strong and embedded: It is strong." in told
    assert "- 2.1 What about step 2? (A source)" in told


def test_prompts_are_told_with_their_step(make: Make) -> None:
    now = deep()
    told = part(make, now, "Step by step")
    assert "Step 1: answers to its prompts:" in told
    assert any(line.startswith("- Prompt 1.1: How well do we know") for line in told)
    assert "- Prompt 1.1, evidence: The June report." in told
    assert any(line.startswith("Its prompts: ") for line in told)
    assert any(line.startswith("- Prompts of Step 1: ") for line in part(make, now, "Where we agree"))


def test_a_note_on_a_prompt_that_is_not_voted_on_is_not_lost(make: Make) -> None:
    now = moves.add_note(individually(), 101, NoteKind.REASON, "It came late.")
    assert "- Prompt 1.1, a reason for a view: It came late." in part(make, now, "Step by step")


def test_a_few_tables_are_compared_and_not_summed_up(make: Make) -> None:
    now = in_tables()
    assert part(make, now, "Where we diverge") == [
        "- Step 1: Step number 1. 3 tables, each with its own answer. "
        "Table 1: Beginning; Table 2: Developing; Table 3: Strong."
    ]
    assert part(make, now, "Where we agree")[0].startswith("- Step 2: Step number 2. 3 tables")
    assert not any("Step 1" in line for line in part(make, now, "Where not enough is known"))


def test_a_collective_tells_what_the_room_settled_on(make: Make) -> None:
    now = collectively()
    glance = part(make, now, "At a glance")
    assert glance[1:4] == [
        "- Step 1: Step number 1",
        "  Shared view: Strong",
        "  How it was reached: clear from the answers",
    ]
    assert part(make, now, "Where we diverge")[0].startswith(
        "- Step 2: Step number 2. Shared view: not agreed."
    )
    assert "- Step 5: Step number 5. Not yet discussed." in part(make, now, "Where not enough is known")
    assert "Nobody answered alone" in part(make, now, "Annex: how it is worked out")[0]


def test_totals_say_why_nobody_is_said_to_have_moved(make: Make) -> None:
    assert any("Totals do not say who moved" in line for line in part(make, only_totals(), "Step by step"))


def test_a_shared_view_without_answers_is_told_as_such(make: Make) -> None:
    now = moves.agree(session(), AgreedLevel(1, 1, How.DISCUSSION))
    told = part(make, now, "Step by step")
    assert "Our shared view, for the committee to confirm: Beginning its journey (after discussion)." in told


def test_a_workshop_that_is_being_answered_again_says_so(make: Make) -> None:
    again = answered(individually(), 1, answers("1 1 1"))
    assert "Being answered again: 3 of 10 in, no result yet." in part(make, again, "Step by step")


def test_a_report_can_be_made_before_anything_was_answered(make: Make) -> None:
    now = session(5)
    assert part(make, now, "Where we agree") == ["On no step so far."]
    assert "- Step 5: Step number 5. Not yet discussed." in part(make, now, "Where not enough is known")
    assert now.details.mode is Mode.INDIVIDUAL


SHOWN = "<script>alert(1)</script><b>x</b> &amp; # 1. - * _u_ **b** `c` [l](http://evil.example)"


def test_nothing_typed_becomes_an_element_of_a_page(make: Make) -> None:
    plain, typed = (Page(make(now, FULL)[".html"]) for now in (individually(), hostile(individually())))
    assert {tag for tag, _ in typed.tags} <= {tag for tag, _ in plain.tags} | {"br"}
    assert (typed.unbalanced, typed.still_open) == ([], [])
    assert any(SHOWN in cell for table in typed.read.tables for row in table.rows for cell in row)


def test_nothing_typed_becomes_markdown(make: Make) -> None:
    now = hostile(individually())
    data = make(now, FULL)[".md"]
    assert read_markdown(data).headings == read_word(make(now, FULL)[".docx"]).headings
    assert "<" not in data.decode().replace("\\<", "")
    assert not any(
        line.startswith(("# Forged", "1. forged", "===", "| a |")) for line in data.decode().splitlines()
    )


def test_nothing_typed_becomes_a_line_of_its_own_in_plain_text(make: Make) -> None:
    lines = make(hostile(individually()), FULL)[".txt"].decode().splitlines()
    assert not any(
        line.startswith(("# Forged", "1. forged", "===", "| a")) for line in lines if {*line} != {"="}
    )


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_no_control_character_is_left(make: Make, suffix: str) -> None:
    for now in (hostile(individually()), hostile(in_tables())):
        text = make(now, FULL)[suffix].decode().replace("\n", "")
        assert {unicodedata.name(each, "?") for each in text if is_harmful(each)} == set()


def test_word_shows_what_was_typed(make: Make) -> None:
    word = word_file(make(hostile(individually()), FULL)[".docx"])
    assert SHOWN in "".join(paragraph.text for paragraph in word.paragraphs)
    assert SHOWN in word.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- one", "\\- one"),
        ("+ one", "\\+ one"),
        ("12. twelfth", "12\\. twelfth"),
        ("3) third", "3\\) third"),
        ("2026 was good", "2026 was good"),
        ("===", "\\==="),
        ("a_b*c", "a\\_b\\*c"),
        ("a | b", "a \\| b"),
        ("http://a.example", "http&#58;//a.example"),
        ("Step 1: 7 of 9", "Step 1: 7 of 9"),
        ("ends with \\", "ends with \\\\"),
    ],
)
def test_markdown_is_escaped(typed: str, written: str) -> None:
    assert escaped(typed) == written


def test_the_hostile_text_has_what_it_says() -> None:
    assert any(is_harmful(each) for each in HOSTILE if each != "\n")
