"""Rows whose every word is hostile, as they would stand there if nothing had cleaned them on their way in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from events import models
from events.formatting import sanitize_html
from events.models.confirmation import text_fields
from events.models.fields import RichTextField
from events.publishing import publish
from tests import factories
from tests.admin.every_address import Cast, act_on
from tests.formatting.hostile_known import known

SHORT = "<img src=x onerror=ran()>"
WORDS = f"\"'--></title></textarea></template></style>{SHORT}<script>ran()</script>{{{{ran()}}}}"
ADDRESS = "javascript:ran()"
SECTIONS = 6


def poison(cast: Cast) -> None:
    """Makes every text of the rows hostile, with all known cases; publishes the forum anew."""
    for number in range(SECTIONS):
        factories.SectionFactory(forum=cast.forum, slug=f"hostile-{number}")
    for number, section in enumerate(models.Section.objects.all()):
        cases = known()[number::SECTIONS]
        # One language as it was written (but for what no database takes), the other as it would be kept.
        written = "".join(cases).encode(errors="ignore").decode().replace("\0", "")
        _write(section, body_fr=written, body_en="".join(map(sanitize_html, cases)))
    for model in models.Content.__subclasses__():
        for row in model._default_manager.all():
            _write(row, **_words(row))
    models.Redirect.objects.update(new_path="")
    _write(cast.rows["webhook"], name=WORDS)
    User.objects.update(first_name=WORDS[:150], last_name=SHORT)
    quote = cast.rows["quote"]
    models.Comment.objects.create(
        model="quote", uid=quote.uid, forum=cast.forum.pk, field="text_en", text=WORDS, author=SHORT,
        created=timezone.now(),
    )  # fmt: skip
    forum = models.Forum.objects.get(pk=cast.forum.pk)
    forum.save()
    factories.SpeakerFactory(name_fr=WORDS, name_en=WORDS).delete()
    publish(forum, act_on(forum), note=WORDS)


def poison_addresses() -> None:
    """Makes every address of a link hostile."""
    models.Forum.objects.update(registration_url=ADDRESS)
    models.Institute.objects.update(website=ADDRESS)
    models.Series.objects.update(links=[ADDRESS])
    models.Speaker.objects.update(links=[ADDRESS])


def _words(row: Any) -> dict[str, str]:
    written: dict[str, str] = {}
    for field in text_fields(type(row)):
        column = row._meta.get_field(field)
        if isinstance(column, RichTextField) and row._meta.model_name == "section":
            continue
        words = WORDS if (column.max_length or 1000) > len(WORDS) else SHORT
        written |= {build_localized_fieldname(field, code): words for code, _name in settings.LANGUAGES}
    return written


def _write(row: Any, **columns: str) -> None:
    """Writes into the table itself, past what cleans."""
    if not columns:
        return
    names = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in columns)
    table = connection.ops.quote_name(row._meta.db_table)
    with connection.cursor() as cursor:
        statement = f"UPDATE {table} SET {names} WHERE id = %s"  # noqa: S608 - names of our own columns
        cursor.execute(statement, [*columns.values(), row.pk])
