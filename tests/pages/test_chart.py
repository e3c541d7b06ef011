from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages.chart import chart, nice_ticks
from events.snapshot import LiveState, Localized, PartialDate, Precision
from events.snapshot.kinds import Qualifier, StatisticKind
from events.snapshot.schema import Statistic
from tests.pages.document import Element, parse
from tests.pages.sample import NAMESPACE, document, edition, many, rich_pages, snapshot, state, with_forum

FIGURES = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=4)
SALES = "/en/statistics/example-sales/"


def number(length: str) -> Decimal:
    return Decimal(length.removesuffix("em").removesuffix("%"))


@given(FIGURES, FIGURES)
def test_ticks_are_round_even_and_around_the_figures_and_zero(first: Decimal, second: Decimal) -> None:
    low, high = sorted((first, second))
    ticks = nice_ticks(low, high)
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1
    assert ticks[0] <= min(low, Decimal(0))
    assert ticks[-1] >= max(high, Decimal(0))
    assert Decimal(0) in ticks
    assert 2 <= len(ticks) <= 7
    digits = "".join(map(str, steps.pop().normalize().as_tuple().digits))
    assert digits in ("1", "2", "25", "5")


@given(st.lists(FIGURES, min_size=1, max_size=40), st.integers(1, 8))
def test_columns_stand_inside_the_drawing_and_beside_each_other(values: list[Decimal], most: int) -> None:
    drawn = chart(values, most)
    assert len(drawn.columns) == len(values)
    for column in drawn.columns:
        assert number(column.x) >= 14
        assert number(column.x) + number(column.width) <= Decimal("100.01")
        assert number(column.y) + number(column.height) <= number(drawn.height)
        assert number(column.height) >= 0
    for before, after in pairwise(drawn.columns):
        assert number(before.x) + number(before.width) <= number(after.x)
    assert sum(column.labelled for column in drawn.columns) <= most
    assert drawn.columns[-1].labelled


@given(st.lists(FIGURES, min_size=2, max_size=8))
def test_a_larger_figure_has_a_higher_column(values: list[Decimal]) -> None:
    drawn = chart(values, 6)
    base = number(drawn.base)
    for value, column in zip(values, drawn.columns, strict=True):
        top, bottom = number(column.y), number(column.y) + number(column.height)
        assert (bottom if value >= 0 else top) == pytest.approx(base, abs=Decimal("0.02"))
    ordered = sorted(zip(values, drawn.columns, strict=True), key=lambda pair: pair[0])
    heights = [
        number(column.y) if value >= 0 else number(column.y) + number(column.height)
        for value, column in ordered
    ]
    assert all(after <= before + Decimal("0.02") for before, after in pairwise(heights))


def page(path: str = SALES) -> Element:
    return parse(rich_pages()[path].render())


def years(*told: tuple[int, str, StatisticKind, Qualifier]) -> tuple[Statistic, ...]:
    first = snapshot("full").forum.statistics[0]
    return tuple(
        first.model_copy(
            update={
                "uid": uuid5(NAMESPACE, f"year {year}"),
                "slug": f"year-{year}",
                "section": None,
                "value": Decimal(value),
                "kind": kind,
                "qualifier": qualifier,
                "change": None,
                "change_since": None,
                "period": PartialDate(date=date(year, 1, 1), precision=Precision.YEAR),
            }
        )
        for year, value, kind, qualifier in told
    )


def showing(*statistics: Statistic) -> LiveState:
    return state(edition(with_forum(snapshot("full"), statistics=statistics)))


ACTUAL, EXACT = StatisticKind.ACTUAL, Qualifier.EXACT
TWO = years((2030, "5", ACTUAL, EXACT), (2031, "7", ACTUAL, EXACT))


def test_a_chart_has_a_name_and_a_description_and_its_table_beside_it() -> None:
    drawing = page().find("figure", css="chart").find("svg")
    assert drawing["role"] == "img"
    assert drawing.find("title", id=drawing["aria-labelledby"]).text == "Sales of examples"
    described = drawing.find("desc", id=drawing["aria-describedby"]).text
    assert described.startswith("5 columns. First: 2029 – about 98 billion".replace(" 98 ", " 98\u00a0"))
    assert page().find_all("table")


