"""The review page and the history: what differs, in words, and what each release was."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import models
from tests import factories
from tests.admin.workflow_cast import address, browser, change, send

REMOVED = '<del><span class="visually-hidden" lang="en"> removed: </span>{}</del>'
ADDED = '<ins><span class="visually-hidden" lang="en"> added: </span>{}</ins>'

pytestmark = pytest.mark.usefixtures("kept_forum")


@pytest.fixture
def live(full_forum: Any) -> Any:
    """A forum that is live, as its editors left it."""
    factories.publish_now(full_forum, timezone.now() - timedelta(hours=1))
    return full_forum


def review(forum: Any, role: str = "Editor", **numbers: str) -> str:
    text: str = browser(role).get(address(forum, "review"), numbers).text
    return text


def test_a_copy_that_is_live_differs_in_nothing(live: Any) -> None:
    assert "Nothing differs." in review(live)


def test_a_text_is_compared_word_by_word_beside_the_other_language(live: Any) -> None:
    change(live, summary_en="Three days on the void.", summary_fr="Trois jours sur le vide.")
    page = review(live)
    english = f'<td lang="en">{REMOVED.format("Two")}{ADDED.format("Three")} days on the void.</td>'
    french = f'<td lang="fr">{REMOVED.format("Deux")}{ADDED.format("Trois")} jours sur le vide.</td>'
    assert page.index(french) < page.index(english)


def test_markup_of_texts_is_shown_and_not_run(live: Any) -> None:
    change(live, city_en="<script>alert(1)</script>")
    page = review(live)
    assert "<script>alert" not in page
    assert "script" in page


def test_a_figure_is_written_as_each_language_writes_it(live: Any) -> None:
    figure = live.statistics.get()
    figure.value = Decimal("1234500000")
    figure.save()
    page = review(live).replace("\xa0", " ").replace("\u202f", " ")
    french, english = "207,133 milliards de yuans</del>", "207.133 billion yuan</del>"
    assert french in page
    assert english in page
    assert "1 234,5 millions de yuans</ins>" in page
    assert "1,234.5 million yuan</ins>" in page


def test_dates_choices_and_references_are_words(live: Any) -> None:
    change(live, mode="hybrid", country="FR", start=live.start.replace(day=14))
    quote = live.quotes.get()
    quote.speaker = factories.SpeakerFactory(name_fr="Béa Exemple", name_en="Bea Example")
    quote.said_in = "en"
    quote.save()
    page = review(live)
    for words in (
        "on site and online",
        f"14\xa0May {live.start.year}",
        "Béa Exemple",
        "Bea Example",
        "English",
    ):
        assert words in page or words.replace("\xa0", " ") in page, words


def test_a_forum_elsewhere_is_named_where_an_institute_was_founded_there(live: Any) -> None:
    institute = live.involvements.get().institute
    institute.founded_at = factories.ForumFactory(slug="1999", name_en="Forum of Elsewhere")
    institute.save()
    assert ADDED.format("Forum of Elsewhere") in review(live)


def test_pictures_are_shown_before_and_after(live: Any) -> None:
    old = models.Image.objects.get(pk=live.hero_image.pk)
    new = models.Image.objects.exclude(pk=old.pk).first()
    change(live, hero_image=new)
    page = review(live)
    assert new is not None
    for image, element in ((old, "del"), (new, "ins")):
        start = page.index(f'src="{image.file.url}"')
        assert page.rfind(f"<{element}>", 0, start) > page.rfind(f"</{element}>", 0, start)


def test_what_was_added_removed_and_moved_is_named(live: Any) -> None:
    first = live.sections.get()
    second: Any = factories.SectionFactory(forum=live, heading_en="Brand new", order=first.order + 1)
    assert "“Brand new”:\n    added" in review(live)
    factories.publish_now(live, timezone.now())
    first.order, second.order = second.order + 1, first.order
    first.save()
    second.save()
    assert "moved to another place" in review(live)
    second.delete()
    assert "“Brand new”:\n    removed" in review(live)


def test_fields_have_the_names_of_the_form(live: Any) -> None:
    change(live, summary_en="Other words.", city_en="Elsewhere")
    page = review(live)
    assert '<th scope="row">Summary</th>' in page
    assert '<th scope="row">City</th>' in page
    assert '<th scope="col" lang="fr">français</th>' in page


def test_a_forum_that_is_not_live_is_all_new(full_forum: Any) -> None:
    page = review(full_forum)
    assert "From nothing: no release is live" in page
    assert "Two days on the void." in page


def test_any_two_releases_are_compared(live: Any) -> None:
    change(live, city_en="Elsewhere")
    factories.publish_now(live, timezone.now())
    page = review(live, **{"from": "1", "to": "2"})
    assert ADDED.format("Elsewhere") in page
    back = review(live, **{"from": "2", "to": "1"})
    assert REMOVED.format("Elsewhere") in back


@pytest.mark.parametrize("number", ["0", "7", "x", "-1", "٣", "9" * 30, "1.5"])
def test_a_release_that_is_not_there_is_not_found(number: str, live: Any) -> None:
    for side in ("from", "to"):
        assert browser("Editor").get(address(live, "review"), {side: number}).status_code == 404


def test_what_waits_is_reviewed_and_decided_on_the_page(live: Any) -> None:
    change(live, city_en="Elsewhere")
    send(browser("Translator"), live, "submit", note="The <new> city")
    change(live, city_en="Later still")
    page = review(live, "Publisher", to="2")
    assert ADDED.format("Elsewhere") in page
    assert "Later still" not in page
    assert "The &lt;new&gt; city" in page
    assert f'action="{address(live, "approve")}"' in page
    assert f'action="{address(live, "approve")}"' not in review(live, to="2")


def test_findings_stand_on_the_page_of_a_release_and_of_the_working_copy(live: Any) -> None:
    change(live, summary_en="")
    assert "#id_summary_en" in review(live)
    factories.publish_now(live, timezone.now())
    live.sections.all().delete()
    page = review(live, to="2")
    assert "Does not stop it:" in page
    assert "Forum “" in page


def test_the_history_tells_when_each_release_was_live(live: Any) -> None:
    change(live, city_en="Elsewhere")
    send(browser("Publisher"), live, "publish", languages=["fr"], alone="1", note="The <b>second</b>")
    send(browser("Publisher"), live, "publish", languages=["en"], alone="1", at="2031-05-15 09:00")
    page = browser("Editor").get(address(live, "releases")).text
    assert "The &lt;b&gt;second&lt;/b&gt;" in page
    assert "live · French, English ·" in page
    assert "live · French ·" in page
    assert "live · English ·" in page
    assert "(due)" in page
    assert f'href="/admin/preview/{live.pk}/1/"' in page
    assert "?from=2&amp;to=1" in page


def test_the_history_takes_as_many_queries_for_many_releases(live: Any) -> None:
    client = browser("Editor")
    client.get(address(live, "releases"))
    with CaptureQueriesContext(connection) as few:
        client.get(address(live, "releases"))
    for number in range(3):
        change(live, city_en=f"City {number}")
        factories.publish_now(live, timezone.now())
    with CaptureQueriesContext(connection) as many:
        client.get(address(live, "releases"))
    assert len(few) == len(many)
