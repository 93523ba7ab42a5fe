"""What there is to talk about next, in words for both windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrutiny_tui.domain.topics import Topic
    from scrutiny_tui.domain.wording import Item

MOST_TOPICS: Final = 4
"""How many things to talk about next are named: more would be a list."""


def topic_name(item: Item) -> str:
    """Return how a topic is called, kept on one line with its number."""
    return f"Prompt\N{NO-BREAK SPACE}{item.id}" if item.step else f"{item.id}\N{NO-BREAK SPACE}{item.short}"


def topic_words(topic: Topic) -> str:
    """Return a topic and why it is one, such as "2 Role: two opposite views"."""
    return f"{topic_name(topic.item)}: {topic.reason}"


def first_topics(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the first few topics with their reasons, and how many more there are."""
    more = len(topics) - MOST_TOPICS
    told = [topic_words(topic) for topic in topics[:MOST_TOPICS]]
    return (*told, f"and {more} more") if more > 0 else tuple(told)
