"""Share links as their readers meet them."""

import hashlib
import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from events import models
from events.pages import Kind, parse
from events.publishing import withdraw
from events.serving.delivery import planned
from events.serving.live import load_live_state
from tests import factories
from tests.images.pictures import quarters, saved
from tests.serving.sharing import DRAFT, home, link_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_forum")]


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    settings.ORIGIN = "https://forum.example"


@pytest.fixture
def forum(full_forum: Any) -> Any:
    """Published, and changed since."""
    factories.publish_now(full_forum, now=timezone.now())
    full_forum.refresh_from_db()
    full_forum.summary_fr = full_forum.summary_en = DRAFT
    full_forum.save()
    return full_forum


def test_the_link_leads_to_the_forum_in_the_readers_language(forum: Any, client: Client) -> None:
    _link, address = link_to(forum)
    for language in ("fr", "en"):
        response = client.get(address, headers={"accept-language": language})
        assert (response.status_code, response["location"]) == (302, home(forum, address, language))


def test_the_working_copy_is_read_as_it_stands(forum: Any, client: Client) -> None:
    _link, address = link_to(forum)
    assert DRAFT in client.get(home(forum, address)).text
    forum.summary_fr = "Encore autre chose"
    forum.save()
    page = client.get(home(forum, address)).text
    assert "Encore autre chose" in page
    assert DRAFT not in page


def test_a_pinned_release_does_not_change_with_the_working_copy(forum: Any, client: Client) -> None:
    _link, address = link_to(forum, release=forum.releases.get())
    before = client.get(home(forum, address)).content
    forum.summary_fr = "Encore autre chose"
    forum.save()
    models.Speaker.objects.update(name_fr="Autre Nom", name_en="Another Name")
    assert client.get(home(forum, address)).content == before
    assert DRAFT not in before.decode()


def test_a_pinned_release_does_not_change_with_later_releases(forum: Any, client: Client) -> None:
    _link, address = link_to(forum, release=forum.releases.get(number=1))
    before = client.get(home(forum, address)).content
    factories.publish_now(forum, now=timezone.now())
    assert DRAFT in models.Release.objects.get(number=2).snapshot
    assert client.get(home(forum, address)).content == before


def test_people_are_as_the_pinned_release_has_them(forum: Any, client: Client) -> None:
    speaker = forum.appearances.get().speaker
    _link, address = link_to(forum, release=forum.releases.get())
    later: Any = factories.ForumFactory(slug="later")
    factories.AppearanceFactory(forum=later, speaker=speaker)
    known = speaker.name_fr
    speaker.name_fr = "Nom Plus Récent"
    speaker.save()
    factories.publish_now(later, now=timezone.now())
    page = client.get(f"{address}fr/intervenants/{speaker.slug}/").text
    assert known in page
    assert "Nom Plus Récent" not in page


def test_the_other_editions_are_there_as_they_are_live(forum: Any, client: Client) -> None:
    other: Any = factories.ForumFactory(slug="other")
    factories.publish_now(other, now=timezone.now())
    _link, address = link_to(forum)
    assert other.name_fr in client.get(f"{address}fr/forums/other/").text


def test_a_withdrawn_forum_is_read_in_its_preview(forum: Any, client: Client) -> None:
    withdraw(forum, factories.act_on(forum, timezone.now()), reason="")
    _link, address = link_to(forum)
    assert client.get(home(forum, address)).status_code == 200


def test_every_link_inside_stays_inside_and_leads_somewhere(forum: Any, client: Client) -> None:
    _link, address = link_to(forum, release=forum.releases.get())  # quicker read than the working copy
    waiting, seen = [home(forum, address)], set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        if not response["content-type"].startswith("text/html"):
            continue
        for link in re.findall(r'(?:href|src|action)="(/[^"]*)"', response.text):
            target = html.unescape(link).partition("#")[0]
            if "recherche" in target or "search" in target:
                continue
            inside = target.startswith((address, "/preview/assets/", "/static/", "/media/"))
            assert inside, (path, target)
            if target.startswith(address) and target not in seen:
                waiting.append(target)
    kinds = {place.kind for path in seen if (place := parse(path[len(address) - 1 :]))}
    assert kinds == set(Kind) - {Kind.SEARCH}


