"""Lists of all there is of a kind."""

from events.pages.addresses import Kind
from events.pages.inputs import Chrome, Head
from events.pages.layout import Content, document
from events.pages.paging import Paging, paging_view
from events.pages.wording import Text


def list_page(
    chrome: Chrome,
    language: str,
    head: Head,
    kind: Kind,
    paging: Paging,
    heading: str,
    template: str,
    **values: object,
) -> bytes:
    """One page of a list; ``values`` are what its template shows of its contents."""
    content = Content(
        template=template,
        title=head.title,
        description=head.description,
        kind=kind,
        slug=paging.slug,
        languages=chrome.site.languages,
        values={"heading": Text(heading), "paging": paging_view(kind, language, paging), **values},
    )
    return document(chrome, language, content)
