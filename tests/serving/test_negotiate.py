"""Accept-Encoding, Accept-Language and If-None-Match, after RFC 9110 and RFC 4647."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.serving.negotiate import coding, language, unchanged

ALL = ("br", "gzip", "identity")


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "identity"),
        ("", "identity"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0.1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000", "identity"),
        ("gzip;q=0.5, identity", "identity"),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0.1, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("zstd", "identity"),
        ("deflate, zstd;q=0.9", "identity"),
        ("identity", "identity"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("*;q=0, identity;q=0.2", "identity"),
        ("br;q=2, gzip", "gzip"),
        ("br;q=nonsense", "identity"),
        ("br ; q=0.8 , gzip ; q=0.9", "gzip"),
        (",,;;,br", "br"),
        ("br" * 600, "identity"),
    ],
)
def test_coding_follows_the_weights_then_the_servers_preference(
    header: str | None, chosen: str | None
) -> None:
    assert coding(header, ALL) == chosen


def test_coding_of_a_body_without_compressed_forms_is_identity() -> None:
    assert coding("br, gzip", ("identity",)) == "identity"


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "fr"),
        ("", "fr"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("fr-CA, en;q=0.9", "fr"),
        ("en;q=0.5, fr;q=0.6", "fr"),
        ("de, en;q=0.3", "en"),
        ("de", "fr"),
        ("*", "fr"),
        ("de, *;q=0.5", "fr"),
        ("zh-Hans-CN", "zh-hans"),
        ("zh-Hant-TW", "fr"),
        ("zh", "fr"),
        ("en-x-private", "en"),
        ("fr;q=0, en", "en"),
        ("fr;q=0", "en"),
        ("fr;q=0, en;q=0, zh-hans;q=0", "fr"),
        ("en;q=7", "fr"),
        ("!!!, en", "en"),
        ("en," * 500, "fr"),
    ],
)
def test_language_is_looked_up_as_rfc_4647_says(header: str | None, chosen: str) -> None:
    assert language(header, ("fr", "en", "zh-hans")) == chosen


@pytest.mark.parametrize(
    ("header", "same"),
    [
        ('"abc"', True),
        ('W/"abc"', True),
        ('"x", "abc"', True),
        ('"x",W/"y" , W/"abc"', True),
        ("*", True),
        (" * ", True),
        ('"ab"', False),
        ("abc", False),
        ('"abc-br"', False),
        ("", False),
        ('"abc', False),
        ('"x' * 5000, False),
    ],
)
def test_if_none_match_is_compared_weakly(header: str, same: bool) -> None:
    assert unchanged(header, '"abc"') is same


@given(st.text(max_size=300))
def test_any_header_has_an_answer(header: str) -> None:
    assert coding(header, ALL) in (*ALL, None)
    assert language(header, ("fr", "en")) in ("fr", "en")
    assert unchanged(header, '"abc"') in (True, False)


@given(st.permutations(["br;q=0.9", "gzip;q=0.8", "identity;q=0.1", "zstd;q=1"]))
def test_order_of_the_members_does_not_matter(members: list[str]) -> None:
    assert coding(", ".join(members), ALL) == "br"


def test_long_headers_of_strangers_are_not_kept() -> None:
    tracemalloc.start()
    for number in range(600):
        long = f"{number:030000d}"
        assert (coding(long, ALL), language(long, ("fr", "en"))) == ("identity", "fr")
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_000_000
