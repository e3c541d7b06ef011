"""The media store of several machines: a folder of this one, and behind it a store that all share."""

from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from events.serving.object_store import ObjectStore
from events.serving.whole_file import write_whole


class SharedMedia(FileSystemStorage):
    """Files in ``location``, each of which is also in the shared store; ``store`` says how to reach it.

    A name is that of a content: a copy that stands here is right, and nothing ever changes. What is not
    here is fetched when it is asked for. Every operation raises OSError where the shared store does not
    answer.
    """

    def __init__(self, store: dict[str, str], **options: Any) -> None:
        super().__init__(**options)
        self._shared = ObjectStore(**store)

    def exists(self, name: str) -> bool:
        """Whether it is here, or in the shared store."""
        return super().exists(name) or self._shared.has(name)

    def delete(self, name: str) -> None:
        """Takes it away from the shared store, and here."""
        self._shared.remove(name)
        super().delete(name)

    def fetch(self, name: str) -> bool:
        """Whether it is here now, after a look into the shared store where it was not."""
        if super().exists(name):
            return True
        content = self._shared.get(name)
        if content is not None:
            write_whole(Path(self.path(name)), content)
        return content is not None

    def share(self, name: str, content: bytes) -> None:
        """Gives the other machines what was made here."""
        self._shared.put(name, content)

    def open(self, name: str, mode: str = "rb") -> "File[Any]":
        """The file, fetched where it was not here."""
        self.fetch(name)
        return super().open(name, mode)

    def _save(self, name: str, content: "File[Any]") -> str:
        """First where all machines see it: no row ever names a file that another machine cannot have."""
        content.seek(0)
        body = content.read()
        self._shared.put(name, body)
        write_whole(Path(self.path(name)), body)
        return name
