"""The checks on the desk: what is found in a form as it stands, and what the page about them says."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import models
from events.admin.dead_links import dead_links
from events.admin.findings import shown_findings
from events.admin.languages import column
from events.publishing import freeze, site_languages
from events.publishing.checks import CATALOGUE
from events.publishing.readiness import findings
from events.translation import TRANSLATED
from tests import factories
from tests.admin.filled import filled, opened
from tests.admin.preview_desk import rows

pytestmark = pytest.mark.usefixtures("kept_forum")

COPIED = "These are the very same words in both of the languages"


def checked(desk: Client, row: Any, **changes: Any) -> dict[str, Any]:
    kind = row._meta.model_name
    page = opened(desk, reverse(f"admin:events_{kind}_change", args=[row.pk]))
    answer = desk.post(reverse("check_form", args=[kind, row.pk]), filled(page, **changes))
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def found(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["field"], one["code"]) for one in told["findings"]]


def test_a_form_as_it_is_typed_is_checked_and_nothing_is_written(desk: Client, full_forum: Any) -> None:
    quote, before = full_forum.quotes.get(), rows()
    told = checked(desk, quote, text_en="The void awaits 5,000 of us.", text_fr="L'heure", speaker="")
    assert found(told) == [
        ("id_speaker", "quote-speaker"),
        ("id_text_en", "figures-differ"),
        ("id_text_fr", "typography"),
    ]
    assert told["findings"][0]["error"] is True
    assert told["findings"][2]["mended"] == "L’heure"
    assert told["findings"][2]["advice"] == "/admin/events/checks/#typography"
    assert rows() == before


def test_the_rows_of_a_list_are_checked_in_their_place(desk: Client, full_forum: Any) -> None:
    factories.StatisticFactory(forum=full_forum)
    told = checked(desk, full_forum, **{"statistics-1-value": "1,5 million", "statistics-1-period": ""})
    assert found(told) == [("id_statistics-1-period", "figure-period")]
    assert [note["field"] for note in told["figures"]] == ["id_statistics-1-value"]
    assert told["figures"][0]["shown"][0]["text"] == "1,5\u00a0million de yuans"


def test_a_row_that_is_marked_to_go_is_not_checked(desk: Client, full_forum: Any) -> None:
    told = checked(desk, full_forum, **{"statistics-0-period": "", "statistics-0-DELETE": "on"})
    assert found(told) == []


def test_a_new_row_is_checked_and_an_empty_one_has_no_findings(desk: Client, db: None) -> None:
    address = reverse("check_form", args=["quote", 0])
    assert desk.post(address, {"text_fr": ""}).json() == {"findings": [], "figures": []}
    assert ("id_speaker", "quote-speaker") in found(desk.post(address, {"text_fr": "Le vide."}).json())


@pytest.mark.parametrize(("kind", "pk"), [("user", 1), ("appearance", 0), ("quote", 999)])
def test_what_has_no_form_is_not_found(kind: str, pk: int, desk: Client) -> None:
    assert desk.post(reverse("check_form", args=[kind, pk])).status_code == 404


def test_who_may_not_see_the_form_is_refused(full_forum: Any) -> None:
    client = Client()
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.post(reverse("check_form", args=["forum", full_forum.pk])).status_code == 403
    assert client.post(reverse("check_form", args=["quote", 0])).status_code == 403


def test_links_to_pages_that_are_not_there_are_dead(full_forum: Any, settings: Any) -> None:
    factories.publish_now(full_forum, timezone.now())
    is_dead = dead_links()
    there = f"/fr/forums/{full_forum.slug}/"
    assert not is_dead(there)
    assert not is_dead(f"{settings.ORIGIN}{there}?a#b")
    assert is_dead("/fr/forums/1066/")
    assert is_dead(f"{settings.ORIGIN}/fr/nothing/")
    assert not is_dead("https://example.org/fr/nothing/")
    assert not is_dead("")


def test_the_publishing_page_leads_from_each_finding_to_its_field_and_its_advice(
    desk: Client, full_forum: Any
) -> None:
    models.Speaker.objects.update(biography_fr="C'est ici.")
    models.Section.objects.update(body_fr='<p><a href="/fr/nulle-part/">Le vide</a></p>')
    page = desk.get(reverse("admin:events_forum_publishing", args=[full_forum.pk]))
    told = {one.address.partition("#")[2]: one for one in page.context["state"].findings}
    assert told["id_sections-0-body_fr"].advice.startswith("/admin/events/checks/#")
    assert told["id_biography_fr"].address.startswith("/admin/events/speaker/")
    assert "#dead-link" in page.text
    assert page.text.count("/admin/events/checks/#typography") == models.Speaker.objects.count()


@pytest.mark.parametrize("page", ["publishing", "review"])
def test_a_finding_of_every_kind_leads_to_its_form(desk: Client, full_forum: Any, page: str) -> None:
    """A text in one language alone, or the same in both, in each field of each row that is shown."""
    for model, fields in TRANSLATED.items():
        told = {column(name, code): COPIED for name in fields for code in ("fr", "en") if "url" not in name}
        model._default_manager.update(
            **{name: text for name, text in told.items() if "rendering" not in name}
        )
    models.Correction.objects.update(note_fr="")
    shown = shown_findings(full_forum, freeze(full_forum))
    found = findings(freeze(full_forum), site_languages())
    kinds = {model._meta.model_name for model in TRANSLATED}
    assert {finding.subject.partition(" ")[0] for finding in found} == kinds
    named = {str(model._meta.verbose_name).lower() for model in TRANSLATED}
    assert {one.where.partition(" “")[0].lower() for one in shown} == named
    answer = desk.get(reverse(f"admin:events_forum_{page}", args=[full_forum.pk]))
    assert "#id_corrections-0-note_fr" in answer.text


def test_a_finding_on_what_was_deleted_since_leads_to_the_form_of_the_forum(full_forum: Any) -> None:
    models.Section.objects.update(heading_en="")
    snapshot = freeze(full_forum)
    models.Section.objects.all().delete()
    (form,) = {one.address for one in shown_findings(full_forum, snapshot) if "heading" in one.address}
    assert form.startswith(reverse("admin:events_forum_change", args=[full_forum.pk]))


@pytest.mark.parametrize(("language", "title"), [("en", "A quote has no source"), ("fr", "Une citation")])
def test_the_page_of_the_checks_has_an_address_for_each(language: str, title: str, desk: Client) -> None:
    page = desk.get(reverse("checks"), headers={"accept-language": language}).text
    assert title in page
    for code in CATALOGUE:
        assert f'id="{code}"' in page


def test_checking_a_form_takes_as_many_queries_for_many_rows(desk: Client, full_forum: Any) -> None:
    def queries() -> int:
        page = opened(desk, reverse("admin:events_forum_change", args=[full_forum.pk]))
        sent = {**filled(page), "sections-0-heading_fr": "Le vide !"}
        with CaptureQueriesContext(connection) as asked:
            desk.post(reverse("check_form", args=["forum", full_forum.pk]), sent)
        return len(asked)

    few = queries()
    for _number in range(4):
        factories.QuoteFactory(forum=full_forum)
    assert queries() == few
