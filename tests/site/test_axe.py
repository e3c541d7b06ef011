"""axe finds nothing on any kind of page: WCAG 2.2, levels A and AA, and best practices."""

import json
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.needs import NODE_MODULES
from tests.site.conftest import Open
from tests.site.published import Published

pytestmark = pytest.mark.needs("chromium-headless-shell", "axe-core")

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, BROAD = {"width": 320, "height": 800}, {"width": 1440, "height": 900}
#: In French every kind of page is seen in two opposite looks, in English in the other two.
OPPOSITE: dict[str, list[tuple[Any, Any]]] = {
    "fr": [(NARROW, "light"), (BROAD, "dark")],
    "en": [(NARROW, "dark"), (BROAD, "light")],
}
#: What depends on the width or the colours; the other rules read what is the same in each look.
DEPENDING = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
LOOKS = [look for looks in zip(*OPPOSITE.values(), strict=True) for look in looks]


def violations(page: Page, rules: list[str] = TAGS) -> list[str]:
    """One line for each node that breaks one of ``rules``, which are tags or the names of rules."""
    options = json.dumps({"runOnly": rules, "reporter": "no-passes", "preload": False})
    result: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
    return [
        f"{page.url} {page.viewport_size} {problem['id']} {node['target']} {node.get('failureSummary')}"
        for problem in result["violations"]
        for node in problem["nodes"]
    ]


def examined(page: Page, address: str, *looks: tuple[Any, Any]) -> list[str]:
    """What axe finds on one page in each of ``looks``: all in the first, in the others what depends on it."""
    page.goto(address)
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    found: list[str] = []
    rules = TAGS
    for size, scheme in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {line}" for line in violations(page, rules)]
        rules = DEPENDING
    return found


def test_axe_finds_nothing_on_any_kind_of_real_page(real: Published, open_window: Open) -> None:
    """Each in French and in English, each language light and dark, narrow and wide."""
    page = open_window()
    found = [
        line
        for path in real.kinds.values()
        for line in examined(page, real.origin + path, *OPPOSITE[path.split("/")[1]])
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["empty", "stretched"])
def test_axe_finds_nothing_where_little_or_much_is_said(
    name: str, request: pytest.FixtureRequest, open_window: Open
) -> None:
    """Each kind of page, the languages and the looks in turn: a long page takes axe seconds."""
    site: Published = request.getfixturevalue(name)
    page = open_window()
    turns = zip(site.sample, cycle(LOOKS), strict=False)
    found = [line for path, look in turns for line in examined(page, site.origin + path, look)]
    assert not found, "\n".join(found)
