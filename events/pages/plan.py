"""Every page of one live state: where it stands, what it is made of, and how to make it."""

from collections.abc import Callable, Iterable
from functools import partial

from django.utils import translation

from events.pages import assets, documents, evidence, heads, home, notices, people
from events.pages.addresses import Kind, address, not_found_address, translated
from events.pages.catalogue import Catalogue
from events.pages.former import NAMED, former
from events.pages.forum import forum_page
from events.pages.gathering import Gathering
from events.pages.inputs import Chrome, ForumContent, Head
from events.pages.keys import Keys
from events.pages.page import Page, Site
from events.pages.search_entries import Searchable
from events.pages.search_index import INDEX_MEDIA_TYPE, index_path, search_index
from events.pages.shown import Shown, followed, last_published, shown
from events.pages.sitemaps import Listing
from events.pages.wording import Wording
from events.snapshot import Edition, LiveState, State


def plan(state: LiveState, site: Site) -> tuple[Page, ...]:
    """Every page of ``state``, in a steady order; each path stands once. Nothing is rendered yet."""
    planner = _Planner(state, site)
    for language in site.languages:
        with translation.override(language):
            planner.plan_language(language)
    for language in site.languages:
        planner.plan_absent(language)
        planner.plan_former(language)
    planner.plan_redirections()
    planner.plan_site()
    for language in site.languages:
        planner.plan_search(language)
    return (*assets.pages(), *planner.pages.values())


