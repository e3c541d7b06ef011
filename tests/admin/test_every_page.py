"""Every page of the desk in a real browser: axe in light and dark, twice the size, the security policy."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, Route

from events import models
from events.admin.failures import server_failed
from tests.admin.access_table import OPEN
from tests.admin.every_address import Cast, cast_of, routes
from tests.admin.preview_pane import problems
from tests.admin.test_browser import Open, browser, complaints, form_of, open_desk
from tests.needs import NODE_MODULES

__all__ = ["browser", "complaints", "open_desk"]
pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.needs("axe-core"),
    pytest.mark.xdist_group("admin-browser"),
]

#: Leads to a file or elsewhere, or to the public pages in a preview, which have tests of their own.
ELSEWHERE = re.compile(r"/(download|logout|sign-out|<path:(object_id|path)>|<str:which>)/?$")
LIGHT = """exclude => axe.run({ exclude }, { resultTypes: ["violations"] })"""
DARK = """exclude => axe.run({ exclude }, { resultTypes: ["violations"], runOnly: ["color-contrast"] })"""
#: What stands beyond the right edge, and not in a part of the page that scrolls by itself.
CUT_OFF = """() => {
    const width = document.documentElement.clientWidth;
    const rolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX);
    const kept = (one) => one && (rolls(one) || kept(one.parentElement));
    const beyond = (one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1 && !kept(one);
    const parts = "a, button, input, select, textarea, img, h1, h2, p, label";
    const outside = [...document.querySelectorAll(parts)].filter(beyond);
    const wide = document.documentElement.scrollWidth > width + 1 ? ["the page scrolls sideways"] : [];
    return [...wide, ...outside.map((one) => one.outerHTML.slice(0, 120))].slice(0, 3);
}"""


@pytest.fixture
def cast(transactional_db: None, settings: Any) -> Cast:
    """A live edition that was changed since, with texts out of date and a name to correct."""
    Group.objects.get_or_create(name="Editors of nothing")
    found = cast_of("live")
    forum: Any = found.forum
    speaker: Any = models.Speaker.objects.filter(appearances__forum=forum).first()
    for row, column in ((forum, "summary_en"), (speaker, "name_fr")):
        row.refresh_from_db()
        setattr(row, column, "Other words")
        row.save()
    forum.hero_image = models.Image.objects.exclude(pk=forum.hero_image.pk).first()
    forum.save()
    return found


def pages(cast: Cast, *, strangers: bool) -> Iterator[str]:
    """The addresses of the desk, for someone signed in or for ``strangers``; some answer without a page."""
    for route in routes():
        if route.startswith("admin/") and (route in OPEN) is strangers and not ELSEWHERE.search(route):
            yield cast.address(route)


class Walk:
    """Goes from page to page in one window, and notes what is wrong with each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text()
        self.found: list[tuple[str, Any]] = []
        self.seen: set[str] = set()

    def visit(self, address: str) -> None:
        """Looks at the page of ``address``, if it is one."""
        answer = self.page.goto(address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return
        if self.page.url in self.seen or not self.page.query_selector("main, #container"):
            return
        self.seen.add(self.page.url)
        self.page.evaluate(self.axe)
        self.look(address)

    def look(self, where: str) -> None:
        """Looks at the page as it stands: in light, in dark, and in half the width."""
        exclude = ["#nav-sidebar"] if len(self.seen) > 3 else []  # which is on every page
        self.found += [(where, one) for one in problems(self.page.evaluate(LIGHT, exclude))]
        self.page.emulate_media(color_scheme="dark")
        self.found += [(f"{where} in dark", one) for one in problems(self.page.evaluate(DARK, exclude))]
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": 640, "height": 512})
        self.found += [(f"{where} at 200 %", one) for one in self.page.evaluate(CUT_OFF)]
        self.page.set_viewport_size({"width": 1280, "height": 1024})


def failures() -> dict[str, HttpResponse]:
    """The pages for what should not happen."""
    strict: Any = Client(enforce_csrf_checks=True)
    return {
        "/admin/too-old/": strict.post(reverse("account_login")),
        "/admin/failed/": server_failed(RequestFactory().get("/admin/")),
    }


def test_every_page_is_fit_for_everyone(open_desk: Open, cast: Cast, complaints: list[str]) -> None:
    page = open_desk(color_scheme="light", viewport={"width": 1280, "height": 1024}, reduced_motion="reduce")
    walk = Walk(page)
    for address in pages(cast, strangers=False):
        walk.visit(address)
    signed_in = len(walk.seen)
    page.goto(form_of(cast.forum))
    page.evaluate(walk.axe)
    for tab in page.query_selector_all(".desk-parts [role=tab]"):
        tab.click()
        walk.look(f"the part “{tab.inner_text()}” of a forum")
    for opener in ("#desk-find", "#desk-shortcuts-open"):
        page.click(opener)
        page.wait_for_selector("dialog[open]")
        walk.look(f"the dialog of {opener}")
        page.keyboard.press("Escape")
    for address, answer in failures().items():

        def give(route: Route, given: HttpResponse = answer) -> None:
            route.fulfill(status=given.status_code, headers=dict(given.items()), body=given.content)

        page.route(f"**{address}", give)
        walk.visit(address)
    page.context.clear_cookies()
    for address in pages(cast, strangers=True):
        walk.visit(address)
    assert not walk.found, "\n".join(str(problem) for problem in walk.found)
    assert [said for said in complaints if "Failed to load resource" not in said] == []
    assert signed_in > 70
