"""An indicator’s figures as CSV, for spreadsheets, and as JSON, for programs. docs/api.md tells of both."""

import csv
import io
import json

from events.pages import addresses
from events.pages.addresses import Kind, address
from events.pages.dates import iso
from events.pages.inputs import Chrome, Indicator, StatisticEntry
from events.pages.links import source_address
from events.pages.wording import Text, Wording
from events.snapshot import PartialDate

#: A spreadsheet takes a cell that starts so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Cells that are numbers and may well start with a minus.
_NUMBERS = ("value", "change")


def indicator_csv(chrome: Chrome, language: str, indicator: Indicator) -> bytes:
    """RFC 4180, in UTF-8 with a byte order mark, without which Excel takes the accents for something else."""
    rows = [_row(chrome, entry, language) for entry in indicator.entries]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(rows[0])
    writer.writerows([_cell(name, value) for name, value in row.items()] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def indicator_json(chrome: Chrome, language: str, indicator: Indicator) -> bytes:
    """The same figures; what is not known is null, numbers are strings of digits."""
    rows = [_row(chrome, entry, language) for entry in indicator.entries]
    path = address(Kind.STATISTIC, language, indicator.slug)
    told = {
        "indicator": indicator.slug,
        "language": language,
        "url": chrome.site.origin + path,
        "csv": chrome.site.origin + addresses.indicator_data(language, indicator.slug, "csv"),
        "figures": [{name: value or None for name, value in row.items()} for row in rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _row(chrome: Chrome, entry: StatisticEntry, language: str) -> dict[str, str]:
    """The names are those of the snapshot’s schema."""
    statistic, forum = entry.statistic, entry.forum
    wording = Wording(language, chrome.site.languages)
    label = wording.text(statistic.label)
    published_in = language if language in forum.languages else forum.languages[0]
    return {
        "indicator": statistic.indicator,
        "label": label.plain,
        "label_language": _language(label, language),
        "value": str(statistic.value),
        "qualifier": statistic.qualifier.value,
        "unit": statistic.unit,
        "unit_label": wording.text(statistic.unit_label).plain,
        "kind": statistic.kind.value,
        "period": _date(statistic.period),
        "change": "" if statistic.change is None else str(statistic.change),
        "change_since": _date(statistic.change_since),
        "publisher": wording.text(entry.publisher.name).plain if entry.publisher else "",
        "source_title": wording.text(statistic.source_title).plain,
        "source_url": source_address(statistic.source_title, statistic.source_url, wording)[0],
        "published": _date(statistic.published),
        "retrieved": _date(statistic.retrieved),
        "note": wording.text(statistic.note).plain,
        "forum": forum.slug,
        "forum_url": chrome.site.origin + address(Kind.FORUM, published_in, forum.slug),
    }


def _language(text: Text, language: str) -> str:
    return (text.language or language) if text else ""


def _date(value: PartialDate | None) -> str:
    return iso(value) if value else ""


def _cell(name: str, value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) and name not in _NUMBERS else value
