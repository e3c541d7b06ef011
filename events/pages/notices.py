"""Pages that say that something is not here: not found, withdrawn, gone, moved, not in this language."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from events.formatting import format_edition
from events.pages.addresses import Kind, address
from events.pages.assets import search_stylesheet
from events.pages.dates import moment
from events.pages.engine import render
from events.pages.inputs import Chrome, ForumLink
from events.pages.layout import Content, Link, document, list_link
from events.pages.links import forum_language
from events.pages.search_query import LONGEST
from events.pages.wording import Text, Wording, language_name, own_name
from events.snapshot import PartialDate


@dataclass(frozen=True)
class Notice:
    """A heading, what it means and why; ``language`` is set where it is not the page's."""

    heading: str
    text: str
    language: str = ""
    links: tuple[Link, ...] = ()
    reason: Text | None = None


def _notice_page(
    chrome: Chrome,
    language: str,
    notices: tuple[Notice, ...],
    *,
    kind: Kind = Kind.HOME,
    slug: str = "",
) -> bytes:
    content = Content(
        template="notice.html",
        title=notices[0].heading,
        description=notices[0].text,
        kind=kind,
        slug=slug,
        languages=chrome.site.languages,
        values={
            "notice": notices[0],
            "other_notices": notices[1:],
            "action": address(Kind.SEARCH, language),
            "longest": LONGEST,
            "stylesheet": search_stylesheet().path,
        },
        indexed=False,
    )
    return document(chrome, language, content)


def _ways_on(language: str) -> tuple[Link, ...]:
    return (
        list_link(Kind.HOME, language),
        Link(address(Kind.FORUM, language), Text(gettext("All editions"))),
    )


def _not_found(language: str, *, marked: bool) -> Notice:
    with translation.override(language):
        return Notice(
            gettext("Page not found"),
            gettext(
                "There is no page at this address. It may have been mistyped, or the page may have moved."
            ),
            language if marked else "",
            _ways_on(language),
        )


def not_found_page(chrome: Chrome, language: str) -> bytes:
    """For an unknown address in a known language."""
    return _notice_page(chrome, language, (_not_found(language, marked=False),))


def general_not_found_page(chrome: Chrome, language: str) -> bytes:
    """For an unknown address in no known language: the same in all languages, the main one first."""
    others = tuple(_not_found(code, marked=True) for code in chrome.site.languages if code != language)
    return _notice_page(chrome, language, (_not_found(language, marked=False), *others))


def withdrawn_page(
    chrome: Chrome, language: str, kind: Kind, slug: str, link: ForumLink, reason: str, since: PartialDate
) -> bytes:
    """In place of a withdrawn edition and what it alone showed. ``reason`` is in the main language.

    The edition is named by its number: none of its own words is shown any more.
    """
    wording = Wording(language, chrome.site.languages)
    told = {
        "edition": format_edition(link.ordinal, language).plain,
        "when": moment(link.start, link.end, language).plain,
        "since": moment(since, None, language).plain,
    }
    notice = Notice(
        gettext("This page was withdrawn"),
        gettext("It told of the %(edition)s (%(when)s). The organisers withdrew it on %(since)s.") % told,
        links=_ways_on(language),
        reason=wording.said(reason, chrome.site.languages[0]),
    )
    return _notice_page(chrome, language, (notice,), kind=kind, slug=slug)


def gone_page(chrome: Chrome, language: str) -> bytes:
    """In place of a page that is gone for good."""
    notice = Notice(
        gettext("This page is gone"),
        gettext("It was published here and has been removed for good."),
        links=_ways_on(language),
    )
    return _notice_page(chrome, language, (notice,))


def unpublished_page(chrome: Chrome, language: str, link: ForumLink, kind: Kind, slug: str) -> bytes:
    """In place of what an edition shows that is published in other languages only: says so and leads there.

    ``kind`` and ``slug`` are those of the content that was asked for.
    """
    wording = Wording(language, chrome.site.languages)
    best = forum_language(link, wording)
    codes = (best, *(code for code in link.languages if code != best))
    name = wording.text(link.name).plain or format_edition(link.ordinal, language).plain
    notice = Notice(
        gettext("Not in %(language)s") % {"language": language_name(language, language)},
        gettext("“%(forum)s” is not published in %(language)s. You can read it in another language:")
        % {"forum": name, "language": language_name(language, language)},
        links=tuple(
            Link(address(kind, code, slug), Text(own_name(code), code), language=code) for code in codes
        ),
    )
    return _notice_page(chrome, language, (notice,), kind=kind, slug=slug)


def redirect_page(language: str, target: str) -> bytes:
    """The short body of a redirect, for programs that do not follow it (RFC 9110, 15.4)."""
    return render(
        "redirect.html", {"language": language, "target": target, "title": gettext("This page has moved")}
    )
