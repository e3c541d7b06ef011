"""iCalendar’s content lines: escaping and folding (RFC 5545, 3.1 and 3.3.11)."""

from datetime import UTC, date, datetime

#: Octets of a line, without its end.
_LONGEST = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def text(value: str) -> str:
    """A TEXT value."""
    return value.replace("\r\n", "\n").translate(_ESCAPES)


def day(value: date) -> str:
    """A DATE value: 20210515."""
    return value.isoformat().replace("-", "")


def local_time(value: datetime) -> str:
    """A DATE-TIME value in the zone of ``value``: 20210515T090000."""
    return value.replace(tzinfo=None).isoformat(timespec="seconds").replace("-", "").replace(":", "")


def utc_time(value: datetime) -> str:
    """A DATE-TIME value in UTC: 20210515T010000Z."""
    return local_time(value.astimezone(UTC)) + "Z"


def offset(value: datetime) -> str:
    """A UTC-OFFSET value: +0800."""
    found = value.utcoffset()
    if found is None:
        raise ValueError("a time without a zone has no offset")
    seconds = int(found.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    sign = "-" if seconds < 0 else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")


def written(lines: list[str]) -> bytes:
    """The lines as a file: folded at 75 octets and never inside a character, each ended by CRLF."""
    return b"".join(_folded(line.encode()) + b"\r\n" for line in lines)


def _folded(line: bytes) -> bytes:
    parts = []
    while len(line) > _LONGEST:
        cut = _LONGEST
        while line[cut] & 0xC0 == 0x80:  # inside a character of UTF-8
            cut -= 1
        parts.append(line[:cut])
        line = b" " + line[cut:]
    return b"\r\n".join([*parts, line])
