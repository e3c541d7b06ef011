"""What a first visit costs, and what it leaves behind."""

import pytest

from tests.site.conftest import Open
from tests.site.published import Published

pytestmark = pytest.mark.needs("chromium-headless-shell")

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
