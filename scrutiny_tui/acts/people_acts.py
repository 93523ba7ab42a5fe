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
            help='For example "1 member, 1 officer". If tables answer, "5 members" is one more table.',
        ),
    ],
) -> str:
    """Add late arrivals and substitutes. Earlier results do not change."""
    return " ".join(("Added to the list.", *workshop.add_people(people)))


@act("absent", title="Mark as absent", pages=WHO_IS_HERE)
def absent(workshop: Workshop, person: Person) -> str:
    """Mark someone as absent. Results do not wait for them."""
    workshop.save(set_away(workshop.session, person.id, away=True))
    return f"{person.label} is absent."


@act("here", title="Mark as here", pages=WHO_IS_HERE)
def here(workshop: Workshop, person: Person) -> str:
    """Mark someone as here again."""
    workshop.save(set_away(workshop.session, person.id, away=False))
    return f"{person.label} is here."


def _before_removing(workshop: Workshop, person: Voter) -> Iterator[Question]:
    if why := why_stays(workshop.session, person.id):
        raise RuleError(why)
    yield Question(
        f"Remove {person.label} from the list?",
        "Remove",
        "Keep on the list",
        "Do this only if they were added by mistake. If they have gone home, mark them absent instead.",
    )


@act(
    "remove-person",
    title="Remove from the list",
    pages=WHO_IS_HERE,
    confirm=_before_removing,
    is_of_sitting=False,
)
def remove(workshop: Workshop, person: Person) -> str:
    """Remove someone who was added by mistake. Their number is not reused."""
    workshop.save(remove_person(workshop.session, person.id))
    return f"{person.label} removed from the list."
