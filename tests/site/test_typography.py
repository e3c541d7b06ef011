"""Words are set as their language sets them, on pages and in all that readers do not see."""

import re
from collections.abc import Iterable

import pytest

from tests.site.prose import prose
from tests.site.published import Published

#: What no language of ours writes: the quotation marks, dots and dashes of a typewriter.
TYPED = [r"""['"]""", r"\.\.\.", r" --? "]
#: In French, what stands apart does so by a space that does not break.
WRONG = {
    "en": [*TYPED, r" [;:!?,.](?=\s|$)", r"[«»]"],
    "fr": [*TYPED, r" [;:!?»%]", r"« ", r"\w[;!?»%](?=\s|$)", r"«\w", r"\w:(?=\s|$)"],
}


def wrong(language: str, text: str) -> list[str]:
    """What is wrong in the text, with what stands around it."""
    hits = (hit for pattern in WRONG.get(language, []) for hit in re.finditer(pattern, text))
    return [text[max(0, hit.start() - 30) : hit.end() + 30] for hit in hits]


def machine_read(site: Published, paths: Iterable[str]) -> tuple[str, ...]:
    """The feeds and calendars that the pages name."""
    links = [link["href"] for path in paths for link in site.document(path).find_all("a", "link")]
    named = {link.removeprefix(site.origin) for link in links}
    return tuple(sorted(path for path in named if path.startswith("/") and path.endswith((".ics", ".atom"))))


@pytest.mark.parametrize("name", ["real", "empty", "stretched"])
def test_words_are_set_as_their_language_sets_them(name: str, request: pytest.FixtureRequest) -> None:
    """On every page of the real editions, and on one of each kind of the others."""
    site: Published = request.getfixturevalue(name)
    paths = site.pages if name == "real" else tuple(site.kinds.values())
    others = machine_read(site, paths)
    assert {path.rpartition(".")[2] for path in others} == {"atom", "ics"}
    found = [
        f"{path} {language} {fault!r}"
        for path in (*paths, *others)
        for language, text in prose(site, path)
        for fault in wrong(language, text)
    ]
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "l'institut"), ("fr", 'le "forum"'), ("fr", "Pourquoi ?"), ("fr", "Pourquoi?"),
        ("fr", "« Oui\N{NO-BREAK SPACE}»"), ("fr", "«Oui\N{NO-BREAK SPACE}»"), ("fr", "Dates: mai"),
        ("fr", "21 %"), ("fr", "21%"), ("fr", "Fin..."), ("en", "the forum's"), ("en", 'a "forum"'),
        ("en", "Why ?"), ("en", "«Yes»"), ("en", "2020 - 2021"),
    ],
)  # fmt: skip
def test_what_is_set_wrong_is_seen(language: str, text: str) -> None:
    assert wrong(language, text)


def test_words_are_heard_in_every_form_and_each_in_its_language(real: Published) -> None:
    said = list(prose(real, "/fr/forums/2021/"))
    assert ("fr", "Fil d’Ariane") in said  # an attribute
    assert ("fr", "Tour Shanghai") in said  # in JSON-LD alone
    assert [text for language, text in said if language == "en" and "Innovation Synergizes" in text]
    summary = next(text for language, text in prose(real, "/fr/forums/2020/forum.ics") if "pandémie" in text)
    assert summary.startswith("Tenue le 25\N{NO-BREAK SPACE}avril 2020, pendant")
    assert [text for language, text in prose(real, "/fr/feed.atom") if language == "fr" and "tribune" in text]
