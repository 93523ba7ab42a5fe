"""What can be done in a workshop, as it looks in a shell."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.cli.conftest import Shell
from tests.cli.stories import played

FIVE: Final = ("--people", "5 members")
SET_UP: Final = {
    "totals only": (*FIVE, "--secrecy", "totals"),
    "a prompt": ("--people", "2 members, 1 officer", "--prompts", "1.2"),
}
"""How the workshop of a story is set up, if not just for five members."""

STORIES: Final = {
    "answers": """
$ cast --step 1 --person "Member 3" --answer 2
Answers are kept under labels such as Member 4, without names. People in the room may work out who …
Member 3 is in on step 1: 1 of 5 in.
$ cast --step 1 --person "member 3" --answer "Don’t know"
Member 3 is in on step 1: 1 of 5 in.
$ cast --step 1 --person "Membr 1" --answer 2
! --person: "Membr 1" is not on the list of people; did you mean "Member 1"?
= 1
$ cast --step 1.1 --person "Member 1" --answer 2
! Prompt 1.1 is not voted on in this workshop.
= 1
$ cast --step 1 --person "Member 1" --answer x
! A step always applies; choose one of the other answers.
= 1
$ cast --step 1 --person "Member 1" --answer stronk
! --answer: That is not an answer. Answers are: 1, 2, 3 or the name of a level, don't know (d), pre…
= 1
$ clear --step 1 --person "Member 3"
Member 3 is no longer in on step 1: 0 of 5 in.
$ reveal --step 1
! Nobody has answered yet, so there is no result to show.
= 1
""",
    "a result": """
$ cast --step 1 --person "Member 1" --answer 2
Answers are kept under labels such as Member 4, without names. People in the room may work out who …
Member 1 is in on step 1: 1 of 5 in.
$ reveal --step 1
! With so few answers the room may work out who chose what.
! 1 of 5 is in. Show the result anyway? Asking needs a terminal. Without one, add: --yes
= 2
$ reveal --step 1 --yes
Step 1: Knowledge of children's services
Beginning 0, Developing 1, Strong 0.
1 person chose a statement: too few to say.
Only 1 of 5 chose a statement: this is provisional.
1 of 5 chose a statement · 4 have not answered.
$ cast --step 1 --person "Member 2" --answer 2
! Step 1 has a result. To answer it one more time use: again
= 1
$ again --step 1
Step 1 can be answered again. Second time; what came before is kept.
$ again --step 1
! A vote on step 1 is already going on.
= 1
$ correct --step 1 --person "Member 1" --answer 3 --reason "it was keyed wrongly"
! The room has seen the result, and it will change. The record will say that one answer was correct…
! Correct this answer? Asking needs a terminal. Without one, add: --yes
= 2
$ correct --step 1 --person "Member 1" --answer 3 --reason "it was keyed wrongly" --yes
Step 1, Round 1: one answer was corrected after the result: it was keyed wrongly.
$ set-aside --step 1 --reason "the room asked for it"
Step 1, Round 2: set aside: the room asked for it.
$ set-aside --step 1
! --reason is missing. Why; it stands in the record.
!   1: The question was misunderstood
!   2: Answers were said aloud
!   3: The wrong step was answered
!   4: The slips were mixed up
!   5: The room asked for it
= 2
$ set-aside --step 1 --reason 2 --yes
Step 1, Round 1: set aside: answers were said aloud.
""",
    "a count": """
$ headcount --step 1 --counts 2,3,1
! You counted 6; 5 are marked here. Count again, or say who else is here.
= 1
$ headcount --step 1 --counts 1,0,2 --dont-know 1
Answers are kept under labels such as Member 4, without names. People in the room may work out who …
The count is taken on step 1: 4 of 5 in.
$ headcount --step 1 --counts 1,0,0
! A count has been taken already. To count again use: set-aside
= 1
$ cast --step 1 --person "Member 5" --answer 1
! A count has closed the list. To begin again use: set-aside
= 1
""",
    "totals only": """
$ cast --step 1 --person "Member 1" --answer 2
! This workshop keeps totals only, never who answered what. Count cards, or answer on the screens.
= 1
$ headcount --step 1 --counts 2,2,1
Only totals are kept. No one can look up your answer in this file. Hands are seen by the room; slip…
The count is taken on step 1: 5 of 5 in.
$ reveal --step 1
Step 1: Knowledge of children's services
Beginning 2, Developing 2, Strong 1.
No single view: 2, 2 and 1.
5 of 5 chose a statement.
$ correct --step 1 --person "Member 1" --answer 2 --reason 1 --yes
! --person: there is none to choose here.
= 1
$ delete-answers --yes
! Only totals are kept in this workshop. Nothing joins a person to an answer, so there is nothing t…
= 1
""",
    "a prompt": """
$ cast --step 1.2 --person "Member 1" --answer x
Answers are kept under labels such as Member 4, without names. People in the room may work out who …
Member 1 is in on prompt 1.2: 1 of 2 in.
$ cast --step 1.2 --person Officer --answer 1
! --person: Officer casts no ballot.
= 1
$ vote-on --prompts 2.1
! Prompt 1.2 has answers already, so it stays.
= 1
""",
    "notes": """
