"""Serving as this installation is set up: the settings, the rows and the pages put together."""

from typing import TYPE_CHECKING

from django.conf import settings

from events.pages import Page, Site, plan
from events.pages.addresses import Kind, address
from events.serving.front import Front
from events.serving.live import live_key, load_live_state
from events.serving.manifest import Build
from events.serving.preview_frame import PREVIEWS
from events.serving.search import Search
from events.serving.shelf import Shelf
from events.serving.surrogate import key_header
from events.serving.watch import Source, Watcher
from events.snapshot import LiveState

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def site() -> Site:
    """What pages may know of this installation."""
    return Site(origin=settings.ORIGIN, languages=_languages(), time_zone=settings.TIME_ZONE)


def shelf() -> Shelf:
    """The builds of this machine, in DATA_DIR."""
    return Shelf(settings.DATA_DIR / "builds")


def planned(state: LiveState) -> tuple[Page, ...]:
    """Every page of ``state``, not yet rendered."""
    return *plan(state, site()), *_key_page(settings.INDEXNOW_KEY)


def prepare_build(state: LiveState) -> Build:
    """Renders ``state`` before it goes live, and leaves it ready on the shelf.

    A verb that moves a publication calls this first: it raises BuildError, whose message is for the
    editor, if a page fails; then nothing may move. Afterwards each process finds the finished build.
    """
    return shelf().make(planned(state))


def rebuild() -> Build:
    """Builds what is live now and makes it the build that the next start serves; raises BuildError."""
    chosen = prepare_build(load_live_state())
    shelf().use(chosen)
    return chosen


def watched_front(application: "WSGIApplication") -> tuple[Front, Watcher]:
    """The front before ``application``, and its watcher, not yet started."""
    searches = (address(Kind.SEARCH, language) for language in _languages())
    front = Front(
        Search(application, site(), lambda: front.table),
        origin=settings.ORIGIN,
        languages=_languages(),
        allowed_hosts=settings.ALLOWED_HOSTS,
        dynamic=("/admin/", PREVIEWS, *searches),
        media_folder=settings.DATA_DIR / "media",
        failure=lambda: watcher.failure,
    )
    source = Source(key=live_key, state=load_live_state, plan=planned)
    https, keys = settings.ORIGIN.startswith("https:"), key_header(settings.CDN_URL)
    watcher = Watcher(front, shelf(), source, https=https, keys=keys)
    return front, watcher


def _key_page(key: str) -> tuple[Page, ...]:
    """What proves to search engines that notices of this site are its own (indexnow.org)."""
    if not key:
        return ()
    return (Page(f"/{key}.txt", f"indexnow {key}", key.encode, "text/plain; charset=utf-8"),)


def _languages() -> tuple[str, ...]:
    return tuple(code for code, _name in settings.LANGUAGES)
