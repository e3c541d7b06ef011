"""Pictures as templates show them, and the initials that stand where there is none."""

import unicodedata
from dataclasses import dataclass, replace

from events.pages.wording import Text, Wording
from events.snapshot.pictures import Kind, Source, sources
from events.snapshot.schema import Image

#: Where the front answers with the files of the media store.
MEDIA = "/media/"
#: Letters of scripts that write a name without spaces: one of them says as much as two initials.
_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_SMALL = "4rem"


@dataclass(frozen=True)
class PictureView:
    """What ``<picture>`` needs. ``alt`` is empty where the picture only repeats what stands beside it."""

    sources: tuple[Source, ...]
    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: Text
    credit: Text


@dataclass(frozen=True)
class Portrait:
    """A speaker's picture, or None; then ``initials`` are drawn in its place, which may be ""."""

    picture: PictureView | None
    initials: str


def picture_view(image: Image, kind: Kind, wording: Wording, *, sizes: str = "") -> PictureView:
    """The picture with its words; ``sizes`` replaces that of its kind."""
    found = sources(image, kind, base=MEDIA, sizes=sizes)
    return PictureView(
        found.sources,
        found.src,
        found.srcset,
        found.sizes,
        found.width,
        found.height,
        wording.text(image.alt),
        wording.text(image.credit),
    )


def beside_its_name(image: Image, kind: Kind, wording: Wording, *, sizes: str = "") -> PictureView:
    """The same where a name beside it says what it shows (WCAG 2.2, technique H67): ``alt`` is empty."""
    return replace(picture_view(image, kind, wording, sizes=sizes), alt=Text(""))


def small_portrait(image: Image | None, name: str, wording: Wording) -> Portrait:
    """For a line of a list, beside the name."""
    if image is None:
        return Portrait(None, initials(name))
    return Portrait(beside_its_name(image, Kind.PORTRAIT, wording, sizes=_SMALL), "")


def large_portrait(image: Image | None, name: Text, wording: Wording) -> Portrait:
    """For the speaker's own page; where nobody said what it shows, it shows the speaker."""
    if image is None:
        return Portrait(None, initials(name.plain))
    view = picture_view(image, Kind.PORTRAIT, wording)
    return Portrait(replace(view, alt=view.alt or name), "")


def initials(name: str) -> str:
    """One letter of the first word and one of the last: « WQ »; of a name without spaces the first character.

    "" where the name has no letter.
    """
    letters = [next(filter(str.isalpha, word), "") for word in name.split()]
    found = [letter for letter in letters if letter]
    if not found:
        return ""
    if len(found) == 1 or _written_without_spaces(found[0]):
        return found[0].upper()
    return (found[0] + found[-1]).upper()


def _written_without_spaces(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_WITHOUT_SPACES)
