"""Addresses and the files behind them."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.serving.layout import UnsafePathError, file_of


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "site/index.html"),
        ("/fr/", "site/fr/index.html"),
        ("/fr/forums/2021/", "site/fr/forums/2021/index.html"),
        ("/fr/forums/2021/forum.ics", "site/fr/forums/2021/forum.ics"),
        ("/robots.txt", "site/robots.txt"),
        ("/.well-known/security.txt", "site/.well-known/security.txt"),
        ("/fr/forum-économique/", "site/fr/forum-économique/index.html"),
    ],
)
def test_file_is_where_nginx_looks_for_it(path: str, file: str) -> None:
    assert file_of(path) == file


def test_not_found_page_can_be_an_error_page_of_nginx() -> None:
    assert file_of("/fr/404.html", 404) == "site/fr/404.html"


@pytest.mark.parametrize("status", [301, 302, 308, 410])
def test_what_nginx_cannot_say_stands_elsewhere(status: int) -> None:
    assert file_of("/fr/ancien/", status) == "elsewhere/fr/ancien/index.html"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "fr/",
        "//",
        "/fr//",
        "/../secret",
        "/fr/../../secret",
        "/./",
        "/.git/config",
        "/a\0b",
        "/a\\b",
        "/a b",
        *("/%2e%2e/", "/a?b", "/a:b", "/" + "x" * 201, "/" + "é" * 101 + "/", "/a\n", "/~/../x"),
    ],
)
def test_path_that_could_leave_the_folder_is_refused(path: str) -> None:
    with pytest.raises(UnsafePathError):
        file_of(path)


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("/.%\\~"), max_size=40))
def test_file_of_any_path_stays_inside(path: str) -> None:
    try:
        file = PurePosixPath(file_of("/" + path))
    except UnsafePathError:
        return
    assert file.parts[0] == "site"
    assert ".." not in file.parts
    assert not file.is_absolute()
