import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages import Kind, Place, address, not_found_address, parse, translated

SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
LANGUAGES = st.sampled_from(["fr", "en", "zh-hans", "pt-br"])


@pytest.mark.parametrize(
    ("kind", "language", "slug", "path"),
    [
        (Kind.HOME, "fr", "", "/fr/"),
        (Kind.FORUM, "fr", "", "/fr/forums/"),
        (Kind.FORUM, "en", "2021", "/en/forums/2021/"),
        (Kind.SPEAKER, "fr", "wu-qing", "/fr/intervenants/wu-qing/"),
        (Kind.SPEAKER, "en", "wu-qing", "/en/speakers/wu-qing/"),
        (Kind.INSTITUTE, "fr", "a", "/fr/instituts/a/"),
        (Kind.QUOTE, "fr", "a", "/fr/citations/a/"),
        (Kind.STATISTIC, "fr", "a", "/fr/statistiques/a/"),
        (Kind.SEARCH, "fr", "", "/fr/recherche/"),
        (Kind.SEARCH, "en", "", "/en/search/"),
    ],
)
def test_address_is_the_contract_s(kind: Kind, language: str, slug: str, path: str) -> None:
    assert address(kind, language, slug) == path


def test_address_in_a_language_without_words_takes_the_english_ones() -> None:
    assert address(Kind.QUOTE, "zh-hans", "a") == "/zh-hans/quotes/a/"


@given(st.sampled_from([kind for kind in Kind if kind is not Kind.HOME]), LANGUAGES, SLUGS)
def test_parse_undoes_address(kind: Kind, language: str, slug: str) -> None:
    assert parse(address(kind, language, slug)) == Place(kind, language, slug)


def test_parse_knows_the_home_page() -> None:
    assert parse("/fr/") == Place(Kind.HOME, "fr", "")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/fr",
        "/FR/",
        "/fr/speakers/a/",
        "/fr/forums/a/b/",
        "/fr/forums/a",
        "//fr/",
        "/fr/é/",
        "/fr/\n",
    ],
)
def test_parse_refuses_what_is_no_address(path: str) -> None:
    assert parse(path) is None


def test_translated_gives_the_same_content_in_another_language() -> None:
    assert translated("/fr/intervenants/wu-qing/", "en") == "/en/speakers/wu-qing/"


def test_translated_leaves_other_paths_alone() -> None:
    assert translated("/admin/x", "en") == "/admin/x"


def test_not_found_address_stands_in_the_language_s_folder() -> None:
    assert (not_found_address("fr"), not_found_address()) == ("/fr/404.html", "/404.html")
