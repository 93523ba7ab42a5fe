"""Workshops of every kind, for the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from scrutiny_tui.domain import actions, moves, voting
from scrutiny_tui.domain.own_words import add_lines, sort_line
from scrutiny_tui.domain.pack import pin
from scrutiny_tui.domain.people import Role, Voter
from scrutiny_tui.domain.rounds import Answer, LineState
from scrutiny_tui.domain.secrecy import Mode, Secrecy
from scrutiny_tui.domain.session import (
    Action,
    ActionKind,
    ActionStatus,
    AgreedLevel,
    EarlierJudgement,
    How,
    NoteKind,
    Reply,
    Session,
)
from scrutiny_tui.store.packs import read_pack
from scrutiny_tui.view.report_view import Kind, RecordOptions
from tests.support.sessions import (
    NOW,
    SHIPPED,
    answered,
    answers,
    counted,
    details,
    of_tables,
    revealed,
    session,
)

MADE: Final = date(2026, 11, 22)
"""The day that every report bears."""

FULL: Final = RecordOptions(kind=Kind.FULL, by_groups=True, quotations=True)
EVERYTHING: Final = RecordOptions(by_groups=True, quotations=True, not_before=date(2026, 12, 1))

NAMES: Final = (
    "Cllr Anne Smith", "Cllr Ben Okafor", "Cllr Carys Price", "Mrs Dora Quill", "Cllr Edwin Royle",
    "Cllr Farah Siddiq", "Cllr Gwen Tudor", "Cllr Harry Ullman", "Rev Ivy Vance", "Mr Jo Wyndham",
)  # fmt: skip


def individually(members: int = 10, *others: Role) -> Session:
    """Return a workshop of people that went through all its steps, one of them twice."""
    now = revealed(session(members, *others), 1, counted((0, 2, members - 2)))
    now = revealed(now, 2, counted((members // 2, 0, members - members // 2)))
    now = revealed(now, 3, counted((3, 3, members - 6)))
    now = revealed(now, 3, counted((0, members - 1, 1)))
    now = revealed(now, 4, answers("2 " * (members - 4) + "d d d d"))
    now = revealed(now, 5, answers("3 3"))
    return _with_talk(revealed(now, 6, counted((0, members, 0))))


def by_name() -> Session:
    """Return the same workshop where answers are kept by name."""
    now = individually()
    voters = {number: Voter(number, name, Role.MEMBER, True) for number, name in enumerate(NAMES, start=1)}
    kept = replace(now, details=details(secrecy=Secrecy.BY_NAME), voters=voters)
    return moves.correct(kept, 1, 3, Answer.LEVEL_3, "it was entered wrongly")


def only_totals() -> Session:
    """Return a workshop in which only totals are kept."""
    now = individually()
    rounds = {key: replace(each, ballots={}, totals=each.tally()) for key, each in now.rounds.items()}
    return replace(now, details=details(secrecy=Secrecy.TOTALS), rounds=rounds)


def in_tables(tables: int = 3) -> Session:
    """Return a workshop of tables, with reasons."""
    now = revealed(of_tables(*range(4, 4 + tables)), 1, answers("1 2 3 3 3 3 3"))
    now = moves.add_note(now, 1, NoteKind.REASON, "We see it on visits.", reason_of=(2, 1))
    return _with_talk(revealed(now, 2, answers("2 2 2 2 2 2 2")))


def collectively() -> Session:
    """Return a workshop in which the room agreed without ballots."""
    now = replace(session(5), details=details(mode=Mode.COLLECTIVE))
    return _with_talk(moves.agree(now, AgreedLevel(1, 3, How.CLEAR)))


def deep(members: int = 10, rounds: int = 1) -> Session:
    """Return a workshop with the shipped pack in which every prompt was voted on too, and every item answered."""
    now = replace(session(members), wording=pin(read_pack(SHIPPED / "six-steps")))
    every = [prompt.number for step in now.wording.items for prompt in now.wording.prompts_of(step)]
    now = moves.vote_on(now, frozenset(every))
    for number in range(rounds):
        for place, item in enumerate(now.items):
            now = revealed(now, item.number, mixture(members, place + number))
    return _with_talk(moves.add_note(now, every[0], NoteKind.EVIDENCE, "The June report."))


def unfinished() -> Session:
    """Return a workshop with one result, a vote that is open, one that was set aside, and steps not yet come to."""
    now = answered(revealed(session(10), 1, answers("2 2 2 2 2 2 2 3 3 d")), 2, answers("1 1 1"))
    return moves.set_aside(answered(now, 3, answers("3 3 3 3")), 3, "the wrong step was answered")


def mixture(members: int, place: int) -> Sequence[Answer]:
    """Return answers that differ from place to place."""
    given = answers("1 2 3 2 d 3 1 2 3 3 a 2" if place % 7 else "2 2 2 3 2 2 2")
    return [given[(number * (place + 1) + place) % len(given)] for number in range(members)]


def half_a_year_later() -> Session:
    """Return a workshop whose actions were sent, answered and done or not, and looked at six months on."""
    now, later = individually(), NOW + timedelta(days=182)
    partner = Action(0, 4, "Say who attends.", ActionKind.PARTNER, reason="Twice a year only.")
    now = actions.add_action(now, replace(partner, sent=date(2026, 12, 1), reply=Reply.IN_PART))
    now = actions.begin_follow_up(moves.begin_sitting(now, later, "B. Facilitator"))
    sent = replace(now.actions[2], sent=date(2026, 12, 1), answer_due=date(2027, 2, 1))
    now = actions.change_action(now, sent, later.date())
    done = replace(now.actions[1], status=ActionStatus.DONE, evidence="Three visits, minutes of 4 May.")
    now = actions.change_action(now, done, later.date())
    return actions.set_changed(now, "Two homes changed their rules after our visits.\nChildren told us.")


KINDS: Final[dict[str, Callable[[], Session]]] = {
    "by name": by_name,
    "only totals": only_totals,
    "in tables": in_tables,
    "collectively": collectively,
    "deep": deep,
    "half a year later": half_a_year_later,
    "unfinished": unfinished,
    "not begun": session,
}
"""Each kind of workshop."""


def with_everything() -> Session:
    """Return a workshop that met a second time, a week later, and counted hands, and began to answer a step again."""
    lines = ["Minutes show that the plan was changed.", "We never visit.", "Officers set the agenda."]
    now = add_lines(individually(), 1, [*lines, "A name is in this one."])
    for line in now.words.values():
        now = sort_line(now, line, LineState.SHOWN if line.text in lines else LineState.LEFT_OUT)
    now = moves.add_note(now, 101, NoteKind.REASON, "It came late.")
    now = moves.show_promise(moves.begin_sitting(now, NOW + timedelta(days=7), "B. Facilitator"))
    now = now.with_sitting(replace(now.sitting, ended=NOW + timedelta(days=7, hours=2)))
    now = voting.take_headcount(voting.open_round(now, 5), 5, {Answer.LEVEL_1: 4, Answer.LEVEL_3: 6})
    now = actions.record_hands(voting.reveal(now, 5), {1: 4, 2: 9, 3: 4})
    return answered(now, 1, answers("1 1 1"))


def of_prompts() -> Session:
    """Return a workshop of two steps in which some of the prompts were voted on, one of them twice."""
    now = moves.vote_on(session(6, steps=2), frozenset({101, 201}))
    now = revealed(now, 101, answers("1 1 1 3 3 3"))
    now = revealed(revealed(now, 101, answers("1 2 2 2 2 x")), 1, answers("2 2 2 2 2 d"))
    now = moves.record_earlier(now, EarlierJudgement(101, 2, "officers"))
    now = moves.agree(now, AgreedLevel(101, 2, How.DISCUSSION, "Rather Beginning."))
    return moves.add_note(now, 201, NoteKind.EVIDENCE, "The June report.")


TOLD: Final[dict[str, Callable[[], Session]]] = {
    "everything": with_everything,
    "in-tables": in_tables,
    "collectively": collectively,
    "of-prompts": of_prompts,
    "unfinished": unfinished,
    "half-a-year-later": half_a_year_later,
}
"""Workshops whose results and reports are stored as texts."""


def _with_talk(now: Session) -> Session:
    """Return the workshop with everything that a room writes down."""
    now = moves.add_note(now, 1, NoteKind.EVIDENCE, "The visits in May.\nAnd those in June.")
    now = moves.add_note(now, 2, NoteKind.DIFFERENT, "Not everybody was asked.")
    now = moves.agree(now, AgreedLevel(2, None, How.CHAIR, "Some see it otherwise."))
    now = moves.agree(now, AgreedLevel(3, 2, How.DISCUSSION))
    now = moves.record_earlier(now, EarlierJudgement(1, 2, "officers"))
    now = actions.add_action(
        now,
        Action(0, 1, "Go on visits.", ActionKind.US, "Chair", date(2027, 1, 31), evidence="Three visits."),
    )
    return actions.add_action(now, Action(0, 3, "Share the plan.", ActionKind.CABINET))


def swapped(now: Session, one: int, other: int) -> Session:
    """Return the workshop with every answer of two voters given by the other."""
    numbers = {one: other, other: one}

    def mapped(number: int) -> int:
        return numbers.get(number, number)

    rounds = {
        key: replace(
            each,
            ballots={mapped(voter): answer for voter, answer in each.ballots.items()},
            absent=frozenset(map(mapped, each.absent)),
        )
        for key, each in now.rounds.items()
    }
    return replace(now, rounds=rounds)


def hostile(now: Session) -> Session:
    """Return the workshop with something dangerous in everything that can be typed."""
    for item in (1, 2):
        now = moves.add_note(now, item, NoteKind.EVIDENCE, HOSTILE)
    now = moves.agree(now, AgreedLevel(1, 1, How.CHAIR, HOSTILE))
    refused = Action(0, 1, HOSTILE, ActionKind.PARTNER, HOSTILE, evidence=HOSTILE, reason=HOSTILE)
    now = actions.add_action(now, replace(refused, reply=Reply.REFUSED))
    typed = replace(now.details, council=HOSTILE, committee=HOSTILE, facilitator=HOSTILE, sponsor=HOSTILE)
    now = moves.begin_sitting(replace(now, details=typed), NOW, HOSTILE)
    return moves.show_promise(actions.set_changed(actions.begin_follow_up(now), HOSTILE))


HOSTILE: Final = (
    "<script>alert(1)</script><b>x</b> &amp; # 1. - * _u_ **b** `c` [l](http://evil.example) ![i](x) | \\ ~~s~~ "
    "$x$ www.evil.example a@b.example {{ 7 * 7 }} {% x %} \x1b[31m\x07\u202e\u2066 \x00\ufffe\uffff\ud800 ]]> \"'\n"
    "# Forged heading\n1. forged\n===\n| a | b |\n"
)
"""Markup of every format, controls, and characters that no XML may hold."""
