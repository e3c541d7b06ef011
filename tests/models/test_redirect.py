"""Redirects lead somewhere else, and never round in a circle."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from events.models import EditConflict, Redirect

pytestmark = pytest.mark.django_db


def lead(*paths: str) -> None:
    for old, new in pairwise(paths):
        Redirect.objects.create(old_path=old, new_path=new)


@pytest.mark.parametrize(
    ("existing", "old", "new"),
    [
        (["/a/", "/b/"], "/b/", "/a/"),
        (["/a/", "/b/", "/c/"], "/c/", "/a/"),
        (["/a/", "/b/", "/c/", "/d/"], "/c/", "/b/"),
        (["/a/", "/b/", "/a/"], "/c/", "/a/"),
    ],
)
def test_loop_is_refused(existing: list[str], old: str, new: str) -> None:
    lead(*existing)
    Redirect.objects.filter(old_path=old).delete()
    with pytest.raises(ValidationError) as refusal:
        Redirect(old_path=old, new_path=new).full_clean()
    assert refusal.value.message_dict == {"new_path": ["This would make a loop of redirects."]}


def test_chain_that_ends_is_allowed() -> None:
    lead("/a/", "/b/", "/c/", "")
    Redirect(old_path="/d/", new_path="/a/").full_clean()


def test_changing_a_redirect_does_not_count_its_own_old_way() -> None:
    lead("/a/", "/b/", "/c/")
    redirect = Redirect.objects.get(old_path="/b/")
    redirect.new_path = "/d/"
    redirect.full_clean()
    redirect.new_path = "/a/"
    with pytest.raises(ValidationError, match="loop"):
        redirect.full_clean()


def test_redirect_to_nothing_says_that_the_page_is_gone() -> None:
    assert str(Redirect(old_path="/a/")) == "/a/ → gone"
    assert str(Redirect(old_path="/a/", new_path="/b/")) == "/a/ → /b/"


@pytest.mark.parametrize("path", ["/fr/forums/2021/", "/", "/~ada/x.html"])
def test_path_on_this_site_is_allowed(path: str) -> None:
    Redirect(old_path=path, new_path="/elsewhere/").full_clean()


@pytest.mark.parametrize(
    "path",
    [
        *("/../x", "/fr/x//y", "/%2e%2e/x", "/.", "/fr/./", "//fr/", "/a%20b/", "/a%00/", "/%252e/", "fr/"),
        *("/" + "x" * 201, "/é/", "/a?b", "https://example.org/"),
    ],
)
def test_path_that_no_page_can_have_is_refused(path: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Redirect(old_path=path, new_path="/fr/").full_clean()
    assert set(refusal.value.message_dict) == {"old_path"}
    with pytest.raises(ValidationError) as refusal:
        Redirect(old_path="/fr/x/", new_path=path).full_clean()
    assert set(refusal.value.message_dict) == {"new_path"}


def test_path_is_kept_in_one_spelling() -> None:
    redirect = Redirect(old_path="/fr/%66orum-%C3%A9conomique/", new_path="/fr/forums/%32020/%c3%a9/")
    redirect.full_clean()
    assert (redirect.old_path, redirect.new_path) == (
        "/fr/forum-%C3%A9conomique/",
        "/fr/forums/2020/%C3%A9/",
    )


def test_loop_in_another_spelling_is_refused() -> None:
    lead("/a/", "/%62/")
    with pytest.raises(ValidationError, match="loop"):
        Redirect(old_path="/b/", new_path="/%61/").full_clean()


def test_stale_save_is_refused_and_overwrites_nothing() -> None:
    Redirect.objects.create(old_path="/a/", new_path="/b/")
    mine, theirs = Redirect.objects.get(), Redirect.objects.get()
    theirs.new_path = "/theirs/"
    theirs.save()
    mine.new_path = "/mine/"
    with pytest.raises(EditConflict):
        mine.save()
    now = Redirect.objects.get()
    assert (now.new_path, now.version, mine.version) == ("/theirs/", 2, 1)
    assert now.modified >= now.created
