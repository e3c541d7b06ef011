"""The lists and forms of every kind of row are fit for everyone."""

import pytest

from tests.admin.desk_window import Open
from tests.admin.page_walk import LISTS_AND_FORMS, Walk, addresses, changed_edition

pytestmark = [pytest.mark.needs("chromium-headless-shell"), pytest.mark.needs("axe-core")]


def test_every_list_and_form_is_fit_for_everyone(
    open_desk: Open, complaints: list[str], transactional_db: None
) -> None:
    cast = changed_edition()
    walk = Walk(open_desk, complaints)
    for route, address in addresses(cast):
        if route in LISTS_AND_FORMS:
            walk.visit(address)
    assert not walk.found, walk.report()
    assert walk.pages > 45
