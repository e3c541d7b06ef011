"""The files themselves: right size, right part, right colours, transparency kept."""

import io
from uuid import UUID

import pytest
from PIL import Image as Pillow

from events.images.renditions import make, render
from events.images.sandbox.reencode import reencode
from events.images.upload import Upload, accept
from events.snapshot import Localized
from events.snapshot.pictures import Kind, renditions
from events.snapshot.schema import Image
from tests.images import pictures


def described(upload: Upload, focal: tuple[int, int] = (50, 50)) -> Image:
    return Image(
        uid=UUID(int=1),
        digest=upload.digest,
        media_type=upload.media_type,
        width=upload.width,
        height=upload.height,
        size=len(upload.content),
        alt=Localized({"en": "Four colours"}),
        credit=Localized({}),
        focal_x=focal[0],
        focal_y=focal[1],
    )


def made(upload: Upload, kind: Kind, focal: tuple[int, int] = (50, 50)) -> dict[str, Pillow.Image]:
    files: dict[str, bytes] = {}
    make(upload.content, described(upload, focal), kind, files.__setitem__)
    return {name: Pillow.open(io.BytesIO(content)) for name, content in files.items()}


def near(image: Pillow.Image, point: tuple[int, int], colour: tuple[int, ...]) -> bool:
    found = image.convert("RGB").getpixel(point)
    return isinstance(found, tuple) and all(abs(a - b) <= 12 for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize("kind", pictures.FORMATS)
@pytest.mark.parametrize("place", Kind)
def test_each_rendition_has_the_size_and_the_format_that_it_is_named_by(kind: str, place: Kind) -> None:
    upload = accept(pictures.saved(pictures.quarters((600, 400)), kind))
    files = made(upload, place)
    expected = {one.name: one for one in renditions(described(upload), place)}
    assert files.keys() == expected.keys()
    for name, image in files.items():
        assert image.size == (expected[name].width, expected[name].height)
        assert Pillow.MIME[str(image.format)] == expected[name].media_type


def test_crop_follows_the_focal_point() -> None:
    upload = accept(pictures.saved(pictures.quarters((400, 100)), "PNG"))
    left = made(upload, Kind.PORTRAIT, focal=(0, 50))
    right = made(upload, Kind.PORTRAIT, focal=(100, 50))
    assert all(near(image, (90, 10), pictures.RED) for image in left.values())
    assert all(near(image, (10, 10), pictures.GREEN) for image in right.values())


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_is_kept_in_every_format(kind: str) -> None:
    drawn = pictures.quarters((480, 240)).convert("RGBA")
    drawn.paste((0, 0, 0, 0), (0, 0, 240, 120))
    for image in made(accept(pictures.saved(drawn, kind)), Kind.LOGO).values():
        rgba = image.convert("RGBA")
        assert rgba.getpixel((5, 5))[3] == 0  # type: ignore[index]
        assert rgba.getpixel((rgba.width - 5, 5))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize("transparent", [False, True])
def test_palette_picture_is_rendered_in_full_colour(transparent: bool) -> None:
    drawn = pictures.quarters((300, 300)).quantize(8)
    options = {"transparency": drawn.getpixel((299, 299))} if transparent else {}
    for image in made(accept(pictures.saved(drawn, "PNG", **options)), Kind.PORTRAIT).values():
        assert near(image, (20, 20), pictures.RED)
        assert (image.convert("RGBA").getpixel((image.width - 5, image.height - 5))[3] < 255) == transparent  # type: ignore[index]


def test_same_picture_gives_the_same_bytes() -> None:
    upload = accept(pictures.saved(pictures.noise((700, 500)), "JPEG"))
    for rendition in renditions(described(upload), Kind.HERO):
        assert render(upload.content, rendition) == render(upload.content, rendition)


def test_file_that_is_not_the_picture_is_refused() -> None:
    upload = accept(pictures.saved(pictures.quarters(), "PNG"))
    other = reencode(pictures.saved(pictures.noise(), "PNG")).content
    with pytest.raises(ValueError, match=upload.digest):
        make(other, described(upload), Kind.LOGO, lambda name, content: None)
