"""Lists of all there is of a kind."""

from events.pages.addresses import Kind
from events.pages.filters import Cut, filter_views, words_of
from events.pages.inputs import Chrome, Head
from events.pages.layout import Content, document, list_link
from events.pages.paging import Paging, paging_view
from events.pages.wording import Text, Wording


def list_page(
    chrome: Chrome,
    language: str,
    head: Head,
    kind: Kind,
    paging: Paging,
    heading: str,
    template: str,
    cut: Cut | None = None,
    **values: object,
) -> bytes:
    """One page of a list; ``values`` are what its template shows of its contents, ``cut`` which it shows."""
    wording, cut = Wording(language, chrome.site.languages), cut or Cut()
    chosen = words_of(cut.chosen, wording) if cut.chosen else Text("")
    content = Content(
        template=template,
        title=head.title,
        description=head.description,
        kind=kind,
        slug=paging.slug,
        languages=chrome.site.languages,
        trail=(list_link(kind, language),) if chosen else (),
        values={
            "heading": Text(heading),
            "chosen": chosen,
            "filters": filter_views(kind, cut, wording),
            "paging": paging_view(kind, language, paging),
            **values,
        },
    )
    return document(chrome, language, content)
