"""Links to editions, speakers and institutes, and to sources elsewhere, as templates show them."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from events.formatting import format_edition, format_ordinal, safe_url
from events.pages import words
from events.pages.addresses import Kind, address
from events.pages.dates import Moment, moment
from events.pages.inputs import ForumCard, ForumLink, Name
from events.pages.wording import Text, Wording, cldr, safe
from events.snapshot import Localized
from events.snapshot.emblem import colour
from events.snapshot.schema import Forum


@dataclass(frozen=True)
class NameView:
    """A speaker or institute: its name, and its name in its own script where that is another."""

    href: str
    text: Text
    native: Text


@dataclass(frozen=True)
class ForumView:
    """An edition in a list. ``language`` is set where its page is in another language only."""

    href: str
    language: str
    ordinal: SafeString
    edition: SafeString
    colour: int
    text: Text
    when: Moment
    theme: Text
    where: tuple[Text, ...]
    summary: Text
    status: str


@dataclass(frozen=True)
class Source:
    """Where words or a figure come from. ``language`` is that of the address, where not the page's; ``note``
    says so."""

    text: Text
    href: str
    language: str
    note: str


def name_view(name: Name, wording: Wording) -> NameView:
    """The link to a speaker's or an institute's page."""
    text = wording.text(name.name) or Text(name.native_name or name.slug)
    return NameView(address(name.kind, wording.language, name.slug), text, native_name(name, text, wording))


def native_name(name: Name, text: Text, wording: Wording) -> Text:
    """The name in its own script, marked with its language but without a note: it stands beside the other."""
    if not name.native_name or name.native_name == text.plain:
        return Text("")
    language = "" if name.native_language == wording.language else name.native_language
    return Text(name.native_name, language)


def forum_language(link: ForumLink, wording: Wording) -> str:
    """The language in which to read an edition: the page's if it is published in it, else the best one."""
    order = (wording.language, *wording.order, *link.languages)
    return next((code for code in order if code in link.languages), wording.language)


def forum_view(link: ForumLink, wording: Wording, card: ForumCard | None = None) -> ForumView:
    """The link to an edition's page, with what ``card`` tells of it."""
    language = forum_language(link, wording)
    ordinal, edition = _numbered(link.ordinal, wording.language)
    return ForumView(
        href=address(Kind.FORUM, language, link.slug),
        language="" if language == wording.language else language,
        ordinal=ordinal,
        colour=colour(link.ordinal),
        edition=edition,
        text=wording.text(link.name),
        when=moment(link.start, link.end, wording.language),
        theme=theme(card.theme, card.theme_language, wording) if card else Text(""),
        where=tuple(filter(None, map(wording.text, (card.venue, card.city)))) if card else (),
        summary=wording.text(card.summary) if card else Text(""),
        status=words.status(card.status) if card else "",
    )


@lru_cache(maxsize=1024)  # asked for each quote and each figure in a list
def _numbered(number: int, language: str) -> tuple[SafeString, SafeString]:
    """« 2e », « 2e édition »."""
    ordinal = format_ordinal(number, language, feminine=True)
    return safe(ordinal), safe(format_edition(number, language))


def card_view(card: ForumCard, wording: Wording) -> ForumView:
    """An edition in a list."""
    return forum_view(card.link, wording, card)


def theme(told: Localized, language: str, wording: Wording) -> Text:
    """The theme; one that is not translated is shown in its own language on every page, and says so."""
    if language and told[language]:
        return wording.said(told[language], language)
    if language:
        return wording.said(told.best(wording.language, wording.order)[0], language)
    return wording.text(told)


def forum_name(forum: Forum, wording: Wording) -> Text:
    """The name; where it has none, which edition it is."""
    return wording.text(forum.name) or Text(format_edition(forum.ordinal, wording.language).plain)


def places(forum: Forum, wording: Wording) -> tuple[Text, ...]:
    """Venue, city and country, from the smallest; the country's name is CLDR's."""
    country = cldr(wording.language).territories.get(forum.country, "")
    found = (wording.text(forum.venue), wording.text(forum.city), Text(country))
    return tuple(text for text in found if text)


def source(title: Localized, url: Localized, wording: Wording) -> Source | None:
    """The source in the page's language, else in the best there is; None where there is none."""
    text = wording.text(title)
    found, language = source_address(title, url, wording)
    href = external(found)
    if not text and not href:
        return None
    told = text or Text(_host(href))
    if not href or language == wording.language:
        return Source(told, href, "", told.note)
    return Source(told, href, language, wording.note(language))


def source_address(title: Localized, url: Localized, wording: Wording) -> tuple[str, str]:
    """The address of the source that the page names, and its language; "" where no known one is that of it.

    Two languages may cite two works. The address of another language is taken where its title names none or
    the same: else a reader of the one would be sent to the other.
    """
    named, _language = title.best(wording.language, wording.order)
    for language in dict.fromkeys((wording.language, *wording.order, *url.languages())):
        if language in url and title[language] in ("", named):
            return url[language], language
    return "", wording.language


def external(href: str) -> str:
    """The address where a page may link to it, else ""."""
    return safe_url(href) or ""


def _host(href: str) -> str:
    return href.partition("://")[2].partition("/")[0].removeprefix("www.")
