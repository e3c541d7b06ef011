"""Serving as this installation is set up: the settings, the rows and the pages put together."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import storages

from events.pages import Page, Site, plan
from events.pages.addresses import Kind, address
from events.pages.media import media_needs
from events.serving.behind import DESK_THREADS, Behind
from events.serving.front import Front
from events.serving.live import live_key, load_live_state
from events.serving.manifest import Build
from events.serving.media_files import MediaFiles
from events.serving.preview_frame import PREVIEWS
from events.serving.search import Search
from events.serving.shared_media import SharedMedia
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


def media() -> MediaFiles:
    """The pictures of this machine, in DATA_DIR."""
    storage = storages["default"]
    return MediaFiles(settings.DATA_DIR / "media", storage if isinstance(storage, SharedMedia) else None)


def planned(state: LiveState) -> tuple[Page, ...]:
    """Every page of ``state``, not yet rendered."""
    return *plan(state, site()), *_key_page(settings.INDEXNOW_KEY)


def prepare_build(state: LiveState) -> Build:
    """Renders ``state`` before it goes live, and leaves it ready on the shelf.

    A verb that moves a publication calls this first: it raises BuildError, whose message is for the
    editor, if a page fails; then nothing may move. Afterwards each process finds the finished build.
    """
    media().make_renditions(media_needs(state, site()))
    return shelf().make(planned(state))


def prepare_media(state: LiveState) -> Iterator[Callable[[], None]]:
    """Makes the renditions that pages of ``state`` show; gives a step for each share card that is missing.

    A card costs a tenth of a second and more, and an edition may have hundreds: no publication waits.
    """
    needs = media_needs(state, site())
    media().make_renditions(needs)
    return media().cards_to_draw(needs)


def draw_cards() -> None:
    """Every share card of what is live now, at once."""
    media().draw_all(media_needs(load_live_state(), site()))


def rebuild() -> Build:
    """Builds what is live now and makes it the build that the next start serves; raises BuildError."""
    chosen = prepare_build(load_live_state())
    shelf().use(chosen)
    return chosen


def watched_front(application: "WSGIApplication") -> tuple[Front, Watcher]:
    """The front before ``application``, and its watcher, not yet started."""
    searches = (address(Kind.SEARCH, language) for language in _languages())
    front = Front(
        Search(Behind(application, DESK_THREADS), site(), lambda: front.table),
        origin=settings.ORIGIN,
        languages=_languages(),
        allowed_hosts=settings.ALLOWED_HOSTS,
        dynamic=("/admin/", PREVIEWS, *searches),
        media_folder=settings.DATA_DIR / "media",
        failure=lambda: watcher.failure,
    )
    source = Source(key=live_key, state=load_live_state, plan=planned, prepare=prepare_media)
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
