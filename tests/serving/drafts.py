"""A forum in each state that one can be in, with a mark in every field of every row."""

import hashlib
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import PIL.Image
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from events import models
from events.publishing import (
    Act,
    approve,
    move,
    operator,
    pointer,
    publish,
    remove,
    roll_back,
    send_back,
    share,
    submit,
    unschedule,
    withdraw,
)
from tests import factories
from tests.serving.marks import Marks, content_models, rows_of

HOUR = timedelta(hours=1)
#: Forums by what became of them; the words of those that never were public, or are no more, stand nowhere.
HIDDEN = (
    *("draft", "submitted", "approved", "sent back", "scheduled", "unscheduled"),
    *("withdrawn", "moved", "removed", "withdrawn draft", "rolled back from"),
)
LIVE = ("live", "live in French")
PRIVATE = ("later edits", "notes of editors")


def act(forum: Any, hours: int = -5) -> Act:
    last = pointer(forum)
    return Act(
        operator("ada"), timezone.now() + hours * HOUR, last.pk if last else None, lambda _moment: None
    )


def with_pictures() -> None:
    """Files for all pictures that have none yet, each with a digest of its own."""
    for image in models.Image.objects.exclude(size=999):
        stream = io.BytesIO()
        PIL.Image.new("RGB", (40, 30), tuple(image.pk * step % 256 for step in (37, 91, 53))).save(
            stream, "JPEG"
        )
        digest = hashlib.sha256(stream.getvalue()).hexdigest()
        name = default_storage.save(f"images/{digest}.jpg", ContentFile(stream.getvalue()))
        facts = {"file": name, "digest": digest, "width": 40, "height": 30, "size": 999}
        models.Image.objects.filter(pk=image.pk).update(**facts)


def written() -> Marks:
    """A forum in each state, each filled with marks, and then edited once more everywhere."""
    marks = Marks()
    forums = {state: factories.make_full_forum() for state in (*LIVE, *HIDDEN)}
    with_pictures()
    publish(forums["rolled back from"], act(forums["rolled back from"], -6))
    marks.fill(models.Series.objects.get(), "live")
    for state, forum in forums.items():
        for row in rows_of(models.Forum.objects.get(pk=forum.pk)):
            marks.fill(type(row)._base_manager.get(pk=row.pk), state)
    bring_about(forums, marks)
    edit_everything(marks)
    return marks


def bring_about(forums: dict[str, Any], marks: Marks) -> None:
    def note(column: str) -> str:
        return marks.word("notes of editors", "verb", column)

    for state in ("live", "withdrawn", "moved", "removed", "withdrawn draft"):
        publish(forums[state], act(forums[state]), note=note("publish"))
    publish(forums["live in French"], act(forums["live in French"]), languages=("fr",))
    for state in ("submitted", "approved", "sent back"):
        review = submit(forums[state], act(forums[state]), note=note("submit"))
        if state == "approved":
            approve(review, act(forums[state]), answer=note("answer"))
        if state == "sent back":
            send_back(review, act(forums[state]), answer=note("send back"))
    publish(forums["rolled back from"], act(forums["rolled back from"]), note=note("publish"))
    roll_back(forums["rolled back from"], act(forums["rolled back from"], -4), number=1)
    due = publish(forums["unscheduled"], act(forums["unscheduled"]), at=timezone.now() + HOUR)
    unschedule(forums["unscheduled"], act(forums["unscheduled"], -4), publication=due.pk)
    publish(forums["scheduled"], act(forums["scheduled"]), at=timezone.now() + HOUR)
    withdraw(forums["withdrawn"], act(forums["withdrawn"], -4))
    withdraw(forums["withdrawn draft"], act(forums["withdrawn draft"], -4))
    move(forums["moved"], act(forums["moved"], -4), to="/fr/forums/")
    remove(forums["removed"], act(forums["removed"], -4), reason=note("remove"))
    now = timezone.now()
    share(forums["draft"], operator(note("author")), now, expires=now + HOUR, note=note("share"))
    marks.fill(models.Webhook(), "notes of editors")
    keep_what_only_the_desk_has(forums["live"], note)


def keep_what_only_the_desk_has(forum: Any, note: Callable[[str], str]) -> None:
    """A comment, a saved filter and a picture of a form that was refused."""
    editor, now = User.objects.create_user("editor-of-drafts"), timezone.now()
    models.Comment.objects.create(
        model="forum", uid=forum.uid, forum=forum.pk, field="name", text=note("comment"),
        author=note("author of a comment"), created=now,
    )  # fmt: skip
    models.SavedFilter.objects.create(owner=editor, model="forum", name=note("filter"), query=note("query"))
    models.KeptUpload.objects.create(
        user=editor, name=note("upload"), content=b"", media_type="image/png", width=1, height=1,
        digest="0" * 64, extension="png", created=now,
    )  # fmt: skip


def edit_everything(marks: Marks) -> None:
    """The working copy of every row of every model goes on; each forum gets a picture; one row is deleted."""
    for forum in models.Forum.objects.all():
        forum.hero_image = factories.ImageFactory()
        forum.save()
    for model in content_models():
        rows = model._base_manager.all()
        assert rows, f"no {model.__name__} has a draft to look for"
        for row in rows:
            marks.fill(row, "later edits")
    session = models.Session.objects.order_by("pk").last()
    assert session is not None
    session.delete()
