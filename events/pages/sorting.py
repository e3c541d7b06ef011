"""The order of names in a list, whatever their accents."""

import unicodedata


def sort_key(words: str) -> str:
    """The words in small letters without accents and strokes; letters of other scripts stay as they are."""
    return "".join(map(_plain, unicodedata.normalize("NFC", words.strip()))).casefold()


def index_letter(words: str) -> str:
    """The letter under which the words stand in an index; "#" for what begins with none."""
    first = sort_key(words)[:1].upper()
    return first if first.isalpha() else "#"


def _plain(character: str) -> str:
    """« É » is E, « Ø » is O: the letter that the Unicode name tells before WITH."""
    base, modified, _ = unicodedata.name(character, "").partition(" WITH ")
    if not modified or not character.isalpha():
        return character
    try:
        return unicodedata.lookup(base)
    except KeyError:
        return character
