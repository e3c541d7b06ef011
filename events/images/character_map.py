"""Which characters a font file has a glyph for (OpenType 1.9, tables `cmap` and `ttcf`)."""

import struct
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO


@lru_cache(maxsize=16)
def characters(path: Path, index: int = 0) -> frozenset[int]:
    """The code points of the font, none where the file is no font; ``index`` picks one of a collection."""
    try:
        with path.open("rb") as file:
            return frozenset(_characters(file, index))
    except (OSError, struct.error):
        return frozenset()


def _read(file: BinaryIO, at: int, layout: str) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _characters(file: BinaryIO, index: int) -> set[int]:
    start = 0
    file.seek(0)
    if file.read(4) == b"ttcf":
        (start,) = _read(file, 12 + 4 * index, ">I")
    (tables,) = _read(file, start + 4, ">H")
    file.seek(start + 12)
    directory = [struct.unpack(">4sIII", file.read(16)) for _ in range(tables)]
    found = {tag: offset for tag, _, offset, _ in directory}
    if b"cmap" not in found:
        return set()
    base = found[b"cmap"]
    (count,) = _read(file, base + 2, ">H")
    made: set[int] = set()
    for record in range(count):
        platform, encoding, offset = _read(file, base + 4 + 8 * record, ">HHI")
        if (platform, encoding) in {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}:
            made |= _subtable(file, base + offset)
    return made


def _subtable(file: BinaryIO, at: int) -> set[int]:
    (kind,) = _read(file, at, ">H")
    if kind == 4:
        return _segments(file, at)
    if kind == 12:
        (groups,) = _read(file, at + 12, ">I")
        flat = _read(file, at + 16, f">{3 * groups}I")
        triples = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
        return {code for first, last, glyph in triples for code in range(first + (glyph == 0), last + 1)}
    return set()


def _segments(file: BinaryIO, at: int) -> set[int]:
    (doubled,) = _read(file, at + 6, ">H")
    count = doubled // 2
    ends = _read(file, at + 14, f">{count}H")
    starts = _read(file, at + 16 + doubled, f">{count}H")
    deltas = _read(file, at + 16 + 2 * doubled, f">{count}H")
    offsets_at = at + 16 + 3 * doubled
    offsets = _read(file, offsets_at, f">{count}H")
    made = set()
    for segment, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        if first > last or first == 0xFFFF:
            continue
        glyphs: tuple[int, ...] = tuple((code + delta) & 0xFFFF for code in range(first, last + 1))
        if offset:
            glyphs = _read(file, offsets_at + 2 * segment + offset, f">{last - first + 1}H")
        made |= {first + place for place, glyph in enumerate(glyphs) if glyph}
    return made
