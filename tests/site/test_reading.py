"""Pages are read whole: narrow, enlarged, spaced out, in the reader's own colours, and without motion."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Open
from tests.site.listening import listen
from tests.site.published import Published

pytestmark = pytest.mark.needs("chromium-headless-shell")

NARROW, HALF = {"width": 320, "height": 640}, {"width": 640, "height": 640}
WIDE = {"width": 1440, "height": 900}
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""  # WCAG 2.2, 1.4.12
ENLARGED = "html { font-size: 200% !important }"  # WCAG 2.2, 1.4.4
type Look = tuple[str, Any, str]
LOOKS: list[Look] = [
    ("320 pixels wide", NARROW, ""),  # WCAG 2.2, 1.4.10; 640 pixels zoomed to 200 %
    ("640 pixels wide", HALF, ""),
    ("letters twice as large", HALF, ENLARGED),
    ("spaced out", NARROW, SPACED),
]
DESKTOP: Look = ("1440 pixels wide", WIDE, "")
#: In which of them what is to be pressed is measured.
PRESSED = {"320 pixels wide", "1440 pixels wide"}
# A style sheet made by script is not stopped by the pages' own policy.
ADD_STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
# Words that stick out of the window, or out of a box that hides what sticks out of it.
CUT_OFF = """() => {
  const faults = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways: ${root.scrollWidth}`);
  const bounds = new Map();
  const around = element => {
    if (!element || element === root)
      return {left: 0, right: root.clientWidth, top: -Infinity, bottom: Infinity};
    if (bounds.has(element)) return bounds.get(element);
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    let found = around(element.parentElement);
    if (/auto|scroll/.test(style.overflowX)) found = null;
    else if (/hidden|clip/.test(style.overflowX) && found) found = {
      left: Math.max(found.left, box.left), right: Math.min(found.right, box.right),
      top: Math.max(found.top, box.top), bottom: Math.min(found.bottom, box.bottom)};
    bounds.set(element, found);
    return found;
  };
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(".skip") || !parent.checkVisibility()) continue;
    const limit = around(parent);
    if (!limit) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width && (box.left < limit.left - 1 || box.right > limit.right + 1
          || box.top < limit.top - 1 || box.bottom > limit.bottom + 1)) {
        faults.push(`${parent.tagName}.${parent.className} ${node.data.trim().slice(0, 60)}`);
        break;
      }
    }
  }
  return faults;
}"""
# Boxes less than 24 pixels high, but for links within a sentence (WCAG 2.2, 2.5.8); axe looks at widths.
SMALL = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
  .filter(target => {
    const parent = target.parentElement, box = target.getBoundingClientRect();
    if (box.height >= 23.9 || target.matches(".skip") || !target.checkVisibility()) return false;
    const beside = [...parent.childNodes, ...parent.parentElement.childNodes];
    const within = beside.some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return !(getComputedStyle(target).display === "inline" && within);
  })
  .map(target => `${target.outerHTML.slice(0, 140)} is ${target.getBoundingClientRect().height} high`)"""
# Words in colours that are not among the reader’s.
STUBBORN = """() => {
  const names = ["CanvasText", "LinkText", "VisitedText", "ButtonText", "FieldText", "GrayText", "MarkText"];
  const probe = document.body.appendChild(document.createElement("i"));
  const known = new Set(names.map(name => (probe.style.color = name, getComputedStyle(probe).color)));
  probe.remove();
  return [...document.querySelectorAll("body *")]
    .filter(element => [...element.childNodes].some(
      node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .filter(element => !known.has(getComputedStyle(element).color))
    .map(element => `${element.tagName}.${element.className} ${getComputedStyle(element).color}`);
}"""
# Gliding to the end, as a reader does, would take a second and a half of each page.
READ_TO_THE_END = """async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  scrollTo({top: document.body.scrollHeight, behavior: "instant"});
  await Promise.all(pictures.map(picture => picture.decode().catch(() => null)));
}"""
MOVING = """() => [...document.querySelectorAll("*")].map(element => getComputedStyle(element))
  .filter(style => /[1-9]/.test(style.transitionDuration + style.animationDuration)).length"""


def faults(page: Page, looks: list[Look]) -> list[str]:
    """What is wrong with the page that is open, in each of ``looks``; it is loaded once for all of them."""
    found = []
    for look, size, style in looks:
        page.set_viewport_size(size)
        page.evaluate(ADD_STYLE, style)
        found += [f"{look}: {fault}" for fault in page.evaluate(CUT_OFF)]
        if look in PRESSED:
            found += [f"{look}: {fault}" for fault in page.evaluate(SMALL)]
    return found


def stubborn(page: Page) -> list[str]:
    """Which words of the open page keep colours of their own where the reader has chosen all colours."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    found: list[str] = page.evaluate(STUBBORN)
    page.emulate_media(forced_colors="none", color_scheme="light")
    return found


def test_every_kind_of_page_is_whole_in_every_look_and_quiet(site: Published, open_window: Open) -> None:
    """No words are cut off, nothing scrolls sideways, all there is to press is high enough.

    One page of each kind, in one language or the other, is also looked at wide and in forced colours.

    Reading to its end asks for nothing elsewhere, leaves no cookie, and the browser has nothing to say.
    """
    page = open_window()
    heard, found = listen(page), []
    for path in site.kinds.values():
        page.goto(site.origin + path)
        further = path in site.sample
        told = faults(page, [DESKTOP, *LOOKS] if further else LOOKS)
        told += stubborn(page) if further else []
        found += [f"{path} {fault}" for fault in told]
        page.evaluate(READ_TO_THE_END)
        found += [f"{path} {said}" for said in heard.since_the_last_page(site.page(path).status)]
    assert not found, "\n".join(found)
    assert heard.hosts == {urlsplit(site.origin).netloc}
    assert page.context.cookies() == []


@pytest.mark.parametrize(("wish", "scrolls"), [("no-preference", "smooth"), ("reduce", "auto")])
def test_nothing_moves_for_those_who_asked_for_rest(
    wish: str, scrolls: str, real: Published, open_window: Open
) -> None:
    page = open_window(reduced_motion=wish)
    page.goto(f"{real.origin}/fr/forums/2021/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolls
    assert wish == "no-preference" or page.evaluate(MOVING) == 0
