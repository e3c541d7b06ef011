"""Each request is counted and told in one line, whatever a visitor sends."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from events.serving.observed import Observed, request_id
from events.serving.tallies import Tallies
from tests.serving.sample import ask, front

HOSTILE = '/fr/\r\n{"event": "forged"}\x1b[31m\x7f\u2028é'


def observed(folder: Path, lines: list[bytes], application: Any = None) -> Observed:
    return Observed(application or front(folder), Tallies(folder / "tallies"), lines.append, ("/admin/",))


def test_a_request_is_told_with_its_answer(tmp_path: Path) -> None:
    lines: list[bytes] = []
    ask(observed(tmp_path, lines), "/fr/", user_agent="Reader")
    (told,) = map(json.loads, lines)
    assert (told["method"], told["path"], told["status"], told["agent"]) == ("GET", "/fr/", 200, "Reader")
    assert 0 < told["milliseconds"] < 60_000


def test_nothing_that_is_sent_ends_the_line_or_forges_another(tmp_path: Path) -> None:
    lines: list[bytes] = []
    path = HOSTILE.encode().decode("latin-1")
    ask(observed(tmp_path, lines), path, user_agent="a\r\nb\x1b", x_request_id='x", "status": 200')
    (line,) = lines
    assert line.endswith(b"}\n")
    assert all(0x20 <= byte < 0x7F for byte in line[:-1].replace(b"\x7f", b"")), line
    told = json.loads(line)
    assert (told["path"], told["agent"], told["status"]) == (HOSTILE, "a\r\nb\x1b", 404)
    assert '"' not in told["request"]


def test_a_long_path_is_cut(tmp_path: Path) -> None:
    lines: list[bytes] = []
    ask(observed(tmp_path, lines), "/fr/" + "x" * 100_000 + "/")
    assert len(lines[0]) < 1000


@pytest.mark.parametrize("path", ["/preview/secret-token/fr/", "/admin/password/MQ/secret-token/"])
def test_an_address_that_is_a_key_is_not_told(path: str, tmp_path: Path) -> None:
    lines: list[bytes] = []
    ask(observed(tmp_path, lines), path)
    assert b"secret" not in lines[0]


def test_desk_answers_carry_the_id_that_the_log_has(tmp_path: Path) -> None:
    lines: list[bytes] = []
    seen: list[str] = []

    def desk(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(request_id.get())
        start_response("200 OK", [("content-type", "text/plain")])
        return [b"desk"]

    site = observed(tmp_path, lines, desk)
    given = ask(site, "/admin/", x_request_id="0123456789-proxy")
    made = ask(site, "/admin/")
    ids = [given.headers["x-request-id"], made.headers["x-request-id"]]
    assert ids == seen == [json.loads(line)["request"] for line in lines]
    assert ids[0] == "0123456789-proxy"
    assert len(set(ids)) == 2
    assert request_id.get() == ""


def test_public_answers_stay_the_same_for_everyone(tmp_path: Path) -> None:
    lines: list[bytes] = []
    response = ask(observed(tmp_path, lines), "/fr/", x_request_id="0123456789-proxy")
    assert "x-request-id" not in response.headers
    assert json.loads(lines[0])["request"] == "0123456789-proxy"


def test_a_failure_is_told_as_one(tmp_path: Path) -> None:
    lines: list[bytes] = []

    def broken(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(observed(tmp_path, lines, broken), "/admin/")
    assert json.loads(lines[0])["status"] == 500


def test_a_page_that_is_given_at_once_is_counted_and_told_as_any_other(tmp_path: Path) -> None:
    lines: list[bytes] = []
    pages = front(tmp_path)
    tallies = Tallies(tmp_path / "tallies")
    site = Observed(pages, tallies, lines.append, ("/admin/",), pages.at_once)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/fr/", "HTTP_HOST": "forum.example"}
    ready = site.at_once(environ)
    assert ready is not None
    assert ready[0] == "200 OK"
    (told,) = map(json.loads, lines)
    assert (told["method"], told["path"], told["status"]) == ("GET", "/fr/", 200)
    assert tallies.here()["public", "microseconds", 0] >= 0
    assert sum(count for (kind, status, _), count in tallies.here().items() if status == "200") == 1


def test_what_is_no_page_is_neither_given_nor_told_at_once(tmp_path: Path) -> None:
    lines: list[bytes] = []
    pages = front(tmp_path)
    site = Observed(pages, Tallies(tmp_path / "tallies"), lines.append, ("/admin/",), pages.at_once)
    for environ in (
        {"REQUEST_METHOD": "POST", "PATH_INFO": "/fr/", "HTTP_HOST": "forum.example"},
        {"REQUEST_METHOD": "GET", "PATH_INFO": "/fr/", "HTTP_HOST": "strange.example"},
        {"REQUEST_METHOD": "GET", "PATH_INFO": "/admin/", "HTTP_HOST": "forum.example"},
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/fr/",
            "HTTP_HOST": "forum.example",
            "HTTP_ACCEPT_ENCODING": "identity;q=0",
        },
    ):
        assert site.at_once(environ) is None
    assert lines == []


def test_the_time_of_a_line_is_read_by_any_program(tmp_path: Path) -> None:
    lines: list[bytes] = []
    before = datetime.now(UTC).replace(microsecond=0)
    ask(observed(tmp_path, lines), "/fr/")
    assert before <= datetime.fromisoformat(json.loads(lines[0])["time"]) <= datetime.now(UTC)
