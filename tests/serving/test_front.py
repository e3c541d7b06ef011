"""What a visitor gets from the front, without Django."""

import gzip
from pathlib import Path

import brotli
import pytest

from events.serving import Front
from tests.serving.sample import STYLE, ask, django, front, page, pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Front:
    return front(tmp_path_factory.mktemp("front"))


def test_page_is_answered_from_the_build(site: Front) -> None:
    response = ask(site, "/fr/forums/2021/")
    assert response.status == 200
    assert response.body == page("/fr/forums/2021/").render()
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-language"] == "fr"
    assert response.headers["content-length"] == str(len(response.body))
    assert response.headers["cache-control"] == "public, max-age=0, s-maxage=1, must-revalidate"
    assert response.headers["vary"] == "accept-encoding"


def test_query_does_not_change_a_page(site: Front) -> None:
    assert ask(site, "/fr/?utm_source=x") == ask(site, "/fr/")


def test_compressed_forms_are_the_same_page(site: Front) -> None:
    plain = ask(site).body
    br, gz = ask(site, accept_encoding="br, gzip"), ask(site, accept_encoding="gzip")
    assert brotli.decompress(br.body) == gzip.decompress(gz.body) == plain
    assert (br.headers["content-encoding"], gz.headers["content-encoding"]) == ("br", "gzip")
    assert br.headers["content-length"] == str(len(br.body))


def test_each_representation_has_its_own_strong_entity_tag(site: Front) -> None:
    tags = [ask(site, accept_encoding=coding).headers["etag"] for coding in ("", "br", "gzip")]
    assert len(set(tags)) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    assert ask(site, "/en/").headers["etag"] not in tags


@pytest.mark.parametrize("coding", ["", "br", "gzip"])
def test_reader_who_has_the_page_is_told_so(site: Front, coding: str) -> None:
    full = ask(site, accept_encoding=coding)
    again = ask(site, accept_encoding=coding, if_none_match=f'"x", W/{full.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    for name in ("etag", "vary", "cache-control"):
        assert again.headers[name] == full.headers[name]
    assert "content-length" not in again.headers


def test_entity_tag_of_another_coding_does_not_match(site: Front) -> None:
    tag = ask(site, accept_encoding="br").headers["etag"]
    assert ask(site, accept_encoding="gzip", if_none_match=tag).status == 200


@pytest.mark.parametrize(
    "path", ["/fr/", "/fr/ancien/", "/fr/rien/", "/", "/fr/forums/2021", "/livez", STYLE]
)
@pytest.mark.parametrize("coding", ["", "br"])
def test_head_has_the_headers_of_get_and_no_body(site: Front, path: str, coding: str) -> None:
    get, head = ask(site, path, accept_encoding=coding), ask(site, path, "HEAD", accept_encoding=coding)
    assert head.body == b""
    assert (head.status, head.headers) == (get.status, get.headers)


def test_forbidding_every_form_of_a_body_is_406(site: Front) -> None:
    assert ask(site, "/assets/dot.0123.png", accept_encoding="identity;q=0").status == 406
    assert ask(site, "/fr/", accept_encoding="identity;q=0, br").status == 200


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/fr/forums/1999/", "fr"),
        ("/en/nothing/", "en"),
        ("/de/", ""),
        ("/FR/", ""),
        ("/nothing", ""),
        ("/wp-login.php", ""),
    ],
)
def test_unknown_address_is_404_in_the_language_of_its_path(site: Front, path: str, language: str) -> None:
    response = ask(site, path)
    assert response.status == 404
    assert response.headers.get("content-language", "") == language
    assert response.body == page(f"/{language}/404.html".replace("//", "/")).render()
    assert "x-reached" not in response.headers
    assert "etag" not in response.headers


def test_not_found_is_never_304(site: Front) -> None:
    assert ask(site, "/fr/rien/", if_none_match="*").status == 404


def test_gone_address_is_410(site: Front) -> None:
    assert ask(site, "/fr/disparu/").status == 410


def test_moved_address_leads_on(site: Front) -> None:
    response = ask(site, "/fr/ancien/")
    assert (response.status, response.headers["location"]) == (301, "/fr/forums/2021/")


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/fr", "/fr/"),
        ("/fr/forums/2021", "/fr/forums/2021/"),
        ("/fr/forums/2021?page=2&x=%C3%A9", "/fr/forums/2021/?page=2&x=%C3%A9"),
        ("/fr/forums/2021?bad=\xe9", "/fr/forums/2021/"),
        ("/fr/forums/2021?x=\r\nSet-Cookie: a=b", "/fr/forums/2021/"),
        ("/admin", "/admin/"),
    ],
)
def test_missing_final_slash_is_added_once_for_all(site: Front, asked: str, location: str) -> None:
    response = ask(site, asked)
    assert (response.status, response.headers["location"]) == (301, location)


