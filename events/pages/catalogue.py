"""What the live editions show together: each forum, speaker and institute once, in its latest form."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from pydantic import BaseModel

from events.snapshot import Edition, LiveState, Snapshot, State
from events.snapshot.schema import Image, Institute, Quote, Series, Speaker
from events.snapshot.values import _ByLanguage


def published_part(edition: Edition, languages: tuple[str, ...]) -> Edition:
    """The edition in those of ``languages`` that it is published in, so that no page can show a draft."""
    published = tuple(code for code in languages if code in edition.languages)
    if published == edition.languages and set(edition.snapshot.languages) <= set(published):
        return edition
    return replace(edition, languages=published, snapshot=_only(edition.snapshot, published))


def _only[T](value: T, languages: tuple[str, ...]) -> T:
    if isinstance(value, _ByLanguage):
        return type(value)({name: text for name, text in value.root.items() if name in languages})
    if isinstance(value, BaseModel):
        found = {name: _only(getattr(value, name), languages) for name in type(value).model_fields}
        return value.model_copy(update=found)
    if isinstance(value, tuple):
        return type(value)(_only(item, languages) for item in value)
    return value


#: Picks from a snapshot what has a page of its own under a slug that may change.
type Named = Callable[[Snapshot], tuple[Speaker | Institute | Quote, ...]]


def speakers_in(snapshot: Snapshot) -> tuple[Speaker, ...]:
    """All speakers that a snapshot knows."""
    return snapshot.speakers


def institutes_in(snapshot: Snapshot) -> tuple[Institute, ...]:
    """All institutes that a snapshot knows."""
    return snapshot.institutes


def quotes_in(snapshot: Snapshot) -> tuple[Quote, ...]:
    """The quotes of the forum that have words, in whichever language."""
    return tuple(quote for quote in snapshot.forum.quotes if quote.text)


@dataclass(frozen=True)
class Catalogue:
    """The live editions, newest first, and what they share; ``absent`` are those that are not live."""

    editions: tuple[Edition, ...]
    absent: tuple[Edition, ...]

    @classmethod
    def of(cls, state: LiveState, languages: tuple[str, ...]) -> "Catalogue":
        """From a live state, for a site in ``languages``; an edition in none of them is left out."""
        published = [published_part(edition, languages) for edition in state.editions]
        live = (edition for edition in published if edition.state is State.LIVE and edition.languages)
        return cls(tuple(live), tuple(edition for edition in published if edition.state is not State.LIVE))

    @cached_property
    def _by_release(self) -> tuple[Edition, ...]:
        return tuple(sorted(self.editions, key=lambda edition: (edition.released, edition.digest)))

    def series(self, language: str) -> Series | None:
        """The series as the latest release has it; None where no edition is live."""
        ordered = sorted(self._by_release, key=lambda edition: language in edition.languages)
        return ordered[-1].snapshot.series if ordered else None

    def speakers(self, language: str) -> Mapping[UUID, Speaker]:
        """Every speaker by uid: as the latest release in ``language`` has them, else the latest release."""
        return self._latest(language, speakers_in)

    def institutes(self, language: str) -> Mapping[UUID, Institute]:
        """Every institute by uid; see ``speakers``."""
        return self._latest(language, institutes_in)

    def images(self, language: str) -> Mapping[UUID, Image]:
        """Every picture by uid; see ``speakers``."""
        found: dict[UUID, Image] = {}
        for edition in sorted(self._by_release, key=lambda edition: language in edition.languages):
            found.update({image.uid: image for image in edition.snapshot.images})
        return found

    def _latest[T: (Speaker, Institute)](
        self, language: str, named: Callable[[Snapshot], tuple[T, ...]]
    ) -> dict[UUID, T]:
        found: dict[UUID, T] = {}
        slugs = self.slugs(named)
        for edition in sorted(self._by_release, key=lambda edition: language in edition.languages):
            found.update({value.uid: value for value in named(edition.snapshot)})
        return {
            uid: value if value.slug == slugs[uid] else value.model_copy(update={"slug": slugs[uid]})
            for uid, value in found.items()
        }

    def slugs(self, named: Named) -> dict[UUID, str]:
        """The slug of each uid: that of its latest release, the same in all languages.

        Two releases may give one slug to different objects; the later one keeps it, the other takes a number.
        """
        latest: dict[UUID, str] = {}
        for edition in reversed(self._by_release):
            for value in named(edition.snapshot):
                latest.setdefault(value.uid, value.slug)
        return dict(_unique(latest.items()))

    def former_slugs(self, named: Named) -> Mapping[str, str]:
        """From slugs that a live release still has to the slug that its object has by now."""
        slugs = self.slugs(named)
        taken = set(slugs.values())
        return {
            value.slug: slugs[value.uid]
            for edition in self._by_release
            for value in named(edition.snapshot)
            if value.slug not in taken
        }


def _unique(slugs: Iterable[tuple[UUID, str]]) -> Iterable[tuple[UUID, str]]:
    taken: set[str] = set()
    for uid, slug in slugs:
        free, number = slug, 2
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        taken.add(free)
        yield uid, free
