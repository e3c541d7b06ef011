"""Makes the files of the media store that pages name: renditions before the pages go live, cards after."""

import fcntl
import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from events.images import draw_card, render
from events.pages.media import MediaNeeds
from events.serving.manifest import BuildError
from events.serving.shared_media import SharedMedia
from events.serving.whole_file import write_whole
from events.snapshot.card import Card, card_name
from events.snapshot.pictures import Rendition, original_name, renditions
from events.snapshot.schema import Image

_LOCK = ".cards.lock"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class MediaFiles:
    """``folder`` is the media store. Every name is that of a content, so a file that stands is right.

    Where machines share a store, ``shared`` is ``folder`` with it: what one made, the others fetch.
    """

    folder: Path
    shared: SharedMedia | None = None

    def make_renditions(self, needs: MediaNeeds) -> None:
        """Every rendition that is missing; raises BuildError, naming the picture, where one cannot be made.

        A picture whose renditions stand costs a look at the folder and no more.
        """
        present = self._present()
        missing: dict[Image, list[Rendition]] = {}
        for image, kind in needs.pictures:
            wanted = [found for found in renditions(image, kind) if found.name not in present]
            if wanted:
                missing.setdefault(image, []).extend(wanted)
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # Pillow lets other threads run while it works
            for image, wanted in missing.items():
                self._make(image, wanted, pool)

    def _make(self, image: Image, wanted: list[Rendition], pool: ThreadPoolExecutor) -> None:
        fetched = pool.map(self._fetched, [rendition.name for rendition in wanted])
        wanted = [rendition for rendition, here in zip(wanted, fetched, strict=True) if not here]
        if not wanted:
            return
        name = original_name(image)
        try:
            if self.shared is not None:
                self.shared.fetch(name)
            content = (self.folder / name).read_bytes()
            if hashlib.sha256(content).hexdigest() != image.digest:
                raise ValueError("the file has another content than its name says")
            made = pool.map(partial(render, content), wanted)
            for rendition, written in zip(wanted, made, strict=True):
                self._write(rendition.name, written)
        except (OSError, ValueError, SyntaxError) as error:  # SyntaxError: what Pillow says of a broken PNG
            raise BuildError(f"the picture {name} cannot be shown: {error}") from error

    def cards_to_draw(self, needs: MediaNeeds) -> Iterator[Callable[[], None]]:
        """A step for each card that is missing, in the order of ``needs``.

        A card is drawn by one process at a time; a step that finds another at work leaves it to that one.
        """
        present = self._present()
        for card in needs.cards:
            if card_name(card) not in present:
                yield partial(self.draw, card)

    def draw(self, card: Card) -> None:
        """Draws the card unless it stands, or another process draws; raises OSError where the disk fails."""
        name = card_name(card)
        with self._alone() as alone:
            if alone and not (self.folder / name).exists() and not self._fetched(name):
                self._write(name, draw_card(card))

    def draw_all(self, needs: MediaNeeds) -> None:
        """Every card that is missing, at once: for a site that is written out as files."""
        for step in self.cards_to_draw(needs):
            step()

    def _present(self) -> frozenset[str]:
        return frozenset(f"images/{entry.name}" for entry in self.folder.glob("images/*"))

    def _fetched(self, name: str) -> bool:
        """Whether another machine had made it, so that it stands here now."""
        try:
            return self.shared is not None and self.shared.fetch(name)
        except OSError as error:
            logger.warning("%s is made here: %s", name, error)
            return False

    def _write(self, name: str, content: bytes) -> None:
        write_whole(self.folder / name, content)
        try:
            if self.shared is not None:
                self.shared.share(name, content)
        except OSError as error:
            logger.warning("%s could not be shared, so that other machines make it: %s", name, error)

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether this process may draw now: two would only keep each other from their readers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
