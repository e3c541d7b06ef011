"""What every formatter gives: one value that is plain text and safe HTML at once."""

from dataclasses import dataclass
from html import escape
from typing import Self


class SafeHtml(str):
    """HTML that is already escaped; Django's `conditional_escape` and MarkupSafe take it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


#: Those of French ordinals; others stay on the line.
_RAISED = str.maketrans("er", "ᵉʳ")
_LOWERED = str.maketrans("ᵉʳ", "er")


def lowered(text: str) -> str:
    """The plain text of what `Rendering.raised` gave."""
    return text.translate(_LOWERED)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text, set as a superscript or not."""

    text: str
    superscript: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """A formatted value, as runs of text.

    `str(r)` and `r.plain` are plain text (`2e édition`), for titles, feeds and calendars. `r.html` is
    safe HTML (`2<sup>e</sup> édition`): everything is escaped but the superscripts. A Django template
    turns what is not a string into one first, so it writes `{{ r.html }}`; `format_html` takes `r` itself.
    """

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, *pieces: "str | Part | Rendering") -> Self:
        """One rendering out of strings, parts and renderings, in order; empty runs are left out."""
        parts: list[Part] = []
        for piece in pieces:
            if isinstance(piece, Rendering):
                parts.extend(piece.parts)
            else:
                parts.append(Part(piece) if isinstance(piece, str) else piece)
        return cls(tuple(part for part in parts if part.text))

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(part.text for part in self.parts)

    @property
    def raised(self) -> str:
        """The text with Unicode's own raised letters (`2ᵉ édition`), for pictures, which know no tags."""
        return "".join(part.text.translate(_RAISED) if part.superscript else part.text for part in self.parts)

    @property
    def html(self) -> SafeHtml:
        """Safe HTML; the only element it can hold is `sup`."""
        return SafeHtml(
            "".join(
                f"<sup>{escape(part.text)}</sup>" if part.superscript else escape(part.text)
                for part in self.parts
            )
        )

    def __str__(self) -> str:
        return self.plain

    def __html__(self) -> str:
        return self.html
