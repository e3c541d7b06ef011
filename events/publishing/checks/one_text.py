"""Checks of one text in one language."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from events.formatting import LanguageError, sanitize_html, typography, typography_html
from events.formatting.language import rule_set
from events.publishing.checks.between_languages import links
from events.publishing.checks.catalogue import CATALOGUE
from events.publishing.checks.figures_in_text import Stated, figures_in
from events.publishing.checks.finding import Finding
from events.publishing.checks.subject import Subject

#: Characters of a quote that its share card has room for (events.pages.cards cuts what is longer).
CARD_LENGTH = 320
# Words that make out a language: each is frequent in one of the two and absent from the other.
_WORDS = {
    "fr": frozenset(
        "le la les des du une et est dans pour que qui sur au aux avec ce cette nous vous sont par".split()
    ),
    "en": frozenset(
        "the and of is in to for that with are by was were from this it we you not have has be at".split()
    ),
}
_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH = 3
_KEPT = 4096


def marks(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Quotation marks, apostrophes and spaces; the text with the right ones comes along."""
    for field, language, _words in subject.each_text(languages):
        text = subject.texts[field][language]
        mended = _mended(text, language, subject.is_rich(field))
        if mended:
            message = _("Some quotation marks, apostrophes or spaces are not those of the language.")
            yield _found("typography", subject, field, language, message, mended)


def language(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Words of another language, and hardly any of its own: French and English are known apart."""
    for field, code, words in subject.each_text(languages):
        own = code.partition("-")[0]
        if own not in _WORDS or (subject.facts.get("theme_language") and field == "theme"):
            continue
        found = [word.lower() for word in _LETTERS.findall(words)]
        here = sum(word in _WORDS[own] for word in found)
        there = max(sum(word in known for word in found) for name, known in _WORDS.items() if name != own)
        if there >= _ENOUGH and there > 3 * here:
            message = _("These words seem to be in another language.")
            yield _found("wrong-language", subject, field, code, message)


def foreign_marks(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """“207,133 billion” in English, “21.37 %” or “billion” in French: the marks of the other language."""
    for field, code, words in subject.each_text(languages):
        for figure in figures_in(words, code):
            if _is_foreign(figure, code):
                message = _("“%(figure)s” may be written as another language writes it.") % {
                    "figure": figure.written
                }
                yield _found("foreign-figure", subject, field, code, message)
                break


def card_length(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Quotes that the largest type of a share card cannot hold."""
    if subject.kind != "quote":
        return
    for code in languages:
        length = len(subject.words("text", code))
        if length > CARD_LENGTH:
            message = _("%(length)s characters; a share card has room for %(room)s.") % {
                "length": length,
                "room": CARD_LENGTH,
            }
            yield _found("card-length", subject, "text", code, message)


def dead_links(
    subject: Subject, languages: tuple[str, ...], is_dead: Callable[[str], bool]
) -> Iterator[Finding]:
    """Links to pages of this site that are not there."""
    for field in subject.texts:
        for code in languages:
            for address in filter(is_dead, links(subject, field, code)):
                yield _dead(subject, field, code, address)
    for field, texts in subject.addresses.items():
        for code, address in texts.items():
            if code in languages and is_dead(address):
                yield _dead(subject, field, code, address)
    address = subject.facts.get("registration_url") or ""
    if is_dead(address):
        yield _dead(subject, "registration_url", "", address)


@lru_cache(maxsize=_KEPT)
def _mended(text: str, language: str, rich: bool) -> str:
    """The text as it should be; "" where it is so already, or where the language has no known rules.

    Remembered, because nearly all texts are those of the last time that anybody looked.
    """
    try:
        mended = typography_html(text, language) if rich else typography(text, language)
    except LanguageError:
        return ""
    return mended if mended != (sanitize_html(text) if rich else text) else ""


def _is_foreign(figure: Stated, code: str) -> bool:
    if figure.false_friend:
        return True
    rules = rule_set(code)
    number = figure.written.split(" ")[0]
    if rules == "fr":
        return re.search(r"[0-9]\.[0-9]", number) is not None and number.count(".") == 1
    # A figure of three decimals and its scale, such as “207,133 billion”: English would write 207 billion.
    return rules == "en" and (
        (figure.scaled and re.fullmatch(r"[0-9]{1,3},[0-9]{3}", number) is not None)
        or re.fullmatch(r"[0-9]+,[0-9]{1,2}", number) is not None
    )


def _dead(subject: Subject, field: str, code: str, address: str) -> Finding:
    message = _("There is no page at %(address)s.") % {"address": address}
    return _found("dead-link", subject, field, code, message)


def _found(code: str, subject: Subject, field: str, language: str, message: str, mended: str = "") -> Finding:
    return Finding(CATALOGUE[code].severity, code, subject.name, field, language, message, mended)
