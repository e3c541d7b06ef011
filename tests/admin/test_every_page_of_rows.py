"""The lists, forms and histories of every kind of row: fit for everyone, under the security policy."""

import pytest
from django.contrib import admin

from tests.admin.access_table import PAGES
from tests.admin.desk_window import Open
from tests.admin.page_walk import Walk, addresses, changed_edition

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.needs("axe-core")]
OF_ROWS = {
    f"admin/{model._meta.app_label}/{model._meta.model_name}/{page}"
    for model in admin.site._registry
    for page in PAGES
}


def test_every_list_form_and_history_is_fit_for_everyone(
    open_desk: Open, complaints: list[str], transactional_db: None
) -> None:
    cast = changed_edition()
    walk = Walk(open_desk, complaints)
    for route, address in addresses(cast):
        if route in OF_ROWS:
            walk.visit(address)
    assert not walk.found, walk.report()
    assert walk.pages > 60
