"""axe finds nothing on any page: WCAG 2.2, levels A and AA, and best practices."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.needs import NODE_MODULES
from tests.site.conftest import Open
from tests.site.published import Published
from tests.site.thinning import THIN_OUT

pytestmark = pytest.mark.needs("chromium-headless-shell", "axe-core")

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The rules whose verdict hangs on the colour scheme; the others read what is the same in both.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
NARROW, BROAD = {"width": 320, "height": 800}, {"width": 1440, "height": 900}
#: In the order in which each page is seen, with the rules that are asked.
LOOKS: list[tuple[Any, Any, list[str]]] = [
    (NARROW, "light", TAGS),
    (BROAD, "light", TAGS),
    (BROAD, "dark", OF_COLOURS),
    (NARROW, "dark", OF_COLOURS),
]
LONG = 32 * 1024
"""Characters; no page of the real editions has as many. Longer ones are thinned out."""
OPTIONS = {"reporter": "no-passes", "resultTypes": ["violations"], "elementRef": False, "preload": False}


def violations(page: Page, rules: list[str] = TAGS, without: list[str] | None = None) -> list[str]:
    """One line for each node that breaks one of ``rules``, which are tags or the names of rules."""
    left_out = {rule: {"enabled": False} for rule in without or []}
    options = json.dumps(OPTIONS | {"runOnly": rules, "rules": left_out})
    result: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
    return [
        f"{page.url} {page.viewport_size} {problem['id']} {node['target']} {node.get('failureSummary')}"
        for problem in result["violations"]
        for node in problem["nodes"]
    ]


def examined(page: Page, content: str, whole: bool = False) -> list[str]:
    """What axe finds on a page in every look, thinned out if it is long; ``whole`` sees all of it once."""
    found: list[str] = []
    page.set_content(content)
    if whole:
        found += [f"whole {line}" for line in violations(page, without=OF_COLOURS)]
    if len(content) > LONG:
        page.evaluate(THIN_OUT)
    for size, scheme, rules in LOOKS:
        if page.viewport_size != size:
            page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {line}" for line in violations(page, rules)]
    return found


def examined_in_turn(page: Page, site: Published, paths: Iterable[str]) -> list[str]:
    """What axe finds on all of ``paths``.

    They are written into one window, where axe stays: to load it with each page takes longer than it works.
    """
    page.goto(site.origin)
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    contents = {path: site.page(path).body.decode() for path in paths}
    longest = max(contents, key=lambda path: len(contents[path]))
    found: list[str] = []
    for path, content in contents.items():
        page.evaluate("path => history.replaceState(null, '', path)", path)
        found += examined(page, content, whole=path == longest)
    return found


def test_axe_finds_nothing_on_any_real_page(real: Published, open_window: Open) -> None:
    """Each in French and in English, light and dark, narrow and wide."""
    found = examined_in_turn(open_window(), real, real.pages)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["empty", "stretched"])
def test_axe_finds_nothing_where_little_or_much_is_said(
    name: str, real: Published, request: pytest.FixtureRequest, open_window: Open
) -> None:
    """Each kind of page in every look: in both languages, or one by turns where real pages are alike."""
    site: Published = request.getfixturevalue(name)
    further = {path for kind, path in site.kinds.items() if kind not in real.kinds}
    paths = dict.fromkeys((*site.sample, *further))
    found = examined_in_turn(open_window(), site, paths)
    assert not found, "\n".join(found)


def test_axe_sees_what_is_wrong_in_one_look_alone_after_other_pages(
    real: Published, open_window: Open
) -> None:
    page = open_window()
    examined_in_turn(page, real, ["/en/"])
    content = real.page("/en/forums/").body.decode()
    for colour, wanted in {"#333": {"dark"}, "#ccc": {"light"}}.items():
        wrong = f'<p><font color="{colour}">Told.</font></p><img src="/none.png"></main>'
        found = examined(page, content.replace("</main>", wrong))
        assert {line.split()[0] for line in found if " color-contrast " in line} == wanted
        assert {line.split()[0] for line in found if " image-alt " in line} == {"light"}
