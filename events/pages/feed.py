"""The Atom feed of a language (RFC 4287): one entry an edition that is published in it.

An entry keeps its identity for life; when a corrected release is published, ``updated`` says so and
readers show the entry anew. So a correction is no second entry.
"""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from events.pages import addresses, assets
from events.pages.addresses import Kind, address
from events.pages.engine import render
from events.pages.heads import forum_head
from events.pages.inputs import Chrome
from events.pages.layout import site_name
from events.pages.links import forum_name
from events.pages.wording import Text, Wording
from events.pages.xml import rfc3339, xml_text
from events.snapshot import Edition


@dataclass(frozen=True)
class FeedEntry:
    """``language`` is that of the title, where it is not the feed’s."""

    id: str
    title: str
    language: str
    url: str
    updated: str
    summary: str


def feed(chrome: Chrome, language: str, editions: tuple[Edition, ...], updated: str) -> bytes:
    """``editions``: those published in ``language``, newest first; ``updated``: the site’s last change."""
    wording = Wording(language, chrome.site.languages)
    path = addresses.feed(language)
    series = chrome.series
    title = site_name(chrome, wording) if series is None else wording.text(series.name)
    return render(
        "feed.xml",
        {
            "id": _identity(series.uid if series else NAMESPACE_URL, path),
            "language": language,
            "title": xml_text(title.plain),
            "subtitle": xml_text(wording.text(series.purpose if series else None).plain),
            "url": chrome.site.origin + path,
            "home": chrome.site.origin + address(Kind.HOME, language),
            "icon": chrome.site.origin + assets.touch_icon().path,
            "updated": updated,
            "entries": [_entry(chrome, edition, wording) for edition in editions],
        },
    )


def _entry(chrome: Chrome, edition: Edition, wording: Wording) -> FeedEntry:
    forum, language = edition.snapshot.forum, wording.language
    name: Text = forum_name(forum, wording)
    return FeedEntry(
        id=_identity(forum.uid, language),
        title=xml_text(name.plain),
        language=name.language,
        url=chrome.site.origin + address(Kind.FORUM, language, forum.slug),
        updated=rfc3339(edition.since),
        summary=xml_text(forum_head(forum, wording).description),
    )


def _identity(owner: UUID, name: str) -> str:
    """The same as long as the owner’s uid is, whatever its address; another in each language."""
    return f"urn:uuid:{uuid5(owner, name)}"
