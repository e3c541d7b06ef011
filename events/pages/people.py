"""Speakers and institutes: one page each, and their lists."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from events.pages import words
from events.pages.addresses import Kind
from events.pages.cards import speaker_card
from events.pages.dates import date_or_none
from events.pages.figures import statistic_view
from events.pages.filters import Cut
from events.pages.forum_parts import AppearanceView, appearance_view
from events.pages.inputs import (
    Chrome,
    Head,
    InstituteContent,
    ListedInstitute,
    ListedSpeaker,
    Name,
    SpeakerContent,
)
from events.pages.layout import Content, document, external_link, list_link
from events.pages.links import ForumView, NameView, forum_view, name_view
from events.pages.lists import list_page
from events.pages.paging import Paging, letter_id
from events.pages.people_data import organization, person
from events.pages.pictures import Portrait, beside_its_name, large_portrait, small_portrait
from events.pages.quotations import quote_view
from events.pages.wording import Text, Wording
from events.snapshot.kinds import InstituteKind
from events.snapshot.pictures import Kind as ImageKind


@dataclass(frozen=True)
class AppearanceAt:
    """What a speaker did, and at which edition."""

    appearance: AppearanceView
    forum: ForumView


@dataclass(frozen=True)
class InvolvementAt:
    """What an institute did, and for which edition."""

    part: str
    forum: ForumView


@dataclass(frozen=True)
class Entry:
    """One line of a list of names; ``detail`` says who or what it is. ``portrait`` is None for institutes."""

    name: NameView
    detail: Text
    portrait: Portrait | None = None


@dataclass(frozen=True)
class Group:
    """The names under one letter; ``id`` is its anchor. One group without a letter holds a short list."""

    letter: str
    id: str
    entries: tuple[Entry, ...]


def speaker_page(chrome: Chrome, language: str, head: Head, content: SpeakerContent) -> bytes:
    """Who this is, in which role at which edition, and what they said."""
    wording = Wording(language, chrome.site.languages)
    speaker = content.speaker
    name = name_view(Name.of(speaker), wording)
    biography = wording.text(speaker.biography)
    appearances = tuple(
        AppearanceAt(appearance_view(entry, wording), forum_view(entry.forum, wording))
        for entry in content.appearances
    )
    return document(
        chrome,
        language,
        Content(
            template="speaker.html",
            title=head.title,
            description=head.description,
            kind=Kind.SPEAKER,
            slug=speaker.slug,
            languages=chrome.site.languages,
            trail=(list_link(Kind.SPEAKER, language),),
            social_type="profile",
            structured_data=(person(content, chrome.site.origin, wording),),
            card=speaker_card(chrome, content, wording),
            values={
                "name": name,
                "portrait": large_portrait(content.portrait, name.text, wording),
                "biography": biography,
                "institute": name_view(content.institute, wording) if content.institute else None,
                "appearances": appearances,
                "quotes": tuple(quote_view(entry, wording, chrome.site.origin) for entry in content.quotes),
                "links": tuple(filter(None, map(external_link, speaker.links))),
            },
        ),
    )


def institute_page(chrome: Chrome, language: str, head: Head, content: InstituteContent) -> bytes:
    """What this is, what it did at which edition, who belongs to it, and the figures that it published."""
    wording = Wording(language, chrome.site.languages)
    institute = content.institute
    name = name_view(Name.of(institute), wording)
    description = wording.text(institute.description)
    # That an institute is one, the list it stands in says.
    kind = "" if institute.kind is InstituteKind.INSTITUTE else words.institute_kind(institute.kind)
    return document(
        chrome,
        language,
        Content(
            template="institute.html",
            title=head.title,
            description=head.description,
            kind=Kind.INSTITUTE,
            slug=institute.slug,
            languages=chrome.site.languages,
            trail=(list_link(Kind.INSTITUTE, language),),
            structured_data=(organization(content, chrome.site.origin, wording),),
            values={
                "name": name,
                "logo": beside_its_name(content.logo, ImageKind.LOGO, wording) if content.logo else None,
                "short_name": wording.text(institute.short_name),
                "kind": kind,
                "about": description,
                "founded": date_or_none(institute.founded, language),
                "founded_at": forum_view(content.founded_at, wording) if content.founded_at else None,
                "website": external_link(institute.website),
                "involvements": tuple(
                    InvolvementAt(words.involvement_part(entry.part), forum_view(entry.forum, wording))
                    for entry in content.involvements
                ),
                "members": tuple(name_view(member, wording) for member in content.members),
                "statistics": tuple(
                    statistic_view(entry, wording, chrome.site.origin) for entry in content.statistics
                ),
            },
        ),
    )


def speakers_page(
    chrome: Chrome, language: str, head: Head, speakers: tuple[ListedSpeaker, ...], paging: Paging, cut: Cut
) -> bytes:
    """Every speaker by name, with the role of their latest appearance; a long list under its letters."""
    wording = Wording(language, chrome.site.languages)

    def entry(listed: ListedSpeaker) -> Entry:
        name = name_view(listed.name, wording)
        portrait = small_portrait(listed.portrait, name.text.plain, wording)
        return Entry(name, wording.text(listed.role), portrait)

    by_letter = groupby(speakers, key=lambda listed: listed.letter if paging.letters else "")
    groups = tuple(
        Group(letter, letter_id(letter) if letter else "", tuple(map(entry, found)))
        for letter, found in by_letter
    )
    heading = gettext("Speakers")
    return list_page(chrome, language, head, Kind.SPEAKER, paging, heading, "names.html", cut, groups=groups)


def institutes_page(
    chrome: Chrome, language: str, head: Head, institutes: tuple[ListedInstitute, ...], paging: Paging
) -> bytes:
    """Every institute by name, with its kind."""
    wording = Wording(language, chrome.site.languages)
    entries = tuple(
        Entry(name_view(listed.name, wording), Text(words.institute_kind(listed.kind)))
        for listed in institutes
    )
    groups, heading = (Group("", "", entries),), gettext("Institutes")
    return list_page(chrome, language, head, Kind.INSTITUTE, paging, heading, "names.html", groups=groups)
