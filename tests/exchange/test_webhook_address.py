"""Which addresses a webhook may have: none inside the house, in whatever disguise."""

import socket

import pytest

from events.exchange.notices.addresses import AddressRefused, Gate, is_public, resolved, target_of

INTERNAL = [
    "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.0.0.1",  # noqa: S104 - refused here
    "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "168.63.129.16", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
    "fec0::1", "feff:ffff::1",
    "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1",
    "64:ff9b::169.254.169.254", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1",
    "not an address",
]  # fmt: skip


@pytest.mark.parametrize("address", INTERNAL)
def test_internal_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://hooks.example/", "file:///etc/passwd", "hooks.example", "https://", "https:///path",
        "//hooks.example/",
        "https://ada:secret@hooks.example/", "https://hooks.example:port/", "https://hooks.example:99999/",
        "https://[::1/", "https://hooks.example/a b", "https://hooks.example/\r\nx: y", "https://hööks.example/",
        "javascript:alert(1)", "",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        target_of(url)


def test_address_is_taken_apart() -> None:
    target = target_of("https://Hooks.Example:8443/a/b?c=d#e")
    assert (target.scheme, target.host, target.port, target.path) == (
        "https",
        "hooks.example",
        8443,
        "/a/b?c=d",
    )


@pytest.mark.parametrize(("url", "port"), [("http://h.example", 80), ("https://h.example", 443)])
def test_address_without_a_port_has_that_of_its_scheme(url: str, port: int) -> None:
    target = target_of(url)
    assert (target.port, target.path) == (port, "/")


def gate(*found: str, allowed: tuple[str, ...] = ()) -> Gate:
    return Gate(allowed, lambda host, port: found)


def test_public_address_by_https_is_let_through() -> None:
    assert gate("93.184.215.14").admit(target_of("https://hooks.example/")) == ("93.184.215.14",)


def test_address_by_http_is_refused() -> None:
    with pytest.raises(AddressRefused, match="not https"):
        gate("93.184.215.14").admit(target_of("http://hooks.example/"))


@pytest.mark.parametrize("internal", [address for address in INTERNAL if " " not in address])
def test_name_that_leads_inside_is_refused(internal: str) -> None:
    with pytest.raises(AddressRefused, match="internal"):
        gate(internal).admit(target_of("https://hooks.example/"))


def test_name_with_one_internal_address_among_public_ones_is_refused() -> None:
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        gate("93.184.215.14", "10.0.0.1").admit(target_of("https://hooks.example/"))


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "169.254.169.254", "[::ffff:10.0.0.1]"])
def test_internal_address_is_refused_before_any_name_is_asked_for(host: str) -> None:
    with pytest.raises(AddressRefused, match="internal"):
        gate().check(target_of(f"https://{host}/"))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="internal address"):
        Gate(resolve=resolved).admit(target_of(f"https://{host}/"))


def test_allowed_host_may_be_internal_and_without_encryption() -> None:
    allowed = gate("10.0.0.1", allowed=("hooks.example",))
    assert allowed.admit(target_of("http://hooks.example/")) == ("10.0.0.1",)


def test_allowing_a_host_allows_no_other() -> None:
    with pytest.raises(AddressRefused):
        gate("10.0.0.1", allowed=("hooks.example",)).admit(target_of("https://other.hooks.example/"))


def test_this_machine_resolves_names_with_each_address_once() -> None:
    found = resolved("localhost", 80)
    assert set(found) <= {"127.0.0.1", "::1"}
    assert len(found) == len(set(found)) >= 1


def test_name_that_nobody_has_is_an_error_of_the_network() -> None:
    with pytest.raises(socket.gaierror):
        Gate().admit(target_of("https://nobody.invalid/"))
