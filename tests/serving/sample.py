"""Plainly fictional pages, and a client that speaks WSGI to the front."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from events.pages.page import Page
from events.serving import Front, Shelf, load_table

ORIGIN = "https://forum.example"
STYLE = "/assets/site.0123456789abcdef.css"


def page(path: str, text: str = "", **more: Any) -> Page:
    """A page whose body repeats ``text`` often enough that compression pays."""
    body = (text or f"<p>Forum of Nowhere, {path}.</p>").encode() * 20
    return Page(path, key=f"{path} {text}", render=lambda: body, **more)


def pages() -> tuple[Page, ...]:
    """A small site in two languages, with every kind of entry."""
    return (
        page("/fr/", language="fr"),
        page("/en/", language="en"),
        page("/fr/forums/2021/", language="fr"),
        page("/en/forums/2021/", language="en"),
        page("/fr/404.html", language="fr", status=404),
        page("/en/404.html", language="en", status=404),
        page("/404.html", status=404),
        page("/fr/ancien/", language="fr", status=301, location="/fr/forums/2021/"),
        page("/fr/disparu/", language="fr", status=410),
        page("/fr/forums/2021/forum.ics", language="fr", media_type="text/calendar; charset=utf-8"),
        page("/robots.txt", media_type="text/plain; charset=utf-8"),
        page(STYLE, "body { color: teal }", media_type="text/css; charset=utf-8", immutable=True),
        Page(
            "/assets/dot.0123.png",
            "dot",
            lambda: b"\x89PNG not compressible" * 9,
            "image/png",
            immutable=True,
        ),
    )


def django(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Stands where Django stands, and says that it was reached."""
    start_response("200 OK", [("content-type", "text/plain"), ("x-reached", "django")])
    return [environ["PATH_INFO"].encode("latin-1")]


def front(folder: Path, site: Iterable[Page] | None = None, origin: str = ORIGIN, **more: Any) -> Front:
    """A front that serves ``site``, built in ``folder``."""
    made = Shelf(folder / "builds").make(pages() if site is None else site)
    settings = {"dynamic": ("/admin/", "/fr/recherche/"), "media_folder": folder / "media", **more}
    serving = Front(django, origin=origin, languages=("fr", "en"), **settings)
    serving.table = load_table(made, https=origin.startswith("https:"))
    return serving


@dataclass(frozen=True)
class Response:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Any, path: str = "/fr/", method: str = "GET", **headers: str) -> Response:
    """One request, through wsgiref’s validator, which raises where PEP 3333 is broken."""
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    path, _, query = path.partition("?")
    environ |= {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "forum.example",
    }
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return ask_with(application, environ)


def ask_with(application: Any, environ: dict[str, Any]) -> Response:
    """The same, for an environ of one’s own."""
    told: list[Any] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Callable[..., Any]:
        told.extend((status, headers))
        return lambda data: None

    chunks = validator(application)(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        chunks.close()
    names = [name for name, _ in told[1]]
    assert len(set(names)) == len(names), f"a header stands twice: {names}"
    return Response(int(told[0].split(" ")[0]), dict(told[1]), body)
