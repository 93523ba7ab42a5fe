"""What the parts of a pack say about each other: ids that are used once, and links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scrutiny_tui.store.content.raw import RawPack, RawStep
from scrutiny_tui.store.content.schema import Findings
from scrutiny_tui.store.content.words import suggestion


def check_links(pack: RawPack, findings: Findings) -> None:
    """Note ids that are used twice and links to nothing."""
    _check_unique("lessons.toml", "lessons[{}].id", [lesson.id for lesson in pack.lessons], findings)
    _check_unique("signs.toml", "signs[{}].id", [sign.id for sign in pack.signs], findings)
    _check_unique("examples.toml", "examples[{}].id", [example.id for example in pack.examples], findings)
    _check_unique("pack.toml", "pages[{}].file", [page.id for page in pack.pages], findings)
    _check_unique("pack.toml", "levels[{}].short", [level.short for level in pack.levels], findings)
    for step in pack.steps:
        for key, kind, target, known in _links(step, pack):
            if target and target not in known:
                reason = f'There is no {kind} with the id "{target}"; {suggestion(target, known)}'
                findings.add(step.file, key, reason)


def _check_unique(file: str, key: str, values: Iterable[str], findings: Findings) -> None:
    seen: set[str] = set()
    for place, value in enumerate(values, start=1):
        if value and value in seen:
            findings.add(file, key.format(place), f'"{value}" is used twice; give each entry its own.')
        seen.add(value)


def _links(step: RawStep, pack: RawPack) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    lessons = frozenset(lesson.id for lesson in pack.lessons)
    steps = frozenset(str(other.number) for other in pack.steps if other is not step)
    for place, link in enumerate(step.lessons, start=1):
        yield f"lessons[{place}].lesson", "lesson", link.lesson, lessons
        yield f"lessons[{place}].shared_with", "other step", link.shared_with, steps
    signs = frozenset(sign.id for sign in pack.signs)
    for place, sign in enumerate(step.signs, start=1):
        yield f"signs[{place}]", "sign", sign, signs
    examples = frozenset(example.id for example in pack.examples)
    for place, example in enumerate(step.examples, start=1):
        yield f"examples[{place}]", "example", example, examples
