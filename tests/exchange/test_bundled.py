"""The editions that come with the site: whole, sourced, and the same in French and English."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import BaseModel

import events
from events.snapshot import Localized, Precision, Snapshot, dumps, loads
from events.snapshot.kinds import InvolvementPart, QuoteRendering, Status
from events.snapshot.schema import Institute, Series, Speaker

type Shared = Series | Institute | Speaker

BUNDLED = Path(events.__file__).parent / "exchange" / "bundled"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(BUNDLED.glob("*.json"))}
EDITIONS = {year: loads(text) for year, text in TEXTS.items()}
QUOTES = [quote for edition in EDITIONS.values() for quote in edition.forum.quotes]
VERBATIM = QuoteRendering.VERBATIM

#: A French mark that needs a no-break space before it (Imprimerie nationale) and has none.
LOOSE_MARK = re.compile(r"(?<![\u00a0\u202f])[;:!?»%]|«(?![\u00a0\u202f])")
MARKUP = re.compile(r"<[^>]*>")
STRAIGHT = re.compile(r"['\"]")
DRAFT = re.compile(r"\b(todo|fixme|tbd|lorem|ipsum|xxx)\b", re.IGNORECASE)
DIGITS = re.compile(r"\d+")

#: What newswire.ca (May 2021) and PRNewswire (31 August 2022) print between « and », in their typewriter
#: apostrophes. Where their sentence goes on with who said so, a comma stands for the full stop.
PRINTED = """
En ce qui concerne la numérisation de la vie sociale, Shanghai a clairement proposé de créer un système de
service public numérique pratique et de bonifier l'offre des industries culturelles et créatives numériques.
La ville propose aussi de guider les acteurs du marché pour qu'ils participent aux scénarios de
transformation numérique, stimulant ainsi la vitalité de la ville par la numérisation. En ce qui concerne la
transformation numérique des infrastructures publiques, Shanghai approfondira la construction de la
plateforme en ligne intégrée et la gestion centrale pertinente. De plus, elle améliorera davantage les pages
d'accueil de la plateforme pour les utilisateurs (citoyens et entreprises), tout en faisant preuve d'une
grande efficacité. À l'avenir, Shanghai accélérera la prise en charge de scénarios d'applications des données
et favorisera davantage la transformation numérique de tous les aspects et domaines comme la fabrication, la
recherche technologique, les services financiers et la circulation commerciale. Comme toujours, Shanghai
fournira des garanties solides en matière d'innovation et d'entrepreneuriat, et aidera les jeunes talents à
réaliser leur valeur dans la nouvelle voie.
"""

each_edition = pytest.mark.parametrize("year", ["2020", "2021", "2022"])


def texts_of(value: object, name: str = "snapshot") -> Iterator[tuple[str, Localized]]:
    """Each translated text in ``value`` with the dotted name of its field; addresses are left out."""
    if isinstance(value, Localized) and name.endswith(".source_url"):
        return
    if isinstance(value, Localized):
        yield name, value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from texts_of(getattr(value, field), f"{name}.{field}")
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from texts_of(item, f"{name}.{position}")


def shared_objects(snapshot: Snapshot) -> dict[UUID, Shared]:
    """By uid, what several editions may show and must then show alike."""
    shared: list[Shared] = [snapshot.series, *snapshot.institutes, *snapshot.speakers]
    return {value.uid: value for value in shared}


def test_bundled_editions_are_the_first_three_with_french_as_main_language() -> None:
    told = [(year, edition.forum.slug, edition.forum.ordinal) for year, edition in EDITIONS.items()]
    assert told == [("2020", "2020", 1), ("2021", "2021", 2), ("2022", "2022", 3)]
    assert {edition.languages for edition in EDITIONS.values()} == {("fr", "en")}


@each_edition
def test_bundled_edition_is_written_in_the_order_of_the_schema(year: str) -> None:
    data = EDITIONS[year].model_dump(mode="json")
    assert TEXTS[year] == json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@each_edition
def test_bundled_edition_survives_its_canonical_form(year: str) -> None:
    assert loads(dumps(EDITIONS[year])) == EDITIONS[year]


def test_bundled_editions_show_shared_objects_alike() -> None:
    first: dict[UUID, Shared] = {}
    for edition in EDITIONS.values():
        for uid, value in shared_objects(edition).items():
            assert first.setdefault(uid, value) == value
    assert len({edition.series.uid for edition in EDITIONS.values()}) == 1


def test_bundled_editions_give_no_two_things_one_uid() -> None:
    shared = {uid for edition in EDITIONS.values() for uid in shared_objects(edition)}
    own: list[UUID] = []
    for forum in (edition.forum for edition in EDITIONS.values()):
        parts = (forum.sections, forum.involvements, forum.appearances, forum.quotes, forum.statistics)
        own += [forum.uid, *(part.uid for group in parts for part in group)]
    assert len({*own, *shared}) == len(own) + len(shared)


@each_edition
def test_bundled_edition_names_a_speaker_and_a_source_for_each_quote(year: str) -> None:
    edition = EDITIONS[year]
    appearing = {appearance.speaker for appearance in edition.forum.appearances}
    for quote in edition.forum.quotes:
        assert quote.speaker in appearing, quote.slug
        assert quote.source_title.languages() == ("en", "fr"), quote.slug
        assert quote.rendering.languages() == quote.text.languages() == ("en", "fr"), quote.slug


@each_edition
def test_bundled_edition_ends_with_where_it_comes_from_and_dates_each_statistic(year: str) -> None:
    assert EDITIONS[year].forum.sections[-1].slug == "provenance"
    for statistic in EDITIONS[year].forum.statistics:
        assert statistic.source_title.languages() == ("en", "fr"), statistic.slug
        assert statistic.published is not None, statistic.slug


@each_edition
def test_bundled_quotes_and_statistics_lead_to_their_french_source(year: str) -> None:
    for part in (*EDITIONS[year].forum.quotes, *EDITIONS[year].forum.statistics):
        assert part.source_url["fr"].startswith("http"), part.slug


def test_sentence_of_2022_is_quoted_in_french_and_reported_in_english() -> None:
    (quote,) = EDITIONS["2022"].forum.quotes
    assert (quote.rendering.get("fr"), quote.rendering.get("en")) == (VERBATIM, QuoteRendering.REPORTED)


@each_edition
def test_bundled_edition_says_everything_in_both_languages(year: str) -> None:
    forum = EDITIONS[year].forum
    for name, text in texts_of(EDITIONS[year]):
        untranslated = (
            (forum.theme_language,) if name == "snapshot.forum.theme" and forum.theme_language else ()
        )
        assert text.languages() in ((), untranslated or ("en", "fr")), name


@each_edition
def test_bundled_edition_has_no_straight_apostrophes_or_quotation_marks(year: str) -> None:
    for name, text in texts_of(EDITIONS[year]):
        for language in text.languages():
            assert not STRAIGHT.search(MARKUP.sub("", text[language])), (name, language)


@each_edition
def test_bundled_edition_has_no_break_spaces_where_french_wants_them(year: str) -> None:
    for name, text in texts_of(EDITIONS[year]):
        assert not LOOSE_MARK.search(MARKUP.sub("", text["fr"])), name


@each_edition
def test_bundled_edition_has_no_french_spacing_in_english(year: str) -> None:
    for name, text in texts_of(EDITIONS[year]):
        assert not re.search(r"\s[;:!?%]|[«»]", text["en"]), name


@each_edition
def test_bundled_edition_gives_the_same_figures_in_both_languages(year: str) -> None:
    for name, text in texts_of(EDITIONS[year]):
        if text.languages() == ("en", "fr") and not name.endswith(".source_title"):
            assert sorted(DIGITS.findall(text["fr"])) == sorted(DIGITS.findall(text["en"])), name


@each_edition
def test_bundled_edition_has_the_same_paragraphs_in_both_languages(year: str) -> None:
    for section in EDITIONS[year].forum.sections:
        assert MARKUP.findall(section.body["fr"]) == MARKUP.findall(section.body["en"]), section.slug


@each_edition
def test_bundled_edition_holds_no_draft_words(year: str) -> None:
    assert not DRAFT.search(TEXTS[year])


@each_edition
def test_bundled_edition_has_summaries_that_search_engines_show_whole(year: str) -> None:
    summary = EDITIONS[year].forum.summary
    assert all(50 <= len(summary[language]) <= 160 for language in summary.languages())


def test_bundled_forums_were_held_on_their_days_and_in_their_places() -> None:
    held = [
        (forum.start.date.isoformat(), forum.start.precision, forum.status, forum.venue["en"])
        for forum in (edition.forum for edition in EDITIONS.values())
    ]
    assert held == [
        ("2020-04-25", Precision.DAY, Status.HELD, ""),
        ("2021-05-15", Precision.DAY, Status.HELD, "Shanghai Tower"),
        ("2022-08-27", Precision.DAY, Status.HELD, "Shanghai Tower"),
    ]


def test_bundled_first_edition_is_when_the_series_was_first_held() -> None:
    assert EDITIONS["2020"].series.first_held == EDITIONS["2020"].forum.start


def test_theme_of_2021_stays_in_english_and_spells_the_city_right() -> None:
    forum = EDITIONS["2021"].forum
    assert (forum.theme.languages(), forum.theme_language) == (("en",), "en")
    assert "Shanghai’s Digitalization" in forum.theme["en"]


def test_statistic_of_2021_is_the_published_figure() -> None:
    (statistic,) = EDITIONS["2021"].forum.statistics
    assert (statistic.value, statistic.unit, statistic.change) == (
        Decimal(207133000000),
        "CNY",
        Decimal("21.37"),
    )
    assert statistic.period is not None
    assert statistic.change_since is not None
    assert (statistic.period.date.year, statistic.change_since.date.year) == (2020, 2019)


def test_statistic_of_2021_is_published_by_the_industry_association() -> None:
    edition = EDITIONS["2021"]
    names = {institute.uid: institute.name["en"] for institute in edition.institutes}
    published_by = [
        names[statistic.publisher] for statistic in edition.forum.statistics if statistic.publisher
    ]
    assert published_by == ["Shanghai Integrated Circuit Industry Association"]


def test_statistic_of_2020_is_over_five_million_people() -> None:
    (statistic,) = EDITIONS["2020"].forum.statistics
    assert (statistic.value, statistic.qualifier, statistic.unit) == (Decimal(5_000_000), "over", "count")


def test_verbatim_quotes_are_word_for_word_what_the_source_prints() -> None:
    verbatim = " ".join(quote.text["fr"] for quote in QUOTES if quote.rendering.get("fr") is VERBATIM)
    assert verbatim.replace("’", "'").split() == PRINTED.split()


def test_english_quotes_are_never_verbatim_and_translated_ones_name_the_language_of_their_source() -> None:
    for quote in QUOTES:
        assert quote.rendering.get("en") is not VERBATIM, quote.slug
        translated = quote.rendering.get("en") is QuoteRendering.TRANSLATION
        assert quote.source_title["en"].endswith("(in French)") is translated, quote.slug


@pytest.mark.parametrize(("language", "opening"), [("fr", "Selon "), ("en", "According to ")])
def test_reported_speech_says_whose_it_is_without_quotation_marks(language: str, opening: str) -> None:
    names = {
        person.uid: person.name[language] for edition in EDITIONS.values() for person in edition.speakers
    }
    for quote in QUOTES:
        if quote.rendering.get(language) is QuoteRendering.REPORTED:
            assert quote.text[language].startswith(f"{opening}{names[quote.speaker]}, "), quote.slug
            assert not re.search("[«»“”]", quote.text[language]), quote.slug


def test_institute_created_at_the_forum_of_2021_was_founded_there() -> None:
    edition = EDITIONS["2021"]
    (involvement,) = edition.forum.involvements
    (institute,) = (value for value in edition.institutes if value.uid == involvement.institute)
    assert involvement.part is InvolvementPart.CREATED_HERE
    assert (institute.founded_at, institute.founded) == (edition.forum.uid, edition.forum.start)
