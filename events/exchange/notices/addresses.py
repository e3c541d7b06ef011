"""Which addresses may be written to: none inside the house, unless the installation allows the host.

A webhook is an address that someone typed, called from inside the network of this machine: without
this check it could reach what only that network sees (OWASP, Server-Side Request Forgery).
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

type IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Host and port → the IP addresses that the name has now, as text; raises OSError where it has none.
type Resolve = Callable[[str, int], tuple[str, ...]]

_PORTS = {"http": 80, "https": 443}
#: IPv6 that carries an IPv4 address inside: NAT64 (RFC 6052, RFC 8215), 6to4, Teredo, IPv4-compatible.
_CARRIERS = tuple(
    map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
)
#: Site-local: given up by RFC 3879, yet networks that were set up before may still route it inside.
_SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")
#: Public by its number, but answered by the machine's own host (Azure).
_OF_THE_HOST = frozenset({ipaddress.ip_address("168.63.129.16")})


class AddressRefused(Exception):
    """The address may not be written to; the message says why."""


@dataclass(frozen=True)
class Target:
    """An http(s) address taken apart. ``path`` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """Raises AddressRefused for what is no plain http(s) address, or carries a user name."""
    if not url.isascii() or any(character <= " " for character in url):
        raise AddressRefused("it holds characters that no address has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(str(error)) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise AddressRefused("it is not an http or https address")
    if "@" in parts.netloc:
        raise AddressRefused("it carries a user name")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], path)


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of ``host`` as this machine finds them; raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for _family, _type, _protocol, _name, address in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, for sure."""
    try:
        found: IPAddress = ipaddress.ip_address(address)
    except ValueError:  # with a scope, like fe80::1%eth0
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _SITE_LOCAL or any(found in network for network in _CARRIERS):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found in _OF_THE_HOST)


@dataclass(frozen=True)
class Gate:
    """Lets addresses through: public ones by https, and the hosts of ``allowed``, wherever they stand.

    ``resolve`` is asked once; what it says is what is connected to, so that a name that says something
    else a moment later (DNS rebinding) leads nowhere.
    """

    allowed: Collection[str] = ()
    resolve: Resolve = resolved

    def check(self, target: Target) -> None:
        """What can be said without asking for the name; raises AddressRefused."""
        if target.host in self.allowed:
            return
        if target.scheme != "https":
            raise AddressRefused("it is not https")
        if _is_ip(target.host) and not is_public(target.host):
            raise AddressRefused("it is an internal address")

    def admit(self, target: Target) -> tuple[str, ...]:
        """The IP addresses to connect to; raises AddressRefused, or OSError where the name has none."""
        self.check(target)
        found = self.resolve(target.host, target.port)
        internal = [address for address in found if not is_public(address)]
        if internal and target.host not in self.allowed:
            raise AddressRefused(f"{target.host} is the internal address {internal[0]}")
        return found


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