def test_columns_look_as_what_their_figures_are() -> None:
    kinds = [column["class"] for column in page().find_all("rect")]
    assert kinds == [f"column {kind}" for kind in ("actual", "actual", "actual", "estimate", "target")]
    assert [told.text for told in page().find_all("text", css="sign")] == ["≈", ">", "<"]


def test_the_legend_explains_what_occurs() -> None:
    told = [entry.text for entry in page().find("ul", css="legend").find_all("li")]
    assert told == ["actual", "estimate", "target", "≈ about", "> more than", "< less than"]


def test_a_chart_of_actual_exact_figures_needs_no_legend() -> None:
    shown = document(SALES, showing(*TWO))
    assert shown.find_all("figure", css="chart")
    assert not shown.find_all("ul", css="legend")
    assert not shown.find_all("div", css="warning")


def test_ticks_are_figures_of_the_language() -> None:
    texts = [tick.text for tick in page("/fr/statistiques/example-sales/").find_all("text", css="tick-label")]
    assert texts[-1] == "400\u00a0milliards de yuans"


def test_zero_is_a_line_without_words() -> None:
    ticks = page().find_all("line")
    assert ticks[0]["class"] == "zero"
    assert len(page().find_all("text", css="tick-label")) == len(ticks) - 1


def test_a_single_figure_is_shown_large_and_not_drawn() -> None:
    shown = document("/en/statistics/share/")
    assert not shown.find_all("figure", css="chart")
    assert shown.find("p", css="figure-alone").text.startswith("about 40%")


def test_figures_in_different_units_are_not_drawn_together() -> None:
    other = TWO[1].model_copy(update={"unit": "EUR"})
    shown = document(SALES, showing(TWO[0], other))
    assert not shown.find_all("figure", css="chart")
    assert not shown.find_all("p", css="figure-alone")
    assert "different units" in shown.find("div", css="warning").text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": StatisticKind.TARGET}, "estimates or targets"),
        ({"qualifier": Qualifier.OVER}, "rounded or limits"),
        ({"period": PartialDate(date=date(2031, 5, 1), precision=Precision.MONTH)}, "differ in length"),
        ({"period": None}, "no period"),
    ],
)
def test_figures_that_differ_in_kind_are_to_be_compared_with_care(
    change: dict[str, object], words: str
) -> None:
    told = document(SALES, showing(TWO[0], TWO[1].model_copy(update=change))).find("div", css="warning")
    assert [words in line.text for line in told.find_all("li")] == [True]


def test_periods_of_one_year_are_told_whole() -> None:
    months = tuple(
        one.model_copy(update={"period": PartialDate(date=date(2031, month, 1), precision=Precision.MONTH)})
        for one, month in zip(TWO, (4, 5), strict=True)
    )
    labels = [told.text for told in document(SALES, showing(*months)).find_all("text", css="period")]
    assert labels == ["April 2031", "May 2031"]


def test_counts_are_drawn_with_their_unit() -> None:
    cases = tuple(
        one.model_copy(update={"unit": "count", "unit_label": Localized({"en": "cases"})}) for one in TWO
    )
    ticks = document(SALES, showing(*cases)).find_all("text", css="tick-label")
    assert ticks[-1].text.endswith("cases")


def test_a_figure_has_an_address_and_can_be_shared() -> None:
    assert page().find_all("tr", id="2031-sales")
    share = page().find_all("p", css="actions")[-1].find_all("a")[-1]["href"]
    assert share.startswith("mailto:?subject=Sales%20of%20examples")
    assert share.endswith("body=https%3A%2F%2Fforum.example.org%2Fen%2Fstatistics%2Fexample-sales%2F")


@pytest.mark.parametrize(("count", "room"), [(1, None), (2, "wide"), (4, "wide"), (9, "")])
def test_columns_carry_their_figures_where_there_is_room(count: int, room: str | None) -> None:
    page = document("/en/statistics/example-sales/", many(count))
    written = page.find_all("tspan", css="value")
    assert len(written) == (count if room else 0)
    assert all(("wide" in text.html_class) == (room == "wide") for text in written)
