"""Long lists cut by edition, speaker or part: a page for each choice, made beforehand like any other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from events.pages import words
from events.pages.addresses import Filter, Kind, address, filter_slug
from events.pages.inputs import ForumLink, Head, Name
from events.pages.layout import Link
from events.pages.links import forum_view, name_view
from events.pages.wording import Text, Wording
from events.snapshot.kinds import AppearancePart

#: From so many entries on, a list can be cut; it is then longer than a screen or two.
WORTH_CUTTING = 21

type Value = ForumLink | Name | AppearancePart


@dataclass(frozen=True)
class Choice:
    """One way to cut a list: what it is cut by, and what is kept."""

    by: Filter
    value: Value

    @property
    def slug(self) -> str:
        """The slug of its page: ``edition/2021``."""
        value = self.value
        return filter_slug(self.by, value.value if isinstance(value, AppearancePart) else value.slug)


@dataclass(frozen=True)
class Cut:
    """All the ways to cut a list, and that of this page; None where it shows all."""

    choices: tuple[Choice, ...] = ()
    chosen: Choice | None = None


@dataclass(frozen=True)
class FilterView:
    """The choices by one thing; ``chosen`` is the words of that of the page, or those for all."""

    label: str
    chosen: Text
    links: tuple[Link, ...]
    open: bool


def choices[T](
    contents: tuple[T, ...], by: Filter, values: Callable[[T], Iterable[Value]], least: int = 1
) -> Iterator[tuple[Choice, tuple[T, ...]]]:
    """Each choice with what it keeps, if at least ``least`` of it; none where there is nothing to choose."""
    kept: dict[Value, list[T]] = {}
    for content in contents:
        for value in dict.fromkeys(values(content)):
            kept.setdefault(value, []).append(content)
    found = [(Choice(by, value), tuple(part)) for value, part in kept.items() if len(part) >= least]
    if len(contents) >= WORTH_CUTTING and len(found) > 1:
        yield from found


def words_of(choice: Choice, wording: Wording) -> Text:
    """What a choice is called."""
    if isinstance(choice.value, ForumLink):
        forum = forum_view(choice.value, wording)
        return forum.text or Text(forum.edition)
    if isinstance(choice.value, Name):
        return name_view(choice.value, wording).text
    return Text(words.appearance_part(choice.value))


def cut_head(head: Head, choice: Choice, wording: Wording) -> Head:
    """The head of a list that was cut, so that no two have the same."""
    told = {"title": head.title, "description": head.description, "choice": words_of(choice, wording).plain}
    return Head(gettext("%(title)s – %(choice)s") % told, gettext("%(choice)s. %(description)s") % told)


def filter_views(kind: Kind, cut: Cut, wording: Wording) -> tuple[FilterView, ...]:
    """The ways to cut a list, as its page shows them."""
    labels = {
        Filter.EDITION: (gettext("By edition:"), gettext("all editions")),
        Filter.SPEAKER: (gettext("By speaker:"), gettext("all speakers")),
        Filter.PART: (gettext("By part:"), gettext("all parts")),
    }
    return tuple(
        _view(kind, cut, by, *told, wording)
        for by, told in labels.items()
        if any(choice.by is by for choice in cut.choices)
    )


def _view(kind: Kind, cut: Cut, by: Filter, label: str, every: str, wording: Wording) -> FilterView:
    chosen = cut.chosen if cut.chosen and cut.chosen.by is by else None
    links = [Link(address(kind, wording.language), Text(every), "" if cut.chosen else "true")]
    links += [
        Link(
            address(kind, wording.language, choice.slug),
            words_of(choice, wording),
            "true" if choice == chosen else "",
        )
        for choice in cut.choices
        if choice.by is by
    ]
    return FilterView(label, words_of(chosen, wording) if chosen else Text(every), tuple(links), bool(chosen))
