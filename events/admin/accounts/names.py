"""User names as people type them."""

import unicodedata


def normalized(name: str) -> str:
    """The form in which Django stores user names: NFKC (UAX #15), without surrounding spaces."""
    return unicodedata.normalize("NFKC", name).strip()


def folded(name: str) -> str:
    """One form for all that look alike: without case, accents, widths or invisible marks.

    Attempts to sign in are counted by this form, so that spelling a name differently starts no new count. It
    is coarser than what the database tells apart, never finer.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = (sign for sign in apart if unicodedata.category(sign)[0] not in "MCZ")
    return "".join(kept)
