"""What makes a snapshot whole: every reference inside it leads somewhere, once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import BaseModel

from events.snapshot.values import _ByLanguage

if TYPE_CHECKING:
    from events.snapshot.schema import Snapshot


def problems(snapshot: "Snapshot") -> list[str]:
    """One plain sentence for each thing that is wrong; empty where the snapshot is whole."""
    return [*_repeated(snapshot), *_dangling(snapshot), *_foreign_languages(snapshot)]


def _repeated(snapshot: "Snapshot") -> Iterator[str]:
    forum = snapshot.forum
    lists: dict[str, tuple[BaseModel, ...]] = {
        "section": forum.sections,
        "involvement": forum.involvements,
        "appearance": forum.appearances,
        "quote": forum.quotes,
        "statistic": forum.statistics,
        "session": forum.sessions,
        "correction": forum.corrections,
        "institute": snapshot.institutes,
        "speaker": snapshot.speakers,
        "image": snapshot.images,
    }
    for name, values in lists.items():
        for key in ("slug", "digest"):
            found = [getattr(value, key) for value in values if hasattr(value, key)]
            yield from (f"{name} {key} {value} stands twice" for value in _twice(found))
    uids = [getattr(value, "uid") for values in lists.values() for value in values]  # noqa: B009 - all have one
    yield from (f"uid {uid} stands twice" for uid in _twice([snapshot.series.uid, forum.uid, *uids]))
    yield from (f"language {language} stands twice" for language in _twice(snapshot.languages))
    for session in forum.sessions:
        yield from (f"session {session.slug} names {uid} twice" for uid in _twice(session.speakers))
    yield from _same_part_twice(snapshot)


def _same_part_twice(snapshot: "Snapshot") -> Iterator[str]:
    parts = [(appearance.speaker, appearance.part) for appearance in snapshot.forum.appearances]
    yield from (f"speaker {uid} appears twice as {part}" for uid, part in _twice(parts))
    shares = [(involvement.institute, involvement.part) for involvement in snapshot.forum.involvements]
    yield from (f"institute {uid} is involved twice as {part}" for uid, part in _twice(shares))


def _twice[T](values: Iterable[T]) -> list[T]:
    """The values that stand there more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


def _dangling(snapshot: "Snapshot") -> Iterator[str]:
    known = {
        "section": {section.uid for section in snapshot.forum.sections},
        "quote": {quote.uid for quote in snapshot.forum.quotes},
        "statistic": {statistic.uid for statistic in snapshot.forum.statistics},
        "institute": {institute.uid for institute in snapshot.institutes},
        "speaker": {speaker.uid for speaker in snapshot.speakers},
        "image": {image.uid for image in snapshot.images},
    }
    for kind, owner, uid in _references(snapshot):
        if uid is not None and uid not in known[kind]:
            yield f"{owner} refers to the {kind} {uid}, which the snapshot does not hold"


def _references(snapshot: "Snapshot") -> Iterator[tuple[str, str, UUID | None]]:
    forum = snapshot.forum
    yield "image", "the series", snapshot.series.logo
    yield "image", "the forum", forum.hero_image
    for involvement in forum.involvements:
        yield "institute", f"involvement {involvement.uid}", involvement.institute
    for appearance in forum.appearances:
        yield "speaker", f"appearance {appearance.uid}", appearance.speaker
    for quote in forum.quotes:
        yield "speaker", f"quote {quote.slug}", quote.speaker
        yield "section", f"quote {quote.slug}", quote.section
    for statistic in forum.statistics:
        yield "section", f"statistic {statistic.slug}", statistic.section
        yield "institute", f"statistic {statistic.slug}", statistic.publisher
    for session in forum.sessions:
        for speaker_uid in session.speakers:
            yield "speaker", f"session {session.slug}", speaker_uid
    for correction in forum.corrections:
        yield "quote", f"correction {correction.uid}", correction.quote
        yield "statistic", f"correction {correction.uid}", correction.statistic
        yield "speaker", f"correction {correction.uid}", correction.speaker
    for institute in snapshot.institutes:
        yield "image", f"institute {institute.slug}", institute.logo
    for speaker in snapshot.speakers:
        yield "image", f"speaker {speaker.slug}", speaker.portrait
        yield "institute", f"speaker {speaker.slug}", speaker.institute


def _foreign_languages(snapshot: "Snapshot") -> Iterator[str]:
    spoken = {language for text in _texts(snapshot) for language in text.languages()}
    for language in sorted(spoken - set(snapshot.languages)):
        yield f"a text is in {language}, which is not among the snapshot’s languages"


def _texts(value: object) -> Iterator[_ByLanguage[str]]:
    if isinstance(value, _ByLanguage):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
