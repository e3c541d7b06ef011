"""The editor's guide, from guide_pages: one page a language, and the section that belongs to each screen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

_ANCHOR = re.compile(r'<a id="([a-z-]+)"></a>\n## (.+)\n')
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_MAIN = "start"
#: The name of an address, or how it ends → the section about it; the first that fits counts.
_SECTIONS = (
    (r"auth_.*|events_preference_.*|mfa_.*|account_.*|password_.*", "accounts"),
    (r"index", "front"),
    (r"find", "find"),
    (r"new_edition", "new-edition"),
    (r"comments|activity", "comments"),
    (r"corrections", "withdraw"),
    (r"forum_texts", "languages"),
    (r"checks", "checks"),
    (r"events_forum_(review)", "review"),
    (r"events_forum_(publishing|submit|publish|approve|send_back|unschedule)", "publishing"),
    (r"events_forum_(withdraw|roll_back|move|remove|restore)", "withdraw"),
    (r"events_forum_releases|events_release_.*|events_trash_.*|.*_history|.*_delete", "kept"),
    (r"events_image_.*", "pictures"),
    (r"events_\w+_changelist", "lists"),
    (r"events_quote_.*", "quotes"),
    (r"events_statistic_.*", "figures"),
    (r"events_forum_(add|change)|events_section_.*", "edition"),
    (r"events_(speaker|institute|series)_.*", "languages"),
)


@dataclass(frozen=True)
class Section:
    """One part of the guide: its anchor, its heading, and its text as HTML."""

    anchor: str
    heading: str
    html: SafeString


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The whole guide in the language of the desk, English where it is in no other."""
    context = {
        **admin.site.each_context(request),
        "title": _("Editor’s guide"),
        "sections": sections(get_language() or "en"),
    }
    return TemplateResponse(request, "admin/desk/guide.html", context)


def section_of(request: HttpRequest) -> str:
    """The anchor of the section about the page that is asked for."""
    match = request.resolver_match
    name = match.url_name if match is not None else None
    found = (anchor for expression, anchor in _SECTIONS if name and re.fullmatch(expression, name))
    return next(found, _MAIN)


@cache
def sections(language: str) -> tuple[Section, ...]:
    """The guide in ``language``, read once."""
    folder = Path(__file__).parent / "guide_pages"
    file = folder / f"{language.partition('-')[0]}.md"
    text = (file if file.exists() else folder / "en.md").read_text(encoding="utf-8")
    _title, *parts = _ANCHOR.split(text)
    return tuple(
        Section(anchor, heading, _html(body))
        for anchor, heading, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    )


def _html(text: str) -> SafeString:
    """Paragraphs and strong words; everything else is text."""
    return mark_safe("".join(_paragraphs(text)))  # noqa: S308 - each paragraph is escaped first


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.strip().split("\n\n"):
        yield f"<p>{_STRONG.sub(r'<strong>\1</strong>', conditional_escape(part))}</p>"
