"""The scoring rules of the HTTP Observatory, for one answer of ours.

Rules and modifiers: https://github.com/mdn/mdn-http-observatory, ``src/grader/charts.js`` and the tests in
``src/analyzer/tests``; explained at https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring.
A site starts at 100; bonuses count once the penalties leave 90 or more; 100 and more is an A+. What depends
on the machine before the site (redirection to https, preloading) is taken as neutral: 0.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.cookies import Morsel, SimpleCookie

#: Expectation → modifier, as in SCORE_TABLE.
MODIFIERS: Mapping[str, int] = {
    "csp-implemented-with-no-unsafe-default-src-none": 10,
    "csp-implemented-with-no-unsafe": 5,
    "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
    "csp-implemented-with-insecure-scheme-in-passive-content-only": -10,
    "csp-implemented-with-unsafe-eval": -10,
    "csp-implemented-with-unsafe-inline": -20,
    "csp-implemented-with-insecure-scheme": -20,
    "csp-not-implemented": -25,
    "cookies-secure-with-httponly-sessions-and-samesite": 5,
    "cookies-secure-with-httponly-sessions": 0,
    "cookies-not-found": 0,
    "cookies-without-secure-flag-but-protected-by-hsts": -5,
    "cookies-session-without-secure-flag-but-protected-by-hsts": -10,
    "cookies-anticsrf-without-samesite-flag": -20,
    "cookies-session-without-httponly-flag": -30,
    "cross-origin-resource-sharing-not-implemented": 0,
    "cross-origin-resource-sharing-implemented-with-public-access": 0,
    "cross-origin-resource-sharing-implemented-with-universal-access": -50,
    "referrer-policy-private": 5,
    "referrer-policy-not-implemented": 0,
    "referrer-policy-unsafe": -5,
    "hsts-implemented-max-age-at-least-six-months": 0,
    "hsts-implemented-max-age-less-than-six-months": -10,
    "hsts-not-implemented": -20,
    "sri-not-implemented-but-no-scripts-loaded": 0,
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin": 0,
    "sri-implemented-and-all-scripts-loaded-securely": 5,
    "sri-not-implemented-but-external-scripts-loaded-securely": -5,
    "sri-not-implemented-and-external-scripts-not-loaded-securely": -50,
    "x-content-type-options-nosniff": 0,
    "x-content-type-options-not-implemented": -5,
    "x-frame-options-implemented-via-csp": 5,
    "x-frame-options-sameorigin-or-deny": 0,
    "x-frame-options-not-implemented": -20,
    "cross-origin-resource-policy-implemented-with-same-origin": 10,
    "cross-origin-resource-policy-implemented-with-cross-origin": 0,
    "cross-origin-resource-policy-not-implemented": 0,
}
SIX_MONTHS = 15_768_000
LEAST_FOR_BONUSES = 90
_BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
_INLINE = {"'unsafe-inline'", "data:"}
_PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
_SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True)
class Graded:
    """The score, and the expectation that each test came to."""

    score: int
    results: tuple[str, ...]


def graded(headers: Mapping[str, str], cookies: Sequence[str] = (), html: str = "") -> Graded:
    """Grades an answer over https. ``headers`` in lower case; ``cookies``: the values of Set-Cookie."""
    policy = _directives(headers.get("content-security-policy", ""))
    results = (
        _content_security(policy),
        _cookies(cookies),
        _sharing(headers),
        _referrer(headers.get("referrer-policy", "")),
        _transport(headers.get("strict-transport-security", "")),
        _scripts(html),
        _sniffing(headers),
        _frames(headers, policy),
        _embedding(headers.get("cross-origin-resource-policy", "")),
    )
    changes = [MODIFIERS[result] for result in results]
    score = 100 + sum(change for change in changes if change < 0)
    if score >= LEAST_FOR_BONUSES:
        score += sum(change for change in changes if change > 0)
    return Graded(max(score, 0), results)


def _directives(header: str) -> dict[str, set[str]]:
    parts = (part.split() for part in header.split(";") if part.strip())
    return {name.lower(): {source.lower() for source in sources} for name, *sources in parts}


def _content_security(policy: Mapping[str, set[str]]) -> str:
    if not policy:
        return "csp-not-implemented"
    fallback = policy.get("default-src", {"*"})
    script, style = policy.get("script-src", fallback), policy.get("style-src", fallback)
    if script & (_BROAD | _INLINE) or policy.get("object-src", fallback) & _BROAD:
        return "csp-implemented-with-unsafe-inline"
    passive = {"img-src", "media-src"}
    if _insecure(source for name in policy.keys() - passive for source in policy[name]):
        return "csp-implemented-with-insecure-scheme"
    if "'unsafe-eval'" in script | style:
        return "csp-implemented-with-unsafe-eval"
    if _insecure(source for name in passive for source in policy.get(name, fallback)):
        return "csp-implemented-with-insecure-scheme-in-passive-content-only"
    if style & (_BROAD | _INLINE):
        return "csp-implemented-with-unsafe-inline-in-style-src-only"
    closed = fallback == {"'none'"}
    return "csp-implemented-with-no-unsafe" + ("-default-src-none" if closed else "")


def _insecure(sources: Iterable[str]) -> bool:
    return any(source.startswith(("http:", "ftp:")) for source in sources)


def _cookies(given: Sequence[str]) -> str:
    """The worst of them."""
    found = [_cookie(name, morsel) for text in given for name, morsel in SimpleCookie(text).items()]
    return min(found, key=MODIFIERS.__getitem__, default="cookies-not-found")


def _cookie(name: str, morsel: "Morsel[str]") -> str:
    session = any(part in name.lower() for part in ("login", "sess"))
    if session and not morsel["httponly"]:
        return "cookies-session-without-httponly-flag"
    if "csrf" in name.lower() and not morsel["samesite"]:
        return "cookies-anticsrf-without-samesite-flag"
    if not morsel["secure"]:
        kind = "session-without" if session else "without"
        return f"cookies-{kind}-secure-flag-but-protected-by-hsts"
    return "cookies-secure-with-httponly-sessions" + ("-and-samesite" if morsel["samesite"] else "")


def _sharing(headers: Mapping[str, str]) -> str:
    if "access-control-allow-origin" not in headers:
        return "cross-origin-resource-sharing-not-implemented"
    universal = headers.get("access-control-allow-credentials", "") == "true"
    access = "universal" if universal else "public"
    return f"cross-origin-resource-sharing-implemented-with-{access}-access"


def _referrer(header: str) -> str:
    if not header:
        return "referrer-policy-not-implemented"
    # The last policy that a browser knows holds.
    return "referrer-policy-" + ("private" if header.split(",")[-1].strip() in _PRIVATE else "unsafe")


def _transport(header: str) -> str:
    seconds = re.search(r"max-age=(\d+)", header)
    if not seconds:
        return "hsts-not-implemented"
    length = "at-least" if int(seconds[1]) >= SIX_MONTHS else "less-than"
    return f"hsts-implemented-max-age-{length}-six-months"


def _scripts(html: str) -> str:
    tags = [tag for tag in _SCRIPT.findall(html) if "src=" in tag]
    if not tags:
        return "sri-not-implemented-but-no-scripts-loaded"
    sources = re.findall(r'src="?([^"\s>]+)', " ".join(tags))
    if any(source.startswith(("http:", "//")) for source in sources):
        return "sri-not-implemented-and-external-scripts-not-loaded-securely"
    if any(source.startswith("https:") for source in sources):
        return "sri-not-implemented-but-external-scripts-loaded-securely"
    if all("integrity=" in tag for tag in tags):
        return "sri-implemented-and-all-scripts-loaded-securely"
    return "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"


def _sniffing(headers: Mapping[str, str]) -> str:
    well = headers.get("x-content-type-options", "") == "nosniff"
    return "x-content-type-options-" + ("nosniff" if well else "not-implemented")


def _frames(headers: Mapping[str, str], policy: Mapping[str, set[str]]) -> str:
    if not policy.get("frame-ancestors", {"*"}) & _BROAD:
        return "x-frame-options-implemented-via-csp"
    well = headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN")
    return "x-frame-options-" + ("sameorigin-or-deny" if well else "not-implemented")


def _embedding(header: str) -> str:
    if header not in ("same-origin", "cross-origin"):
        return "cross-origin-resource-policy-not-implemented"
    return f"cross-origin-resource-policy-implemented-with-{header}"
