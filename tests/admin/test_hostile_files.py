"""Every reason to refuse a file is told by the form of a picture, in the editor’s language.

``HOSTILE_CASES`` of more than 1000 sends the whole corpus through the form.
"""

import os
import re
import signal
import sys
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from events import models
from events.images import MESSAGES, upload
from events.images.reasons import Reason
from tests.images import corpus, pictures
from tests.images.case import Case

ADD = "/admin/events/image/add/"
LANGUAGES = ("fr", "en")
WHOLE = int(os.environ.get("HOSTILE_CASES", "0")) > 1000
NAMES = (
    "../../etc/x.jpg",
    "<script>ran()</script>.png",
    "a\u202egpj.exe",
    "\r\nx: y.jpg",
    "x" * 300 + ".webp",
)


def sent(desk: Client, content: bytes, language: str, name: str = "a.jpg") -> Any:
    file = SimpleUploadedFile(name, content)
    said = {"file": file, "focal_x": 50, "focal_y": 50}
    return desk.post(ADD, said, headers={"accept-language": language})


def message(reason: Reason, language: str) -> str:
    with translation.override(language):
        return escape(gettext(MESSAGES[reason]))


def by_content() -> list[Case]:
    """One file for each reason that a file can give; in a full run, every file."""
    cases = corpus.corpus()
    smallest = sorted(cases, key=lambda case: -len(case.content))
    return cases if WHOLE else [*{min(case.refused): case for case in smallest if case.refused}.values()]


def test_each_file_is_accepted_or_refused_in_the_language_of_the_editor(desk: Client) -> None:
    for number, case in enumerate(by_content()):
        for language in LANGUAGES if not WHOLE else (LANGUAGES[number % 2],):
            page = sent(desk, case.content, language)
            reasons = [reason for reason in case.refused if message(reason, language) in page.text]
            if case.refused and not (case.may_pass and page.status_code == 302):
                with translation.override(language):
                    empty = str(FileField.default_error_messages["empty"])
                assert page.status_code == 200, case.name
                assert reasons or (not case.content and empty in page.text), (case.name, language)
            else:
                # A picture that is there already leads to it.
                twin = re.search(r"errorlist[^!]*?/admin/events/image/\d+/change/", page.text)
                assert page.status_code == 302 or twin, case.name
    assert WHOLE or not models.Image.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_that_is_stopped_or_cannot_start_is_told_too(
    language: str, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = pictures.saved(pictures.quarters(), "PNG")
    with monkeypatch.context() as patch:
        patch.setattr(upload, "PROGRAM", f"import os; os.kill(os.getpid(), {int(signal.SIGXCPU)})")
        assert message(Reason.TOO_SLOW, language) in sent(desk, picture, language).text
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert message(Reason.BUSY, language) in sent(desk, picture, language).text


def test_every_reason_has_words_of_its_own_in_each_language() -> None:
    every = {message(reason, language) for reason in Reason for language in LANGUAGES}
    assert len(every) == 2 * len(Reason)


def test_the_name_that_was_sent_names_nothing(desk: Client) -> None:
    for number, name in enumerate(NAMES):
        content = pictures.saved(pictures.quarters((60 + number, 40)), "PNG")
        assert sent(desk, content, "en", name).status_code == 302, name
    names = models.Image.objects.values_list("file", flat=True)
    assert len(names) == len(NAMES)
    assert all(re.fullmatch(r"images/[0-9a-f]{64}\.png", name) for name in names)
