"""The files of the media store that the pages of a live state name."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation

from events.pages.cards import figure_card, forum_card, quote_card, speaker_card
from events.pages.catalogue import Catalogue
from events.pages.gathering import Gathering
from events.pages.inputs import Chrome
from events.pages.page import Site
from events.pages.wording import Wording
from events.snapshot import LiveState
from events.snapshot.card import Card
from events.snapshot.pictures import Kind
from events.snapshot.schema import Image


@dataclass(frozen=True)
class MediaNeeds:
    """``pictures`` are shown in the renditions of their kind; ``cards`` are shown with shared links."""

    pictures: tuple[tuple[Image, Kind], ...]
    cards: tuple[Card, ...]


def media_needs(state: LiveState, site: Site) -> MediaNeeds:
    """Each picture and card once, those of the newest edition first."""
    catalogue = Catalogue.of(state, site.languages)
    pictures: dict[tuple[Image, Kind], None] = {}
    cards: dict[Card, None] = {}
    for language in site.languages:
        gathering = Gathering(catalogue, language, site.languages)
        chrome = Chrome(site, catalogue.series(language), ())
        pictures.update(dict.fromkeys(_pictures(gathering)))
        with translation.override(language):
            cards.update(dict.fromkeys(_cards(chrome, gathering, Wording(language, site.languages))))
    return MediaNeeds(tuple(pictures), tuple(cards))


def _pictures(gathering: Gathering) -> Iterator[tuple[Image, Kind]]:
    yield from ((forum.hero, Kind.HERO) for forum in gathering.forums if forum.hero)
    yield from ((speaker.portrait, Kind.PORTRAIT) for speaker in gathering.speakers if speaker.portrait)
    yield from ((institute.logo, Kind.LOGO) for institute in gathering.institutes if institute.logo)


def _cards(chrome: Chrome, gathering: Gathering, wording: Wording) -> Iterator[Card]:
    for content in gathering.forums:
        if wording.language in content.edition.languages:
            yield forum_card(chrome, content.edition.snapshot.forum, wording)
    for entry in gathering.quotes:
        if wording.language in entry.forum.languages:
            yield quote_card(chrome, entry, wording)
    yield from (speaker_card(chrome, content, wording) for content in gathering.speakers)
    yield from (figure_card(chrome, indicator, wording) for indicator in gathering.indicators)
