"""What a preview puts around a page: links that stay inside, a banner that says what is seen, no indexing.

The page itself is the real one, byte for byte; all that differs is done here, on the finished HTML.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from events.formatting import format_date
from events.pages.engine import render

#: What stands below it goes on to Django: share links, and the files that previews load.
PREVIEWS = "/preview/"
#: Where previews find the site's style sheet and icons: the served build may be of another program.
ASSETS = f"{PREVIEWS}assets/"
_SITE_ASSETS = "/assets/"
_MEDIA = "/media/"

#: A whole start tag: pages write ``<`` as a reference everywhere else, in texts, attributes and data blocks.
_TAG = re.compile(r'<(?:a|area|form|link|img|source|meta)\b(?:"[^"]*"|[^">])*>')
#: What tells machines a public address that this content does not have (yet), or any more.
_PUBLIC = re.compile(r'<(?:link rel="(?:canonical|alternate|manifest)"|meta (?:property="og:|name="robots"))')
_LINK = re.compile(r'(?<=\s)(href|action|src)="(/(?!/)[^"]*)"')


@dataclass(frozen=True)
class Frame:
    """One preview. ``prefix`` comes before every address of the site in it, without a final slash.

    ``number`` and ``made`` are those of a release; without them the working copy is shown, and ``unsaved``
    says that it is a form that nobody has saved. ``time_zone`` is the site's (IANA).
    """

    prefix: str
    time_zone: str
    number: int | None = None
    made: datetime | None = None
    unsaved: bool = False

    def around(self, body: bytes, language: str) -> bytes:
        """The HTML page ``body``, in ``language``, inside this preview."""
        html = _TAG.sub(self._tag, body.decode())
        head = f'<meta name="robots" content="noindex"><link rel="stylesheet" href="{_stylesheet()}">'
        html = html.replace("</head>", f"{head}</head>", 1)
        return re.sub(
            r"<body\b[^>]*>", lambda found: found[0] + self._banner(language), html, count=1
        ).encode()

    def inside(self, path: str) -> str:
        """Where ``path``, an address of the site, stands in this preview."""
        if path.startswith(_SITE_ASSETS):
            return ASSETS + path.removeprefix(_SITE_ASSETS)
        return path if path.startswith(_MEDIA) else self.prefix + path

    def _tag(self, found: re.Match[str]) -> str:
        tag = found[0]
        if _PUBLIC.match(tag):
            return ""
        return _LINK.sub(lambda link: f'{link[1]}="{self.inside(link[2])}"', tag)

    def _banner(self, language: str) -> str:
        with translation.override(language):
            context = {"number": self.number, "unsaved": self.unsaved, "date": self._date(language)}
            return render("preview_banner.html", context).decode()

    def _date(self, language: str) -> SafeString:
        if self.made is None:
            return mark_safe("")
        day = self.made.astimezone(ZoneInfo(self.time_zone)).date()
        return mark_safe(format_date(day, "day", language).html)  # noqa: S308 - made by the formatting room


def notice(language: str, *, heading: str, text: str, href: str = "", link: str = "") -> bytes:
    """A page of its own in place of a preview, with a link where there is one to give."""
    context = {"language": language, "heading": heading, "text": text, "href": href, "link": link}
    return render("preview_notice.html", {**context, "stylesheet": _stylesheet()})


def _stylesheet() -> str:
    return str(static("admin-desk/preview-frame.css"))
