"""Which addresses editors' links may have."""

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from events.formatting.characters import has_controls

MAXIMUM_LENGTH = 2000
# Never raw in an address (RFC 3986, 2.2), and ways to make browsers and programs read it differently.
_FORBIDDEN = re.compile(r"""[\s\\<>"`{}|^\u0000-\u001f\u007f-\u009f]""")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.!#$&'*+/=?~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\?[^#]*)?", re.IGNORECASE)
_TELEPHONE = re.compile(r"tel:\+?[0-9][0-9().-]*(?:;[a-z]+=[0-9+-]+)*", re.IGNORECASE)
# A last label of digits, or 0x…, makes the host an IPv4 address to browsers (WHATWG URL, "ends in a number").
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)
# IPv6 addresses that stand for IPv4 ones, at a gateway (RFC 6052) or by themselves (RFC 4291, 2.5.5.1).
_IPV4_WITHIN = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
# Names that resolve inside a network only (RFC 6761, 6762, 8375, 9476, and ICANN's `internal`).
_INTERNAL = frozenset(
    "localhost local internal intranet private corp home lan arpa alt onion test invalid".split()
)


def safe_url(url: str) -> str | None:
    """The address without the spaces around it where a page may link to it, else None.

    Allowed: `https:` and `http:` on a public host, `mailto:`, `tel:`, a path from the root (`/fr/`), a
    fragment (`#programme`). Refused: any other scheme, `//host`, other relative paths, backslashes, control
    and bidirectional-control characters, a user name or password, and hosts inside a network (localhost,
    private and link-local addresses in any notation, names without a dot, `.local`, `.internal`).
    """
    url = url.strip(" \t\r\n")
    if not url or len(url) > MAXIMUM_LENGTH or has_controls(url) or _FORBIDDEN.search(url):
        return None
    if url.startswith("#"):
        return url
    if url.startswith("/"):
        return None if url.startswith("//") else url
    scheme = _SCHEME.match(url)
    allowed = _ALLOWED.get(scheme[1].lower()) if scheme else None
    return url if allowed and allowed(url) else None


def is_external(url: str) -> bool:
    """Whether the address leads to a page of another host."""
    return url.lower().startswith(("http://", "https://"))


def _is_public_page(url: str) -> bool:
    try:
        parts: SplitResult = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or not url[len(parts.scheme) + 1 :].startswith("//"):
        return False
    return _is_public_host(host, literal="[" in parts.netloc)


def _is_public_host(host: str, *, literal: bool) -> bool:
    if literal:
        return _is_public_address(host)
    # Browsers fold full-width letters and the ideographic full stop (UTS #46) before they look the name up.
    labels = unicodedata.normalize("NFKC", host).replace("\u3002", ".").removesuffix(".").lower().split(".")
    if _NUMERIC_LABEL.fullmatch(labels[-1]):
        return _is_public_address(".".join(labels))
    return len(labels) > 1 and labels[-1] not in _INTERNAL and all(map(_LABEL.fullmatch, labels))


def _is_public_address(host: str) -> bool:
    """Whether a numeric address is a global one; any notation but the usual is refused."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    embedded = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    translated = any(address in network for network in _IPV4_WITHIN)
    return bool(address.is_global and embedded.is_global and not address.is_multicast and not translated)


def _is_mail(url: str) -> bool:
    return _MAIL.fullmatch(url) is not None and not re.search(r"[\r\n]", unquote(url))


def _is_telephone(url: str) -> bool:
    return _TELEPHONE.fullmatch(url) is not None


_ALLOWED = {"https": _is_public_page, "http": _is_public_page, "mailto": _is_mail, "tel": _is_telephone}
