"""The rows of a form's lists, as an editor with a mouse finds them."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from events import models
from tests import factories
from tests.admin.desk_window import Open, form_of, rows

pytestmark = pytest.mark.needs("chromium-headless-shell")

#: Of each row: the left edge of its buttons, whether they lie inside it, and whether its summary is free
#: where one clicks it: at its middle.
_PLACES = """(rows) => rows.map((row) => {
    const box = (one) => one.getBoundingClientRect();
    const [outer, inner] = [box(row), box(row.querySelector(".desk-move"))];
    const summary = row.querySelector("summary");
    const {left, top, width, height} = box(summary);
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const inside = inner.top >= outer.top && inner.bottom <= outer.bottom + 0.5 && inner.right <= outer.right;
    return [Math.round(inner.left), inside, summary.contains(hit)];
})"""


@pytest.fixture
def forum_of_texts(full_forum: Any) -> Any:
    """With three more sections, of short titles and a long one."""
    rows(models.Section).filter(forum=full_forum).update(order=0)  # first, whatever was made before
    for number, heading in enumerate(("Une fin", "Le vide nous attend, et nous l’attendons " * 4, "Fin"), 1):
        factories.SectionFactory(forum=full_forum, heading_fr=heading, heading_en=heading, order=number * 10)
    return full_forum


def open_texts(open_desk: Open, forum: Any, width: int = 1280) -> Page:
    page = open_desk(viewport={"width": width, "height": 900})
    page.goto(f"{form_of(forum)}#sections-group")
    expect(page.locator("#sections-0 .desk-move")).to_be_visible()
    return page


@pytest.mark.parametrize("width", [1280, 640])
def test_the_buttons_of_rows_stand_below_each_other_and_beside_the_words(
    width: int, open_desk: Open, forum_of_texts: Any
) -> None:
    page = open_texts(open_desk, forum_of_texts, width)
    places = page.locator("#sections-group .inline-related:not(.empty-form)").evaluate_all(_PLACES)
    assert len(places) == 4
    assert len({left for left, _inside, _free in places}) == 1
    assert all(inside and free for _left, inside, free in places)


def test_a_row_is_dragged_to_its_place(open_desk: Open, forum_of_texts: Any, complaints: list[str]) -> None:
    page = open_texts(open_desk, forum_of_texts)
    page.locator("#sections-3 .desk-grip").drag_to(
        page.locator("#sections-1"), target_position={"x": 100, "y": 3}
    )
    expect(page.locator("#desk-moved")).to_have_text("Fin: place 2 of 4")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    sections = rows(models.Section).filter(forum=forum_of_texts).order_by("order")
    assert [section.heading_fr for section in sections][1:3] == ["Fin", "Une fin"]
    assert complaints == []


def test_a_role_longer_than_its_column_is_read_whole_and_kept_on_one_line(
    open_desk: Open, full_forum: Any
) -> None:
    page = open_desk(viewport={"width": 1440, "height": 900})
    page.goto(f"{form_of(full_forum)}#appearances-group")
    role = page.locator("#id_appearances-0-role_fr")
    words = "directrice de la commission municipale de l’économie et des techniques"
    role.fill(words.replace("et des", "et\ndes"))
    assert role.evaluate("(one) => one.scrollHeight <= one.clientHeight")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert rows(models.Appearance).get(forum=full_forum).role_fr == words


def test_no_table_of_rows_is_pushed_sideways(open_desk: Open, full_forum: Any) -> None:
    page = open_desk(viewport={"width": 1280, "height": 900})
    for part, field in (("appearances", "role_fr"), ("involvements", "part")):
        page.goto(f"{form_of(full_forum)}#{part}-group")
        wrapper = page.locator(f"#{part}-group .wrapper")
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 900})
            expect(wrapper.locator(f"#id_{part}-0-{field}")).to_be_in_viewport(ratio=1)
            assert wrapper.evaluate("(one) => one.scrollWidth <= one.clientWidth"), (part, width)
