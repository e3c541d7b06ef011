"""What an edition shows at an address of its own."""

from collections.abc import Iterable, Iterator, Mapping

from events.pages.addresses import Kind, programme_slug
from events.pages.catalogue import quotes_in
from events.pages.xml import rfc3339
from events.snapshot import Edition, Redirection

#: One content: its kind and slug, whatever the language. The slug is "" for the list of a kind.
type Shown = tuple[Kind, str]


def shown(edition: Edition) -> Iterator[Shown]:
    """Its own page and those of all that it names; the programme’s leads to its own where there is none."""
    snapshot = edition.snapshot
    forum = snapshot.forum
    yield Kind.FORUM, forum.slug
    yield Kind.FORUM, programme_slug(forum.slug)
    yield from ((Kind.SPEAKER, speaker.slug) for speaker in snapshot.speakers)
    yield from ((Kind.INSTITUTE, institute.slug) for institute in snapshot.institutes)
    yield from ((Kind.QUOTE, quote.slug) for quote in quotes_in(snapshot))
    yield from ((Kind.STATISTIC, indicator) for indicator in sorted({s.indicator for s in forum.statistics}))


def last_published(editions: Iterable[Edition]) -> Mapping[Shown, str]:
    """When the newest publication of the live editions that show a content began (RFC 3339).

    The lists of all count as shown by every edition. What is under an address that no release knows, for
    another took its slug, is not told of.
    """
    found: dict[Shown, str] = {}
    for edition in editions:
        since = rfc3339(edition.since)
        for content in (*((kind, "") for kind in Kind), *shown(edition)):
            found[content] = max(since, found.get(content, ""))
    return found


def followed(redirections: Iterable[Redirection]) -> Mapping[str, str | None]:
    """From each path to the end of its chain of redirections; None where it is gone, or goes in a circle."""
    targets = {redirection.path: redirection.target for redirection in redirections}
    return {path: _end(path, targets) for path in targets}


def _end(path: str, targets: Mapping[str, str | None]) -> str | None:
    passed = {path}
    target = targets[path]
    while target is not None and target in targets and target not in passed:
        passed.add(target)
        target = targets[target]
    return None if target in passed else target
