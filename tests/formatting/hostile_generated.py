"""Hostile rich text without end: known cases cut, crossed, nested and disguised; the same for a seed."""

from collections.abc import Callable, Iterator
from random import Random

from tests.formatting.hostile_known import known

PIECES = (
    *"<p> </p> <br> <table> <tr> <td> </td> </table> <svg> </svg> <math> <mtext> </math> <style>".split(),
    *"</style> <!-- --> --!> <![CDATA[ ]]> <template> </template> <select> </select> <noscript>".split(),
    *"</noscript> <textarea> </textarea> <title> </title> <li> </ul> <form> <em> </strong> <a> </a>".split(),
    *"<mglyph> <foreignObject> <desc> <annotation-xml> <plaintext> <xmp> </xmp>".split(),
    *"<iframe> </iframe> <script>".split(),
    *"\u202e \u2066 \u200b \x00 \x0c \ufeff \u00ad &lt; &#x3c; &amp;lt; &#60 &nbsp; \" ' ` > / =".split(" "),
)


def _crossed(one: str, other: str, chance: Random) -> str:
    return one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other) + 1) :]


def _nested(one: str, other: str, chance: Random) -> str:
    at = chance.randrange(len(one) + 1)
    return one[:at] + other + one[at:]


def _littered(one: str, other: str, chance: Random) -> str:
    for _time in range(chance.randrange(1, 6)):
        one = _nested(one, chance.choice(PIECES), chance)
    return one


def _wrapped(one: str, other: str, chance: Random) -> str:
    return "".join((*chance.choices(PIECES, k=3), one, *chance.choices(PIECES, k=3)))


def _disguised(one: str, other: str, chance: Random) -> str:
    """Letters as entities or in the other case."""
    ways: tuple[Callable[[str], str], ...] = (str, str, str.swapcase, lambda one: f"&#x{ord(one):x};")
    return "".join(chance.choice(ways)(letter) if letter.isalpha() else letter for letter in one)


_WAYS = (_crossed, _nested, _littered, _wrapped, _disguised)


def generated(count: int, seed: int) -> Iterator[str]:
    """``count`` cases, each of one to three changes."""
    chance = Random(seed)
    cases = known()
    for _number in range(count):
        one = chance.choice(cases)
        for _change in range(chance.randrange(1, 4)):
            one = chance.choice(_WAYS)(one, chance.choice(cases), chance)
        yield one
