"""Requests that no honest client sends, as bytes."""

_END = b"Host: 127.0.0.1\r\nConnection: close\r\n"
_FORM = b"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n"


def get(*lines: bytes, path: bytes = b"/") -> bytes:
    """A GET with more header lines."""
    return b"GET " + path + b" HTTP/1.1\r\n" + _END + b"".join(line + b"\r\n" for line in lines) + b"\r\n"


def post(body: bytes, *lines: bytes) -> bytes:
    """A form for the desk whose token is looked for in the body."""
    return (
        b"POST /admin/login/ HTTP/1.1\r\n"
        + _END
        + _FORM
        + b"".join(line + b"\r\n" for line in lines)
        + b"\r\n"
        + body
    )


_CHUNKED = b"Transfer-Encoding: chunked"
_LONG = b"fr-" * 33_000  # about 100 KB

REFUSED = {
    "10,000 headers": get(*(b"X-%d: a" % number for number in range(10_000))),
    "200 headers": get(*(b"X-%d: a" % number for number in range(200))),
    "header of 1 MB": get(b"X: " + b"a" * 1_000_000),
    "language of 100 KB": get(b"Accept-Language: " + _LONG),
    "languages of 100 KB": get(b"Accept-Language: " + b"fr," * 33_000),
    "path of 100 KB": get(path=b"/" + _LONG + b"/"),
    "query of 100 KB": get(path=b"/fr/recherche/?q=" + _LONG),
    "NUL in a header": get(b"X: a\0b"),
    "NUL in the name of a header": get(b"X\0: a"),
    "NUL in the path": get(path=b"/fr/\0/"),
    "folded header": get(b"X: a", b" b"),
    "two hosts": get(b"Host: evil.example"),
    "two lengths": post(b"abcde", b"Content-Length: 3", b"Content-Length: 5"),
    "negative length": post(b"abc", b"Content-Length: -3"),
    "length of a gigabyte": post(b"abc", b"Content-Length: 1000000000"),
    "chunk without a size": post(b"zz\r\nabc\r\n0\r\n\r\n", _CHUNKED),
    "chunk of a negative size": post(b"-1\r\nabc\r\n0\r\n\r\n", _CHUNKED),
    "chunk of 2^72 bytes": post(b"ffffffffffffffffff\r\nabc\r\n", _CHUNKED),
    "chunk longer than it says": post(b"3\r\nabcdef\r\n0\r\n\r\n", _CHUNKED),
    "chunk with an extension of 200 KB": post(b"3;" + b"a" * 200_000 + b"\r\nabc\r\n0\r\n\r\n", _CHUNKED),
    "length and chunks": post(b"0\r\n\r\n", b"Content-Length: 100", _CHUNKED),
}
#: A form that never ends: only its first bytes come.
UNENDING = post(b"a=1", b"Content-Length: 1000")


def languages_of_almost_32_kb(number: int) -> bytes:
    """No longer than a head may be, and unlike those of every other ``number``."""
    return get(b"Accept-Language: x-%d," % number + b"fr," * 10_500)
