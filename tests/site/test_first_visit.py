"""What a first visit costs, and what it leaves behind."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from tests.site.conftest import Open
from tests.site.published import Published

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.xdist_group("site")]

MOST_BYTES = 14 * 1024  # what a server may send before it waits for an answer (RFC 6928)
MOST_REQUESTS = 6


@pytest.mark.parametrize("language", ["fr", "en"])
def test_forum_page_and_its_style_fit_in_the_first_bytes(language: str, real: Published) -> None:
    path = f"/{language}/forums/2021/"
    style = real.document(path).find("link", rel="stylesheet")["href"]
    sent = [real.fetch(address, {"Accept-Encoding": "br"}) for address in (path, style)]
    assert [answer.headers["content-encoding"] for answer in sent] == ["br", "br"]
    assert sum(len(answer.body) for answer in sent) <= MOST_BYTES


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("name", ["real", "stretched"])
def test_forum_page_asks_for_little_before_it_is_scrolled(
    name: str, width: int, request: pytest.FixtureRequest, open_window: Open
) -> None:
    site: Published = request.getfixturevalue(name)
    page = open_window(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(site.origin + site.kinds["fr forum"], wait_until="networkidle")
    assert len(asked) <= MOST_REQUESTS, asked


def test_no_page_complains_asks_elsewhere_or_leaves_a_cookie(site: Published, open_window: Open) -> None:
    page = open_window()
    complaints: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda said: complaints.append(f"{said.type} {said.text} {said.location}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda failed: complaints.extend(failures(failed)))
    page.on("request", lambda sent: hosts.add(urlsplit(sent.url).netloc))
    for path in site.sample:
        status = site.page(path).status
        page.goto(site.origin + path, wait_until="load")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        if status != 200:  # the browser says so itself
            complaints[:] = [said for said in complaints if f"status of {status}" not in said]
        assert complaints == [], path
    assert hosts == {urlsplit(site.origin).netloc}
    assert page.context.cookies() == []


def failures(failed: Request) -> list[str]:
    """What the server failed to send: leaving a page before its icon came is no failure of it."""
    return [] if failed.failure == "net::ERR_ABORTED" else [f"{failed.url} {failed.failure}"]


def test_no_answer_sets_a_cookie(site: Published) -> None:
    assert [path for path in site.pages if "set-cookie" in site.page(path).headers] == []


def test_everything_is_read_and_asked_without_scripts(real: Published, open_window: Open) -> None:
    page = open_window(java_script_enabled=False, base_url=real.origin)
    page.goto("/fr/")
    page.click(".hero-theme a")
    assert page.is_visible("h1")
    page.goto("/en/search/")
    page.fill("#q", "Shanghai")
    page.click("[role=search] button")
    assert page.locator("main li.row").count() > 0
