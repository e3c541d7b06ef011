"""The live state, read from releases, publications and redirects."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from events.models.redirect import Redirect
from events.models.release import Publication, Release, ReleaseName
from events.serving.manifest import BuildError
from events.snapshot import Edition, LiveState, Name, Redirection, Snapshot, SnapshotError, State, loads
from events.snapshot.paths import decoded, encoded


def live_key(at: datetime | None = None) -> Hashable:
    """Changes whenever the live state at ``at`` (now, by default) does. Two queries, no snapshot read."""
    publications = Publication.objects.at(at).order_by("pk")
    told = publications.values_list("pk", "release_id", "languages", "state", "starts", "reason", "moved_to")
    redirects = Redirect.objects.order_by("old_path").values_list("old_path", "new_path")
    return repr(list(told)), tuple(redirects)


class LiveReader:
    """Reads live states; a snapshot that was parsed once is not parsed again while it stays live."""

    def __init__(self) -> None:
        self._snapshots: Mapping[str, Snapshot] = {}

    def load(self, at: datetime | None = None) -> LiveState:
        """The live state at ``at`` (now, by default): three queries, and one for snapshots not seen before.

        Raises BuildError, naming the release, for a snapshot that cannot be read.
        """
        moment = at or timezone.now()
        publications = list(
            Publication.objects.at(moment).select_related("release").defer("release__snapshot").order_by("pk")
        )
        snapshots = self._parsed([publication.release for publication in publications])
        self._snapshots = snapshots  # replaced, never changed: threads may share a reader
        editions = [_edition(publication, snapshots) for publication in publications]
        editions.sort(key=_newest_first, reverse=True)
        redirections = Redirect.objects.order_by("old_path").values_list("old_path", "new_path")
        return LiveState(
            editions=tuple(editions),
            redirections=_redirections(redirections),
            names=self._names(moment),
        )

    def _names(self, moment: datetime) -> tuple[Name, ...]:
        """All that had an address in a release that is or was live."""
        released = Publication.objects.filter(state=State.LIVE, starts__lte=moment).values("release")
        rows = ReleaseName.objects.filter(release__in=released).values_list("kind", "uid", "slug").distinct()
        return tuple(sorted(Name(*row) for row in rows))

    def _parsed(self, releases: list[Release]) -> dict[str, Snapshot]:
        former = self._snapshots
        known = {release.digest: former[release.digest] for release in releases if release.digest in former}
        unknown = [release.pk for release in releases if release.digest not in known]
        if not unknown:
            return known
        rows = Release.objects.filter(pk__in=unknown).values_list(
            "digest", "snapshot", "forum__slug", "number"
        )
        for digest, text, slug, number in rows:
            try:
                known[digest] = loads(text)
            except SnapshotError as error:
                raise BuildError(f"release {number} of {slug} cannot be read: {error}") from error
        return known


_reader = LiveReader()


def load_live_state(at: datetime | None = None) -> LiveState:
    """The live state at ``at`` (now, by default); see LiveReader.load."""
    return _reader.load(at)


def _redirections(rows: Iterable[tuple[str, str]]) -> tuple[Redirection, ...]:
    """One a path, however it is spelled."""
    targets = {decoded(old): encoded(new) or None for old, new in rows}
    return tuple(Redirection(path, target) for path, target in sorted(targets.items()))


def _edition(publication: Publication, snapshots: Mapping[str, Snapshot]) -> Edition:
    release = publication.release
    return Edition(
        snapshot=snapshots[release.digest],
        digest=release.digest,
        number=release.number,
        released=release.created,
        languages=tuple(publication.languages),
        state=State(publication.state),
        since=publication.starts,
        reason=publication.reason,
        moved_to=encoded(publication.moved_to),
    )


def _newest_first(edition: Edition) -> tuple[str, int]:
    forum = edition.snapshot.forum
    return forum.start.date.isoformat(), forum.ordinal
