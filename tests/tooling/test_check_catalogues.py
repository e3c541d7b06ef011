"""A catalogue that is not whole, or badly set, does not pass."""

from pathlib import Path

import pytest

from tests.check_catalogues import faults_of_file

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"""


def faults(folder: Path, entry: str, language: str = "fr") -> str:
    path = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(f"{HEADER}\n{entry}\n", encoding="utf-8")
    return "\n".join(faults_of_file(path))


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "Home"\nmsgstr ""', "is not translated"),
        ('#, fuzzy\nmsgid "Home"\nmsgstr "Accueil"', "is fuzzy"),
        ('#, python-format\nmsgid "%(n)s days"\nmsgstr "%(m)s jours"', "unknown named placeholder"),
        ('msgid "day"\nmsgid_plural "days"\nmsgstr[0] "jour"\nmsgstr[1] ""', "is not translated"),
        ('msgid "The forum"\nmsgstr "L\'édition"', "a straight apostrophe"),
        ('msgid "Really?"\nmsgstr "Vraiment ?"', "a breaking or missing space"),
        ('msgid "Read “it”"\nmsgstr "Lire « ceci »"', "a breaking or missing space"),
    ],
)
def test_a_fault_of_a_message_is_told(tmp_path: Path, entry: str, fault: str) -> None:
    assert fault in faults(tmp_path, entry)


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Home"\nmsgstr "Accueil"',
        'msgid "Read “it”; really?"\nmsgstr "Lire «\u00a0l’ouvrage\u00a0»\u202f; vraiment\u202f?"',
        'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "jour"\nmsgstr[1] "jours"',
    ],
)
def test_a_whole_message_passes(tmp_path: Path, entry: str) -> None:
    assert faults(tmp_path, entry) == ""


def test_english_needs_no_translation_of_itself(tmp_path: Path) -> None:
    assert faults(tmp_path, 'msgid "Home"\nmsgstr ""', language="en") == ""
