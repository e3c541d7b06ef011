"""The keyboard alone reaches all there is to reach, and one always sees where one is."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Open
from tests.site.published import Published
from tests.site.thinning import THIN_OUT

pytestmark = pytest.mark.needs("chromium-headless-shell")

REACHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
#: Pages that are gone through to their end, however long: an edition, its programme, a page of a list.
WHOLE = ("fr forum", "en forum programme", "fr speaker page")
# Each place is looked at while it has the focus: its ring is drawn, it stands in the window, uncovered.
WATCH = """selector => {
  const all = [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
  const visited = [];
  window.visited = () => ({wanted: all.map((_, index) => index), visited});
  addEventListener("focusin", ({target}) => {
    const style = getComputedStyle(target), box = target.getClientRects()[0];
    const hit = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
    const faults = [];
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("no ring");
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0) faults.push("out of the window");
    if (hit && !target.contains(hit) && !hit.contains(target)) faults.push("covered by " + hit.className);
    visited.push({place: all.indexOf(target), tells: target.outerHTML.slice(0, 120), faults});
  });
  return all.length;
}"""


def travelled(page: Page, address: str, *, thinned: bool = False) -> dict[str, Any]:
    """Goes through the page, whole or thinned out, with the Tab key, from its beginning to its end."""
    page.goto(address)
    if thinned:
        page.evaluate(THIN_OUT)
    count = page.evaluate(WATCH, REACHABLE)
    for _ in range(count):
        page.keyboard.press("Tab")
    found: dict[str, Any] = page.evaluate("visited()")
    return found


@pytest.mark.parametrize(
    ("language", "width"), [("fr", 1440), ("en", 320)], ids=["French and wide", "English and narrow"]
)
def test_tab_key_visits_everything_in_order_and_shows_where_it_is(
    language: str, width: int, real: Published, open_window: Open
) -> None:
    page = open_window(viewport={"width": width, "height": 700}, reduced_motion="reduce")
    for kind, path in real.kinds.items():
        if not kind.strip("/").startswith(language):
            continue
        found = travelled(page, real.origin + path)
        assert [stop["place"] for stop in found["visited"]] == found["wanted"], path
        assert [stop for stop in found["visited"] if stop["faults"]] == [], path


@pytest.mark.parametrize(("name", "width"), [("empty", 1440), ("stretched", 320)])
def test_tab_key_visits_everything_on_each_kind_of_page_that_says_little_or_much(
    name: str, width: int, request: pytest.FixtureRequest, open_window: Open
) -> None:
    """Some of the long pages to their end, the others with three of each row of what is alike."""
    site: Published = request.getfixturevalue(name)
    whole = {site.kinds[kind] for kind in WHOLE if kind in site.kinds}
    page = open_window(viewport={"width": width, "height": 700}, reduced_motion="reduce")
    for path in dict.fromkeys((*site.sample, *whole)):
        found = travelled(page, site.origin + path, thinned=path not in whole)
        assert [stop["place"] for stop in found["visited"]] == found["wanted"], path
        assert [stop for stop in found["visited"] if stop["faults"]] == [], path


def test_nothing_pushes_itself_forward_in_the_order(site: Published) -> None:
    for path in site.pages:
        told = [element.attributes for element in site.document(path).find_all()]
        assert {one["tabindex"] for one in told if "tabindex" in one} <= {"0"}, path
        assert not [one for one in told if "accesskey" in one], path


@pytest.mark.parametrize("path", ["/fr/forums/2021/", "/en/", "/fr/rien/", "/en/search/?q=forum"])
def test_first_stop_leads_past_the_menu(path: str, real: Published, open_window: Open) -> None:
    page = open_window(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page.goto(real.origin + path)
    page.keyboard.press("Tab")
    skip = page.locator(".skip:focus")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_search_is_asked_by_the_keyboard_alone(real: Published, open_window: Open) -> None:
    page = open_window()
    page.goto(f"{real.origin}/fr/recherche/")
    page.focus("#q")
    page.keyboard.type("yuans")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/recherche/?q=yuans*")
    assert page.locator("main li.row").count() > 0
