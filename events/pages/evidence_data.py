"""schema.org data of quotes and figures."""

from django.utils.translation import gettext

from events.pages import addresses
from events.pages.addresses import Kind, address
from events.pages.dates import iso
from events.pages.inputs import Chrome, Head, Indicator, QuoteEntry, StatisticEntry
from events.pages.links import source
from events.pages.people_data import named
from events.pages.quotations import rendering_in
from events.pages.structured_data import Data
from events.pages.wording import Wording
from events.snapshot import Localized
from events.snapshot.kinds import Qualifier, QuoteRendering, StatisticKind
from events.snapshot.schema import Statistic

#: Ending of the address → media type, of an indicator’s figures.
DATA_FORMATS = {"csv": "text/csv", "json": "application/json"}
#: How schema.org QuantitativeValue says what a figure is: at least, at most, or just so many.
_BOUNDS = {Qualifier.OVER: "minValue", Qualifier.UNDER: "maxValue"}


def quotation(entry: QuoteEntry, origin: str, wording: Wording) -> Data | None:
    """schema.org Quotation; None for reported speech, whose words are nobody’s."""
    quote, text = entry.quote, wording.text(entry.quote.text)
    language = wording.chosen(quote.text)
    rendering = rendering_in(entry, language)
    if rendering is QuoteRendering.REPORTED:
        return None
    speaker = named(entry.speaker, origin, wording)
    original = quote.said_in if rendering is QuoteRendering.TRANSLATION else ""
    return {
        "@type": "Quotation",
        "text": text.plain,
        "inLanguage": language,
        "creator": speaker,
        "spokenByCharacter": speaker,
        "translationOfWork": {"@type": "Quotation", "inLanguage": original} if original else "",
        "citation": _work(quote.source_title, quote.source_url, wording),
        "url": origin + address(Kind.QUOTE, wording.language, entry.slug),
    }


def dataset(chrome: Chrome, head: Head, indicator: Indicator, wording: Wording) -> Data:
    """schema.org Dataset: the figures of an indicator, and where to take them from."""
    origin, language = chrome.site.origin, wording.language
    periods = sorted(iso(entry.statistic.period) for entry in indicator.entries if entry.statistic.period)
    return {
        "@type": "Dataset",
        "name": head.title,
        "description": head.description,
        "inLanguage": language,
        "url": origin + address(Kind.STATISTIC, language, indicator.slug),
        "isAccessibleForFree": True,
        "creator": _creators(chrome, indicator, wording),
        "temporalCoverage": "/".join(dict.fromkeys((periods[0], periods[-1]))) if periods else "",
        "variableMeasured": _variable(indicator.entries[-1].statistic, wording),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": origin + addresses.indicator_data(language, indicator.slug, suffix),
                "inLanguage": language,
            }
            for suffix, media_type in DATA_FORMATS.items()
        ],
    }


def observations(chrome: Chrome, indicator: Indicator, wording: Wording) -> tuple[Data, ...]:
    """schema.org Observation for each figure; not for a target, which nobody has observed."""
    return tuple(
        _observation(chrome, entry, wording)
        for entry in indicator.entries
        if entry.statistic.kind is not StatisticKind.TARGET
    )


def _observation(chrome: Chrome, entry: StatisticEntry, wording: Wording) -> Data:
    statistic = entry.statistic
    number = int(statistic.value) if statistic.value == int(statistic.value) else float(statistic.value)
    units = {"percent": "%", "count": wording.text(statistic.unit_label).plain}
    publisher = named(entry.publisher, chrome.site.origin, wording) if entry.publisher else ""
    work = _work(statistic.source_title, statistic.source_url, wording)
    estimated = statistic.kind is StatisticKind.ESTIMATE
    return {
        "@type": "Observation",
        "name": wording.text(statistic.label).plain or statistic.indicator,
        "description": wording.text(statistic.note).plain,
        "variableMeasured": _variable(statistic, wording),
        _BOUNDS.get(statistic.qualifier, "value"): number,
        "unitText": units.get(statistic.unit, statistic.unit),
        "unitCode": "P1" if statistic.unit == "percent" else "",  # UN/CEFACT Recommendation 20
        "observationDate": iso(statistic.period) if statistic.period else "",
        "measurementMethod": gettext("estimate") if estimated else "",
        "subjectOf": {
            "@type": "CreativeWork",
            **work,
            "publisher": publisher,
            "datePublished": iso(statistic.published) if statistic.published else "",
        }
        if work or publisher
        else "",
    }


def _variable(statistic: Statistic, wording: Wording) -> Data:
    return {
        "@type": "StatisticalVariable",
        "name": wording.text(statistic.label).plain or statistic.indicator,
        "identifier": statistic.indicator,
    }


def _creators(chrome: Chrome, indicator: Indicator, wording: Wording) -> list[Data]:
    """Who published the figures, each once."""
    found = {entry.publisher.uid: entry.publisher for entry in indicator.entries if entry.publisher}
    return [named(name, chrome.site.origin, wording) for name in found.values()]


def _work(title: Localized, url: Localized, wording: Wording) -> Data:
    """The source as a CreativeWork; empty where there is none."""
    found = source(title, url, wording)
    return {"@type": "CreativeWork", "name": found.text.plain, "url": found.href} if found else {}
