"""Who is on the list, and who is here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final

from scrutiny_tui.acts.act import Ask, Question, act
from scrutiny_tui.acts.asks import Person
from scrutiny_tui.acts.workshop import Workshop
from scrutiny_tui.domain.errors import RuleError
from scrutiny_tui.domain.moves import remove_person, why_stays
from scrutiny_tui.domain.people import Voter
from scrutiny_tui.domain.voting import set_away

WHO_IS_HERE: Final = frozenset({"who is here"})
"""The page with the list of people."""


@act("add-people", title="Add people", pages=WHO_IS_HERE, is_of_sitting=False)
def add_people(
    workshop: Workshop,
    people: Annotated[
        str,
        Ask(
            label="Add",
            help='Such as "1 member, 1 officer"; if tables answer, "5 members" is one more table.',
        ),
    ],
) -> str:
    """Put late arrivals and substitutes on the list; earlier results keep the people they had."""
    return " ".join(("They are on the list.", *workshop.add_people(people)))


@act("absent", title="Mark somebody as absent", pages=WHO_IS_HERE)
def absent(workshop: Workshop, person: Person) -> str:
    """Whoever is absent is not waited for."""
    workshop.save(set_away(workshop.session, person.id, away=True))
    return f"{person.label} is absent."


@act("here", title="Mark somebody as here", pages=WHO_IS_HERE)
def here(workshop: Workshop, person: Person) -> str:
    """Whoever is here is waited for again."""
    workshop.save(set_away(workshop.session, person.id, away=False))
    return f"{person.label} is here."


def _before_removing(workshop: Workshop, person: Voter) -> Iterator[Question]:
    if why := why_stays(workshop.session, person.id):
        raise RuleError(why)
    yield Question(
        f"Take {person.label} off the list?",
        "Take them off",
        "Leave the list as it is",
        "Only if they were put there by mistake. Whoever has gone home is absent, and stays on the list.",
    )


@act(
    "remove-person",
    title="Take somebody off the list",
    pages=WHO_IS_HERE,
    confirm=_before_removing,
    is_of_sitting=False,
)
def remove(workshop: Workshop, person: Person) -> str:
    """Take somebody off the list who was put there by mistake; their number is not given to anybody else."""
    workshop.save(remove_person(workshop.session, person.id))
    return f"{person.label} is off the list."