@pytest.mark.parametrize(
    ("header", "location"),
    [("", "/fr/"), ("en-GB,en;q=0.9", "/en/"), ("de", "/fr/"), ("fr;q=0.1, en;q=0.2", "/en/")],
)
def test_root_chooses_the_language(site: Front, header: str, location: str) -> None:
    response = ask(site, "/", accept_language=header)
    assert (response.status, response.headers["location"]) == (302, location)
    assert response.headers["vary"] == "accept-language"


def test_root_offers_only_languages_that_have_a_home(tmp_path: Path) -> None:
    site = front(tmp_path, [page("/en/", language="en"), page("/404.html", status=404)])
    assert ask(site, "/", accept_language="fr").headers["location"] == "/en/"
    empty = front(tmp_path, [page("/404.html", status=404)])
    assert ask(empty, "/").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/fr/", "/", "/fr/forums/2021", "/fr/ancien/"])
def test_public_address_takes_get_and_head_alone(site: Front, method: str, path: str) -> None:
    response = ask(site, path, method)
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/fr/recherche/"])
def test_dynamic_prefixes_go_on_to_django(site: Front, path: str, method: str) -> None:
    response = ask(site, path, method)
    assert (response.headers["x-reached"], response.body) == ("django", path.encode())


def test_immutable_file_is_kept_for_a_year(site: Front) -> None:
    assert ask(site, STYLE).headers["cache-control"] == "public, max-age=31536000, immutable"


def test_every_answer_carries_the_security_headers(site: Front) -> None:
    for path in ("/fr/", "/fr/rien/", "/", "/fr", "/fr/ancien/", STYLE, "/livez"):
        headers = ask(site, path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "unsafe" not in policy
        assert "script-src" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert "permissions-policy" in headers


def test_strict_transport_is_for_https_alone(tmp_path: Path) -> None:
    plain = front(tmp_path, origin="http://forum.example")
    for path in ("/fr/", "/livez", "/fr/rien/"):
        assert "strict-transport-security" not in ask(plain, path).headers


def test_scripts_are_allowed_only_where_the_site_has_one(tmp_path: Path) -> None:
    script = page("/assets/site.1.js", "let a", media_type="text/javascript; charset=utf-8", immutable=True)
    assert "script-src 'self'" in ask(front(tmp_path, [*pages(), script])).headers["content-security-policy"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("forum.example", 200),
        ("forum.example:443", 200),
        ("FORUM.example.", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("sub.allowed.example", 200),
        ("evil.example", 400),
        ("forum.example.evil.example", 400),
        ("forum.example@evil.example", 400),
        ("evil.example/forum.example", 400),
        ("forum.example:port", 400),
        ("", 400),
        ("é", 400),
        ("a" * 9000, 400),
    ],
)
def test_host_must_be_ours(tmp_path: Path, host: str, status: int) -> None:
    site = front(tmp_path, allowed_hosts=[".allowed.example"])
    response = ask(site, "/fr/", host=host)
    assert response.status == status
    assert b"evil" not in response.body
    assert "x-reached" not in ask(site, "/admin/", host="evil.example").headers


def test_request_without_host_is_refused(site: Front) -> None:
    told: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/fr/"}
    site(environ, lambda status, headers, exc_info=None: told.append(status))  # type: ignore[arg-type]
    assert told == ["400 Bad Request"]


def test_before_the_first_build_visitors_are_asked_to_wait(tmp_path: Path) -> None:
    early = Front(
        django, origin="http://forum.example", languages=("fr",), media_folder=tmp_path, dynamic=("/admin/",)
    )
    response = ask(early)
    assert (response.status, response.headers["retry-after"]) == (503, "1")
    assert ask(early, "/admin/").status == 200
    assert ask(early, "/livez").status == 200


def test_compressed_file_that_is_gone_is_replaced_by_the_plain_one(tmp_path: Path) -> None:
    site = front(tmp_path)
    for file in (tmp_path / "builds").rglob("*.br"):
        file.unlink()
    response = ask(site, accept_encoding="br")
    assert (response.status, response.body) == (200, page("/fr/").render())
    assert "content-encoding" not in response.headers


def test_address_outside_ascii_is_found(tmp_path: Path) -> None:
    site = front(tmp_path, [*pages(), page("/fr/économie/", language="fr")])
    spelled = "/fr/économie/".encode().decode("latin-1")
    assert ask(site, spelled).status == 200
    assert ask(site, spelled[:-1]).headers["location"] == "/fr/%C3%A9conomie/"


def test_site_without_a_not_found_page_still_answers(tmp_path: Path) -> None:
    assert ask(front(tmp_path, [page("/fr/")]), "/fr/rien/").status == 404
