"""What is looked at in every text before it is published, and while it is written.

One check, one code; `CATALOGUE` says what each finds, in words, and whether it stops publication. A check
reads a `Subject`: one row of a snapshot or of a form, so the same code reads both.
"""

from collections.abc import Callable, Iterator

from events.publishing.checks.between_languages import copied, figures_differ, links_differ
from events.publishing.checks.catalogue import CATALOGUE, Check
from events.publishing.checks.completeness import figure_facts, quote_facts, theme_language
from events.publishing.checks.finding import Finding, Severity
from events.publishing.checks.one_text import card_length, dead_links, foreign_marks, language, marks
from events.publishing.checks.subject import Subject, subjects

CHECKS: tuple[Callable[[Subject, tuple[str, ...]], Iterator[Finding]], ...] = (
    quote_facts,
    figure_facts,
    theme_language,
    figures_differ,
    links_differ,
    copied,
    language,
    marks,
    foreign_marks,
    card_length,
)


def check(
    subject: Subject, languages: tuple[str, ...], is_dead: Callable[[str], bool] | None = None
) -> Iterator[Finding]:
    """All that the checks find in ``subject``, in ``languages``.

    ``is_dead`` says of a link whether it leads to a page of this site that is not there; without it, links
    are not followed.
    """
    for one in CHECKS:
        yield from one(subject, languages)
    if is_dead is not None:
        yield from dead_links(subject, languages, is_dead)


__all__ = ["CATALOGUE", "CHECKS", "Check", "Finding", "Severity", "Subject", "check", "subjects"]
