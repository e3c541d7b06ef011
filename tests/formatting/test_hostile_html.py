"""Known and generated hostile rich text: nothing of it is left, and cleaning it twice changes nothing more.

``HOSTILE_CASES`` says how many generated cases to try, ``HOSTILE_SEED`` which.
"""

import os
import time

import pytest

from events.formatting import sanitize_html
from events.formatting.html import MOST_TAGS
from tests.formatting.hostile_generated import generated
from tests.formatting.hostile_known import known
from tests.formatting.sanitized_judge import faults

COUNT, SEED = int(os.environ.get("HOSTILE_CASES", "400")), int(os.environ.get("HOSTILE_SEED", "1"))
#: What is quadratic in a parser of HTML: nesting, and formatting that is opened again in each block.
DEEP = ("<blockquote>", "<ul><li>", "<em class=1><p>", "<a href=/><table>", "<sub>")


def judged(html: str) -> None:
    cleaned = sanitize_html(html)
    assert faults(cleaned) == [], (html, cleaned)
    assert sanitize_html(cleaned) == cleaned, html


def test_at_least_300_known_cases_leave_nothing_hostile() -> None:
    assert len(known()) >= 300
    for html in known():
        judged(html)


def test_generated_cases_leave_nothing_hostile() -> None:
    cases = list(generated(COUNT, SEED))
    assert len(set(cases)) > 0.9 * COUNT
    for html in cases:
        judged(html)


def test_the_judge_sees_what_is_hostile() -> None:
    assert sum(bool(faults(html)) for html in known()) >= 290


@pytest.mark.parametrize("tags", [MOST_TAGS, MOST_TAGS + 1])
def test_text_nested_beyond_reason_costs_little_and_keeps_its_words(tags: int) -> None:
    for piece in DEEP:
        nested = piece * (tags // piece.count("<")) + "words"
        before = time.process_time()
        cleaned = sanitize_html(nested)
        assert time.process_time() - before < 5, piece
        assert "words" in cleaned
        assert sanitize_html(cleaned) == cleaned, piece
