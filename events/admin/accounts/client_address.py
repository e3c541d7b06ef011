"""Where a request comes from, as far as that can be known."""

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

type Network = IPv4Network | IPv6Network


def client_address(environ: Mapping[str, Any], trusted: Sequence[Network]) -> str:
    """The address of the client; "" where the server was told none.

    X-Forwarded-For is a claim of whoever sent it. It is read from the right, for as long as the machine that
    vouches for the next entry stands in ``trusted``: what a client wrote there itself is never reached.
    """
    nearest = str(environ.get("REMOTE_ADDR", ""))
    claims = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    while claims and _is_in(nearest, trusted):
        claimed = claims.pop().strip()
        if _parsed(claimed) is None:
            break
        nearest = claimed
    return nearest


def _is_in(address: str, networks: Sequence[Network]) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in networks)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
