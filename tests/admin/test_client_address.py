"""The client’s address is believed from trusted proxies alone; names are counted in one form."""

from ipaddress import ip_network

import pytest

from events.admin.accounts.client_address import client_address
from events.admin.accounts.names import folded, normalized

PROXIES = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))


@pytest.mark.parametrize(
    ("nearest", "claims", "found"),
    [
        ("203.0.113.9", "192.0.2.1", "203.0.113.9"),  # no proxy of ours: the header is a claim
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "198.51.100.7, 192.0.2.1", "192.0.2.1"),  # the left entry is the client's own claim
        ("127.0.0.1", "198.51.100.7, 192.0.2.1, 10.1.2.3", "192.0.2.1"),  # two proxies of ours
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1, unknown", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.1, 10.0.0.2", "10.0.0.1"),
        ("2001:db8::1", "2a00::5", "2a00::5"),
        ("", "192.0.2.1", ""),
    ],
)
def test_the_address_is_that_of_the_first_machine_that_is_not_ours(
    nearest: str, claims: str, found: str
) -> None:
    environ = {"REMOTE_ADDR": nearest, "HTTP_X_FORWARDED_FOR": claims}
    assert client_address(environ, PROXIES) == found


def test_without_trusted_proxies_the_header_is_never_read() -> None:
    environ = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1"}
    assert client_address(environ, ()) == "127.0.0.1"


def test_one_name_has_one_folded_form_and_keeps_its_own() -> None:
    spellings = ["Zoé", "zoe\u0301", "ZOÉ", "ｚｏé", "zo\u200bé ", "zoe"]
    assert {folded(name) for name in spellings} == {"zoe"}
    assert folded("Straße") == folded("STRASSE")
    assert normalized(" ＺＯＥ ") == "ZOE"
    assert folded("吴青") == "吴青"
