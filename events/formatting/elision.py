"""French elision: « d’euros », « d’habitants », but « de héros », « de yuans », « de onze »."""

import re
import unicodedata

from events.formatting.characters import APOSTROPHE

# Words in h aspiré that a count or a currency may meet (Académie française, 9th edition: the words marked
# with an apostrophe or « h aspiré »). Stems, without accents, matched at the start of the word.
_ASPIRATED = re.compile(
    r"h(?:ach|ack|aie|aine|alal|all(?:e|es|s)?\b|alos?\b|alte\b|altes\b|ameau|amster|anche|and|angar|arass|arcel|"
    r"ardi|areng|aricot|arki|arnais|arpe|arpon|asard|auss|aut|avre|"
    r"eriss|ernie|eron|eros\b|etre|eurt|ibou|ierarch|i-?fi\b|igh|ip-?hop|ippie|ipster|its?\b|"
    r"obby|obbies|ockey|olding|olland|ollywood|omard|ong|ont|ooligan|ors|ot-|otte|ouille|oule|ousse|"
    r"ublot|ubs?\b|uit(?!r)|urle|ussard|utte)"
)
# Vowels that do not elide: « de onze », « de oui », « de ouistitis », « de yuans ».
_NOT_ELIDED = re.compile(r"onz|oui(?:stiti)?s?\b|y[aeiou](?!ux)")


def elides(word: str) -> bool:
    """Whether « de » before this word becomes « d’ »: it starts with a vowel, or a mute h."""
    letters = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if _NOT_ELIDED.match(bare) or _ASPIRATED.match(bare):
        return False
    return bare.startswith(("a", "e", "i", "o", "u", "y", "h", "œ", "æ"))


def with_de(words: str) -> str:
    """« de personnes », « d’entrepreneurs »; the space after « de » may break."""
    return f"d{APOSTROPHE}{words}" if elides(words) else f"de {words}"
