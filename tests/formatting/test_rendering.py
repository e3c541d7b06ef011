from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from django.utils.html import conditional_escape, format_html
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formatting import Part, Rendering, SafeHtml, format_count, format_edition, format_list


def test_rendering_is_plain_text_and_html() -> None:
    edition = format_edition(2, "fr")
    assert str(edition) == edition.plain == "2e\u00a0édition"
    assert edition.html == edition.__html__() == "2<sup>e</sup>\u00a0édition"


def test_django_takes_a_rendering_and_its_html_as_safe() -> None:
    edition = format_edition(2, "fr")
    # the stubs know strings only; Django itself honours __html__
    assert conditional_escape(edition) == "2<sup>e</sup>\u00a0édition"  # type: ignore[arg-type]
    assert conditional_escape(edition.html) == "2<sup>e</sup>\u00a0édition"
    assert format_html("<b>{}</b>", edition) == "<b>2<sup>e</sup>\u00a0édition</b>"


def test_rendering_leaves_out_empty_parts_and_joins_renderings() -> None:
    inner = Rendering.of("a", "", Part("b", superscript=True))
    assert Rendering.of(inner, "c").parts == (Part("a"), Part("b", superscript=True), Part("c"))


def test_rendering_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Rendering.of("a").parts = ()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x>', "a & b", "'"])
def test_rendering_escapes_what_editors_wrote(hostile: str) -> None:
    for rendering in (format_count(Decimal(5), hostile, "en"), format_list([hostile, "b"], "fr")):
        assert hostile in rendering.plain
        assert hostile not in rendering.html


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(), st.booleans())))
def test_rendering_html_holds_no_markup_but_superscripts(texts: list[tuple[str, bool]]) -> None:
    rendering = Rendering.of(*(Part(text, raised) for text, raised in texts))
    bare = rendering.html.replace("<sup>", "").replace("</sup>", "")
    assert not set("<>\"'") & set(bare)
    assert isinstance(rendering.html, SafeHtml)
