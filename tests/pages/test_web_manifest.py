"""The web manifest, the icons and the colours that it speaks of."""

import io
import json
import re
from typing import Any

import pytest
from PIL import Image

from events.pages.assets import DARK_PAPER, PAPER
from events.pages.keys import STYLES
from tests.pages.sample import SITE, document, full_pages, pages, state


def manifest(language: str) -> Any:
    return json.loads(full_pages()[f"/{language}/site.webmanifest"].render())


def test_the_manifest_speaks_the_language_of_its_address() -> None:
    found = manifest("fr")
    assert (found["lang"], found["dir"], found["start_url"]) == ("fr", "ltr", "/fr/")
    assert found["name"] == "Forum de Nulle-Part pour les exemples"
    assert found["short_name"] == "Forum de Nulle-Part"
    assert full_pages()["/fr/site.webmanifest"].media_type == "application/manifest+json"


@pytest.mark.parametrize("language", SITE.languages)
def test_every_icon_stands_at_its_address_in_its_size(language: str) -> None:
    icons = manifest(language)["icons"]
    assert {icon.get("purpose") for icon in icons} == {None, "any", "maskable"}
    assert {icon["sizes"] for icon in icons} == {"any", "192x192", "512x512"}
    for icon in icons:
        page = full_pages()[icon["src"]]
        assert page.media_type == icon["type"]
        assert page.immutable
        if icon["type"] == "image/png":
            width, height = Image.open(io.BytesIO(page.render())).size
            assert f"{width}x{height}" == icon["sizes"]


def test_pages_lead_to_the_manifest_and_the_icons() -> None:
    page = document("/en/forums/2031/")
    assert page.find("link", rel="manifest")["href"] == "/en/site.webmanifest"
    touch = full_pages()[page.find("link", rel="apple-touch-icon")["href"]]
    assert Image.open(io.BytesIO(touch.render())).size == (180, 180)


def test_the_colours_are_those_of_the_style_sheet() -> None:
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    found = re.search(r"--paper: light-dark\((#\w+), (#\w+)\)", tokens)
    assert found is not None
    assert found.groups() == (PAPER, DARK_PAPER)
    assert manifest("fr")["background_color"] == PAPER


def test_browsers_paint_the_colour_of_each_scheme() -> None:
    metas = document("/fr/").find_all("meta", name="theme-color")
    assert {meta["media"]: meta["content"] for meta in metas} == {
        "(prefers-color-scheme: light)": PAPER,
        "(prefers-color-scheme: dark)": DARK_PAPER,
    }


def test_the_manifest_stands_before_anything_is_published() -> None:
    found = json.loads(pages(state())["/fr/site.webmanifest"].render())
    assert found["name"] == "Forum"
    assert "description" not in found


def test_open_graph_names_the_language_with_its_country() -> None:
    assert document("/fr/").find("meta", property="og:locale")["content"] == "fr_FR"
    assert document("/en/").find("meta", property="og:locale")["content"] == "en_US"
