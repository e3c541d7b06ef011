"""Rich text is sanitised on every way into the database, in every language."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from events.models import Section
from tests import factories

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<p>a</p><script>alert(1)</script>",
    '<p onclick="alert(1)">a</p>',
    '<p><a href="javascript:alert(1)">a</a></p>',
    '<p><a href="data:text/html,alert(1)">a</a></p>',
    '<p><a href="//evil.example">a</a></p>',
    '<p>a<img src="x" onerror="alert(1)"></p>',
    "<p>a</p><style>p{}</style><iframe src='x'></iframe>",
    '<p style="color:red" class="x">a</p>',
    "<p>a\u202eb</p>",
]
FORBIDDEN = (
    "script",
    "onclick",
    "onerror",
    "javascript:",
    "data:",
    "//evil",
    "style",
    "iframe",
    "class",
    "\u202e",
)


def stored(section: Any, language: str) -> str:
    row: dict[str, Any] = Section.objects.values(f"body_{language}").get(pk=section.pk)
    return str(row[f"body_{language}"])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_created_text_is_sanitised(hostile: str, language: str) -> None:
    text = stored(factories.SectionFactory(**{f"body_{language}": hostile}), language)
    assert "a" in text
    assert not [word for word in FORBIDDEN if word in text]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_text_set_on_the_row_is_sanitised_there_too(language: str) -> None:
    section = factories.SectionFactory()
    setattr(section, f"body_{language}", HOSTILE[0])
    section.save(update_fields=[f"body_{language}"])
    assert stored(section, language) == "<p>a</p>" == getattr(section, f"body_{language}")


def test_text_of_the_active_language_is_sanitised() -> None:
    section = factories.SectionFactory()
    section.body = HOSTILE[0]
    section.save()
    assert stored(section, "en") == "<p>a</p>"
    assert stored(section, "fr") == "<p>Le vide est plein.</p>"


def test_text_created_in_bulk_is_sanitised() -> None:
    forum = factories.ForumFactory()
    Section.objects.bulk_create([Section(forum=forum, slug="a", body_fr=HOSTILE[0])])
    assert stored(Section.objects.get(), "fr") == "<p>a</p>"


def test_text_updated_without_its_row_is_sanitised() -> None:
    section = factories.SectionFactory()
    Section.objects.filter(pk=section.pk).update(body_fr=HOSTILE[0])
    assert stored(section, "fr") == "<p>a</p>"
    section.body_fr, section.body_en = HOSTILE[1], HOSTILE[2]
    Section.objects.bulk_update([section], ["body_fr", "body_en"])
    assert (stored(section, "fr"), stored(section, "en")) == ("<p>a</p>", "<p><a>a</a></p>")


def test_text_with_tags_beyond_reason_is_refused_by_its_form_and_shown_as_it_is_otherwise() -> None:
    section = factories.SectionFactory(body_fr="<b>" * 10_001)
    assert stored(section, "fr") == "&lt;b&gt;" * 10_001
    section.body_en = "<b>" * 10_001
    with pytest.raises(ValidationError, match="too many parts"):
        section.full_clean()


def test_full_clean_sanitises_what_the_form_shows_again() -> None:
    section = factories.SectionFactory(body_en="<p>a</p>")
    section.body_en = HOSTILE[0]
    section.full_clean()
    assert section.body_en == "<p>a</p>"


@pytest.mark.parametrize("empty", ["", None])
def test_empty_text_stays_empty(empty: str | None) -> None:
    section = factories.SectionFactory(body_fr=empty)
    section.full_clean()
    section.save()
    assert stored(section, "fr") in ("", "None")


def test_allowed_text_is_kept_as_it_is() -> None:
    text = (
        "<h3>Titre</h3><p>a <strong>b</strong> <em>c</em> 1<sup>er</sup> H<sub>2</sub>O"
        '<br><a href="/fr/">ici</a></p><ul><li>d</li></ul><blockquote><p>e</p></blockquote>'
    )
    assert stored(factories.SectionFactory(body_fr=text), "fr") == text
