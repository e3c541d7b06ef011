"""The guide: the same sections in each language, and one for each screen."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.admin.comment_rows import COMMENTED
from events.admin.guide import _SECTIONS, sections
from events.admin.help_texts import HELP


def test_the_guide_has_the_same_sections_in_both_languages() -> None:
    french, english = ([one.anchor for one in sections(language)] for language in ("fr", "en"))
    assert french == english
    assert {anchor for _expression, anchor in _SECTIONS} <= set(english)
    assert [one.anchor for one in sections("de")] == english


def test_the_french_guide_keeps_its_spaces() -> None:
    text = "".join(one.heading + one.html for one in sections("fr"))
    assert not re.search(r"« | [:;!?»]", text)


@pytest.mark.parametrize(("language", "heading"), [("fr", "Rien ne se perd"), ("en", "Nothing is lost")])
def test_it_is_read_at_the_desk(language: str, heading: str, desk: Client) -> None:
    page = desk.get(reverse("guide"), headers={"accept-language": language}).text
    assert f'<h2 id="kept-heading">{heading}</h2>' in page
    assert "<strong>" in page
    assert "**" not in page


def test_each_screen_opens_its_section(desk: Client, full_forum: Any) -> None:
    wanted = {
        reverse("admin:index"): "front",
        reverse("admin:events_forum_change", args=[full_forum.pk]): "edition",
        reverse("admin:events_forum_publishing", args=[full_forum.pk]): "publishing",
        reverse("admin:events_forum_history", args=[full_forum.pk]): "kept",
        reverse("admin:events_quote_changelist"): "lists",
        reverse("admin:events_image_add"): "pictures",
        reverse("admin:events_statistic_add"): "figures",
        reverse("new_edition", args=[full_forum.pk]): "new-edition",
        reverse("comments"): "comments",
        reverse("admin:auth_user_changelist"): "accounts",
    }
    for address, anchor in wanted.items():
        assert f'href="{reverse("guide")}#{anchor}"' in desk.get(address).text, address


def test_fields_whose_models_say_nothing_have_help_with_an_example(desk: Client, full_forum: Any) -> None:
    page = desk.get(reverse("admin:events_forum_change", args=[full_forum.pk]))
    form = page.context["adminform"].form
    assert "Example" in form.fields["theme_fr"].help_text
    assert str(form.fields["theme_fr"].help_text) in page.text
    for (kind, name), text in HELP.items():
        assert "xample" in str(text)
        assert COMMENTED[kind]._meta.get_field(name)
