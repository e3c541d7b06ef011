"""What browsers are told, measured by the rules of the HTTP Observatory; and redirects that stay here."""

import re
import runpy
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.serving.headers import STRICT_TRANSPORT
from tests.admin.conftest import PASSWORD
from tests.admin.every_address import cast_of, routes
from tests.observatory import graded
from tests.pages.sample import full_pages, rich_pages
from tests.serving.sample import ask, front

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = re.compile(r"(SECURE|SESSION_COOKIE|CSRF_COOKIE|LANGUAGE_COOKIE|X_FRAME)_")
SECURE_HOST = {"secure": True, "headers": {"accept-language": "en"}}


@pytest.fixture
def public_settings(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """What the settings say of a site with a public https address."""
    monkeypatch.setenv("ORIGIN", "https://forum.example")
    for name, value in runpy.run_path(str(ROOT / "forumsite" / "settings.py")).items():
        if PUBLIC.match(name):
            setattr(settings, name, value)


def test_public_pages_score_130_and_set_no_cookie(tmp_path: Path) -> None:
    scores = {}
    for name, found in (("full", full_pages()), ("rich", rich_pages())):
        site = front(tmp_path / name, [*found.values()])
        for path in [*found, "/", "/fr/rien/", "/nowhere", "/fr/forums", "/media/images/x.jpg"]:
            answer = ask(site, path)
            assert "set-cookie" not in answer.headers
            assert answer.headers["permissions-policy"]
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"
            least = 120 if "access-control-allow-origin" in answer.headers else 130
            scores[path] = least, graded(answer.headers, html=answer.body.decode("latin-1"))
    assert len(scores) > 40
    assert {least for least, _grade in scores.values()} == {120, 130}
    assert {path: grade for path, (least, grade) in scores.items() if grade.score < least} == {}


def test_an_upload_can_do_nothing(tmp_path: Path) -> None:
    site = front(tmp_path)
    picture = tmp_path / "media" / "images" / f"{'a' * 64}.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"<script>alert(1)</script>")
    answer = ask(site, f"/media/images/{picture.name}")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "image/jpeg"


@pytest.mark.django_db
def test_every_kind_of_page_of_the_desk_gets_an_a_plus(public_settings: None, editor: User) -> None:
    cast = cast_of("live")
    desk, stranger = Client(), Client()
    desk.force_login(editor)
    seen: dict[str, Any] = {}
    for route in routes():
        if "logout" in route or "sign-out" in route:
            continue
        for client in (desk, stranger):
            answer = client.get(cast.address(route), secure=True, headers={"accept-language": "en"})
            if answer.headers.get("content-type", "").startswith("text/html") or answer.status_code >= 300:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                cookies = [morsel.OutputString() for morsel in answer.cookies.values()]
                seen[f"{route} {answer.status_code}"] = graded(headers, cookies, answer.text)
                assert headers["permissions-policy"], route
                assert headers["cross-origin-opener-policy"] == "same-origin", route
                # As pages say it, and for no other host.
                assert headers["strict-transport-security"] == f"max-age={STRICT_TRANSPORT}", route
    assert len(seen) > 200
    assert {where: grade for where, grade in seen.items() if grade.score < 125} == {}


def test_the_rules_tell_bad_answers_from_good_ones() -> None:
    assert graded({}).score == 100 - 25 - 20 - 5 - 20
    good = {
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "strict-transport-security": "max-age=63072000",
        "x-content-type-options": "nosniff",
    }
    assert graded(good).score == 115
    assert graded(good, ["sessionid=1; Secure; SameSite=Lax"]).score == 70
    assert graded(good, ["sessionid=1; Secure; HttpOnly; SameSite=Lax"]).score == 120
    assert graded(good, html='<script src="//elsewhere.example/x.js"></script>').score == 50
    inline = {**good, "content-security-policy": "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"}
    assert graded(inline).score == 80


# Redirects

EVIL = "evil.example"
#: Ways to write an address of another site that some browser, proxy or parser once took for one of this site.
HOSTILE = (
    f"https://{EVIL}/", f"http://{EVIL}/", f"//{EVIL}/", f"///{EVIL}/", f"////{EVIL}/", f"/////{EVIL}",
    f"\\\\{EVIL}/", f"/\\{EVIL}/", f"\\/{EVIL}/", f"/\\/{EVIL}/", f"\\/\\/{EVIL}/", f"\\{EVIL}",
    f"https:/{EVIL}/", f"https:///{EVIL}/", f"https:{EVIL}/", f"https:\\\\{EVIL}/", f"https:/\\{EVIL}/",
    f"http:{EVIL}", f"http:\\{EVIL}", f"HTTPS://{EVIL}/", f"hTtP://{EVIL}/", f"ftp://{EVIL}/",
    f" https://{EVIL}/", f"\thttps://{EVIL}/", f"\nhttps://{EVIL}/", f"\rhttps://{EVIL}/",
    f"\x00https://{EVIL}/", f"\x01//{EVIL}/", f"\x1fhttps://{EVIL}/", f"\u00a0//{EVIL}/",
    f"/\t/{EVIL}/", f"/\n/{EVIL}/", f"/\r/{EVIL}/", f"ht\ttps://{EVIL}/", f"https:/\t/{EVIL}",
    f"/\x0b/{EVIL}",
    f"https://testserver@{EVIL}/", f"https://testserver:x@{EVIL}/", f"//testserver@{EVIL}/",
    f"https://{EVIL}#testserver", f"https://{EVIL}?testserver", f"https://{EVIL}\\@testserver/",
    f"https://testserver.{EVIL}/", f"https://testserver%2f.{EVIL}/", f"https://{EVIL}%2f@testserver:1/",

    f"https://testserver\\.{EVIL}/", f"//testserver.{EVIL}", f"https://{EVIL}:443/",
    "https://[::ffff:192.0.2.1]/",
    f"javascript:alert(1)//{EVIL}", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    f"blob:https://{EVIL}/1", f"mailto:a@{EVIL}",
    f"//{EVIL}%00.testserver/", f"//{EVIL}\u3002/", f"／／{EVIL}/", f"/%5c{EVIL}/../\\/{EVIL}",
    f"/%09/{EVIL}",
    f"https://{EVIL}/%2e%2e", f"//{EVIL}/\r\nLocation: https://{EVIL}/", f"/admin/\r\nLocation: //{EVIL}/",
    f"https://[{EVIL}]/",
    f"https://{EVIL}:x/", "//", "///", "https://", "http:///",
)  # fmt: skip


def destination(base: str, location: str) -> tuple[str, str]:
    """Scheme and host to which a browser goes (URL Standard: it strips, drops tabs and turns backslashes)."""
    read = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33)))))
    parts = urlsplit(urljoin(base, read.replace("\\", "/")))
    return parts.scheme, parts.netloc


