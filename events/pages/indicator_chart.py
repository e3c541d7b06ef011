"""The chart of an indicator: which column stands for which figure, what is written on it, and whether
its figures can be compared at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, pgettext

from events.formatting import format_statistic
from events.pages.chart import Chart, Column, chart
from events.pages.dates import moment
from events.pages.figures import statistic_figure
from events.pages.inputs import Indicator, StatisticEntry
from events.pages.wording import Wording
from events.snapshot.kinds import Qualifier, StatisticKind

#: Set above a column whose figure is not exact.
_SIGNS = {Qualifier.ABOUT: "≈", Qualifier.OVER: ">", Qualifier.UNDER: "<"}
#: So many periods can stand side by side on a telephone: years, and longer ones.
_MOST_YEARS, _MOST_PERIODS = 6, 3
#: So many letters of the chart's type stand side by side above its columns, with a space between two figures.
_TELEPHONE_LETTERS, _DESK_LETTERS = 28, 90


@dataclass(frozen=True)
class ColumnView:
    """``kind`` is actual, estimate or target and decides how the column looks."""

    column: Column
    kind: str
    sign: str
    value: str
    period: str


@dataclass(frozen=True)
class TickView:
    """A line across and its figure."""

    y: str
    text: str
    zero: bool


@dataclass(frozen=True)
class ChartView:
    """``legend`` explains the looks and signs that occur: (kind or "", sign or "", words).

    ``values`` says where there is room for the figures on the columns: "all" screens, "wide" ones, or "".
    """

    chart: Chart
    columns: tuple[ColumnView, ...]
    ticks: tuple[TickView, ...]
    description: str
    legend: tuple[tuple[str, str, str], ...]
    values: str


def chart_view(indicator: Indicator, wording: Wording) -> ChartView | None:
    """The chart; None for a single figure, and for figures in different units."""
    entries = indicator.entries
    if len(entries) < 2 or len({_unit(entry) for entry in entries}) > 1:
        return None
    periods = _periods(entries, wording.language)
    short = all(period.isdigit() for period in periods)
    drawn = chart([entry.statistic.value for entry in entries], _MOST_YEARS if short else _MOST_PERIODS)
    latest = entries[-1].statistic
    unit_label = wording.text(latest.unit_label).plain

    def told(value: Decimal) -> str:
        return format_statistic(value, latest.unit, wording.language, unit_label=unit_label).plain

    views = tuple(
        ColumnView(
            column,
            entry.statistic.kind.value,
            _SIGNS.get(entry.statistic.qualifier, ""),
            told(entry.statistic.value),
            period,
        )
        for column, entry, period in zip(drawn.columns, entries, periods, strict=True)
    )
    ticks = tuple(TickView(tick.y, told(tick.value), not tick.value) for tick in drawn.ticks)
    return ChartView(
        drawn,
        views,
        ticks,
        _description(entries, periods, wording),
        tuple(_legend(entries)),
        _room([view.value for view in views]),
    )


def _room(values: list[str]) -> str:
    """Where the values fit side by side, each as wide as the longest."""
    letters = max(map(len, values)) * len(values)
    if letters <= _TELEPHONE_LETTERS:
        return "all"
    return "wide" if letters <= _DESK_LETTERS else ""


def _description(entries: tuple[StatisticEntry, ...], periods: list[str], wording: Wording) -> str:
    """For who does not see the columns; the table tells the rest."""
    figures = [statistic_figure(entry.statistic, wording.language).plain for entry in entries]
    told = {
        "count": len(entries),
        "first": f"{periods[0]} – {figures[0]}",
        "last": f"{periods[-1]} – {figures[-1]}",
    }
    return gettext("%(count)s columns. First: %(first)s. Last: %(last)s. The table has them all.") % told


def warnings(indicator: Indicator) -> tuple[str, ...]:
    """Why the figures of the indicator cannot simply be compared; none where they can."""
    found = [entry.statistic for entry in indicator.entries]
    periods = [statistic.period for statistic in found]
    differing = (
        (
            len({_unit(entry) for entry in indicator.entries}) > 1,
            gettext("The figures are in different units."),
        ),
        (
            len({statistic.kind for statistic in found}) > 1,
            gettext("Some figures are actual, others are estimates or targets."),
        ),
        (
            len({statistic.qualifier for statistic in found}) > 1,
            gettext("Some figures are exact, others are rounded or limits."),
        ),
        (
            len({period.precision for period in periods if period}) > 1,
            gettext("The periods differ in length: some are years, others months or days."),
        ),
        (
            None in periods and len(periods) > 1,
            gettext("Some figures have no period; they stand at the date of their edition."),
        ),
    )
    return tuple(words for differ, words in differing if differ)


def _unit(entry: StatisticEntry) -> object:
    statistic = entry.statistic
    return (statistic.unit, statistic.unit_label if statistic.unit == "count" else None)


def _periods(entries: tuple[StatisticEntry, ...], language: str) -> list[str]:
    """The year of each figure where that tells them apart, else the whole period."""
    dates = [entry.statistic.period or entry.forum.start for entry in entries]
    years = [str(value.date.year) for value in dates]
    if len(set(years)) == len(years):
        return years
    return [moment(value, None, language).plain for value in dates]


def _legend(entries: tuple[StatisticEntry, ...]) -> Iterator[tuple[str, str, str]]:
    kinds = {
        StatisticKind.ACTUAL: pgettext("figure", "actual"),
        StatisticKind.ESTIMATE: gettext("estimate"),
        StatisticKind.TARGET: gettext("target"),
    }
    occurring = {entry.statistic.kind for entry in entries}
    if occurring != {StatisticKind.ACTUAL}:
        yield from ((kind.value, "", words) for kind, words in kinds.items() if kind in occurring)
    qualifiers = {
        Qualifier.ABOUT: gettext("about"),
        Qualifier.OVER: gettext("more than"),
        Qualifier.UNDER: gettext("less than"),
    }
    said = {entry.statistic.qualifier for entry in entries}
    yield from (("", _SIGNS[found], words) for found, words in qualifiers.items() if found in said)
