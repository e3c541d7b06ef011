"""The forum page on paper: its words and where they come from, whole, and no buttons."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.needs import find
from tests.pages.document import Element
from tests.site.published import Published
from tests.site.states import QUOTES, SPEAKERS

pytestmark = pytest.mark.needs("chromium-headless-shell", "pdftotext", "wqy-microhei.ttc")

MOST_SHEETS = 8
#: Of a sheet of A4, 210 mm wide, as a share of it (print.css).
MARGIN = 16 / 210
#: What leads elsewhere on a screen, and nowhere on paper.
NOT_FOR_PAPER = {"permalink", "more", "actions", "skip"}


def printed(address: str, browser: Browser, target: Path) -> list[str]:
    """The words of each sheet of A4."""
    page = browser.new_page()
    page.goto(address)
    page.pdf(path=target, format="A4")
    page.close()
    pdftotext = find("pdftotext")
    assert pdftotext is not None
    done = subprocess.run([pdftotext, "-raw", target, "-"], capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\f").split("\f")


def letters(text: str) -> str:
    """Without the spaces that lines may end in."""
    return "".join(text.split())


def told(element: Element) -> Iterator[str]:
    """Each piece of text that belongs on paper."""
    for part in element.content:
        if isinstance(part, str):
            yield letters(part)
        elif part.tag not in ("nav", "script", "svg") and not NOT_FOR_PAPER & set(part.html_class):
            yield from told(part)


@pytest.fixture(scope="module")
def path() -> str:
    return "/fr/forums/2021/"


@pytest.fixture(scope="module")
def sheets(
    path: str, real: Published, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    return printed(real.origin + path, browser, tmp_path_factory.mktemp("paper") / "forum.pdf")


def test_paper_has_all_the_words_of_the_page(path: str, sheets: list[str], real: Published) -> None:
    on_paper = letters("".join(sheets))
    assert [text for text in told(real.document(path).find("main")) if text not in on_paper] == []


def test_paper_has_no_navigation_and_few_sheets(path: str, sheets: list[str], real: Published) -> None:
    on_paper, page = letters("".join(sheets)), real.document(path)
    links = [letters(nav.text) for nav in page.find_all("nav")]
    assert [text for text in links if text in on_paper] == []
    assert letters(page.find("a", css="skip").text) not in on_paper
    assert len(sheets) <= MOST_SHEETS


def reach(pdf: Path) -> tuple[float, float]:
    """Where the words of a PDF begin and end across its sheets, as shares of their width."""
    pdftotext = find("pdftotext")
    assert pdftotext is not None
    done = subprocess.run([pdftotext, "-bbox", pdf, "-"], capture_output=True, text=True, check=True)
    width = float(re.findall(r'<page width="([0-9.]+)"', done.stdout)[0])
    edges = re.findall(r'<word xMin="(-?[0-9.]+)" yMin="[^"]*" xMax="(-?[0-9.]+)"', done.stdout)
    return min(float(left) for left, _ in edges) / width, max(float(right) for _, right in edges) / width


def test_table_of_a_figure_is_printed_within_the_sheet(
    stretched: Published, browser: Browser, tmp_path: Path
) -> None:
    path = stretched.kinds["fr statistic"]
    on_paper = letters("".join(printed(stretched.origin + path, browser, tmp_path / "figure.pdf")))
    cells = [cell for row in stretched.document(path).find_all("tr") for cell in row.find_all("td")]
    assert cells
    assert [text for cell in cells for text in told(cell) if text not in on_paper] == []
    begin, end = reach(tmp_path / "figure.pdf")
    assert begin >= MARGIN - 0.005
    assert end <= 1 - MARGIN + 0.005


def test_foot_does_not_take_a_sheet_of_its_own(sheets: list[str]) -> None:
    assert len(sheets[-1].split()) > 20


def test_long_page_is_printed_to_its_end_with_the_addresses_of_its_sources(
    stretched: Published, browser: Browser, tmp_path: Path
) -> None:
    page = stretched.document(stretched.kinds["fr forum"])
    address = stretched.origin + stretched.kinds["fr forum"]
    on_paper = letters("".join(printed(address, browser, tmp_path / "long.pdf")))
    speakers = page.find("section", aria_labelledby="speakers").find_all("a")
    assert len(speakers) == SPEAKERS
    assert [name.text for name in speakers if letters(name.text) not in on_paper] == []
    sources = page.find("ol", css="sources").find_all("a")
    assert len(sources) > QUOTES
    assert [link["href"] for link in sources if letters(link["href"]) not in on_paper] == []
