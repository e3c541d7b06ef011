"""Live states out of the snapshots in fixtures/, which tell of a forum that does not exist."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel

from events.pages import Page, Site, plan
from events.snapshot import Edition, LiveState, Localized, Snapshot, State, digest, dumps, loads
from events.snapshot.kinds import QuoteRendering
from events.snapshot.schema import Quote, Speaker
from tests.pages.document import Element, parse

SITE = Site("https://forum.example.org", ("fr", "en"), "Europe/Zurich")
RELEASED = datetime(2031, 6, 1, 12, tzinfo=UTC)
NAMESPACE = UUID("00000000-0000-4000-8000-000000000000")


@cache
def snapshot(name: str) -> Snapshot:
    """``full`` has one of everything, ``minimal`` nothing that may be left out.

    ``rich`` has what comes in numbers: pictures, a programme of two days in rooms, 22 speakers, and a figure
    through the years with an estimate and a target.
    """
    return loads((Path(__file__).parent / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))


def changed[V: BaseModel](value: V, **fields: Any) -> V:
    """The same value with other fields."""
    return value.model_copy(update=fields)


def with_forum(value: Snapshot, **fields: Any) -> Snapshot:
    """The same snapshot with other fields of the forum."""
    return changed(value, forum=changed(value.forum, **fields))


def edition(value: Snapshot | str, **fields: Any) -> Edition:
    """A live edition in both languages, unless ``fields`` say otherwise; ``value`` may name a fixture."""
    shown = snapshot(value) if isinstance(value, str) else value
    told: dict[str, Any] = {
        "digest": digest(dumps(shown)),
        "number": 1,
        "released": RELEASED,
        "languages": ("fr", "en"),
        "state": State.LIVE,
        "since": RELEASED,
    }
    return Edition(shown, **(told | fields))


def state(*editions: Edition | str) -> LiveState:
    """Editions, newest first; a word names a fixture, released the earlier the later it stands."""
    return LiveState(
        tuple(
            edition(value, released=RELEASED - timedelta(days=position)) if isinstance(value, str) else value
            for position, value in enumerate(editions)
        )
    )


def pages(live: LiveState, site: Site = SITE) -> dict[str, Page]:
    """The plan by path."""
    return {page.path: page for page in plan(live, site)}


@cache
def full_pages() -> dict[str, Page]:
    """The plan of the full edition and the minimal one."""
    return pages(state("full", "minimal"))


@cache
def rich_pages() -> dict[str, Page]:
    """The plan of the rich edition, which is to come, after the full one."""
    return pages(state("rich", "full"))


def document(path: str, live: LiveState | None = None) -> Element:
    """The page at ``path``, as a tree."""
    found = full_pages() if live is None else pages(live)
    return parse(found[path].render())


def quoted(rendering: QuoteRendering | None, text: str = "Words.", **fields: Any) -> Snapshot:
    """A full edition whose only quote is in French in that rendering."""
    original = snapshot("full").forum.quotes[0]
    renderings = type(original.rendering)({"fr": rendering} if rendering else {})
    words = {"text": Localized({"fr": text}), "rendering": renderings, "section": None}
    return with_forum(snapshot("full"), quotes=(changed(original, **(words | fields)),))


def numbered(number: int, *, speakers: int = 2) -> Snapshot:
    """One of many editions, with its own quote and as many speakers."""
    full = snapshot("full")
    people = tuple(_speaker(number, index) for index in range(speakers))
    quote: Quote = changed(
        full.forum.quotes[0],
        uid=uuid5(NAMESPACE, f"quote {number}"),
        slug=f"quote-{number}",
        speaker=people[0].uid,
    )
    forum = changed(
        full.forum,
        uid=uuid5(NAMESPACE, f"forum {number}"),
        slug=f"forum-{number}",
        ordinal=number,
        name=Localized({"en": f"Nowhere Forum {number}", "fr": f"Forum de Nulle-Part {number}"}),
        quotes=(quote,),
        appearances=tuple(
            changed(
                full.forum.appearances[0], uid=uuid5(NAMESPACE, f"role {person.slug}"), speaker=person.uid
            )
            for person in people
        ),
        sessions=(),
    )
    return changed(full, forum=forum, speakers=people)


def _speaker(number: int, index: int) -> Speaker:
    name = f"Person {number} {index}"
    return changed(
        snapshot("full").speakers[0],
        uid=uuid5(NAMESPACE, name),
        slug=name.lower().replace(" ", "-"),
        name=Localized({"en": name, "fr": name}),
    )


def many(count: int) -> LiveState:
    """So many editions, the newest first."""
    return state(
        *(
            edition(numbered(number), released=RELEASED + timedelta(days=number))
            for number in range(count, 0, -1)
        )
    )
