"""Styles and icon, each at an address with the digest of its content, so that it may be kept for ever."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache

from events.pages.keys import STYLES
from events.pages.page import Page

#: One sheet a family of components; ``text`` sets the type that the others change.
_COMPONENTS = (
    "text",
    "masthead",
    "hero",
    "evidence",
    "people",
    "lists",
    "programme",
    "chart",
    "table",
)
#: In the order of their cascade layers.
_STYLE_SHEETS = (
    *("layers.css", "fonts.css", "tokens.css", "base.css", "layout.css", "footer.css"),
    *(f"components/{family}.css" for family in _COMPONENTS),
    "print.css",
)

#: --paper of tokens.css, in light and in dark: what browsers paint around the page.
PAPER = "#f5f7f6"
DARK_PAPER = "#0c1216"

#: (width in pixels, purpose) of the icons of the web manifest.
PROGRAM_ICONS = ((192, "any"), (512, "any"), (192, "maskable"), (512, "maskable"))

#: Those of every page; bold and italic text faces are asked for where a page has such words.
_FIRST_FONTS = ("forum-display", "forum-text")

_FONT = re.compile(r'"fonts/([a-z-]+)\.woff2"')
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AROUND_MARKS = re.compile(r"\s*([{};,])\s*")


@dataclass(frozen=True)
class Asset:
    """Bytes and the address that names them."""

    path: str
    content: bytes
    media_type: str

    def page(self) -> Page:
        """The asset as an entry of the plan."""
        return Page(
            self.path, key=self.path, render=lambda: self.content, media_type=self.media_type, immutable=True
        )


@cache
def stylesheet() -> Asset:
    """All style sheets in one."""
    return _sheet("site", _STYLE_SHEETS)


@cache
def search_stylesheet() -> Asset:
    """The same and what the search page alone needs, so that no other page carries it."""
    return _sheet("search", (*_STYLE_SHEETS, "search.css"))


def _sheet(name: str, sheets: tuple[str, ...]) -> Asset:
    text = "\n".join((STYLES / sheet).read_text(encoding="utf-8") for sheet in sheets)
    # From beside the sheet, which previews have at another address.
    text = _FONT.sub(lambda found: f'"{font(found[1]).path.rpartition("/")[2]}"', text)
    return _asset(name, "css", compact(text).encode(), "text/css; charset=utf-8")


@cache
def font(name: str) -> Asset:
    """One of the faces of the pages."""
    return _asset(name, "woff2", (STYLES / "fonts" / f"{name}.woff2").read_bytes(), "font/woff2")


def first_fonts() -> tuple[Asset, ...]:
    """What a page can ask for before it has read its style sheet."""
    return tuple(font(name) for name in _FIRST_FONTS)


def _fonts() -> tuple[Asset, ...]:
    return tuple(font(path.stem) for path in sorted((STYLES / "fonts").glob("*.woff2")))


@cache
def icon() -> Asset:
    """The site's icon."""
    return _asset("icon", "svg", (STYLES / "icon.svg").read_bytes(), "image/svg+xml")


@cache
def touch_icon() -> Asset:
    """The icon on a telephone’s first screen (apple-touch-icon), 180 pixels wide."""
    return _asset("touch-icon", "png", (STYLES / "touch-icon.png").read_bytes(), "image/png")


@cache
def program_icon(size: int, purpose: str) -> Asset:
    """The icon of the web manifest, one of PROGRAM_ICONS; events.images.icon draws them."""
    name = f"icon-maskable-{size}" if purpose == "maskable" else f"icon-{size}"
    return _asset(name, "png", (STYLES / f"{name}.png").read_bytes(), "image/png")


def pages() -> tuple[Page, ...]:
    """All that the pages load."""
    icons = (program_icon(size, purpose) for size, purpose in PROGRAM_ICONS)
    found = (stylesheet(), search_stylesheet(), icon(), touch_icon(), *_fonts(), *icons)
    return tuple(asset.page() for asset in found)


def compact(css: str) -> str:
    """The same style sheet without comments and layout; no string in our sheets holds what this touches."""
    return " ".join(_AROUND_MARKS.sub(r"\1", _COMMENT.sub("", css)).split()).replace(";}", "}")


def _asset(name: str, suffix: str, content: bytes, media_type: str) -> Asset:
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(f"/assets/{name}.{digest}.{suffix}", content, media_type)
