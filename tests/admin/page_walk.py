"""A walk from page to page of the desk in one window, which notes what is wrong with each.

Two tests share it, so that two workers can: the lists and forms of every kind of row, and every other page.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import Page

from events import models
from events.publishing import submit
from tests.admin.access_table import OPEN
from tests.admin.desk_window import Open, rows
from tests.admin.every_address import Cast, act_on, cast_of, routes
from tests.needs import NODE_MODULES

#: The list, the new form and the form of each kind of row.
LISTS_AND_FORMS = {
    f"admin/{model._meta.app_label}/{model._meta.model_name}/{page}"
    for model in admin.site._registry
    for page in ("", "add/", "<path:object_id>/change/")
}
#: Leads to a file or elsewhere, or to the public pages in a preview, which have tests of their own.
_ELSEWHERE = re.compile(r"/(download|logout|sign-out|<path:(object_id|path)>|<str:which>)/?$")
#: Whatever a page folds away is shown, as it is without scripts, and nothing is on its way to another colour.
_UNFOLD = """async () => {
    const other = "desk-other-part";
    for (const part of document.querySelectorAll(`.${other}`)) part.classList.remove(other);
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    document.body.getBoundingClientRect();
    await document.fonts.ready;
}"""
#: Only the rules whose breach axe calls critical or serious, or of these the contrast of colours alone.
_AXE = """([part, exclude, contrast]) => {
    for (const change of document.getAnimations()) change.finish();
    const grave = ({ enabled, impact, tags }) =>
        enabled && !tags.includes("experimental") && ["critical", "serious"].includes(impact);
    const runOnly = contrast ? ["color-contrast"] : axe._audit.rules.filter(grave).map(({ id }) => id);
    return axe.run({ include: [part], exclude }, { reporter: "no-passes", preload: false, runOnly });
}"""
#: What stands beyond the right edge, and not in a part of the page that scrolls by itself.
_CUT_OFF = """() => {
    const width = document.documentElement.clientWidth;
    const rolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX);
    const kept = (one) => one && (rolls(one) || kept(one.parentElement));
    const right = (one) => one.getBoundingClientRect().right;
    const beyond = (one) => right(one) > width + 1 && one.checkVisibility() && !kept(one);
    const parts = "a, button, input, select, textarea, img, h1, h2, p, label";
    const outside = [...document.querySelectorAll(parts)].filter(beyond);
    /* A table that scrolls in a sliver of the window is not worked with. */
    const narrow = (one) => rolls(one) && one.checkVisibility() && one.scrollWidth > one.clientWidth + 1;
    const tables = [...document.querySelectorAll("table")].map((one) => one.parentElement);
    const slivers = tables.filter((one) => narrow(one) && one.clientWidth < width * 0.7);
    const wide = document.documentElement.scrollWidth > width + 1 ? ["the page scrolls sideways"] : [];
    return [...wide, ...[...slivers, ...outside].map((one) => one.outerHTML.slice(0, 120))].slice(0, 3);
}"""
_WHOLE, _HALF = {"width": 1280, "height": 1024}, {"width": 640, "height": 512}  # half: 200 % of the whole
#: On every page: looked at on the first ones.
_ALWAYS_THERE = ["#header", "#nav-sidebar"]


def problems(result: Any) -> list[tuple[str, str]]:
    """What axe calls critical or serious."""
    return [
        (problem["id"], f"{node['target']} {node.get('failureSummary', '')[:300]}")
        for problem in result["violations"]
        if problem["impact"] in ("critical", "serious")
        for node in problem["nodes"]
    ]


def changed_edition() -> Cast:
    """A live edition, changed since and waiting for review, with a comment and texts out of date."""
    Group.objects.get_or_create(name="Editors of nothing")
    cast = cast_of("live")
    forum: Any = cast.forum
    for row, column in ((forum, "summary_en"), (cast.rows["speaker"], "name_fr")):
        row.refresh_from_db()
        setattr(row, column, "Other words")
        row.save()
    forum.hero_image = rows(models.Image).exclude(pk=forum.hero_image.pk).first()
    forum.save()
    comment = {"model": "forum", "uid": forum.uid, "forum": forum.pk, "created": timezone.now()}
    models.Comment.objects.create(**comment, field="theme_en", text="Is this the word?", author="ada")
    submit(forum, act_on(forum), note="Please look.")
    return cast


def addresses(cast: Cast, *, strangers: bool = False) -> Iterator[tuple[str, str]]:
    """Route and address of all that answers someone signed in, or else ``strangers``."""
    for route in routes():
        if route.startswith("admin/") and (route in OPEN) is strangers and not _ELSEWHERE.search(route):
            yield route, cast.address(route)


class Walk:
    """One window; ``found`` has the address of each fault and what it is, ``pages`` how many were seen."""

    def __init__(self, open_desk: Open, complaints: list[str]) -> None:
        self.page: Page = open_desk(color_scheme="light", viewport=_WHOLE)
        self.complaints = complaints
        self.found: list[tuple[str, Any]] = []
        self.pages = 0
        self.page.add_init_script(path=NODE_MODULES / "axe-core" / "axe.min.js")

    def visit(self, address: str) -> None:
        """Looks at the page of ``address``, unless it leads elsewhere."""
        answer = self.page.goto(address)
        assert answer is not None
        if answer.request.redirected_from:
            return
        self.pages += 1
        self.look(address)

    def answers(self, address: str) -> bool:
        """Whether ``address`` answers with a page: not to a script, nor by a refusal or a way elsewhere."""
        answer = self.page.request.get(address, max_redirects=0)
        return answer.status in (200, 404) and "<html" in answer.text()[:500]

    def look(self, where: str, part: str = "html") -> None:
        """Looks at ``part`` of the page as it stands: in light, in dark, and in half the width."""
        self.page.evaluate(_UNFOLD)
        exclude = _ALWAYS_THERE if self.pages > 3 and part == "html" else []
        light = self.page.evaluate(_AXE, [part, exclude, False])
        self.page.emulate_media(color_scheme="dark")
        dark = self.page.evaluate(_AXE, [part, exclude, True])
        self.page.emulate_media(color_scheme="light")
        self.found += [(where, one) for one in problems(light)]
        self.found += [(f"{where} in dark", one) for one in problems(dark)]
        self.page.set_viewport_size(_HALF)  # type: ignore[arg-type]  # has its two keys
        self.found += [(f"{where} at 200 %", one) for one in self.page.evaluate(_CUT_OFF)]
        self.page.set_viewport_size(_WHOLE)  # type: ignore[arg-type]  # has its two keys
        said = [words for words in self.complaints if "Failed to load resource" not in words]
        self.found += [(where, words) for words in said]
        self.complaints.clear()

    def report(self) -> str:
        """Each fault on a line of its own; empty if there is none."""
        return "\n".join(str(fault) for fault in self.found)
