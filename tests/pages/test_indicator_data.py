"""The figures of an indicator as CSV and JSON."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from events.snapshot import LiveState, Localized, PartialDate, Precision
from events.snapshot.schema import Snapshot
from tests.pages.sample import (
    SITE,
    changed,
    document,
    edition,
    full_pages,
    pages,
    snapshot,
    state,
    with_forum,
)

SALES = "/fr/statistiques/example-sales"


def rows(path: str = SALES, live: LiveState | None = None) -> list[dict[str, str]]:
    found = full_pages() if live is None else pages(live)
    text = found[f"{path}.csv"].render().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def told(path: str = SALES, live: LiveState | None = None) -> Any:
    found = full_pages() if live is None else pages(live)
    return json.loads(found[f"{path}.json"].render())


def with_statistic(**fields: Any) -> Snapshot:
    full = snapshot("full")
    return with_forum(full, statistics=(changed(full.forum.statistics[0], **fields),))


def test_a_figure_is_one_row_with_its_source() -> None:
    (row,) = rows()
    assert row["value"] == "207133000000"
    assert (row["unit"], row["period"], row["change"], row["change_since"]) == (
        "CNY",
        "2030",
        "21.37",
        "2029",
    )
    assert row["source_title"] == "Annuaire des exemples"
    assert row["published"] == "2031-02"
    assert row["forum_url"] == f"{SITE.origin}/fr/forums/2031/"


def test_the_table_is_what_rfc_4180_asks_for_and_excel_reads() -> None:
    body = full_pages()[f"{SALES}.csv"].render()
    assert body.startswith(b"\xef\xbb\xbfindicator,")
    assert body.endswith(b"\r\n")
    assert full_pages()[f"{SALES}.csv"].media_type == "text/csv; charset=utf-8"


def test_csv_and_json_tell_the_same() -> None:
    assert [{name: value or "" for name, value in figure.items()} for figure in told()["figures"]] == rows()


def test_json_says_what_it_is_and_leaves_unknown_things_null() -> None:
    found = told("/en/statistics/cases")
    assert (found["indicator"], found["language"]) == ("cases", "en")
    assert found["url"] == f"{SITE.origin}/en/statistics/cases/"
    assert found["figures"][0]["period"] is None
    assert found["figures"][0]["value"] == "12"


def test_figures_of_several_editions_stand_in_one_table_in_order_of_their_periods() -> None:
    period = PartialDate(date=date(2027, 1, 1), precision=Precision.YEAR)
    earlier = changed(snapshot("full").forum.statistics[0], publisher=None, period=period, change=None)
    older = with_forum(snapshot("minimal"), statistics=(earlier,))
    found = rows(live=state(edition("full"), edition(older)))
    assert [(row["forum"], row["period"], row["change"]) for row in found] == [
        ("2030", "2027", ""),
        ("2031", "2030", "21.37"),
    ]


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_a_spreadsheet_takes_no_word_for_a_formula(first: str) -> None:
    label = Localized({"fr": f"{first}HYPERLINK(1)"})
    live = state(edition(with_statistic(label=label)))
    assert rows(live=live)[0]["label"] == f"'{first}HYPERLINK(1)"
    assert told(live=live)["figures"][0]["label"] == f"{first}HYPERLINK(1)"


def test_a_negative_number_stays_a_number() -> None:
    assert rows("/fr/statistiques/people")[0]["change"] == "-3.5"


def test_commas_quotes_and_line_ends_stay_in_their_cell() -> None:
    live = state(edition(with_statistic(note=Localized({"fr": 'A, "B"\r\nC'}))))
    assert "\n" in rows(live=live)[0]["note"]
    assert len(rows(live=live)) == 1


def test_a_label_in_another_language_says_which() -> None:
    assert rows("/fr/statistiques/cases")[0]["label_language"] == "en"
    assert rows()[0]["label_language"] == "fr"


def test_an_edition_in_another_language_alone_is_linked_there() -> None:
    live = state(edition("full", languages=("en",)))
    assert rows(live=live)[0]["forum_url"] == f"{SITE.origin}/en/forums/2031/"


def test_the_page_leads_to_its_figures() -> None:
    page = document(f"{SALES}/")
    assert [link["href"] for link in page.find_all("link", type="text/csv")] == [f"{SALES}.csv"]
    assert {link["href"] for link in page.find("main").find_all("a", type="application/json")} == {
        f"{SALES}.json"
    }
