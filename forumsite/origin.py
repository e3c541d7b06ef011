"""The public address of the site, as the setting ORIGIN has it: a scheme, a host, a port or none."""

import re
from urllib.parse import SplitResult

_USUAL = "the public address, like https://forum.example"
#: A host in ASCII, or an address of IPv6 in brackets, and a port.
_PLACE = re.compile(r"([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(:[0-9]+)?", re.IGNORECASE)


def wanted(value: str, parts: SplitResult) -> str:
    """What should stand in the place of ``value``, split into ``parts``; "" where it is an origin."""
    if value != f"{parts.scheme}://{parts.netloc}" or parts.scheme not in ("http", "https"):
        return _USUAL
    if parts.hostname and not parts.netloc.isascii() and "@" not in parts.netloc:
        return f"the host in ASCII, as browsers send it{_in_ascii(parts)}"
    return "" if _PLACE.fullmatch(parts.netloc) else _USUAL


def _in_ascii(parts: SplitResult) -> str:
    """The address in punycode (RFC 3492), where it is the same in every version of IDNA; else nothing."""
    host = str(parts.hostname)
    try:
        encoded = host.encode("idna")
        if encoded.decode("idna") != host:  # “ß” is “ss” to the older version, and a letter to browsers
            return ""
    except UnicodeError:
        return ""
    port = f":{parts.port}" if parts.port else ""
    return f": {parts.scheme}://{encoded.decode('ascii')}{port}"
