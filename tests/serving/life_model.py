"""A small model of what the public sees: what was said of each forum, and the words of each release."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError

LANGUAGES = ("fr", "en")
PATHS = {"quote": {"fr": "citations", "en": "quotes"}, "speaker": {"fr": "intervenants", "en": "speakers"}}
REDIRECTS = ("/fr/ici/", "/fr/la/")
type Words = Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """What a forum says: an address, a word a language (none where it is not written), a speaker’s name."""

    slug: str
    words: Words
    speaker: Words
    quoted: bool

    def tokens(self, languages: tuple[str, ...]) -> set[str]:
        told = (self.words, self.speaker)
        return {words[language] for words in told for language in languages if language in words}


@dataclass(frozen=True)
class Release:
    number: int
    content: Content
    order: tuple[datetime, str]


@dataclass(frozen=True)
class Said:
    """What holds from its start on, until something else does."""

    release: Release
    languages: tuple[str, ...]
    state: str
    reason: str = ""
    to: str = ""


@dataclass(frozen=True)
class Expected:
    """An answer: its status, where it leads, the words that it shows, and words of which it shows none."""

    status: int
    location: str = ""
    shows: frozenset[str] = frozenset()


@dataclass
class Life:
    """One forum: its releases, and what is said from when on."""

    quote: str
    releases: list[Release] = field(default_factory=list)
    said: dict[datetime, Said] = field(default_factory=dict)
    last: datetime | None = None
    sent_back: set[int] = field(default_factory=set)
    waits: int | None = None

    def was_live(self, release: Release, moment: datetime) -> bool:
        told = [said for start, said in self.said.items() if start <= moment and said.state == "live"]
        return release.number in [said.release.number for said in told]

    def answered(self, number: int, answer: str) -> None:
        """A release is submitted, which takes the place of one that waited, and is answered."""
        self.sent_back |= {self.waits} if self.waits else set()
        self.sent_back -= {number}
        self.sent_back |= {number} if answer == "send back" else set()
        self.waits = number if answer == "wait" else None

    def refused(self, release: Release, moment: datetime) -> bool:
        """Whether it was sent back and nobody ever saw it."""
        return release.number in self.sent_back and not self.was_live(release, moment)

    def joined(self, release: Release, wanted: tuple[str, ...], moment: datetime) -> tuple[str, ...]:
        """``wanted`` beside what this release is live in; another one would lose a language: refused."""
        held = self.at(moment)
        live = held.languages if held is not None and held.state == "live" else ()
        if held is not None and held.release != release and not set(live) <= set(wanted):
            raise ValidationError("a language would leave")
        return tuple(language for language in LANGUAGES if language in (*live, *wanted))

    def at(self, moment: datetime) -> Said | None:
        starts = [start for start in self.said if start <= moment]
        return self.said[max(starts)] if starts else None

    def following(self, moment: datetime) -> datetime | None:
        return min((start for start in self.said if start > moment), default=None)

    def before(self, moment: datetime) -> Release | None:
        """What was live before what is live at ``moment``."""
        held = self.at(moment)
        current = held.release if held is not None and held.state == "live" else None
        told = [
            (start, said.release)
            for start, said in self.said.items()
            if start <= moment and said.state == "live" and said.release != current
        ]
        return max(told, key=lambda one: one[0])[1] if told else None

    def public(self, moment: datetime) -> list[Content]:
        """All that was live at some time until ``moment``."""
        told = [said for start, said in self.said.items() if start <= moment and said.state == "live"]
        return [said.release.content for said in told]


def narrows(later: Said | None, former: Said | None) -> bool:
    """Whether ``later`` is what ``former`` leaves of itself: the same release in fewer languages."""
    return (
        later is not None
        and former is not None
        and later.state == former.state == "live"
        and later.release == former.release
        and set(later.languages) < set(former.languages)
    )


def takes_down(later: Said, former: Said | None) -> bool:
    """Whether ``later`` only takes ``former`` off the site, or a language of it."""
    return later.state == "withdrawn" or narrows(later, former)


@dataclass
class World:
    """All forums, and the speaker who appears at each of them."""

    lives: dict[str, Life]
    speaker: str
    #: Old path → where it leads, "" where it is gone.
    redirects: dict[str, str] = field(default_factory=dict)

    def tokens(self, moment: datetime) -> set[str]:
        """Every word that the public may read somewhere at ``moment``."""
        found: set[str] = set()
        for life in self.lives.values():
            said = life.at(moment)
            if said is not None and said.state == "live":
                found |= said.release.content.tokens(said.languages)
            elif said is not None and said.state == "withdrawn" and said.reason:
                found.add(said.reason)
        return found

    def circles(self, moment: datetime) -> set[tuple[str, str]]:
        """What is sent round in a circle, and where to: addresses of forums that moved, and redirects."""
        told = {name: life.at(moment) for name, life in self.lives.items()}
        moved = {name: said for name, said in told.items() if said is not None and said.state == "moved"}
        found = {
            (name, said.to)
            for name, said in moved.items()
            if not self._end(said.to, "fr", moment, {f"/fr/forums/{said.release.content.slug}/"})
        }
        kept = {
            (old, to) for old, to in self.redirects.items() if to and self._kept(old, moment).status == 410
        }
        return found | kept

    def stands(self, path: str, moment: datetime) -> bool:
        """Whether anything answers at ``path``, a forum’s address or a redirect."""
        known = {address: expected.status for address, expected in self.answers(moment)}
        return path == "/fr/forums/" or known.get(path, 404) != 404

    def answers(self, moment: datetime) -> Iterator[tuple[str, Expected]]:
        """Every address that a forum, its quote or the speaker has or had or may have one day."""
        for life in self.lives.values():
            for language in LANGUAGES:
                slugs = {release.content.slug for release in life.releases}
                for slug in slugs | {content.slug for content in life.public(moment)}:
                    path = f"/{language}/forums/{slug}/"
                    yield path, self._forum(life, slug, path, language, moment)
                path = f"/{language}/{PATHS['quote'][language]}/{life.quote}/"
                yield path, self._quote(life, path, language, moment)
        for path in self.redirects:
            yield path, self._kept(path, moment)
        for language in LANGUAGES:
            yield f"/{language}/{PATHS['speaker'][language]}/{self.speaker}/", self._speaker(language, moment)

    def _forum(self, life: Life, slug: str, path: str, language: str, moment: datetime) -> Expected:
        said = life.at(moment)
        known = slug in {content.slug for content in life.public(moment)}
        if said is None or (slug != said.release.content.slug and not known):
            return Expected(404)
        if said.state != "live":
            return self._absent(said, path, language, moment)
        if slug == said.release.content.slug:
            return _shown(said, language)
        return Expected(301, f"/{language}/forums/{said.release.content.slug}/")

    def _quote(self, life: Life, path: str, language: str, moment: datetime) -> Expected:
        said = life.at(moment)
        known = any(content.quoted for content in life.public(moment))
        if said is None or not (known or said.release.content.quoted):
            return Expected(404)
        if not said.release.content.quoted:
            return Expected(410)
        if said.state != "live":
            return self._absent(said, path, language, moment)
        return _shown(said, language)

    def _absent(self, said: Said, path: str, language: str, moment: datetime) -> Expected:
        if said.state == "withdrawn":
            return Expected(410, shows=frozenset({said.reason} - {""}))
        target = self._end(said.to, language, moment, {path}) if said.state == "moved" else ""
        return Expected(301, target) if target else Expected(410)

    def _end(self, to: str, language: str, moment: datetime, passed: set[str]) -> str:
        """Where one who is sent to ``to`` comes to rest; "" for a circle."""
        path = to if to in REDIRECTS else f"/{language}{to[3:]}"
        if path in passed:
            return ""
        if self.redirects.get(path):
            return self._end(self.redirects[path], "fr", moment, {*passed, path})
        for life in self.lives.values():
            said = life.at(moment)
            for content in [*life.public(moment), *([said.release.content] if said else [])]:
                if said is not None and path == f"/{language}/forums/{content.slug}/":
                    return self._rest(said, path, language, moment, passed)
        return path

    def _rest(self, said: Said, path: str, language: str, moment: datetime, passed: set[str]) -> str:
        if said.state == "moved":
            return self._end(said.to, language, moment, {*passed, path})
        own = f"/{language}/forums/{said.release.content.slug}/"
        return own if said.state == "live" else path

    def _kept(self, path: str, moment: datetime) -> Expected:
        to = self.redirects[path]
        end = self._end(to, "fr", moment, {path}) if to else ""
        return Expected(301, end) if end else Expected(410)

    def _speaker(self, language: str, moment: datetime) -> Expected:
        said = [life.at(moment) for life in self.lives.values()]
        live = [one for one in said if one is not None and one.state == "live"]
        if live:
            best = max(live, key=lambda one: (language in one.languages, one.release.order))
            spoken = best.release.content.speaker
            best_language = language if language in best.languages else best.languages[0]
            return Expected(200, shows=frozenset({spoken[best_language]}))
        return Expected(0 if any(said) else 404)


def _shown(said: Said, language: str) -> Expected:
    """The words of the release, or a page that says that they are not published in this language."""
    words = said.release.content.words
    return Expected(200, shows=frozenset({words[language]} if language in said.languages else ()))


def without(said: Said, languages: tuple[str, ...], reason: str) -> Said:
    """What is left of ``said`` when ``languages`` (all, where none is named) are withdrawn."""
    left = tuple(language for language in said.languages if languages and language not in languages)
    return replace(said, languages=left) if left else replace(said, state="withdrawn", reason=reason)
