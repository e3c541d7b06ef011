"""The part of a text that answers a query, with the words that were asked for marked, as they are written."""

from collections.abc import Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from events.pages.search_folding import Word, words
from events.pages.wording import Text

#: For each term of a query, the folded words that may stand at each of its places.
type Accepted = tuple[tuple[frozenset[str], ...], ...]
type Span = tuple[int, int]

#: About so many characters of a text are shown, about so many of them before the first marked word.
LENGTH = 200
_BEFORE = 60


def marked(text: str, accepted: Accepted, language: str) -> SafeString:
    """The whole text, safe, with ``<mark>`` around the words of the query."""
    return _html(text, [(start, end) for start, end, _ in _matches(text, accepted, language)], 0, len(text))


def extract(texts: Sequence[Text], beside: str, accepted: Accepted, language: str) -> tuple[Text, SafeString]:
    """The one of ``texts`` that answers most terms, and about 200 characters of it.

    Terms that ``beside``, which is shown too, answers already do not count; the first of equals is taken.
    """
    seen = {term for _, _, term in _matches(beside, accepted, language)}
    best, found = Text(""), list[tuple[int, int, int]]()
    most = -1
    for text in texts:
        matches = list(_matches(text.plain, accepted, language))
        answered = len({term for _, _, term in matches} - seen)
        if answered > most:
            best, found, most = text, matches, answered
    start, end = _window(best.plain, found)
    spans = [(first, last) for first, last, _ in found if start <= first and last <= end]
    return best, _html(best.plain, spans, start, end)


def _matches(text: str, accepted: Accepted, language: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, number of the term) of each word that answers, in order."""
    found = list(words(text, language))
    for index, word in enumerate(found):
        for number, places in enumerate(accepted):
            if word.stem in places[0] and _follows(found, index, places):
                yield word.start, word.end, number
                for other in found[index + 1 : index + len(places)]:
                    yield other.start, other.end, number


def _follows(found: list[Word], index: int, places: tuple[frozenset[str], ...]) -> bool:
    there = found[index : index + len(places)]
    return len(there) == len(places) and all(
        word.stem in place for word, place in zip(there, places, strict=True)
    )


def _window(text: str, found: list[tuple[int, int, int]]) -> Span:
    """Where the extract starts and ends, between words: where most terms stand together."""
    if len(text) <= LENGTH:
        return 0, len(text)
    first = 0
    if found:
        first = max((start for start, _, _ in found), key=lambda start: _near(found, start))
    start = max(0, min(first - _BEFORE, len(text) - LENGTH))
    start = text.rfind(" ", max(0, start - 20), start + 1) + 1 if start else 0
    end = min(len(text), start + LENGTH)
    cut = text.rfind(" ", start + LENGTH // 2, end)
    return start, cut if end < len(text) and cut > 0 else end


def _near(found: list[tuple[int, int, int]], first: int) -> int:
    """How many terms are answered in an extract whose first marked word starts at ``first``."""
    last = first + LENGTH - _BEFORE
    return len({term for start, _, term in found if first <= start < last})


def _html(text: str, spans: Sequence[Span], start: int, end: int) -> SafeString:
    parts: list[str] = ["…\u00a0" if start else ""]
    at = start
    for first, last in _merged(spans):
        parts += (escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>")
        at = last
    parts += (escape(text[at:end]), "\u00a0…" if end < len(text) else "")
    return mark_safe("".join(parts))  # noqa: S308 - every part of the text is escaped


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Overlapping ones as one, as the pairs of Chinese are."""
    found: list[Span] = []
    for first, last in sorted(set(spans)):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
