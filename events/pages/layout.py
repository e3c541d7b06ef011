"""What stands around the content of every page: head, header, breadcrumb, footer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from babel.core import get_global
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext, pgettext

from events.formatting import lowered, safe_url
from events.pages import addresses, assets
from events.pages.addresses import Kind, address
from events.pages.engine import render
from events.pages.inputs import Chrome
from events.pages.page import Site
from events.pages.pictures import MEDIA
from events.pages.structured_data import Data, breadcrumb_list, script
from events.pages.wording import Text, Wording, cldr, own_name
from events.snapshot.card import SIZE, Card, card_name

#: Search engines show about so many characters of a description.
DESCRIPTION_LENGTH = 160


@dataclass(frozen=True)
class Link:
    """An address and its words. ``language`` is that of the target, where it is not the page's.

    ``current`` is a value of aria-current: "page" for the page itself, "true" for what it stands in.
    """

    href: str
    text: Text
    current: str = ""
    language: str = ""


@dataclass(frozen=True)
class Alternate:
    """The same content in another language."""

    language: str
    name: str
    path: str
    url: str
    current: bool


@dataclass(frozen=True)
class File:
    """What the page tells of in another form, for programs: a calendar, a table."""

    href: str
    media_type: str
    title: str


@dataclass(frozen=True)
class SocialCard:
    """The picture that is shown with a link to the page."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Content:
    """One page but for what stands around it.

    ``title`` and ``description`` are plain text. ``languages`` are those in which the content is published:
    search engines are told of no others. ``trail`` leads from the home page here, the page itself left out.
    """

    template: str
    title: str
    description: str
    kind: Kind
    slug: str
    languages: tuple[str, ...]
    values: dict[str, object]
    trail: tuple[Link, ...] = ()
    indexed: bool = True
    social_type: str = "website"
    structured_data: tuple[Data, ...] = field(default=())
    card: Card | None = None
    files: tuple[File, ...] = ()


def external_link(href: str) -> Link | None:
    """A link that shows where it leads; None where a page may not link there."""
    allowed = safe_url(href)
    shown = href.partition("://")[2].removeprefix("www.").rstrip("/")
    return Link(allowed, Text(shown)) if allowed else None


def menu_word(kind: Kind) -> str:
    """The name of a list, in the active language."""
    words = {
        Kind.HOME: gettext("Home"),
        Kind.FORUM: pgettext("menu", "Forums"),
        Kind.SPEAKER: gettext("Speakers"),
        Kind.INSTITUTE: gettext("Institutes"),
        Kind.QUOTE: gettext("Quotes"),
        Kind.STATISTIC: gettext("Figures"),
    }
    return words[kind]


def list_link(kind: Kind, language: str, current: str = "") -> Link:
    """A link to the list of a kind."""
    return Link(address(kind, language), Text(menu_word(kind)), current)


def site_name(chrome: Chrome, wording: Wording) -> Text:
    """The short name of the series, else its name; a plain word where no edition tells of a series."""
    if chrome.series is None:
        return Text(gettext("Forum"))
    return wording.text(chrome.series.short_name or chrome.series.name)


