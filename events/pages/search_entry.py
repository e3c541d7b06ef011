"""A result of the search before anyone asked."""

from dataclasses import dataclass
from enum import StrEnum

from events.pages.wording import Text


class SearchKind(StrEnum):
    """What a result is; in the order in which equal results stand."""

    FORUM = "forum"
    SECTION = "section"
    SPEAKER = "speaker"
    INSTITUTE = "institute"
    QUOTE = "quote"
    STATISTIC = "statistic"
    SESSION = "session"


@dataclass(frozen=True)
class SearchEntry:
    """One result, before anyone asked.

    ``path`` may end in a fragment; ``texts`` are what the page tells, each with its own language;
    ``context`` says where it belongs: the edition, the role, the kind of institute.
    """

    language: str
    kind: SearchKind
    path: str
    title: Text
    texts: tuple[Text, ...]
    context: str
