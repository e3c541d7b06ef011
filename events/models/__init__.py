"""EDIT: the working copy, as rows. One file a concept; a public page never reads them."""

from events.models.base import Content, EditConflict
from events.models.comment import Comment
from events.models.confirmation import Confirmation
from events.models.correction import Correction
from events.models.forum import Forum
from events.models.image import Image
from events.models.institute import Institute, Involvement
from events.models.kept_upload import KeptUpload
from events.models.naming import in_any_language, reader
from events.models.notice import Attempt, Notice, Occurrence
from events.models.preference import Preference
from events.models.programme import Session
from events.models.quote import Quote
from events.models.recording import listen, note_states, written_by
from events.models.redirect import Redirect
from events.models.release import RELEASE_GUARDS, Publication, Release, ReleaseName
from events.models.review import Review
from events.models.revision import Revision, Trash
from events.models.saved_filter import SavedFilter
from events.models.section import Section
from events.models.series import Series
from events.models.share import ShareLink
from events.models.speaker import Appearance, Speaker
from events.models.statistic import Statistic
from events.models.webhook import Webhook

__all__ = [
    "RELEASE_GUARDS",
    "Appearance",
    "Attempt",
    "Comment",
    "Confirmation",
    "Content",
    "Correction",
    "EditConflict",
    "Forum",
    "Image",
    "Institute",
    "Involvement",
    "KeptUpload",
    "Notice",
    "Occurrence",
    "Preference",
    "Publication",
    "Quote",
    "Redirect",
    "Release",
    "ReleaseName",
    "Review",
    "Revision",
    "SavedFilter",
    "Section",
    "Series",
    "Session",
    "ShareLink",
    "Speaker",
    "Statistic",
    "Trash",
    "Webhook",
    "in_any_language",
    "note_states",
    "reader",
    "written_by",
]

listen()  # all models are known by now
