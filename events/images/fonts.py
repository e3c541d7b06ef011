"""The fonts of the cards: four that stand beside this file, and the system's for other scripts.

A card never shows the empty boxes of missing glyphs: a text is set in one font that has all of its
characters, or it is not set.
"""

import subprocess
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

from events.images.character_map import characters

FOLDER = Path(__file__).with_name("fonts")
#: Characters without a shape of their own, which a font need not have.
JOINERS = frozenset({0x200C, 0x200D})
FONTCONFIG_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh": "zh-cn"}


class Style(Enum):
    """A voice of the design: its file here, and what to ask the system for in its place."""

    DISPLAY = ("inter-display-extrabold.ttf", "sans-serif:weight=200")
    STRONG = ("inter-semibold.ttf", "sans-serif:weight=180")
    TEXT = ("inter-medium.ttf", "sans-serif:weight=100")
    WORDS = ("forum-text-regular.ttf", "serif:weight=80")

    @property
    def path(self) -> Path:
        """The bundled file."""
        return FOLDER / self.value[0]


@dataclass(frozen=True)
class Face:
    """One font of a file; not ``kerned``, each character keeps its own width."""

    path: Path
    index: int = 0
    kerned: bool = True

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character."""
        return {ord(character) for character in text} - JOINERS <= characters(self.path, self.index)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The font in a size in pixels. Raises OSError where FreeType cannot scale it."""
        return _loaded(self, size)


@lru_cache(maxsize=256)
def _loaded(face: Face, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout of Pillow does not read the kerning of OpenType.
    engine = None if face.kerned else ImageFont.Layout.BASIC
    return ImageFont.truetype(face.path, size, index=face.index, layout_engine=engine)


def clean(text: str) -> str:
    """One line in composed letters (NFC), without control characters and without runs of spaces."""
    plain = "".join(
        " " if character in "\t\n\r\v\f\u2028\u2029" else character
        for character in unicodedata.normalize("NFC", text)
        if ord(character) in JOINERS or character in "\t\n\r" or unicodedata.category(character)[0] != "C"
    )
    return " ".join(part for part in plain.split(" ") if part)


def choose(text: str, style: Style, language: str) -> Face | None:
    """A font that has the whole text, the bundled one first; None where no font here has it.

    Without libraqm no text that needs shaping or runs from right to left is set.
    """
    bundled = Face(style.path)
    if bundled.covers(text):
        return bundled
    if needs_shaping(text) and not features.check("raqm"):
        return None
    return next((face for face in _system(style.value[1], _fontconfig(language)) if _sets(face, text)), None)


def without_symbols(text: str, style: Style) -> str:
    """The text less the pictographs that the bundled font lacks: an emoji must not change a line’s font."""
    bundled = characters(style.path)
    kept = (
        character
        for character in text
        if ord(character) in bundled
        or ord(character) in JOINERS
        or (unicodedata.category(character) not in {"So", "Sk"} and not 0xFE00 <= ord(character) <= 0xFE0F)
    )
    return clean("".join(kept))


def needs_shaping(text: str) -> bool:
    """Whether letters join, move or run from right to left, as in Arabic, Hebrew and the Indic scripts."""
    return any(
        unicodedata.bidirectional(character) in {"R", "AL"}
        or 0x0900 <= ord(character) <= 0x0DFF
        or 0x1000 <= ord(character) <= 0x109F
        or 0x1780 <= ord(character) <= 0x17FF
        for character in text
    )


def _sets(face: Face, text: str) -> bool:
    try:
        return face.covers(text) and face.at(40).getlength(text) > 0
    except OSError:
        return False  # a bitmap font


def _fontconfig(language: str) -> str:
    return FONTCONFIG_LANGUAGES.get(language, language.partition("-")[0])


@lru_cache(maxsize=64)
def _system(pattern: str, language: str) -> tuple[Face, ...]:
    """The system's fonts, the most fitting first; none where fontconfig is not installed."""
    asked = f"{pattern}:scalable=true:color=false" + (f":lang={language}" if language else "")
    command = ["fc-match", "--sort", "--all", "--format", "%{file}\t%{index}\n", asked]
    try:
        done = subprocess.run(command, capture_output=True, timeout=10, check=True, text=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    rows = [row.split("\t") for row in done.stdout.splitlines()]
    # The upper half of the index names an instance of a variable font (fontconfig, FC_INDEX).
    return tuple(Face(Path(path), int(index) & 0xFFFF) for path, index in rows)