def document(chrome: Chrome, language: str, content: Content) -> bytes:
    """A whole HTML page."""
    wording = Wording(language, chrome.site.languages)
    name = site_name(chrome, wording)
    site = chrome.site
    trail = (list_link(Kind.HOME, language), *content.trail) if content.kind is not Kind.HOME else ()
    data = [*content.structured_data]
    path = address(content.kind, language, content.slug)
    if trail:
        data.append(
            breadcrumb_list(
                site.origin, [*((link.text.plain, link.href) for link in trail), (content.title, path)]
            )
        )
    alternates = _alternates(site, language, content)
    return render(
        content.template,
        {
            "language": language,
            "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
            "site_name": name,
            "series_name": wording.text(chrome.series.name if chrome.series else None),
            "purpose": wording.text(chrome.series.purpose if chrome.series else None),
            "contact": chrome.series.contact if chrome.series else "",
            "told_above": content.kind is Kind.HOME and content.indexed,
            "ways": _ways(chrome, language),
            "series_links": tuple(
                filter(None, map(external_link, chrome.series.links if chrome.series else ()))
            ),
            "home": address(Kind.HOME, language),
            "title": content.title if name.plain in content.title else f"{content.title} – {name}",
            "social_title": content.title,
            "social_type": content.social_type,
            "description": shortened(content.description),
            "canonical": site.origin + path if content.indexed else "",
            "alternates": tuple(a for a in alternates if content.indexed and a.language in content.languages),
            "default_alternate": default_alternate(site, content.kind, content.slug, content.languages)
            if content.indexed
            else "",
            "switch": alternates,
            "menu": _menu(chrome, language, content),
            "search": _search(language, content),
            "trail": trail if content.trail else (),  # the home page alone is no trail
            "files": (*content.files, *_feed(chrome, language, name)),
            "locale": _locale(language),
            "card": _social_card(site, content.card) if content.card else None,
            "manifest": addresses.web_manifest(language),
            "touch_icon": assets.touch_icon().path,
            "theme_colours": (("light", assets.PAPER), ("dark", assets.DARK_PAPER)),
            "stylesheet": assets.stylesheet().path,
            "fonts": tuple(face.path for face in assets.first_fonts()),
            "icon": assets.icon().path,
            "structured_data": _scripts(data if content.indexed else ()),
            **content.values,
        },
    )


def default_alternate(site: Site, kind: Kind, slug: str, languages: tuple[str, ...]) -> str:
    """For readers of no listed language: "/", which chooses a home page; else the main language it is in."""
    if kind is Kind.HOME:
        return f"{site.origin}/"
    main = next(code for code in site.languages if code in languages)
    return site.origin + address(kind, main, slug)


def _social_card(site: Site, card: Card) -> SocialCard:
    """``alt`` is what can be read on it."""
    width, height = SIZE
    alt = " – ".join(filter(None, (lowered(card.eyebrow), card.title, card.subtitle)))
    return SocialCard(site.origin + MEDIA + card_name(card), width, height, alt)


def _feed(chrome: Chrome, language: str, name: Text) -> tuple[File, ...]:
    """The feed, which stands from the first publication on."""
    return (File(addresses.feed(language), "application/atom+xml", name.plain),) if chrome.series else ()


def _ways(chrome: Chrome, language: str) -> tuple[Link, ...]:
    """What the end of every page leads to: all editions, and the same for programs."""
    editions = Link(address(Kind.FORUM, language), Text(gettext("All editions")))
    data = Link(addresses.API, Text(gettext("Open data (API)")))
    feed = Link(addresses.feed(language), Text(gettext("Atom feed")))
    return (editions, feed, data) if chrome.series else (editions, data)


def _locale(language: str) -> str:
    """Open Graph’s language_TERRITORY: that where the language is most spoken (CLDR, likely subtags)."""
    locale = cldr(language)
    likely = get_global("likely_subtags")
    found = likely.get(str(locale)) or likely.get(locale.language) or locale.language
    territory = locale.territory or str(found).rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory.isupper() else locale.language


def _menu(chrome: Chrome, language: str, content: Content) -> tuple[Link, ...]:
    here = "true" if content.slug else "page"
    return tuple(list_link(kind, language, here if kind is content.kind else "") for kind in chrome.menu)


def _search(language: str, content: Content) -> Link:
    here = "page" if content.kind is Kind.SEARCH else ""
    return Link(address(Kind.SEARCH, language), Text(pgettext("page", "Search")), here)


def _alternates(site: Site, language: str, content: Content) -> tuple[Alternate, ...]:
    paths = [(code, address(content.kind, code, content.slug)) for code in site.languages]
    return tuple(
        Alternate(code, own_name(code), path, site.origin + path, current=code == language)
        for code, path in paths
    )


def _scripts(data: Iterable[Data]) -> tuple[SafeString, ...]:
    return tuple(script(entry) for entry in data)


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """A plain text of at most ``length`` characters, cut between words."""
    words = re.sub(r"[ \t\r\n]+", " ", text).strip()
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.–«“") + "…"
