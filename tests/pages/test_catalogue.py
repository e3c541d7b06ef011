from datetime import timedelta

from events.snapshot import LiveState, Localized, Snapshot
from tests.pages.document import Element
from tests.pages.sample import RELEASED, changed, document, edition, numbered, pages, snapshot, state

LATER = RELEASED + timedelta(days=30)


def with_first_speaker(value: Snapshot, **fields: object) -> Snapshot:
    first, *rest = value.speakers
    return changed(value, speakers=(changed(first, **fields), *rest))


def shared(
    older: dict[str, object], newer: dict[str, object], languages: tuple[str, ...] = ("fr", "en")
) -> LiveState:
    """The full edition twice, as two forums; ``older`` was released before though it was held later."""
    held_later = changed(
        with_first_speaker(snapshot("full"), **older),
        forum=numbered(9).forum,
    )
    speakers = (*held_later.speakers, *numbered(9).speakers)
    return state(
        edition(changed(held_later, speakers=speakers)),
        edition(with_first_speaker(snapshot("full"), **newer), released=LATER, languages=languages),
    )


def name(page: Element) -> str:
    return page.find("h1").text


def test_a_speaker_is_shown_as_in_the_latest_release() -> None:
    live = shared({"name": Localized({"en": "Old Name"})}, {"name": Localized({"en": "New Name"})})
    assert name(document("/en/speakers/ada-example/", live)) == "New Name"


def test_an_older_edition_shows_the_speaker_s_latest_name_too() -> None:
    live = shared({"name": Localized({"en": "New Name"})}, {"name": Localized({"en": "Newest Name"})})
    assert "Newest Name" in document("/en/forums/2031/", live).text


def test_a_latest_release_in_one_language_leaves_the_other_language_as_it_was() -> None:
    live = shared(
        {"name": Localized({"en": "English Name", "fr": "Ancien Nom"})},
        {"name": Localized({"en": "Draft", "fr": "Nouveau Nom"})},
        languages=("fr",),
    )
    assert name(document("/en/speakers/ada-example/", live)) == "English Name"
    assert name(document("/fr/intervenants/ada-example/", live)) == "Nouveau Nom"


def test_a_speaker_whose_address_changed_is_found_at_the_new_one_and_led_there_from_the_old() -> None:
    found = pages(shared({}, {"slug": "ada-new"}))
    assert found["/en/speakers/ada-new/"].status == 200
    assert (found["/en/speakers/ada-example/"].status, found["/en/speakers/ada-example/"].location) == (
        301,
        "/en/speakers/ada-new/",
    )


def test_two_speakers_with_one_address_get_a_page_each() -> None:
    namesake = changed(
        snapshot("full").speakers[1], slug="ada-example", name=Localized({"en": "Ada Namesake"})
    )
    second = changed(numbered(9), speakers=(*numbered(9).speakers, namesake))
    first = snapshot("full")
    live = state(edition(second), edition(changed(first, speakers=first.speakers[:1]), released=LATER))
    assert name(document("/en/speakers/ada-example/", live)) == "Ada Example"
    assert name(document("/en/speakers/ada-example-2/", live)) == "Ada Namesake"


def test_an_unpublished_language_is_shown_nowhere() -> None:
    live = state(edition("full", languages=("en",)))
    shown = b"".join(page.render() for page in pages(live).values())
    assert b"Ada Exemple" not in shown
    assert "voilà".encode() not in shown


def test_an_edition_in_no_language_of_the_site_is_not_shown() -> None:
    assert "/en/forums/2031/" not in pages(state(edition("full", languages=("de",))))


def test_speakers_stand_in_alphabetical_order_whatever_their_accents() -> None:
    live = state(edition(with_first_speaker(snapshot("full"), name=Localized({"en": "Éva", "fr": "Éva"}))))
    rows = document("/en/speakers/", live).find_all("p", css="person-name")
    assert [row.find("a").text for row in rows] == ["Bo Sample", "Éva"]


def test_names_in_another_script_are_ordered_too() -> None:
    live = state(edition(with_first_speaker(snapshot("full"), name=Localized({"en": "例子"}))))
    assert "例子" in document("/en/speakers/", live).text
