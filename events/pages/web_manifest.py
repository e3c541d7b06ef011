"""The web application manifest (W3C): name, icons and colours for who keeps the site among their programs."""

import json

from django.utils.translation import get_language_info

from events.pages import assets
from events.pages.addresses import Kind, address
from events.pages.inputs import Chrome
from events.pages.layout import site_name
from events.pages.wording import Wording


def web_manifest(chrome: Chrome, language: str) -> bytes:
    """The manifest of a language; it opens the home page of that language."""
    wording = Wording(language, chrome.site.languages)
    short_name = site_name(chrome, wording).plain
    told = {
        "id": "/",
        "name": wording.text(chrome.series.name).plain if chrome.series else short_name,
        "short_name": short_name,
        "description": wording.text(chrome.series.purpose).plain if chrome.series else "",
        "lang": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "start_url": address(Kind.HOME, language),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": assets.PAPER,
        "theme_color": assets.PAPER,
        "icons": [{"src": assets.icon().path, "type": "image/svg+xml", "sizes": "any"}, *_icons()],
    }
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False).encode()


def _icons() -> list[dict[str, str]]:
    return [
        {
            "src": assets.program_icon(size, purpose).path,
            "type": "image/png",
            "sizes": f"{size}x{size}",
            "purpose": purpose,
        }
        for size, purpose in assets.PROGRAM_ICONS
    ]
