"""Whether every message catalogue is whole and well set: a step of `make check`.

    python -m tests.check_catalogues

Looks at each `locale/*/LC_MESSAGES/*.po` of the project. A message must be translated (English needs
no translation of itself), not fuzzy, and keep its placeholders. French keeps its typography: ’ for
the apostrophe, a no-break space inside « » and before ; : ! ? (Imprimerie nationale, *Lexique*).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
FRENCH_FAULTS = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "a breaking or missing space": re.compile(r"« |«\w| [»;:!?]|\w»"),
}


def faults(message: Message, catalogue: Catalog, language: str) -> Iterator[str]:
    """What is wrong with one message, in a few words each."""
    texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    if message.fuzzy:
        yield "is fuzzy"
    if not all(texts):
        if language != "en":
            yield "is not translated"
        return
    yield from (str(error) for error in message.check(catalogue))
    if language == "fr":
        for fault, pattern in FRENCH_FAULTS.items():
            if any(text and pattern.search(text) for text in texts):
                yield f"has {fault}"


def faults_of_file(path: Path) -> list[str]:
    """One line a fault: file, line, message, what is wrong. Raises PoFileError for what is no catalogue."""
    language = path.parent.parent.name
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, abort_invalid=True)
    return [
        f"{path}:{message.lineno}: {message.id!r} {fault}"
        for message in catalogue
        if message.id
        for fault in faults(message, catalogue, language)
    ]


def main() -> int:
    found = [
        line for path in sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.po")) for line in faults_of_file(path)
    ]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
