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
    "a table": ("--mode", "groups", "--people", "6; 5"),
    "a prompt": ("--people", "2 members, 1 officer", "--prompts", "1.2"),
}
"""How the workshop of a story is set up, if not just for five members."""

STORIES: Final = {
    "answers": """
$ cast --step 1 --person "Member 3" --answer 2
Your answer is saved under a label, such as Member 4, not under your name. Some people may be easy …
Answer from Member 3 saved. Step 1: 1 of 5 has answered.
$ cast --step 1 --person "member 3" --answer "Don’t know"
Answer from Member 3 saved. Step 1: 1 of 5 has answered.
$ cast --step 1 --person "Membr 1" --answer 2
! --person: "Membr 1" is not on the list of people. Did you mean "Member 1"?
= 1
$ cast --step 1.1 --person "Member 1" --answer 2
! Prompt 1.1 is not answered in this workshop.
= 1
$ cast --step 1 --person "Member 1" --answer x
! "Not applicable" can't be used for a step.
= 1
$ cast --step 1 --person "Member 1" --answer stronk
! --answer: That is not an answer. Type one of: 1, 2, 3 or a statement's name, don't know (d), pref…
= 1
$ clear --step 1 --person "Member 3"
Answer from Member 3 cleared. Step 1: 0 of 5 have answered.
$ reveal --step 1
! Nobody has answered yet, so there is no result to show.
= 1
""",
    "a result": """
$ cast --step 1 --person "Member 1" --answer 2
Your answer is saved under a label, such as Member 4, not under your name. Some people may be easy …
Answer from Member 1 saved. Step 1: 1 of 5 has answered.
$ reveal --step 1
! With so few answers, people may work out who chose what.
! 1 of 5 has answered. Show the result now? To carry on without being asked, add --yes
= 2
$ reveal --step 1 --yes
Step 1: Knowledge of children's services
Beginning 0, Developing 1, Strong 0.
1 person chose a statement: too few to say.
Only 1 of the 5 who could answer chose a statement, so this is provisional.
1 of 5 chose a statement · 4 have not answered.
$ cast --step 1 --person "Member 2" --answer 2
! Step 1 already has a result. To answer it again, use: again
= 1
$ again --step 1
Round 2 of step 1 has started. Earlier results are kept.
$ again --step 1
! Step 1 is already being answered.
= 1
$ correct --step 1 --person "Member 1" --answer 3 --reason "it was entered wrongly"
! Everyone has seen the result, and it will change. The record will say that one answer was correct…
! Correct this answer? To carry on without being asked, add --yes
= 2
$ correct --step 1 --person "Member 1" --answer 3 --reason "it was entered wrongly" --yes
Step 1, Round 1: one answer was corrected after the result: it was entered wrongly.
$ set-aside --step 1 --reason "the committee asked for it"
Step 1, Round 2 cancelled: the committee asked for it.
$ set-aside --step 1
! --reason is missing. The reason. It is saved in the record.
!   1: The question was misunderstood
!   2: Answers were said aloud
!   3: The wrong step was answered
!   4: The slips were mixed up
!   5: The committee asked for it
= 2
$ set-aside --step 1 --reason 2 --yes
Step 1, Round 1 cancelled: answers were said aloud.
""",
    "a count": """
$ headcount --step 1 --counts 2,3,1
! You counted 6, but 5 are marked as here. Count again, or add the people who are missing.
= 1
$ headcount --step 1 --counts 1,0,2 --dont-know 1
Your answer is saved under a label, such as Member 4, not under your name. Some people may be easy …
Count saved. Step 1: 4 of 5 have answered.
$ headcount --step 1 --counts 1,0,0
! A count has already been saved. To count again, use: set-aside
= 1
$ cast --step 1 --person "Member 5" --answer 1
! A count has been saved. To start again, use: set-aside
= 1
""",
    "totals only": """
$ cast --step 1 --person "Member 1" --answer 2
! This workshop keeps totals only, not individual answers. Count cards or hands, or enter answers o…
= 1
$ headcount --step 1 --counts 2,2,1
Only the totals of our answers are saved. Nobody can look up your answer. If you raise your hand, o…
Count saved. Step 1: 5 of 5 have answered.
$ reveal --step 1
Step 1: Knowledge of children's services
Beginning 2, Developing 2, Strong 1.
No single view: 2 Beginning, 2 Developing and 1 Strong.
5 of 5 chose a statement.
$ correct --step 1 --person "Member 1" --answer 2 --reason 1 --yes
! --person: there is nothing to choose from.
= 1
$ delete-answers --yes
! This workshop keeps totals only. There are no individual answers to delete.
= 1
""",
    "a prompt": """
$ cast --step 1.2 --person "Member 1" --answer x
Your answer is saved under a label, such as Member 4, not under your name. Some people may be easy …
Answer from Member 1 saved. Prompt 1.2: 1 of 2 has answered.
$ cast --step 1.2 --person Officer --answer 1
! --person: Officer does not answer.
= 1
$ vote-on --prompts 2.1
! Prompt 1.2 already has answers, so it is kept.
= 1
""",
    "a table": """
$ cast --step 1 --person "Table 1" --answer 1
Your table gives one answer. It is saved and shown with the table's name and reason. The council co…
Answer from Table 1 saved. Step 1: 1 of 2 has answered.
$ reveal --step 1 --yes
Step 1: Knowledge of children's services
Beginning 1, Developing 0, Strong 0.
1 table chose Beginning.
Table 1, 6 people: Beginning. No reason noted.
1 of 2 tables chose a statement, 6 people · 1 has not answered.
$ reason --step 1 --table "Table 1" --text "No visits yet."
Reason saved.
$ reason --step 1 --table "Table 1" --text "We have been there."
Reason saved.
! The deleted text was erased from all files of this workshop.
$ reason --step 1 --table "Table 2" --text "We were not asked."
! --table: "Table 2" is not a choice. Choose one of: Table 1 (noted).
= 1
""",
    "notes": """
$ note --step 1 --kind evidence --text "A visit."
Note saved.
$ note --step 1 --kind different --text "Two saw more."
Note saved.
$ withdraw-note --step 1
! --note is missing. The number of the note in the step's list.
!   1: evidence: A visit.
!   2: a different view: Two saw more.
= 2
$ change-note --step 1 --note 2 --text "Three saw more."
Note changed.
! The deleted text was erased from all files of this workshop.
$ withdraw-note --step 1 --note 1 --yes
Note withdrawn.
! The deleted text was erased from all files of this workshop.
$ handover --text "Begin with step 2."
Note saved for the next facilitator.
""",
    "shared views": """
$ agree --step 1 --level 2 --how "after discussion"
Position saved, for the committee to confirm.
$ agree --step 2.1 --level none --how chair --different-view "Two saw more."
Position saved, for the committee to confirm.
$ agree --step 3 --level 2 --how loudly
! --how: "loudly" is not a choice. Choose one of: clear from the answers, after discussion, summed …
= 1
$ where-next --step 1 --target 3 --direction forward
Saved beside the agreed position.
$ where-next --step 3 --target 3 --direction forward
! Agree a position first. Then say where next.
= 1
$ agree --step 1 --level 1 --how "after discussion"
Position saved, for the committee to confirm.
$ where-next --step 1 --target none
Saved beside the agreed position.
$ earlier --step 4 --level 3 --whose "the officers"
Rating saved. It is hidden until the result.
$ pin --step 1
Step 1 will be discussed first.
$ pin --step 1
Step 1 is back in its usual place.
$ later --step 2
Step 2 is one we will come back to.
$ done --step 3
Step 3 is finished, unless it is answered again.
""",
    "the plan": """
$ add-action --text "Report." --from-step 5 --kind cabinet --owner "lead member"
Action added.
$ add-action --text "Visit." --due "next meeting"
! --next-meeting is missing. The date of the next meeting. It is saved for the other actions too.
= 2
$ add-action --text "Visit." --due "next meeting" --next-meeting 12/1/2027
Action added.
$ change-action --action 1 --owner chair --from-step none
Action changed.
! The deleted text was erased from all files of this workshop.
$ action-status --status done
! --action is missing. Its number in the action plan.
!   1: Report.
!   2: Visit.
= 2
$ move-action --action 2 --to 1
Action moved.
$ action-status --action 1 --status done --evidence "Minute 14."
Action marked as done.
$ action-status --action 2 --status dropped
Action marked as no longer needed.
$ remove-action --action 2
! Report.
!
! Do this only if it was a mistake. If it is no longer needed, mark it so instead.
! Delete this action? To carry on without being asked, add --yes
= 2
$ remove-action --action 2 --yes
Action deleted.
! The deleted text was erased from all files of this workshop.
$ priorities --hands 9,9,0,0,0,0
! That makes 18 votes. 5 people are here and have 10.
! Save these votes? To carry on without being asked, add --yes
= 2
$ priorities --hands 9,9,0,0,0,0 --yes
Priorities saved.
""",
    "people": """
$ add-people --people "1 member, 1 officer"
Added to the list.
$ absent --person "Member 3"
Member 3 is absent.
$ here --person "Member 3"
Member 3 is here.
$ remove-person --person "Member 6" --yes
Member 6 removed from the list.
$ add-people --people "1 member"
Added to the list.
$ here --person "Member 6"
! --person: "Member 6" is not on the list of people. Did you mean "Member 7"?
= 1
$ cast --step 1 --person "Member 2" --answer 2
Your answer is saved under a label, such as Member 4, not under your name. Some people may be easy …
Answer from Member 2 saved. Step 1: 1 of 6 has answered.
$ remove-person --person "Member 2"
! Member 2 has answered step 1, so can't be removed. Mark them absent instead.
= 1
$ facilitator --name "The clerk"
Facilitator: The clerk.
""",
    "the time": """
$ end-at --time 23.59
We finish at 11:59pm.
$ end-at --time ""
There is no finish time now.
$ hold-clock
! Pause or restart the timer: this can't be done now.
= 1
""",
    "a parked question": """
$ park --text "Who sees the case files?" --from-step 2
Question parked. It is listed in the overview.
$ park --text "When do we meet again?" --from-step none
Question parked. It is listed in the overview.
$ park --text " "
! --text: please fill this in.
= 1
$ unpark --question 3
! --question: "3" is not a choice. Choose one of: Who sees the case files?, When do we meet again?.
= 1
$ unpark --question 1 --yes
Question removed.
! The deleted text was erased from all files of this workshop.
""",
    "details": """
$ details --council "Elsewhere" --setting public --quotations left-out
Details saved.
$ details --secrecy by-name
! Read out before the first answer: Your answer is saved with your name. Please treat it as on the …
! Answers can't be kept by name if the meeting is public or webcast.
= 1
$ details --mode collective
Details saved.
$ cast --step 1 --person "Member 1" --answer 2
! In this workshop the committee agrees together, so nobody answers alone.
= 1
""",
    "a workshop": """
$ rename --name "Autumn: 1st sitting"
The file is now called autumn-1st-sitting.json.
$ rename --name "Autumn: 1st sitting"
! It is already called autumn-1st-sitting.json.
= 1
$ duplicate --date "20 November 2027"
New workshop saved as 2027-11-20-exampleshire.json. It has the details, people and open actions, bu…
$ delete --yes
Workshop deleted.
""",
}


@pytest.mark.parametrize("story", STORIES)
def test_a_story(shell: Shell, do: Shell, folder: Path, story: str) -> None:
    shell("new", "--council", "Exampleshire", "--date", "21/11/2026", *SET_UP.get(story, FIVE))
    assert played(do, STORIES[story], folder) == STORIES[story].strip()
