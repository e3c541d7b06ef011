"""“New edition from this one”: what is proposed, what is carried, what stays behind."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events import models
from events.publishing.new_edition import Carried
from tests import factories
from tests.admin.workflow_cast import browser


def page_of(forum: Any) -> str:
    return reverse("new_edition", args=[forum.pk])


def begin(desk: Client, forum: Any, **said: Any) -> Any:
    """Begins an edition as proposed, but for what is ``said``, and gives it."""
    answer = desk.post(page_of(forum), proposed(desk, forum, **said), follow=True)
    assert answer.status_code == 200, answer.context["form"].errors
    return models.Forum.objects.order_by("-pk")[0], answer


def proposed(desk: Client, forum: Any, **said: Any) -> dict[str, Any]:
    form = desk.get(page_of(forum)).context["form"]
    return {**{name: form[name].value() for name in form.fields}, "start": "2031-01-01", **said}


@pytest.fixture
def forum(full_forum: Any) -> Any:
    """The edition of 2030, with two of everything shared."""
    full_forum.slug, full_forum.start, full_forum.end = "2030", date(2030, 5, 15), None
    full_forum.name_fr, full_forum.name_en = "Forum 2030", "Forum 2030 of Nowhere"
    full_forum.save()
    created = factories.InstituteFactory()
    factories.InvolvementFactory(forum=full_forum, institute=created, part="created-here")
    return full_forum


def test_the_next_year_and_number_are_proposed(desk: Client, forum: Any) -> None:
    said = proposed(desk, forum)
    assert (said["slug"], said["name_fr"], said["name_en"]) == ("2031", "Forum 2031", "Forum 2031 of Nowhere")
    assert said["ordinal"] == forum.ordinal + 1
    assert said["carried"] == ["place", "headings", "institutes"]
    factories.ForumFactory(slug="2031")
    assert proposed(desk, forum)["slug"] == "2032"


def test_what_stays_is_carried_and_what_does_not_is_cleared(desk: Client, forum: Any) -> None:
    new, answer = begin(desk, forum)
    assert (new.city_fr, new.city_en, new.theme_fr, new.hero_image) == ("Nulle-Part", "Nowhere", None, None)
    assert (new.start, new.precision, new.end, new.status) == (date(2031, 1, 1), "year", None, "scheduled")
    section, old = new.sections.get(), forum.sections.get()
    assert (section.heading_fr, section.slug) == (old.heading_fr, old.slug)
    assert (section.body_fr or "", section.uid != old.uid) == ("", True)
    assert [one.part for one in new.involvements.all()] == ["organiser"]
    for part in ("appearances", "quotes", "statistics", "sessions", "corrections"):
        assert not getattr(new, part).exists(), part
    assert not new.publications.exists()
    assert not new.releases.exists()
    assert "1 heading, 1 institute" in answer.text
    assert forum.quotes.count() == 1


def test_all_that_is_chosen_is_carried(desk: Client, forum: Any) -> None:
    new, _answer = begin(desk, forum, carried=[one.value for one in Carried])
    assert (new.theme_en, new.summary_fr, new.hero_image) == (
        forum.theme_en,
        forum.summary_fr,
        forum.hero_image,
    )
    assert new.sections.get().body_en == forum.sections.get().body_en
    assert new.appearances.get().role_fr == forum.appearances.get().role_fr


def test_a_translation_that_was_out_of_date_stays_so(desk: Client, forum: Any) -> None:
    section = forum.sections.get()
    section.heading_fr = "Un autre titre"
    section.save()
    new, _answer = begin(desk, forum)
    (one,) = models.Confirmation.objects.filter(uid=new.sections.get().uid, outdated=True)
    assert (one.field, one.language) == ("heading", "en")


def test_faults_are_named_and_nothing_typed_is_lost(desk: Client, forum: Any) -> None:
    said = proposed(desk, forum, slug="2030", ordinal=forum.ordinal, name_fr="", name_en="", start="soon")
    answer = desk.post(page_of(forum), said)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {"slug", "ordinal", "start", "name_fr"}
    assert 'value="soon"' in answer.text
    assert models.Forum.objects.count() == 1


def test_only_who_may_add_an_edition_begins_one(forum: Any) -> None:
    assert browser("Translator").get(page_of(forum)).status_code == 403
    assert browser("Editor").get(page_of(forum)).status_code == 200
    assert Client().get(page_of(forum)).status_code == 302
