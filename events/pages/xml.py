"""What XML asks of texts and times."""

import re
from datetime import UTC, datetime

#: Characters that no XML document may hold, not even escaped (XML 1.0, 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: str) -> str:
    """``value`` without what XML cannot hold; the template still escapes it."""
    return _FORBIDDEN.sub("", value)


def rfc3339(value: datetime) -> str:
    """A moment to the second, in UTC: 2021-05-15T01:00:00Z."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
