"""Where the parts of a forum stand on its form."""

from collections.abc import Mapping

from django.db.models import Model
from django.urls import reverse

from events import models
from events.admin.forum_parts import PARTS


def part_places(forum: models.Forum) -> Mapping[tuple[type[Model], int], str]:
    """(model, key) of the forum and of each of its parts → the start of the addresses of its fields.

    One query a kind of part. The rows of a list are numbered in the order that the form shows them in.
    """
    form = reverse("admin:events_forum_change", args=[forum.pk])
    found: dict[tuple[type[Model], int], str] = {(models.Forum, forum.pk): f"{form}#id_"}
    for part in PARTS:
        name = str(part.model._meta.get_field("forum").remote_field.related_name)
        rows = getattr(forum, name)
        for place, pk in enumerate(rows.values_list("pk", flat=True)):
            found[rows.model, pk] = f"{form}#id_{name}-{place}-"
    return found
