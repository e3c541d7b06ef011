import re

from events.pages.media import media_needs
from events.snapshot import LiveState
from events.snapshot.card import Card, CardKind, card_name
from events.snapshot.kinds import QuoteRendering
from events.snapshot.pictures import Kind, renditions
from tests.pages.document import Element, parse
from tests.pages.sample import SITE, document, edition, full_pages, many, pages, quoted, rich_pages, state

CARD = re.compile(r"https://forum\.example\.org/media/images/[0-9a-f]{64}-card\.png")


def meta(page: Element, name: str) -> str:
    return page.find("meta", property=name)["content"]


def cards(live: LiveState) -> dict[str, Card]:
    return {card_name(card): card for card in media_needs(live, SITE).cards}


def card_of(path: str, live: LiveState) -> Card:
    return cards(live)[meta(document(path, live), "og:image").partition("/media/")[2]]


def test_editions_speakers_quotes_and_figures_have_a_card() -> None:
    paths = ("forums/2031", "speakers/ada-example", "quotes/bo-2031-track", "statistics/share")
    for path in (*(f"/en/{path}/" for path in paths), "/en/", "/fr/forums/2031/"):
        page = parse(full_pages()[path].render())
        assert CARD.fullmatch(meta(page, "og:image"))
        assert (meta(page, "og:image:width"), meta(page, "og:image:height")) == ("1200", "630")
        assert page.find("meta", name="twitter:card")["content"] == "summary_large_image"
        assert meta(page, "og:image:alt")


def test_lists_and_notices_have_no_card() -> None:
    for path in ("/en/speakers/", "/en/404.html"):
        assert not parse(full_pages()[path].render()).find_all("meta", property="og:image")


def test_a_card_is_another_in_each_language() -> None:
    names = [meta(parse(full_pages()[f"/{code}/forums/2031/"].render()), "og:image") for code in ("fr", "en")]
    assert names[0] != names[1]


def test_a_card_has_the_typography_of_its_language() -> None:
    card = card_of("/fr/quotes/".replace("quotes", "citations") + "ada-2031-laboratory/", state("full"))
    assert card.kind is CardKind.QUOTE
    assert card.title.startswith("«\u00a0")
    assert card.title.endswith("\u00a0»")


def test_the_card_of_a_figure_tells_what_it_counts_and_for_when() -> None:
    card = card_of("/en/statistics/example-sales/", state("full"))
    assert (card.title, card.eyebrow) == ("207.133\u00a0billion yuan", "2030")
    assert card.subtitle


def test_the_card_of_a_speaker_has_the_name_in_its_own_script() -> None:
    card = card_of("/en/speakers/ada-example/", state("full"))
    assert (card.native, card.native_language, card.latin) == ("例子", "zh-hans", "Ada Example")


def test_the_card_of_a_very_long_quote_keeps_its_closing_mark() -> None:
    live = state(edition(quoted(QuoteRendering.VERBATIM, "mot " * 200)))
    titles = {card.title for card in cards(live).values() if card.kind is CardKind.QUOTE}
    assert all(title.endswith("…»") and len(title) < 330 for title in titles)
    assert titles


def test_every_file_that_a_page_names_is_needed_and_the_other_way_round() -> None:
    for found, live in ((rich_pages(), state("rich", "full")), (pages(many(3)), many(3))):
        bodies = b"".join(page.render() for page in found.values() if page.media_type.startswith("text/html"))
        shown = set(re.findall(r"/media/(images/[0-9a-z-]+\.[a-z]+)", bodies.decode()))
        shown -= {name for name in shown if "-" not in name}  # the original, in data for search engines
        needs = media_needs(live, SITE)
        files = {one.name for image, kind in needs.pictures for one in renditions(image, kind)}
        assert shown == files | set(map(card_name, needs.cards))


def test_a_picture_is_needed_once_however_many_show_it() -> None:
    pictures = media_needs(many(5), SITE).pictures
    assert [kind for _, kind in pictures] == [Kind.HERO]


def test_an_edition_in_one_language_needs_its_cards_in_that_one_alone() -> None:
    needs = media_needs(state(edition("full", languages=("fr",))), SITE)
    of_forum = [card.language for card in needs.cards if card.kind is CardKind.FORUM]
    assert of_forum == ["fr"]


def test_a_site_without_editions_needs_nothing() -> None:
    assert media_needs(LiveState(()), SITE).cards == ()


def test_a_card_without_a_role_or_a_source_says_what_there_is() -> None:
    assert card_of("/en/forums/2030/", state("minimal")).lines == ("2030",)


def test_the_card_of_reported_words_says_that_they_are_reported() -> None:
    live = state(edition(quoted(QuoteRendering.REPORTED)))
    card = card_of("/en/quotes/ada-2031-laboratory/", live)
    assert card.title == "Words."
    assert card.eyebrow == "Reported speech"
    assert card.subtitle.startswith("Ada Example")


def test_the_card_of_a_translation_says_that_it_is_one() -> None:
    live = state(edition(quoted(QuoteRendering.TRANSLATION, said_in="zh")))
    assert card_of("/en/quotes/ada-2031-laboratory/", live).eyebrow == "translation; said in Chinese"


def test_ordinal_of_a_french_edition_is_raised_in_the_picture_and_plain_in_its_words() -> None:
    path = "/fr/forums/2031/"
    assert re.fullmatch("[0-9]+ᵉ\u00a0édition", card_of(path, state("full")).eyebrow)
    assert re.match("[0-9]+e\u00a0édition", meta(document(path, state("full")), "og:image:alt"))
