"""Turns a pack's folder into a pack; the only way in. An author sees every problem at once."""

from __future__ import annotations

from pathlib import Path

from scrutiny_tui.domain.errors import InputError, Problem, ProblemsError
from scrutiny_tui.domain.pack import Pack, Page, Prompt, Step
from scrutiny_tui.store.content.files import Folder
from scrutiny_tui.store.content.links import check_links
from scrutiny_tui.store.content.load import load_pack
from scrutiny_tui.store.content.raw import RawPack, RawPage, RawStep
from scrutiny_tui.store.content.schema import Findings
from scrutiny_tui.store.content.words import visible


def read_pack(folder: Path) -> Pack:
    """Return the pack in a folder.

    Raises `InputError` where the folder is not there or holds no pack.toml, and `ProblemsError` with every problem
    where the pack cannot be used as it is.
    """
    raw, problems = _examine(folder)
    if raw is None or problems:
        raise ProblemsError(f"The pack in {_shown(folder)} cannot be used as it is:", problems)
    return _pack(raw)


def check_pack(folder: Path) -> tuple[Problem, ...]:
    """Return every problem of the pack in a folder, none where it can be used.

    Raises `InputError` where the folder is not there or holds no pack.toml.
    """
    return _examine(folder)[1]


def _examine(folder: Path) -> tuple[RawPack | None, tuple[Problem, ...]]:
    _require_pack(folder)
    findings = Findings()
    files = Folder(folder, findings)
    files.check_names()
    raw = load_pack(files, findings)
    if raw is not None:
        check_links(raw, findings)
    return raw, findings.problems()


def _require_pack(folder: Path) -> None:
    try:
        if not folder.is_dir():
            raise InputError(
                f"There is no folder {_shown(folder)}. Name a pack's folder, such as content/six-steps."
            )
        if not (folder / "pack.toml").exists():
            raise InputError(f"The folder {_shown(folder)} is not a pack: it holds no pack.toml.")
    except OSError as error:
        raise InputError(f"The folder {_shown(folder)} cannot be read: {error.strerror or error}.") from error


def _shown(folder: Path) -> str:
    return visible(str(folder))


def _pack(raw: RawPack) -> Pack:
    first, second, third = raw.levels
    return Pack(
        id=raw.id,
        version=raw.version,
        title=raw.title,
        about=raw.about,
        levels=(first, second, third),
        steps=tuple(_step(step) for step in raw.steps),
        lessons=raw.lessons,
        signs=raw.signs,
        examples=raw.examples,
        pages=tuple(_page(page) for page in raw.pages),
        content_note=raw.content_note,
        prompts_label=raw.prompts_label,
        thresholds=raw.thresholds,
        questions=raw.questions,
        day=raw.day,
    )


def _step(raw: RawStep) -> Step:
    first, second, third = raw.sentences
    return Step(
        id=str(raw.number),
        title=raw.title,
        short=raw.short,
        statement=raw.statement,
        sentences=(first, second, third),
        prompts=tuple(
            Prompt(id=f"{raw.number}.{place}", text=prompt.text, source=prompt.source)
            for place, prompt in enumerate(raw.prompts, start=1)
        ),
        lessons=raw.lessons,
        context=raw.context,
        signs=raw.signs,
        examples=raw.examples,
    )


def _page(raw: RawPage) -> Page:
    return Page(
        id=raw.id,
        title=raw.title,
        short=raw.short,
        body=raw.body,
        notes=raw.notes,
        quotes=raw.quotes,
    )
