"""IndexNow (indexnow.org): tells search engines which addresses changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from events.exchange.notices.changes import Changes
from events.exchange.notices.transport import Request

#: What the protocol takes in one request.
_MOST = 10_000


@dataclass(frozen=True)
class IndexNow:
    """``key`` stands at ``/<key>.txt`` of ``origin``, which proves that the site is ours."""

    key: str
    origin: str
    endpoint: str = "https://api.indexnow.org/indexnow"

    @property
    def host(self) -> str:
        """The host that is told."""
        return urlsplit(self.endpoint).hostname or ""

    def requests(self, paths: Iterable[str]) -> tuple[Request, ...]:
        """What tells of ``paths``; none where there are none."""
        urls = [f"{self.origin}{quote(path)}" for path in paths]
        return tuple(self._request(urls[start : start + _MOST]) for start in range(0, len(urls), _MOST))

    def _request(self, urls: list[str]) -> Request:
        told = {
            "host": urlsplit(self.origin).netloc,
            "key": self.key,
            "keyLocation": f"{self.origin}/{self.key}.txt",
            "urlList": urls,
        }
        headers = {"content-type": "application/json; charset=utf-8"}
        return Request(self.endpoint, headers, json.dumps(told).encode())


def changed_paths(changes: Changes) -> tuple[str, ...]:
    """The addresses for readers that changed, appeared, or lead elsewhere or nowhere now."""
    return tuple(
        page.path
        for page in changes.all
        if page.media_type.startswith("text/html") and not page.path.endswith("/404.html")
    )