class _Planner:
    """Collects pages; the first to claim a path keeps it, so what is live stands before what is gone."""

    def __init__(self, state: LiveState, site: Site) -> None:
        self.pages: dict[str, Page] = {}
        self._state, self._site, self._main = state, site, site.languages[0]
        self._catalogue = Catalogue.of(state, site.languages)
        self._gatherings = {code: Gathering(self._catalogue, code, site.languages) for code in site.languages}
        self._chromes = {code: self._chrome(code) for code in site.languages}
        self._wordings = {code: Wording(code, site.languages) for code in site.languages}
        self._heads = {code: heads.HeadRegister() for code in site.languages}
        self._keys = Keys()
        self._listings: dict[Shown, list[tuple[str, str]]] = {}

    def _chrome(self, language: str) -> Chrome:
        gathering = self._gatherings[language]
        found = {
            Kind.FORUM: True,
            Kind.SPEAKER: gathering.speakers,
            Kind.INSTITUTE: gathering.institutes,
            Kind.QUOTE: gathering.quotes,
            Kind.STATISTIC: gathering.indicators,
        }
        menu = tuple(kind for kind, contents in found.items() if contents)
        return Chrome(self._site, self._catalogue.series(language), menu)

    def _add(
        self,
        path: str,
        language: str,
        function: Callable[..., bytes],
        *arguments: object,
        status: int = 200,
        location: str = "",
        media_type: str = "text/html; charset=utf-8",
        internal: bool = False,
    ) -> None:
        if path in self.pages:
            return
        shown_in = language or self._main
        self.pages[path] = Page(
            path,
            key=self._keys.key(function, (shown_in, arguments)),
            render=partial(_rendered, shown_in, function, arguments),
            media_type=media_type,
            status=status,
            language=language,
            location=location,
            internal=internal,
        )

    def _add_content(
        self,
        kind: Kind,
        slug: str,
        language: str,
        head: Head,
        function: Callable[..., bytes],
        *content: object,
    ) -> None:
        path, shown = address(kind, language, slug), self._heads[language].unique(head, slug)
        self._add(path, language, function, self._chromes[language], language, shown, *content)
        self._listings.setdefault((kind, slug), []).append((language, path))

    def _add_list(
        self, kind: Kind, language: str, function: Callable[..., bytes], contents: tuple[object, ...]
    ) -> None:
        if contents or kind is Kind.FORUM:
            head = heads.list_head(kind, self._chromes[language], self._wordings[language])
            self._add_content(kind, "", language, head, function, contents)

    def plan_language(self, language: str) -> None:
        """Home, lists, and a page for each thing that a live edition shows."""
        gathering, chrome = self._gatherings[language], self._chromes[language]
        newest = next(iter(gathering.forums), None)
        head = heads.home_head(chrome, self._wordings[language])
        self._add_content(Kind.HOME, "", language, head, home.home_page, newest, gathering.cards)
        self._add_list(Kind.FORUM, language, home.forums_page, gathering.cards)
        for content in gathering.forums:
            self._plan_forum(language, content)
        self._plan_people(language, gathering)
        self._plan_evidence(language, gathering)
        self._add_documents(documents.documents_in(chrome, language, gathering, self._state))

    def _plan_forum(self, language: str, content: ForumContent) -> None:
        edition = content.edition
        slug = edition.snapshot.forum.slug
        if language in edition.languages:
            head = heads.forum_head(edition.snapshot.forum, self._wordings[language])
            self._add_content(Kind.FORUM, slug, language, head, forum_page, content)
        else:
            path, chrome = address(Kind.FORUM, language, slug), self._chromes[language]
            self._add(path, language, notices.unpublished_page, chrome, language, content.link)

    def _plan_people(self, language: str, gathering: Gathering) -> None:
        chrome, wording = self._chromes[language], self._wordings[language]
        self._add_list(Kind.SPEAKER, language, people.speakers_page, gathering.listed_speakers)
        for speaker in gathering.speakers:
            head = heads.speaker_head(chrome, speaker, wording)
            self._add_content(
                Kind.SPEAKER, speaker.speaker.slug, language, head, people.speaker_page, speaker
            )
        self._add_list(Kind.INSTITUTE, language, people.institutes_page, gathering.listed_institutes)
        for institute in gathering.institutes:
            slug, head = institute.institute.slug, heads.institute_head(chrome, institute.institute, wording)
            self._add_content(Kind.INSTITUTE, slug, language, head, people.institute_page, institute)

    def _plan_evidence(self, language: str, gathering: Gathering) -> None:
        chrome, wording = self._chromes[language], self._wordings[language]
        self._add_list(Kind.QUOTE, language, evidence.quotes_page, gathering.quotes)
        for entry in gathering.quotes:
            if language in entry.forum.languages:
                head = heads.quote_head(entry, wording)
                self._add_content(Kind.QUOTE, entry.slug, language, head, evidence.quote_page, entry)
            else:
                path = address(Kind.QUOTE, language, entry.slug)
                self._add(path, language, notices.unpublished_page, chrome, language, entry.forum)
        self._add_list(Kind.STATISTIC, language, evidence.statistics_page, gathering.indicators)
        for indicator in gathering.indicators:
            head = heads.indicator_head(chrome, indicator, wording)
            self._add_content(
                Kind.STATISTIC, indicator.slug, language, head, evidence.statistic_page, indicator
            )

    def plan_absent(self, language: str) -> None:
        """What was public and is no more: former addresses of people, and editions that are not live."""
        for kind, named in NAMED:
            for earlier, slug in self._catalogue.former_slugs(named).items():
                self._redirect(address(kind, language, earlier), address(kind, language, slug), language)
        for edition in self._catalogue.absent:
            for kind, slug in shown(edition):
                self._plan_absent(edition, kind, slug, language)

    def _plan_absent(self, edition: Edition, kind: Kind, slug: str, language: str) -> None:
        path, chrome = address(kind, language, slug), self._chromes[language]
        target = translated(edition.moved_to, language)
        if edition.state is State.MOVED and target != path:
            self._redirect(path, target, language)
        elif edition.state is State.WITHDRAWN:
            content = (chrome, language, kind, slug, edition.reason)
            self._add(path, language, notices.withdrawn_page, *content, status=410)
        else:
            self._gone(path, language)

    def plan_former(self, language: str) -> None:
        """Addresses that were public: they lead to where their content is now, or say that it is gone."""
        for one in former(self._state.names, self._catalogue):
            path = address(one.kind, language, one.slug)
            if one.now:
                self._redirect(path, address(one.kind, language, one.now), language)
            elif one.edition is not None:
                self._plan_absent(one.edition, one.kind, one.slug, language)
            else:
                self._gone(path, language)

    def plan_redirections(self) -> None:
        """The redirections that editors keep; a chain of them is one step for the reader."""
        kept = (found for found in self._state.redirections if found.path not in self.pages)
        for path, target in followed(kept).items():
            language = self._language_of(path)
            if target:
                self._redirect(path, target, language)
            else:
                self._gone(path, language)

    def _gone(self, path: str, language: str) -> None:
        shown_in = language or self._main
        self._add(path, language, notices.gone_page, self._chromes[shown_in], shown_in, status=410)

    def _redirect(self, path: str, target: str, language: str) -> None:
        page = notices.redirect_page, language or self._main, target
        self._add(path, language, *page, status=301, location=target)

    def _language_of(self, path: str) -> str:
        first = path.split("/")[1] if "/" in path else ""
        return first if first in self._site.languages else ""

    def plan_site(self) -> None:
        """Not-found pages, and what programs ask for."""
        for language in self._site.languages:
            chrome, path = self._chromes[language], not_found_address(language)
            self._add(path, language, notices.not_found_page, chrome, language, status=404)
        main = self._chromes[self._main], self._main
        self._add(not_found_address(), "", notices.general_not_found_page, *main, status=404)
        published = last_published(self._catalogue.editions)
        listings = tuple(
            Listing(*content, tuple(paths), published.get(content, published.get((content[0], ""), "")))
            for content, paths in self._listings.items()
        )
        self._add_documents(documents.documents_of_site(self._site, self._catalogue.editions, listings))
        for edition in self._catalogue.absent:
            for path, language, moved in documents.absent_documents(edition, self._site.languages):
                if moved in self.pages:
                    self._redirect(path, moved, language)
                else:
                    self._gone(path, language)

    def _add_documents(self, found: Iterable[documents.Document]) -> None:
        for told in found:
            self._add(told.path, told.language, told.function, *told.arguments, media_type=told.media_type)

    def plan_search(self, language: str) -> None:
        """All that the search in one language can find."""
        searchable = Searchable.of(self._gatherings[language])
        index = search_index, self._chromes[language], language, searchable
        self._add(index_path(language), language, *index, media_type=INDEX_MEDIA_TYPE, internal=True)


def _rendered(language: str, function: Callable[..., bytes], arguments: tuple[object, ...]) -> bytes:
    with translation.override(language):
        return function(*arguments)
