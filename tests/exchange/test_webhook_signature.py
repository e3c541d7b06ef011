"""Signatures, as Standard Webhooks wants them and its libraries verify them."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

from events.exchange.notices.signature import headers, secret_of, signature
from events.models.webhook import new_seed

MOMENT = datetime.fromtimestamp(1614265330, UTC)
KEY = "k" * 50


def test_signature_is_that_of_the_scheme() -> None:
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", MOMENT, body)
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = b'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'
    assert made == "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="  # the example of its libraries


def test_headers_name_the_notice_the_second_and_the_signature() -> None:
    made = headers(secret_of("a", KEY), "one", MOMENT, b"{}")
    assert made["webhook-id"] == "one"
    assert made["webhook-timestamp"] == "1614265330"
    assert made["webhook-signature"] == signature(secret_of("a", KEY), "one", MOMENT, b"{}")


def test_secret_is_256_bits_in_the_form_that_libraries_take() -> None:
    secret = secret_of(new_seed(), KEY)
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32


def test_secret_needs_both_the_row_and_the_key_of_the_site() -> None:
    assert secret_of("a", KEY) == secret_of("a", KEY)
    assert len({secret_of("a", KEY), secret_of("b", KEY), secret_of("a", "other")}) == 3


def test_seeds_differ() -> None:
    assert new_seed() != new_seed()


def test_signature_changes_with_each_part() -> None:
    secret = secret_of("a", KEY)
    later = datetime.fromtimestamp(1614265331, UTC)
    made = {
        signature(secret, "one", MOMENT, b"{}"),
        signature(secret, "two", MOMENT, b"{}"),
        signature(secret, "one", later, b"{}"),
        signature(secret, "one", MOMENT, b"{ }"),
        signature(secret_of("b", KEY), "one", MOMENT, b"{}"),
    }
    assert len(made) == 5
