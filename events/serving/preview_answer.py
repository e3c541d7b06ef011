"""HTTP answers of previews: one page of one state, for nobody to keep, to index or to tell of."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext

from events.pages import Kind, Page, Site, parse
from events.serving.headers import Security
from events.serving.preview_frame import Frame, notice
from events.serving.preview_pages import page_at

_HTML = "text/html; charset=utf-8"
_UNKEPT = (("cache-control", "no-store"), ("x-robots-tag", "noindex"), ("referrer-policy", "no-referrer"))


def language_of(path: str, site: Site, default: str = "") -> str:
    """The site's language that ``path`` starts with; without one, ``default``, or the main one."""
    first = path[1:].partition("/")[0]
    return first if first in site.languages else default or site.languages[0]


def page_answer(pages: Mapping[str, Page], path: str, site: Site, frame: Frame) -> HttpResponse:
    """The answer to ``path``, an address of the site, inside ``frame``."""
    page, language = page_at(pages, path), language_of(path, site)
    if page is None:
        return _missing(path, language, site)
    if page.location:
        return redirect(frame.inside(page.location), site)
    body = page.render()
    if page.media_type == _HTML:
        body = frame.around(body, page.language or language)
    status = HTTPStatus(page.status)
    return answer(body, site, status=status, media_type=page.media_type, language=page.language)


def _missing(path: str, language: str, site: Site) -> HttpResponse:
    place = parse(path)
    if place is not None and place.kind is Kind.SEARCH and not place.slug:
        with translation.override(language):
            told = notice(
                language,
                heading=gettext("No search in a preview"),
                text=gettext("The search finds what is published, and nothing else."),
                href=path,
                link=gettext("Search the published site"),
            )
        return answer(told, site, language=language)
    return not_found(language, site)


def not_found(language: str, site: Site) -> HttpResponse:
    """There is nothing at this address."""
    with translation.override(language):
        heading, text = gettext("Page not found"), gettext("There is no preview at this address.")
    return answer(notice(language, heading=heading, text=text), site, status=HTTPStatus.NOT_FOUND)


def answer(
    body: bytes,
    site: Site,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    media_type: str = _HTML,
    language: str = "",
) -> HttpResponse:
    """``body`` with the headers of every preview."""
    response = HttpResponse(body, status=status, content_type=media_type)
    if language:
        response.headers["content-language"] = language
    return _unkept(response, site)


def redirect(location: str, site: Site) -> HttpResponse:
    """To another address of the same preview, for this time."""
    return _unkept(HttpResponseRedirect(location), site)


def _unkept(response: HttpResponse, site: Site) -> HttpResponse:
    headers = Security(site.origin.startswith("https:")).headers()
    for name, value in (*headers, *_UNKEPT):
        response.headers[name] = value
    # The address of a shared preview is a secret, and Django would write that of a refusal to the log.
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django’s own mark, without a type
    return response


def framed_by_the_desk(response: HttpResponse) -> HttpResponse:
    """The same answer, which the editors' desk may show in a frame of its own."""
    policy = response.headers["content-security-policy"]
    response.headers["content-security-policy"] = policy.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    response.headers["x-frame-options"] = "SAMEORIGIN"
    return response
