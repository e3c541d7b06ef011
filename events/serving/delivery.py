"""Serving as this installation is set up: the settings, the rows and the pages put together."""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction

from events.pages import Page, Site, plan
from events.pages.addresses import Kind, address
from events.pages.media import media_needs
from events.serving.behind import DESK_THREADS, Behind
from events.serving.front import Front
from events.serving.health import STALE, Noted
from events.serving.live import live_key, load_live_state
from events.serving.manifest import Build, MangledError
from events.serving.media import PREFIX
from events.serving.media_files import MediaFiles
from events.serving.preview_frame import PREVIEWS
from events.serving.redirects import astray, servable
from events.serving.search import Search
from events.serving.shared_media import SharedMedia
from events.serving.shelf import Shelf
from events.serving.surrogate import key_header
from events.serving.watch import Source, Watcher
from events.snapshot import LiveState
from events.snapshot.paths import Astray

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_LONGEST_TURN = 60  # seconds: the first build of hundreds of editions takes a part of that

logger = logging.getLogger(__name__)


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
    """Every page of ``state`` that can be served, not yet rendered."""
    pages, left_out = servable((*plan(state, site()), *_key_page(settings.INDEXNOW_KEY)), _reserved())
    for path in left_out:
        logger.warning("the redirect from %s cannot be served and is left out", path)
    return pages


def led_astray(state: LiveState) -> frozenset[Astray]:
    """The redirects and moves of ``state`` that lead their reader nowhere."""
    return frozenset(astray(state, planned(state), _languages(), ("/", *_searches())))


def led_astray_at(moment: datetime) -> frozenset[Astray]:
    """Those of what is live at ``moment``."""
    return led_astray(load_live_state(moment))


def prepare_build(state: LiveState) -> Build:
    """Renders ``state`` before it goes live, and leaves it ready on the shelf.

    A verb that moves a publication calls this first: it raises BuildError, whose message is for the
    editor, if a page fails; then nothing may move. Afterwards each process finds the finished build, and
    those of this machine are told to look.
    """
    media().make_renditions(media_needs(state, site()))
    transaction.on_commit(shelf().ring)
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
    """Builds what is live now and makes it the build that the next start serves; raises BuildError.

    One that stands ready and is not whole any more is made anew.
    """
    state = load_live_state()
    chosen = prepare_build(state)
    try:
        chosen.check()
    except MangledError:
        shelf().discard(chosen)
        chosen = prepare_build(state)
    shelf().use(chosen)
    return chosen


def watched_front(
    application: "WSGIApplication", parts: Mapping[str, Noted] | None = None
) -> tuple[Front, Watcher]:
    """The front before ``application``, and its watcher, not yet started; ``parts`` are told of."""

    def told() -> dict[str, str]:
        return {
            "newer_build": "failed" if watcher.failure else "ok",
            "watcher": STALE if watcher.still_for() > _LONGEST_TURN else "ok",
            **{name: part.state() for name, part in (parts or {}).items()},
        }

    front = Front(
        Search(Behind(application, DESK_THREADS), site(), lambda: front.table),
        origin=settings.ORIGIN,
        languages=_languages(),
        allowed_hosts=settings.ALLOWED_HOSTS,
        dynamic=_dynamic(),
        media_folder=settings.DATA_DIR / "media",
        static_folder=settings.STATIC_ROOT,
        parts=told,
    )
    source = Source(key=live_key, state=load_live_state, plan=planned, prepare=prepare_media)
    https, keys = settings.ORIGIN.startswith("https:"), key_header(settings.CDN_URL)
    watcher = Watcher(front, shelf(), source, https=https, keys=keys)
    return front, watcher


def _searches() -> tuple[str, ...]:
    return tuple(address(Kind.SEARCH, language) for language in _languages())


def _dynamic() -> tuple[str, ...]:
    return ("/admin/", PREVIEWS, *_searches())


def _reserved() -> tuple[str, ...]:
    return (*_dynamic(), PREFIX, settings.STATIC_URL, "/livez", "/readyz")


def _key_page(key: str) -> tuple[Page, ...]:
    """What proves to search engines that notices of this site are its own (indexnow.org)."""
    if not key:
        return ()
    return (Page(f"/{key}.txt", f"indexnow {key}", key.encode, "text/plain; charset=utf-8"),)


def _languages() -> tuple[str, ...]:
    return tuple(code for code, _name in settings.LANGUAGES)
