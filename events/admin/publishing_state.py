"""What the publishing page tells of a forum at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from events.admin.findings import Shown, shown_findings
from events.admin.languages import language_name
from events.admin.planned_changes import Planned, planned
from events.models import Forum, Publication, Release, Review
from events.models.review import APPROVED, SENT_BACK, SUBMITTED
from events.publishing import approved_release, freeze, pointer, site_languages
from events.publishing.releases import says
from events.snapshot import State, dumps


@dataclass(frozen=True)
class PublishingState:
    """``current`` holds now; ``seen`` is the last announcement, to hand back with a verb.

    ``waiting`` is the submission that wants a decision; ``sent_back`` the newest one, if it was sent back;
    ``answer`` is the newest one, if it was approved with some words.
    """

    current: Publication | None
    seen: int | None
    scheduled: Sequence[Planned]
    changed: bool
    findings: tuple[Shown, ...]
    languages: tuple[str, ...]
    waiting: Review | None
    sent_back: Review | None
    approved: Release | None
    answer: Review | None

    @property
    def live(self) -> Publication | None:
        """The publication that holds now, if it is live."""
        return self.current if self.current and self.current.state == State.LIVE else None

    @property
    def live_languages(self) -> str:
        """The languages that are live, by name."""
        return ", ".join(name for _code, name in self.spoken)

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """The languages that are live: code and name."""
        codes = self.live.languages if self.live else ()
        return [(code, language_name(code)) for code in codes]

    @property
    def errors(self) -> tuple[Shown, ...]:
        """What stops a publication."""
        return tuple(finding for finding in self.findings if finding.error)

    @property
    def warnings(self) -> tuple[Shown, ...]:
        """What does not stop one."""
        return tuple(finding for finding in self.findings if not finding.error)


def publishing_state(forum: Forum, moment: datetime) -> PublishingState:
    """The state of ``forum`` at ``moment``; ``changed``: the working copy differs from what holds."""
    held = Publication.objects.filter(forum=forum).select_related("release").defer("release__snapshot")
    current = held.at(moment).first()
    open_one = pointer(forum)
    snapshot = freeze(forum)
    newest = forum.reviews.select_related("release").defer("release__snapshot").first()
    return PublishingState(
        current=current,
        seen=open_one.pk if open_one else None,
        scheduled=planned([*([current] if current else []), *held.due(moment)], moment),
        changed=current is not None and not says(current.release, dumps(snapshot)),
        findings=shown_findings(forum, snapshot),
        languages=site_languages(),
        waiting=newest if newest and newest.state == SUBMITTED else None,
        sent_back=newest if newest and newest.state == SENT_BACK else None,
        approved=approved_release(forum),
        answer=newest if newest and newest.state == APPROVED and newest.answer else None,
    )
