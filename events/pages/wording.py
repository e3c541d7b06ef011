"""Texts of a snapshot as one page tells them: mended, and marked where they are not in its language."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from events.formatting import Rendering, sanitize_html, strip_controls, typography, typography_html
from events.snapshot import Localized

#: The hyphen of a name such as COVID-19, in words and not in an address or within a tag.
_NUMBERED_NAME = re.compile(r"(?<![\w/.#=&?-])([A-Z]{2,})-(?=\d)(?![^<]*>)")


def _bound(words: str) -> str:
    """U+2011 where a browser would part a name from its number at the end of a line (UAX #14, LB25)."""
    return _NUMBERED_NAME.sub("\\1\u2011", words)


@cache
def cldr(language: str) -> Locale:
    """CLDR's data of one of the site's languages."""
    return Locale.parse(language, sep="-")


def language_name(code: str, language: str) -> str:
    """The name of a language in ``language``: « anglais », ``Chinese``; the code where CLDR has none.

    Script and country are left out: words are said in Chinese, not in simplified Chinese.
    """
    primary = code.partition("-")[0]
    return str(cldr(language).languages.get(primary, primary))


def own_name(code: str) -> str:
    """How a language calls itself, with a capital as a list has it: « Français », ``English``."""
    name = cldr(code).get_display_name() or code
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=8192)
def _mended(words: str, language: str) -> str:
    # The same names and titles stand on many pages, and mending one costs as much as a template.
    return _bound(typography(strip_controls(words), language))


@dataclass(frozen=True)
class Text:
    """One plain text. ``language`` and ``note`` (« en anglais ») are set where it is not in the page's."""

    plain: str
    language: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.plain)

    def __str__(self) -> str:
        return self.plain


@dataclass(frozen=True)
class Body:
    """Safe HTML; ``language`` and ``note`` as in ``Text``."""

    html: SafeString
    language: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.html)


@dataclass(frozen=True)
class Wording:
    """Chooses texts for a page in ``language``; ``order`` is the site's languages, the main one first."""

    language: str
    order: tuple[str, ...]

    def chosen(self, localized: Localized) -> str:
        """The language in which the text is shown; the page's own where there is no text."""
        return localized.best(self.language, self.order)[1]

    def text(self, localized: Localized | None) -> Text:
        """The text in the best language; "" where there is none in any."""
        if localized is None:
            return Text("")
        words, language = localized.best(self.language, self.order)
        return self.said(words, language)

    def said(self, words: str, language: str) -> Text:
        """Words that are known to be in ``language``."""
        plain = _mended(words, language)
        return Text(plain) if language == self.language else Text(plain, language, self.note(language))

    def body(self, localized: Localized) -> Body:
        """Rich text, made safe again here: what was sanitised long ago was sanitised by older rules."""
        words, language = localized.best(self.language, self.order)
        # Sanitised last, so that nothing but frames stands between the sanitiser and the page.
        html = _framed(sanitize_html(_bound(typography_html(words, language))))
        return Body(html) if language == self.language else Body(html, language, self.note(language))

    def note(self, language: str) -> str:
        """Says in which language a text is: « en anglais »."""
        return gettext("in %(language)s") % {"language": language_name(language, self.language)}


def _framed(html: str) -> SafeString:
    """Each table in a frame of its own, which the keyboard can reach and scroll (WCAG 2.2, 2.1.1)."""
    label = escape(gettext("Table"))
    frame = f'<div class="table-frame" role="group" aria-label="{label}" tabindex="0">'
    return mark_safe(html.replace("<table>", f"{frame}<table>").replace("</table>", "</table></div>"))  # noqa: S308


def safe(rendering: Rendering) -> SafeString:
    """A formatted value for a template."""
    return mark_safe(rendering.html)  # noqa: S308