def test_styles_come_from_an_address_that_is_answered(forum: Any, client: Client) -> None:
    _link, address = link_to(forum)
    page = client.get(home(forum, address)).text
    (sheet,) = re.findall(r'href="(/preview/assets/site[^"]+)"', page)
    response = client.get(sheet)
    assert (response.status_code, response["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in response["cache-control"]
    assert client.get("/preview/assets/other.css").status_code == 404


def test_the_search_says_that_it_finds_what_is_published(forum: Any, client: Client) -> None:
    _link, address = link_to(forum)
    page = client.get(f"{address}en/search/?q=void")
    assert "No search in a preview" in page.text
    assert 'href="/en/search/"' in page.text


@pytest.mark.parametrize(
    ("language", "release", "words"),
    [
        ("en", False, "You see the working copy as it stands now."),
        ("en", True, "You see release 1 of"),
    ],
)
def test_a_banner_says_what_is_seen(
    forum: Any, client: Client, language: str, release: bool, words: str
) -> None:
    _link, address = link_to(forum, release=forum.releases.get() if release else None)
    page = client.get(home(forum, address, language)).text
    assert "Preview, not the public page." in page
    assert words in page
    assert page.index("preview-banner") < page.index("masthead")


def test_no_page_names_a_public_address_to_machines(forum: Any, client: Client) -> None:
    _link, address = link_to(forum)
    page = client.get(home(forum, address)).text
    assert '<meta name="robots" content="noindex">' in page
    for told in ('rel="canonical"', 'rel="alternate"', 'rel="manifest"', 'property="og:'):
        assert told not in page


def test_the_page_is_the_real_one_but_for_its_frame(forum: Any, client: Client) -> None:
    factories.publish_now(forum, now=timezone.now())
    (page,) = (page for page in planned(load_live_state()) if page.path == f"/fr/forums/{forum.slug}/")
    _link, address = link_to(forum, release=forum.releases.get(number=2))
    shown = client.get(home(forum, address)).text
    real = page.render().decode()
    assert re.sub(rf'(?<=")({re.escape(address[:-1])})(?=/)', "", _main(shown)) == _main(real)


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_words_that_look_like_a_link_are_left_as_they_are(forum: Any, client: Client) -> None:
    section = forum.sections.get()
    section.body_fr = '<p>Écrire href="/fr/" ou action="/fr/" ici.</p>'
    section.save()
    _link, address = link_to(forum)
    assert html.unescape(client.get(home(forum, address)).text).count('href="/fr/" ou action="/fr/"') == 1


def test_only_the_languages_of_the_link_show_its_text(forum: Any, client: Client) -> None:
    _link, address = link_to(forum, languages=("fr",))
    assert DRAFT in client.get(home(forum, address)).text
    other = client.get(home(forum, address, "en"))
    assert DRAFT not in other.text
    assert forum.theme_en not in other.text


def test_no_public_address_shows_the_draft(forum: Any) -> None:
    link_to(forum)
    for page in planned(load_live_state()):
        assert DRAFT.encode() not in page.render(), page.path


def test_a_page_of_a_preview_costs_few_queries(
    forum: Any, client: Client, django_assert_num_queries: Any
) -> None:
    _link, address = link_to(forum, release=forum.releases.get())
    client.get(home(forum, address))
    with django_assert_num_queries(4):  # the link with its release, publications, redirects, former names
        client.get(home(forum, address))


def test_a_picture_that_was_never_published_is_shown(forum: Any, client: Client, settings: Any) -> None:
    content = saved(quarters((1600, 900)), "JPEG")
    name = hashlib.sha256(content).hexdigest()
    folder = settings.DATA_DIR / "media" / "images"
    folder.mkdir(parents=True)
    (folder / f"{name}.jpg").write_bytes(content)
    forum.hero_image = factories.ImageFactory(
        digest=name, file=f"images/{name}.jpg", width=1600, height=900, size=len(content)
    )
    forum.save()
    _link, address = link_to(forum)
    page = client.get(home(forum, address)).text
    named = set(re.findall(rf"/media/images/({name}[^\s\",]*)", page))
    assert len(named) > 1
    assert named <= {file.name for file in folder.iterdir()}


def test_a_picture_that_is_lost_is_told_in_the_log_and_the_page_is_shown(
    forum: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    _link, address = link_to(forum)
    assert client.get(home(forum, address)).status_code == 200
    assert f"a preview of {forum.slug} lacks a picture" in caplog.text