$ note --step 1 --kind evidence --text "A visit."
The note is kept.
$ note --step 1 --kind minority --text "Two saw more."
The note is kept.
$ withdraw-note --step 1
! --note is missing. Its number in the list of the step's notes.
!   1: evidence: A visit.
!   2: a minority view: Two saw more.
= 2
$ change-note --step 1 --note 2 --text "Three saw more."
The note is kept with its new words.
! What was taken out is erased from this workshop's files.
$ withdraw-note --step 1 --note 1 --yes
The note is withdrawn.
! What was taken out is erased from this workshop's files.
$ handover --text "Begin with step 2."
The note is kept for whoever opens this workshop next.
""",
    "shared views": """
$ agree --step 1 --level 2 --how "after discussion"
Our shared view is kept, for the committee to confirm.
$ agree --step 2.1 --level none --how chair --different-view "Two saw more."
Our shared view is kept, for the committee to confirm.
$ agree --step 3 --level 2 --how loudly
! --how: "loudly" is none of these: clear from the answers, after discussion, summed up by the chai…
= 1
$ earlier --step 4 --level 3 --whose "the officers"
The judgement is kept, and hidden until the result.
$ pin --step 1
Step 1 is pinned: it comes first in what to talk about next.
$ pin --step 1
Step 1 is not pinned any more.
$ later --step 2
Step 2 is one to come back to.
$ done --step 3
Step 3 is done. It is left out of what to talk about next until it is answered again.
""",
    "the plan": """
$ add-action --text "Report." --from-step 5 --kind cabinet --owner "lead member"
The action is in the plan.
$ add-action --text "Visit." --due "next meeting"
! --next-meeting is missing. The day of the next meeting; it is kept for the other actions.
= 2
$ add-action --text "Visit." --due "next meeting" --next-meeting 12/1/2027
The action is in the plan.
$ change-action --action 1 --owner chair --from-step none
The action is changed.
! What was taken out is erased from this workshop's files.
$ action-status --status done
! --action is missing. Its number in the plan.
!   1: Report.
!   2: Visit.
= 2
$ move-action --action 2 --to 1
The action is moved.
$ action-status --action 1 --status done --evidence "Minute 14."
The action is done.
$ action-status --action 2 --status dropped
The action is dropped.
$ remove-action --action 2
! Report.
!
! Take it out only if it was a mistake: what is not done any more can be dropped, and stays.
! Take this action out? Asking needs a terminal. Without one, add: --yes
= 2
$ remove-action --action 2 --yes
The action is taken out of the plan and the record.
! What was taken out is erased from this workshop's files.
$ priorities --hands 9,9,0,0,0,0
! That makes 18 hands; 5 people are here and have 10.
! More hands than there are? Asking needs a terminal. Without one, add: --yes
= 2
$ priorities --hands 9,9,0,0,0,0 --yes
Priorities saved.
""",
    "people": """
$ add-people --people "1 member, 1 officer"
They are on the list.
$ absent --person "Member 3"
Member 3 is absent.
$ here --person "Member 3"
Member 3 is here.
$ remove-person --person "Member 6" --yes
Member 6 is off the list.
$ add-people --people "1 member"
They are on the list.
$ here --person "Member 6"
! --person: "Member 6" is not on the list of people; did you mean "Member 7"?
= 1
$ cast --step 1 --person "Member 2" --answer 2
Answers are kept under labels such as Member 4, without names. People in the room may work out who …
Member 2 is in on step 1: 1 of 6 in.
$ remove-person --person "Member 2"
! Member 2 has answered step 1 and stays on the list. Mark them as absent instead.
= 1
$ facilitator --name "The clerk"
The clerk is recorded as the facilitator.
""",
    "the time": """
$ end-at --time 23.59
We finish at 11:59pm.
$ end-at --time ""
There is no finish time now.
$ hold-clock
! Pause or restart the timer: this cannot be done as things are.
= 1
""",
    "a parked question": """
$ park --text "Who sees the case files?" --from-step 2
The question is parked. The overview lists it.
$ park --text "When do we meet again?" --from-step none
The question is parked. The overview lists it.
$ park --text " "
! --text: nothing was written.
= 1
$ unpark --question 3
! --question: "3" is none of these: Who sees the case files?, When do we meet again?.
= 1
$ unpark --question 1 --yes
The question is off the list.
! What was taken out is erased from this workshop's files.
""",
    "details": """
$ details --council "Elsewhere" --setting public --quotations left-out
The details are kept.
$ details --secrecy by-name
! Read out before the first answer: Your name is kept with each answer. Treat it as a recorded vote…
! Answers are never kept by name when the workshop is in public or webcast.
= 1
$ details --mode collective
The details are kept.
$ cast --step 1 --person "Member 1" --answer 2
! In this workshop the room agrees as a collective; there are no ballots.
= 1
""",
    "a workshop": """
$ rename --name "Autumn: 1st sitting"
The file is called autumn-1st-sitting.json now.
$ rename --name "Autumn: 1st sitting"
! It is called autumn-1st-sitting.json already.
= 1
$ duplicate --date "20 November 2027"
The new workshop is in 2027-11-20-exampleshire.json. It has the details, the people and the open ac…
$ delete --yes
The workshop is deleted.
""",
}


@pytest.mark.parametrize("story", STORIES)
def test_a_story(shell: Shell, do: Shell, folder: Path, story: str) -> None:
    shell("new", "--council", "Exampleshire", "--date", "21/11/2026", *SET_UP.get(story, FIVE))
    assert played(do, STORIES[story], folder) == STORIES[story].strip()
