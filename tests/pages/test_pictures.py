import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages.pictures import initials
from events.snapshot import Localized
from tests.pages.document import Element, parse
from tests.pages.sample import changed, document, edition, rich_pages, snapshot, state


def page(path: str) -> Element:
    return parse(rich_pages()[path].render())


def hero(path: str = "/en/forums/2032/") -> Element:
    return page(path).find("div", css="hero-picture")


def test_the_hero_picture_is_asked_for_at_once() -> None:
    image = hero().find("img")
    assert image["fetchpriority"] == "high"
    assert "loading" not in image.attributes


def test_pictures_below_the_head_wait_until_they_are_near() -> None:
    for image in page("/en/forums/2032/").find("div", css="page").find_all("img"):
        assert image["loading"] == "lazy"


def test_a_picture_comes_in_three_formats_the_best_first() -> None:
    picture = hero().find("picture")
    assert [source["type"] for source in picture.find_all("source")] == ["image/avif", "image/webp"]
    assert picture.find("img")["src"].endswith(".jpg")
    widths = [part.split()[1] for part in picture.find_all("source")[0]["srcset"].split(", ")]
    assert widths == ["480w", "960w", "1440w", "1920w"]
    assert all(source["sizes"] for source in picture.find_all("source"))


def test_a_browser_without_the_newer_formats_has_the_same_widths_to_choose_from() -> None:
    image = hero().find("img")
    files = [part.split() for part in image["srcset"].split(", ")]
    assert [width for _, width in files] == ["480w", "960w", "1440w", "1920w"]
    assert {name.rpartition(".")[2] for name, _ in files} == {"jpg"}
    assert image["src"] in [name for name, _ in files]
    assert image["sizes"] == hero().find_all("source")[0]["sizes"]


def test_a_picture_keeps_its_place_before_it_is_there() -> None:
    image = hero().find("img")
    assert (image["width"], image["height"]) == ("1920", "1080")


def test_a_crop_keeps_the_focal_point_in_its_name() -> None:
    assert "x30y40" in hero().find("img")["src"]


def test_alternative_text_in_another_language_is_marked() -> None:
    assert hero().find("img").attributes.get("lang") is None
    image = hero("/fr/forums/2032/").find("img")
    assert (image["alt"], image["lang"]) == ("The hero hall", "en")


def test_the_credit_is_shown() -> None:
    assert hero().find("span", css="credit").text == "Picture: Example Pictures"
    assert hero("/fr/forums/2032/").find("span", lang="en").text == "Example Pictures"


def test_the_home_page_shows_the_picture_of_its_edition() -> None:
    home = document("/en/", state("rich"))
    assert home.find("div", css="hero-picture").find("img")["alt"] == "The hero hall"


def test_an_edition_without_a_picture_has_none() -> None:
    assert not document("/en/forums/2030/").find_all("img")


def test_a_portrait_beside_a_name_does_not_repeat_it() -> None:
    row = page("/en/forums/2032/").find("section", aria_labelledby="speakers").find_all("li", css="person")[0]
    assert row.find("img")["alt"] == ""


def test_a_portrait_on_the_speaker_s_own_page_is_told() -> None:
    portrait = page("/fr/intervenants/rich-0/").find("div", css="profile-portrait")
    assert portrait.find("img")["alt"] == "Ada Example au pupitre"


def test_a_portrait_that_nobody_described_shows_the_speaker() -> None:
    rich = snapshot("rich")
    images = tuple(changed(image, alt=Localized({})) for image in rich.images)
    page = document("/en/speakers/rich-0/", state(edition(changed(rich, images=images))))
    assert page.find("div", css="profile-portrait").find("img")["alt"] == "Ada Sample"


def test_a_speaker_without_a_portrait_has_initials_that_are_not_read_out() -> None:
    for path in ("/en/speakers/rich-1/", "/fr/intervenants/"):
        drawn = [e for e in page(path).find_all("span", css="portrait") if not e.find_all("img")]
        assert drawn
        assert all(element["aria-hidden"] == "true" for element in drawn)
    assert page("/en/speakers/rich-1/").find("span", css="portrait").text == "BS"


def test_a_logo_keeps_its_shape_and_may_be_transparent() -> None:
    logo = page("/en/institutes/nowhere-association/").find("span", css="logo").find("img")
    assert logo["src"].endswith(".png")
    assert int(logo["width"]) == 2 * int(logo["height"])
    row = page("/en/forums/2032/").find("section", aria_labelledby="institutes").find("span", css="logo")
    assert row.find("img")["alt"] == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Example", "AE"), ("Jean-Baptiste de La Salle", "JS"), ("élodie", "É"), ("李明", "李"),
        ("李 明", "李"), ("Omar (Bo) Sample", "OS"), ("  Ada  ", "A"), ("2031", ""), ("", ""),
        ("R2 D2", "RD"),
    ],
)  # fmt: skip
def test_initials_are_those_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text())
def test_initials_are_few_and_letters(name: str) -> None:
    assert len(initials(name)) <= 6  # some capitals are written with up to three characters
    assert all(character.isalpha() or not character.isascii() for character in initials(name))
