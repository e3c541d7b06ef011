"""Quotes: whose words they are decides how they are set."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from events.formatting import quotation
from events.pages.addresses import Kind, address
from events.pages.inputs import QuoteEntry
from events.pages.layout import shortened
from events.pages.links import ForumView, NameView, Source, forum_view, name_view, source
from events.pages.sharing import share_by_mail
from events.pages.wording import Text, Wording, language_name
from events.snapshot.kinds import QuoteRendering

#: How much of a quote its title shows.
TITLE_LENGTH = 60


@dataclass(frozen=True)
class QuoteView:
    """A quote in one language. ``reported`` words stand without quotation marks, as ``plain`` always does.

    ``section`` is the uid of the section it stands in, or "". ``share`` is a message that tells of its page.
    """

    href: str
    share: str
    section: str
    text: Text
    plain: str
    reported: bool
    note: str
    speaker: NameView
    role: Text
    occasion: Text
    source: Source | None
    forum: ForumView
    featured: bool


def rendering_in(entry: QuoteEntry, language: str) -> QuoteRendering:
    """What the words of ``language`` are. Where nobody said, they are a report: it claims the least."""
    return entry.quote.rendering.get(language) or QuoteRendering.REPORTED


def quote_view(entry: QuoteEntry, wording: Wording, origin: str = "") -> QuoteView:
    """The quote in the page's language; in a fallback's, it is what it is in that language.

    ``origin`` is that of the site, which an address needs to be shared.
    """
    quote = entry.quote
    href = address(Kind.QUOTE, wording.language, entry.slug)
    speaker = name_view(entry.speaker, wording)
    text = wording.text(quote.text)
    spoken = wording.chosen(quote.text)
    rendering = rendering_in(entry, spoken)
    return QuoteView(
        href=href,
        share=share_by_mail(f"{speaker.text.plain} – {shortened(text.plain, TITLE_LENGTH)}", origin + href),
        section=str(quote.section or ""),
        text=Text(marked_words(entry, wording), text.language, text.note),
        plain=text.plain,
        reported=rendering is QuoteRendering.REPORTED,
        note=_note(rendering, quote.said_in, spoken, wording),
        speaker=speaker,
        role=wording.text(entry.role),
        occasion=wording.text(quote.occasion),
        source=source(quote.source_title, quote.source_url, wording),
        forum=forum_view(entry.forum, wording),
        featured=quote.featured,
    )


def marked_words(entry: QuoteEntry, wording: Wording) -> str:
    """The words between the marks that their language sets around them, where they are quoted."""
    spoken = wording.chosen(entry.quote.text)
    return _marked(entry.quote.text[spoken], spoken, rendering_in(entry, spoken).value)


@lru_cache(maxsize=8192)
def _marked(words: str, language: str, kind: str) -> str:
    # Its own page, its speaker's, its edition's, the list of all and each plan ask for the same words.
    return str(quotation(words, language, kind=kind))


def _note(rendering: QuoteRendering, said_in: str, spoken: str, wording: Wording) -> str:
    """Says that the words are a translation or a report; the speaker's own need no word."""
    if rendering is QuoteRendering.REPORTED:
        return gettext("Reported speech")
    if rendering is not QuoteRendering.TRANSLATION:
        return ""
    if said_in and said_in != spoken:
        return gettext("translation; said in %(language)s") % {
            "language": language_name(said_in, wording.language)
        }
    return gettext("translation")
