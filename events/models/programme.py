"""The programme of a forum."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.base import Content
from events.models.choices import SESSION_KINDS
from events.models.fields import AddressSlugField, order_field
from events.models.naming import called, in_any_language
from events.models.slugs import free_slug
from events.models.speaker import Speaker
from events.snapshot.kinds import SessionKind


class Session(Content):
    """One entry of the programme; schema.org subEvent."""

    forum = models.ForeignKey(
        "events.Forum", models.CASCADE, verbose_name=_("forum"), related_name="sessions"
    )
    slug = AddressSlugField(
        _("address"), blank=True, help_text=_("Made from the title when left empty, and kept from then on.")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    start = models.DateTimeField(_("start"), help_text=_("In the time zone of the forum."))
    end = models.DateTimeField(_("end"))
    room = models.CharField(_("room"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SESSION_KINDS, default=SessionKind.PANEL.value)
    speakers = models.ManyToManyField(
        Speaker, verbose_name=_("speakers"), blank=True, related_name="sessions"
    )
    order = order_field()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("programme")
        ordering = ["start", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "slug"], name="session_slug_once_a_forum"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The session ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return called(self, "title") or self.slug

    def save(self, **options: Any) -> None:
        if not self.slug:
            others = Session.objects.filter(forum=self.forum).exclude(pk=self.pk)
            wish = in_any_language(self, "title")
            self.slug = free_slug(wish, lambda slug: others.filter(slug=slug).exists(), "session")
        super().save(**options)


def protect_programme(collector: object, field: object, rows: Iterable[Any], using: str) -> None:
    """An ``on_delete`` that raises ProtectedError, naming the sessions rather than the rows of their list."""
    raise models.ProtectedError(
        "A speaker who is named in the programme cannot be deleted.", {row.session for row in rows}
    )


# Django makes the table of a list itself, and would let its rows go with the speaker, without a word.
Session.speakers.through._meta.get_field("speaker").remote_field.on_delete = protect_programme
