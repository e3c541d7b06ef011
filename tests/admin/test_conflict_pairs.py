"""Fifty pairs of concurrent edits and more: each is shown as a conflict, and both texts are still there."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from events import models
from tests import factories
from tests.admin.desk_window import form_of
from tests.admin.filled import filled, opened

#: What fields that are no plain text are given by the two editors.
SPECIAL = {
    "slug": ("hers", "mine"),
    "ordinal": ("71", "72"),
    "start": ("2001-05-13", "2001-05-14"),
    "end": ("2001-05-18", "2001-05-19"),
    "country": ("FR", "CN"),
    "value": ("12", "34"),
    "change": ("1.5", "2.5"),
    "links": ("https://example.org/hers", "https://example.org/mine"),
    "contact": ("hers@example.org", "mine@example.org"),
    "indicator": ("hers", "mine"),
    "order": ("71", "72"),
    "focal_x": ("11", "12"),
    "focal_y": ("21", "22"),
    "date": ("1999-06-01", "1999-06-02"),
}
WORDS = ("name", "short_name", "theme", "summary", "venue", "city", "purpose", "heading", "biography", "role",
         "text", "occasion", "source_title", "label", "note", "title", "abstract", "room", "alt", "credit",
         "description", "registration_label")  # fmt: skip
#: Dates and figures are shown as one reads them.
READ_OTHERWISE = ("start", "end", "date", "value", "change")
URLS = ("source_url", "website", "registration_url")


def both(name: str) -> tuple[str, str] | None:
    """What the two editors type into the field ``name`` of a form or of its rows; None for others."""
    field = name.rsplit("-", 1)[-1]
    plain = field.removesuffix("_fr").removesuffix("_en")
    if field in SPECIAL:
        return SPECIAL[field]
    if plain in URLS:
        return f"https://example.org/{name}/hers", f"https://example.org/{name}/mine"
    if plain == "body":
        return f"<p>Hers: {name}</p>", f"<p>Mine: {name}</p>"
    return (f"Hers: {name}", f"Mine: {name}") if plain in WORDS else None


def test_every_pair_of_edits_is_a_conflict_and_loses_nothing(desk: Client, full_forum: Any) -> None:
    grace = Client(headers={"accept-language": "en"})
    grace.force_login(User.objects.create_superuser("grace", first_name="Grace"))
    speaker = factories.SpeakerFactory(institute=factories.InstituteFactory())
    alone = [speaker, speaker.institute, models.Series.objects.get(), full_forum.hero_image]
    pairs = [pair for row in (full_forum, *alone) for pair in conflicts(desk, grace, row)]
    assert len(pairs) >= 50
    assert len([name for name in pairs if "-" in name]) >= 25, "in lists of rows"


def conflicts(ada: Client, grace: Client, row: Any) -> list[str]:
    """Both editors type into each field of a form; the fields in which that was shown as a conflict."""
    address = form_of(row)
    mine, theirs = opened(ada, address), opened(grace, address)
    typed = {name: words for name in filled(mine) if "__prefix__" not in name and (words := both(name))}
    hers = {name: words[0] for name, words in typed.items()}
    own = {name: words[1] for name, words in typed.items()}
    assert grace.post(address, filled(theirs, **hers)).status_code == 302, address
    answer = ada.post(address, filled(mine, **own))
    assert answer.status_code == 200, address
    assert "was changed by Grace" in answer.text
    for name, (saved, kept) in typed.items():
        field = field_of(answer, name)
        assert field.value() == kept, name
        told = " ".join(field.errors)
        assert "Saved meanwhile" in told, (name, told)
        assert saved in told or name.rsplit("-", 1)[-1] in READ_OTHERWISE, (name, told)
    assert ada.post(address, filled(answer)).status_code == 302, address
    history = list(models.Revision.objects.values_list("before", flat=True))
    known = str([*history, *models.Revision.objects.values_list("content", flat=True)])
    assert [words for pair in typed.values() for words in pair if words not in known] == []
    return list(typed)


def field_of(page: Any, name: str) -> Any:
    """The field of that name in a form or in one of its lists."""
    forms = [page.context["adminform"].form]
    for part in page.context["inline_admin_formsets"]:
        forms += part.formset.forms
    return next(field for form in forms for field in form if field.html_name == name)
