"""What renditions a picture has, and what a page says of them. No file is read or made here.

A rendition is named by the digest of its picture and by its recipe: the same name always means the
same bytes, so it may be kept for ever.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from events.snapshot.crop import Box, crop_box, fit_size
from events.snapshot.schema import Image

#: Raise it when a change of crop, sharpness or quality must reach pictures that exist already.
VERSION = 1


class Kind(StrEnum):
    """Where a picture is shown."""

    PORTRAIT = "portrait"
    HERO = "hero"
    LOGO = "logo"


@dataclass(frozen=True)
class Recipe:
    """How pictures of a kind are cut. ``ratio`` is width to height.

    Without a ratio the picture is kept whole, in bounds twice as wide as high. ``widths`` are in
    pixels, smallest first; ``fallback`` is the one of them for a browser that can choose none;
    ``sizes`` is the HTML attribute.
    """

    ratio: Fraction | None
    widths: tuple[int, ...]
    fallback: int
    sizes: str


RECIPES = {
    Kind.PORTRAIT: Recipe(Fraction(1), (96, 192, 384), 192, "(min-width: 48rem) 12rem, 6rem"),
    Kind.HERO: Recipe(Fraction(16, 9), (480, 960, 1440, 1920), 960, "100vw"),
    Kind.LOGO: Recipe(None, (240, 480), 240, "15rem"),
}


@dataclass(frozen=True)
class Rendition:
    """One file: its name, the part of the picture that it shows (``box``), its size in pixels, its format."""

    name: str
    box: Box
    width: int
    height: int
    extension: str

    @property
    def media_type(self) -> str:
        """The MIME type of the file."""
        return "image/jpeg" if self.extension == "jpg" else f"image/{self.extension}"


@dataclass(frozen=True)
class Source:
    """One `<source>` of a `<picture>`."""

    media_type: str
    srcset: str
    sizes: str


@dataclass(frozen=True)
class Picture:
    """What `<picture>` needs: the sources, best first, and the `<img>`, whose size keeps its place.

    ``srcset`` and ``sizes`` are those of the `<img>`, for a browser without AVIF and WebP; both are "" where
    there is nothing to choose from.
    """

    sources: tuple[Source, ...]
    src: str
    srcset: str
    sizes: str
    width: int
    height: int


def original_name(image: Image) -> str:
    """The name of the picture itself in the media store."""
    extension = image.media_type.removeprefix("image/").replace("jpeg", "jpg")
    return f"images/{image.digest}.{extension}"


def renditions(image: Image, kind: Kind) -> tuple[Rendition, ...]:
    """Every file that the picture has in this kind: AVIF and WebP in each width, then JPEG or PNG.

    None is larger than the picture.
    """
    recipe, box = RECIPES[kind], _box(image, kind)
    sizes = _sizes(recipe, box)
    last = _last_extension(image)
    # Without loss a photograph weighs megabytes, and those who need it have browsers of 2019 and older.
    few = sizes if last == "jpg" else [size for size in sizes if size[0] <= recipe.fallback] or sizes[:1]
    wanted = [("avif", sizes), ("webp", sizes), (last, few)]
    return tuple(_rendition(image, kind, box, size, name) for name, each in wanted for size in each)


def fallback(image: Image, kind: Kind) -> Rendition:
    """The one of `renditions` that every browser can show, and gets where it cannot choose."""
    most = RECIPES[kind].fallback
    shown = [one for one in renditions(image, kind) if one.extension == _last_extension(image)]
    return max((one for one in shown if one.width <= most), key=lambda one: one.width, default=shown[0])


def sources(image: Image, kind: Kind, *, base: str = "/media/", sizes: str = "") -> Picture:
    """What a page prints for the picture. ``base`` is the address of the media store, ending in a slash;
    ``sizes`` replaces the recipe's."""
    made = renditions(image, kind)
    by_type: dict[str, list[str]] = {}
    for rendition in made:
        by_type.setdefault(rendition.media_type, []).append(f"{base}{rendition.name} {rendition.width}w")
    attribute = sizes or RECIPES[kind].sizes
    last = by_type.pop(made[-1].media_type)
    choice = len(last) > 1
    widest = max(made, key=lambda rendition: rendition.width)
    return Picture(
        sources=tuple(Source(kind, ", ".join(files), attribute) for kind, files in by_type.items()),
        src=base + fallback(image, kind).name,
        srcset=", ".join(last) if choice else "",
        sizes=attribute if choice else "",
        width=widest.width,
        height=widest.height,
    )


def _last_extension(image: Image) -> str:
    """A PNG or a WebP may be transparent, which JPEG cannot be."""
    return "jpg" if image.media_type == "image/jpeg" else "png"


def _box(image: Image, kind: Kind) -> Box:
    ratio = RECIPES[kind].ratio
    if ratio is None:
        return (0, 0, image.width, image.height)
    return crop_box(image.width, image.height, ratio, image.focal_x, image.focal_y)


def _sizes(recipe: Recipe, box: Box) -> list[tuple[int, int]]:
    """The sizes in pixels, smallest first; a picture smaller than the recipe ends with its own size."""
    width, height = box[2] - box[0], box[3] - box[1]
    if recipe.ratio is None:
        fitted = dict(fit_size(width, height, most, most // 2) for most in recipe.widths)
        return sorted(fitted.items())
    widths = [most for most in recipe.widths if most <= width]
    if len(widths) < len(recipe.widths):
        widths.append(width)
    return sorted({(most, max(1, round(most / recipe.ratio))) for most in widths})


def _rendition(image: Image, kind: Kind, box: Box, size: tuple[int, int], extension: str) -> Rendition:
    parts = [image.digest, kind.value, str(size[0]), f"v{VERSION}"]
    if RECIPES[kind].ratio is not None:
        parts.append(f"x{image.focal_x}y{image.focal_y}")
    return Rendition(f"images/{'-'.join(parts)}.{extension}", box, *size, extension)
