"""What the checks read: the texts and the facts of one row, whether of a snapshot or of a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from events.formatting import strip_html
from events.snapshot import Localized, Snapshot
from events.snapshot.schema import Renderings
from events.snapshot.values import LocalizedAddress, Value

#: (kind, field) of texts with markup.
RICH = frozenset({("section", "body")})


@dataclass(frozen=True)
class Subject:
    """One row. ``name`` names it in findings; ``texts``: field → language → what is written there."""

    kind: str
    name: str
    texts: Mapping[str, Mapping[str, str]]
    addresses: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, Any]

    def is_rich(self, field: str) -> bool:
        """Whether the texts of a field hold markup."""
        return (self.kind, field) in RICH

    def words(self, field: str, language: str) -> str:
        """What readers read of a text."""
        return self._read.get(field, {}).get(language, "")

    @cached_property
    def _read(self) -> Mapping[str, Mapping[str, str]]:
        """The words of each text that has some, read once for all checks."""
        read = {
            field: {
                code: strip_html(text) if self.is_rich(field) else text for code, text in by_language.items()
            }
            for field, by_language in self.texts.items()
        }
        return {
            field: {code: text for code, text in texts.items() if text.strip()}
            for field, texts in read.items()
        }

    def each_text(self, languages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        """(field, language, words) of each text that there is."""
        for field, texts in self._read.items():
            yield from ((field, code, texts[code]) for code in languages if code in texts)

    def pairs(self, languages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        """(field, language of the source, other language) for each text that has a source."""
        for field, texts in self._read.items():
            there = [language for language in languages if language in texts]
            yield from ((field, there[0], language) for language in there[1:])


def subjects(snapshot: Snapshot) -> Iterator[Subject]:
    """Every row of ``snapshot``, in the order of the page."""
    forum = snapshot.forum
    yield of_value("forum", f"forum {forum.slug}", forum)
    yield of_value("series", "series", snapshot.series)
    for kind, values in (
        ("section", forum.sections),
        ("appearance", forum.appearances),
        ("quote", forum.quotes),
        ("statistic", forum.statistics),
        ("session", forum.sessions),
        ("correction", forum.corrections),
        ("speaker", snapshot.speakers),
        ("institute", snapshot.institutes),
        ("image", snapshot.images),
    ):
        for value in values:
            yield of_value(kind, name_of(kind, value), value)


def name_of(kind: str, value: Any) -> str:
    """The name of a row in findings: its kind, and its address where it has one."""
    return f"{kind} {getattr(value, 'slug', '') or value.uid}"


def of_value(kind: str, name: str, value: Value) -> Subject:
    """The subject of one value of a snapshot."""
    texts, addresses, facts = {}, {}, {}
    for field in type(value).model_fields:
        content = getattr(value, field)
        if isinstance(content, LocalizedAddress):
            addresses[field] = dict(content.root)
        elif isinstance(content, Localized):
            texts[field] = dict(content.root)
        elif not isinstance(content, Renderings):
            facts[field] = content
    return Subject(kind, name, texts, addresses, facts)
