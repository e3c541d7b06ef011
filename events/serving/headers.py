"""The headers that every public answer carries."""

from collections.abc import Iterable
from dataclasses import dataclass

type Headers = list[tuple[str, str]]

#: A page is fresh for a second in a shared cache, and is asked for again by a browser.
REVALIDATED = "public, max-age=0, s-maxage=1, must-revalidate"
#: For addresses that carry the digest of their content (RFC 8246).
IMMUTABLE = "public, max-age=31536000, immutable"

#: Seconds for which a browser asks for this host by https alone (RFC 6797): a year. For this host and no
#: other: whoever runs the site may not run what is below its name, and a preloaded name is not taken back.
STRICT_TRANSPORT = 31_536_000

#: Pages hold no inline style or script and talk to nobody; forms (the search) go to this site.
#: What reads robots.txt from within a page, as Lighthouse does, needs ``connect-src``.
_CONTENT_SECURITY = (
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
#: Permissions Policy: what no page of this site ever asks a browser for.
UNUSED_FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


@dataclass(frozen=True)
class Security:
    """``https``: the site's public address is https; ``scripts``: the site has a script file of its own."""

    https: bool
    scripts: bool = False

    def headers(self) -> Headers:
        """The same for every page of a build."""
        policy = (*_CONTENT_SECURITY, *(("script-src 'self'",) if self.scripts else ()))
        return self._always("; ".join(policy))

    def headers_of_upload(self) -> Headers:
        """For files that came from outside: even one that a browser takes for a page can do nothing."""
        return self._always("default-src 'none'; sandbox")

    def _always(self, content_security: str) -> Headers:
        headers = [
            ("content-security-policy", content_security),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", UNUSED_FEATURES),
        ]
        if self.https:
            headers.append(("strict-transport-security", f"max-age={STRICT_TRANSPORT}"))
        return headers


#: What programs on other sites may read, without cookies (Fetch Standard, CORS): the API and the figures.
_OPEN = frozenset({"application/json", "application/schema+json", "text/csv"})


def for_media_type(security: Headers, media_type: str) -> Headers:
    """``security`` as a public file of this type carries it: open data may be read from any site."""
    if media_type.partition(";")[0].strip() not in _OPEN:
        return security
    shared = [header for header in security if header[0] != "cross-origin-resource-policy"]
    return [
        *shared,
        ("cross-origin-resource-policy", "cross-origin"),
        ("access-control-allow-origin", "*"),
    ]


def has_script(media_types: Iterable[str]) -> bool:
    """Whether one of the media types is that of a script (RFC 9239)."""
    return any(
        media_type.partition(";")[0].strip() in ("text/javascript", "application/javascript")
        for media_type in media_types
    )
