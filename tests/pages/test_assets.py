import hashlib
import re
from xml.etree import ElementTree

import brotli

from events.pages.assets import Asset, compact, first_fonts, font, icon, stylesheet
from events.snapshot.kinds import Status
from tests.pages.sample import (
    document,
    edition,
    full_pages,
    many,
    pages,
    rich_pages,
    snapshot,
    state,
    with_forum,
)


def test_assets_are_immutable_and_named_by_their_content() -> None:
    for asset in (stylesheet(), icon()):
        page = full_pages()[asset.path]
        assert page.immutable
        assert hashlib.sha256(page.render()).hexdigest()[:12] in page.path
        assert page.media_type == asset.media_type


def test_pages_alone_are_not_immutable() -> None:
    assert not full_pages()["/fr/"].immutable


def test_pages_load_the_assets_of_the_plan() -> None:
    loaded = {
        link["href"] for link in document("/fr/").find_all("link") if link["rel"] in ("stylesheet", "icon")
    }
    assert loaded == {stylesheet().path, icon().path}


def faces() -> tuple[Asset, ...]:
    names = ("forum-display", "forum-text", "forum-text-bold", "forum-text-italic")
    return tuple(font(name + part) for name in names for part in ("", "-pinyin"))


def test_fonts_are_pages_of_the_build_and_light() -> None:
    for face in faces():
        page = full_pages()[face.path]
        assert page.immutable
        assert page.media_type == "font/woff2"
        assert page.render()[:4] == b"wOF2"
        assert len(page.render()) <= 25_000


def test_pages_ask_early_for_the_fonts_of_every_page() -> None:
    asked = document("/fr/").find_all("link", rel="preload")
    assert [link["href"] for link in asked] == [face.path for face in first_fonts()]
    assert all("crossorigin" in link.attributes for link in asked)


def test_each_stand_in_for_a_font_has_its_measures() -> None:
    css = stylesheet().content.decode()
    stand_ins = [rule for rule in re.findall(r"@font-face\{[^}]*\}", css) if "local(" in rule]
    measures = ("size-adjust", "ascent-override", "descent-override", "line-gap-override")
    assert stand_ins
    assert [rule for rule in stand_ins if not all(f"{name}:" in rule for name in measures)] == []
    faces_named = set(re.findall(r'font-family: ?("[^"]*")', css.partition("@layer tokens{")[0]))
    stacks = re.findall(r"--(?:display|text):([^;}]*)", css)
    assert faces_named == set(re.findall(r'"[^"]*"', "".join(stacks)))


def test_compact_takes_out_comments_and_layout_alone() -> None:
    assert compact("/* a */\na {\n  b: c d;\n  e: calc(1px + 2px);\n}\n") == "a{b: c d;e: calc(1px + 2px)}"


def test_style_sheet_is_whole() -> None:
    css = stylesheet().content.decode()
    assert css.count("{") == css.count("}")
    for name in ("tokens", "base", "layout", "components", "print"):
        assert f"@layer {name}{{" in css


def test_style_sheet_keeps_to_the_house_rules() -> None:
    css = stylesheet().content.decode()
    assert "!important" not in css
    assert set(re.findall(r'url\("([^"]+)"\)', css)) == {
        face.path.removeprefix("/assets/") for face in faces()
    }
    assert css.count("url(") == len(faces())
    physical = (
        r"[{;](?:margin|padding|border)-(?:left|right|top|bottom)|[{;](?:left|right|top|bottom|width|height):"
    )
    assert not re.search(physical, css)


def test_style_sheet_uses_no_colour_beside_its_tokens() -> None:
    css = stylesheet().content.decode()
    outside = css[css.index("@layer base{") : css.index("@layer print{")]
    assert set(re.findall(r"#[0-9a-f]{3,8}", outside)) <= {"#fff", "#000"}


def test_every_class_in_the_style_sheet_is_on_some_page() -> None:
    css = re.sub(r'\d\.\d|"[^"]*"', "", stylesheet().content.decode())
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", css))
    listed = pages(many(51))["/en/forums/"]
    charted = pages(many(4))["/en/statistics/example-sales/"]
    cancelled = pages(state(edition(with_forum(snapshot("full"), status=Status.CANCELLED))))["/en/"]
    used = {
        name
        for page in (*full_pages().values(), *rich_pages().values(), listed, charted, cancelled)
        if page.media_type.startswith("text/html")
        for classes in re.findall(r'class="([^"]+)"', page.render().decode())
        for name in classes.split()
    }
    assert styled - used == set()


def test_forum_page_and_style_sheet_are_light() -> None:
    page = full_pages()["/fr/forums/2031/"].render()
    assert sum(len(brotli.compress(body)) for body in (page, stylesheet().content)) <= 14_000


def test_icon_is_an_image_without_a_script() -> None:
    root = ElementTree.fromstring(icon().content)  # noqa: S314 — our own
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
