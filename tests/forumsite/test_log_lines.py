"""The log has one line for each event, whatever the event says."""

import json
import logging

from events.serving.observed import request_id
from forumsite.log_lines import JsonLine, with_request


def line(message: str, **more: object) -> str:
    record = with_request(logging.LogRecord)("forum", logging.ERROR, __file__, 1, message, None, None)
    record.__dict__.update(more)
    return JsonLine().format(record)


def test_message_with_line_ends_stays_on_one_line() -> None:
    told = line("one\r\ntwo\x1b[2J")
    assert "\n" not in told
    assert "\x1b" not in told
    assert (json.loads(told)["message"], json.loads(told)["level"]) == ("one\r\ntwo\x1b[2J", "ERROR")


def test_event_of_a_request_names_it() -> None:
    token = request_id.set("abc-1")
    try:
        assert json.loads(line("within"))["request"] == "abc-1"
    finally:
        request_id.reset(token)
    assert "request" not in json.loads(line("without"))


def test_failure_is_told_with_its_trace() -> None:
    try:
        raise ValueError("no period")
    except ValueError as error:
        told = line("failed", exc_info=(type(error), error, error.__traceback__))
    assert "ValueError: no period" in json.loads(told)["exception"]
