"""What to talk about next is told in a few words."""

from __future__ import annotations

from scrutiny_tui.domain.results import level_words, results
from scrutiny_tui.domain.topics import talk_next
from scrutiny_tui.view.topic_words import MOST_TOPICS, first_topics, topic_name, topic_words
from tests.support.sessions import answers, revealed, session


def test_only_the_first_few_are_told_and_how_many_more_there_are() -> None:
    now = session(6)
    for step in range(1, MOST_TOPICS + 3):
        now = revealed(now, step, answers("1 1 1 3 3 3"))
    topics = talk_next(results(now), level_words(now))

    assert first_topics(topics[:MOST_TOPICS]) == tuple(topic_words(topic) for topic in topics[:MOST_TOPICS])
    assert first_topics(topics)[MOST_TOPICS:] == ("and 2 more",)
    assert first_topics(()) == ()


def test_a_name_stays_on_one_line_with_its_number() -> None:
    step = session(6).wording.items[1]
    prompt = session(6).wording.prompts_of(step)[0]

    assert topic_name(step) == f"2\N{NO-BREAK SPACE}{step.short}"
    assert topic_name(prompt) == "Prompt\N{NO-BREAK SPACE}2.1"
