import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formatting import safe_url

SAFE = [
    "https://forum.example/",
    "http://forum.example:8080/a?b=c#d",
    "HTTPS://Forum.Example",
    "https://éa.example/",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
    "https://forum.example./",
    "mailto:ada@forum.example",
    "mailto:ada@forum.example?subject=Hello",
    "tel:+86-21-0000",
    "/fr/forums/2021/",
    "/",
    "#programme",
]
UNSAFE = [
    "",
    " ",
    "forum.example",
    "page/",
    "?q=1",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/a\\b",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://forum.example/",
    "https:forum.example",
    "https:/forum.example",
    "https:///forum.example",
    "https://",
    "https://user:pass@forum.example/",
    "https://user@forum.example/",
    "http://localhost/",
    "http://localhost:8000/",
    "http://a.localhost/",
    "http://localhost./",
    "http://LOCALHOST/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[::1",
    "http://１２７.0.0.1/",
    "http://printer.local/",
    "http://printer。local/",
    "http://db.internal/",
    "http://intranet/",
    "http://exa%6dple.example/",
    "http://forum..example/",
    "http://-forum.example/",
    "http://forum.example:99999/",
    "http://forum.example:a/",
    "https://forum.example/a b",
    "https://forum.example/\u0000",
    "https://forum.example/\u202e",
    "https://forum.example/\u200b",
    'https://forum.example/"onclick=',
    "https://forum.example/<script>",
    "mailto:",
    "mailto:ada",
    "mailto:ada@forum.example?x=%0d%0aBcc:b",
    "tel:",
    "tel:abc",
    "https://forum.example/" + "a" * 2000,
]


@pytest.mark.parametrize("url", SAFE)
def test_public_address_is_kept(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize("url", UNSAFE)
def test_dangerous_or_internal_address_is_refused(url: str) -> None:
    assert safe_url(url) is None


def test_spaces_around_an_address_are_taken_away() -> None:
    assert safe_url(" https://forum.example/\n") == "https://forum.example/"


@settings(deadline=None)
@given(st.one_of(st.text(), st.text().map(lambda host: f"http://{host}/")))
def test_any_text_is_judged_and_a_safe_address_stays_safe(text: str) -> None:
    url = safe_url(text)
    assert url is None or safe_url(url) == url
