"""Mails about reviews, publications and comments: plain text, in the reader’s language."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_info

from events import models
from events.models import notice
from events.models.notice import Notice
from events.snapshot import Localized, loads

_TEMPLATES = {
    notice.SUBMITTED: "mail/submitted.txt",
    notice.APPROVED: "mail/approved.txt",
    notice.SENT_BACK: "mail/sent_back.txt",
    notice.PUBLISHED: "mail/published.txt",
    notice.MENTIONED: "mail/mentioned.txt",
}


def message(row: Notice, user: User, language: str, *, origin: str, sender: str) -> EmailMessage:
    """The mail of ``row`` for ``user`` in ``language``; the template’s first line is its subject.

    Raises LookupError where what it tells of was taken back.
    """
    with translation.override(language):
        text = render_to_string(_TEMPLATES[row.occurrence.event], _context(row, language, origin))
    subject, _, body = text.strip().replace("\r", "").partition("\n")
    headers = {
        "Message-ID": f"<{row.uid}@{sender.rpartition('@')[2]}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers, please
        "Content-Language": language,
    }
    return EmailMessage(subject, body.lstrip("\n") + "\n", sender, [user.email], headers=headers)


def _context(row: Notice, language: str, origin: str) -> Mapping[str, object]:
    occurrence = row.occurrence
    if occurrence.comment is not None:
        return {
            "comment": occurrence.comment,
            "mentions": f"{origin}{reverse('comments')}?to=me",
            "preferences": origin + reverse("admin:events_preference_changelist"),
        }
    publication, review = occurrence.publication, occurrence.review
    about = publication or review
    if about is None:
        raise LookupError("the publication was taken back")
    snapshot = loads(about.release.snapshot)
    return {
        "forum": _in(language, snapshot.forum.name) or snapshot.forum.slug,
        "number": about.release.number,
        "review": review,
        "publication": publication,
        "languages": _languages(publication),
        "page": origin + reverse("admin:events_forum_publishing", args=[occurrence.forum_id]),
        "review_page": f"{origin}{reverse('admin:events_forum_review', args=[occurrence.forum_id])}"
        f"?to={about.release.number}",
        "preferences": origin + reverse("admin:events_preference_changelist"),
    }


def _languages(publication: models.Publication | None) -> str:
    spoken = publication.languages if publication else []
    return ", ".join(str(get_language_info(language)["name_translated"]) for language in spoken)


def _in(language: str, text: Localized) -> str:
    return text.root.get(language) or next(iter(text.root.values()), "")
