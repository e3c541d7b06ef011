"""Statistics: the figure, its change, its period, and who says so."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from events.formatting import Rendering, format_percent, format_statistic
from events.pages.addresses import Kind, address
from events.pages.dates import Moment, date_or_none
from events.pages.inputs import StatisticEntry
from events.pages.links import ForumView, NameView, Source, forum_view, name_view, source
from events.pages.sharing import share_by_mail
from events.pages.wording import Text, Wording, safe
from events.snapshot import PartialDate, Precision
from events.snapshot.kinds import StatisticKind
from events.snapshot.schema import Statistic


@dataclass(frozen=True)
class StatisticView:
    """A figure in one language. ``kind`` is the word for an estimate or a target, "" for an actual figure.

    ``href`` leads to its line, ``id``, among the figures of its indicator; ``indicator`` to all of them.
    ``share`` is a message that tells of ``href``. ``published`` is None where the source’s title tells it.
    """

    id: str
    href: str
    share: str
    indicator: str
    section: str
    label: Text
    figure: SafeString
    figure_plain: str
    unit: Text
    kind: str
    period: Moment | None
    change: SafeString | None
    publisher: NameView | None
    source: Source | None
    published: Moment | None
    retrieved: Moment | None
    note: Text
    forum: ForumView


def statistic_view(entry: StatisticEntry, wording: Wording, origin: str = "") -> StatisticView:
    """The figure as the page's language writes it; ``origin`` as in ``quote_view``."""
    statistic, language = entry.statistic, wording.language
    unit = wording.text(statistic.unit_label)
    indicator = address(Kind.STATISTIC, language, statistic.indicator)
    href = f"{indicator}#{statistic_id(entry)}"
    label, figure = wording.text(statistic.label), statistic_figure(statistic, language)
    cited = source(statistic.source_title, statistic.source_url, wording)
    published = date_or_none(statistic.published, language)
    told = f"{label.plain} – {figure.plain}" if label else figure.plain
    return StatisticView(
        id=statistic_id(entry),
        href=href,
        share=share_by_mail(told, origin + href),
        indicator=indicator,
        section=str(statistic.section or ""),
        label=label,
        figure=safe(figure),
        figure_plain=figure.plain,
        unit=unit if statistic.unit == "count" and unit.language else Text(""),
        kind=_kind(statistic.kind),
        period=date_or_none(statistic.period, language),
        change=_change(statistic, language),
        publisher=name_view(entry.publisher, wording) if entry.publisher else None,
        source=cited,
        published=None if cited and published and published.plain in cited.text.plain else published,
        retrieved=date_or_none(statistic.retrieved, language),
        note=wording.text(statistic.note),
        forum=forum_view(entry.forum, wording),
    )


def statistic_id(entry: StatisticEntry) -> str:
    """The anchor of a figure: two editions may use one slug."""
    return f"{entry.forum.slug}-{entry.statistic.slug}"


def statistic_figure(statistic: Statistic, language: str) -> Rendering:
    """The value with its unit and qualifier."""
    return format_statistic(
        statistic.value,
        statistic.unit,
        language,
        qualifier=statistic.qualifier.value,
        unit_label=statistic.unit_label[language],
    )


def _kind(kind: StatisticKind) -> str:
    words = {StatisticKind.ESTIMATE: gettext("estimate"), StatisticKind.TARGET: gettext("target")}
    return words.get(kind, "")


def _change(statistic: Statistic, language: str) -> SafeString | None:
    since: PartialDate | None = statistic.change_since
    if statistic.change is None or since is None:
        return None
    shown = date_or_none(since, language)
    # “Since” would tell of a rise that went on ever since. French says « par rapport au 15 mai 2020 » but
    # « par rapport à 2019 »: two messages.
    words = (
        pgettext("compared with a day", "{change} on {date}")
        if since.precision is Precision.DAY
        else gettext("{change} on {date}")
    )
    percent = format_percent(statistic.change, language, change=True)
    return format_html(words, change=safe(percent), date=shown.html if shown else "")
