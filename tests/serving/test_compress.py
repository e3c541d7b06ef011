import gzip

import brotli
import pytest

from events.serving.compress import compressed

HTML = "text/html; charset=utf-8"


def body(size: int) -> bytes:
    """Words that never repeat in the same order, as in a list of many editions."""
    return "".join(f"<li>{number}: {number * number}</li>" for number in range(size // 16)).encode()[:size]


@pytest.mark.parametrize("size", [1, 200, 20_000, 400_000])
def test_compressed_forms_give_the_body_back_and_are_smaller(size: int) -> None:
    original = body(size)
    forms = compressed(original, HTML)
    readers = {"br": brotli.decompress, "gzip": gzip.decompress}
    assert forms.keys() == (set(readers) if size > 100 else set())
    for coding, form in forms.items():
        assert readers[coding](form) == original
        assert len(form) < size


def test_compressing_repeats_to_the_byte() -> None:
    assert compressed(body(5000), HTML) == compressed(body(5000), HTML)


@pytest.mark.parametrize(
    ("media_type", "size", "quality"),
    [(HTML, 5000, 10), (HTML, 128 * 1024 + 1, 9), ("text/css; charset=utf-8", 5000, 11)],
)
def test_the_most_is_spent_on_what_no_editor_waits_for(media_type: str, size: int, quality: int) -> None:
    original = body(size)[:size]
    assert compressed(original, media_type)["br"] == brotli.compress(original, quality=quality)


def test_pictures_are_left_as_they_are() -> None:
    assert compressed(body(5000), "image/png") == {}
