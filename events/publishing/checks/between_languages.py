"""Checks of one text against its source in another language."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from events.publishing.checks.catalogue import CATALOGUE
from events.publishing.checks.figures_in_text import figures_in, unmatched
from events.publishing.checks.finding import Finding
from events.publishing.checks.subject import Subject

_HREF = re.compile(r'href="([^"]*)"')
# Names are often the same in two languages; a text of this many words is not.
_WORDS = 4
_NAMES = frozenset({"name", "short_name", "theme", "venue", "city", "room", "credit", "source_title"})
# The name of a language may begin a host, as that of Wikipedia: fr.example.org.
_LANGUAGE_LABEL = re.compile(r"^(?:www\.)?[a-z]{2}\.(?=[^.]+\.)")


def figures_differ(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """A figure that stands in one language alone; each language may name a source of its own day."""
    for field, source, language in subject.pairs(languages):
        if field == "source_title":
            continue
        there = figures_in(subject.words(field, source), source)
        here = figures_in(subject.words(field, language), language)
        lost, new = unmatched(there, here), unmatched(here, there)
        if lost or new:
            told = [
                sentence % {"figures": ", ".join(one.written for one in found)}
                for sentence, found in (
                    (_("Not here: %(figures)s."), lost),
                    (_("Only here: %(figures)s."), new),
                )
                if found
            ]
            yield _found("figures-differ", subject, field, language, " ".join(told))


def links_differ(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Links to other sites, or fewer of them, than in the source."""
    for field, source, language in subject.pairs(languages):
        if not subject.is_rich(field):
            continue
        sites = [sorted(map(_site, links(subject, field, one))) for one in (source, language)]
        if sites[0] != sites[1]:
            message = _("Links of the source: %(source)s. Links here: %(here)s.") % {
                "source": ", ".join(sites[0]) or "–",
                "here": ", ".join(sites[1]) or "–",
            }
            yield _found("links-differ", subject, field, language, message)


def copied(subject: Subject, languages: tuple[str, ...]) -> Iterator[Finding]:
    """A text of several words that is that of another language."""
    for field, source, language in subject.pairs(languages):
        words = subject.words(field, language).split()
        if (
            field not in _NAMES
            and len(words) >= _WORDS
            and words == subject.words(field, source).split()
            and any(character.isalpha() for word in words for character in word)
        ):
            message = _("This is word for word the text of the other language.")
            yield _found("copied", subject, field, language, message)


def links(subject: Subject, field: str, language: str) -> list[str]:
    """The addresses that a text with markup links to."""
    text = subject.texts.get(field, {}).get(language, "")
    return [unescape(address) for address in _HREF.findall(text)] if subject.is_rich(field) else []


def _site(address: str) -> str:
    """What is the same of a link in two languages: its host without a language, or that it stays here."""
    host = urlsplit(address).hostname or ""
    return _LANGUAGE_LABEL.sub("", host) or (address if address.startswith("mailto:") else "/")


def _found(code: str, subject: Subject, field: str, language: str, message: str) -> Finding:
    return Finding(CATALOGUE[code].severity, code, subject.name, field, language, message)
