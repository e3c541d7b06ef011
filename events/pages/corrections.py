"""What was put right in an edition after it was public: for its page, and for search engines."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.pages.dates import Moment, moment
from events.pages.figures import StatisticView
from events.pages.inputs import Chrome, ForumContent, Name
from events.pages.layout import Link, shortened
from events.pages.links import name_view
from events.pages.quotations import QuoteView
from events.pages.structured_data import Data
from events.pages.wording import Text, Wording
from events.snapshot import PartialDate, Precision
from events.snapshot.schema import Correction

#: How much of a quote the link to it shows.
_LENGTH = 60


@dataclass(frozen=True)
class CorrectionView:
    """One correction, and links to what it is about."""

    date: Moment
    note: Text
    about: tuple[Link, ...]


def corrections(
    content: ForumContent,
    quotes: tuple[QuoteView, ...],
    statistics: tuple[StatisticView, ...],
    wording: Wording,
) -> tuple[CorrectionView, ...]:
    """The corrections that say something in a published language, newest first.

    ``quotes`` and ``statistics`` are those of ``content``, in its order.
    """
    cited = {entry.quote.uid: view for entry, view in zip(content.quotes, quotes, strict=True)}
    counted = {entry.statistic.uid: view for entry, view in zip(content.statistics, statistics, strict=True)}
    speakers = {speaker.uid: speaker for speaker in content.edition.snapshot.speakers}

    def about(correction: Correction) -> Iterator[Link]:
        if correction.quote in cited:
            quote = cited[correction.quote]
            words = f"{quote.speaker.text} – {shortened(quote.plain, _LENGTH)}"
            yield Link(quote.href, Text(words, quote.text.language))
        if correction.statistic in counted:
            figure = counted[correction.statistic]
            yield Link(figure.href, figure.label or Text(figure.figure_plain))
        if correction.speaker in speakers:
            name = name_view(Name.of(speakers[correction.speaker]), wording)
            yield Link(name.href, name.text)

    return tuple(
        CorrectionView(
            _date(correction, wording.language), wording.text(correction.note), tuple(about(correction))
        )
        for correction in content.edition.snapshot.forum.corrections
        if correction.note
    )


def corrected_page(
    chrome: Chrome, path: str, told: tuple[CorrectionView, ...], wording: Wording
) -> Data | None:
    """schema.org WebPage with a CorrectionComment for each of ``told``; None where nothing was corrected.

    An Event cannot have corrections in schema.org: its page, a CreativeWork, has them.
    """
    if not told:
        return None
    return {
        "@type": "WebPage",
        "url": chrome.site.origin + path,
        "inLanguage": wording.language,
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": one.note.plain,
                "datePublished": one.date.machine,
                "inLanguage": one.note.language or wording.language,
            }
            for one in told
        ],
    }


def _date(correction: Correction, language: str) -> Moment:
    return moment(PartialDate(date=correction.date, precision=Precision.DAY), None, language)
