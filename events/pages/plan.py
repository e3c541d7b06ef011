"""Every page of one live state: where it stands, what it is made of, and how to make it."""

from collections.abc import Callable, Iterable
from functools import partial

from django.utils import translation

from events.pages import assets, documents, heads, notices
from events.pages.addresses import Kind, address, not_found_address, programme_slug, translated
from events.pages.catalogue import Catalogue
from events.pages.entries import Entry, entries
from events.pages.former import NAMED, Former, former, former_lists, withdrawn_since
from events.pages.gathering import Gathering
from events.pages.inputs import Chrome, ForumLink
from events.pages.keys import Keys
from events.pages.page import Page, Site
from events.pages.search_entries import Searchable
from events.pages.search_index import INDEX_MEDIA_TYPE, index_path, search_index
from events.pages.shown import Shown, followed, last_published, shown
from events.pages.sitemaps import Listing
from events.pages.wording import Wording
from events.snapshot import Edition, LiveState, Redirection, State
from events.snapshot.paths import decoded, encoded


def plan(state: LiveState, site: Site) -> tuple[Page, ...]:
    """Every page of ``state``, in a steady order; each path stands once. Nothing is rendered yet."""
    planner = _Planner(state, site)
    for language in site.languages:
        with translation.override(language):
            planner.plan_language(language)
    for language in site.languages:
        planner.plan_absent(language)
        planner.plan_former(language)
    planner.plan_site()
    for language in site.languages:
        planner.plan_search(language)
    planner.plan_redirections()
    planner.settle_redirections()
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

    def plan_language(self, language: str) -> None:
        """Every page that shows content, and what programs read of it."""
        gathering, chrome = self._gatherings[language], self._chromes[language]
        for entry in entries(chrome, gathering, self._wordings[language]):
            self._add_entry(entry, language)
        self._add_documents(documents.documents_in(chrome, language, gathering, self._state))

    def _add_entry(self, entry: Entry, language: str) -> None:
        path, chrome = address(entry.kind, language, entry.slug), self._chromes[language]
        if entry.target:
            self._redirect(path, address(entry.kind, language, entry.target), language)
        elif entry.head is None:
            self._add(path, language, entry.function, chrome, language, *entry.arguments)
        else:
            head = self._heads[language].unique(entry.head, entry.slug)
            self._add(path, language, entry.function, chrome, language, head, *entry.arguments)
            self._listings.setdefault((entry.kind, entry.slug), []).append((language, path))

    def plan_absent(self, language: str) -> None:
        """What was public and is no more: former addresses of people, and editions that are not live."""
        for kind, named in NAMED:
            for earlier, slug in self._catalogue.former_slugs(named).items():
                self._redirect(address(kind, language, earlier), address(kind, language, slug), language)
        for edition in self._catalogue.absent:
            for kind, slug in shown(edition):
                self._plan_absent(edition, kind, slug, language)

    def _plan_absent(self, edition: Edition, kind: Kind, slug: str, language: str) -> None:
        path = address(kind, language, slug)
        if edition.state is State.MOVED:
            self._redirect(path, translated(edition.moved_to, language), language)
        else:
            self._ended(path, language, edition, kind, slug)

    def _ended(self, path: str, language: str, edition: Edition | None, kind: Kind, slug: str) -> None:
        """What stood at ``path`` is not shown any more: a page and its files say the same of it."""
        if edition is None or edition.state is not State.WITHDRAWN:
            self._gone(path, language)
            return
        shown_in = language or self._main
        since = withdrawn_since(edition, self._site.time_zone)
        told = (self._chromes[shown_in], shown_in, kind, slug, ForumLink.of(edition), edition.reason, since)
        self._add(path, language, notices.withdrawn_page, *told, status=410)

    def plan_former(self, language: str) -> None:
        """Addresses that were public: they lead to where their content is now, or say that it is gone."""
        for one in former(self._state.names, self._catalogue):
            self._plan_former(one, language, lambda slug: slug)
            if one.kind is Kind.FORUM:
                self._plan_former(one, language, programme_slug)
        for kind, slug in former_lists(self._state.names):
            whole = address(kind, language)
            self._redirect(
                address(kind, language, slug),
                whole if slug and whole in self.pages else address(Kind.FORUM, language),
                language,
            )

    def _plan_former(self, one: Former, language: str, part: Callable[[str], str]) -> None:
        path = address(one.kind, language, part(one.slug))
        if one.now:
            self._redirect(path, address(one.kind, language, part(one.now)), language)
        elif one.edition is not None:
            self._plan_absent(one.edition, one.kind, part(one.slug), language)
        else:
            self._gone(path, language)

    def plan_redirections(self) -> None:
        """The redirections that editors keep."""
        for kept in self._state.redirections:
            language = self._language_of(kept.path)
            if kept.target:
                self._redirect(kept.path, kept.target, language)
            else:
                self._gone(kept.path, language)

    def settle_redirections(self) -> None:
        """A chain of redirects is one step for the reader, whatever made them; one in a circle is gone."""
        leading = [Redirection(p.path, self._rest(p.location)) for p in self.pages.values() if p.location]
        for path, end in followed(leading).items():
            if end and encoded(end) == self.pages[path].location:
                continue
            language = self.pages.pop(path).language
            if end:
                self._redirect(path, encoded(end), language)
            else:
                self._gone(path, language)

    def _rest(self, target: str) -> str:
        """Where the reader comes to who follows ``target``: a page that lacks its last slash is found."""
        path = decoded(target)
        return f"{path}/" if path not in self.pages and f"{path}/" in self.pages else path

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
        self._plan_files()

    def _plan_files(self) -> None:
        """Files that were public: they lead to the files of today, or say what their page says."""
        languages = self._site.languages
        found: list[tuple[Edition | None, Kind, str, str]] = [
            (edition, *content)
            for edition in self._catalogue.absent
            for content in documents.absent_contents(edition)
        ]
        for one in former(self._state.names, self._catalogue):
            now = one.now or (documents.moved_slug(one.edition) if one.edition else "")
            if one.slug != now:
                found.append((one.edition, one.kind, one.slug, now))
        for edition in self._catalogue.editions:
            for path, language, target in documents.lacking_documents(edition, languages):
                if target in self.pages:
                    self._redirect(path, target, language)
        for absent, kind, slug, now in found:
            for path, language, target in documents.former_documents(kind, slug, now, languages):
                if target in self.pages:
                    self._redirect(path, target, language)
                else:
                    self._ended(path, language, absent, kind, slug)

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
