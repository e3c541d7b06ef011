"""No file of the site is longer than can be read at a sitting."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = 250
KINDS = {"events": (".py",), "forumsite": (".py",), "static": (".css", ".js")}


def sources() -> list[Path]:
    """What people write; migrations are made by a program, and kept as they were."""
    return [
        path
        for folder, suffixes in KINDS.items()
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in suffixes and "migrations" not in path.parts
    ]


def test_no_file_has_more_lines_than_can_be_read_at_a_sitting() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in sources()}
    assert {path: lines for path, lines in lengths.items() if lines > MOST} == {}
    for folder, suffixes in KINDS.items():
        for suffix in suffixes:
            assert [path for path in lengths if path.startswith(folder) and path.endswith(suffix)]
