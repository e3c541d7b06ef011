"""A number of a row that is none, in an address or in what is sent, is told or left out: never a fault."""

import pytest
from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField, Model
from django.test import Client
from django.urls import reverse

from events.models import Content

pytestmark = pytest.mark.django_db


def relations(model: type[Model]) -> list[str]:
    """The names of the relations that the form of ``model`` may ask for."""
    fields = (*model._meta.fields, *model._meta.many_to_many)
    return [one.name for one in fields if isinstance(one, ForeignKey | ManyToManyField)]


@pytest.mark.parametrize("text", ["abc", "9" * 40, "-1", "²", "\x00"])
def test_what_is_no_number_of_a_row_opens_no_choice_and_is_refused_when_sent(desk: Client, text: str) -> None:
    asked = [(model, relations(model)) for model in admin.site._registry if issubclass(model, Content)]
    assert {name for _model, names in asked for name in names} >= {"forum", "speaker", "institute"}
    for model, names in asked:
        address, said = reverse(f"admin:events_{model._meta.model_name}_add"), dict.fromkeys(names, text)
        assert desk.get(address, said).status_code == 200, (model, text)
        page = desk.post(address, said)
        assert page.status_code == 200, (model, text)
        refused = page.context["adminform"].form
        for name in refused.fields.keys() & said.keys():
            assert refused.errors[name], (model, name, text)
