"""Which links lead to pages of this site that are not there."""

from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from events.pages import Page
from events.publishing import site_languages
from events.serving.delivery import site
from events.serving.live import load_live_state
from events.serving.preview_pages import Shown, page_at, pages_of, state_with
from events.snapshot import Snapshot

#: Addresses that no build holds, and that are there all the same.
_OTHERS = ("/admin/", "/api/", "/media/", "/static/", "/assets/")


def dead_links(snapshot: Snapshot | None = None) -> Callable[[str], bool]:
    """Says of an address whether it is one of this site where no page is, with ``snapshot`` published.

    The pages are planned when the first link to this site is asked about.
    """
    here = site()

    @cache
    def pages() -> Mapping[str, Page]:
        live = load_live_state(timezone.now())
        return pages_of(state_with(live, Shown(snapshot, site_languages())) if snapshot else live, here)

    def is_dead(address: str) -> bool:
        path = _path_here(address, here.origin)
        if not path or path.startswith(_OTHERS) or path == "/":
            return False
        page = page_at(pages(), path)
        return page is None or page.status >= 400

    return is_dead


def _path_here(address: str, origin: str) -> str:
    """The path of an address of this site; "" for any other."""
    local = address.removeprefix(origin) if address.startswith(f"{origin}/") else address
    return unquote(urlsplit(local).path) if local.startswith("/") else ""
