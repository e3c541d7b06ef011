"""Translations that are missing or out of date, as the desk shows them, and the button that confirms one."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from events.models import Confirmation
from tests import factories
from tests.admin.desk_window import form_of
from tests.admin.filled import filled, opened

TEXT = "Le vide ne nous attend plus."


@pytest.fixture
def quote(full_forum: Any) -> Any:
    """A quote of the forum whose French words changed since they were translated."""
    row = full_forum.quotes.get()
    row.text_fr = TEXT
    row.save()
    return row


def button(page: Any) -> str:
    """What the one button “still right” of a page sends."""
    values = page.text.split('form="desk-still-right" name="text" value="')[1:]
    assert len(values) == 1
    return str(values[0].split('"')[0])


def outdated() -> bool:
    return Confirmation.objects.filter(outdated=True).exists()


def test_the_form_marks_the_field_and_shows_what_changed(desk: Client, quote: Any) -> None:
    page = desk.get(form_of(quote))
    assert [(mark.field, mark.outdated) for mark in page.context["marks"]] == [("id_text_en", True)]
    assert " added: </span>ne </ins>" in page.context["marks"][0].changes
    assert " plus</ins>" in page.context["marks"][0].changes


def test_the_form_of_the_forum_marks_the_fields_of_its_parts(desk: Client, quote: Any) -> None:
    quote.speaker.__class__.objects.filter(pk=quote.speaker.pk).update(biography_fr="Exemple.")
    quote.forum.sections.update(heading_en="")
    page = desk.get(form_of(quote.forum))
    marks = [(mark.field, mark.outdated) for mark in page.context["marks"]]
    assert marks == [("id_sections-0-heading_en", False), ("id_quotes-0-text_en", True)]


@pytest.mark.parametrize("way", ["its own form", "the form of the forum"])
def test_a_form_saved_with_another_source_marks_and_one_without_a_change_does_not(
    way: str, desk: Client, full_forum: Any
) -> None:
    quote = full_forum.quotes.get()
    address, name = (
        (form_of(quote), "text") if way == "its own form" else (form_of(full_forum), "quotes-0-text")
    )
    assert desk.post(address, filled(opened(desk, address))).status_code == 302
    assert not outdated()
    assert desk.post(address, filled(opened(desk, address), **{f"{name}_fr": TEXT})).status_code == 302
    assert outdated()
    assert desk.post(address, filled(opened(desk, address), **{f"{name}_en": "No more."})).status_code == 302
    assert not outdated()


def test_still_right_confirms_and_leads_back(desk: Client, quote: Any) -> None:
    sent = {"text": button(desk.get(form_of(quote))), "next": form_of(quote)}
    page = desk.post(reverse("still_right"), sent, follow=True)
    assert page.redirect_chain == [(form_of(quote), 302)]
    assert "counts as right" in page.text
    assert page.context["marks"] == ()
    assert not outdated()


def test_a_source_that_changed_again_is_not_confirmed_unseen(desk: Client, quote: Any) -> None:
    seen = button(desk.get(form_of(quote)))
    quote.text_fr = "Le vide nous attendra."
    quote.save()
    answer = desk.post(reverse("still_right"), {"text": seen}, headers={"accept": "application/json"})
    assert answer.json()["confirmed"] is False
    assert "changed again" in answer.json()["sentence"]
    assert outdated()


def test_who_may_not_change_the_row_has_no_button_and_is_refused(desk: Client, quote: Any) -> None:
    seen = button(desk.get(form_of(quote)))
    reader = Client()
    reader.force_login(User.objects.create_user("reader", is_staff=True))
    assert reader.post(reverse("still_right"), {"text": seen}).status_code == 403
    translator = Client()
    user = User.objects.create_user("translator", is_staff=True)
    user.groups.add(Group.objects.get(name="Translator"))
    translator.force_login(user)
    assert translator.post(reverse("still_right"), {"text": seen}).status_code == 302
    assert not outdated()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quote",
        "user 1 password fr x",
        "quote x text en y",
        "quote {uid} text de y",
        "quote {uid} slug en y",
    ],
)
def test_what_no_button_sends_is_not_found(text: str, desk: Client, quote: Any) -> None:
    sent = {"text": text.format(uid=quote.uid)}
    assert desk.post(reverse("still_right"), sent).status_code == 404
    assert desk.get(reverse("still_right"), sent).status_code == 405


def test_the_list_says_and_filters_what_is_out_of_date(desk: Client, quote: Any) -> None:
    factories.QuoteFactory(text_fr="Le vide est ailleurs.")
    address = reverse("admin:events_quote_changelist")
    assert "English: 1 text out of date" in desk.get(address).text
    found = desk.get(address, {"outdated": "en"}).context["cl"].queryset
    assert [row.pk for row in found] == [quote.pk]
    assert not desk.get(address, {"outdated": "fr"}).context["cl"].queryset
