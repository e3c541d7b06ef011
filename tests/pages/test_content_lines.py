"""iCalendar’s lines: folded at 75 octets, escaped, ended by CRLF (RFC 5545, 3.1 and 3.3)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.pages.content_lines import day, local_time, offset, text, utc_time, written

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))


def unfolded(file: bytes) -> str:
    return file.replace(b"\r\n ", b"").decode()


@given(st.lists(WORDS.map("NAME:{}".format)))  # a line begins with its name, never with a space
def test_folding_loses_nothing(lines: list[str]) -> None:
    assert unfolded(written(lines)) == "".join(f"{line}\r\n" for line in lines)


@given(WORDS)
def test_no_line_is_longer_than_75_octets_and_none_breaks_a_character(line: str) -> None:
    for part in written([line]).split(b"\r\n"):
        assert len(part) <= 75
        part.decode()


@given(st.text(st.sampled_from(r"\;,n:" + "\n" + "é语")))
def test_escaped_text_is_one_line_and_can_be_read_back(value: str) -> None:
    escaped = text(value)
    assert "\n" not in escaped
    read, rest = "", iter(escaped)
    for mark in rest:
        read += {"n": "\n"}.get(found := next(rest), found) if mark == "\\" else mark
    assert read == value


def test_escaping_keeps_a_colon_and_takes_line_ends_of_every_system() -> None:
    assert text("a: b; c, d\r\ne\nf\rg\\") == "a: b\\; c\\, d\\ne\\nfg\\\\"


def test_dates_and_times_are_in_the_basic_format() -> None:
    moment = datetime(2031, 5, 1, 1, 2, 3, tzinfo=UTC)
    assert day(date(2031, 5, 1)) == "20310501"
    assert day(date(31, 5, 1)) == "00310501"
    assert utc_time(moment.astimezone(timezone(timedelta(hours=8)))) == "20310501T010203Z"
    assert local_time(moment.astimezone(timezone(timedelta(hours=8)))) == "20310501T090203"


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (timedelta(hours=8), "+0800"),
        (-timedelta(hours=3, minutes=30), "-0330"),
        (timedelta(), "+0000"),
        (timedelta(hours=8, minutes=5, seconds=43), "+080543"),
        (-timedelta(minutes=1), "-0001"),
    ],
)
def test_offset_has_hours_minutes_and_seconds_where_there_are_any(ahead: timedelta, told: str) -> None:
    assert offset(datetime(2031, 5, 1, tzinfo=timezone(ahead))) == told


def test_a_time_without_a_zone_has_no_offset() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        offset(datetime(2031, 5, 1))  # noqa: DTZ001
