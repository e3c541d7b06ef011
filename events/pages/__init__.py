"""RENDER: every public page of a live state, made from snapshots alone.

``plan`` gives the pages of a live state for a site; a page's ``render`` makes its body when it is
called, and its ``key`` stays the same as long as the body would. ``address`` gives the path of a
page, ``parse`` takes one apart, ``translated`` gives the address in another language and
``not_found_address`` that of the page for unknown addresses. The room imports snapshots and formatting,
Django's templates and translations, and no model: its tests need no database.
"""

from events.pages.addresses import Kind, Place, address, not_found_address, parse, translated
from events.pages.page import Page, Site
from events.pages.plan import plan

__all__ = ["Kind", "Page", "Place", "Site", "address", "not_found_address", "parse", "plan", "translated"]
