"""Hostile words in every row: a real browser opens every page, policies off, and nothing of them runs."""

import os
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from events import models
from events.formatting import sanitize_html
from events.serving import load_table
from events.serving.delivery import planned, shelf, site, watched_front
from events.serving.live import load_live_state
from tests.admin.conftest import sign_in
from tests.admin.desk_window import form_of
from tests.admin.every_address import cast_of, routes
from tests.admin.poisoned import poison, poison_addresses
from tests.admin.preview_pane import forget_pictures, frame
from tests.formatting.hostile_generated import generated
from tests.formatting.hostile_known import MUTATIONS, known
from tests.serving.sample import ask, django
from tests.site.published import kind_of

pytestmark = pytest.mark.needs("chromium-headless-shell")

COUNT = int(os.environ.get("HOSTILE_CASES", "200"))
WHOLE = COUNT > 1000
MODEL = re.compile(r"(?<=^admin/events/)\w+/")
PUBLIC = re.compile(r"http://[^/]+/(?!admin/|static/|preview/)")
#: What would run at a click, or later.
ARMED = """() => [...document.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].filter(({ name, value }) => name.startsWith("on")
        || /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data:text)/i.test(value)
            && ["href", "src", "action", "formaction", "xlink:href", "data"].includes(name))
        .map(({ name, value }) => `${element.tagName} ${name}=${value}`))"""
INSERT = """(cases) => { for (const html of cases) {
    const place = document.body.appendChild(document.createElement("div"));
    place.innerHTML = html; place.innerHTML = place.innerHTML; } }"""


@pytest.fixture
def runs() -> list[str]:
    """The address of each page on which something hostile ran."""
    return []


@pytest.fixture(params=[True, False] if WHOLE else [True], ids=lambda bypassed: f"bypassed {bypassed}")
def window(request: pytest.FixtureRequest, browser: Browser, runs: list[str]) -> Iterator[BrowserContext]:
    """A browser without the site’s content security policy; in a full run, one with it too."""
    opened_window = browser.new_context(bypass_csp=request.param, locale="en-GB")
    opened_window.expose_binding("ran", lambda source: runs.append(source["page"].url))
    yield opened_window
    opened_window.close()


def look(page: Page, path: str, wrong: list[str]) -> None:
    """Opens a page and tells what is armed in it and in its frames."""
    page.goto(path)
    wrong += [f"{path} {one}" for part in page.frames for one in part.evaluate(ARMED)]


def public_paths() -> list[str]:
    """One page of each kind, in one language and the other by turns."""
    found: dict[str, list[str]] = {}
    for page in planned(load_live_state()):
        if page.media_type.startswith("text/html") and page.status == 200:
            found.setdefault(kind_of(page.path).partition(" ")[2], []).append(page.path)
    paths = [sorted(each, key=len)[-1 - number % 2] if len(each) > 1 else each[0]
             for number, each in enumerate(found.values())]  # fmt: skip
    return [*paths, "/en/search/?q=ran", "/fr/recherche/?q=%22%3E%3Cimg%20src=x%20onerror=ran()%3E"]


def serve_public_pages(window: BrowserContext) -> None:
    """Lets the front answer what is not the desk’s."""
    front, _watcher = watched_front(django)
    front.table = load_table(shelf().make(planned(load_live_state())), https=False)

    def answer(route: Any) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        told = ask(front, path, host=site().origin.partition("//")[2])
        route.fulfill(status=told.status, headers=told.headers, body=told.body)

    window.route(PUBLIC, answer)


def desk_paths(cast: Any, editor: User) -> list[str]:
    """The pages of the desk that tell something of the rows; in a short run, of one model for each kind."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    kinds = {route if WHOLE else MODEL.sub("", route): route for route in routes() if "out/" not in route}
    found = []
    for route in kinds.values():
        answer = client.get(cast.address(route))
        html = answer.headers.get("content-type", "").startswith("text/html")
        if answer.status_code == 200 and html and "ran()" in answer.text:
            found.append(cast.address(route))
    return found


def test_no_page_runs_what_stands_in_the_rows(
    window: BrowserContext, runs: list[str], live_server: Any, editor: User, releases_can_be_flushed: None
) -> None:
    cast = cast_of("live")
    forget_pictures()
    poison(cast)
    sign_in(window, live_server.url, editor)
    page, wrong = window.new_page(), list[str]()
    serve_public_pages(window)
    desk, public = desk_paths(cast, editor), public_paths()
    assert len(desk) > 8
    assert len(public) > 10
    for path in (*desk, *public):
        look(page, live_server.url + path, wrong)
    look(page, live_server.url + form_of(cast.forum), wrong)
    page.click(".live-preview-toggle")
    expect(frame(page, "en").locator("h1")).to_be_visible(timeout=20_000)
    wrong += [one for part in page.frames for one in part.evaluate(ARMED)]
    poison_addresses()
    for row in (models.Forum.objects.get(pk=cast.forum.pk), *map(first, (models.Institute, models.Speaker))):
        look(page, live_server.url + form_of(row), wrong)
    assert wrong == []
    assert runs == []


def first(model: Any) -> Any:
    return model._default_manager.first()


def test_sanitised_text_runs_nowhere_and_the_same_text_as_it_was_does(
    window: BrowserContext, runs: list[str]
) -> None:
    page = window.new_page()
    page.set_default_timeout(120_000)
    cases = [sanitize_html(html) for html in (*known(), *generated(COUNT, 1))]
    page.set_content(f"<!doctype html><body>{'<hr>'.join(cases)}")
    page.evaluate(INSERT, cases)
    page.wait_for_timeout(200)
    assert page.evaluate(ARMED) == []
    assert runs == []
    fresh = window.new_page()  # many thousand texts keep the other one busy
    fresh.evaluate(INSERT, [html.encode(errors="ignore").decode() for html in MUTATIONS])
    end = time.monotonic() + 20
    while len(runs) <= 20 and time.monotonic() < end:
        fresh.wait_for_timeout(50)
    assert len(runs) > 20
