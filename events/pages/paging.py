"""Long lists on several pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.utils.translation import gettext

from events.pages.addresses import Kind, address, page_slug
from events.pages.inputs import Head

#: The most entries on one page.
LONGEST = 50
#: From so many entries on, names stand under their letters.
_WITH_LETTERS = 21


@dataclass(frozen=True)
class Paging:
    """The place of a page among those of its list, from 1; ``letters``: each with the page it begins on.

    ``within`` is the slug of the list where it is cut.
    """

    number: int = 1
    count: int = 1
    letters: tuple[tuple[str, int], ...] = ()
    within: str = ""

    @property
    def slug(self) -> str:
        """The slug of this page."""
        return page_slug(self.number, self.within)


@dataclass(frozen=True)
class Step:
    """A page of the list, or a letter in it; ``current`` is the page itself."""

    href: str
    text: str
    current: bool = False


@dataclass(frozen=True)
class PagingView:
    """``previous`` and ``next`` are "" at the ends; ``pages`` is empty where there is but one."""

    previous: str
    next: str
    position: str
    pages: tuple[Step, ...]
    letters: tuple[Step, ...]


def paged[T](
    contents: tuple[T, ...],
    letter: Callable[[T], str] | None = None,
    longest: int = LONGEST,
    within: str = "",
) -> Iterator[tuple[Paging, tuple[T, ...]]]:
    """The contents page by page; an empty list has one page. ``letter`` says under which one stands."""
    parts = tuple(batched(contents, longest)) or ((),)
    letters: dict[str, int] = {}
    if letter and len(contents) >= _WITH_LETTERS:
        for number, part in enumerate(parts, start=1):
            for content in part:
                letters.setdefault(letter(content), number)
    shown = tuple(letters.items()) if len(letters) > 1 else ()  # one letter leads nowhere else
    for number, part in enumerate(parts, start=1):
        yield Paging(number, len(parts), shown, within), part


def paged_head(head: Head, paging: Paging) -> Head:
    """The head of a list on its further pages, so that no two have the same."""
    if paging.number == 1:
        return head
    told = {"title": head.title, "description": head.description, "number": paging.number}
    # The number stands first in the description, whose end may be cut.
    return Head(
        gettext("%(title)s, page %(number)s") % told, gettext("Page %(number)s. %(description)s") % told
    )


def paging_view(kind: Kind, language: str, paging: Paging) -> PagingView:
    """The ways to the other pages of the list."""

    def href(number: int) -> str:
        return (
            address(kind, language, page_slug(number, paging.within)) if 1 <= number <= paging.count else ""
        )

    def letter_href(letter: str, number: int) -> str:
        return f"{'' if number == paging.number else href(number)}#{letter_id(letter)}"

    numbers = range(1, paging.count + 1) if paging.count > 1 else ()
    told = {"number": paging.number, "count": paging.count}
    return PagingView(
        previous=href(paging.number - 1),
        next=href(paging.number + 1),
        position=gettext("Page %(number)s of %(count)s") % told if numbers else "",
        pages=tuple(Step(href(number), str(number), number == paging.number) for number in numbers),
        letters=tuple(Step(letter_href(letter, number), letter) for letter, number in paging.letters),
    )


def letter_id(letter: str) -> str:
    """The anchor of a letter; its code point serves every script."""
    return f"letter-{ord(letter):x}"
