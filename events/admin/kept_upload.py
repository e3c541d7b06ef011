"""Keeps the accepted picture of a refused form, and finds it again when the form comes back."""

from typing import Any

from django.core import signing
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.images import Upload
from events.models import KeptUpload
from events.models.kept_upload import LIFE

MOST = 5  # files that are kept for one person
_SALT = "events.kept-upload"
_FACTS = ("media_type", "width", "height", "digest", "extension")


def keep(upload: Upload, name: str, user: Any) -> str:
    """A token for ``upload``, which came as the file ``name``; the oldest one of ``user`` gives way."""
    now = timezone.now()
    KeptUpload.objects.expired(now).delete()
    facts = {fact: getattr(upload, fact) for fact in _FACTS}
    kept, _made = KeptUpload.objects.update_or_create(
        user=user,
        digest=upload.digest,
        defaults={**facts, "name": name[:200], "content": upload.content, "created": now},
    )
    others = KeptUpload.objects.filter(user=user).exclude(pk=kept.pk).values_list("pk", flat=True)
    KeptUpload.objects.filter(pk__in=list(others[MOST - 1 :])).delete()
    return signing.dumps([kept.pk, user.pk], salt=_SALT)


def kept_by(token: str, user: Any) -> KeptUpload | None:
    """What ``token`` stands for, if it is this user’s and not older than a day."""
    try:
        number, owner = signing.loads(token, salt=_SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    return KeptUpload.objects.filter(pk=number, user=user).first() if owner == user.pk else None


def upload_of(kept: KeptUpload) -> Upload:
    """The picture as it was accepted."""
    return Upload(content=bytes(kept.content), **{fact: getattr(kept, fact) for fact in _FACTS})


def told(name: str, upload: Upload) -> SafeString:
    """Says that a file need not be chosen again."""
    said = _("“%(name)s” (%(width)s × %(height)s) is kept. Choose a file only to take another one.")
    facts = {"name": name, "width": upload.width, "height": upload.height}
    return format_html('<strong data-upload-kept role="status">{}</strong>', said % facts)
