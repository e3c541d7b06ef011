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


@pytest.mark.parametrize(("size", "quality"), [(24 * 1024, 11), (24 * 1024 + 1, 10), (128 * 1024 + 1, 9)])
def test_the_larger_a_body_the_less_is_spent_on_each_byte(size: int, quality: int) -> None:
    original = body(size)[:size]
    assert compressed(original, HTML)["br"] == brotli.compress(original, quality=quality)


def test_pictures_are_left_as_they_are() -> None:
    assert compressed(body(5000), "image/png") == {}
