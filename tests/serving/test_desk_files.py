"""The desk's collected files, answered by the front without Django."""

import gzip
from pathlib import Path

import pytest

from events.serving import Front
from tests.serving.sample import ask, django, front

HASHED = "/static/admin/desk.0123456789ab.css"
PLAIN = "/static/admin/desk.css"
PICTURE = "/static/admin/logo.0123456789ab.png"
CSS = b"body { color: teal }\n" * 50


@pytest.fixture
def site(tmp_path: Path) -> Front:
    folder = tmp_path / "static" / "admin"
    folder.mkdir(parents=True)
    for path in (HASHED, PLAIN, PICTURE):
        (tmp_path / path[1:]).write_bytes(CSS)
    for hidden in (folder / ".secret.css", tmp_path / "outside.css", folder / "page.html"):
        hidden.write_bytes(CSS)
    (folder / "link.css").symlink_to(tmp_path / "outside.css")
    (folder / "folder.css").mkdir()
    return front(tmp_path, static_folder=tmp_path / "static")


def test_file_is_sent_with_its_type_and_the_headers_of_every_answer(site: Front) -> None:
    page = ask(site).headers
    for path in (HASHED, PLAIN, PICTURE, "/static/nothing.css"):
        headers = ask(site, path).headers
        for name in (
            "content-security-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "referrer-policy",
            "strict-transport-security",
            "x-content-type-options",
        ):
            assert headers[name] == page[name], (path, name)
    assert (ask(site, HASHED).status, ask(site, HASHED).body) == (200, CSS)
    assert ask(site, HASHED).headers["content-type"] == "text/css; charset=utf-8"
    assert ask(site, PICTURE).headers["content-type"] == "image/png"


def test_name_with_a_digest_is_kept_for_ever_and_no_other(site: Front) -> None:
    assert ask(site, HASHED).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "max-age=0" in ask(site, PLAIN).headers["cache-control"]


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_reader_who_has_the_file_is_told_so(site: Front, coding: str) -> None:
    full = ask(site, HASHED, accept_encoding=coding)
    again = ask(site, HASHED, accept_encoding=coding, if_none_match=full.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == full.headers["cache-control"]


def test_text_is_compressed_and_a_picture_is_not(site: Front) -> None:
    for _turn in range(2):
        small = ask(site, HASHED, accept_encoding="gzip, br")
        assert gzip.decompress(small.body) == CSS
        assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "accept-encoding")
    assert small.headers["etag"] != ask(site, HASHED).headers["etag"]
    assert "content-encoding" not in ask(site, PICTURE, accept_encoding="gzip").headers


def test_file_that_is_collected_anew_is_compressed_anew(site: Front, tmp_path: Path) -> None:
    ask(site, PLAIN, accept_encoding="gzip")
    (tmp_path / PLAIN[1:]).write_bytes(b"body { color: crimson }")
    assert gzip.decompress(ask(site, PLAIN, accept_encoding="gzip").body) == b"body { color: crimson }"


def test_file_takes_get_and_head_alone(site: Front) -> None:
    get, head = ask(site, HASHED), ask(site, HASHED, "HEAD")
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")
    post = ask(site, HASHED, "POST")
    assert (post.status, post.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/admin/",
        "/static/admin/nothing.css",
        "/static/admin/.secret.css",
        "/static/admin/folder.css",
        "/static/admin/link.css",
        "/static/admin/page.html",
        "/static/../outside.css",
        "/static/admin/../../outside.css",
        "/static//outside.css",
        "/static/admin\\..\\outside.css",
        "/static/admin/desk.css\x00",
        "/static/admin/desk.css\n",
        f"/static/{'a' * 5000}.css",
    ],
)
def test_what_is_no_collected_file_is_not_found_and_asks_nobody_else(site: Front, path: str) -> None:
    answer = ask(site, path)
    assert answer.status == 404
    assert "x-reached" not in answer.headers


def test_strange_host_gets_no_file(site: Front) -> None:
    assert ask(site, HASHED, host="evil.example").status == 400


def test_desk_has_its_files_before_the_first_build(tmp_path: Path, site: Front) -> None:
    early = Front(
        django,
        origin="http://forum.example",
        languages=("fr",),
        media_folder=tmp_path,
        static_folder=tmp_path / "static",
    )
    assert ask(early, HASHED).status == 200
    assert ask(early, "/static/nothing.css").status == 404
