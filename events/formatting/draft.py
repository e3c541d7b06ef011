"""A text under correction, which remembers where each of its characters comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters of the text as it stands, what to write for them, and the rule's code."""

    start: int
    end: int
    replacement: str
    code: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule changes: `text[start:end]` is `found`, and `expected` should stand there.

    Codes: spacing, quotation_mark, apostrophe, ellipsis, range_dash.
    """

    start: int
    end: int
    found: str
    expected: str
    code: str


class Draft:
    """The text as the rules change it, pass by pass."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self._origins = list(range(len(original) + 1))
        self._touched: list[tuple[int, int, str]] = []

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Make the edits, which must not overlap; says whether anything changed."""
        pieces: list[str] = []
        origins: list[int] = []
        done = 0
        for start, end, replacement, code in sorted(edits):
            if self.text[start:end] == replacement:
                continue
            pieces += self.text[done:start], replacement
            origins += self._origins[done:start]
            origins += [self._origins[start]] * len(replacement)
            self._touched.append((self._origins[start], self._origins[end], code))
            done = end
        if not done:
            return False
        self.text = "".join(pieces) + self.text[done:]
        self._origins = origins + self._origins[done:]
        return True

    def findings(self) -> tuple[Finding, ...]:
        """Every stretch of the original that changed, in order, none overlapping."""
        merged: list[tuple[int, int, str]] = []
        for start, end, code in sorted(self._touched):
            if merged and (start < merged[-1][1] or start == merged[-1][0]):
                first = merged.pop()
                merged.append((first[0], max(first[1], end), first[2]))
            else:
                merged.append((start, end, code))
        written: dict[int, list[str]] = {}
        for character, origin in zip(self.text, self._origins, strict=False):
            written.setdefault(origin, []).append(character)
        return tuple(
            Finding(start, end, self.original[start:end], expected, code)
            for start, end, code in merged
            if (expected := "".join("".join(written.get(origin, ())) for origin in range(start, end)))
            != self.original[start:end]
        )
