"""Every file of the corpus becomes the right picture, or is refused for the right reason."""

import io

import pytest
from PIL import Image

from events.images.reasons import ImageRefused, Reason
from events.images.sandbox.recognise import recognise
from events.images.sandbox.reencode import Clean, reencode
from tests.images import corpus, pictures
from tests.images.case import Case

CASES = corpus.corpus()


def outcome(content: bytes) -> Clean | Reason:
    try:
        return reencode(content)
    except ImageRefused as refused:
        return refused.reason


def opened(clean: Clean) -> Image.Image:
    image = Image.open(io.BytesIO(clean.content), formats=[clean.format])
    image.load()
    return image


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    flat = image.convert("RGBA").convert("RGB")
    right, bottom = flat.width * 3 // 4, flat.height * 3 // 4
    left, top = flat.width // 4, flat.height // 4
    points = [(left, top), (right, top), (left, bottom), (right, bottom)]
    return [flat.getpixel(point) for point in points]


def test_corpus_holds_at_least_120_files_with_names_of_their_own() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_file_is_accepted_right_without_metadata_or_tail_or_refused_with_its_reason(case: Case) -> None:
    result = outcome(case.content)
    if isinstance(result, Reason) or not case.refused:
        assert isinstance(result, Reason) == bool(case.refused), result
    if isinstance(result, Reason):
        assert result in case.refused
        return
    assert not case.refused or case.may_pass
    image = opened(result)
    assert corpus.MARKER not in result.content
    assert not {"icc_profile", "exif", "xmp", "comment", "Author", "XML:com.adobe.xmp"} & set(image.info)
    assert not image.getexif()
    assert image.size == (result.width, result.height)
    assert image.format == result.format == recognise(case.content)
    assert image.mode in ("L", "P", "RGB", "RGBA")
    if not case.refused:
        assert image.size == case.size
    if case.quarters and not case.refused:
        wanted = (pictures.RED, pictures.GREEN, pictures.BLUE, pictures.YELLOW)
        for found, right in zip(corners(image), wanted, strict=True):
            assert all(abs(a - b) <= 12 for a, b in zip(found, right, strict=True)), (found, right)


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_same_input_gives_the_same_bytes(kind: str) -> None:
    content = pictures.saved(pictures.noise((600, 400)), kind)
    assert reencode(content) == reencode(content)


def test_lossless_webp_keeps_each_pixel_and_its_transparency() -> None:
    drawn = pictures.quarters().convert("RGBA")
    drawn.putpixel((3, 3), (10, 20, 30, 128))
    drawn.putpixel((9, 9), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        image = opened(reencode(pictures.saved(drawn, kind)))
        assert image.convert("RGBA").tobytes() == drawn.tobytes()


def test_palette_and_its_transparent_colour_stay_in_a_png() -> None:
    drawn = pictures.quarters().quantize(8)
    blue = drawn.getpixel((2, 30))
    image = opened(reencode(pictures.saved(drawn, "PNG", transparency=blue)))
    assert image.mode == "P"
    rgba = image.convert("RGBA")
    assert rgba.getpixel((2, 30)) == (*pictures.BLUE, 0)
    assert rgba.getpixel((2, 2)) == (*pictures.RED, 255)


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    samples = b"".join((column * 1365).to_bytes(2, "big") for _ in range(32) for column in range(48))
    image = opened(reencode(pictures.png16(0, samples)))
    assert image.mode == "L"
    assert [image.getpixel((column, 5)) for column in (0, 12, 24, 47)] == [0, 63, 127, 250]


def test_transparent_grey_of_sixteen_bits_stays_transparent() -> None:
    samples = b"\x00\x00" * 24 * 32 + b"\xff\xff" * 24 * 32
    image = opened(reencode(pictures.png16(0, samples, clear=b"\xff\xff")))
    assert image.getpixel((0, 0)) == (0, 0, 0, 255)
    assert image.getpixel((0, 31)) == (255, 255, 255, 0)


def test_shrinking_keeps_the_colour_of_hidden_pixels_out() -> None:
    drawn = Image.new("RGBA", (5120, 64), (255, 0, 0, 0))
    drawn.paste((0, 0, 255, 255), (0, 0, 2561, 64))
    image = opened(reencode(pictures.saved(drawn, "PNG")))
    red, _, blue, alpha = image.getpixel((1280, 16))
    assert 0 < alpha < 255
    assert blue > 240
    assert red < 15


def test_grey_profile_is_followed() -> None:
    dark = pictures.saved(Image.new("L", pictures.SIZE, 100), "PNG", icc_profile=grey_profile(1.0))
    assert opened(reencode(dark)).convert("L").getpixel((0, 0)) == pytest.approx(168, abs=3)


def test_progressive_jpeg_beyond_its_memory_is_refused_before_it_is_read() -> None:
    flat = Image.new("RGB", (8000, 5000))
    with pytest.raises(ImageRefused) as refused:
        reencode(pictures.saved(flat, "JPEG", progressive=True, subsampling="4:4:4"))
    assert refused.value.reason is Reason.TOO_DEMANDING


def grey_profile(gamma: float) -> bytes:
    """The smallest ICC profile of greys: a white point and a tone curve (ICC.1:2004, 8.3.3)."""
    white = b"XYZ " + bytes(4) + b"".join(int(v * 65536).to_bytes(4, "big") for v in (0.9642, 1.0, 0.8249))
    curve = b"curv" + bytes(4) + (1).to_bytes(4, "big") + int(gamma * 256).to_bytes(2, "big") + bytes(2)
    table = (2).to_bytes(4, "big")
    at = 128 + 4 + 24
    for tag, data in ((b"wtpt", white), (b"kTRC", curve)):
        table += tag + at.to_bytes(4, "big") + len(data).to_bytes(4, "big")
        at += len(data)
    head = bytearray(128)
    head[0:4] = at.to_bytes(4, "big")
    head[8:12] = b"\2\x10\0\0"
    head[12:16], head[16:20], head[20:24] = b"mntr", b"GRAY", b"XYZ "
    head[36:40] = b"acsp"
    head[68:80] = white[8:20]
    return bytes(head) + table + white + curve
