"""The live preview in a real browser."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

import events
from events import models
from events.exchange import import_archive
from tests import factories
from tests.admin.desk_window import Open, form_of
from tests.admin.page_walk import problems
from tests.admin.preview_pane import MEASURE, forget_pictures, frame, inside, opened
from tests.needs import NODE_MODULES

pytestmark = pytest.mark.needs("chromium-headless-shell")

BUNDLED = Path(events.__file__).parent / "exchange" / "bundled"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
PARTS = "{include: [['#live-preview'], ['.live-preview-toggle'], ['#id_ordinal']]}"


@pytest.fixture
def open_desk(open_desk: Open) -> Open:
    """With room for the form and the preview beside each other."""
    return partial(open_desk, viewport={"width": 1440, "height": 900})


@pytest.fixture
def forum(releases_can_be_flushed: None) -> Any:
    """One of everything, without its pictures, whose files are not there."""
    forum = factories.make_full_forum()
    forget_pictures()
    forum.refresh_from_db()
    return forum


def test_what_is_typed_is_shown_and_nothing_is_saved(
    open_desk: Open, forum: Any, complaints: list[str]
) -> None:
    page = opened(open_desk(), forum)
    the_sites_styles_apply_and_its_page_runs_no_script(page)
    texts_are_shown_in_both_languages(page)
    rich_text_and_lists_are_shown_as_they_are_typed(page)
    a_newer_change_wins_over_a_slower_answer(page)
    theme, version = forum.theme_fr, forum.version
    forum.refresh_from_db()
    assert (forum.theme_fr, forum.version) == (theme, version)
    assert complaints == []
    a_link_opens_beside_and_stays_a_preview(page, forum)


def the_sites_styles_apply_and_its_page_runs_no_script(page: Page) -> None:
    family = inside(page, "en", "shown.defaultView.getComputedStyle(shown.querySelector('h1')).fontFamily")
    assert "Forum Display" in family
    sandbox = page.get_attribute(".live-preview-frame iframe", "sandbox")
    assert sandbox == "allow-same-origin"


def texts_are_shown_in_both_languages(page: Page) -> None:
    page.fill("#id_theme_fr", "Un thème qui se tape")
    page.fill("#id_theme_en", "A theme being typed")
    expect(frame(page, "fr").get_by_text("Un thème qui se tape").first).to_be_visible()
    expect(frame(page, "en").get_by_text("A theme being typed").first).to_be_visible()
    expect(frame(page, "en").get_by_text("You see your text, which is not saved yet.")).to_be_visible()


def rich_text_and_lists_are_shown_as_they_are_typed(page: Page) -> None:
    page.click('.desk-parts a[href="#sections-group"]')
    page.click("#sections-0 summary")
    text = page.locator("#sections-0 .fieldBox.field-body_en [contenteditable=true]")
    text.click()
    text.press("Control+a")
    page.keyboard.insert_text("Words of the section.")
    expect(frame(page, "en").get_by_text("Words of the section.")).to_be_visible()
    page.click('.desk-parts a[href="#quotes-group"]')
    page.click("#quotes-0 summary")
    page.fill("#id_quotes-0-text_fr", "Une parole neuve.")
    expect(frame(page, "fr").get_by_text("Une parole neuve.").first).to_be_visible()


def a_newer_change_wins_over_a_slower_answer(page: Page) -> None:
    """The answer to the first words is there only after the last ones are shown."""
    held: list[Route] = []
    address = str(page.get_attribute("#live-preview", "data-address"))

    def answer(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(f"**{address}", answer)
    with page.expect_request(f"**{address}"):
        page.fill("#id_quotes-0-text_fr", "Un mot")
    page.fill("#id_quotes-0-text_fr", "Un dernier mot")
    expect(frame(page, "fr").get_by_text("Un dernier mot").first).to_be_visible()
    held[0].continue_()
    page.unroute(f"**{address}")
    page.fill("#id_quotes-0-text_en", "A last word")
    expect(frame(page, "en").get_by_text("A last word").first).to_be_visible()
    assert "Un dernier mot" in inside(page, "fr", "shown.body.textContent")


def a_link_opens_beside_and_stays_a_preview(page: Page, forum: Any) -> None:
    with page.context.expect_page() as beside:
        frame(page, "en").locator(".menu a").first.click()
    beside.value.wait_for_load_state("domcontentloaded")
    assert f"/admin/preview/{forum.pk}/draft/en/" in beside.value.url
    expect(frame(page, "en").get_by_text("You see your text, which is not saved yet.")).to_be_visible()


def test_place_languages_width_and_pane_are_kept_and_worked_by_keyboard(open_desk: Open, forum: Any) -> None:
    page = opened(open_desk(), forum)
    page.click('.live-preview-bar [data-width="390"]')
    while inside(page, "fr", "shown.scrollingElement.scrollTop") != 60:  # it may not be laid out yet
        inside(page, "fr", "shown.scrollingElement.scrollTo(0, 60)")
    page.fill("#id_theme_fr", "Plus loin dans la page")
    expect(frame(page, "fr").get_by_text("Plus loin dans la page").first).to_be_attached()
    assert inside(page, "fr", "shown.scrollingElement.scrollTop") == 60

    page.click('.live-preview-bar [data-language="en"]')
    page.goto(form_of(forum))
    expect(frame(page, "en").locator("h1")).to_be_visible()
    assert page.is_hidden('.live-preview-frame[data-language="fr"]')
    assert inside(page, "en", "shown.defaultView.innerWidth") == 390
    page.click('.live-preview-bar [data-width="1280"]')
    assert inside(page, "en", "shown.defaultView.innerWidth") == 1280
    page.click(".live-preview-close")
    page.goto(form_of(forum))
    assert page.is_hidden("#live-preview")

    toggle = page.locator(".live-preview-toggle")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#live-preview")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.locator(".live-preview-close").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#live-preview")).to_be_hidden()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    assert page.evaluate("document.activeElement.className").split()[-1] == "live-preview-toggle"


@pytest.mark.needs("axe-core")
def test_mistakes_are_marked_listed_and_led_to_and_axe_finds_nothing_serious(
    open_desk: Open, forum: Any
) -> None:
    page = opened(open_desk(), forum)
    page.fill("#id_ordinal", "0")
    page.fill("#id_theme_en", "The rest is shown")
    expect(page.locator("#id_ordinal")).to_have_attribute("aria-invalid", "true")
    expect(frame(page, "en").get_by_text("The rest is shown").first).to_be_visible()
    expect(page.locator(".live-preview-state")).to_have_text(
        "Not shown yet, because it cannot be saved as it is:"
    )
    found = serious(page, PARTS)
    page.click(".live-preview-mistakes a")
    assert page.evaluate("document.activeElement.id") == "id_ordinal"
    page.fill("#id_ordinal", str(forum.ordinal))
    expect(page.locator("#id_ordinal")).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".live-preview-mistakes")).to_be_hidden()

    page.goto(reverse("share_links", args=[forum.pk]))
    page.check("#id_languages_0")
    page.click("#link-form ~ form button[type=submit]")
    page.wait_for_selector(".share-link")
    found += serious(page, "document")
    assert not found, "\n".join(str(problem) for problem in found)


def serious(page: Page, parts: str) -> list[tuple[str, str]]:
    """What axe calls critical or serious in ``parts`` of the page, in light and then in dark."""
    page.evaluate(AXE.read_text())
    found = problems(page.evaluate(f"axe.run({parts}, {{iframes: false}})"))
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.getAnimations().forEach((change) => change.finish())")
    found += problems(page.evaluate(f"axe.run({parts}, {{iframes: false, runOnly: ['color-contrast']}})"))
    page.emulate_media(color_scheme="light")
    return found


def test_without_scripts_a_button_opens_the_preview_on_a_new_tab(open_desk: Open, forum: Any) -> None:
    page = open_desk(java_script_enabled=False)
    page.goto(form_of(forum))
    page.fill("#id_theme_en", "Typed without a script")
    assert page.is_hidden("#live-preview")
    with page.context.expect_page() as beside:
        page.click('.live-preview-buttons [value="en"]')
    beside.value.wait_for_load_state()
    assert "Typed without a script" in beside.value.content()
    assert models.Forum.objects.filter(theme_en="Typed without a script").count() == 0


def test_a_new_forum_is_previewed_before_its_first_save(open_desk: Open, transactional_db: None) -> None:
    factories.SeriesFactory()
    page = open_desk()
    page.goto(reverse("admin:events_forum_add"))
    page.click(".live-preview-toggle")
    page.fill("#id_name_en", "Forum of Nowhere, to be")
    page.fill("#id_slug", "2040")
    page.fill("#id_ordinal", "40")
    page.fill("#id_start", "2040-05-01")
    expect(frame(page, "en").get_by_text("Forum of Nowhere, to be").first).to_be_visible()
    assert not models.Forum.objects.exists()


def test_the_edition_of_2021_is_shown_soon_after_a_pause(
    open_desk: Open, settings: Any, transactional_db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for forum in import_archive(BUNDLED):
        factories.publish_now(forum, now=timezone.now())
    page = opened(open_desk(), models.Forum.objects.get(slug="2021"))
    times = []
    for number in range(7):
        times.append(page.evaluate(MEASURE, ["#id_summary_fr", f"Résumé {number}"]))
        assert f"Résumé {number}" in inside(page, "fr", "shown.body.textContent")
    times.sort()
    with capsys.disabled():
        print(f"\npause to preview, 2021: median {times[3]:.0f} ms, longest {times[-1]:.0f} ms")
    assert times[3] < 1500  # half a second on a machine of one's own
