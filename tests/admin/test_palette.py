"""The command palette: what it finds, for whom, and at what cost."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.admin.folded_text import folded_words, pattern, says
from tests import factories
from tests.admin.workflow_cast import browser


def asked(client: Client, words: str) -> dict[str, list[str]]:
    """Group → its labels, as the script gets them."""
    answer = client.get(reverse("find"), {"q": words}, headers={"accept": "application/json"})
    return {group["name"]: [one["label"] for one in group["results"]] for group in answer.json()["groups"]}


@pytest.mark.parametrize("typed", ["eleve", "Élève", "ÉLEVE", "e\u0301leve"])
def test_accents_and_case_make_no_difference(typed: str, desk: Client, db: None) -> None:
    factories.SpeakerFactory(name_fr="Chloé Élève", name_en="Chloe E\u0301le\u0300ve")
    assert asked(desk, typed)["Speakers"] == ["Chloe E\u0301le\u0300ve"]


def test_words_with_ligatures_and_signs_are_found(desk: Client, db: None) -> None:
    factories.SectionFactory(heading_fr="Le cœur [1+1]", heading_en="")
    assert asked(desk, "coeur 1+1")["Sections"] == ["Le cœur [1+1]"]
    assert asked(desk, "œur")["Sections"] == ["Le cœur [1+1]"]
    assert "Sections" not in asked(desk, "cour")


def test_every_kind_of_content_is_found_and_leads_to_its_form(desk: Client, full_forum: Any) -> None:
    answer = desk.get(reverse("find"), {"q": "vide"}, headers={"accept": "application/json"})
    groups = {group["name"]: group["results"] for group in answer.json()["groups"]}
    assert set(groups) == {"Forums", "Institutes", "Quotes", "Figures", "Pictures"}
    for found in (one for results in groups.values() for one in results):
        assert desk.get(found["address"]).status_code == 200
    assert len(groups["Pictures"]) <= 8


def test_commands_lead_to_pages_that_open(desk: Client, full_forum: Any) -> None:
    answer = desk.get(
        reverse("find"), {"q": f"publish {full_forum.slug}"}, headers={"accept": "application/json"}
    )
    addresses = [one["address"] for group in answer.json()["groups"] for one in group["results"]]
    assert reverse("admin:events_forum_publishing", args=[full_forum.pk]) in addresses
    assert "Add: speaker" in asked(desk, "add sp")["Commands"]
    assert "Go to: Speakers" in asked(desk, "")["Commands"]
    assert asked(desk, "no such words") == {}


def test_nobody_finds_what_they_may_not_see(db: None) -> None:
    factories.make_full_forum()
    user = User.objects.create_user("wu", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_speaker"))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    found = asked(client, "ex")
    assert set(found) == {"Speakers"}
    assert not any("Add:" in one or "Publish" in one for one in asked(client, "")["Commands"])
    assert not any(one.startswith("Add: forum") for one in asked(browser("Translator"), "")["Commands"])
    assert Client().get(reverse("find")).status_code == 302


def test_more_rows_cost_no_more_queries(desk: Client, full_forum: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        asked(desk, "vide")
    for _number in range(3):
        factories.QuoteFactory()
        factories.StatisticFactory()
    with CaptureQueriesContext(connection) as many:
        assert len(asked(desk, "vide")["Quotes"]) == 4
    assert len(few) == len(many)


def test_without_a_script_it_is_a_page(desk: Client, db: None) -> None:
    factories.SpeakerFactory(name_fr="Ada <Exemple>", name_en="")
    page = desk.get(reverse("find"), {"q": "ada"}).text
    assert "Ada &lt;Exemple&gt;" in page
    assert f'href="{reverse("find")}"' in page
    assert "Nothing found." in desk.get(reverse("find"), {"q": "xyzzy"}).text


def test_words_are_compared_by_their_beginnings() -> None:
    assert says("Publish, plan or withdraw · Été", folded_words("pub ete"))
    assert not says("Publish", folded_words("lish"))
    assert pattern("1") == "1"
