"""All that a site says in words: on pages, in their attributes and data, in feeds and calendars."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from tests.pages.document import Element
from tests.site.published import Published

#: Stands where words are parted: between blocks, and where another language is spoken.
GAP = "\x1e"
SPOKEN = ("alt", "aria-label", "label", "placeholder", "title")
INLINE = frozenset("a abbr b bdi br cite em i mark q small span strong sub sup time".split())
NOT_PROSE = ("code", "kbd", "pre", "script", "style", "svg")
META = ("description", "og:", "twitter:")
IN_CALENDARS = ("SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME", "COMMENT")
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

type Said = tuple[str, str]
"""A language and what is said in it; where pieces meet that nobody reads in one breath stands a GAP."""


def prose(site: Published, path: str) -> Iterator[Said]:
    """What is said at ``path``, in whichever form that is."""
    answer = site.page(path)
    if answer.media_type == "text/html":
        document = site.document(path)
        yield from _spoken(document, "")
        yield from _runs(document)
        for script in document.find_all("script", type="application/ld+json"):
            yield from _data(json.loads(script.text_as_is), document.find("html")["lang"])
    elif answer.media_type == "text/calendar":
        yield from _calendar(answer.body.decode(), path.split("/")[1])
    elif answer.media_type == "application/atom+xml":
        yield from _feed(ElementTree.fromstring(answer.body), "")  # noqa: S314 — our own


def _spoken(element: Element, language: str) -> Iterator[Said]:
    """The attributes that are read, or read out."""
    language = element.attributes.get("lang", language)
    for name in SPOKEN:
        if name in element.attributes:
            yield language, element[name]
    told = element.attributes.get("name", "") + element.attributes.get("property", "")
    if element.tag == "meta" and told.startswith(META) and not element["content"].startswith("http"):
        yield language, element["content"]
    for part in element.content:
        if isinstance(part, Element) and part.tag not in NOT_PROSE:
            yield from _spoken(part, language)


def _runs(document: Element) -> Iterator[Said]:
    pieces = list(_pieces(document, ""))
    for language in {spoken for spoken, _ in pieces if spoken}:
        heard = "".join(text if spoken in (language, "") else GAP for spoken, text in pieces)
        yield language, " ".join(heard.split(" "))


def _pieces(element: Element, language: str) -> Iterator[Said]:
    language = element.attributes.get("lang", language)
    inline = element.tag in INLINE
    if not inline:
        yield "", GAP
    for part in element.content:
        if isinstance(part, str):
            yield language, part.replace("\n", " ")
        elif part.tag not in NOT_PROSE:
            yield from _pieces(part, language)
    if not inline:
        yield "", GAP


def _data(value: Any, language: str) -> Iterator[Said]:
    """The words in JSON-LD; its addresses and codes hold nothing that could be wrong."""
    if isinstance(value, list):
        for item in value:
            yield from _data(item, language)
    elif isinstance(value, dict):
        spoken = value.get("@language") or value.get("inLanguage")
        within = spoken if isinstance(spoken, str) else language
        for item in value.values():
            yield from _data(item, within)
    elif isinstance(value, str) and not value.startswith(("http", "mailto:")):
        yield language, value


def _calendar(text: str, language: str) -> Iterator[Said]:
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        property_name, *parameters = name.split(";")
        spoken = [given.removeprefix("LANGUAGE=") for given in parameters if given.startswith("LANGUAGE=")]
        if property_name in IN_CALENDARS:
            yield (spoken or [language])[0], value.replace("\\n", GAP).replace("\\", "")


def _feed(element: ElementTree.Element, language: str) -> Iterator[Said]:
    language = element.get(XML_LANGUAGE, language)
    if element.text and element.text.strip() and "://" not in element.text:
        yield language, element.text
    for child in element:
        yield from _feed(child, language)
