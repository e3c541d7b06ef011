"""A way to tell somebody of a page that needs neither a script nor anybody else's service."""

from urllib.parse import quote, urlencode


def share_by_mail(title: str, url: str) -> str:
    """A new message with a title and an address, to nobody yet (RFC 6068)."""
    return "mailto:?" + urlencode({"subject": title, "body": url}, quote_via=quote)
