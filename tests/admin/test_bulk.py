"""Several rows at once, lists that are kept under a name, and the filter for what has no source."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events import models
from tests import factories
from tests.admin.workflow_cast import browser


def list_of(name: str) -> str:
    return reverse(f"admin:events_{name}_changelist")


def act(client: Client, name: str, action: str, rows: Any, **said: Any) -> Any:
    sent = {"action": action, "_selected_action": [row.pk for row in rows], **said}
    return client.post(list_of(name), sent, follow=True)


@pytest.fixture
def outdated(full_forum: Any) -> list[Any]:
    """Two quotes whose English is out of date."""
    quotes = [full_forum.quotes.get(), factories.QuoteFactory(forum=full_forum)]
    for quote in quotes:
        quote.text_fr = "Le vide ne nous attend plus."
        quote.save()
    return quotes


def test_chosen_translations_are_shown_and_confirmed(desk: Client, outdated: list[Any]) -> None:
    page = act(desk, "quote", "confirm_translations", outdated)
    values = [text["value"] for text in page.context["texts"]]
    assert len(values) == 2
    assert "plus" in page.text
    page = act(desk, "quote", "confirm_translations", outdated, confirmed="1", text=values[:1])
    assert "1 translation confirmed." in page.text
    assert models.Confirmation.objects.filter(outdated=True).count() == 1
    outdated[1].text_fr = "Autre chose."
    outdated[1].save()
    page = act(desk, "quote", "confirm_translations", outdated, confirmed="1", text=values[1:])
    assert "stay out of date" in page.text
    assert "No translation" in act(desk, "quote", "confirm_translations", outdated[:1]).text


def test_rows_are_put_into_a_section_of_their_forum(desk: Client, outdated: list[Any]) -> None:
    section = factories.SectionFactory(forum=outdated[0].forum)
    page = act(desk, "quote", "set_section", outdated)
    assert [choice[0] for choice in page.context["form"].fields["section"].choices][1:]
    page = act(desk, "quote", "set_section", outdated, confirmed="1", section=section.pk)
    assert "2 rows moved." in page.text
    assert section.quotes.count() == 2
    elsewhere = factories.SectionFactory()
    page = act(desk, "quote", "set_section", outdated, confirmed="1", section=elsewhere.pk)
    assert page.context["form"].errors
    page = act(desk, "quote", "set_section", [*outdated, factories.QuoteFactory()])
    assert "one forum" in page.text


def test_one_edition_is_published_and_several_are_submitted(desk: Client, full_forum: Any) -> None:
    page = act(desk, "forum", "publish_or_submit", [full_forum])
    assert page.redirect_chain[-1][0] == reverse("admin:events_forum_publishing", args=[full_forum.pk])
    bare = factories.ForumFactory(name_fr="", name_en="")
    page = act(desk, "forum", "publish_or_submit", [full_forum, bare])
    assert not models.Review.objects.exists()
    page = act(desk, "forum", "publish_or_submit", [full_forum, bare], confirmed="1", note="Both.")
    review = models.Review.objects.get()
    assert (review.forum, review.note) == (full_forum, "Both.")
    assert f"{bare}: " in page.text


def test_a_filter_is_kept_shared_and_deleted_by_its_owner(desk: Client, db: None) -> None:
    keep, delete = reverse("keep_filter", args=["quote"]), reverse("delete_filter", args=["quote"])
    sent = {"query": "missing=en&p=2", "name": "To translate", "shared": "on"}
    answer = desk.post(keep, sent)
    assert answer.url == f"{list_of('quote')}?missing=en"
    assert "already have" in desk.post(keep, sent, follow=True).text
    other = browser("Editor")
    page = other.get(list_of("quote"))
    assert 'href="?missing=en"' in page.text
    (row,) = models.SavedFilter.objects.all()
    assert other.post(delete, {"filter": row.pk}).status_code == 404
    models.SavedFilter.objects.update(shared=False)
    assert "To translate" not in other.get(list_of("quote")).text
    assert "To translate" in desk.get(list_of("quote")).text
    assert "To translate" not in desk.get(list_of("speaker")).text
    desk.post(delete, {"filter": row.pk})
    assert not models.SavedFilter.objects.exists()
    assert desk.post(reverse("keep_filter", args=["nothing"]), sent).status_code == 404
    assert desk.post(keep, {"query": "", "name": ""}, follow=True).status_code == 200


def test_the_list_filters_what_has_no_source(desk: Client, full_forum: Any) -> None:
    bare = factories.QuoteFactory(source_title_en="")
    found = desk.get(list_of("quote"), {"no_source": "en"}).context["cl"].queryset
    assert [row.pk for row in found] == [bare.pk]
