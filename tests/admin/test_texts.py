"""What the front page counts of each edition and language, and the list that each count leads to."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import models
from events.admin.publishing_overview import overview
from events.admin.shown_by import shown_by
from events.translation import TRANSLATED
from tests import factories

pytestmark = pytest.mark.usefixtures("kept_forum")


def counts(forum: Any) -> dict[str, dict[str, int]]:
    """Language → what is lacking → how often, as the front page has it."""
    row = next(row for row in overview(timezone.now()) if row.forum == forum)
    return {one.language: {count.lack: count.number for count in one.lacks} for one in row.languages}


def listed(desk: Client, forum: Any, **asked: str) -> list[Any]:
    page = desk.get(reverse("forum_texts", args=[forum.pk]), asked)
    assert page.status_code == 200
    return list(page.context["texts"])


@pytest.fixture
def forum(full_forum: Any) -> Any:
    """An edition that lacks one text of each kind in English, and a source in both languages."""
    models.Section.objects.update(body_en="")
    models.Quote.objects.update(source_title_fr="", source_title_en="")
    portrait = models.Speaker.objects.exclude(portrait=None).get().portrait_id
    models.Image.objects.filter(pk=portrait).update(alt_en="")
    figure = full_forum.statistics.get()
    figure.label_fr = "Volume du grand vide"
    figure.save()
    return full_forum


def test_each_language_is_counted_by_what_its_texts_lack(forum: Any) -> None:
    assert counts(forum) == {
        "French": {"without source": 1},
        "English": {"missing": 1, "out of date": 1, "without source": 1, "without alternative text": 1},
    }


def test_an_edition_that_lacks_nothing_is_complete(full_forum: Any, desk: Client) -> None:
    assert counts(full_forum) == {"French": {}, "English": {}}
    assert desk.get(reverse("admin:index")).text.count("texts complete") == 2


def test_a_required_text_is_missed_where_no_language_has_it(full_forum: Any) -> None:
    models.Forum.objects.update(name_fr="", name_en="", theme_fr="", theme_en="")
    assert counts(full_forum) == {"French": {"missing": 2}, "English": {"missing": 2}}


def test_a_new_edition_with_a_name_alone_is_not_complete(desk: Client) -> None:
    bare = factories.ForumFactory(theme_fr="", theme_en="", summary_fr="", summary_en="")
    assert counts(bare) == {"French": {"missing": 2}, "English": {"missing": 2}}
    addresses = [text.address for text in listed(desk, bare, language="en")]
    assert {address.split("#")[1] for address in addresses} == {"id_theme_en", "id_summary_en"}
    listing = desk.get(reverse("admin:events_forum_changelist"), {"missing": "en"})
    assert "English: 2 texts missing" in listing.text


def test_a_theme_is_missed_in_the_language_that_it_stays_in(full_forum: Any) -> None:
    models.Forum.objects.update(theme_fr="Le vide", theme_en="", theme_language="en")
    assert counts(full_forum) == {"French": {}, "English": {"missing": 1}}


def test_a_theme_that_stays_in_its_own_language_is_missed_in_no_other(full_forum: Any, desk: Client) -> None:
    models.Forum.objects.update(theme_fr="", theme_en="Nothing to Nobody", theme_language="en")
    assert counts(full_forum) == {"French": {}, "English": {}}
    form = reverse("admin:events_forum_change", args=[full_forum.pk])
    page = desk.get(form)
    assert page.context["marks"] == ()
    assert page.text.count('data-kept-by="theme_language"') == 2  # as one writes, the script asks that field
    listed_as_missing = desk.get(reverse("admin:events_forum_changelist"), {"missing": "fr"})
    assert list(listed_as_missing.context["cl"].result_list) == []


def test_what_is_shared_counts_for_each_edition_that_shows_it(full_forum: Any) -> None:
    other = factories.ForumFactory()
    speaker = models.Speaker.objects.exclude(portrait=None).get()
    models.Image.objects.filter(pk=speaker.portrait_id).update(alt_fr="")
    assert counts(other)["French"] == {}
    factories.QuoteFactory(forum=other, speaker=speaker)
    assert counts(other)["French"] == {"without alternative text": 1}


def test_every_kind_of_text_is_an_edition_s_own_or_shown_by_some(full_forum: Any) -> None:
    shown = shown_by()
    for model in TRANSLATED:
        if model is not models.Forum and "forum" not in {field.name for field in model._meta.fields}:
            assert full_forum.pk in {
                pk for row in model._default_manager.all() for pk in shown(model, row.pk)
            }


def test_every_count_leads_to_as_many_fields_that_are_there(forum: Any, desk: Client) -> None:
    page = desk.get(reverse("admin:index")).text
    for row in overview(timezone.now()):
        for count in (count for one in row.languages for count in one.lacks):
            assert count.address.replace("&", "&amp;") in page
            found = desk.get(count.address).context["texts"]
            assert len(found) == count.number
            for text in found:
                address, _hash, field = text.address.partition("#")
                assert f'id="{field}"' in desk.get(address).text, text


def test_the_list_shows_what_changed_and_confirms_it(forum: Any, desk: Client) -> None:
    (text,) = listed(desk, forum, lack="outdated", language="en")
    assert "added:" in text.mark.changes
    desk.post(reverse("still_right"), {"text": text.mark.confirms})
    assert listed(desk, forum, lack="outdated") == []


@pytest.mark.parametrize("asked", [{}, {"language": "xx", "lack": "nothing"}])
def test_the_list_without_a_choice_shows_all(asked: Any, forum: Any, desk: Client) -> None:
    assert len(listed(desk, forum, **asked)) == 5


def test_the_list_takes_as_many_queries_for_many_texts(forum: Any, desk: Client) -> None:
    listed(desk, forum)
    with CaptureQueriesContext(connection) as few:
        listed(desk, forum)
    for _row in range(5):
        factories.QuoteFactory(forum=forum, text_en="", source_title_en="")
    with CaptureQueriesContext(connection) as many:
        assert len(listed(desk, forum)) == 15
    assert len(few) == len(many)


def test_who_may_not_see_forums_sees_no_texts(forum: Any) -> None:
    client = Client()
    assert client.get(reverse("forum_texts", args=[forum.pk])).status_code == 302
