"""Words are set in the site's own type, also Chinese names in pinyin with their tones."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Open
from tests.site.published import Published

pytestmark = pytest.mark.needs("chromium-headless-shell")

PINYIN = "āáǎà ēéěè īíǐì ōóǒò ūúǔù ǖǘǚǜ"
#: Places in the page of 2021, and what is written there: a heading, and text that leans or is bold.
PLACES = {"h1": "{}", "main p": "{}<i>{}</i><b>{}</b>"}
WRITE = "(place, words) => { place.innerHTML = words }"

type Fonts = Callable[[str], list[tuple[str, bool]]]


@pytest.fixture
def page(real: Published, open_window: Open) -> Page:
    page = open_window()
    page.goto(f"{real.origin}/en/forums/2021/")
    return page


@pytest.fixture
def fonts(page: Page) -> Iterator[Fonts]:
    """Tells which fonts draw what matches a selector, and whether each is the site's own."""
    tools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")

    def found(selector: str) -> list[tuple[str, bool]]:
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        told = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        return [(font["familyName"], font["isCustomFont"]) for font in told]

    yield found
    tools.detach()


@pytest.mark.parametrize("letters", [PINYIN, PINYIN.upper()], ids=["small", "capital"])
def test_tones_of_pinyin_are_drawn_in_the_type_of_the_words_around_them(
    letters: str, page: Page, fonts: Fonts
) -> None:
    for place, words in PLACES.items():
        page.eval_on_selector(place, WRITE, words.replace("{}", letters))
    page.evaluate("document.fonts.ready.then(() => null)")
    for place in (*PLACES, "main p i", "main p b"):
        assert fonts(place)
        assert [name for name, own in fonts(place) if not own] == [], place


def test_page_without_such_letters_does_not_fetch_them(page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => null)")
    fetched = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in fetched if "forum-display." in name]
    assert [name for name in fetched if "pinyin" in name] == []
