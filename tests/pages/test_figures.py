from datetime import date
from urllib.parse import unquote

from events.snapshot import Localized, PartialDate, Precision
from tests.pages.document import Element
from tests.pages.sample import (
    RELEASED,
    changed,
    document,
    edition,
    many,
    numbered,
    snapshot,
    state,
    with_forum,
)

NBSP = "\u00a0"


def statistic(language: str, label: str) -> Element:
    page = document(f"/{language}/forums/2031/")
    return next(
        item
        for item in page.find_all("li", css="statistic")
        if label in item.find("p", css="statistic-label").text
    )


def test_money_is_written_as_each_language_writes_it() -> None:
    assert (
        statistic("fr", "Ventes").find("p", css="statistic-figure").text == f"207,133{NBSP}milliards de yuans"
    )
    assert (
        statistic("en", "Sales").find("p", css="statistic-figure").text.replace(NBSP, " ")
        == "207.133 billion yuan"
    )


def test_a_count_has_its_qualifier_and_unit() -> None:
    french = statistic("fr", "Personnes").find("p", css="statistic-figure").text
    assert french.replace(NBSP, " ") == "plus de 5 millions de personnes"
    english = statistic("en", "People").find("p", css="statistic-figure").text
    assert english.replace(NBSP, " ") == "over 5 million people"


def test_a_percentage_has_its_sign() -> None:
    assert statistic("fr", "Part des").find("p", css="statistic-figure").text == f"environ 40{NBSP}%"
    assert statistic("en", "Share").find("p", css="statistic-figure").text == "about 40%"


def test_a_change_has_its_sign_and_its_start() -> None:
    assert statistic("en", "Sales").find("p", css="statistic-change").text == "+21.37% on 2029"
    change = statistic("en", "People").find("p", css="statistic-change").text
    assert change.replace(NBSP, " ") == "−3.5% on 15 May 2030"


def test_a_figure_without_a_change_tells_none() -> None:
    assert not statistic("en", "Share").find_all("p", css="statistic-change")


def test_an_estimate_and_a_target_are_called_so() -> None:
    assert statistic("en", "People").find("span", css="tag").text == "estimate"
    assert statistic("en", "Share").find("span", css="tag").text == "target"
    assert not statistic("en", "Sales").find_all("span", css="tag")


def test_a_figure_names_period_publisher_source_and_dates() -> None:
    item = statistic("fr", "Ventes")
    assert item.find("p", css="statistic-label").find("time")["datetime"] == "2030"
    source = item.find("p", css="details")
    assert source.find_all("a", href="/fr/instituts/office-of-figures/")
    assert source.find("a", rel="external")["href"] == "https://yearbook.example.org/"
    assert [time["datetime"] for time in source.find_all("time")] == ["2031-02", "2031-03-01"]
    assert item.find("p", css="statistic-note").text == "Hors taxes."


def test_a_date_that_the_source_s_title_tells_is_not_told_again() -> None:
    full = snapshot("full")
    dated = changed(full.forum.statistics[0], source_title=Localized({"en": "Gazette, February 2031"}))
    page = document("/en/forums/2031/", state(edition(with_forum(full, statistics=(dated,)))))
    assert page.find("li", css="statistic").text.count("February 2031") == 1
    assert page.find("ol", css="sources").text.count("February 2031") == 1


def test_a_unit_in_another_language_is_marked() -> None:
    figure = statistic("fr", "Cases").find("p", css="statistic-figure")
    assert figure.text.startswith("12")
    assert figure.find("span", lang="en").text == "cases"


def test_the_label_leads_to_the_figure_through_the_editions() -> None:
    label = statistic("fr", "Ventes").find("p", css="statistic-label")
    assert label.find("a")["href"] == "/fr/statistiques/example-sales/"


def test_a_figure_has_an_address_of_its_own_and_can_be_told_of() -> None:
    here, told = statistic("fr", "Ventes").find_all("a", css="permalink")
    assert here["href"] == "/fr/statistiques/example-sales/#2031-sales"
    assert unquote(told["href"]).endswith(f"&body=https://forum.example.org{here['href']}")
    assert unquote(told["href"]).startswith("mailto:?subject=Ventes")
    assert document("/fr/statistiques/example-sales/").find_all(id="2031-sales")


def test_an_indicator_s_page_is_a_table_from_the_earliest_period() -> None:
    later = numbered(9)
    year = PartialDate(date=date(2033, 1, 1), precision=Precision.YEAR)
    live = state(
        edition(with_forum(later, statistics=(changed(later.forum.statistics[0], period=year),))), "full"
    )
    table = document("/en/statistics/example-sales/", live).find("table")
    assert [cell.text for cell in table.find("tbody").find_all("th")] == ["2030", "2033"]
    assert {head["scope"] for head in table.find_all("th")} == {"col", "row"}
    rows = table.find("tbody").find_all("tr")
    assert rows[0].find("a", href="/en/forums/2031/").text == "Nowhere Forum 2031"
    assert "+21.37% on 2029" in rows[0].text


def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard() -> None:
    frame = document("/en/statistics/example-sales/", many(2)).find("div", css="table-frame")
    assert (frame["tabindex"], frame["role"]) == ("0", "region")
    assert frame["aria-label"]


def test_a_figure_without_a_period_has_a_row_all_the_same() -> None:
    row = document("/en/statistics/cases/", many(2)).find("tbody").find_all("tr")[0]
    assert row.find("th").text == "–"


def test_a_lone_figure_is_told_once_with_its_facts_instead_of_a_table() -> None:
    page = document("/en/statistics/example-sales/").find("main")
    assert not page.find_all("table")
    assert page.text.replace(NBSP, " ").count("207.133 billion yuan") == 1
    names = [term.text for term in page.find("dl").find_all("dt")]
    assert names == ["Period", "Change", "Edition", "Published by", "Source", "Retrieved", "Note"]
    assert page.find("dl").find("a", rel="external")["href"] == "https://yearbook.example.org/"


def test_a_row_of_figures_names_its_parts_where_it_becomes_a_block() -> None:
    row = document("/fr/statistiques/example-sales/", many(2)).find("tbody").find_all("tr")[0]
    assert [cell["data-label"] for cell in row.find_all("td") if "data-label" in cell.attributes] == [
        "Évolution",
        "Édition",
    ]


def test_the_list_of_figures_shows_the_latest_of_each_indicator() -> None:
    items = document("/en/statistics/").find_all("li", css="statistic")
    assert [item.find("p", css="statistic-label").find("a")["href"] for item in items] == [
        "/en/statistics/cases/", "/en/statistics/example-sales/", "/en/statistics/people/",
        "/en/statistics/share/",
    ]  # fmt: skip


def test_an_indicator_without_a_label_is_named_by_its_slug() -> None:
    full = snapshot("full")
    unnamed = changed(full.forum.statistics[2], label=Localized({}))
    live = state(edition(with_forum(full, statistics=(unnamed,)), released=RELEASED))
    assert document("/en/statistics/share/", live).find("h1").text == "share"
    assert document("/en/forums/2031/", live).find("p", css="statistic-label").find("a").text
