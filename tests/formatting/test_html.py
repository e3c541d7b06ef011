import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formatting import sanitize_html, strip_controls, strip_html, typography_html

KEPT = [
    "<p>a<br>b</p><h3>c</h3><h4>d</h4>",
    "<p><strong>a</strong> <em>b</em> 2<sup>e</sup> H<sub>2</sub>O</p>",
    "<ul><li>a</li></ul><ol><li>b</li></ol><blockquote><p>c</p></blockquote>",
    '<p><a href="/fr/" hreflang="fr" lang="fr">a</a> <a href="#b">b</a> <span lang="zh-Hans">上海</span></p>',
    '<p><a href="https://forum.example/?a=1&amp;b=2" rel="noopener">a</a></p>',
    '<p><a href="mailto:ada@forum.example">a</a> <a href="tel:+860000">b</a></p>',
    '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    "<p>1\u00a0million \u202f! a\u200db</p>",
]
CLEANED = [
    ("<script>alert(1)</script>a", "a"),
    ("<style>a{}</style>b", "b"),
    ("<iframe src=//evil.example>x</iframe>b", "b"),
    ("<p onclick='x' class='y' style='z' id='w'>a</p>", "<p>a</p>"),
    ("<p lang='en' title='word' dir='rtl'>a</p>", "<p>a</p>"),
    ("<h1>a</h1><div>b</div><img src=x onerror=y>", "ab"),
    ("<a href='javascript:alert(1)'>a</a>", "<a>a</a>"),
    ("<a href='//evil.example'>a</a>", "<a>a</a>"),
    ("<a href='http://192.168.0.1/'>a</a>", "<a>a</a>"),
    ("<a href='&#x202e;https://forum.example/'>a</a>", "<a>a</a>"),
    ("<a href=' /fr/ ' rel='author' target='_blank'>a</a>", '<a href="/fr/">a</a>'),
    ("<a href='https://forum.example'>a</a>", '<a href="https://forum.example" rel="noopener">a</a>'),
    ("<span lang='x\"y'>a</span>", "<span>a</span>"),
    (
        "<table><tbody><tr><th scope='all'>a</th></tr></tbody></table>",
        "<table><tbody><tr><th>a</th></tr></tbody></table>",
    ),
    ("a\u202eb&#x202d;c\u200bd\u2066e\u200ff\x07g\ufeffh", "abcdefgh"),
    ("<!-- comment -->a", "a"),
    ("a&nbsp;b &amp;nbsp; c", "a\u00a0b &amp;nbsp; c"),
    ("<p>a<p>b", "<p>a</p><p>b</p>"),
]
STRIPPED = [
    ("<p>One</p><p>two <strong>th</strong>ree</p>", "One two three"),
    ("<ul><li>a</li><li>b</li></ul>", "a b"),
    ("a<br>b", "a b"),
    ("<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7"),
    ("<p>2<sup>e</sup> édition</p>\n\n<p>c</p>", "2e édition c"),
    ("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "a b"),
    ("<p>1&nbsp;million</p>", "1\u00a0million"),
    ("<script>x</script>", ""),
]
MENDED = [
    ("fr", "<p><strong>Bravo</strong>!</p>", "<p><strong>Bravo</strong>\u202f!</p>"),
    ("fr", "<p><strong>Bravo</strong> !</p>", "<p><strong>Bravo</strong>\u202f!</p>"),
    ("fr", "<p><em>Bravo </em>!</p>", "<p><em>Bravo\u202f</em>!</p>"),
    ("fr", "<p><em>Bravo </em> !</p>", "<p><em>Bravo\u202f</em>!</p>"),
    ("fr", '<p>"<em>Oui</em>"</p>', "<p>«\u00a0<em>Oui</em>\u00a0»</p>"),
    ("fr", "<p>Oui</p><p>!</p>", "<p>Oui</p><p>!</p>"),
    ("fr", "<p>l'<em>an</em></p>", "<p>l’<em>an</em></p>"),
    ("fr", "<p>a.<em>.</em>. b</p>", "<p>a…<em></em> b</p>"),
    ("fr", "<p>Oui\n! non</p>", "<p>Oui\u202f! non</p>"),
    ("fr", "<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
    ("fr", "<p>5 &lt; 6 &amp; 7!</p>", "<p>5 &lt; 6 &amp; 7\u202f!</p>"),
    ("en", '<p>"<a href="/en/?a=b!">Yes</a>" !</p>', '<p>“<a href="/en/?a=b!">Yes</a>”!</p>'),
    (
        "fr",
        '<p>Il dit <span lang="en">"Yes" !</span> !</p>',
        '<p>Il dit <span lang="en">“Yes”!</span>\u202f!</p>',
    ),
    ("fr", '<p><span lang="fr">Oui</span>!</p>', '<p><span lang="fr">Oui</span>\u202f!</p>'),
    ("fr", '<p><span lang="qqq">a "b"!</span></p>', '<p><span lang="qqq">a "b"!</span></p>'),
    (
        "fr",
        '<p><a href="https://forum.example/?l=d!e" rel="noopener">l\'an</a>: b</p>',
        '<p><a href="https://forum.example/?l=d!e" rel="noopener">l’an</a>\u00a0: b</p>',
    ),
]


@pytest.mark.parametrize("html", KEPT)
def test_rich_text_on_the_list_is_kept_as_it_is(html: str) -> None:
    assert sanitize_html(html) == html


@pytest.mark.parametrize(("html", "expected"), CLEANED)
def test_what_is_not_on_the_list_goes(html: str, expected: str) -> None:
    assert sanitize_html(html) == expected


@pytest.mark.parametrize(("html", "expected"), STRIPPED)
def test_stripped_html_is_its_words_with_sensible_spaces(html: str, expected: str) -> None:
    assert strip_html(html) == expected


@pytest.mark.parametrize(("language", "html", "expected"), MENDED)
def test_typography_in_rich_text_reads_across_tags(language: str, html: str, expected: str) -> None:
    assert typography_html(html, language) == expected


def test_controls_go_and_joiners_of_scripts_stay() -> None:
    assert strip_controls("a\u202eb\u2069c\x00d\x9fe\u200bf") == "abcdef"
    assert strip_controls("\u0645\u06cc\u200c\u062e \U0001f469\u200d\U0001f52c\t\n") == (
        "\u0645\u06cc\u200c\u062e \U0001f469\u200d\U0001f52c\t\n"
    )


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            "<p> </p> <br> <a> </a> <b> <table> <tr> <td> </td> </table> <svg> <math> <mi> <style> </style> "
            "<script> </script> <!-- --> <![CDATA[ ]]> <template> <select> <textarea> </textarea> <noscript> "
            "<span\u00a0lang='en'> </span> <li> <ul> </ul> <form> &lt; &amp; &#x202e; "
            "<img\u00a0src=x\u00a0onerror=alert(1)> "
            "<strong> </strong> <em> </em> <plaintext> <title> & < > \" '".replace("\u00a0", "\x01").split()
        ).map(lambda piece: piece.replace("\x01", " ")),
        st.sampled_from(["javascript:x", "//evil.example", "/fr/", "https://forum.example/?a&b"]).map(
            lambda url: f"<a href='{url}'>"
        ),
        st.text(max_size=6),
        st.sampled_from([" !", "l'an", '"a"', "«", "»", "...", "\u202e", "&nbsp;"]),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
def test_sanitizing_twice_is_sanitizing_once(html: str) -> None:
    once = sanitize_html(html)
    assert sanitize_html(once) == once


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
def test_sanitized_html_holds_nothing_dangerous(html: str) -> None:
    cleaned = sanitize_html(html)
    assert not any(f"<{tag}" in cleaned for tag in ("script", "style", "img", "svg", "iframe", "form"))
    assert 'href="javascript' not in cleaned
    assert 'href="//' not in cleaned
    assert strip_controls(cleaned) == cleaned


@settings(max_examples=150, deadline=None)
@given(HOSTILE, st.sampled_from(["fr", "en"]))
def test_typography_in_rich_text_keeps_its_tags(html: str, language: str) -> None:
    before, after = sanitize_html(html), typography_html(html, language)
    assert sanitize_html(after) == after
    tags = nh3.clean(before, tags=set())
    assert before.count("<") == after.count("<")
    assert bool(tags.strip()) == bool(nh3.clean(after, tags=set()).strip())
