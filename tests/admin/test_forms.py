"""Forms: both languages of a field in one row, links a line each, language codes, the one series."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events import models
from tests import factories
from tests.admin.desk_window import form_of
from tests.admin.filled import filled, opened
from tests.multiply import multiply


def change(desk: Client, row: Any, **changes: Any) -> Any:
    return desk.post(form_of(row), filled(opened(desk, form_of(row)), **changes))


def test_a_pair_stands_in_one_row_the_main_language_first(desk: Client) -> None:
    page = desk.get(form_of(factories.SpeakerFactory())).text
    assert "form-multiline field-name_fr field-name_en" in page
    assert page.index('name="name_fr"') < page.index('name="name_en"')


@pytest.mark.parametrize(("language", "name"), [("fr", "French"), ("en", "English")])
def test_a_field_of_a_pair_names_its_language(language: str, name: str, desk: Client) -> None:
    page = desk.get(form_of(factories.SpeakerFactory())).text
    field = re.search(rf'<input[^>]*name="name_{language}"[^>]*>', page)
    assert field
    assert f'lang="{language}"' in field[0]
    assert f"Name · {name}" in page


def test_the_fields_of_parts_name_their_language_too(desk: Client, full_forum: Any) -> None:
    page = desk.get(form_of(full_forum)).text
    for name in ("sections-0-body", "quotes-0-text", "sessions-0-abstract"):
        field = re.search(rf'<textarea[^>]*name="{name}_fr"[^>]*>', page)
        assert field
        assert 'lang="fr"' in field[0]


def test_both_languages_are_saved_and_neither_is_copied(desk: Client) -> None:
    speaker: Any = factories.SpeakerFactory(name_fr="", name_en="")
    assert change(desk, speaker, name_fr="Le nom", name_en="").status_code == 302
    speaker.refresh_from_db()
    assert (speaker.name_fr, speaker.name_en or "") == ("Le nom", "")


def test_a_whole_forum_is_saved_with_its_parts(desk: Client, full_forum: Any) -> None:
    changes = {
        "theme_en": "Another theme",
        "sections-0-heading_fr": "Autre titre",
        "appearances-0-role_en": "Another role",
        "quotes-0-text_fr": "Autres mots",
        "statistics-0-value": "1234.5",
        "involvements-0-part": "host",
        "sessions-0-title_en": "Another title",
    }
    assert change(desk, full_forum, **changes).status_code == 302
    full_forum.refresh_from_db()
    assert full_forum.theme_en == "Another theme"
    assert full_forum.sections.get().heading_fr == "Autre titre"
    assert full_forum.appearances.get().role_en == "Another role"
    assert full_forum.quotes.get().text_fr == "Autres mots"
    assert str(full_forum.statistics.get().value.normalize()) == "1234.5"
    assert full_forum.involvements.get().part == "host"
    assert full_forum.sessions.get().title_en == "Another title"


def test_a_quote_stands_in_a_section_of_its_own_forum_alone(desk: Client, full_forum: Any) -> None:
    stranger = factories.SectionFactory()
    answer = change(desk, full_forum, **{"quotes-0-section": stranger.pk})
    assert "That choice is not one of the available choices" in answer.text
    own = factories.SectionFactory(forum=full_forum)
    assert change(desk, full_forum, **{"quotes-0-section": own.pk}).status_code == 302
    assert full_forum.quotes.get().section == own


def test_a_forum_with_more_fields_than_django_takes_by_itself_is_saved_whole(desk: Client) -> None:
    forum = factories.make_full_forum()
    multiply(16)
    sent = filled(opened(desk, form_of(forum), rows="all"), theme_en="Large")
    assert len(sent) > 1000
    assert desk.post(form_of(forum), sent).status_code == 302
    forum.refresh_from_db()
    assert forum.theme_en == "Large"


def test_a_figure_is_shown_without_the_noughts_of_its_column(desk: Client, full_forum: Any) -> None:
    page = desk.get(form_of(full_forum.statistics.get())).text
    assert 'value="207133000000"' in page
    assert 'value="21.37"' in page


def test_links_are_edited_as_one_address_a_line(desk: Client) -> None:
    speaker = factories.SpeakerFactory(links=["https://example.org/a", "https://example.org/b"])
    page = desk.get(form_of(speaker)).text
    assert re.search(r'name="links"[^>]*>\s*https://example.org/a\nhttps://example.org/b', page)
    text = " https://example.org/c \r\n\r\nhttps://example.org/d"
    assert change(desk, speaker, links=text).status_code == 302
    speaker.refresh_from_db()
    assert speaker.links == ["https://example.org/c", "https://example.org/d"]
    assert change(desk, speaker, links="").status_code == 302
    speaker.refresh_from_db()
    assert speaker.links == []


@pytest.mark.parametrize("text", ["javascript:alert(1)", "not an address", "https://example.org\nx"])
def test_what_is_no_web_address_is_refused_and_stays_on_the_form(text: str, desk: Client) -> None:
    answer = change(desk, factories.SpeakerFactory(), links=text)
    assert "is not a web address." in answer.text
    assert text.splitlines()[0] in answer.text


@pytest.mark.parametrize("code", ["zh-hans", "fr", "pt-br"])
def test_a_language_code_is_taken(code: str, desk: Client) -> None:
    assert change(desk, factories.SpeakerFactory(), native_language=code).status_code == 302


@pytest.mark.parametrize("code", ["Chinese", "zh_hans", "ZH-hans", "xx-yy-zz", "fr; drop", "-"])
def test_what_is_no_language_code_is_refused(code: str, desk: Client) -> None:
    answer = change(desk, factories.SpeakerFactory(), native_language=code)
    assert "is not a language code." in answer.text


def test_a_slug_is_offered_from_the_name_in_the_main_language(desk: Client) -> None:
    assert "#id_name_fr" in desk.get("/admin/events/speaker/add/").text


def test_the_list_of_the_series_leads_to_its_one_row(desk: Client) -> None:
    assert desk.get("/admin/events/series/").status_code == 200
    assert desk.get("/admin/events/series/add/").status_code == 200
    series = factories.SeriesFactory()
    assert desk.get("/admin/events/series/").url == form_of(series)
    assert desk.get("/admin/events/series/add/").status_code == 403
    assert desk.post(reverse("admin:events_series_delete", args=[series.pk])).status_code == 403


def test_what_is_still_named_elsewhere_is_not_deleted(desk: Client, full_forum: Any) -> None:
    speaker = full_forum.quotes.get().speaker
    page = desk.post(reverse("admin:events_speaker_delete", args=[speaker.pk]), {"post": "yes"})
    assert page.status_code == 200
    assert models.Speaker.objects.filter(pk=speaker.pk).exists()


def test_a_published_forum_is_not_deleted(desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum)
    page = desk.post(reverse("admin:events_forum_delete", args=[full_forum.pk]), {"post": "yes"})
    assert "This edition was submitted or published." in page.text
    assert "permission" not in page.text
    assert reverse("admin:events_forum_publishing", args=[full_forum.pk]) in page.text
    chosen = {"action": "delete_selected", "_selected_action": [full_forum.pk]}
    assert "withdraw them" in desk.post(reverse("admin:events_forum_changelist"), chosen).text
    assert models.Forum.objects.filter(pk=full_forum.pk).exists()


def test_whoever_deletes_reads_of_the_trash_before(desk: Client) -> None:
    speaker = factories.SpeakerFactory()
    assert (
        "kept in the trash for 30 days"
        in desk.get(reverse("admin:events_speaker_delete", args=[speaker.pk])).text
    )
    chosen = {"action": "delete_selected", "_selected_action": [speaker.pk]}
    assert (
        "kept in the trash for 30 days" in desk.post(reverse("admin:events_speaker_changelist"), chosen).text
    )


@pytest.mark.parametrize("model", [models.Release, models.Publication])
def test_records_are_read_and_never_changed(model: Any, desk: Client, full_forum: Any) -> None:
    factories.publish_now(full_forum)
    row = model.objects.get()
    name = f"admin:events_{model._meta.model_name}"
    assert desk.get(form_of(row)).status_code == 200
    assert desk.post(form_of(row), {"note": "x"}).status_code == 403
    assert desk.get(reverse(f"{name}_add")).status_code == 403
    assert desk.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert model.objects.count() == 1


def test_a_release_shows_its_snapshot(desk: Client, full_forum: Any) -> None:
    publication = factories.publish_now(full_forum)
    assert "&quot;schema_version&quot;" in desk.get(form_of(publication.release)).text


def test_a_list_tells_what_is_not_translated(desk: Client) -> None:
    factories.SpeakerFactory(name_en="", biography_fr="Rien.", biography_en="")
    factories.SpeakerFactory(slug="whole")
    page = desk.get("/admin/events/speaker/")
    assert "English: 2 texts missing" in page.text
    assert "complete" in page.text
    found = desk.get("/admin/events/speaker/", {"missing": "en"})
    assert found.context["cl"].result_count == 1
    assert desk.get("/admin/events/speaker/", {"missing": "fr"}).context["cl"].result_count == 0
    assert desk.get("/admin/events/speaker/", {"missing": "xx"}).context["cl"].result_count == 2


def test_a_list_of_forums_tells_what_is_in_public(desk: Client, full_forum: Any) -> None:
    assert "not published" in desk.get("/admin/events/forum/").text
    factories.publish_now(full_forum, now=full_forum.created)
    assert '<td class="field-in_public">live</td>' in desk.get("/admin/events/forum/").text
