from __future__ import annotations

from pathlib import Path

from scripts.screenshots import without_network, write_pictures


def test_the_pictures_of_the_readme_are_the_same_each_time(tmp_path: Path) -> None:
    one, other = write_pictures(folder(tmp_path, "one")), write_pictures(folder(tmp_path, "other"))

    drawn = ("answers", "close", "overview", "plan", "read-back", "result", "step")
    assert sorted(path.name for path in one) == [f"{name}.svg" for name in drawn]
    for left, right in zip(one, other, strict=True):
        assert left.read_bytes() == right.read_bytes()


def test_a_picture_asks_the_network_for_nothing() -> None:
    drawn = '@font-face { src: url("https://x.org/f.woff2"); }\n.a { font-family: Fira Code, monospace; }'

    assert "url(" not in without_network(drawn)
    assert 'font-family: "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace;' in without_network(drawn)


def folder(parent: Path, name: str) -> Path:
    """Return a new folder."""
    (parent / name).mkdir()
    return parent / name
