"""Copies of the library's pictures on this machine, where several machines share a store."""

import logging
import threading

from django.core.files.storage import storages
from django.db import Error as DatabaseTrouble
from django.db import connection

from events.models.image import Image
from events.serving.shared_media import SharedMedia

logger = logging.getLogger(__name__)


class MediaCopies:
    """A thread that fetches each picture that a row names: one sent to another machine shows here, too.

    It looks every ``interval`` seconds, with one small query while nothing changes.
    """

    def __init__(self, storage: SharedMedia, interval: float = 1) -> None:
        self.failure = ""
        self._storage = storage
        self._interval = interval
        self._seen: object = None

    def start(self) -> None:
        """Also in a process that was forked, in which no thread runs."""
        threading.Thread(target=self._run, name="media copies", daemon=True).start()

    def check(self) -> None:
        """One turn; never raises, and says each failure once."""
        try:
            self._copy()
        except (DatabaseTrouble, OSError) as error:
            if isinstance(error, DatabaseTrouble):
                connection.close()  # the next turn opens a new one
            failure = f"{type(error).__name__}: {error}"
            if failure != self.failure:
                logger.warning("pictures of other machines could not be fetched: %s", failure)
            self.failure = failure
        else:
            self.failure = ""

    def _copy(self) -> None:
        rows = Image.objects.order_by("-pk")
        newest = (rows.count(), rows.values_list("pk", flat=True).first())
        if newest == self._seen:
            return
        for name in rows.values_list("file", flat=True).iterator(500):
            self._storage.fetch(name)
        self._seen = newest

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            self.check()
            pause.wait(self._interval * (5 if self.failure else 1))


def media_copies_here() -> tuple[MediaCopies, ...]:
    """The thread of this installation; none where no store is shared."""
    storage = storages["default"]
    return (MediaCopies(storage),) if isinstance(storage, SharedMedia) else ()
