"""One request to a real server: to the address that was checked, bounded, and never led elsewhere."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from events.exchange.notices.addresses import AddressRefused, Gate
from events.exchange.notices.attempts import attempt, attempt_all
from events.exchange.notices.transport import MOST, Reply, Request, TooSlow, Transport
from events.models import notice
from tests.exchange.receiver import CERTIFICATES, Reaction, Receiver, receiving

HERE = ("127.0.0.1", "hooks.example")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as server:
        yield server


@pytest.fixture
def secure() -> Iterator[Receiver]:
    with receiving(secure=True) as server:
        yield server


def transport(trust: ssl.SSLContext | None = None, step: float = 5, total: float = 15) -> Transport:
    gate = Gate(HERE, lambda host, port: ("127.0.0.1",))
    return Transport(gate, trust or ssl.create_default_context(), step, total)


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=CERTIFICATES / "authority.pem")


def test_request_arrives_as_it_was_sent(receiver: Receiver) -> None:
    request = Request(f"{receiver.url}/hook?a=b", {"content-type": "application/json"}, b'{"a": 1}')
    assert transport().send(request) == Reply(200, b"ok")
    (got,) = receiver.received
    assert (got.method, got.path, got.body) == ("POST", "/hook?a=b", b'{"a": 1}')
    assert got.headers["content-type"] == "application/json"
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_method_of_one_s_own_is_sent(receiver: Receiver) -> None:
    transport().send(Request(receiver.url, method="BAN"))
    assert receiver.received[0].method == "BAN"


def test_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.usual = Reaction(302, {"location": f"{receiver.url}/elsewhere"})
    assert attempt(transport(), Request(receiver.url)).outcome == notice.REDIRECTED
    assert [got.path for got in receiver.received] == ["/"]


def test_name_is_asked_for_once_and_its_answer_is_what_is_connected_to(receiver: Receiver) -> None:
    asked = []

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("127.0.0.2",)

    Transport(Gate(HERE, rebinding)).send(Request(f"http://hooks.example:{receiver.port}/"))
    assert asked == ["hooks.example"]
    assert receiver.received[0].headers["host"] == f"hooks.example:{receiver.port}"


def test_internal_address_is_never_connected_to(receiver: Receiver) -> None:
    closed = Transport(Gate(resolve=lambda host, port: ("127.0.0.1",)))
    with pytest.raises(AddressRefused):
        closed.send(Request(f"https://hooks.example:{receiver.port}/"))
    result = attempt(closed, Request(receiver.url))
    assert result.outcome == notice.REFUSED
    assert receiver.received == []


def test_long_answer_is_cut_off(receiver: Receiver) -> None:
    receiver.usual = Reaction(body=b"x" * (MOST + 1000))
    assert len(transport().send(Request(receiver.url)).body) == MOST


def test_answer_that_never_begins_is_too_slow(receiver: Receiver) -> None:
    receiver.usual = Reaction(wait=1)
    with pytest.raises(TooSlow, match=r"0\.2 s"):
        transport(step=0.2).send(Request(receiver.url))


def test_answer_that_drips_is_cut_off_though_each_drop_is_in_time(receiver: Receiver) -> None:
    receiver.usual = Reaction(body=b"x" * 40, drip=0.1)
    began = time.monotonic()
    assert attempt(transport(step=2, total=0.5), Request(receiver.url)).outcome == notice.TOO_SLOW
    assert time.monotonic() - began < 2


def test_handshake_that_never_ends_is_too_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        result = attempt(transport(step=2, total=0.3), Request(f"https://hooks.example:{port}/"))
    assert result.outcome == notice.TOO_SLOW


def test_closed_port_is_not_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert attempt(transport(), Request(f"http://127.0.0.1:{port}/")).outcome == notice.UNREACHABLE


def test_second_address_is_tried_where_the_first_does_not_answer(receiver: Receiver) -> None:
    gate = Gate(HERE, lambda host, port: ("127.0.0.9", "127.0.0.1"))
    assert Transport(gate).send(Request(f"http://hooks.example:{receiver.port}/")).status == 200


def test_answer_that_is_no_http_is_not_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail.example ESMTP\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        result = attempt(transport(), Request(f"http://127.0.0.1:{server.getsockname()[1]}/"))
        thread.join()
    assert result.outcome == notice.UNREACHABLE


def test_certificate_that_is_trusted_is_accepted(secure: Receiver) -> None:
    assert transport(trusting()).send(Request(secure.url)).status == 200
    assert secure.received[0].headers["host"] == f"hooks.example:{secure.port}"


def test_certificate_of_an_unknown_authority_is_refused(secure: Receiver) -> None:
    assert attempt(transport(), Request(secure.url)).outcome == notice.UNTRUSTED
    assert secure.received == []


def test_certificate_of_another_name_is_refused(secure: Receiver) -> None:
    gate = Gate(("other.example",), lambda host, port: ("127.0.0.1",))
    result = attempt(Transport(gate, trusting()), Request(f"https://other.example:{secure.port}/"))
    assert result.outcome == notice.UNTRUSTED
    assert secure.received == []


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, notice.DONE), (202, notice.DONE), (204, notice.DONE), (304, notice.REDIRECTED),
        (308, notice.REDIRECTED),
        (400, notice.ANSWERED), (404, notice.ANSWERED), (410, notice.ANSWERED), (429, notice.ANSWERED),
        (500, notice.ANSWERED), (503, notice.ANSWERED),
    ],
)  # fmt: skip
def test_status_says_what_came_of_it(receiver: Receiver, status: int, outcome: str) -> None:
    receiver.usual = Reaction(status, body=b"" if status in (204, 304) else b"because")
    result = attempt(transport(), Request(receiver.url))
    assert (result.outcome, result.status) == (outcome, status)


def test_what_the_answer_says_is_kept_for_a_person_on_one_line(receiver: Receiver) -> None:
    receiver.usual = Reaction(500, body="l’erreur\r\n\x1b[31m".encode() + b"\xff" + b"x" * 1000)
    detail = attempt(transport(), Request(receiver.url)).detail
    assert detail.startswith("l’erreur")
    assert detail.isprintable()
    assert len(detail) <= 300


def test_name_that_no_resolver_takes_is_a_failure_and_no_crash() -> None:
    host = "a" * 70 + ".example"
    result = attempt(Transport(Gate((host,))), Request(f"http://{host}/"))
    assert result.outcome in (notice.FAILED, notice.UNREACHABLE)


def test_several_requests_stop_at_the_first_that_fails(receiver: Receiver) -> None:
    receiver.reactions = [Reaction(), Reaction(500)]
    requests = [Request(f"{receiver.url}/{number}") for number in range(3)]
    assert attempt_all(transport(), requests).status == 500
    assert [got.path for got in receiver.received] == ["/0", "/1"]


def test_no_request_at_all_is_done() -> None:
    assert attempt_all(transport(), ()).outcome == notice.DONE
