"""What must become of a file."""

from dataclasses import dataclass

from events.images.reasons import Reason
from tests.images.pictures import SIZE


@dataclass(frozen=True)
class Case:
    """``refused`` holds the reasons that are right; where it is empty the file is a picture of ``size``."""

    name: str
    content: bytes
    refused: frozenset[Reason] = frozenset()
    size: tuple[int, int] = SIZE
    quarters: bool = True
    may_pass: bool = False


def refusal(name: str, content: bytes, *reasons: Reason, may_pass: bool = False) -> Case:
    return Case(name, content, frozenset(reasons), may_pass=may_pass)