@pytest.mark.django_db
def test_no_redirect_leaves_the_site(editor: User) -> None:
    assert len(set(HOSTILE)) >= 60
    desk, stranger = Client(), Client()
    desk.force_login(editor)
    sign_in, switch = reverse("account_login"), reverse("set_language")
    for number, form in enumerate(HOSTILE):
        asked = f"?next={quote(form, safe='')}"
        known = {"login": "ada", "password": PASSWORD, "next": form}
        plain = form.isprintable() and form.isascii()
        answers = [
            Client(REMOTE_ADDR=f"192.0.2.{number + 1}").post(sign_in, known),
            desk.get(sign_in + asked),
            stranger.get("/admin/login/" + asked),
            Client().post("/admin/login/" + asked, known),
            desk.post(switch, {"language": "fr", "next": form}),
            desk.get(switch + asked),
            desk.post(switch, {"language": "fr"}, headers={"referer": form if plain else "/"}),
            stranger.post(reverse("account_logout"), {"next": form}),
            desk.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": form}),
            stranger.get(f"/admin/{quote(form)}"),
        ]
        for place, answer in enumerate(answers):
            assert answer.status_code < 500, (form, place)
            location = answer.headers.get("location", "/")
            assert destination("http://testserver/admin/", location) == ("http", "testserver"), (form, place)
            assert "\n" not in location
            assert "\r" not in location
